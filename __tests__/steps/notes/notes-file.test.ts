import { mkdirSync, symlinkSync, unlinkSync, writeFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type NotesFile, notesFileFaults, readNotesFile } from '../../../src/steps/notes/notes-file.ts';
import { makeExec } from '../../../src/world/process/exec.ts';
import { type Git, makeGit } from '../../../src/world/git/git.ts';
import {
  type Repository,
  folder,
  gitEnvironment,
  makeRepository,
  removeFolders,
} from '../../support/world/repository.ts';

let repository: Repository;
let git: Git;
let head: string;
let temp: string;

beforeEach(() => {
  repository = makeRepository();
  temp = folder();
  head = repository.commit({ message: 'one', files: { 'NOTES.md': 'committed', 'docs/next.md': 'next' } });
  repository.branch('main', head);
  git = makeGit(makeExec({ env: gitEnvironment }), { cwd: repository.dir });
});
afterAll(removeFolders);

const file = (name: string): Promise<NotesFile> =>
  readNotesFile(name, head, git, { workspace: repository.dir, temp });
const read = async (name: string): Promise<string> => (await file(name)).text;
const put = (path: string, text = 'written by a step'): void => {
  mkdirSync(join(repository.dir, path, '..'), { recursive: true });
  writeFileSync(join(repository.dir, path), text);
};
/** The link stands in the place of the file that the commit has, or of none. */
const link = (to: string, at = 'NOTES.md'): void => {
  if (at === 'NOTES.md') unlinkSync(join(repository.dir, at));
  symlinkSync(to, join(repository.dir, at));
};

describe('notes-file is read', () => {
  test('from the commit, also where nothing is checked out', async () => {
    expect(await read('NOTES.md')).toBe('committed');
    expect(await read(join(repository.dir, 'docs/next.md'))).toBe('next');
    unlinkSync(join(repository.dir, 'NOTES.md'));
    expect(await read('./NOTES.md')).toBe('committed');
    expect((await file(join(repository.dir, 'docs/next.md'))).path).toBe('docs/next.md');
  });

  test('from the workspace or the temporary folder, where a step has written it', async () => {
    put('build/notes.md');
    expect(await file('build/notes.md')).toEqual({ text: 'written by a step' });
    writeFileSync(join(temp, '..notes.md'), 'there');
    expect(await read(join(temp, '..notes.md'))).toBe('there');
  });

  test('from the commit, where .gitattributes has other line ends written', async () => {
    writeFileSync(join(repository.dir, '.gitattributes'), '*.md text eol=crlf\n');
    put('notes/eol.md', 'one\ntwo\n');
    repository.git('add', '-A');
    repository.git('commit', '-q', '-m', 'line ends');
    head = repository.git('rev-parse', 'HEAD');
    unlinkSync(join(repository.dir, 'notes/eol.md'));
    repository.git('checkout', '-q', '--', 'notes/eol.md');
    expect(readFileSync(join(repository.dir, 'notes/eol.md'), 'utf8')).toBe('one\r\ntwo\r\n');
    expect(await read('notes/eol.md')).toBe('one\r\ntwo\r\n');
  });

  test('through a link within the commit, and within the workspace', async () => {
    link('docs/next.md');
    repository.git('add', 'NOTES.md');
    repository.git('commit', '-q', '-m', 'a link');
    head = repository.git('rev-parse', 'HEAD');
    expect(await read('NOTES.md')).toBe('next');
    put('build/notes.md');
    link('build/notes.md', 'latest.md');
    expect(await read('latest.md')).toBe('written by a step');
  });
});

describe('notes-file is refused', () => {
  test.each<[string, () => string, RegExp]>([
    [
      'the environment of the process',
      () => (link('/proc/self/environ', 'x.md'), 'x.md'),
      /x\.md leads to \/proc\/\d+\/environ/,
    ],
    ['out of the workspace', () => (link('../..', 'x.md'), 'x.md'), /leads to/],
    ['over a folder that is a link', () => (link('/proc/self', 'dir'), 'dir/environ'), /leads to/],
    ['by its own path', () => '../../etc/passwd', /neither in the workspace nor/],
    ['elsewhere', () => '/etc/passwd', /neither in the workspace nor/],
    ['beside the temporary folder', () => `${temp}rary/notes.md`, /neither in the workspace nor/],
    ["Git's configuration, which may hold a token", () => '.git/config', /is one of Git's own files/],
    [
      "Git's configuration, by a link",
      () => (link('.git/config', 'x.md'), 'x.md'),
      /is one of Git's own files/,
    ],
    [
      'from the temporary folder by a link',
      () => (writeFileSync(join(temp, 'token'), 't'), link(join(temp, 'token'), 'x.md'), 'x.md'),
      /leads to/,
    ],
    [
      "checkout's credentials",
      () => (
        writeFileSync(join(temp, 'git-credentials-1.config'), 't'),
        join(temp, 'git-credentials-1.config')
      ),
      /holds credentials/,
    ],
    ['a folder', () => 'docs', /is no plain file/],
    ['nothing', () => 'none.md', /there is no notes-file none\.md/],
    ['a link to nothing', () => (link('nowhere', 'x.md'), 'x.md'), /there is no notes-file/],
    ['a link to itself', () => (link('x.md', 'x.md'), 'x.md'), /there is no notes-file/],
    ['too long', () => (put('x.md', 'x'.repeat(4 * 1024 * 1024 + 1)), 'x.md'), /up to 4194304 are read/],
    [
      'one that is not as it was committed',
      () => (put('NOTES.md', 'mine'), 'NOTES.md'),
      /is not what the commit [0-9a-f]+ has/,
    ],
    ['a link in the place of what was committed', () => (link('/proc/self/environ'), 'NOTES.md'), /leads to/],
  ])('%s', async (_, make, found) => {
    const file = make();
    await expect(read(file)).rejects.toThrow(found);
    const faults = await notesFileFaults(file, head, git, { workspace: repository.dir, temp });
    expect(faults).toEqual([
      expect.objectContaining({
        code: 'bad-input',
        message: expect.stringMatching(found),
        hint: expect.stringContaining('notes-file: "${{ runner.temp }}/notes.md"'),
      }),
    ]);
  });

  test('a committed link that leads out of the commit', async () => {
    link('/proc/self/environ');
    repository.git('add', 'NOTES.md');
    repository.git('commit', '-q', '-m', 'a link');
    head = repository.git('rev-parse', 'HEAD');
    await expect(read('NOTES.md')).rejects.toThrow(/leads to \/proc/);
    unlinkSync(join(repository.dir, 'NOTES.md'));
    await expect(read('NOTES.md')).rejects.toThrow(/there is no notes-file/);
  });
});
