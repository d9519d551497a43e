import { expect, test } from '@jest/globals';
import { ReleaseError } from '../../../src/errors.ts';
import type { Exec } from '../../../src/world/process/exec.ts';
import { cleanUp, rememberBuilders, rememberedBuilders } from '../../../src/world/docker/cleanup.ts';

/** Docker that answers each command with this exit code, and keeps what it was told. */
function docker(
  code: number,
  stderr = 'no such thing\n',
): { readonly exec: Exec; readonly told: (readonly string[])[] } {
  const told: (readonly string[])[] = [];
  return {
    told,
    exec: {
      run: (argv, options) => {
        expect(options).toEqual({ allowFailure: true });
        told.push(argv);
        return Promise.resolve({ code, stdout: Buffer.alloc(0), stderr });
      },
    },
  };
}
const rm = (name: string): readonly string[] => ['docker', 'buildx', 'rm', '--force', '--', name];

test.each([
  ['nothing is left', [], 0, []],
  ['two builders', ['a', 'b'], 0, []],
  ['what will not go: a builder is told of', ['b'], 1, ['the builder b could not be removed: no such thing']],
])('%s', async (_, left, code, warnings) => {
  const { exec, told } = docker(code);
  expect(await cleanUp(exec, left, '')).toEqual(warnings);
  expect(told).toEqual(left.map(rm));
});

test('the buildx that made them removes them, also where Docker has no such plugin', async () => {
  const { exec, told } = docker(0);
  expect(await cleanUp(exec, ['b'], '/tools/docker-buildx')).toEqual([]);
  expect(told).toEqual([['/tools/docker-buildx', 'rm', '--force', '--', 'b']]);
});

test('one that was never made is no trouble', async () => {
  const { exec } = docker(
    1,
    'failed to remove b: no builder "b" found\nERROR: failed to remove one or more builders\n',
  );
  expect(await cleanUp(exec, ['b'], '')).toEqual([]);
});

test('the names go from the run to post, each once', () => {
  let state = '';
  const remember = rememberBuilders((text) => {
    state = text;
  });
  for (const name of ['own', 'own-lost', 'own-lost']) remember(name);
  expect(rememberedBuilders(state)).toEqual(['own', 'own-lost']);
  expect(rememberedBuilders('')).toEqual([]);
});

test('says so where Docker is gone', async () => {
  const gone = new ReleaseError('docker was not found', { hint: 'h' });
  const exec: Exec = { run: () => Promise.reject(gone) };
  await expect(cleanUp(exec, ['b'], '')).rejects.toBe(gone);
});
