import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const repo = mkdtempSync(join(tmpdir(), 'notes-'));
const git = (...args: string[]): string =>
  execFileSync('git', ['-C', repo, '-c', 'user.name=Ada', '-c', 'user.email=ada@example.org', ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
const notes = (...args: string[]): { status: number | null; stdout: string; stderr: string } =>
  spawnSync(process.execPath, ['dist/notes/index.js', '--repo', repo, ...args], { encoding: 'utf8' });

beforeAll(() => {
  git('init', '--quiet', '--initial-branch=main');
  for (const [subject, tag] of [
    ['feat: begin', 'v1.0.0'],
    ['fix: a leak', 'v1.0.1'],
    ['feat!: drop v1 tokens', 'v2.0.0'],
  ] as const) {
    git('commit', '--quiet', '--allow-empty', '-m', subject);
    git('tag', tag);
  }
  git('remote', 'add', 'origin', 'https://github.com/octo-org/app.git');
});
afterAll(() => {
  rmSync(repo, { recursive: true });
});

test('prints what changed since the tag before, with links to the origin', () => {
  const { status, stdout } = notes('--tag', 'v1.0.1');
  expect(status).toBe(0);
  expect(stdout).toContain('### Bug Fixes');
  expect(stdout).toContain('a leak');
  expect(stdout).not.toContain('begin');
  expect(stdout).toContain('https://github.com/octo-org/app/compare/v1.0.0...v1.0.1');
});

test('an origin may be written with a slash at its end', () => {
  git('remote', 'set-url', 'origin', 'https://github.com/octo-org/app/');
  expect(notes('--tag', 'v1.0.1').stdout).toContain(
    'https://github.com/octo-org/app/compare/v1.0.0...v1.0.1',
  );
});

test('--from reaches further back, and --json says what was read', () => {
  const { status, stdout } = notes('--tag', 'v2.0.0', '--from', 'v1.0.0', '--json');
  expect(status).toBe(0);
  const text = JSON.stringify(JSON.parse(stdout));
  expect(text).toContain('a leak');
  expect(text).toContain('drop v1 tokens');
});

test.each([
  [['--tag', 'nightly'], /nightly is not a release tag[^]*npm run notes/],
  [['--tag', 'v1.0.1', '--from', 'v0.9.0'], /v0\.9\.0/],
  [['--tag', 'v1.0.1', '--notes-file', 'no.md'], /notes-file no\.md/],
])('%j ends with the reason and a remedy, and prints no notes', (args, why) => {
  const { status, stdout, stderr } = notes(...args);
  expect(status).toBe(1);
  expect(stderr).toMatch(why);
  expect(stdout).toBe('');
});
