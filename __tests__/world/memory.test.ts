import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';

const run = promisify(execFile);

const bench = join(import.meta.dirname, '../../bench/assets.ts');
const limit = 200_000_000;

test('two gibibytes of assets are read, packed and uploaded in less than 200 MB', async () => {
  let least = Infinity;
  // What is held does not change from run to run; how late the collector comes for the rest does, on a busy machine.
  for (let tries = 0; tries < 3 && least >= limit; tries++) {
    const { stdout } = await run(process.execPath, [bench]);
    const { uploadedBytes, peakMiB } = JSON.parse(stdout) as { uploadedBytes: number; peakMiB: number };
    expect(uploadedBytes).toBe(2 * 1024 ** 3);
    least = Math.min(least, peakMiB * 1024 * 1024);
  }
  expect(least).toBeLessThan(limit);
}, 400_000);
