// What a failed run leaves: annotations and a summary that says what to do next.
import { type Annotations, annotationsOf } from '../report/annotations.ts';
import { type ErrorCode, docsUrl, errorClasses } from '../error-codes.ts';
import { FaultsError, ReleaseError, messageOf } from '../errors.ts';
import type { Context } from '../plan/context.ts';
import { isYaml } from '../report/hint.ts';
import { renderFailure } from '../report/failure.ts';
import type { StepRecord } from '../run/step.ts';
import { refusedByGitHub } from '../world/github/refused.ts';
import { compact } from '../compact.ts';

export interface FailureResult {
  /** Further annotations, one for each of several faults. */
  readonly annotations: Annotations['faults'];
  readonly summary: string;
  /** The annotation that the run fails with. */
  readonly failure: Annotations['failure'];
}

/** Tells whatever was thrown: what happened, at which step, and what to do next. */
export function failureResult(
  thrown: unknown,
  records: readonly StepRecord[],
  { ref, run, repository }: Pick<Context, 'ref' | 'run' | 'repository'>,
): FailureResult {
  const error = refusedByGitHub(thrown);
  const known = error instanceof ReleaseError;
  const hint = known
    ? error.hint
    : 'Run the workflow again with debug logging. If it stays, tell us: this may be a fault of the action.';
  const code = known ? error.code : 'unexpected';
  const docs = code === undefined ? {} : { docsUrl: docsUrl(code) };
  const [what = '', ...output] = messageOf(error).split('\n');
  const failed = records.find(({ outcome }) => outcome === 'failed');
  const { faults, failure } = annotationsOf(error, { hint, ...docs });
  return {
    annotations: faults,
    summary: renderFailure(
      compact({
        tag: ref.startsWith('refs/tags/') ? ref.slice('refs/tags/'.length) : undefined,
        step: failed === undefined ? undefined : failed.title,
        what: what.replace(/:$/, ''),
        hint,
        ...docs,
        ...whereOf(error),
        visible: errorClasses[code ?? 'unexpected'].visible,
        ...resumeOf(error, { ref, run, repository }),
        faults: error instanceof FaultsError ? error.faults : [],
        output: output.length === 0 ? undefined : output.join('\n'),
        steps: records,
      }),
    ),
    failure,
  };
}

/** Where the way on is the remedy itself: a rerun would meet the same again. */
const final: ReadonlySet<ErrorCode> = new Set([
  'tag-conflict',
  'tag-burned',
  'not-a-version',
  'not-a-tag',
  'no-release',
  'not-repointed',
]);

/** What is wrong with the commit itself. */
const inCommit: ReadonlySet<ErrorCode> = new Set(['version-file', 'no-dockerfile', 'not-startable']);

/** `gh run rerun` keeps commit and workflow file, so that it helps only where the cause is elsewhere. */
function resumeOf(
  error: unknown,
  { ref, run, repository }: Pick<Context, 'ref' | 'run' | 'repository'>,
): { readonly resume?: string; readonly resumeWhy?: string } {
  const rerun = { resume: `gh run rerun ${run.id} --failed --repo ${repository.fullName}` };
  if (!(error instanceof ReleaseError)) return rerun;
  const faults = error instanceof FaultsError ? error.faults : [error];
  if (faults.some(({ code }) => code !== undefined && final.has(code))) return {};
  const isInside = ({ code, hint }: Pick<ReleaseError, 'code' | 'hint'>): boolean =>
    (code !== undefined && inCommit.has(code)) || isYaml(hint);
  if (!faults.some(({ code, hint }) => isInside({ code, hint }))) return rerun;
  const why = 'A rerun takes the same commit and the same workflow file: commit the change first.';
  if (!ref.startsWith('refs/tags/')) return { resumeWhy: why, resume: 'git push' };
  const tag = ref.slice('refs/tags/'.length);
  return {
    resumeWhy: `${why} Where nothing of ${tag} is public yet, its tag can be moved to that commit:`,
    resume: `git tag --force -a ${tag} -m ${tag} && git push --force origin ${tag}`,
  };
}

/** The place in the repository that an error speaks of, as a sentence. */
function whereOf(error: unknown): { readonly why?: string } {
  const at = error instanceof ReleaseError ? error.at : undefined;
  if (at === undefined) return {};
  return { why: `It fails at ${at.file}${at.line === undefined ? '' : `, line ${at.line}`}` };
}
