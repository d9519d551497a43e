import { afterAll, describe, expect, jest, test } from '@jest/globals';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TagRef } from '../../../src/plan/version/range.ts';
import { makeExec } from '../../../src/world/process/exec.ts';
import { type CommitRange, type Git, makeGit } from '../../../src/world/git/git.ts';
import {
  type Repository,
  folder,
  gitEnvironment,
  makeRepository,
  removeFolders,
  runGit,
} from '../../support/world/repository.ts';

// Every case starts several git processes, and a busy machine takes its time.
jest.setTimeout(60_000);
afterAll(removeFolders);

const gitIn = (cwd: string, trace?: (argv: readonly string[]) => void): Git =>
  makeGit(makeExec({ env: gitEnvironment, ...(trace ? { trace } : {}) }), { cwd });

describe('a plain repository', () => {
  const repository = makeRepository();
  const first = repository.commit({
    message: 'one',
    files: { 'a.txt': 'A', 'db/1.sql': '1' },
    date: 1_600_000_000,
  });
  const second = repository.commit(
    {
      message: 'two\n\nbody\n',
      files: { 'a.txt': 'B', 'db/1.sql': '1', 'db/2.sql': '2', 'db/x/3.sql': '3' },
    },
    first,
  );
  const side = repository.commit('side', first);
  repository.branch('main', second);
  repository.branch('side', side);
  repository.tag('v1.0.0', first);
  repository.tag('light', second, true);
  repository.tag('-x', side, true);
  // Settings that would spoil a parser's day.
  repository.git('config', 'log.showSignature', 'true');
  repository.git('config', 'color.ui', 'always');
  repository.git('config', 'format.pretty', 'oneline');
  repository.git('config', 'core.pager', 'false');
  const commands: string[] = [];
  const git = gitIn(repository.dir, (argv) => commands.push(argv.join(' ')));

  test('what was touched by a commit or one before it', async () => {
    for (const path of ['a.txt', 'db', 'db/*.sql', '.']) expect(await git.touches(second, path)).toBe(true);
    for (const path of ['db/x', 'dbx', '/db', '../x']) expect(await git.touches(first, path)).toBe(false);
  });

  test('tags, peeled, in one process', async () => {
    commands.length = 0;
    expect(await git.tags()).toEqual([
      { name: '-x', commit: side, annotated: false },
      { name: 'light', commit: second, annotated: false },
      {
        name: 'v1.0.0',
        commit: first,
        annotated: true,
        object: repository.git('rev-parse', 'v1.0.0^{tag}').trim(),
      },
    ]);
    expect(commands).toHaveLength(1);
  });

  test('no tags are no fault', async () => {
    expect(await gitIn(makeRepository().dir).tags()).toEqual([]);
  });

  test('a tag whose object is missing is named', async () => {
    const broken = makeRepository();
    broken.tag('v1.0.0', broken.commit('one'));
    writeFileSync(join(broken.dir, '.git/packed-refs'), `${'1'.repeat(40)} refs/tags/v2.0.0\n`);
    await expect(gitIn(broken.dir).tags()).rejects.toMatchObject({
      message: expect.stringContaining('refs/tags/v2.0.0'),
      hint: 'git fetch --force --tags origin',
    });
  });

  test('the log of a range', async () => {
    const read = await git.log({ tip: 'main', exclude: ['v1.0.0'] }, (commit) => commit);
    const newest = await git.log({ tip: 'main', exclude: [], most: 1 }, (commit) => commit);
    expect(newest).toEqual(read);
    expect(read).toEqual([
      {
        hash: second,
        parents: [first],
        author: 'Dev',
        email: 'dev@example.com',
        authored: expect.any(Number),
        message: 'two\n\nbody\n',
      },
    ]);
    const touching = await git.log({ tip: 'main', exclude: [], paths: ['db/1.sql'] }, ({ hash, outside }) => [
      hash,
      outside === true,
    ]);
    // The whole graph, each commit marked: what a merge brought in is told by it.
    expect(touching).toEqual([
      [second, true],
      [first, false],
    ]);
    const held = { tip: 'main', exclude: ['refs/tags/-x'], beside: 'refs/tags/-x' };
    const both = await git.log(held, ({ hash, beside }) => [hash, beside === true] as const);
    const hashes = async (range: CommitRange): Promise<string[]> => git.log(range, ({ hash }) => hash);
    const kept = await hashes({ tip: 'main', exclude: ['refs/tags/-x'] });
    // The range is the same; what the other one has alone comes along.
    expect(both.filter(([, beside]) => !beside).map(([hash]) => hash)).toEqual(kept);
    expect(both.filter(([, beside]) => beside).map(([hash]) => hash)).toEqual([side]);
    expect(await git.log({ tip: 'refs/tags/-x', exclude: ['main'] }, ({ hash }) => hash)).toEqual([side]);
  });

  test('commitOf, isAncestor, committerDate', async () => {
    expect(await git.commitOf('v1.0.0')).toBe(first);
    await expect(git.commitOf('--all')).rejects.toThrow('there is no commit --all in this checkout');
    expect(await git.isAncestor(first, second)).toBe(true);
    expect(await git.isAncestor(second, side)).toBe(false);
    await expect(git.isAncestor('nowhere', side)).rejects.toThrow('git could not compare nowhere');
    expect(await git.committerDate('v1.0.0')).toBe(1_600_000_000);
    expect(await git.isShallow()).toBe(false);
  });

  test('whether tags are to be signed, as Git itself reads it', async () => {
    const set = (...argv: readonly string[]): unknown => repository.git('config', ...argv);
    const signs: boolean[] = [];
    for (const [key, value] of [
      ['tag.gpgSign', 'false'],
      ['tag.gpgSign', 'on'],
      ['tag.gpgSign', 'perhaps'],
      ['tag.forceSignAnnotated', '1'],
    ] as const) {
      set('--replace-all', key, value);
      signs.push(await git.signsTags());
      set('--unset-all', key);
    }
    signs.push(await git.signsTags());
    expect(signs).toEqual([false, true, false, true, false]);
  });

  test('files at a commit', async () => {
    expect(await git.show('main', 'a.txt')).toBe('B');
    expect(await git.show('v1.0.0', 'a.txt')).toBe('A');
    expect(await git.show('main', 'db')).toBeUndefined();
    expect(await git.show('main', '*.txt')).toBeUndefined();
    for (const path of ['../a.txt', '/etc/passwd', 'a.txt\nmain:b.txt', 'none'])
      expect(await git.show('main', path)).toBeUndefined();
    expect(await git.show('main', './db/../a.txt')).toBe('B');
    expect((await git.listFiles('main', 'db/*.sql')).map(({ path }) => path)).toEqual([
      'db/1.sql',
      'db/2.sql',
    ]);
    expect((await git.listFiles('main', 'db/**/*.sql')).map(({ path }) => path)).toEqual([
      'db/1.sql',
      'db/2.sql',
      'db/x/3.sql',
    ]);
    expect((await git.listFiles('main', '{a,b}.txt')).map(({ path }) => path)).toEqual(['a.txt']);
  });
});

describe('what a commit can hold', () => {
  const repository = makeRepository();
  const read = async (message: string | Buffer, encoding?: string): Promise<string> => {
    const tip = repository.commit({ message, ...(encoding === undefined ? {} : { encoding }) });
    const [commit] = await gitIn(repository.dir).log({ tip, exclude: [] }, (raw) => raw);
    return commit?.message.trimEnd() ?? '';
  };

  test.each<[string, string | Buffer, string | undefined, string]>([
    ['UTF-8', 'fix: naïve ✨', undefined, 'fix: naïve ✨'],
    ['an encoding header', Buffer.from('fix: na\xefve', 'latin1'), 'ISO-8859-1', 'fix: naïve'],
    [
      'bytes that are no UTF-8, and no header',
      Buffer.from('fix: na\xefve \x80', 'latin1'),
      undefined,
      'fix: naïve €',
    ],
    ['an encoding nobody knows', 'fix: plain', 'KLINGON-1', 'fix: plain'],
    ['nothing', '', undefined, ''],
    [
      'a forged log',
      'fix: a\n\ncommit 0123\nAuthor: x\n\x01\x1e\x1f',
      undefined,
      'fix: a\n\ncommit 0123\nAuthor: x\n\x01\x1e\x1f',
    ],
  ])('%s', async (_, message, encoding, expected) => {
    expect(await read(message, encoding)).toBe(expected);
  });

  test('a message longer than many pieces of output', async () => {
    const message = `fix: ${'long '.repeat(100_000)}`;
    expect(await read(message)).toBe(message.trimEnd());
  });
});

describe('a shallow clone', () => {
  // main: 1 ─ 2(v1.0.0) ─ 3 ─ 4 ─ 5(v1.1.0)    release-1.0: 2 ─ 6(v1.0.1), merged into 4
  const origin = makeRepository();
  origin.git('config', 'uploadpack.allowFilter', 'true');
  const files = (n: number): { files: Record<string, string> } => ({
    files: { 'file.txt': `version ${n}\n` },
  });
  const one = origin.commit({ message: 'one', ...files(1) });
  const two = origin.commit({ message: 'two', ...files(2) }, one);
  const six = origin.commit({ message: 'six', ...files(6) }, two);
  const three = origin.commit({ message: 'three', ...files(3) }, two);
  const four = origin.commit({ message: 'four', ...files(4) }, three, six);
  const five = origin.commit({ message: 'five', ...files(5) }, four);
  origin.branch('main', five);
  origin.tag('v1.0.0', two);
  origin.tag('v1.0.1', six);
  origin.tag('v1.1.0', five);

  /** What actions/checkout leaves: one commit, the tag as a lightweight copy, no other tags. */
  const checkOut = (from: Repository, tag: string): { dir: string; commit: string } => {
    const dir = folder();
    runGit(dir, ['init', '-q', '-b', 'main']);
    runGit(dir, ['remote', 'add', 'origin', `file://${from.dir}`]);
    const commit = from.git('rev-parse', `${tag}^{commit}`);
    runGit(dir, ['fetch', '-q', '--no-tags', '--depth=1', 'origin', `+${commit}:refs/tags/${tag}`]);
    runGit(dir, ['checkout', '-q', `refs/tags/${tag}`]);
    return { dir, commit };
  };
  const subjects = async (git: Git, tip: string, exclude: readonly TagRef[]): Promise<string[]> =>
    (await git.log({ tip, exclude: exclude.map((t) => t.commit) }, ({ message }) => message.trim())).sort();

  test('knows that it is one, and asks the remote for tags', async () => {
    const git = gitIn(checkOut(origin, 'v1.1.0').dir);
    expect(await git.isShallow()).toBe(true);
    expect((await git.remoteTags()).map(({ name, commit }) => [name, commit])).toEqual([
      ['v1.0.0', two],
      ['v1.0.1', six],
      ['v1.1.0', five],
    ]);
  });

  test('is deepened until the range is whole, the commits beside an excluded merge too', async () => {
    const { dir, commit } = checkOut(origin, 'v1.1.0');
    const git = gitIn(dir);
    const exclude = (await git.remoteTags()).filter(({ name }) => name !== 'v1.1.0');
    expect(await git.deepen({ tag: 'v1.1.0', commit, exclude })).toEqual(exclude);
    expect(await subjects(git, commit, exclude)).toEqual(['five', 'four', 'three']);
    expect(await git.show(six, 'file.txt')).toBe('version 6\n');
    expect(await git.show('v1.0.0', 'file.txt')).toBe('version 2\n');
    expect(await git.tags()).toHaveLength(3);
  });

  test('is deepened no further than it needs', async () => {
    const long = makeRepository();
    long.git('config', 'uploadpack.allowFilter', 'true');
    let tip = long.commit('root');
    for (let i = 1; i <= 200; i += 1) {
      tip = long.commit(`commit ${i}`, tip);
      if (i === 120) long.tag('v1.0.0', tip);
      if (i === 180) long.tag('v1.1.0', tip);
    }
    long.tag('v1.2.0', tip);
    const { dir, commit } = checkOut(long, 'v1.2.0');
    const git = gitIn(dir);
    const exclude = (await git.remoteTags()).filter(({ name }) => name === 'v1.1.0');
    await git.deepen({ tag: 'v1.2.0', commit, exclude });
    expect(await git.isShallow()).toBe(true);
    expect(await subjects(git, commit, exclude)).toHaveLength(20);
    // Fifty back from v1.1.0, and the twenty after it.
    expect(await subjects(git, commit, [])).toHaveLength(70);

    const again = checkOut(long, 'v1.1.0');
    const far = (await gitIn(again.dir).remoteTags()).filter(({ name }) => name === 'v1.0.0');
    await gitIn(again.dir).deepen({ tag: 'v1.1.0', commit: again.commit, exclude: far });
    // Sixty commits do not fit into fifty: the second step brings all.
    expect(await subjects(gitIn(again.dir), again.commit, far)).toHaveLength(60);
  });

  test('a full clone of one branch fetches the excluded tags it lacks', async () => {
    const dir = folder();
    runGit(dir, [
      'clone',
      '-q',
      '--no-tags',
      '--single-branch',
      '--branch=main',
      `file://${origin.dir}`,
      '.',
    ]);
    origin.tag('v0.9.0', origin.commit('off the branch', one));
    const git = gitIn(dir);
    const exclude = (await git.remoteTags()).filter(({ name }) => name === 'v0.9.0' || name === 'v1.0.0');
    expect(await git.deepen({ tag: 'v1.1.0', commit: five, exclude })).toEqual(exclude);
    expect(await subjects(git, five, exclude)).toEqual(['five', 'four', 'six', 'three']);
    origin.git('tag', '-d', 'v0.9.0');
  });

  test('is completed for a first release', async () => {
    const { dir, commit } = checkOut(origin, 'v1.0.1');
    const git = gitIn(dir);
    await git.deepen({ tag: 'v1.0.1', commit, exclude: [] });
    expect(await git.isShallow()).toBe(false);
    expect(await subjects(git, commit, [])).toEqual(['one', 'six', 'two']);
  });

  test('two tags on one commit: nothing to fetch but the tag', async () => {
    origin.tag('v1.1.1', five);
    const { dir, commit } = checkOut(origin, 'v1.1.1');
    const git = gitIn(dir);
    const exclude = (await git.remoteTags()).filter(({ name }) => name === 'v1.1.0');
    await git.deepen({ tag: 'v1.1.1', commit, exclude });
    expect(await subjects(git, commit, exclude)).toEqual([]);
  });

  test('a tag inside an excluded one: an empty range, whole history', async () => {
    origin.tag('v1.2.0', three);
    const { dir, commit } = checkOut(origin, 'v1.2.0');
    const git = gitIn(dir);
    const exclude = (await git.remoteTags()).filter(({ name }) => name === 'v1.1.0');
    await git.deepen({ tag: 'v1.2.0', commit, exclude });
    expect(await subjects(git, commit, exclude)).toEqual([]);
  });

  test('a remote that is gone stops the run with the lines that help', async () => {
    const { dir, commit } = checkOut(origin, 'v1.1.0');
    runGit(dir, ['remote', 'set-url', 'origin', 'file:///nonexistent']);
    await expect(gitIn(dir).deepen({ tag: 'v1.1.0', commit, exclude: [] })).rejects.toMatchObject({
      message: expect.stringContaining('only a part of the history'),
      hint: '- uses: actions/checkout@v6\n  with:\n    fetch-depth: 0',
    });
  });
});
