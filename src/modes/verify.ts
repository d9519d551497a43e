// `mode: verify`: any published release, proven from outside.
import { count } from '../report/quantities.ts';
import { FaultsError, ReleaseError } from '../errors.ts';
import { releaseVersion } from '../plan/plan.ts';
import { highestFor } from '../plan/tags/pointers.ts';
import { parseTag } from '../plan/version/version.ts';
import { tagName } from '../plan/brands.ts';
import type { Run } from '../run/run.ts';
import type { Audit } from '../audit/audit.ts';
import type { CheckReport } from '../report/model.ts';
import { auditRelease } from './audit-release.ts';

export interface Verification extends Audit {
  /** No check failed; checks that could not run are ignored. */
  readonly honest: boolean;
  /** Every check ran and passed. Checks left to people are ignored, except one of files that nothing vouches for. */
  readonly verified: boolean;
}

/**
 * Audits the release of `tag`: the input, else the run's own tag, else GitHub's latest. `pointers: false` leaves out
 * what moving names point at.
 * @throws ReleaseError when there is no such release; what is wrong with one that is there is in the answer.
 */
export async function verify(
  run: Run,
  options: { readonly pointers: boolean } = { pointers: true },
): Promise<Verification> {
  const { inputs, steps } = run;
  if (run.faults.length > 0) throw new FaultsError(run.faults);
  steps.enter('prove');
  const release = await steps.run({
    title: 'Find the published release',
    make: () => published(run),
    outcome: 'checked',
    describe: ({ url }) => url,
  });
  const read = releaseVersion(tagName(release.tag), inputs);
  if ('fault' in read) throw new FaultsError([read.fault]);
  const found = await steps.run({
    title: `Verify ${release.tag} from outside`,
    make: async (log) => {
      const done = await auditRelease(run, release, read.version, options);
      for (const { text, state, detail } of done.checks) {
        log(
          `${{ passed: 'ok      ', failed: 'NOT OK  ', 'not-run': 'not run ', 'to-do': 'to do   ' }[state]} ${text}: ${detail ?? ''}`,
        );
      }
      return done;
    },
    outcome: ({ checks }) => (checks.some(({ state }) => state === 'failed') ? 'failed' : 'checked'),
    describe: ({ checks }) =>
      `${checks.filter(({ state }) => state === 'passed').length} of ${count(checks.length, 'check')} passed`,
  });
  return {
    ...found,
    honest: found.checks.every(({ state }) => state !== 'failed'),
    verified: isVerified(found.checks),
  };
}

/** Whether all was seen and is as it should be; changed words are nothing of the kind, though anybody may change them. */
export function isVerified(checks: readonly CheckReport[]): boolean {
  return checks.every(
    ({ state, unproven }) => state === 'passed' || (state === 'to-do' && unproven !== true),
  );
}

async function published({
  inputs,
  context,
  outside,
}: Run): ReturnType<Run['outside']['github']['createDraft']> {
  const { github } = outside;
  const own = context.ref.startsWith('refs/tags/') ? context.ref.slice('refs/tags/'.length) : undefined;
  const tag = inputs.tag?.replace(/^refs\/tags\//, '') ?? own;
  const release =
    tag === undefined
      ? await latestOf(inputs.tagPrefix, github)
      : (await github.releasesOf(tag)).find(({ draft }) => !draft);
  if (release) return release;
  throw new ReleaseError(
    tag === undefined ? 'there is no published release' : `there is no published release of ${tag}`,
    { code: 'no-release', hint: `gh release list --repo ${context.repository.fullName}` },
  );
}

/** A repository's latest release may be of another component: then it is the component's highest that is published. */
async function latestOf(
  tagPrefix: string,
  github: Run['outside']['github'],
): ReturnType<Run['outside']['github']['latestRelease']> {
  const latest = await github.latestRelease();
  if (latest !== undefined && parseTag(latest.tag, tagPrefix)) return latest;
  let tags = await github.tagNames(`${tagPrefix}v`);
  // Newer tags may have no release yet.
  for (let n = 0; n < 10; n++) {
    const highest = highestFor('latest', tags, { major: 0, minor: 0 }, tagPrefix)?.tag;
    if (highest === undefined) break;
    const release = (await github.releasesOf(highest)).find(({ draft, prerelease }) => !draft && !prerelease);
    if (release) return release;
    tags = tags.filter((tag) => tag !== highest);
  }
  return latest;
}
