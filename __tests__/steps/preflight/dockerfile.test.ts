import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { dockerfileFaults } from '../../../src/steps/preflight/dockerfile.ts';
import { defaultInputs } from '../../support/published.ts';

let workspace: string;
const files: Readonly<Record<string, string>> = {
  Dockerfile: 'FROM scratch\n',
  'docker/Dockerfile.prod':
    '# a comment\n# syntax=docker/dockerfile:1\nARG V=1\nFROM --platform=$BUILDPLATFORM \\\n  base:$V AS Build\nRUN echo "FROM x AS no"\n  from build as Final\r\nFROM scratch\n',
  'args.Dockerfile': 'ARG A=1 C\nFROM scratch\n  arg B\n',
  'other.Dockerfile': '# syntax=example.com/frontend\nstages: [one]\nFROM x AS y\n',
};
beforeAll(() => {
  workspace = mkdtempSync(join(tmpdir(), 'dockerfile-'));
  mkdirSync(join(workspace, 'docker'));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(workspace, name), text);
});
afterAll(() => {
  rmSync(workspace, { recursive: true });
});

const faultsOf = async (inputs: Readonly<Record<string, string>>): Promise<string[]> => {
  const faults = await dockerfileFaults({ inputs: defaultInputs(inputs), context: { workspace } });
  return faults.map(({ message, hint }) => `${message} // ${hint}`);
};
const prod = { file: 'docker/Dockerfile.prod' };

test.each<[Readonly<Record<string, string>>]>([
  [{}],
  [prod],
  [{ ...prod, target: 'build' }],
  [{ ...prod, target: 'FINAL', binaries: 'Build' }],
  [{ ...prod, target: '2' }],
  [{ file: 'other.Dockerfile', target: 'one' }],
  [{ context: 'https://github.com/octo-org/app.git', target: 'none' }],
  [{ file: 'args.Dockerfile', 'build-args': 'A=rw,size=5m,nosuid\nC=x,,B' }],
])('%j has no fault', async (inputs) => {
  expect(await faultsOf(inputs)).toEqual([]);
});

test.each<[Readonly<Record<string, string>>, string]>([
  [
    { ...prod, target: 'finall' },
    'target: docker/Dockerfile.prod has no stage "finall"; it has Build, Final // with: { target: Final }',
  ],
  [
    { ...prod, target: 'no' },
    'target: docker/Dockerfile.prod has no stage "no"; it has Build, Final // with: { target: Final }',
  ],
  [
    { ...prod, binaries: '3' },
    'binaries: docker/Dockerfile.prod has no stage "3"; it has Build, Final // with: { binaries: Final }',
  ],
  [
    { file: 'args.Dockerfile', 'build-args': 'A=1, B=2,C=3' },
    'build-args: the value of A goes on with B=, which the Dockerfile has as an argument of its own // with:\n  build-args: |\n    A=…\n    B=…   # one a line; a comma is a part of the value',
  ],
  [
    { target: 'app' },
    'target: Dockerfile has no stage "app", and none with a name // FROM … AS app   # in Dockerfile',
  ],
  [
    { file: 'dockerfile' },
    'there is no dockerfile in the workspace // with: { file: Dockerfile }   # did you mean this?',
  ],
  [
    { file: 'docker/Dockerfile.pord' },
    'there is no docker/Dockerfile.pord in the workspace // with: { file: docker/Dockerfile.prod }   # did you mean this?',
  ],
  [
    { file: 'build/Containerfile' },
    'there is no build/Containerfile in the workspace // with: { file: path/to/Dockerfile }   # from the root of the repository',
  ],
])('%j is a fault with a remedy', async (inputs, expected) => {
  expect(await faultsOf(inputs)).toEqual([expected]);
});
