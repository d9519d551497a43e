// One published release judged from outside: by `mode: verify`, and by a run that would take another's release for its own.
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Audit, audit } from '../audit/audit.ts';
import { messageOf } from '../errors.ts';
import { imagesOf } from '../plan/plan.ts';
import type { Version } from '../plan/version/version.ts';
import type { GitHubRelease } from '../world/github/types.ts';
import { isTransient } from '../world/retry/retry.ts';
import type { Run } from '../run/run.ts';
import { compact } from '../compact.ts';

/** Every check; `pointers: false` leaves out what moving names point at; `fresh` allows for image tags that are not there yet. */
export async function auditRelease(
  { inputs, context, outside, records, trust: rootOf, knownKey: known }: Run,
  release: GitHubRelease,
  version: Version,
  options: { readonly pointers: boolean; readonly fresh?: boolean },
): Promise<Audit> {
  const [trust, knownKey] = await Promise.all([rootOf(), known()]);
  const folder = await mkdtemp(join(context.runner.temp, 'release-audit-'));
  return audit(
    {
      release,
      version,
      inputs,
      ...options,
      repository: context.repository,
      images: imagesOf(inputs, context.repository),
    },
    compact({
      ...outside,
      records,
      trust,
      folder,
      trustWithGitHub: () => rootOf({ withGitHub: true }),
      knownKey,
    }),
  ).finally(() => rm(folder, { recursive: true, force: true }));
}

/** What of a release that somebody else has published is not as it says, one sentence each; nothing where all is proven. */
export async function liesOf(run: Run, release: GitHubRelease, version: Version): Promise<readonly string[]> {
  try {
    const { checks } = await auditRelease(run, release, version, { pointers: false, fresh: true });
    return checks
      .filter(({ state }) => state === 'failed')
      .map(({ text, detail }) => `${text}: ${detail ?? ''}`);
  } catch (error) {
    // What cannot be judged is not proven; a busy server is asked again by the step.
    if (!(error instanceof Error) || isTransient(error)) throw error;
    return [`it could not be judged: ${messageOf(error)}`];
  }
}
