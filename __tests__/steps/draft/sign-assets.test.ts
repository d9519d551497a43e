import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type AssetFile, assetOf } from '../../../src/steps/prepare/asset-file.ts';
import { signEach } from '../../../src/steps/draft/sign-assets.ts';
import type { Cosign } from '../../../src/world/sigstore/cosign.ts';
import type { World } from '../../../src/world/world.ts';
import { type MemoryGitHub, memoryGitHub, quickSteps, strict } from '../../support/fakes.ts';
import { commit, planOf } from '../../support/samples.ts';
import { type SigningOptions, makeAuthority } from '../../support/world/authority.ts';
import type { GitHub, GitHubRelease } from '../../../src/world/github/types.ts';

const authority = await makeAuthority();
let folder: string;
const folders: string[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'signed-'));
  folders.push(folder);
});
afterAll(() => {
  for (const one of folders) rmSync(one, { recursive: true });
});

const plan = planOf('v1.2.0', { raw: { 'sign-assets': 'each' } });
const signer = {
  issuer: 'https://token.actions.githubusercontent.com',
  san: 'https://github.com/Octo-Org/App/.github/workflows/release.yml@refs/tags/v1.2.0',
};
const us: SigningOptions = { ...signer, claims: { 12: plan.repository.url, 13: commit } };
const bundleOf = async (text: string, by = us): Promise<string> =>
  JSON.stringify(await authority.signBlob(Buffer.from(text), by));
const asset = (name: string, text = name): AssetFile => assetOf(name, text, 'text/plain');

/** @param signs what cosign signs of a file's text; without it cosign must not sign */
function worldOf(github: MemoryGitHub, signs?: (text: string) => string): { world: World; calls: string[] } {
  const calls: string[] = [];
  const cosign: Partial<Cosign> = {
    verifyBlob: (file, bundle) => {
      calls.push(`verify ${basename(file)} by ${basename(bundle)}`);
      return Promise.resolve();
    },
    ...(signs === undefined
      ? {}
      : {
          signBlob: async (file: string, bundle: string) => {
            calls.push(`sign ${basename(file)}`);
            writeFileSync(bundle, await bundleOf(signs(readFileSync(file, 'utf8'))));
          },
        }),
  };
  const reads: Partial<GitHub> = {
    download: (there) => github.download(there),
    downloadTo: async (there, file) => {
      const bytes = await github.download(there);
      writeFileSync(file, bytes);
      calls.push(`download ${there.name}`);
      return { size: bytes.length, sha256: (there.digest ?? '').slice('sha256:'.length) };
    },
  };
  const world = {
    ...{ cosign: strict('cosign', cosign).it, github: strict('github', reads).it },
    ...{ signer, trust: authority.trust(), temp: folder },
  } as unknown as World;
  return { world, calls };
}
const same = (text: string): string => text;
const textIn = ({ source }: AssetFile): string =>
  source && 'bytes' in source ? source.bytes.toString() : '';

describe('signatures of single assets', () => {
  test('are made of each, some at once, told in the order of the assets, and proven by cosign', async () => {
    const { world, calls } = worldOf(memoryGitHub(), same);
    const names = ['f', 'e', 'd', 'c', 'b', 'a'];
    const assets = names.map((name) => asset(name));
    const made = await signEach({ plan, world, steps: quickSteps(), earlier: { spare: [] } }, assets);
    expect(made.assets.map(({ name }) => name)).toEqual(names.map((name) => `${name}.sigstore.json`));
    expect(calls.filter((call) => call.startsWith('sign')).sort()).toEqual(
      [...names].sort().map((name) => `sign ${name}`),
    );
    expect(calls.slice(6).sort()).toEqual(
      [...names].sort().map((name) => `verify ${name} by ${name}.sigstore.json`),
    );
    expect(made.checks.map(({ text, state, commands }) => [text, state, commands])).toEqual([
      [
        'Signatures of 6 assets, one each',
        'passed',
        [
          `printf '%s\\n' f e d c b a | xargs -I{} cosign verify-blob ./{} --bundle ./{}.sigstore.json --certificate-identity ${signer.san} --certificate-oidc-issuer ${signer.issuer}`,
        ],
      ],
    ]);
  });

  test('of a file on disk are of that very file', async () => {
    const { world, calls } = worldOf(memoryGitHub(), same);
    const file = join(folder, 'app on disk');
    writeFileSync(file, 'app');
    const { sha256, size } = asset('app');
    const onDisk: AssetFile = { name: 'app', sha256, size, contentType: 'x', source: { file } };
    await signEach({ plan, world, steps: quickSteps(), earlier: { spare: [] } }, [onDisk]);
    expect(calls).toEqual(['sign app on disk', 'verify app on disk by app.sigstore.json']);
  });

  test('are none where none are wanted', async () => {
    const { world } = worldOf(memoryGitHub());
    const steps = quickSteps();
    expect(await signEach({ plan, world, steps, earlier: { spare: [] } }, [])).toEqual({
      assets: [],
      checks: [],
    });
    expect(steps.records).toEqual([]);
  });

  test('of something else than was summed stop the run, and no other is begun', async () => {
    const { world, calls } = worldOf(memoryGitHub(), (text) => `${text} changed`);
    const assets = ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => asset(name));
    await expect(
      signEach({ plan, world, steps: quickSteps(), earlier: { spare: [] } }, assets),
    ).rejects.toThrow(/the signature of [a-d] just made does not verify/);
    expect(calls.length).toBeLessThanOrEqual(4);
  });
});

describe('signatures of an earlier run', () => {
  const kept = async (
    release: (github: MemoryGitHub) => GitHubRelease | Promise<GitHubRelease>,
    assets: readonly AssetFile[],
    signs?: (text: string) => string,
  ): Promise<{ texts: readonly string[]; calls: readonly string[]; lines: readonly string[] }> => {
    const github = memoryGitHub();
    const journal = { spare: [], release: await release(github) };
    const { world, calls } = worldOf(github, signs);
    const steps = quickSteps();
    const made = await signEach({ plan, world, steps, earlier: journal }, assets);
    return { texts: made.assets.map(textIn), calls, lines: steps.lines };
  };

  test('are kept to the byte where they verify, and only the others are made', async () => {
    const earlier = await bundleOf('a');
    const found = await kept(
      async (github) =>
        github.give(
          { tag: 'v1.2.0' },
          { 'a.sigstore.json': earlier, 'b.sigstore.json': await bundleOf('another') },
        ),
      [asset('a'), asset('b')],
      same,
    );
    expect(found.texts[0]).toBe(earlier);
    expect(found.calls.filter((call) => call.startsWith('sign'))).toEqual(['sign b']);
    expect(found.lines.join('\n')).toMatch(/a bundle is ignored: it signs sha256:/);
  });

  test('over an archive that this run has not packed are verified over its bytes at GitHub', async () => {
    const { source, ...packed } = asset('app.tar.gz', 'packed');
    expect(source).toBeDefined();
    const bundle = await bundleOf('packed');
    const found = await kept(
      (github) =>
        Promise.resolve(
          github.give(
            { tag: 'v1.2.0', draft: false },
            { 'app.tar.gz': 'packed', 'app.tar.gz.sigstore.json': bundle },
          ),
        ),
      [packed],
    );
    // Downloaded, and verified in process: the run that published it had cosign prove it.
    expect(found.calls).toEqual(['download app.tar.gz']);
    expect(found.texts).toEqual([bundle]);
  });

  test('are not looked for beside an archive that is gone', async () => {
    const { source, ...packed } = asset('app.tar.gz', 'packed');
    expect(source).toBeDefined();
    await expect(kept((github) => github.give({ tag: 'v1.2.0' }, {}), [packed])).rejects.toThrow(
      'app.tar.gz is gone from the draft, or was changed there',
    );
  });

  test.each<[string, Readonly<Record<string, string>>, RegExp]>([
    ['has none', {}, /has nothing as a\.sigstore\.json, the signature of a; nothing was touched/],
    ['has another', { 'a.sigstore.json': '{}' }, /has something else as a\.sigstore\.json/],
  ])('are never made for a published release that %s', async (_, there, message) => {
    await expect(
      kept((github) => github.give({ tag: 'v1.2.0', draft: false }, there), [asset('a')]),
    ).rejects.toThrow(message);
  });
});
