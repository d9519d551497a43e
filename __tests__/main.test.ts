import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { runMode } from '../src/main.ts';
import { contextOf } from './support/samples.ts';
import { type WholeWorld, wholeWorld } from './support/whole-run.ts';
import { remembering } from './support/run-identity.ts';
import { makeAuthority } from './support/world/authority.ts';
import type { Run } from '../src/run/run.ts';

const authority = remembering(await makeAuthority());
const folder = mkdtempSync(join(tmpdir(), 'modes-'));
writeFileSync(join(folder, 'Dockerfile'), 'FROM scratch\n');
afterAll(() => {
  rmSync(folder, { recursive: true });
});
const app = 'ghcr.io/octo-org/app';

describe('latest of a branch', () => {
  const onMain = (whole: WholeWorld, raw: Readonly<Record<string, string>> = {}): Run => ({
    ...whole.run({ latest: 'branch', ...raw }),
    context: contextOf({ GITHUB_WORKSPACE: folder, RUNNER_TEMP: folder, GITHUB_REF: 'refs/heads/main' }),
  });

  test('is built and proven before it moves, with no release', async () => {
    const whole = wholeWorld(folder, authority);
    const before = whole.tags.get(`${app}:latest`);
    const { outputs, failure } = await runMode(onMain(whole), folder);
    expect(failure).toBeUndefined();
    const moving = whole.calls.indexOf(`put ${app}:latest`);
    for (const proof of [/^sign /, /^attach signature /, /^provenance$/, /^cosign verify, provenance too$/]) {
      const at = whole.calls.findIndex((call) => proof.test(call));
      expect(at).toBeGreaterThan(-1);
      expect(at).toBeLessThan(moving);
    }
    expect(whole.calls.filter((call) => /^(?:create|upload|publish|ref|put \S+:v)/.test(call))).toEqual([]);
    const digest = whole.tags.get(`${app}:latest`);
    expect(JSON.parse(outputs['moved'] ?? '')).toEqual({ [`${app}:latest`]: { from: before, to: digest } });
  });

  test('in plan mode is written by nobody', async () => {
    const whole = wholeWorld(folder, authority);
    const { outputs } = await runMode(onMain(whole, { mode: 'plan' }), folder);
    expect(whole.calls).toEqual([]);
    expect(outputs).toMatchObject({ image: '', digest: '', verified: 'false' });
  });
});

describe('a run that may carry what nobody has merged writes nothing', () => {
  test.each<[string, Readonly<Record<string, string>>, string]>([
    ['pull_request', {}, 'refs/pull/1/merge'],
    ['pull_request_target', { tag: 'v1.2.0' }, 'refs/heads/main'],
    ['pull_request_target', { latest: 'branch' }, 'refs/heads/main'],
    ['pull_request_target', { mode: 'repoint', tag: 'v1.1.0' }, 'refs/heads/main'],
  ])('%s, %j', async (event, raw, ref) => {
    const whole = wholeWorld(folder, authority);
    const context = contextOf({
      ...{ GITHUB_WORKSPACE: folder, RUNNER_TEMP: folder },
      ...{ GITHUB_EVENT_NAME: event, GITHUB_REF: ref },
    });
    await expect(runMode({ ...whole.run(raw), context }, folder)).rejects.toMatchObject({
      faults: expect.arrayContaining([expect.objectContaining({ code: 'untrusted-event' })]),
    });
    expect(whole.calls).toEqual([]);
  });
});

describe('what cannot be repointed or verified is refused before anything moves', () => {
  test.each<[string, Readonly<Record<string, string>>, object]>([
    [
      'no tag',
      { mode: 'repoint' },
      {
        code: 'bad-input',
        hint: 'gh release list --repo Octo-Org/App   # then with: { mode: repoint, tag: … }',
      },
    ],
    [
      'a release that is not there',
      { mode: 'repoint', tag: 'v9.9.9' },
      { code: 'no-release', message: 'there is no published release of v9.9.9' },
    ],
    [
      'a release that does not verify',
      { mode: 'repoint', tag: 'v1.1.0' },
      { code: 'not-repointed', hint: 'with: { mode: verify, tag: v1.1.0 }   # shows every check' },
    ],
    ['a release to verify that is not there', { mode: 'verify', tag: 'v9.9.9' }, { code: 'no-release' }],
  ])('%s', async (_, raw, error) => {
    const whole = wholeWorld(folder, authority);
    await expect(runMode(whole.run(raw), folder)).rejects.toMatchObject(error);
    expect(whole.calls).toEqual([]);
  });

  test('a prerelease', async () => {
    const whole = wholeWorld(folder, authority);
    whole.github.give({ tag: 'v1.2.0-rc.1', draft: false, prerelease: true });
    await expect(runMode(whole.run({ mode: 'repoint', tag: 'v1.2.0-rc.1' }), folder)).rejects.toMatchObject({
      code: 'not-repointed',
      hint: 'gh release list --repo Octo-Org/App --exclude-pre-releases   # one of these can be pointed at',
    });
    expect(whole.calls).toEqual([]);
  });
});
