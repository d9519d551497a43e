import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openPlain, placeOf, readPlace } from '../../../src/world/files/input-file.ts';

const root = realpathSync(mkdtempSync(join(tmpdir(), 'inputs-')));
const work = join(root, 'work');
beforeAll(() => {
  mkdirSync(join(work, 'sub/.git'), { recursive: true });
  mkdirSync(join(work, 'git-own'));
  writeFileSync(join(work, 'a.txt'), 'four');
  writeFileSync(join(work, 'git-own/config'), 'token');
  writeFileSync(join(work, 'sub/.git/config'), 'token');
  writeFileSync(join(work, '.gitignore'), 'x');
  // As of a worktree or a submodule: a file that says where Git's own is.
  writeFileSync(join(work, '.git'), 'gitdir: git-own\n');
  symlinkSync('a.txt', join(work, 'link'));
  symlinkSync('git-own/config', join(work, 'own'));
  symlinkSync('..', join(work, 'up'));
  execFileSync('mkfifo', [join(work, 'pipe')]);
});
afterAll(() => {
  rmSync(root, { recursive: true });
});

describe('a file that an input names', () => {
  test.each([
    ['a.txt', { path: join(work, 'a.txt'), size: 4 }],
    ['link', { path: join(work, 'a.txt'), size: 4 }],
    ['.gitignore', { path: join(work, '.gitignore'), size: 1 }],
    ['none', undefined],
    ['a.txt/none', undefined],
    ['sub', { refused: 'is no plain file' }],
    ['pipe', { refused: 'is no plain file' }],
    ['/dev/zero', { refused: 'leads to /dev/zero', outside: '/dev/zero' }],
    ['up', { refused: `leads to ${root}`, outside: root }],
    ['.git', { refused: "is one of Git's own files" }],
    ['sub/.git/config', { refused: "is one of Git's own files" }],
    ['git-own/config', { refused: "is one of Git's own files" }],
    ['own', { refused: "is one of Git's own files" }],
  ])('%s', async (path, place) => {
    expect(await placeOf(work, path)).toEqual(place);
  });

  test('is not read when a link has come into its place, on the way to it, too', async () => {
    const path = join(work, 'sub', 'file');
    writeFileSync(path, 'good');
    expect((await readPlace(path, 100)).toString()).toBe('good');
    renameSync(join(work, 'sub'), join(work, 'moved'));
    symlinkSync('moved', join(work, 'sub'));
    await expect(openPlain(path)).rejects.toThrow('is not the file that was found there');
    await expect(openPlain(join(work, 'link'))).rejects.toThrow('ELOOP');
    await expect(openPlain(join(work, 'pipe'))).rejects.toThrow('is not the file');
  });

  test('is read up to its limit', async () => {
    expect((await readPlace(join(work, 'a.txt'), 4)).toString()).toBe('four');
    await expect(readPlace(join(work, 'a.txt'), 3)).rejects.toThrow('has more than 3 bytes');
  });
});
