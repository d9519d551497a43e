import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { libraryFolders } from './package-tree.ts';

let root: string;

beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'package-tree-'));
});

afterEach(() => rm(root, { recursive: true, force: true }));

test('libraries are found in every folder that has some, the common ones first', async () => {
  for (const file of [
    'usr/lib/x86_64-linux-gnu/pulseaudio/libpulsecommon-16.1.so',
    'usr/lib/x86_64-linux-gnu/libpulse.so.0',
    'lib/x86_64-linux-gnu/libdbus-1.so.3.32.4',
    'usr/lib/chromium/locales/de.pak',
    'usr/share/doc/libpulse.so',
  ]) {
    await mkdir(path.dirname(path.join(root, file)), { recursive: true });
    await writeFile(path.join(root, file), '');
  }
  expect((await libraryFolders(root)).map((folder) => path.relative(root, folder))).toEqual([
    'lib/x86_64-linux-gnu',
    'usr/lib/x86_64-linux-gnu',
    'usr/lib/x86_64-linux-gnu/pulseaudio',
  ]);
});

test('a tree without libraries has none', async () => {
  expect(await libraryFolders(root)).toEqual([]);
});
