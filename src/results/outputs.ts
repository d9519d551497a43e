// A finished run told three ways: as outputs for later steps, and as facts for the report.
import type { BranchRelease } from '../modes/branch.ts';
import type { Plan } from '../plan/plan.ts';
import type { Image } from '../plan/artifacts.ts';
import type { Release } from '../modes/release.ts';
import type { BranchReport } from '../report/branch.ts';
import type { CheckReport, ReleaseReport, StepReport } from '../report/model.ts';
import type { StepRecord } from '../run/step.ts';

/** The outputs of action.yml; paths are filled in by the caller, who writes the files. */
export function outputsOf(
  release: Release,
  paths: { readonly manifest?: string; readonly notes: string },
): Readonly<Record<string, string>> {
  const { plan, published, gathered } = release;
  const image = published?.image;
  const [name] = plan.images;
  return {
    version: plan.version.text,
    tag: plan.tag,
    'previous-tag': gathered.previousTag ?? '',
    prerelease: String(plan.release.prerelease),
    image: image && name ? `${name.name}@${image.digest}` : '',
    digest: image?.digest ?? '',
    'platform-digests': JSON.stringify(platformDigests(image)),
    tags: JSON.stringify(published && !published.release.draft ? tagsOf(release) : []),
    moved: JSON.stringify(
      Object.fromEntries(
        (published?.moved ?? [])
          .filter(({ from, to, left }) => !left && from !== to)
          .map(({ kind, name: pointer, from, to }) => [
            kind === 'image' ? pointer : `${kind}:${pointer}`,
            { from: from ?? null, to },
          ]),
      ),
    ),
    'release-url': published?.release.url ?? '',
    'release-id': published ? String(published.release.id) : '',
    assets: JSON.stringify(
      (published?.assets ?? []).map(({ name: asset, size, sha256 }) => ({ name: asset, size, sha256 })),
    ),
    manifest: paths.manifest ?? '',
    notes: paths.notes,
    verified: String(isVerified(release)),
    plan: JSON.stringify(plan),
  };
}

/** The outputs of a branch that was published as `latest`; those of a release stay empty. */
export function branchOutputs({ plan, published }: BranchRelease): Readonly<Record<string, string>> {
  const image = published?.image;
  const [name] = plan.images;
  return {
    image: image && name ? `${name.name}@${image.digest}` : '',
    digest: image?.digest ?? '',
    'platform-digests': JSON.stringify(platformDigests(image)),
    tags: JSON.stringify((published?.moved ?? []).map(({ name: tag }) => tag)),
    moved: JSON.stringify(
      Object.fromEntries(
        (published?.moved ?? []).map(({ name: pointer, from, to }) => [pointer, { from: from ?? null, to }]),
      ),
    ),
    verified: String(published !== undefined && holds(published.checks)),
    plan: JSON.stringify(plan),
  };
}

function platformDigests(image: Image | undefined): Readonly<Record<string, string>> {
  return Object.fromEntries((image?.platforms ?? []).map(({ platform, digest }) => [platform.name, digest]));
}

/** The facts of a published branch for the job summary. */
export function branchReport(
  { plan, published }: BranchRelease,
  records: readonly StepRecord[],
): BranchReport {
  return {
    branch: plan.branch,
    pointer: plan.pointer,
    commit: plan.commit,
    images: plan.images.map(({ name }) => name),
    ...(published === undefined ? {} : { digest: published.image.digest }),
    platforms: (published?.image.platforms ?? []).map(({ platform, digest, size }) => ({
      platform: platform.name,
      digest,
      bytes: size,
    })),
    checks: published?.checks ?? [],
    steps: stepReports(records),
  };
}

/** The release is public, and every check that could run here passed; what is left to people does not count. */
export function isVerified(release: Release): boolean {
  const { published } = release;
  return published !== undefined && !published.release.draft && holds(published.checks);
}

/** Which checks did not pass, and what to do. */
export function failedChecks(checks: readonly CheckReport[]): string {
  const lines = checks
    .filter(({ state }) => state === 'failed')
    .map(({ text, detail }) => `${text} (${detail})`);
  if (lines.length === 0) return 'nothing could be checked: see the summary.';
  return `${lines.length === 1 ? 'a check' : `${lines.length} checks`} failed: ${lines.join('; ')}\n\nThe commands of these lines are in the checklist of the summary. Run the workflow again when the cause is mended: it moves and uploads what is missing, and checks again.`;
}

function holds(checks: readonly CheckReport[]): boolean {
  return checks.some(({ state }) => state === 'passed') && checks.every(({ state }) => state !== 'failed');
}

function tagsOf({ plan }: Release): readonly string[] {
  return plan.images.flatMap(({ name }) => imageTags(plan).map((tag) => `${name}:${tag}`));
}

/** The tags of an image that name this release in the end. */
function imageTags({ pointers: { exact, extra, floating } }: Plan): readonly string[] {
  const moving = floating.filter(({ kind, moves }) => kind === 'image' && moves);
  return [exact, ...extra, ...moving.map(({ name }) => name)];
}

export function stepReports(records: readonly StepRecord[]): readonly StepReport[] {
  return records.map(({ phase, title, start, end, outcome, detail }) => ({
    phase,
    title,
    start,
    end,
    outcome,
    detail,
  }));
}

/** The facts for the job summary. */
export function reportOf(release: Release, records: readonly StepRecord[]): ReleaseReport {
  const { plan, published, notes, gathered } = release;
  return {
    tag: plan.tag,
    commit: plan.commit,
    prerelease: plan.release.prerelease,
    draft: published?.release.draft ?? true,
    changed: records.some(({ outcome }) => outcome === 'made'),
    ...(gathered.previousTag === undefined ? {} : { previousTag: gathered.previousTag }),
    ...(published === undefined ? {} : { releaseUrl: published.release.url, digest: published.image.digest }),
    images: plan.images.map(({ name }) => name),
    imageTags: imageTags(plan),
    platforms: (published?.image.platforms ?? []).map(({ platform, digest, size }) => {
      const before = published?.earlierSizes.get(platform.name);
      return {
        ...{ platform: platform.name, digest, bytes: size },
        ...(before === undefined ? {} : { previousBytes: before }),
      };
    }),
    pointers: plan.pointers.floating.map(({ kind, name, why, heldBy }) => {
      const moved = published?.moved.find(
        (one) => one.kind === kind && (one.name === name || one.name.endsWith(`:${name}`)),
      );
      const to = moved?.to ?? heldBy;
      return {
        kind,
        name,
        why,
        moved: moved !== undefined && !moved.left,
        ...(moved?.from === undefined ? {} : { from: moved.from }),
        ...(to === undefined ? {} : { to }),
      };
    }),
    assets: (published?.assets ?? []).map(({ name, size, sha256 }) => {
      const url = published?.release.assets.find((asset) => asset.name === name)?.url;
      return { name, bytes: size, sha256, ...(url === undefined ? {} : { url }) };
    }),
    checks: published?.checks ?? [],
    steps: stepReports(records),
    notes: notes.body,
    tolerated: (published?.tolerated ?? []).map((why) => ({
      what: 'GitHub stores no attestations for this repository; the registry and the release have them',
      why,
      hint: 'gh attestation verify oci://… --bundle-from-oci, or --bundle with the asset',
    })),
    warnings: [...plan.warnings, ...notes.warnings],
  };
}
