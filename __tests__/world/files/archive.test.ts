import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from '@jest/globals';
import yauzl from 'yauzl';
import { pack } from '../../../src/world/files/archive.ts';

const root = mkdtempSync(join(tmpdir(), 'archive-'));
afterAll(() => {
  rmSync(root, { recursive: true });
});

/** 2023-11-14 22:13:21 UTC; odd, since zip counts in steps of two seconds. */
const time = 1_700_000_001;
const long = `${'deep/'.repeat(25)}${'n'.repeat(120)}`;

let folders = 0;
/** The same files, made in another order, at another time, under another umask. */
function tree(order: 1 | -1): string {
  const folder = join(root, `tree-${++folders}`);
  const files: [string, string, number][] = [
    ['app', '#!/bin/sh\n', order === 1 ? 0o755 : 0o4700],
    ['LICENSE', 'free\n', order === 1 ? 0o644 : 0o600],
    ['lib/ä.txt', 'umlaut', 0o640],
    [long, 'far down', 0o644],
    ['empty', '', 0o644],
  ];
  mkdirSync(join(folder, 'lib'), { recursive: true });
  mkdirSync(join(folder, 'deep/'.repeat(25)), { recursive: true });
  for (const [name, text, mode] of order === 1 ? files : files.toReversed()) {
    writeFileSync(join(folder, name), text);
    chmodSync(join(folder, name), mode);
    utimesSync(join(folder, name), order * 1000 + 5000, order * 1000 + 5000);
  }
  symlinkSync('lib', join(folder, 'current'));
  return folder;
}

async function packed(format: 'tar.gz' | 'zip', folder = tree(1)): Promise<{ file: string; sha256: string }> {
  const file = join(root, `out-${++folders}.${format}`);
  const facts = await pack({ folder, file, format, time });
  const bytes = readFileSync(file);
  expect(facts).toEqual({ size: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') });
  return { file, sha256: facts.sha256 };
}

describe.each(['tar.gz', 'zip'] as const)('%s', (format) => {
  test('has equal bytes for equal files, whoever owned them and whenever they were made', async () => {
    const [one, two] = await Promise.all([packed(format, tree(1)), packed(format, tree(-1))]);
    expect(one.sha256).toBe(two.sha256);
  });

  test('of another time or another mode is another', async () => {
    const { sha256 } = await packed(format);
    const folder = tree(1);
    chmodSync(join(folder, 'LICENSE'), 0o755);
    expect((await packed(format, folder)).sha256).not.toBe(sha256);
  });

  test.each([
    ['nothing', (): void => undefined, /has no files/],
    [
      'a link to the machine',
      (dir: string): void => {
        symlinkSync('/etc/passwd', join(dir, 'a'));
      },
      /a link out of the archive, to \/etc\/passwd/,
    ],
    [
      'a link upwards',
      (dir: string): void => {
        mkdirSync(join(dir, 'b'));
        symlinkSync('../../x', join(dir, 'b/a'));
      },
      /b\/a .* out of the archive/,
    ],
    [
      'a pipe',
      (dir: string): void => {
        execFileSync('mkfifo', [join(dir, 'p')]);
      },
      /p in the target of binaries is not a file/,
    ],
  ])('refuses %s', async (_, make, message) => {
    const folder = mkdtempSync(join(root, 'odd-'));
    make(folder);
    await expect(pack({ folder, file: join(root, 'odd'), format, time })).rejects.toThrow(message);
  });
});

describe('tar.gz, as tar sees it', () => {
  test('is sorted, of root, with fixed modes and times; links stay links', async () => {
    const { file } = await packed('tar.gz');
    const listing = execFileSync('tar', ['--utc', '--full-time', '-tvzf', file], { encoding: 'utf8' });
    const lines = listing.trimEnd().split('\n');
    expect(lines.filter((line) => !line.includes('deep/'))).toEqual(
      [
        '-rw-r--r-- 0/0               5 2023-11-14 22:13:21 LICENSE',
        '-rwxr-xr-x 0/0              10 2023-11-14 22:13:21 app',
        'lrwxrwxrwx 0/0               0 2023-11-14 22:13:21 current -> lib',
        'drwxr-xr-x 0/0               0 2023-11-14 22:13:21 deep',
        '-rw-r--r-- 0/0               0 2023-11-14 22:13:21 empty',
        'drwxr-xr-x 0/0               0 2023-11-14 22:13:21 lib',
        expect.stringMatching(/^-rw-r--r-- 0\/0 +6 2023-11-14 22:13:21 lib\/(?:ä|\\303\\244)\.txt$/),
      ].map((line) => line),
    );
    expect(lines).toHaveLength(7 + 24 + 1);
    const out = mkdtempSync(join(root, 'unpacked-'));
    execFileSync('tar', ['-xzf', file, '-C', out]);
    expect(readFileSync(join(out, long), 'utf8')).toBe('far down');
    expect(readFileSync(join(out, 'current/ä.txt'), 'utf8')).toBe('umlaut');
  });

  test('has a header without name or time', async () => {
    const bytes = readFileSync((await packed('tar.gz')).file);
    // Deflate, no flags, no time, best compression, Unix (RFC 1952).
    expect(bytes.subarray(0, 10).toString('hex')).toBe('1f8b0800000000000203');
    expect(gunzipSync(bytes).length % 512).toBe(0);
  });
});

test('zip, as another library sees it: names, Unix modes, UTC wherever it was made, content', async () => {
  const { file } = await packed('zip');
  const open = promisify<string, yauzl.Options, yauzl.ZipFile>(yauzl.open);
  const zip = await open(file, { autoClose: true });
  const seen: [string, string, number][] = [];
  await new Promise((resolve, reject) => {
    zip.on('entry', (entry: yauzl.Entry) => {
      seen.push([entry.fileName, (entry.externalFileAttributes >>> 16).toString(8), entry.lastModFileTime]);
    });
    zip.on('end', resolve);
    zip.on('error', reject);
  });
  // 22:13:20: seconds in steps of two.
  const dos = (22 << 11) | (13 << 5) | 10;
  expect(seen.filter(([name]) => !name.startsWith('deep'))).toEqual([
    ['LICENSE', '100644', dos],
    ['app', '100755', dos],
    ['current', '120777', dos],
    ['empty', '100644', dos],
    ['lib/', '40755', dos],
    ['lib/ä.txt', '100644', dos],
  ]);
});
