import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import type { Digest } from '../../../src/plan/brands.ts';
import { indexType } from '../../../src/plan/oci/index.ts';
import { runMode } from '../../../src/main.ts';
import { release } from '../../../src/modes/release.ts';
import { leaveSharedSha } from '../../../src/steps/preflight/places.ts';
import { memoryRegistry } from '../../support/fakes.ts';
import { commit, planOf } from '../../support/samples.ts';
import { type WholeWorld, wholeWorld } from '../../support/whole-run.ts';
import { remembering } from '../../support/run-identity.ts';
import { makeAuthority } from '../../support/world/authority.ts';

const authority = remembering(await makeAuthority());
const folder = mkdtempSync(join(tmpdir(), 'places-'));
writeFileSync(join(folder, 'Dockerfile'), 'FROM scratch\n');
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const app = 'ghcr.io/octo-org/app';
const hub = 'docker.io/octo/app';
const raw = { image: `${app},${hub}`, 'image-tags': 'sha,stable' };
const short = `sha-${commit.slice(0, 7)}`;

/** Gives a tag to the image of v1.1.0. */
const take = (whole: WholeWorld, place: string): void => {
  const tags = whole.tags as Map<string, Digest>;
  tags.set(place, tags.get(`${app}:v1.1.0`)!);
};

describe('a place that is taken stops the release before anything is built', () => {
  test.each([`${hub}:v1.2.0`, `${app}:stable`, `${hub}:stable`, `${app}:${short}`, `${hub}:${short}`])(
    '%s',
    async (place) => {
      const whole = wholeWorld(folder, authority);
      take(whole, place);
      await expect(release(whole.run(raw))).rejects.toMatchObject({
        message: expect.stringContaining(`${place} names `),
        code: 'tag-conflict',
      });
      expect(whole.calls).toEqual([]);
      const { failure } = await runMode(whole.run({ ...raw, mode: 'plan' }), folder);
      expect(failure).toBeDefined();
    },
  );

  test('all of them are told at once, each with what can be done about it', async () => {
    const whole = wholeWorld(folder, authority);
    for (const place of [`${hub}:v1.2.0`, `${app}:stable`, `${hub}:stable`]) take(whole, place);
    const error = await release(whole.run(raw)).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({
      faults: [
        { hint: expect.stringContaining(`${app}:stable`.split(':')[1]!) },
        { hint: expect.stringContaining('git tag -a v1.2.1') },
        { hint: expect.stringMatching(/^image-tags: stable=moves /) },
      ],
    });
  });

  test('one that is taken while it is built: nothing is public', async () => {
    const whole = wholeWorld(folder, authority);
    const run = whole.run(raw);
    whole.breakAt = 'create v1.2.0';
    await expect(release(run)).rejects.toThrow('is broken');
    take(whole, `${hub}:stable`);
    await expect(release(whole.run(raw))).rejects.toThrow(`${hub}:stable names `);
    expect(whole.calls.filter((call) => /^publish|:(?:v1|latest|stable)/.test(call))).toEqual([]);
  });
});

test('a tag that moves goes to the release, whatever it named', async () => {
  const whole = wholeWorld(folder, authority);
  take(whole, `${app}:stable`);
  const { published } = await release(whole.run({ 'image-tags': 'stable=moves' }));
  expect(whole.tags.get(`${app}:stable`)).toBe(published?.image.digest);
});

describe('sha-<commit>, which another release of the commit has', () => {
  const index = (version: string, of: string = commit) => ({
    manifests: [],
    annotations: { 'org.opencontainers.image.revision': of, 'org.opencontainers.image.version': version },
  });
  const planned = planOf('v1.2.0', { raw: { 'image-tags': 'sha,edge' } });

  test('stays there, and the release says that it goes without', async () => {
    const registry = memoryRegistry();
    registry.tags.set(`${app}:${short}`, registry.add(index('1.2.0-rc.1'), indexType));
    const plan = await leaveSharedSha(planned, registry);
    expect(plan.pointers.extra).toEqual(['edge']);
    expect(plan.warnings).toEqual([
      `${app}:${short} names the image of 1.2.0-rc.1, which is of the same commit: it stays there, and v1.2.0 goes without it`,
    ]);
  });

  test.each([
    ['its own', index('1.2.0')],
    ["another commit's", index('1.1.0', 'd'.repeat(40))],
    ['no index', { config: {} }],
  ])('%s: the plan is as it was', async (_, manifest) => {
    const registry = memoryRegistry();
    registry.tags.set(`${app}:${short}`, registry.add(manifest, indexType));
    expect(await leaveSharedSha(planned, registry)).toBe(planned);
  });

  test('two releases of one commit: both are whole', async () => {
    const whole = wholeWorld(folder, authority);
    const tags = whole.tags as Map<string, Digest>;
    await release(whole.run({ 'image-tags': 'sha' }));
    const first = tags.get(`${app}:${short}`);
    expect(first).toBe(tags.get(`${app}:v1.2.0`));
    // A rerun finds its own.
    await release(whole.run({ 'image-tags': 'sha' }));
    expect(tags.get(`${app}:${short}`)).toBe(first);
  });
});
