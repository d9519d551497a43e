// What a release leaves: outputs, summary, warnings, and whether it failed.
import { failedChecks, platformDigests, holds } from './outputs.ts';
import type { Release } from '../modes/release.ts';
import { renderSummary } from '../report/summary.ts';
import type { StepRecord } from '../run/step.ts';
import type { Paths, RunResult } from './result.ts';
import type { Plan } from '../plan/plan.ts';
import type { ReleaseReport } from '../report/model.ts';
import { compact } from '../compact.ts';

export function releaseResult(done: Release, records: readonly StepRecord[], paths: Paths): RunResult {
  const { published } = done;
  const lied =
    published && !published.release.draft && !isVerified(done) ? failedChecks(published.checks) : undefined;
  return compact({
    outputs: outputsOf(
      done,
      compact({ notes: paths.notes, manifest: published ? paths.manifest : undefined }),
    ),
    summary: renderSummary(reportOf(done, records)),
    warnings: [...done.plan.warnings, ...done.notes.warnings, ...(done.warnings ?? [])],
    failure: lied === undefined ? undefined : `The release is public, but ${lied}`,
    files: compact({
      [paths.notes]: done.notes.body,
      [paths.manifest]: published ? `${JSON.stringify(published.manifest, null, 2)}\n` : undefined,
    }),
  });
}

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
    matrix: '',
  };
}

/** The release is public, and every check that could run here passed; checks left to people are ignored. */
export function isVerified(release: Release): boolean {
  const { published } = release;
  return published !== undefined && !published.release.draft && holds(published.checks);
}

function tagsOf({ plan }: Release): readonly string[] {
  return plan.images.flatMap(({ name }) => imageTags(plan).map((tag) => `${name}:${tag}`));
}

/** The tags of an image that name this release in the end. */
function imageTags({ pointers: { exact, extra, floating } }: Plan): readonly string[] {
  const moving = floating.filter(({ kind, moves }) => kind === 'image' && moves);
  return [exact, ...extra, ...moving.map(({ name }) => name)];
}

/** The facts for the job summary. */
export function reportOf(release: Release, records: readonly StepRecord[]): ReleaseReport {
  const { plan, published, notes, gathered } = release;
  return compact({
    tag: plan.tag,
    commit: plan.commit,
    prerelease: plan.release.prerelease,
    draft: published?.release.draft ?? true,
    // What is made while it is planned are tools on this machine: nothing of the release.
    changed: records.some(({ outcome, phase }) => outcome === 'made' && phase !== 'plan'),
    previousTag: gathered.previousTag,
    after: gathered.after,
    releaseUrl: published?.release.url,
    digest: published?.image.digest,
    images: plan.images.map(({ name }) => name),
    imageTags: imageTags(plan),
    platforms: (published?.image.platforms ?? []).map(({ platform, digest, size }) => {
      const before = published?.previousSizes.get(platform.name);
      return compact({ platform: platform.name, digest, bytes: size, previousBytes: before });
    }),
    pointers: plan.pointers.floating.map(({ kind, name, why, heldBy }) => {
      const moved = published?.moved.find(
        (one) => one.kind === kind && (one.name === name || one.name.endsWith(`:${name}`)),
      );
      const to = moved?.to ?? heldBy;
      return compact({ kind, name, why, moved: moved !== undefined && !moved.left, from: moved?.from, to });
    }),
    assets: (published?.assets ?? []).map(({ name, size, sha256 }) => {
      const url = published?.release.assets.find((asset) => asset.name === name)?.url;
      return compact({ name, bytes: size, sha256, url });
    }),
    checks: published?.checks ?? [],
    steps: records,
    notes: notes.body,
    tolerated: (published?.tolerated ?? []).map((why) => ({
      what: 'GitHub stores no attestations for this repository; the registry and the release have them',
      why,
      hint: 'gh attestation verify oci://… --bundle-from-oci, or --bundle with the asset',
    })),
    warnings: [...plan.warnings, ...notes.warnings, ...(release.warnings ?? [])],
  });
}
