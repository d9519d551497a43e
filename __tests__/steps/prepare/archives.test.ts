import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { ReleaseError } from '../../../src/errors.ts';
import type { ReleaseRecord } from '../../../src/plan/record/release-record.ts';
import { archives } from '../../../src/steps/prepare/archives.ts';
import type { Buildx } from '../../../src/world/docker/buildx.ts';
import { sha256 } from '../../../src/world/registry/registry.ts';
import type { World } from '../../../src/world/world.ts';
import { memoryGitHub, quickSteps, strict } from '../../support/fakes.ts';
import { imageOf, planOf } from '../../support/samples.ts';
import type { EarlierRelease } from '../../../src/run/job.ts';

const folder = mkdtempSync(join(tmpdir(), 'archives-'));
let temp: string;
beforeEach(() => {
  temp = mkdtempSync(join(folder, 'run-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const raw = { binaries: 'bin', attest: 'false', platforms: 'linux/amd64,linux/arm/v7,windows/amd64' };
const plan = planOf('v1.2.0', { raw });
const names = ['App_1.2.0_linux_amd64.tar.gz', 'App_1.2.0_linux_armv7.tar.gz', 'App_1.2.0_windows_amd64.zip'];
const ready = (): ReturnType<Parameters<typeof archives>[2]> =>
  Promise.resolve({ name: 'b', driver: 'docker-container', platforms: [] });
const unwanted = (): Promise<never> => Promise.reject(new Error('no builder is wanted'));
const nothing: EarlierRelease = { spare: [] };
const worldOf = (buildx: Partial<Buildx>): World =>
  ({ buildx: strict('buildx', buildx).it, temp }) as unknown as World;
const exporting: Buildx['export'] = (_, __, { platform: { name }, target, folder: to }) => {
  mkdirSync(to, { recursive: true });
  writeFileSync(join(to, 'app'), `${target} of ${name}`);
  return Promise.resolve();
};

test('without `binaries` there are none', async () => {
  expect(
    await archives(
      { plan: planOf(), world: worldOf({}), steps: quickSteps(), earlier: nothing },
      imageOf(planOf()),
      unwanted,
    ),
  ).toEqual([]);
});

describe('one archive a platform', () => {
  test('is exported and packed, with its size and sum', async () => {
    const made = await archives(
      { plan, world: worldOf({ export: exporting }), steps: quickSteps(), earlier: nothing },
      imageOf(plan),
      ready,
    );
    expect(made.map(({ name }) => name)).toEqual(names);
    for (const { name, size, sha256: sum, source } of made) {
      const bytes = readFileSync(join(temp, 'archives', name));
      expect(source).toEqual({ file: join(temp, 'archives', name) });
      expect([size, `sha256:${sum}`]).toEqual([bytes.length, sha256(bytes)]);
    }
  });

  test('has the same bytes in every run', async () => {
    const sums = async (): Promise<string[]> => {
      temp = mkdtempSync(join(folder, 'run-'));
      const made = await archives(
        { plan, world: worldOf({ export: exporting }), steps: quickSteps(), earlier: nothing },
        imageOf(plan),
        ready,
      );
      return made.map(({ sha256: sum }) => sum);
    };
    expect(await sums()).toEqual(await sums());
  });

  test('is exported again where the node was lost that had begun to, which is told', async () => {
    const told: string[] = [];
    const lost: string[] = [];
    let looks = 0;
    const made = await archives(
      {
        ...{ plan, steps: quickSteps(), earlier: nothing },
        world: worldOf({
          export: async (...call) => {
            await exporting(...call);
            if (call[2].platform.name !== 'linux/amd64' || looks > 0) return;
            writeFileSync(join(call[2].folder, 'half'), 'of it');
            throw new ReleaseError('gone', { hint: 'h' });
          },
        }),
      },
      imageOf(plan),
      async () => ({
        ...(await ready()),
        losses: {
          count: () => looks,
          untold: () => lost.splice(0),
          look: () => {
            looks++;
            lost.push('the node 1 was lost');
            return Promise.resolve();
          },
        },
      }),
      (warning) => told.push(warning),
    );
    const clean = await archives(
      { plan, world: worldOf({ export: exporting }), steps: quickSteps(), earlier: nothing },
      imageOf(plan),
      ready,
    );
    expect(made.map(({ sha256: sum }) => sum)).toEqual(clean.map(({ sha256: sum }) => sum));
    expect([looks, told]).toEqual([1, ['the node 1 was lost']]);
  });

  test('holds nothing that a broken attempt has left', async () => {
    const clean = await archives(
      { plan, world: worldOf({ export: exporting }), steps: quickSteps(), earlier: nothing },
      imageOf(plan),
      ready,
    );
    const left = join(temp, 'binaries', 'linux-amd64');
    mkdirSync(left, { recursive: true });
    writeFileSync(join(left, 'half'), '');
    const again = await archives(
      { plan, world: worldOf({ export: exporting }), steps: quickSteps(), earlier: nothing },
      imageOf(plan),
      ready,
    );
    expect(again).toEqual(clean);
  });

  test('that fails stops the run after the others were waited for', async () => {
    const steps = quickSteps();
    const failing: Buildx['export'] = (builder, build, to, onLine) =>
      to.platform.os === 'windows'
        ? Promise.reject(new Error('target bin not found'))
        : exporting(builder, build, to, onLine);
    await expect(
      archives({ plan, world: worldOf({ export: failing }), steps, earlier: nothing }, imageOf(plan), ready),
    ).rejects.toThrow('target bin not found');
    expect(steps.outcomes().toSorted()).toEqual([
      'Look for archives of an earlier run: checked',
      `Pack ${names[0]!}: made`,
      `Pack ${names[1]!}: made`,
      `Pack ${names[2]!}: failed`,
    ]);
  });
});

describe('archives of an earlier run', () => {
  const text = (name: string): string => `bytes of ${name}`;
  const sum = (name: string): string => sha256(Buffer.from(text(name))).slice('sha256:'.length);
  const left = (draft: boolean, recorded = names, present = names): EarlierRelease => ({
    spare: [],
    release: memoryGitHub().give(
      { tag: 'v1.2.0', draft },
      Object.fromEntries(present.map((name) => [name, text(name)])),
    ),
    manifest: {
      assets: recorded.map((name) => ({ name, size: text(name).length, sha256: sum(name) })),
    } as unknown as ReleaseRecord,
  });

  test('of a published release are taken, without a builder', async () => {
    const kept = await archives(
      { plan, world: worldOf({}), steps: quickSteps(), earlier: left(false) },
      imageOf(plan),
      unwanted,
    );
    expect(kept.map(({ name, sha256: one, source }) => [name, one, source])).toEqual(
      names.map((name) => [name, sum(name), undefined]),
    );
  });

  test.each<[string, () => EarlierRelease]>([
    ['a draft, which no provenance proves', () => left(true)],
    ['a record that lacks one', () => left(false, names.slice(1))],
    ['a release that lacks one', () => left(false, names, names.slice(1))],
    [
      'a release with other bytes',
      () => ({
        ...left(false),
        release: memoryGitHub().give({ tag: 'v1.2.0', draft: false }, { [names[0]!]: 'x' }),
      }),
    ],
  ])('of %s are made anew', async (_, journal) => {
    const made = await archives(
      { plan, world: worldOf({ export: exporting }), steps: quickSteps(), earlier: journal() },
      imageOf(plan),
      ready,
    );
    expect(made.every(({ source }) => source !== undefined)).toBe(true);
  });
});
