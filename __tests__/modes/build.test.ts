import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { runMode } from '../../src/main.ts';
import { build } from '../../src/modes/build.ts';
import { release } from '../../src/modes/release.ts';
import { contextOf } from '../support/samples.ts';
import { type WholeWorld, wholeWorld } from '../support/whole-run.ts';
import { remembering } from '../support/run-identity.ts';
import { makeAuthority } from '../support/world/authority.ts';
import type { Run } from '../../src/run/run.ts';

const authority = remembering(await makeAuthority());
const folder = mkdtempSync(join(tmpdir(), 'build-'));
writeFileSync(join(folder, 'Dockerfile'), 'FROM scratch AS bin\n');
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const amd = { mode: 'build', platforms: 'linux/amd64' };
const arm = { mode: 'build', platforms: 'linux/arm64' };
const anchored = /^put ghcr\.io\/octo-org\/app:by digest$/;

/** Without what a run of its own differs in. */
const published = async (run: Run): Promise<unknown> => {
  const { published: done } = await release(run);
  return {
    digest: done?.image.digest,
    platforms: done?.image.platforms,
    tags: done?.manifest.images,
    page: done?.manifest.page,
    // The provenance of what was built elsewhere says so, and the sums of the assets cover it.
    assets: done?.assets.map(({ name }) => name),
    open: done?.checks.filter(({ state }) => state !== 'passed'),
  };
};

describe('a build job', () => {
  test('builds its platform, starts it, attests it, and hands it over last', async () => {
    const whole = wholeWorld(folder, authority);
    const { platforms, checks } = await build(whole.run(arm));
    expect(platforms.map(({ image, found }) => [image.platform.name, found])).toEqual([
      ['linux/arm64', false],
    ]);
    expect(checks.map(({ text, state }) => `${text}: ${state}`)).toEqual(['linux/arm64 starts: passed']);
    const digest = platforms[0]?.image.digest.slice(7, 15) ?? '';
    const anchor = platforms[0]?.handedOver.record.anchor.slice(7, 15) ?? '';
    expect(whole.calls).toEqual([
      'build linux/arm64',
      'provenance',
      `attach ${digest}`,
      'statement build-record',
      'put blob',
      'put ghcr.io/octo-org/app:by digest',
      `attach ${anchor}`,
    ]);
    expect([...whole.tags.keys()].filter((tag) => tag.includes('v1.2'))).toEqual([]);
  });

  test('finds what an earlier run of it handed over, and writes nothing', async () => {
    const whole = wholeWorld(folder, authority);
    const first = await build(whole.run(arm));
    const before = whole.calls.length;
    const again = await build(whole.run(arm));
    expect(whole.calls.slice(before)).toEqual([]);
    expect(again.platforms.map(({ image, found }) => [image.digest, found])).toEqual([
      [first.platforms[0]?.image.digest, true],
    ]);
    expect(again.checks.map(({ state }) => state)).toEqual(['passed']);
  });

  test.each(['provenance', 'statement build-record', 'put blob', 'put ghcr.io/octo-org/app:by digest'])(
    'that broke at %s is finished by the next run',
    async (call) => {
      const whole = wholeWorld(folder, authority);
      whole.breakAt = call;
      await expect(build(whole.run(arm))).rejects.toThrow(`${call} is broken`);
      const { platforms } = await build(whole.run(arm));
      expect(platforms).toHaveLength(1);
      const before = whole.calls.length;
      await build(whole.run(arm));
      expect(whole.calls.slice(before)).toEqual([]);
    },
  );

  test('builds of the default platforms those of its own machine', async () => {
    const whole = wholeWorld(folder, authority);
    const { platforms } = await build(whole.run({ mode: 'build' }));
    expect(platforms.map(({ image }) => image.platform.name)).toEqual(['linux/amd64']);
    const run = whole.run({ mode: 'build' });
    const context = contextOf({ GITHUB_WORKSPACE: folder, RUNNER_TEMP: folder, RUNNER_ARCH: 'ARM64' });
    const other = await build({ ...run, context });
    expect(other.platforms.map(({ image }) => image.platform.name)).toEqual(['linux/arm64']);
  });

  test('attests nothing where nothing is to be attested, and still signs its record', async () => {
    const whole = wholeWorld(folder, authority);
    await build(whole.run({ ...arm, attest: 'false' }));
    expect(whole.calls.filter((call) => /^(?:provenance|statement)/.test(call))).toEqual([
      'statement build-record',
    ]);
  });

  test('needs to push and to sign, and nothing of the repository', async () => {
    const whole = wholeWorld(folder, authority);
    const run = whole.run(arm);
    const refuse = (): never => {
      throw new Error('a build job asked what it may write');
    };
    const probe = { ...run.probe, contents: refuse, attestations: refuse };
    await build({ ...run, probe });
    const context = contextOf({
      GITHUB_WORKSPACE: folder,
      RUNNER_TEMP: folder,
      ACTIONS_ID_TOKEN_REQUEST_URL: '',
    });
    await expect(build({ ...wholeWorld(folder, authority).run(arm), context })).rejects.toThrow(
      /may not ask for an OIDC token/,
    );
  });

  test('tells its outputs and its summary', async () => {
    const whole = wholeWorld(folder, authority);
    const { outputs, summary } = await runMode(whole.run(arm), folder);
    expect(outputs).toMatchObject({ tag: 'v1.2.0', verified: 'true' });
    expect(JSON.parse(outputs['platform-digests'] ?? '')).toEqual({ 'linux/arm64': outputs['digest'] });
    expect(summary).toContain('is handed over, by its record at');
  });

  test('is nothing for a pull request', async () => {
    const whole = wholeWorld(folder, authority);
    const env = { GITHUB_WORKSPACE: folder, RUNNER_TEMP: folder, GITHUB_EVENT_NAME: 'pull_request_target' };
    const run = { ...whole.run(arm), context: contextOf(env) };
    await expect(runMode(run, folder)).rejects.toThrow(/nothing is released from it/);
    expect(whole.calls).toEqual([]);
  });
});

/** What is made beside the image: an archive and an SBOM for each platform. */
const ships = { binaries: 'bin', sbom: 'auto' };
const made = (call: string): boolean => /^(?:build|scan|export) /.test(call);

describe('files beside the image', () => {
  test('are made where the platform was built, and named by its record', async () => {
    const whole = wholeWorld(folder, authority);
    const { platforms } = await build(whole.run({ ...arm, ...ships }));
    expect(whole.calls.filter(made).toSorted()).toEqual([
      'build linux/arm64',
      'export linux/arm64',
      'scan linux/arm64',
    ]);
    expect(platforms[0]?.handedOver.record.files).toMatch(/^sha256:/);
    expect(whole.calls.findLastIndex((call) => call === 'put file')).toBeLessThan(
      whole.calls.indexOf('attach ' + (platforms[0]?.handedOver.record.anchor.slice(7, 15) ?? '')),
    );
    expect([...whole.tags.keys()].filter((tag) => tag.includes('v1.2'))).toEqual([]);
    const before = whole.calls.length;
    await build(whole.run({ ...arm, ...ships }));
    expect(whole.calls.slice(before)).toEqual([]);
  });

  test.each(['export linux/arm64', 'scan linux/arm64', 'put file', 'statement build-record'])(
    'of a job that broke at %s are handed over by its next run',
    async (call) => {
      const whole = wholeWorld(folder, authority);
      whole.breakAt = call;
      await expect(build(whole.run({ ...arm, ...ships }))).rejects.toThrow(`${call} is broken`);
      const { platforms } = await build(whole.run({ ...arm, ...ships }));
      expect(platforms.map(({ handedOver }) => handedOver.record.files)).toEqual([
        expect.stringMatching(/^sha256:/),
      ]);
    },
  );

  test('that an earlier run was not asked for are made without building or starting the platform again', async () => {
    const whole = wholeWorld(folder, authority);
    const [first] = (await build(whole.run(arm))).platforms;
    whole.calls.length = 0;
    const [second] = (await build(whole.run({ ...arm, ...ships }))).platforms;
    expect(whole.calls.filter(made).toSorted()).toEqual(['export linux/arm64', 'scan linux/arm64']);
    expect(second?.image).toEqual(first?.image);
    expect(second?.handedOver.record.started).toEqual(first?.handedOver.record.started);
    await build(whole.run(amd));
    whole.calls.length = 0;
    const { warnings } = await release(whole.run({ ...ships, builds: 'elsewhere' }));
    // Of amd64 nothing was handed over beside the image.
    expect(whole.calls.filter(made).toSorted()).toEqual(['export linux/amd64', 'scan linux/amd64']);
    expect(warnings?.filter((line) => line.includes('give that job'))).toEqual([
      expect.stringContaining('linux/amd64 handed over no archive'),
    ]);
  });

  test('are taken by the releasing job, which makes none, and ends as on one machine', async () => {
    const whole = wholeWorld(folder, authority);
    for (const job of [amd, arm]) await build(whole.run({ ...job, ...ships }));
    whole.calls.length = 0;
    const alone = wholeWorld(folder, authority);
    const sums = async (run: Run): Promise<unknown> => {
      const { published: done } = await release(run);
      return done?.assets.flatMap(({ name, sha256 }) => (name.endsWith('.tar.gz') ? [[name, sha256]] : []));
    };
    const spread = await sums(whole.run({ ...ships, builds: 'elsewhere' }));
    expect(spread).toHaveLength(2);
    expect(spread).toEqual(await sums(alone.run({ ...ships, builds: 'here' })));
    expect(whole.calls.filter(made)).toEqual([]);
    expect(await published(whole.run({ ...ships, builds: 'elsewhere' }))).toEqual(
      await published(alone.run({ ...ships, builds: 'here' })),
    );
  });
});

describe('a release of what other jobs have built', () => {
  const handedOver = async (): Promise<WholeWorld> => {
    const whole = wholeWorld(folder, authority);
    await build(whole.run(amd));
    await build(whole.run(arm));
    whole.calls.length = 0;
    return whole;
  };

  test.each(['elsewhere', 'any'])(
    'with builds: %s builds nothing and ends as on one machine',
    async (builds) => {
      const whole = await handedOver();
      const alone = wholeWorld(folder, authority);
      expect(await published(whole.run({ builds }))).toEqual(await published(alone.run({ builds: 'here' })));
      expect(whole.calls.filter((call) => call.startsWith('build '))).toEqual([]);
      expect(whole.calls.filter((call) => anchored.test(call))).toHaveLength(1);
      expect([...whole.tags].sort()).toEqual([...alone.tags].sort());
    },
  );

  test('needs no builder, and starts nothing that was started', async () => {
    const whole = await handedOver();
    const run = whole.run({ builds: 'elsewhere' });
    const world = async (...of: Parameters<Run['world']>): ReturnType<Run['world']> => ({
      ...(await run.world(...of)),
      buildx: {} as never,
      sandbox: {} as never,
    });
    const { published: done } = await release({ ...run, world });
    const starts = done?.checks.filter(({ text }) => text.endsWith(' starts'));
    expect(starts?.map(({ state, detail }) => `${state}: ${detail}`)).toEqual([
      'passed: it was still running after 2 s (in the job release)',
      'passed: it was still running after 5 s (emulated by the builder) (in the job release)',
    ]);
  });

  test('with builds: here looks for nothing', async () => {
    const whole = await handedOver();
    await release(whole.run({ builds: 'here' }));
    expect(whole.calls.filter((call) => call.startsWith('build '))).toHaveLength(2);
  });

  test('builds itself what is missing', async () => {
    const whole = wholeWorld(folder, authority);
    await build(whole.run(arm));
    whole.calls.length = 0;
    await release(whole.run());
    expect(whole.calls.filter((call) => call.startsWith('build '))).toEqual(['build linux/amd64']);
  });

  test('does not take what was built from other inputs', async () => {
    const whole = wholeWorld(folder, authority);
    await build(whole.run({ ...arm, 'build-args': 'A=1' }));
    whole.calls.length = 0;
    await release(whole.run());
    expect(whole.calls.filter((call) => call.startsWith('build '))).toHaveLength(2);
  });

  test('is found whole by its rerun', async () => {
    const whole = await handedOver();
    await release(whole.run({ builds: 'elsewhere' }));
    whole.calls.length = 0;
    await release(whole.run({ builds: 'elsewhere' }));
    const writes = whole.calls.filter((call) => !/^(?:cosign verify|gh verify)/.test(call));
    expect(writes).toEqual([]);
  });
});
