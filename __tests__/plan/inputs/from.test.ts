import { describe, expect, test } from '@jest/globals';
import { parseInputs } from '../../../src/plan/inputs/parse.ts';
import { inputDefaults } from '../../support/action-defaults.ts';
import { fill } from '../../support/samples.ts';

const parsed = (raw: Readonly<Record<string, string>>): ReturnType<typeof parseInputs> =>
  parseInputs({ ...inputDefaults, ...raw });
const digest = fill('a');
const image = { name: 'ghcr.io/o/app', registry: 'ghcr.io', repository: 'o/app' };

describe('from', () => {
  test.each<[string, unknown]>([
    ['', undefined],
    [digest, { kind: 'digest', digest }],
    [`ghcr.io/o/app@${digest}`, { kind: 'digest', digest, image }],
    [`ghcr.io/o/app:v1.2.0-rc.3@${digest}`, { kind: 'digest', digest, image }],
    ['oci-layout://dist/image', { kind: 'layout', path: 'dist/image' }],
    ['oci-layout:./image:v1', { kind: 'layout', path: './image', reference: 'v1' }],
    [`oci-layout:///tmp/image@${digest}`, { kind: 'layout', path: '/tmp/image', reference: digest }],
  ])('reads %j', (from, source) => {
    const { inputs, faults } = parsed({ from });
    expect(faults).toEqual([]);
    expect(inputs.from).toEqual(source);
  });

  test.each<[Readonly<Record<string, string>>, RegExp]>([
    [
      { from: 'ghcr.io/o/app:main' },
      /is a tag, which may name another image tomorrow\n.*imagetools inspect ghcr.io\/o\/app:main/,
    ],
    [{ from: 'sha256:abc' }, /neither a digest nor an OCI layout/],
    [
      { from: digest, binaries: 'bin' },
      /binaries are built from the Dockerfile, and from builds nothing\n.*files/,
    ],
    [{ from: digest, sbom: 'auto' }, /sbom: auto scans while it builds/],
    [{ from: digest, builds: 'elsewhere' }, /both say where the image is from/],
    [{ from: digest, mode: 'build' }, /mode: build builds one/],
  ])('refuses %j', (raw, words) => {
    expect(
      parsed(raw)
        .faults.map(({ message, hint }) => `${message}\n${hint}`)
        .join('\n'),
    ).toMatch(words);
  });

  test('is nothing to verify', () => {
    expect(parsed({ from: digest, binaries: 'bin', mode: 'verify' }).faults).toEqual([]);
  });
});
