// This project as a repository of its own, as it stands on the disk: two commits to release, one after the other.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { PROJECT } from './machine.ts';

export interface OwnRepository {
  readonly dir: string;
  /** In order; `main` is at the second. */
  readonly commits: readonly [string, string];
}

const PERSON = { NAME: 'Ana Ortiz', EMAIL: 'ana@example.com', DATE: '2026-01-05T09:00:00Z' };

/** Makes the repository in an empty folder; what .gitignore names is not in it. */
export function ownRepository(dir: string): OwnRepository {
  const person = Object.entries(PERSON).flatMap(([key, value]) =>
    ['AUTHOR', 'COMMITTER'].map((role) => [`GIT_${role}_${key}`, value]),
  );
  const git = (...argv: readonly string[]): string =>
    execFileSync('git', ['--git-dir', join(dir, '.git'), ...argv], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env['PATH'],
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_CONFIG_NOSYSTEM: '1',
        ...(Object.fromEntries(person) as Record<string, string>),
      },
    }).trim();
  const commit = (message: string, ...more: readonly string[]): string =>
    git('commit-tree', git('write-tree'), '-m', message, ...more);
  git('init', '--quiet', '--initial-branch=main', dir);
  git('--work-tree', PROJECT, 'add', '--all', PROJECT);
  const first = commit('feat: release images from a tag');
  git('rm', '--quiet', '--cached', 'CODE_OF_CONDUCT.md');
  const second = commit('feat: name the platforms of a release', '-p', first);
  git('update-ref', 'refs/heads/main', second);
  return { dir, commits: [first, second] };
}
