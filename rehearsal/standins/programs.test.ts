// The real programs, unchanged, in the world of the stand-ins.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { ensureTools } from '../parts/tools.ts';
import { attestFile } from './fixture-attest.ts';
import { type World, inside as insideOf, createWorld } from './fixture.ts';
import { type Upstream, dockerRegistry, makeImage } from './fixture-registry.ts';

jest.setTimeout(120_000);

const IDENTITY = 'https://github.com/octo-org/example/.github/workflows/release.yml@refs/tags/v1.2.0';
const ISSUER = 'https://token.actions.githubusercontent.com';
const WHO = ['--certificate-identity', IDENTITY, '--certificate-oidc-issuer', ISSUER] as const;

let world: World;
let registry: Upstream | undefined;
/** Runs a program of the rehearsal inside the world. */
let inside: typeof insideOf;
let gh: (...args: string[]) => ReturnType<typeof inside>;

// From nothing the programs take minutes to fetch and build.
beforeAll(async () => {
  const tools = await ensureTools(() => undefined);
  registry = await dockerRegistry(tools.registry);
  // Where GHCR answers an empty list, cosign writes none of its own: what it attaches would be lost.
  world = await createWorld({ registryPort: registry.port, referrers: ['redirect', 'unknown'] });
  inside = (at, command, more) => insideOf(at, command, { ...tools.env, ...more });
  writeFileSync(join(world.dir, 'artifact'), 'hello');
  gh = (...args) =>
    inside(world, ['gh', ...args, '--repo', 'octo-org/example'], { GH_TOKEN: world.standIns.token });
}, 900_000);

afterAll(async () => {
  registry?.stop();
  const violations = world.standIns.violations();
  await world.stop();
  expect(violations).toEqual([]);
});

describe('cosign', () => {
  const out = (name: string) => join(world.dir, 'out', name);

  test.each(['rekor-v1', 'rekor-v2'])(
    'S1 signs and verifies a blob with %s: both verify by one root of trust',
    async (rekor) => {
      const files = ['--bundle', `${rekor}.json`, '--trusted-root', out('trusted_root.json')];
      const config = ['--signing-config', out(`signing_config.${rekor}.json`)];
      const signed = await inside(world, ['cosign', 'sign-blob', '--yes', ...files, ...config, 'artifact']);
      expect(signed).toMatchObject({ code: 0 });
      const verify = (...who: readonly string[]) =>
        inside(world, ['cosign', 'verify-blob', ...files, ...who, 'artifact']);
      expect((await verify(...WHO)).output).toContain('Verified OK');
      const stranger = await verify(
        '--certificate-identity',
        `${IDENTITY}x`,
        '--certificate-oidc-issuer',
        ISSUER,
      );
      expect(stranger.code).not.toBe(0);
    },
  );

  test('signs and verifies an image at ghcr.io, with nothing but the environment', async () => {
    const digest = await makeImage(world, 'octo-org/example', 'v1.2.0');
    const image = `ghcr.io/octo-org/example@${digest}`;
    expect(await inside(world, ['cosign', 'sign', '--yes', image])).toMatchObject({ code: 0 });
    const { output } = await inside(world, ['cosign', 'verify', ...WHO, image]);
    expect(output).toContain('"type":"https://sigstore.dev/cosign/sign/v1"');
    const other = await inside(world, [
      'cosign',
      'verify',
      '--certificate-identity',
      'x',
      ...WHO.slice(2),
      image,
    ]);
    expect(other.code).not.toBe(0);
  });
});

describe('gh', () => {
  test('makes, shows, publishes and downloads a release', async () => {
    const made = await gh(
      'release',
      'create',
      'v1.2.0',
      'artifact',
      '--draft',
      '--title',
      'One',
      '--notes',
      'Two',
    );
    expect(made).toMatchObject({ code: 0 });
    expect((await gh('release', 'list')).output).toMatch(/^One\s+Draft\s+v1\.2\.0/);
    expect((await gh('release', 'view', 'v1.2.0')).output).toMatch(/draft:\s+true/);
    expect(await gh('release', 'edit', 'v1.2.0', '--draft=false')).toMatchObject({ code: 0 });
    const fetched = await gh('release', 'download', 'v1.2.0', '--output', '-', '--pattern', 'artifact');
    expect(fetched).toEqual({ code: 0, output: 'hello' });
  });

  test.each(['public-good', 'github'])('verifies what @actions/attest stored with %s', async (instance) => {
    const name = `${instance}.txt`;
    writeFileSync(join(world.dir, name), instance);
    const made = await attestFile(world, name, instance);
    expect(made).toMatchObject({ code: 0 });
    const roots = ['--custom-trusted-root', join(world.dir, 'out', 'trusted_roots.jsonl')];
    expect(await gh('attestation', 'verify', name, ...roots)).toMatchObject({ code: 0 });
    const workflow = ['--signer-workflow', 'octo-org/example/.github/workflows/other.yml'];
    expect((await gh('attestation', 'verify', name, ...roots, ...workflow)).code).not.toBe(0);
    writeFileSync(join(world.dir, name), 'changed');
    expect((await gh('attestation', 'verify', name, ...roots)).code).not.toBe(0);
  });
});
