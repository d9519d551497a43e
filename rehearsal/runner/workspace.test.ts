import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { defaultBranch, headOf, mirror, newestTag, prefixTags } from './repository.ts';
import { checkout } from './workspace.ts';

let dir: string;
let source: string;
let served: string;
const env = (): Record<string, string> => ({
  PATH: process.env['PATH'] ?? '',
  HOME: dir,
  GIT_AUTHOR_NAME: 'A',
  GIT_AUTHOR_EMAIL: 'a@example.org',
  GIT_COMMITTER_NAME: 'A',
  GIT_COMMITTER_EMAIL: 'a@example.org',
});
const git = (cwd: string, ...argv: string[]): string =>
  execFileSync('git', argv, { cwd, env: env(), encoding: 'utf8' }).trimEnd();
const commit = (message: string): void => {
  git(source, 'commit', '--quiet', '--allow-empty', '-m', message);
};

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'checkout-'));
  [source, served] = [join(dir, 'source'), join(dir, 'served.git')];
  execFileSync('git', ['init', '--quiet', '-b', 'trunk', source], { env: env() });
  commit('feat: one');
  git(source, 'tag', 'v1.9.0');
  commit('fix: two\n\nbody');
  git(source, 'tag', '-a', '-m', 'ten', 'v1.10.0');
  git(source, 'tag', 'vnext');
  await mirror('git', source, served);
  // The workspace must name GitHub's own address; only this process's git is sent to the copy.
  await writeFile(
    join(dir, '.gitconfig'),
    `[url "file://${served}"]\n\tinsteadOf = https://github.com/octo-org/example\n`,
  );
});
afterAll(() => rm(dir, { recursive: true, force: true }));

describe('the served copy', () => {
  test('has the same branch, tags and commits', async () => {
    expect(await defaultBranch('git', served)).toBe('trunk');
    expect(await newestTag('git', served)).toBe('v1.10.0');
    expect(await headOf('git', served, 'refs/tags/v1.10.0')).toMatchObject({
      sha: git(source, 'rev-parse', 'v1.10.0^{commit}'),
      message: 'fix: two\n\nbody',
      author: { name: 'A', email: 'a@example.org' },
    });
  });

  test('follows branches and gains tags, but keeps a tag that a release has moved', async () => {
    const moved = git(source, 'rev-parse', 'v1.9.0');
    git(served, 'update-ref', 'refs/tags/v1', moved);
    commit('feat: three');
    git(source, 'tag', 'v1');
    git(source, 'tag', 'v1.11.0-rc.1');
    await mirror('git', source, served);
    expect(git(served, 'rev-parse', 'refs/tags/v1')).toBe(moved);
    expect(git(served, 'rev-parse', 'trunk')).toBe(git(source, 'rev-parse', 'trunk'));
    expect(await newestTag('git', served)).toBe('v1.11.0-rc.1');
  });

  test('follows a tag that moved or was deleted at its source, and no other', async () => {
    git(served, 'update-ref', 'refs/tags/v1.10', git(source, 'rev-parse', 'v1.10.0^{commit}'));
    git(source, 'tag', 'v2.0.0');
    git(source, 'tag', 'v2.0.1');
    await mirror('git', source, served);
    commit('fix: what v2.0.0 was meant to be');
    git(source, 'tag', '--force', 'v2.0.0');
    git(source, 'tag', '--delete', 'v2.0.1');
    await mirror('git', source, served);
    expect(git(served, 'rev-parse', 'v2.0.0')).toBe(git(source, 'rev-parse', 'HEAD'));
    expect(git(served, 'tag', '--list', 'v2.0.1')).toBe('');
    expect(git(served, 'tag', '--list', 'v1.10')).toBe('v1.10');
    expect(git(served, 'rev-parse', 'v1')).not.toBe(git(source, 'rev-parse', 'v1'));
    git(source, 'tag', '--delete', 'v2.0.0');
    git(source, 'reset', '--quiet', '--hard', 'HEAD~1');
    await mirror('git', source, served);
  });

  test('has the versions of a component behind its prefix', async () => {
    const clone = join(dir, 'component.git');
    await mirror('git', source, clone);
    await prefixTags('git', clone, 'api/');
    expect(await newestTag('git', clone, 'api/')).toBe('api/v1.11.0-rc.1');
    expect(git(clone, 'rev-parse', 'api/v1.10.0')).toBe(git(clone, 'rev-parse', 'v1.10.0'));
    expect(git(clone, 'tag', '--list', 'api/vnext')).toBe('');
    await expect(newestTag('git', clone, 'web-')).rejects.toThrow(
      'No version tag that begins with web-v in the repository. Make one (git tag web-v1.0.0)',
    );
  });

  test('what is no repository, or has no such tag, is named', async () => {
    await expect(mirror('git', tmpdir(), join(dir, 'none.git'))).rejects.toThrow('is not a git repository');
    await expect(headOf('git', served, 'refs/tags/v9')).rejects.toThrow('The repository has no tag v9');
  });
});

describe('the workspace', () => {
  const lay = async (name: string, ref: string, depth?: number): Promise<string> => {
    const workspace = join(dir, name);
    await checkout({
      git: 'git',
      workspace,
      temp: join(dir, 'temp'),
      repository: 'octo-org/example',
      ref,
      sha: git(source, 'rev-parse', `${ref}^{commit}`),
      token: 'ghs_x',
      env: env(),
      ...(depth === undefined ? {} : { depth }),
    });
    return workspace;
  };

  test('is detached at the tag, one commit deep, with no other tag', async () => {
    const workspace = await lay('shallow', 'refs/tags/v1.10.0');
    expect(git(workspace, 'rev-parse', 'HEAD')).toBe(git(source, 'rev-parse', 'v1.10.0^{commit}'));
    expect(git(workspace, 'rev-list', '--count', 'HEAD')).toBe('1');
    expect(git(workspace, 'tag')).toBe('v1.10.0');
    expect(() => git(workspace, 'symbolic-ref', '--quiet', 'HEAD')).toThrow('Command failed');
  });

  test('holds production addresses, and its credentials outside the repository', async () => {
    const workspace = await lay('credentials', 'refs/tags/v1.10.0');
    expect(git(workspace, 'config', '--local', 'remote.origin.url')).toBe(
      'https://github.com/octo-org/example',
    );
    expect(await readFile(join(workspace, '.git/config'), 'utf8')).not.toContain('AUTHORIZATION');
    expect(git(workspace, 'config', 'http.https://github.com/.extraheader')).toBe(
      `AUTHORIZATION: basic ${Buffer.from('x-access-token:ghs_x').toString('base64')}`,
    );
  });

  test('with fetch-depth 0 holds the whole history', async () => {
    const workspace = await lay('deep', 'refs/heads/trunk', 0);
    expect(git(workspace, 'rev-list', '--count', 'HEAD')).toBe('3');
    expect(git(workspace, 'tag').split('\n')).toContain('v1.9.0');
  });
});
