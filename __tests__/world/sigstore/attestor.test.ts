import { beforeEach, describe, expect, jest, test } from '@jest/globals';
import { digest } from '../../../src/plan/brands.ts';
import { parseImageName } from '../../../src/plan/oci/image-name.ts';
import { isTransient } from '../../../src/world/retry/retry.ts';

const told: { readonly attest: unknown[]; readonly attach: unknown[] } = { attest: [], attach: [] };
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
jest.unstable_mockModule('@sigstore/oci', () => ({
  attachArtifactToImage: (options: unknown) => {
    told.attach.push(options);
    return Promise.resolve({});
  },
  getRegistryCredentials: notForeseen('getRegistryCredentials'),
}));
const { inPlace, makeAttestor } = await import('../../../src/world/sigstore/attestor.ts');

const read = parseImageName('ghcr.io/octo-org/app');
if ('fault' in read) throw new Error(read.fault.message);
const { image } = read;
const index = digest(`sha256:${'a'.repeat(64)}`);
const subjects = [{ name: image.name, digest: index }];

beforeEach(() => {
  told.attest.length = 0;
  told.attach.length = 0;
});

const attestorOf = (
  instance: 'github' | 'public-good' = 'public-good',
  login?: { readonly username: string; readonly password: string },
) => makeAttestor({ githubToken: 'ghs_x', instance, credentials: () => login });

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
        attach: [],
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

describe('a bundle is attached', () => {
  const bundle = {
    bytes: Buffer.from('{}'),
    mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
    predicateType: 'https://slsa.dev/provenance/v1',
    created: '2026-01-02T03:04:05.000Z',
  };
  const attached = {
    imageName: 'ghcr.io/octo-org/app',
    imageDigest: index,
    artifact: bundle.bytes,
    mediaType: bundle.mediaType,
    annotations: {
      'org.opencontainers.image.created': '2026-01-02T03:04:05.000Z',
      'dev.sigstore.bundle.content': 'dsse-envelope',
      'dev.sigstore.bundle.predicateType': bundle.predicateType,
    },
    fetchOpts: { timeout: 30_000, retry: 3 },
  };

  test('by digest, as the login says, at the time that makes it the same twice', async () => {
    const login = { username: 'mona', password: 'hush' };
    await attestorOf('public-good', login).attach(image, index, bundle);
    expect(told).toEqual({ attest: [], attach: [{ ...attached, credentials: login }] });
  });

  test('without credentials where there are none: the library would sign in with undefined', async () => {
    await attestorOf().attach(image, index, bundle);
    expect(told.attach).toEqual([attached]);
    expect(Object.keys(told.attach[0] as object)).not.toContain('credentials');
  });
});

/** As @sigstore/oci throws it. */
const refused = (path: string, statusCode: number): Error =>
  new Error('Error uploading artifact to container registry', {
    cause: Object.assign(new Error(`Error fetching https://ghcr.io/v2/o/r/${path} - expected 201`), {
      statusCode,
    }),
  });

test.each<[string, Error, boolean]>([
  ['an upload that had been taken', refused('blobs/uploads/1?digest=sha256:a', 404), true],
  ['a busy registry', refused('blobs/uploads/1?digest=sha256:a', 503), true],
  ['an image that is not there', refused('manifests/sha256:a', 404), false],
  ['an upload that is not allowed', refused('blobs/uploads/1', 403), false],
  ['anything else', new Error('no space left'), false],
])('attaching meets %s', async (_, error, passes) => {
  const thrown: unknown = await inPlace(image, () => Promise.reject(error)).catch((met: unknown) => met);
  expect(isTransient(thrown)).toBe(passes);
});

test('what is attached is answered', async () => {
  expect(await inPlace(image, () => Promise.resolve('sha256:a'))).toBe('sha256:a');
});
