// Registries elsewhere, asked by the action's own registry client: who signs in, and what a tag that never moves answers.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import type { ImageName } from '../../src/plan/oci/image-name.ts';
import { makeDockerConfig } from '../../src/world/docker/config.ts';
import { makeExec } from '../../src/world/process/exec.ts';
import { type Registry, makeRegistry, sha256 } from '../../src/world/registry/registry.ts';
import { ensureTools } from '../parts/tools.ts';
import { type World, createWorld } from './fixture.ts';
import { type Upstream, dockerRegistry } from './fixture-registry.ts';
import type { RegistryElsewhere, RegistryKind } from './registry/elsewhere.ts';

jest.setTimeout(60_000);

const HOSTS: Readonly<Record<RegistryKind, string>> = {
  ecr: '123456789012.dkr.ecr.eu-central-1.amazonaws.com',
  'artifact-registry': 'europe-west1-docker.pkg.dev',
  acr: 'octoregistry.azurecr.io',
  harbor: 'harbor.example.org',
  quay: 'quay.io',
  'docker-hub': 'registry-1.docker.io',
};
const password = 'only-for-this';
const manifestType = 'application/vnd.oci.image.index.v1+json';

let upstream: Upstream;
let dir: string;
let world: World;
// From nothing the registry is fetched first.
beforeAll(async () => {
  upstream = await dockerRegistry((await ensureTools(() => undefined)).registry);
}, 900_000);
afterAll(() => {
  upstream.stop();
});
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'elsewhere-'));
});
afterEach(async () => {
  delete process.env['https_proxy'];
  await world.stop();
  await rm(dir, { recursive: true, force: true });
});

const imageAt = (kind: RegistryKind): ImageName => {
  const registry = kind === 'docker-hub' ? 'docker.io' : HOSTS[kind];
  const repository = `team/app-${kind}`;
  return { name: `${registry}/${repository}`, registry, repository };
};
const indexOf = (text: string) => ({
  mediaType: manifestType,
  bytes: Buffer.from(
    JSON.stringify({ schemaVersion: 2, mediaType: manifestType, manifests: [], annotations: { text } }),
  ),
});

/** A login as an earlier step has left it, in the form of config.json. */
async function open(
  kind: RegistryKind,
  config: object,
  more: Partial<RegistryElsewhere> = {},
): Promise<{ readonly registry: Registry; readonly image: ImageName }> {
  const one = { kind, host: HOSTS[kind], username: 'robot', password, ...more };
  world = await createWorld({ registryPort: upstream.port, registries: [one] });
  const base = join(dir, 'docker');
  const bin = join(dir, 'bin');
  for (const folder of [base, bin]) await mkdir(folder, { recursive: true });
  await writeFile(join(base, 'config.json'), JSON.stringify(config));
  const image = imageAt(kind);
  const answer = JSON.stringify({ ServerURL: image.registry, Username: 'robot', Secret: password });
  const script = `#!/bin/sh\nread server\n[ "$1 $server" = "get ${image.registry}" ] || exit 1\necho '${answer}'\n`;
  await writeFile(join(bin, 'docker-credential-cloud'), script, { mode: 0o755 });
  const exec = makeExec({
    ...{ env: { PATH: `${bin}:/usr/bin:/bin` }, trace: () => undefined },
    signal: new AbortController().signal,
  });
  const docker = await makeDockerConfig({
    ...{ temp: dir, base, given: [], registries: [image.registry], exec },
  });
  process.env['https_proxy'] = world.standIns.proxyUrl;
  const registry = makeRegistry({
    userAgent: 'test',
    credentials: (name) => docker.credentials(name),
    source: (name) => docker.source(name),
    retryPolicy: { attempts: 2, firstMs: 1, maxMs: 2 },
    lag: { attempts: 2, firstMs: 1, maxMs: 2 },
  });
  return { registry, image };
}

const auth = { auth: Buffer.from(`robot:${password}`).toString('base64') };

describe('O21 a login of an earlier step is used, in whatever form it was left', () => {
  test.each<[string, RegistryKind, object]>([
    [
      'an entry in config.json, as docker/login-action and az acr login leave it',
      'harbor',
      { auths: { [HOSTS.harbor]: auth } },
    ],
    [
      'O24 a credential helper of one registry, as gcloud auth configure-docker leaves it',
      'artifact-registry',
      { credHelpers: { [HOSTS['artifact-registry']]: 'cloud' } },
    ],
    [
      'a credential helper of all registries, as amazon-ecr-credential-helper is set up',
      'ecr',
      { credsStore: 'cloud' },
    ],
    ['O23 an entry, as amazon-ecr-login leaves it', 'ecr', { auths: { [HOSTS.ecr]: auth } }],
    [
      'O25 an identity token, as az acr login leaves it',
      'acr',
      {
        auths: {
          [HOSTS.acr]: {
            auth: Buffer.from('00000000-0000-0000-0000-000000000000:').toString('base64'),
            identitytoken: password,
          },
        },
      },
    ],
    [
      'O22 an entry under the address of Docker Hub, as docker/login-action leaves it',
      'docker-hub',
      { auths: { 'https://index.docker.io/v1/': auth } },
    ],
    [
      "an entry, as a step leaves it that has exchanged the job's token",
      'quay',
      { auths: { [HOSTS.quay]: auth } },
    ],
  ])('%s', async (_, kind, config) => {
    const { registry, image } = await open(kind, config);
    await registry.probePush(image);
    const digest = await registry.put(image, 'v1', indexOf('one'));
    expect((await registry.head(image, 'v1'))?.digest).toBe(digest);
    expect(await registry.isPublic(image, 'v1')).toBe(false);
  });

  test.each<[RegistryKind]>([['ecr'], ['quay']])(
    'a wrong password is refused by %s, and named',
    async (kind) => {
      const wrong = { auth: Buffer.from('robot:other').toString('base64') };
      const { registry, image } = await open(kind, { auths: { [HOSTS[kind]]: wrong } });
      await expect(registry.probePush(image)).rejects.toMatchObject({
        hint: expect.stringContaining(`docker login ${HOSTS[kind]}`) as unknown,
      });
    },
  );
});

describe('a tag that never moves', () => {
  test.each<[string, RegistryKind, boolean]>([
    ['O1', 'ecr', true],
    ['O2', 'artifact-registry', false],
    ['O6', 'acr', false],
    ['O3', 'harbor', true],
    ['O4', 'docker-hub', false],
    ['O19', 'quay', true],
  ])(
    '%s is refused by %s when it should move, and not when it is put again by who did not hear the answer',
    async (_, kind, isToldBefore) => {
      const key = kind === 'docker-hub' ? 'https://index.docker.io/v1/' : HOSTS[kind];
      const { registry, image } = await open(
        kind,
        { auths: { [key]: auth } },
        { immutable: /^(?:v\d|latest)/ },
      );
      await registry.putAgain(image, 'latest');
      const digest = await registry.put(image, 'latest', indexOf(`${kind} one`));
      expect(await registry.put(image, 'latest', indexOf(`${kind} one`))).toBe(digest);
      await expect(registry.put(image, 'latest', indexOf(`${kind} two`))).rejects.toMatchObject({
        code: 'tag-immutable',
      });
      expect((await registry.head(image, 'latest'))?.digest).toBe(digest);
      const asked = registry.putAgain(image, 'latest');
      if (isToldBefore) await expect(asked).rejects.toMatchObject({ code: 'tag-immutable' });
      else await asked;
      // What the rule does not take in moves.
      await registry.put(image, 'edge', indexOf(`${kind} one`));
      await registry.putAgain(image, 'edge');
      const { bytes } = indexOf(`${kind} two`);
      expect(await registry.put(image, 'edge', indexOf(`${kind} two`))).toBe(sha256(bytes));
    },
  );
});

test('O15 a repository that nobody has made is told before anything is pushed, with how it is made', async () => {
  const { registry, image } = await open('ecr', { credsStore: 'cloud' }, { repositories: ['other'] });
  await expect(registry.probePush(image)).rejects.toMatchObject({
    status: 404,
    hint: expect.stringContaining(
      'aws ecr create-repository --region eu-central-1 --repository-name team/app-ecr',
    ) as unknown,
  });
});
