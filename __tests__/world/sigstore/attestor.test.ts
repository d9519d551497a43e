/** @jest-environment node */
import { beforeEach, describe, expect, jest, test } from '@jest/globals';
import { digest } from '../../../src/plan/brands.ts';
import { parseImageName } from '../../../src/plan/oci/image-name.ts';

const told: { readonly attest: unknown[] } = { attest: [] };
const notForeseen = (name: string) => () => {
  throw new Error(`not foreseen: ${name}`);
};
// The libraries speak to GitHub and Sigstore; what they are told is all that is ours.
jest.unstable_mockModule('@actions/attest', () => ({
  attest: (options: unknown) => {
    told.attest.push(options);
    return Promise.resolve({ bundle: { mediaType: 'bundle' } });
  },
  buildSLSAProvenancePredicate: () =>
    Promise.resolve({ type: 'https://slsa.dev/provenance/v1', params: { buildDefinition: {} } }),
  attestProvenance: notForeseen('attestProvenance'),
}));
const { makeAttestor } = await import('../../../src/world/sigstore/attestor.ts');

const read = parseImageName('ghcr.io/octo-org/app');
if ('fault' in read) throw new Error(read.fault.message);
const { image } = read;
const index = digest(`sha256:${'a'.repeat(64)}`);
const subjects = [{ name: image.name, digest: index }];

beforeEach(() => {
  told.attest.length = 0;
});

const attestorOf = (instance: 'github' | 'public-good' = 'public-good') =>
  makeAttestor({ githubToken: 'ghs_x', instance });

describe('a statement', () => {
  const signed = {
    subjects: [{ name: image.name, digest: { sha256: 'a'.repeat(64) } }],
    token: 'ghs_x',
    // Storing it at GitHub is a step of its own, which looks first.
    skipWrite: true,
  };

  test.each(['github', 'public-good'] as const)(
    'of any predicate is signed by %s, and not stored',
    async (instance) => {
      const bundle = await attestorOf(instance).statement(subjects, 'https://spdx.dev/Document/v2.3', {
        name: 'x',
      });
      expect(bundle).toEqual({ mediaType: 'bundle' });
      expect(told).toEqual({
        attest: [
          {
            ...signed,
            sigstore: instance,
            predicateType: 'https://spdx.dev/Document/v2.3',
            predicate: { name: 'x' },
          },
        ],
      });
    },
  );

  test('of the provenance says what the run says of itself', async () => {
    await attestorOf().provenance(subjects);
    expect(told.attest).toEqual([
      {
        ...signed,
        sigstore: 'public-good',
        predicateType: 'https://slsa.dev/provenance/v1',
        predicate: { buildDefinition: {} },
      },
    ]);
  });
});
