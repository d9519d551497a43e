import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { checksumLines } from '../../../src/plan/assets.ts';
import { checksums } from '../../../src/steps/draft/checksums.ts';
import { assetOf } from '../../../src/steps/prepare/asset-file.ts';
import type { Cosign } from '../../../src/world/sigstore/cosign.ts';
import type { World } from '../../../src/world/world.ts';
import { type MemoryGitHub, memoryGitHub, quickSteps, strict } from '../../support/fakes.ts';
import { commit, planOf } from '../../support/samples.ts';
import { type SigningOptions, makeAuthority } from '../../support/world/authority.ts';

const authority = await makeAuthority();
const folder = mkdtempSync(join(tmpdir(), 'sums-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const plan = planOf();
const signer = {
  issuer: 'https://token.actions.githubusercontent.com',
  san: 'https://github.com/Octo-Org/App/.github/workflows/release.yml@refs/tags/v1.2.0',
};
const us: SigningOptions = { ...signer, claims: { 12: plan.repository.url, 13: commit } };
const assets = [assetOf('b.txt', 'b', 'text/plain'), assetOf('a.txt', 'a', 'text/plain')];
const sums = checksumLines(assets);
const bundleOf = async (text = sums, by = us): Promise<string> =>
  JSON.stringify(await authority.signBlob(Buffer.from(text), by));

/** @param made what cosign writes as the bundle; without it cosign must not sign. */
function worldOf(github: MemoryGitHub, made?: string): { world: World; calls: string[] } {
  const calls: string[] = [];
  const cosign: Partial<Cosign> = {
    verifyBlob: (file, bundle) => {
      calls.push(
        `verify ${readFileSync(file, 'utf8') === sums} ${JSON.parse(readFileSync(bundle, 'utf8')) !== null}`,
      );
      return Promise.resolve();
    },
    ...(made === undefined
      ? {}
      : {
          signBlob: (_: string, bundle: string) => {
            calls.push('sign');
            writeFileSync(bundle, made);
            return Promise.resolve();
          },
        }),
  };
  const world = {
    cosign: strict('cosign', cosign).it,
    github,
    signer,
    trust: authority.trust(),
    temp: folder,
  } as unknown as World;
  return { world, calls };
}

describe('checksums', () => {
  test('are of every asset, sorted, and signed', async () => {
    const bundle = await bundleOf();
    const { world, calls } = worldOf(memoryGitHub(), bundle);
    const made = await checksums({ plan, world, steps: quickSteps(), earlier: { spare: [] } }, assets);
    expect(made.assets).toEqual([
      assetOf('checksums.txt', sums, 'text/plain; charset=utf-8'),
      assetOf('checksums.txt.sigstore.json', bundle, 'application/vnd.dev.sigstore.bundle.v0.3+json'),
    ]);
    expect(sums).toMatch(/^[0-9a-f]{64} {2}a\.txt\n[0-9a-f]{64} {2}b\.txt\n$/);
    expect(calls).toEqual(['sign', 'verify true true']);
    expect(made.checks.map(({ text, state }) => [text, state])).toEqual([
      ['Checksums of 2 assets, and their signature', 'passed'],
    ]);
  });

  test.each<[string, Readonly<Record<string, string>>, string[]]>([
    ['unsigned where nothing is signed', { sign: 'none' }, ['checksums.txt']],
    ['not made where none are wanted', { checksums: '' }, []],
  ])('are %s', async (_, raw, names) => {
    const { world, calls } = worldOf(memoryGitHub());
    const made = await checksums(
      { plan: planOf('v1.2.0', { raw }), world, steps: quickSteps(), earlier: { spare: [] } },
      assets,
    );
    expect(made.assets.map(({ name }) => name)).toEqual(names);
    expect(made.checks).toEqual([]);
    expect(calls).toEqual([]);
  });
});

describe('the signature of an earlier run', () => {
  const name = 'checksums.txt.sigstore.json';
  const run = async (
    earlier: string,
    made?: string,
  ): Promise<{ bundle: string; calls: string[]; lines: readonly string[] }> => {
    const github = memoryGitHub();
    const release = github.give({ tag: 'v1.2.0' }, { [name]: earlier });
    const { world, calls } = worldOf(github, made);
    const steps = quickSteps();
    const done = await checksums({ plan, world, steps, earlier: { spare: [], release } }, assets);
    const source = done.assets[1]?.source;
    return { bundle: source && 'bytes' in source ? source.bytes.toString() : '', calls, lines: steps.lines };
  };

  test('over the same bytes is kept', async () => {
    const earlier = await bundleOf();
    const { bundle, calls } = await run(earlier);
    expect(bundle).toBe(earlier);
    expect(calls).toEqual(['verify true true']);
  });

  test.each<[string, () => Promise<string>, RegExp]>([
    ['over other bytes', () => bundleOf('other'), /a bundle is ignored: it signs sha256:/],
    [
      'by another workflow',
      () => bundleOf(sums, { ...us, san: 'https://github.com/evil/w.yml' }),
      /The identity check failed/,
    ],
    [
      'of another commit',
      () => bundleOf(sums, { ...us, claims: { 12: plan.repository.url, 13: 'd'.repeat(40) } }),
      /d{40}/,
    ],
    ['that is not JSON', () => Promise.resolve('<html>'), /a bundle is ignored/],
    ['that is no bundle', () => Promise.resolve('{}'), /The bundle check failed/],
  ])('%s is ignored, and why is told', async (_, earlier, why) => {
    const made = await bundleOf();
    const { bundle, calls, lines } = await run(await earlier(), made);
    expect(bundle).toBe(made);
    expect(calls).toEqual(['sign', 'verify true true']);
    expect(lines.join('\n')).toMatch(why);
  });
});

test('a signature just made that does not verify stops the run', async () => {
  const { world } = worldOf(memoryGitHub(), await bundleOf('other'));
  await expect(
    checksums({ plan, world, steps: quickSteps(), earlier: { spare: [] } }, assets),
  ).rejects.toThrow('the signature of checksums.txt just made does not verify');
});
