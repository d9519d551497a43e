import { expect, test } from '@jest/globals';
import { leftoverMajors } from '../../src/find/leftover-pointer.ts';
import { memoryRegistry } from '../support/fakes.ts';
import { planOf, versionOf } from '../support/samples.ts';

const { images, repository } = planOf();
const docker = { name: 'docker.io/o/app', registry: 'docker.io', repository: 'o/app' };

test.each<[string, string, readonly string[], readonly RegExp[]]>([
  ['v0.2.0', '', [], []],
  ['v0.2.0', 'v1', [], []],
  ['v1.0.0', 'v0', [], []],
  [
    'v0.2.0',
    'v0',
    ['ghcr.io/octo-org/app:v0'],
    [/--push -$/, /^gh api -X DELETE "\/orgs\/octo-org\/packages/],
  ],
  ['v0.2.0', '0', ['ghcr.io/octo-org/app:0'], [/octo-org\/app:0 --push/, /== \["0"\]/]],
])('%s, where the registry has %j', async (tag, there, found, commands) => {
  const registry = memoryRegistry();
  const digest = registry.add({ manifests: [] }, 'application/vnd.oci.image.index.v1+json');
  if (there !== '') registry.tags.set(`ghcr.io/octo-org/app:${there}`, digest);
  const asked = { images, repository, version: versionOf(tag), prefixes: ['v', ''] };
  const checks = await leftoverMajors(asked, registry);
  expect(checks.map(({ text, state }) => [text.split(' ')[0], state])).toEqual(
    found.map((name) => [name, 'to-do']),
  );
  commands.forEach((command, at) => {
    expect(checks[0]?.commands[at]).toMatch(command);
  });
});

test('a registry that deletes single tags is asked to', async () => {
  const registry = memoryRegistry();
  registry.tags.set(
    'docker.io/o/app:v0',
    registry.add({ manifests: [] }, 'application/vnd.oci.image.index.v1+json'),
  );
  const asked = { images: [docker], repository, version: versionOf('v0.2.0'), prefixes: ['v'] };
  expect((await leftoverMajors(asked, registry))[0]?.commands).toEqual([
    'regctl tag delete docker.io/o/app:v0',
  ]);
});
