import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { createRemoteWorld } from '../../../src/world/setup/remote.ts';
import { createWorld } from '../../../src/world/setup/world.ts';
import { starting } from '../../support/world/starting.ts';

let temp: string;
const cacheBefore = process.env['RUNNER_TOOL_CACHE'];
beforeEach(async () => {
  temp = await mkdtemp(join(tmpdir(), 'start-'));
  // Read by @actions/tool-cache itself.
  process.env['RUNNER_TOOL_CACHE'] = temp;
});
afterEach(async () => {
  if (cacheBefore === undefined) delete process.env['RUNNER_TOOL_CACHE'];
  else process.env['RUNNER_TOOL_CACHE'] = cacheBefore;
  await rm(temp, { recursive: true });
});

test('there are no tools without the root of trust that proves them, whatever is on the runner', async () => {
  const { start } = starting(temp, { sign: 'none', attest: 'false' }, '');
  const broken = { ...start, tufMirror: 'https://tuf.example/', tufRoot: join(temp, 'none.json') };
  await expect(createWorld(broken, createRemoteWorld(start))).rejects.toThrow(
    "Sigstore's root of trust could not be loaded from https://tuf.example",
  );
});
