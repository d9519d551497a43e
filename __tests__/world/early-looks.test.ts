import { expect, test } from '@jest/globals';
import { earlyLooks } from '../../src/world/early-looks.ts';
import type { GitHub } from '../../src/world/github/types.ts';
import type { Git } from '../../src/world/git/git.ts';
import type { Registry } from '../../src/world/registry/registry.ts';
import { deferred } from '../../src/world/setup/deferred.ts';
import { strict } from '../support/fakes.ts';
import { imageOf, planOf } from '../support/samples.ts';

const [name] = imageOf(planOf()).names;
if (name === undefined) throw new TypeError('no name');
const digest = imageOf(planOf()).digest;

function counted(): { readonly asked: string[]; readonly looks: ReturnType<typeof earlyLooks> } {
  const asked: string[] = [];
  const ask = <T>(what: string, answer: T): Promise<T> => {
    asked.push(what);
    return Promise.resolve(answer);
  };
  const registry = strict<Registry>('registry', {
    head: (_, reference) => ask(`head ${reference}`, undefined),
    isPublic: (_, reference) => ask(`public ${reference}`, true),
  }).it;
  const own: Partial<GitHub> = {
    releasesOf: (tag) => ask(`releases of ${tag}`, []),
    latestRelease: () => ask('latest', undefined),
  };
  // The real one is a proxy, too, that has no properties of its own.
  const github = deferred<GitHub>(() => Promise.resolve(own as GitHub));
  return { asked, looks: earlyLooks({ git: strict<Git>('git', {}).it, github, registry }) };
}

test('until the build begins a tag and its releases are looked at once, also by those who ask at the same time', async () => {
  const { asked, looks } = counted();
  const { registry, github } = looks.outside;
  await Promise.all([registry.head(name, 'v1.2.0'), registry.head(name, 'v1.2.0')]);
  await registry.head(name, 'v1.2.0');
  await registry.head(name, 'v1.1.0');
  await github.releasesOf('v1.2.0');
  await github.releasesOf('v1.2.0');
  expect(asked).toEqual(['head v1.2.0', 'head v1.1.0', 'releases of v1.2.0']);
  looks.end();
  await registry.head(name, 'v1.2.0');
  await registry.head(name, 'v1.2.0');
  expect(asked.slice(3)).toEqual(['head v1.2.0', 'head v1.2.0']);
});

test('everything else is asked each time: what is waited for by its digest, and what others may change', async () => {
  const { asked, looks } = counted();
  const { registry, github } = looks.outside;
  for (let at = 0; at < 2; at += 1) {
    await registry.head(name, digest);
    await registry.isPublic(name, 'v1.2.0');
    await github.latestRelease();
  }
  expect(asked).toHaveLength(6);
});

test('what failed is asked again', async () => {
  let times = 0;
  const registry = strict<Registry>('registry', {
    head: () => {
      times += 1;
      return times === 1 ? Promise.reject(new Error('busy')) : Promise.resolve(undefined);
    },
  }).it;
  const { outside } = earlyLooks({
    ...{ git: strict<Git>('git', {}).it, github: strict<GitHub>('github', {}).it },
    registry,
  });
  await expect(outside.registry.head(name, 'v1.2.0')).rejects.toThrow('busy');
  expect(await outside.registry.head(name, 'v1.2.0')).toBeUndefined();
  expect(times).toBe(2);
});
