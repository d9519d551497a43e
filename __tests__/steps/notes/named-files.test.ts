import { describe, expect, test } from '@jest/globals';
import { matchesGlob } from 'node:path';
import { commitSha, tagName } from '../../../src/plan/brands.ts';
import { type NamedFiles, namedFileFaults } from '../../../src/steps/notes/named-files.ts';

const now = commitSha('c'.repeat(40));
const before = commitSha('b'.repeat(40));

async function faults(
  named: NamedFiles,
  paths: readonly string[],
  earlier: readonly string[] = [],
): Promise<string[]> {
  const at = (commit: string): readonly string[] => (commit === now ? paths : earlier);
  const git = {
    show: (commit: string, path: string) => Promise.resolve(at(commit).includes(path) ? 'text' : undefined),
    listFiles: (commit: string, glob: string) =>
      Promise.resolve(
        at(commit)
          .filter((path) => matchesGlob(path, glob))
          .map((path) => ({ path, blob: path })),
      ),
    touches: (commit: string, path: string) =>
      Promise.resolve(at(commit).some((one) => one === path || one.startsWith(`${path}/`))),
  };
  const ref = { name: tagName('v1.0.0'), commit: before, annotated: false };
  const found = await namedFileFaults(named, now, git, earlier.length === 0 ? [] : [ref]);
  return found.map(({ message, hint }) => `${message} | ${hint.split('   #')[0] ?? ''}`);
}

const tree = [
  'CHANGELOG.md',
  'config.example.toml',
  'deploy/.env.example',
  'db/migrations/1.sql',
  'src/a.py',
];

describe('a file that an input names', () => {
  test.each<[NamedFiles, string]>([
    [
      { configExample: 'config.exmaple.toml' },
      'config-example: the commit has no file config.exmaple.toml | with: { config-example: "config.example.toml" }',
    ],
    [
      { configExample: '.env.example' },
      'config-example: the commit has no file .env.example | with: { config-example: "deploy/.env.example" }',
    ],
    [
      { configExample: 'conf/env.yml' },
      'config-example: the commit has no file conf/env.yml | git ls-tree -r --name-only HEAD',
    ],
    [
      { changelogFile: 'Changelog.md' },
      'changelog-file: the commit has no file Changelog.md | with: { changelog-file: "CHANGELOG.md" }',
    ],
    [
      { migrations: 'db/migration/*.sql' },
      'migrations: no file of the commit matches db/migration/*.sql | with: { migrations: "db/migrations/**/*.sql" }',
    ],
    [
      { migrations: 'schema/*.sql' },
      'migrations: no file of the commit matches schema/*.sql | with: { migrations: "db/migrations/**/*.sql" }',
    ],
    [
      { migrations: 'versions/*.go' },
      'migrations: no file of the commit matches versions/*.go | git ls-tree -r --name-only HEAD',
    ],
    [
      { paths: ['db', 'scr'] },
      'changelog-paths: no commit has ever touched scr | with: { changelog-paths: "src" }',
    ],
    [
      { paths: [':(exclude)documentation'] },
      'changelog-paths: no commit has ever touched documentation | git ls-tree -r --name-only HEAD',
    ],
  ])('%j: %s', async (named, expected) => {
    expect(await faults(named, tree)).toEqual([expected]);
  });

  test('all of them at once', async () => {
    expect(await faults({ configExample: 'x', migrations: 'y/*', changelogFile: 'z' }, tree)).toHaveLength(3);
  });

  test.each<[string, NamedFiles, readonly string[]]>([
    [
      'is there',
      { configExample: 'config.example.toml', migrations: 'db/**/*.sql', changelogFile: 'CHANGELOG.md' },
      [],
    ],
    ['is gone since the release before', { configExample: 'old.toml' }, ['old.toml']],
    ['is touched by commits', { paths: ['src', ':(exclude)db/migrations'] }, []],
    ['is not asked for', {}, []],
  ])('is no fault when it %s', async (_, named, earlier) => {
    expect(await faults(named, tree, earlier)).toEqual([]);
  });

  test('is a fault when nothing is known of the release before', async () => {
    const git = {
      show: (commit: string) =>
        commit === now ? Promise.resolve(undefined) : Promise.reject(new Error('none')),
      listFiles: () => Promise.resolve([]),
      touches: () => Promise.resolve(false),
    };
    const ref = { name: tagName('v1.0.0'), commit: before, annotated: false };
    expect(await namedFileFaults({ configExample: 'a' }, now, git, [ref])).toHaveLength(1);
  });
});
