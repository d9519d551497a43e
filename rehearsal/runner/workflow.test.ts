import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { evaluateText, evaluateValue, holds } from './workflow-expressions.ts';
import { permissionsOf, readWorkflow } from './workflow-file.ts';

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'workflow-'));
});
afterAll(() => rm(dir, { recursive: true }));

const contexts = {
  inputs: { runner: 'ubuntu-24.04', attest: true, none: '' },
  needs: { plan: { outputs: { matrix: '{"include":[{"platform":"linux/arm64"}]}' } } },
};

describe('expressions', () => {
  test.each<[unknown, unknown]>([
    ['plain', 'plain'],
    ['${{ inputs.attest }}', true],
    ['a ${{ inputs.runner }} b ${{ inputs.attest }}', 'a ubuntu-24.04 b true'],
    ["${{ startsWith(inputs.runner, '[') && fromJSON(inputs.runner) || inputs.runner }}", 'ubuntu-24.04'],
    ['${{ fromJSON(needs.plan.outputs.matrix) }}', { include: [{ platform: 'linux/arm64' }] }],
    ['${{ inputs.missing }}', null],
  ])('%j is %j', (text, value) => {
    expect(evaluateValue(text, contexts)).toEqual(value);
  });

  test('as a step is given them are text', () => {
    expect(evaluateText('${{ inputs.attest }}', contexts)).toBe('true');
    expect(evaluateText('${{ inputs.missing }}', contexts)).toBe('');
  });

  test.each<[string | undefined, 'success' | 'failure', boolean]>([
    [undefined, 'success', true],
    [undefined, 'failure', false],
    ['always()', 'failure', true],
    ['${{ failure() }}', 'failure', true],
    ['inputs.attest', 'success', true],
    ['inputs.attest', 'failure', false],
    ['inputs.none', 'success', false],
  ])('if: %s after %s is %s', (condition, status, runs) => {
    expect(holds(condition, contexts, status)).toBe(runs);
  });
});

describe('a workflow file', () => {
  test('has its jobs behind those that they need, with what they name of permissions and nothing else', async () => {
    const file = join(dir, 'w.yml');
    await writeFile(
      file,
      'on: { workflow_call: }\npermissions: {}\njobs:\n  b: { needs: a, permissions: { packages: write } }\n  a: {}\n',
    );
    const { jobs } = await readWorkflow(file);
    expect(jobs.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(jobs[1]?.permissions).toEqual(permissionsOf({ packages: 'write' }));
    expect(Object.values(jobs[0]?.permissions ?? {}).filter((access) => access !== 'none')).toEqual([]);
  });

  test.each([
    ['on: push\njobs: {}', /no workflow_call/],
    ['on: { workflow_call: }\njobs: { a: { needs: b }, b: { needs: a } }', /wait for each other: a, b/],
    ['on: { workflow_call: }\njobs: { a: { permissions: { packges: read } } }', /packges is no scope/],
  ])('that cannot run is refused: %j', async (text, message) => {
    const file = join(dir, 'x.yml');
    await writeFile(file, text);
    await expect(readWorkflow(file)).rejects.toThrow(message);
  });
});
