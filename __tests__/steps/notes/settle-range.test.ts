import { afterAll, describe, expect, jest, test } from '@jest/globals';
import { renderNotes } from '../../../src/changelog/notes.ts';
import { parseTag } from '../../../src/plan/version/version.ts';
import { gatherNotes } from '../../../src/steps/notes/gather.ts';
import { makeExec } from '../../../src/world/process/exec.ts';
import { makeGit } from '../../../src/world/git/git.ts';
import {
  folder,
  gitEnvironment,
  makeRepository,
  removeFolders,
  runGit,
} from '../../support/world/repository.ts';

jest.setTimeout(60_000);
afterAll(removeFolders);

/** One commit a tag, named after it, one after the other; `!` begins a side branch from the commit before. */
function released(...tags: string[]): string {
  const repository = makeRepository();
  let tip = '';
  for (const name of tags) {
    const commit = repository.commit(`fix: in ${name.replace('!', '')}`, ...(tip === '' ? [] : [tip]));
    repository.tag(name.replace('!', ''), commit);
    if (!name.startsWith('!')) tip = commit;
  }
  repository.branch('main', tip);
  return repository.dir;
}

async function notesOf(
  dir: string,
  tag: string,
): Promise<{ changes: string[]; previous: string | undefined; warnings: string; body: string }> {
  const git = makeGit(makeExec({ env: gitEnvironment }), { cwd: dir });
  const repository = { owner: 'acme', name: 'signpost', serverUrl: 'https://github.com' };
  const { input, range } = await gatherNotes(git, { version: parseTag(tag, '')!, tagPrefix: '', repository });
  const { body, warnings } = renderNotes(input);
  const changes = [...body.matchAll(/^- fix: in (.*)$/gm)].map(([, name]) => name ?? '');
  return { changes, previous: range.previous, warnings: warnings.join('\n'), body };
}

test.each<[string, string[], string, string[], string | undefined, RegExp]>([
  [
    'rc10 after rc9',
    ['v1.0.0', 'v1.1.0-rc1', 'v1.1.0-rc2', 'v1.1.0-rc9', 'v1.1.0-rc10'],
    'v1.1.0-rc10',
    ['v1.1.0-rc10'],
    'v1.1.0-rc9',
    /^$/,
  ],
  [
    'rc11 after rc10',
    ['v1.1.0-rc2', 'v1.1.0-rc10', 'v1.1.0-rc11'],
    'v1.1.0-rc11',
    ['v1.1.0-rc11'],
    'v1.1.0-rc10',
    /^$/,
  ],
  [
    'names that go down',
    ['v1.0.0', 'v1.1.0-dev.1', 'v1.1.0-beta.1'],
    'v1.1.0-beta.1',
    ['v1.1.0-beta.1'],
    'v1.1.0-dev.1',
    /^$/,
  ],
  [
    'a later candidate does not count',
    ['v1.1.0-rc9', 'v1.1.0-rc10'],
    'v1.1.0-rc9',
    ['v1.1.0-rc9'],
    undefined,
    /^$/,
  ],
  ['+k3s2 after +k3s1', ['v1.0.0+k3s1', 'v1.0.0+k3s2'], 'v1.0.0+k3s2', ['v1.0.0+k3s2'], 'v1.0.0+k3s1', /^$/],
  [
    '+k3s10 after +k3s9',
    ['v1.0.0+k3s9', 'v1.0.0+k3s10'],
    'v1.0.0+k3s10',
    ['v1.0.0+k3s10'],
    'v1.0.0+k3s9',
    /^$/,
  ],
  ['without a v', ['0.9.0', '0.9.1', 'v0.10.0'], 'v0.10.0', ['v0.10.0'], '0.9.1', /^$/],
  ['two numbers', ['v1.5.0', 'v1.6', 'v1.7.0'], 'v1.7.0', ['v1.7.0'], 'v1.6', /^$/],
  ['a word before', ['release-1.0', 'v1.1.0'], 'v1.1.0', ['v1.1.0'], 'release-1.0', /^$/],
  [
    'dates before',
    ['v2023.11.0', 'v2023.12.0', 'v1.0.0'],
    'v1.0.0',
    ['v1.0.0'],
    'v2023.12.0',
    /^v2023\.12\.0 comes before v1\.0\.0 and has a higher number: the notes begin at v2023\.12\.0, and latest stays/,
  ],
  [
    'a beta alone',
    ['v0.2.0-beta.4', 'v0.2.0-beta.5', 'v0.2.0'],
    'v0.2.0',
    ['v0.2.0-beta.4', 'v0.2.0-beta.5', 'v0.2.0'],
    undefined,
    /^Only prereleases come before v0\.2\.0, the last is v0\.2\.0-beta\.5/,
  ],
  [
    'a beta after a beta of another version',
    ['v0.1.0-beta.5', 'v0.2.0-beta.1'],
    'v0.2.0-beta.1',
    ['v0.2.0-beta.1'],
    'v0.1.0-beta.5',
    /^$/,
  ],
  [
    'another component',
    ['worker@1.0.0', 'v1.0.0'],
    'v1.0.0',
    ['worker@1.0.0', 'v1.0.0'],
    undefined,
    /^v1\.0\.0 is taken for the first release, and worker@1\.0\.0 in its history looks like a version/,
  ],
  [
    'a hotfix that carries a higher release',
    ['v0.2.0', 'v0.3.0', 'v0.2.1'],
    'v0.2.1',
    ['v0.3.0', 'v0.2.1'],
    'v0.2.0',
    /^v0\.2\.1 holds all of v0\.3\.0, which is a higher release: .*git switch -c hotfix v0\.2\.0/,
  ],
  [
    'a word behind its own release',
    ['v0.2.0', 'v0.3.0', 'v0.3.0-hotfix.1'],
    'v0.3.0-hotfix.1',
    ['v0.3.0-hotfix.1'],
    'v0.3.0',
    /^v0\.3\.0-hotfix\.1 comes after v0\.3\.0, and to SemVer .* For a hotfix, tag v0\.3\.1\.$/,
  ],
  ['a hotfix on a branch of its own', ['v0.2.0', '!v0.3.0', 'v0.2.1'], 'v0.2.1', ['v0.2.1'], 'v0.2.0', /^$/],
  ['truly the first', ['v0.1.0'], 'v0.1.0', ['v0.1.0'], undefined, /^$/],
])('%s', async (_, tags, tag, changes, previous, warnings) => {
  const seen = await notesOf(released(...tags), tag);
  expect({ changes: seen.changes, previous: seen.previous }).toEqual({ changes, previous });
  expect(seen.warnings).toMatch(warnings);
});

test('a stable release after betas is not called the first', async () => {
  const { body } = await notesOf(released('v0.2.0-beta.5', 'v0.2.0'), 'v0.2.0');
  expect(body).toContain('This is the first stable release; v0.2.0-beta.5 came before it.');
});

test('a clone of one commit gives the same', async () => {
  const from = released('v1.0.0', 'v1.1.0-rc2', 'v1.1.0-rc9', 'v1.1.0-rc10');
  runGit(from, ['config', 'uploadpack.allowFilter', 'true']);
  const dir = folder();
  runGit(dir, ['init', '-q']);
  runGit(dir, ['remote', 'add', 'origin', `file://${from}`]);
  runGit(dir, [
    'fetch',
    '-q',
    '--no-tags',
    '--depth=1',
    'origin',
    '+refs/tags/v1.1.0-rc10:refs/tags/v1.1.0-rc10',
  ]);
  expect((await notesOf(dir, 'v1.1.0-rc10')).changes).toEqual(['v1.1.0-rc10']);
});

describe('tags that name no commit', () => {
  const repository = makeRepository();
  const first = repository.commit({ message: 'fix: in v1.0.0', files: { 'a.txt': 'A' } });
  const second = repository.commit({ message: 'fix: in v1.2.0', files: { 'a.txt': 'B' } }, first);
  repository.branch('main', second);
  repository.tag('v1.0.0', first);
  repository.tag('v1.0.9', repository.git('rev-parse', `${first}:a.txt`));
  repository.tag('v1.1.0', repository.git('rev-parse', `${first}^{tree}`), true);
  repository.tag('v1.2.0', second);

  test('are passed over', async () => {
    const { changes, previous } = await notesOf(repository.dir, 'v1.2.0');
    expect({ changes, previous }).toEqual({ changes: ['v1.2.0'], previous: 'v1.0.0' });
  });

  test('are passed over in a clone of one commit, too', async () => {
    repository.git('config', 'uploadpack.allowFilter', 'true');
    const dir = folder();
    runGit(dir, ['clone', '-q', '--depth=1', '--no-tags', `file://${repository.dir}`, '.']);
    const { changes, previous } = await notesOf(dir, 'v1.2.0');
    expect({ changes, previous }).toEqual({ changes: ['v1.2.0'], previous: 'v1.0.0' });
  });

  test('are a fault where the release, or what it follows, is one', async () => {
    const git = makeGit(makeExec({ env: gitEnvironment }), { cwd: repository.dir });
    const read = (tag: string, previousTag: string): Promise<unknown> =>
      gatherNotes(git, { version: parseTag(tag, '')!, tagPrefix: '', previousTag });
    await expect(read('v1.1.0', 'v1.0.0')).rejects.toThrow('the tag v1.1.0 names a tree, not a commit');
    await expect(read('v1.2.0', 'v1.0.9')).rejects.toThrow('the tag v1.0.9 names a file, not a commit');
    await expect(read('v1.2.0', 'v1.1.1')).rejects.toThrow('previous-tag names v1.1.1');
  });
});

test('a patch that holds a feature is told of', async () => {
  const repository = makeRepository();
  const first = repository.commit('feat: one');
  const second = repository.commit('feat: two', first);
  repository.tag('v1.2.0', first);
  repository.tag('v1.2.1', second);
  const { warnings } = await notesOf(repository.dir, 'v1.2.1');
  expect(warnings).toBe(
    'v1.2.1 is a patch by its number and holds 1 feature (feat: two): by SemVer that is a minor version.',
  );
});

test('a date is no patch', async () => {
  const repository = makeRepository();
  const first = repository.commit('feat: one');
  const second = repository.commit('feat: two', first);
  repository.tag('v2024.5.1', first);
  repository.tag('v2024.5.2', second);
  expect((await notesOf(repository.dir, 'v2024.5.2')).warnings).toBe('');
});
