// A release whose platforms were built by other jobs, each on its own kind of runner: it ends as one made on one machine.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { JobOptions, JobResult } from '../runner/job.ts';
import { openStage, RELEASE_MS, SET_UP_MS, type Stage, writes } from './stage.ts';

let alone: Stage;
let spread: Stage;
beforeAll(async () => {
  [alone, spread] = [await openStage(), await openStage()];
}, SET_UP_MS);
afterAll(async () => {
  await alone.close();
  await spread.close();
}, SET_UP_MS);

/** A build job pushes and signs, and may do nothing else. */
const permissions = { contents: 'read', attestations: 'none' } as const;
const buildJob = (platforms: string, more: Partial<JobOptions> = {}): Partial<JobOptions> => ({
  with: { mode: 'build', platforms },
  permissions,
  runner: platforms === 'linux/arm64' ? 'hosted-arm' : 'hosted',
  ...more,
});

/** The titles of the platforms that a job has built. */
const built = ({ timeline }: JobResult): readonly string[] =>
  timeline.map(({ title }) => title).filter((title) => title.startsWith('Build '));

/** What of a release must not depend on which machines made it. */
const shape = ({ manifest }: JobResult): unknown => {
  const { images, platforms, page, assets, sboms } = JSON.parse(manifest ?? '{}') as Record<string, unknown>;
  const names = (assets as readonly { readonly name: string }[]).map(({ name }) => name);
  return { images, platforms, page, names, sboms };
};

test(
  'two build jobs and a releasing one leave what one machine leaves',
  async () => {
    const one = await alone.release('v1.2.0', { with: { builds: 'here' } });
    expect(one.exitCode).toBe(0);

    const amd = await spread.release('v1.2.0', buildJob('linux/amd64'));
    const arm = await spread.release('v1.2.0', buildJob('linux/arm64'));
    expect([amd.exitCode, arm.exitCode]).toEqual([0, 0]);
    expect([...built(amd), ...built(arm)]).toEqual(['Build linux/amd64', 'Build linux/arm64']);

    const again = await spread.release('v1.2.0', buildJob('linux/arm64'));
    expect(again.exitCode).toBe(0);
    expect(built(again)).toEqual([]);
    expect(
      again.calls.filter((call) => writes(call) && call.host === 'ghcr.io').map(({ path }) => path),
    ).toEqual(expect.not.arrayContaining([expect.stringMatching(/manifests/)]));

    const release = await spread.release('v1.2.0', { with: { builds: 'elsewhere' } });
    expect(release.exitCode).toBe(0);
    expect(release.outputs['verified']).toBe('true');
    expect(built(release)).toEqual([]);
    expect(shape(release)).toEqual(shape(one));
    expect(release.outputs['platform-digests']).toBe(one.outputs['platform-digests']);
    expect(release.log.filter((line) => /^Start linux\/\w+: found /.test(line))).toHaveLength(2);

    const verified = await spread.release('v1.2.0', { with: { mode: 'verify' } });
    expect(verified.exitCode).toBe(0);
  },
  3 * RELEASE_MS,
);
