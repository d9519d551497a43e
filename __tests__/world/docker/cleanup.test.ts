import { expect, test } from '@jest/globals';
import { ReleaseError } from '../../../src/errors.ts';
import type { Exec } from '../../../src/world/process/exec.ts';
import { cleanUp } from '../../../src/world/docker/cleanup.ts';

/** Docker that answers each command with this exit code, and keeps what it was told. */
function docker(code: number): { readonly exec: Exec; readonly told: (readonly string[])[] } {
  const told: (readonly string[])[] = [];
  return {
    told,
    exec: {
      run: (argv, options) => {
        expect(options).toEqual({ allowFailure: true });
        told.push(argv);
        return Promise.resolve({ code, stdout: Buffer.alloc(0), stderr: 'no such thing\n' });
      },
    },
  };
}
const builder = ['docker', 'buildx', 'rm', '--force', '--', 'b'];

test.each([
  ['nothing is left', { builder: '' }, 0, [], []],
  ['a builder', { builder: 'b' }, 0, [builder], []],
  [
    'what will not go: a builder is told of',
    { builder: 'b' },
    1,
    [builder],
    ['the builder b could not be removed: no such thing'],
  ],
])('%s', async (_, left, code, commands, warnings) => {
  const { exec, told } = docker(code);
  expect(await cleanUp(exec, left)).toEqual(warnings);
  expect(told).toEqual(commands);
});

test('says so where Docker is gone', async () => {
  const gone = new ReleaseError('docker was not found', { hint: 'h' });
  const exec: Exec = { run: () => Promise.reject(gone) };
  await expect(cleanUp(exec, { builder: 'b' })).rejects.toBe(gone);
});
