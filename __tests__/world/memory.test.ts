import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';

const run = promisify(execFile);

test('two gibibytes of assets are read, packed and uploaded in less than 200 MB', async () => {
  const bench = join(import.meta.dirname, '../../bench/assets.ts');
  const { stdout } = await run(process.execPath, [bench]);
  const { uploadedBytes, peakMiB } = JSON.parse(stdout) as { uploadedBytes: number; peakMiB: number };
  expect(uploadedBytes).toBe(2 * 1024 ** 3);
  expect(peakMiB * 1024 * 1024).toBeLessThan(200_000_000);
}, 240_000);
