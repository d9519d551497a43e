import { describe, expect, test } from '@jest/globals';
import type { Attestation } from '../../../src/plan/artifacts.ts';
import type { ReleaseRecord } from '../../../src/plan/record/release-record.ts';
import { type RecordInput, manifest } from '../../../src/steps/draft/record.ts';
import { memoryGitHub } from '../../support/fakes.ts';
import { contextOf, fill, imageOf, planOf } from '../../support/samples.ts';

const plan = planOf('v1.2.0', { raw: { platforms: 'linux/amd64', 'git-tags': 'minor' } });
const image = imageOf(plan);
const signer = { issuer: 'https://issuer.example', san: 'https://github.com/Octo-Org/App/w.yml' };
const provenance: Attestation = {
  asset: 'provenance.sigstore.json',
  predicateType: 'https://slsa.dev/provenance/v1',
  bundle: '{}',
  logIndex: '7',
  url: 'https://github.com/Octo-Org/App/attestations/1',
};
const refuse = (): never => {
  throw new Error('nothing was to be asked');
};
const asked: RecordInput['world'] = {
  signer,
  tools: { cosign: '3.0.4' },
  registry: {
    head: (_, tag) =>
      Promise.resolve(tag === 'v1' ? { mediaType: 'x', digest: fill('e'), size: 1 } : undefined),
  },
  github: {
    tagTarget: () => Promise.resolve('d'.repeat(40)),
    latestRelease: () => Promise.resolve(undefined),
  },
};
const proofs: RecordInput['proofs'] = {
  signatures: [{ image: 'ghcr.io/octo-org/app', digest: image.digest, logIndex: '5' }],
  provenance,
  sboms: [],
};
const input = (more: Partial<RecordInput> = {}): RecordInput => ({
  plan,
  image,
  files: [{ name: 'app.tar.gz', size: 3, sha256: 'ab'.repeat(32) }],
  proofs,
  world: asked,
  context: contextOf(),
  earlier: { spare: [] },
  page: { title: 'v1.2.0', notes: 'notes' },
  runCommit: (id) => Promise.resolve(id === 1 ? plan.commit : undefined),
  ...more,
});

describe('single signatures in release.json', () => {
  test('are named beside each asset, and for the record itself', async () => {
    const each = planOf('v1.2.0', { raw: { 'sign-assets': 'each' } });
    const files = [{ name: 'app.deb', size: 3, sha256: 'ab'.repeat(32), bundle: 'app.deb.sigstore.json' }];
    const { manifest: made } = await manifest(input({ plan: each, files }));
    expect(made.assets).toEqual(files);
    expect(made.signature?.bundle).toBe('release.json.sigstore.json');
  });
});

describe('release.json', () => {
  test('says all of the release, and where each pointer that moves was', async () => {
    const { manifest: made, text } = await manifest(input());
    expect(JSON.parse(text)).toEqual(made);
    expect(text).toMatch(/\n$/);
    expect(made).toMatchObject({
      version: '1.2.0',
      tag: 'v1.2.0',
      commit: plan.commit,
      repository: 'Octo-Org/App',
      run: 'https://github.com/Octo-Org/App/actions/runs/789/attempts/1',
      images: [{ name: 'ghcr.io/octo-org/app', digest: image.digest, tags: ['v1.2.0'] }],
      platforms: [{ platform: 'linux/amd64', digest: fill('a'), size: 1000 }],
      assets: [{ name: 'app.tar.gz', size: 3, sha256: 'ab'.repeat(32) }],
      checksums: { asset: 'checksums.txt', bundle: 'checksums.txt.sigstore.json' },
      signature: { issuer: signer.issuer, identity: signer.san, images: [{ logIndex: '5' }] },
      provenance: { asset: 'provenance.sigstore.json', logIndex: '7', url: provenance.url },
      sboms: [],
      tools: { cosign: '3.0.4' },
    });
    expect(made.pointers.map(({ kind, name, from, to }) => [kind, name, from, to])).toEqual([
      ['image', 'v1.2', undefined, image.digest],
      ['image', 'v1', fill('e'), image.digest],
      ['image', 'latest', undefined, image.digest],
      ['git', 'v1.2', 'd'.repeat(40), plan.commit],
      ['github-latest', 'latest', undefined, 'v1.2.0'],
    ]);
  });

  test('names the key instead of an identity', async () => {
    const { manifest: made } = await manifest(input({ world: { ...asked, publicKey: 'PEM' } }));
    expect(made.signature).toEqual({ publicKey: 'cosign.pub', images: proofs.signatures });
  });

  test.each<[string, Readonly<Record<string, string>>, Partial<RecordInput>, (keyof ReleaseRecord)[]]>([
    ['unsigned', { sign: 'none' }, { proofs: { ...proofs, signatures: [] } }, ['signature']],
    [
      'without provenance',
      { attest: 'false' },
      { proofs: { ...proofs, provenance: undefined } },
      ['provenance'],
    ],
    ['without checksums', { checksums: '' }, {}, ['checksums']],
  ])('of a release %s leaves that out', async (_, raw, more, absent) => {
    const { manifest: made } = await manifest(input({ plan: planOf('v1.2.0', { raw }), ...more }));
    for (const field of absent) expect(made).not.toHaveProperty(field);
    if (absent.includes('signature')) expect(made.checksums).toEqual({ asset: 'checksums.txt' });
  });
});

describe('an earlier run’s record', () => {
  test('that says the same is kept to the byte, and nothing is asked', async () => {
    const first = await manifest(input());
    const kept = { ...first.manifest, run: 'https://github.com/Octo-Org/App/actions/runs/1/attempts/1' };
    const silentWorld: RecordInput['world'] = {
      ...asked,
      registry: { head: refuse },
      github: { tagTarget: refuse, latestRelease: refuse },
      tools: { cosign: '9' },
    };
    const again = await manifest(input({ world: silentWorld, earlier: { spare: [], manifest: kept } }));
    expect(again.text).toBe(`${JSON.stringify(kept, null, 2)}\n`);
  });

  test.each([
    ['its page', 'the list', 'https://github.com/Octo-Org/App/attestations'],
    ['the list', 'its page', 'https://github.com/Octo-Org/App/attestations/12'],
  ])('that names %s of an attestation where this run knows %s is kept', async (_, __, now) => {
    const at = (url: string): Attestation => ({ ...provenance, url });
    const then = now.endsWith('/12') ? now.replace('/12', '') : `${now}/1`;
    const all = (url: string): Partial<RecordInput> => ({
      proofs: { ...proofs, provenance: at(url), sboms: [{ ...at(url), asset: 'sbom.sigstore.json' }] },
      gate: { ...at(url), asset: 'gate.sigstore.json' },
    });
    const { manifest: kept, text } = await manifest(input(all(then)));
    expect((await manifest(input({ ...all(now), earlier: { spare: [], manifest: kept } }))).text).toBe(text);
    // Another repository's page is none of this release's.
    const elsewhere = 'https://github.com/Octo-Org/App/attestations/../../evil/attestations/1';
    const { manifest: forged } = await manifest(input(all(elsewhere)));
    const anew = await manifest(input({ ...all(now), earlier: { spare: [], manifest: forged } }));
    expect(anew.manifest.sboms[0]?.url).toBe(now);
  });

  test('of a published release stays, though cosign 2 finds signatures since; that of a draft is written anew', async () => {
    const first = await manifest(input());
    const legacyTag = `${image.digest.replace(':', '-')}.sig`;
    const signatures = proofs.signatures.map((one) => ({ ...one, legacyTag }));
    const write = (draft: boolean): ReturnType<typeof manifest> => {
      const release = memoryGitHub().give({ tag: 'v1.2.0', draft });
      return manifest(
        input({
          proofs: { ...proofs, signatures },
          earlier: { spare: [], release, manifest: first.manifest },
        }),
      );
    };
    expect((await write(false)).text).toBe(first.text);
    expect((await write(true)).manifest.signature?.images).toEqual(signatures);
  });

  test.each<[string, Partial<ReleaseRecord>]>([
    ['another image', { images: [] }],
    ['other assets', { assets: [] }],
    ['other platforms', { platforms: [] }],
  ])('of %s is written anew', async (_, different) => {
    const first = await manifest(input());
    const earlier = { spare: [], manifest: { ...first.manifest, run: 'theirs', ...different } };
    const again = await manifest(input({ earlier }));
    expect(again.text).toBe(first.text);
  });
});
