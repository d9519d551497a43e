import { expect, test } from '@jest/globals';
import { readPointer } from '../../src/find/read-pointer.ts';
import { commit, planOf } from '../support/samples.ts';
import { memoryGitHub, memoryRegistry } from '../support/fakes.ts';

const [image] = planOf().images;

test('is asked where it is: at the registry, among the Git tags, of GitHub', async () => {
  const [registry, github] = [memoryRegistry(), memoryGitHub()];
  const world = { registry, github };
  const all = [
    { kind: 'image', name: 'v1' },
    { kind: 'git', name: 'v1' },
    { kind: 'github-latest', name: 'latest' },
  ] as const;
  const now = (): Promise<readonly (string | undefined)[]> =>
    Promise.all(all.map((pointer) => readPointer(pointer, image, world)));
  expect(await now()).toEqual([undefined, undefined, undefined]);

  const digest = registry.add({ manifests: [] }, 'application/vnd.oci.image.index.v1+json');
  registry.tags.set(`${image?.name ?? ''}:v1`, digest);
  github.refs.set('v1', commit);
  github.latest = github.give({ tag: 'v1.1.0', draft: false }).id;
  expect(await now()).toEqual([digest, commit, 'v1.1.0']);
});

test('an image tag without an image is none, and nothing is asked', async () => {
  const world = { registry: memoryRegistry(), github: memoryGitHub() };
  expect(await readPointer({ kind: 'image', name: 'v1' }, undefined, world)).toBeUndefined();
});
