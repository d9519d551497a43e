import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Digest } from '../../src/plan/brands.ts';
import { makeAuthority } from '../support/world/authority.ts';
import { type Public, auditOf, copyOf, defaultInputs, image, publish, sha256 } from '../support/published.ts';

let honest: Public;
beforeAll(async () => {
  honest = await publish(await makeAuthority());
});

const line = `${image}: the bytes of every layer and configuration are there`;
const layer = (name: string): Digest => sha256(Buffer.from(name.padEnd(1000, '.')));
const config = sha256(Buffer.from(JSON.stringify({ os: 'linux', architecture: 'amd64' })));

async function deep(world: Public, given: Readonly<Record<string, string>> = { deep: 'true' }) {
  const { checks } = await auditOf(world, undefined, [], defaultInputs(given));
  return checks.find(({ text }) => text === line);
}

test('is asked for by `deep` alone, and then every blob is read', async () => {
  expect(await deep(copyOf(honest), {})).toBeUndefined();
  expect(await deep(copyOf(honest))).toMatchObject({ state: 'passed', detail: '4 blobs, 2.0 KiB' });
});

describe('is found by its digest', () => {
  const lies: readonly (readonly [string, (world: Public) => void, string])[] = [
    [
      'a layer that is gone',
      ({ content }) => void content.delete(layer('linux/arm64')),
      `the registry has not ${layer('linux/arm64')}`,
    ],
    [
      'a layer with other bytes of the same size',
      ({ content }) => void content.set(layer('linux/amd64'), Buffer.alloc(1000)),
      `under ${layer('linux/amd64')} lies ${sha256(Buffer.alloc(1000))}`,
    ],
    [
      'a layer that is cut short',
      ({ content }) => void content.set(layer('linux/amd64'), Buffer.alloc(999)),
      `${layer('linux/amd64')} has 999 bytes, not 1000`,
    ],
    [
      'a layer that has grown',
      ({ content }) => void content.set(layer('linux/amd64'), Buffer.alloc(1001)),
      `${layer('linux/amd64')} has more than the 1000 bytes that its manifest says`,
    ],
  ];
  test.each(lies)('%s', async (_, tamper, detail) => {
    const world = copyOf(honest);
    tamper(world);
    expect(await deep(world)).toMatchObject({ state: 'failed', detail });
    // The same is not seen without it: manifests and proofs are as they were.
    const shallow = await auditOf(world);
    expect(shallow.checks.filter(({ state }) => state !== 'passed')).toEqual([]);
  });

  test('a configuration with other bytes, and all that is wrong is in one line', async () => {
    const world = copyOf(honest);
    world.content.set(layer('linux/amd64'), Buffer.alloc(1000)).delete(layer('linux/arm64'));
    const found = await deep(world);
    expect(found?.detail).toContain(`under ${layer('linux/amd64')} lies`);
    expect(found?.detail).toContain(`the registry has not ${layer('linux/arm64')}`);
    const other = copyOf(honest);
    other.content.set(config, Buffer.alloc(other.content.get(config)!.length));
    expect((await deep(other))?.detail).toContain(`under ${config} lies`);
  });
});

describe('is bounded, whatever the manifests of another tool say', () => {
  const types = 'application/vnd.oci.image.';
  /** An image whose manifest names these layers, under the digest that the record has. */
  function named(layers: readonly object[]): Public {
    const world = copyOf(honest);
    const bytes = Buffer.from(JSON.stringify({ schemaVersion: 2, layers }));
    const list = { schemaVersion: 2, manifests: [{ mediaType: `${types}manifest.v1+json`, digest: sha256(bytes), size: bytes.length, platform: { os: 'linux', architecture: 'amd64' } }] }; // prettier-ignore
    const index = Buffer.from(JSON.stringify(list));
    world.content.set(sha256(bytes), bytes).set(world.imageTags.get('v1.2.0')!, index);
    return world;
  }

  test('more bytes than anybody has time for are refused unread', async () => {
    const world = named([{ digest: layer('x'), size: 2 ** 50 }]);
    expect(await deep(world)).toMatchObject({
      state: 'failed',
      detail: 'its manifests name 1024.0 TiB; no more than 256.0 GiB is read',
    });
  });

  test.each<[string, object, RegExp]>([
    ['a digest that is a path', { digest: '../../x', size: 1 }, /names "\.\.\/\.\.\/x", which is no digest/],
    ['no digest', { size: 1 }, /names undefined, which is no digest/],
    ['a negative size', { digest: layer('x'), size: -1 }, /has -1 bytes/],
  ])('%s', async (_, one, detail) => {
    expect(await deep(named([one]))).toMatchObject({
      state: 'failed',
      detail: expect.stringMatching(detail),
    });
  });

  test('what may not be distributed need not be there', async () => {
    const world = named([
      { mediaType: `${types}layer.nondistributable.v1.tar`, digest: layer('x'), size: 5 },
      { digest: layer('linux/amd64'), size: 1000 },
    ]);
    expect(await deep(world)).toMatchObject({
      state: 'passed',
      detail: '1 blob, 1000 B, and 1 that a registry need not have',
    });
  });
});
