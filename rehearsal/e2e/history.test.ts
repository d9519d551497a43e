import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { JobResult } from '../runner/job.ts';
import { identityOf, SIGNATURE } from './programs.ts';
import { openStage, RELEASE_MS, SET_UP_MS, type Stage } from './stage.ts';

let stage: Stage;

/** Adds an empty commit on `parent` to the repository at GitHub, tagged; git's own words on failure. */
function commitAndTag(tag: string, parent: string, message: string): void {
  const identity = { name: 'Ana Ortiz', email: 'ana@example.com', date: '2026-03-01T12:00:00Z' };
  const env = {
    PATH: process.env['PATH'],
    ...Object.fromEntries(
      ['AUTHOR', 'COMMITTER'].flatMap((who) =>
        Object.entries(identity).map(([key, value]) => [`GIT_${who}_${key.toUpperCase()}`, value]),
      ),
    ),
  };
  const git = (...argv: readonly string[]): string =>
    execFileSync('git', ['--git-dir', stage.site.gitDir, ...argv], { env, encoding: 'utf8' }).trim();
  const commit = git('commit-tree', `${parent}^{tree}`, '-p', `${parent}^{commit}`, '-m', message);
  git('tag', '-a', '-m', tag, tag, commit);
}

beforeAll(async () => {
  // The other half of the matrix: a registry with the referrers API.
  stage = await openStage({ referrers: true });
}, SET_UP_MS);
afterAll(() => stage.close(), SET_UP_MS);

async function pointers(): Promise<Readonly<Record<string, string>>> {
  const { crane, image } = stage.judges;
  const { stdout } = await crane('ls', image);
  const tags = stdout.split('\n').filter((tag) => tag !== '');
  const digests = await Promise.all(
    tags.map(async (tag) => (await crane('digest', `${image}:${tag}`)).stdout.trim()),
  );
  return Object.fromEntries(tags.map((tag, at) => [tag, digests[at] ?? '']));
}

const bodyOf = (tag: string): string =>
  stage.site.standIns.releases().find(({ tag_name: name }) => name === tag)?.body ?? '';

describe('one repository through its releases', () => {
  const digests: Record<string, string> = {};
  const release = async (tag: string, event: 'push' | 'workflow_dispatch' = 'push'): Promise<JobResult> => {
    const result = await stage.release(tag, { event });
    const errors = result.annotations.filter(({ level }) => level === 'error');
    expect(errors).toEqual([]);
    expect(result).toMatchObject({ conclusion: 'success', exitCode: 0, outputs: { tag, verified: 'true' } });
    digests[tag] = result.outputs['digest'] ?? '';
    return result;
  };

  test(
    'v1.2.0 by hand, on the tag, with workflow_dispatch',
    async () => {
      await release('v1.2.0', 'workflow_dispatch');
      const digest = digests['v1.2.0'];
      expect(await pointers()).toEqual({ 'v1.2.0': digest, 'v1.2': digest, v1: digest, latest: digest });
    },
    RELEASE_MS,
  );

  test(
    'v1.3.0-rc.1 moves nothing but its own tag',
    async () => {
      commitAndTag('v1.3.0-rc.1', 'v1.2.0', 'feat: try something');
      await release('v1.3.0-rc.1');
      const digest = digests['v1.2.0'];
      expect(await pointers()).toEqual({
        'v1.3.0-rc.1': digests['v1.3.0-rc.1'],
        ...{ 'v1.2.0': digest, 'v1.2': digest, v1: digest, latest: digest },
      });
      const found = stage.site.standIns.releases().find(({ tag_name: name }) => name === 'v1.3.0-rc.1');
      expect(found).toMatchObject({ draft: false, prerelease: true });
    },
    RELEASE_MS,
  );

  test(
    'v1.3.0 moves v1 and latest, and its notes hold what no stable release had',
    async () => {
      commitAndTag('v1.3.0', 'v1.3.0-rc.1', 'feat: something for everybody (#30)');
      await release('v1.3.0');
      const digest = digests['v1.3.0'];
      expect(await pointers()).toMatchObject({
        ...{ 'v1.3.0': digest, 'v1.3': digest, v1: digest, latest: digest },
        'v1.2': digests['v1.2.0'],
      });
      expect(bodyOf('v1.3.0')).toMatch(/try something[^]*something for everybody/);
    },
    RELEASE_MS,
  );

  test(
    'the hotfix v1.2.1 moves v1.2 alone, and its notes hold the hotfix alone',
    async () => {
      commitAndTag('v1.2.1', 'v1.2.0', 'fix: close the door (#31)');
      await release('v1.2.1');
      const newest = digests['v1.3.0'];
      expect(await pointers()).toMatchObject({
        ...{ 'v1.2.1': digests['v1.2.1'], 'v1.2': digests['v1.2.1'] },
        ...{ 'v1.2.0': digests['v1.2.0'], 'v1.3': newest, v1: newest, latest: newest },
      });
      const body = bodyOf('v1.2.1');
      expect(body).toContain('close the door');
      expect(body).not.toMatch(/something|count visits/);
      const latest = await stage.judges.gh(
        'api',
        `repos/${stage.site.repository}/releases/latest`,
        '--jq',
        '.tag_name',
      );
      expect(latest.stdout.trim()).toBe('v1.3.0');
    },
    RELEASE_MS,
  );

  test(
    'every one of them is signed by its own tag, through the referrers API',
    async () => {
      const { cosignVerify, oras, image } = stage.judges;
      for (const [tag, digest] of Object.entries(digests)) {
        const { code, types } = await cosignVerify(`${image}@${digest}`, identityOf(stage.site, tag));
        expect({ tag, code }).toEqual({ tag, code: 0 });
        expect(types).toContain(SIGNATURE);
      }
      const referrers = await oras('discover', '--format', 'json', `${image}@${digests['v1.3.0'] ?? ''}`);
      expect(referrers.stdout).toContain('application/vnd.dev.sigstore.bundle');
      expect(Object.keys(await pointers()).filter((tag) => tag.startsWith('sha256-'))).toEqual([]);
    },
    RELEASE_MS,
  );

  test('none of it broke a rule of GitHub, registry or Sigstore', () => {
    expect(stage.site.standIns.violations()).toEqual([]);
  });
});
