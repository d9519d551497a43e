import { describe, expect, test } from '@jest/globals';
import type { Digest } from '../../../src/plan/brands.ts';
import type { Attestation } from '../../../src/plan/artifacts.ts';
import { attestScannedSboms } from '../../../src/steps/prove/sbom-scan.ts';
import type { Buildx } from '../../../src/world/docker/buildx.ts';
import { quickSteps, strict } from '../../support/fakes.ts';
import { fill, imageOf, planOf } from '../../support/samples.ts';
import { makeAuthority } from '../../support/world/authority.ts';
import { type SigningWorld, signingWorld } from '../../support/world-of.ts';

const plan = planOf('v1.2.0', { raw: { sbom: 'auto', platforms: 'linux/amd64' } });
const image = imageOf(plan);
const own = image.platforms[0]!.digest;
const authority = await makeAuthority();
const SPDX = { spdxVersion: 'SPDX-2.3', SPDXID: 'SPDXRef-DOCUMENT', name: 'sbom', files: ['a'] };
const spdxType = 'https://spdx.dev/Document';

/** What a scanned build pushes: the image, and beside it a manifest with statements. */
function pushed(
  { keep }: SigningWorld,
  predicate: unknown,
  { scanned = own, type = spdxType, size = 10 } = {},
): Digest {
  const layers = [
    { digest: fill('e'), size: 1, annotations: { 'in-toto.io/predicate-type': 'https://other.example' } },
    {
      digest: keep(JSON.stringify({ predicateType: type, predicate })),
      size,
      annotations: { 'in-toto.io/predicate-type': type },
    },
  ];
  const platform = { os: 'linux', architecture: 'amd64' };
  const manifest = { mediaType: 'application/vnd.oci.image.manifest.v1+json', size: 1 };
  const beside = {
    ...manifest,
    digest: keep(JSON.stringify({ layers })),
    platform: { os: 'unknown', architecture: 'unknown' },
    annotations: {
      'vnd.docker.reference.type': 'attestation-manifest',
      'vnd.docker.reference.digest': scanned,
    },
  };
  return keep(JSON.stringify({ manifests: [{ ...manifest, digest: scanned, platform }, beside] }));
}

const ready = { name: 'b', driver: 'docker-container', platforms: [] };

function attestIn(made: SigningWorld, index: Digest | undefined): Promise<readonly Attestation[]> {
  const buildx: Partial<Buildx> =
    index === undefined
      ? {}
      : {
          build: (builder, { scanner, provenance, images }, platform) => {
            expect([builder, platform.name, provenance, images.length]).toEqual([
              'b',
              'linux/amd64',
              'none',
              1,
            ]);
            expect(scanner).toBe('docker/buildkit-syft-scanner:stable-1');
            return Promise.resolve(index);
          },
        };
  const world = { ...made.world, buildx: strict('buildx', buildx).it };
  return attestScannedSboms({ plan, world, steps: quickSteps(), earlier: {} }, [], image, () =>
    Promise.resolve(ready),
  );
}

test('what the scanner found is attested to its platform alone, and found again', async () => {
  const made = signingWorld(plan, authority);
  const [first] = await attestIn(made, pushed(made, SPDX));
  const short = own.slice(0, 12);
  expect(made.calls).toEqual([`statement ghcr.io/octo-org/app@${short}`, 'store', `attach ${short}`]);
  expect(first).toMatchObject({ asset: 'sbom_linux_amd64.sigstore.json', predicateType: `${spdxType}/v2.3` });
  expect([...made.attached.keys()]).toEqual([own]);
  made.stored.set(own, [JSON.parse(first!.bundle)]);
  const [again] = await attestIn(made, undefined);
  expect(again?.bundle).toBe(first!.bundle);
  expect(made.calls).toHaveLength(3);
});

describe('nothing is attested', () => {
  test.each<[string, (made: SigningWorld) => Digest, RegExp]>([
    ['of another image', (made) => pushed(made, SPDX, { scanned: fill('d') }), /is sha256:d+, not sha256:/],
    ['without an SBOM', (made) => pushed(made, SPDX, { type: 'https://slsa.dev/x' }), /wrote no SBOM/],
    ['that is too large', (made) => pushed(made, SPDX, { size: 2 ** 25 }), /wrote 33554432 bytes/],
    ['of another format', (made) => pushed(made, { bomFormat: 'CycloneDX' }), /other than SPDX 2\.3/],
    [
      'of another version',
      (made) => pushed(made, { ...SPDX, spdxVersion: 'SPDX-2.2' }),
      /other than SPDX 2\.3/,
    ],
    ['without a document', (made) => pushed(made, undefined), /other than SPDX 2\.3/],
  ])('%s', async (_, index, why) => {
    const made = signingWorld(plan, authority);
    await expect(attestIn(made, index(made))).rejects.toThrow(why);
    expect(made.calls).toEqual([]);
  });
});
