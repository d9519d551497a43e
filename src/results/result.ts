// How each mode ends: outputs, summary, warnings, and whether it failed, as plain data that the door carries out.
import type { BranchRelease } from '../modes/branch.ts';
import type { DryRun } from '../modes/plan.ts';
import { docsUrl, errorClasses } from '../error-codes.ts';
import { FaultsError, ReleaseError, messageOf } from '../errors.ts';
import {
  branchOutputs,
  branchReport,
  failedChecks,
  isVerified,
  outputsOf,
  reportOf,
  stepReports,
} from './outputs.ts';
import type { Context } from '../plan/context.ts';
import { manifestName } from '../plan/artifacts.ts';
import type { Release } from '../modes/release.ts';
import type { Repointed } from '../modes/repoint.ts';
import { type Annotations, annotationsOf } from '../report/annotations.ts';
import { renderBranch } from '../report/branch.ts';
import { COMMENT_LIMIT } from '../report/document.ts';
import { renderFailure } from '../report/failure.ts';
import { renderPlan } from '../report/plan.ts';
import type { PointerReport } from '../report/model.ts';
import { renderSummary } from '../report/summary.ts';
import { renderRepoint, renderVerification } from '../report/verification.ts';
import type { StepRecord } from '../run/step.ts';
import { textOf } from '../audit/subject.ts';
import type { Verification } from '../modes/verify.ts';

export interface Ending {
  readonly outputs: Readonly<Record<string, string>>;
  /** Markdown for the job summary. */
  readonly summary: string;
  readonly warnings: readonly string[];
  /** Why the run counts as failed all the same. */
  readonly failure?: string;
  /** Markdown for a comment on the pull request. */
  readonly comment?: string;
}

/** Where `index.ts` puts the files that outputs name. */
export interface Paths {
  readonly manifest: string;
  readonly notes: string;
}

export interface Written extends Ending {
  /** Path → text. */
  readonly files: Readonly<Record<string, string>>;
}

export function endRelease(done: Release, records: readonly StepRecord[], paths: Paths): Written {
  const { published } = done;
  const lied =
    published && !published.release.draft && !isVerified(done) ? failedChecks(published.checks) : undefined;
  return {
    outputs: outputsOf(done, { notes: paths.notes, ...(published ? { manifest: paths.manifest } : {}) }),
    summary: renderSummary(reportOf(done, records)),
    warnings: [...done.plan.warnings, ...done.notes.warnings],
    ...(lied === undefined ? {} : { failure: `The release is public, but ${lied}` }),
    files: {
      [paths.notes]: done.notes.body,
      ...(published ? { [paths.manifest]: `${JSON.stringify(published.manifest, null, 2)}\n` } : {}),
    },
  };
}

export function endBranch(done: BranchRelease, records: readonly StepRecord[]): Written {
  return {
    outputs: branchOutputs(done),
    summary: renderBranch(branchReport(done, records)),
    warnings: done.plan.warnings,
    files: {},
  };
}

/** A comment needs a little room for the mark by which it is found again. */
const markRoom = 200;

export function endPlan({ plan, gathered, notes, report }: DryRun, paths: Paths): Written {
  const { faults } = report;
  return {
    outputs: {
      version: plan.version.text,
      tag: plan.tag,
      'previous-tag': gathered.previousTag ?? '',
      prerelease: String(plan.release.prerelease),
      notes: paths.notes,
      verified: 'false',
      plan: JSON.stringify(plan),
    },
    summary: renderPlan(report),
    comment: renderPlan(report, COMMENT_LIMIT - markRoom),
    warnings: [...plan.warnings, ...notes.warnings],
    ...(faults.length === 0
      ? {}
      : {
          failure: `${plan.tag} cannot be released yet:\n${faults.map((f) => `${f.message}\n${f.hint}`).join('\n')}`,
        }),
    files: { [paths.notes]: notes.body },
  };
}

export function endVerify(found: Verification, paths: Paths): Written {
  const { subject, checks, honest } = found;
  const failed = checks.filter(({ state }) => state === 'failed');
  return {
    ...verified(found, paths),
    summary: renderVerification({ tag: subject.tag, releaseUrl: subject.release.url, checks }),
    warnings: [],
    ...(honest
      ? {}
      : {
          failure: `${subject.tag} is not what it says:\n${failed.map(({ text, detail }) => `${text}: ${detail ?? ''}`).join('\n')}`,
        }),
  };
}

export function endRepoint({ plan, verification, moved }: Repointed, paths: Paths): Written {
  const { subject, checks } = verification;
  const pointers = plan.pointers.floating
    .filter(({ moves }) => moves)
    .map(({ kind, name }): PointerReport => {
      const to = { image: subject.images[0]?.digest, git: subject.commit, 'github-latest': subject.tag }[
        kind
      ];
      const was = moved.find(
        (one) => one.kind === kind && (one.name === name || one.name.endsWith(`:${name}`)),
      );
      return {
        ...{ kind, name, moved: was !== undefined, why: `it was asked to name ${subject.tag}` },
        ...(was?.from === undefined ? {} : { from: was.from }),
        ...(to === undefined ? {} : { to }),
      };
    });
  const back = moved.find(({ kind }) => kind === 'github-latest')?.from;
  const base = verified(verification, paths);
  return {
    ...base,
    outputs: { ...base.outputs, moved: JSON.stringify(movedOutput(moved)), plan: JSON.stringify(plan) },
    summary: renderRepoint({
      ...{ tag: subject.tag, releaseUrl: subject.release.url, checks, pointers },
      ...(back === undefined ? {} : { wayBack: `with: { mode: repoint, tag: ${back} }` }),
    }),
    warnings: [],
  };
}

/** Pointer → from and to, as the output `moved` has it. */
function movedOutput(
  moved: Repointed['moved'],
): Readonly<Record<string, { from: string | null; to: string }>> {
  return Object.fromEntries(
    moved.map(({ kind, name, from, to }) => [
      kind === 'image' ? name : `${kind}:${name}`,
      { from: from ?? null, to },
    ]),
  );
}

function verified(found: Verification, paths: Paths): Pick<Written, 'outputs' | 'files'> {
  const { subject, verified: all } = found;
  const { release, version, tag, images, manifest, files } = subject;
  const [image] = images;
  const record = files.find(({ name, content }) => name === manifestName && Buffer.isBuffer(content));
  return {
    outputs: {
      ...{ version: version.text, tag, prerelease: String(release.prerelease) },
      image: image ? `${image.name.name}@${image.digest}` : '',
      digest: image?.digest ?? '',
      'platform-digests': JSON.stringify(
        Object.fromEntries((manifest?.platforms ?? []).map(({ platform, digest }) => [platform, digest])),
      ),
      tags: JSON.stringify(images.flatMap(({ name, tags }) => tags.map((one) => `${name.name}:${one}`))),
      ...{ 'release-url': release.url, 'release-id': String(release.id) },
      assets: JSON.stringify(files.map(({ name, size, sha256 }) => ({ name, size, sha256 }))),
      manifest: record ? paths.manifest : '',
      notes: paths.notes,
      verified: String(all),
    },
    files: {
      [paths.notes]: release.body,
      ...(record ? { [paths.manifest]: textOf(record) } : {}),
    },
  };
}

export interface Failed {
  /** Further annotations, one for each of several faults. */
  readonly annotations: Annotations['faults'];
  readonly summary: string;
  /** The annotation that the run fails with. */
  readonly failure: Annotations['failure'];
}

/** Tells whatever was thrown: what happened, at which step, and what to do next. */
export function endFailure(
  error: unknown,
  records: readonly StepRecord[],
  { ref, run, repository }: Pick<Context, 'ref' | 'run' | 'repository'>,
): Failed {
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
    summary: renderFailure({
      ...(ref.startsWith('refs/tags/') ? { tag: ref.slice('refs/tags/'.length) } : {}),
      ...(failed === undefined ? {} : { step: failed.title }),
      ...{ what: what.replace(/:$/, ''), hint, ...docs },
      ...whereOf(error),
      visible: errorClasses[code ?? 'unexpected'].visible,
      resume: `gh run rerun ${run.id} --failed --repo ${repository.fullName}`,
      faults: error instanceof FaultsError ? error.faults : [],
      ...(output.length === 0 ? {} : { output: output.join('\n') }),
      steps: stepReports(records),
    }),
    failure,
  };
}

/** The place in the repository that an error speaks of, as a sentence. */
function whereOf(error: unknown): { readonly why?: string } {
  const at = error instanceof ReleaseError ? error.at : undefined;
  if (at === undefined) return {};
  return { why: `It fails at ${at.file}${at.line === undefined ? '' : `, line ${at.line}`}` };
}
