import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { makeOwnFolder, removeAbandoned } from '../../../src/world/files/abandoned.ts';

let temp: string;
beforeEach(() => {
  temp = mkdtempSync(join(tmpdir(), 'runner-temp-'));
});
afterEach(() => {
  rmSync(temp, { recursive: true });
});

/** A process that is gone. */
const gone = (): string => String(spawnSync(process.execPath, ['--version']).pid);
function folder(name: string, process?: string): string {
  const path = join(temp, name);
  mkdirSync(join(path, 'docker'), { recursive: true });
  writeFileSync(join(path, 'docker', 'config.json'), '{"auths":{}}');
  if (process !== undefined) writeFileSync(join(path, 'process'), process);
  return path;
}

test('a run that was killed leaves its credentials no longer than until the next run', async () => {
  const left = folder('release-action-a1B2c3', gone());
  expect(await removeAbandoned(temp)).toBe(1);
  expect(existsSync(left)).toBe(false);
});

test('a run that goes on keeps its folder, and what is not ours stays', async () => {
  const own = await makeOwnFolder(temp);
  expect(readFileSync(join(own, 'process'), 'utf8')).toBe(String(process.pid));
  const others = [
    folder('release-action-notes', gone()),
    folder('somebody-a1B2c3', gone()),
    folder('release-action-freshX'),
  ];
  const elsewhere = folder('elsewhere', gone());
  symlinkSync(elsewhere, join(temp, 'release-action-linked'));
  expect(await removeAbandoned(temp)).toBe(0);
  expect([own, ...others, elsewhere].filter((path) => !existsSync(join(path)))).toEqual([]);
  expect(existsSync(join(elsewhere, 'docker', 'config.json'))).toBe(true);
});

test('a folder that never got to name its process goes after an hour', async () => {
  const left = folder('release-action-unname');
  expect(await removeAbandoned(temp)).toBe(0);
  const before = Date.now() / 1000 - 2 * 60 * 60;
  utimesSync(left, before, before);
  expect(await removeAbandoned(temp)).toBe(1);
});
