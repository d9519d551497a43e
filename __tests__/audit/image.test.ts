import { beforeAll, describe, expect, test } from '@jest/globals';
import { parseImageName } from '../../src/plan/oci/image-name.ts';
import { makeAuthority } from '../support/world/authority.ts';
import {
  type Public,
  auditFresh,
  auditOf,
  copyOf,
  failures,
  image,
  publish,
  sha256,
} from '../support/published.ts';
import { recordName } from '../../src/plan/asset-names.ts';

let honest: Public;

beforeAll(async () => {
  honest = await publish(await makeAuthority());
});

/** Another tool's release: the index in the registry is all that says which platforms there are. */
function withoutRecord(): Public {
  const world = copyOf(honest);
  world.release.assets = world.release.assets.filter(({ name }) => name !== recordName);
  return world;
}

/** Puts other bytes behind the release's tags. */
function replaceIndex(world: Public, text: string): void {
  const bytes = Buffer.from(text);
  world.content.set(sha256(bytes), bytes);
  for (const tag of ['v1.2.0', 'v1.2', 'v1', 'latest']) world.imageTags.set(tag, sha256(bytes));
}

function auditOfOther(world: Public): ReturnType<typeof auditOf> {
  const name = parseImageName(image);
  if ('fault' in name) throw new Error(name.fault.message);
  return auditOf(world, undefined, [name.image]);
}

const holds = `${image}: the index holds exactly its platforms: `;
const proofs = `Signatures and provenance of ${image}: index and every platform: `;
const good = { mediaType: 'm', digest: `sha256:${'a'.repeat(64)}`, size: 1 };

describe('what calls itself an index and is none fails by name', () => {
  test.each<[string, string, string]>([
    ['no JSON', '<!DOCTYPE html>', 'Unexpected token'],
    ['null', 'null', 'not an image index: its manifests are missing'],
    ['without manifests', '{}', 'not an image index: its manifests are missing'],
    ['manifests that are not a list', '{"manifests":{}}', 'not an image index: its manifests are not a list'],
    ['an entry that is null', '{"manifests":[null]}', 'not an image index: manifests[0] is not an object'],
    [
      'an entry without a digest',
      JSON.stringify({ manifests: [good, { ...good, digest: undefined }] }),
      'not an image index: manifests[1].digest is not a digest',
    ],
    [
      'a digest that leads elsewhere',
      JSON.stringify({ manifests: [{ ...good, digest: '../../v2/other' }] }),
      'not an image index: manifests[0].digest is not a digest',
    ],
    [
      'a platform that is text',
      JSON.stringify({ manifests: [{ ...good, platform: 'linux/amd64' }] }),
      'not an image index: manifests[0].platform is not an object',
    ],
    [
      'a platform whose architecture is a number',
      JSON.stringify({ manifests: [{ ...good, platform: { os: 'linux', architecture: 64 } }] }),
      'not an image index: manifests[0].platform.architecture is not text',
    ],
  ])('%s', async (_, text, why) => {
    const world = withoutRecord();
    replaceIndex(world, text);
    const failed = failures(await auditOfOther(world));
    for (const line of [holds, proofs])
      expect(failed).toContainEqual(expect.stringContaining(`${line}the index cannot be read: ${why}`));
  });
});

describe('what calls itself a platform’s manifest and is none fails by name', () => {
  test.each<[string, unknown, string]>([
    ['null', null, 'linux/amd64 cannot be read: not an image manifest: it is not an object'],
    ['without a configuration', { layers: [] }, 'linux/amd64 has no configuration'],
    [
      'layers that are not a list',
      { layers: {} },
      'linux/amd64 cannot be read: not an image manifest: its layers are not a list',
    ],
    [
      'a layer without a size',
      { layers: [{}] },
      'linux/amd64 cannot be read: not an image manifest: layers[0] has no size',
    ],
  ])('%s', async (_, manifest, why) => {
    const world = withoutRecord();
    const bytes = Buffer.from(JSON.stringify(manifest));
    world.content.set(sha256(bytes), bytes);
    const platform = { os: 'linux', architecture: 'amd64' };
    replaceIndex(world, JSON.stringify({ manifests: [{ ...good, digest: sha256(bytes), platform }] }));
    expect(failures(await auditOfOther(world))).toContain(`${holds}${why}`);
  });

  test('a configuration that is null is for no platform', async () => {
    const world = withoutRecord();
    const config = Buffer.from('null');
    const bytes = Buffer.from(JSON.stringify({ config: { digest: sha256(config), size: 4 } }));
    for (const one of [config, bytes]) world.content.set(sha256(one), one);
    const platform = { os: 'linux', architecture: 'amd64' };
    replaceIndex(world, JSON.stringify({ manifests: [{ ...good, digest: sha256(bytes), platform }] }));
    expect(failures(await auditOfOther(world))).toContain(
      `${holds}the platform of ${sha256(bytes)} is "undefined/undefined", not "linux/amd64"`,
    );
  });
});

test('a tag that is not there yet is no lie of what was published a moment ago, and another image is', async () => {
  const world = copyOf(honest);
  world.imageTags.delete('v1.2.0');
  expect(failures(await auditFresh(world))).toEqual([]);
  expect(failures(await auditOf(world))).toEqual([
    expect.stringContaining(`${image}:v1.2.0 names the index`),
  ]);
  world.imageTags.set('v1.2.0', sha256(Buffer.from('another index')));
  expect(failures(await auditFresh(world))).toEqual([
    expect.stringContaining(`${image}:v1.2.0 names the index`),
  ]);
});
