import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import semver from 'semver';
import { parse } from 'yaml';

const { inputs } = parse(readFileSync('action.yml', 'utf8')) as {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
};

test.each([
  ['buildx', '0.37.1'],
  ['cosign', '3.1.3'],
  ['gh', '2.101.0'],
])('S5 the newest %s that was seen, %s, fits the range that is the default', (tool, version) => {
  expect(semver.satisfies(version, inputs[`${tool}-version`]?.default ?? '')).toBe(true);
});
