// What a failed run leaves: annotations and a summary that says what to do next.
import { type Annotations, annotationsOf } from '../report/annotations.ts';
import { docsUrl, errorClasses } from '../error-codes.ts';
import { FaultsError, ReleaseError, messageOf } from '../errors.ts';
import type { Context } from '../plan/context.ts';
import { renderFailure } from '../report/failure.ts';
import type { StepRecord } from '../run/step.ts';
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
  error: unknown,
  records: readonly StepRecord[],
  { ref, run, repository }: Pick<Context, 'ref' | 'run' | 'repository'>,
): FailureResult {
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
        resume: `gh run rerun ${run.id} --failed --repo ${repository.fullName}`,
        faults: error instanceof FaultsError ? error.faults : [],
        output: output.length === 0 ? undefined : output.join('\n'),
        steps: records,
      }),
    ),
    failure,
  };
}

/** The place in the repository that an error speaks of, as a sentence. */
function whereOf(error: unknown): { readonly why?: string } {
  const at = error instanceof ReleaseError ? error.at : undefined;
  if (at === undefined) return {};
  return { why: `It fails at ${at.file}${at.line === undefined ? '' : `, line ${at.line}`}` };
}
