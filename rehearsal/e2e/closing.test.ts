// Behind a proxy that closes each connection right behind its answer: what is large is read to its end all the same.
import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { JobResult } from '../runner/job.ts';
import { openStage, RELEASE_MS, SET_UP_MS, type Stage } from './stage.ts';

const MB = 1_000_000;
/** Ten of 1 MB, and as much again as makes 100 MB. */
const sizes = [...Array.from({ length: 10 }, () => MB), 90 * MB];
/** How often a finished release is verified; 50 were tried by hand (docs/adr/0014-one-http-client.md). */
const times = Number(process.env['CLOSING_RUNS'] ?? 3);

/** The same bytes in each run of the job, and no two alike. */
async function prepare(workspace: string): Promise<void> {
  await mkdir(join(workspace, 'built'), { recursive: true });
  for (const [at, size] of sizes.entries()) {
    const seed = createHash('sha512').update(String(at)).digest();
    await writeFile(join(workspace, 'built', `asset-${at}.bin`), Buffer.alloc(size, seed));
  }
}

let stage: Stage;
let released: JobResult;
const mode = (name: string): Promise<JobResult> =>
  stage.release('v1.2.0', {
    ref: 'refs/heads/main',
    event: 'workflow_dispatch',
    builder: false,
    with: { mode: name, tag: 'v1.2.0' },
  });

beforeAll(async () => {
  stage = await openStage({ closing: true });
  released = await stage.release('v1.2.0', { with: { files: 'built/*.bin' }, prepare });
}, SET_UP_MS);
afterAll(() => stage.close(), SET_UP_MS);

test('a release is made', () => {
  expect(released).toMatchObject({ conclusion: 'success', exitCode: 0, undeclared: [] });
  expect(released.outputs['verified']).toBe('true');
});

test(
  'is verified, as often as it is asked',
  async () => {
    for (let n = 1; n <= times; n++) {
      const result = await mode('verify');
      expect(result).toMatchObject({ conclusion: 'success', exitCode: 0 });
      expect(result.outputs['verified']).toBe('true');
      expect(result.summary).toContain('v1.2.0');
    }
  },
  RELEASE_MS * times,
);

test(
  'is repointed to',
  async () => {
    expect(await mode('repoint')).toMatchObject({ conclusion: 'success', exitCode: 0 });
  },
  RELEASE_MS,
);
