import { describe, expect, test } from '@jest/globals';
import type { Digest } from '../../../src/plan/brands.ts';
import { digestsOf } from '../../../src/plan/artifacts.ts';
import { signLegacy } from '../../../src/steps/prove/sign-legacy.ts';
import type { Cosign } from '../../../src/world/sigstore/cosign.ts';
import type { World } from '../../../src/world/world.ts';
import { type MemoryRegistry, memoryRegistry, quickSteps, strict } from '../../support/fakes.ts';
import { commit, fill, imageOf, planOf } from '../../support/samples.ts';
import { type SigningOptions, makeAuthority } from '../../support/world/authority.ts';
import { type StoredSignature, payloadOf, storedSignature } from '../../support/world/legacy.ts';
import { findLegacySignature } from '../../../src/find/legacy-signature.ts';

const plan = planOf('v1.2.0', { raw: { 'sign-legacy': 'true' } });
const image = imageOf(plan);
const [name] = plan.images as [(typeof plan.images)[number]];
const authority = await makeAuthority();
const retryPolicy = { attempts: 4, firstMs: 1, maxMs: 1 };
const signer = {
  issuer: 'https://token.actions.githubusercontent.com',
  san: 'https://github.com/Octo-Org/App/.github/workflows/release.yml@refs/tags/v1.2.0',
};
const us: SigningOptions = { ...signer, claims: { 12: plan.repository.url, 13: commit } };
const tagOf = (digest: Digest): string => `${name.name}:${digest.replace(':', '-')}.sig`;

/** Puts a manifest with these signatures under the tag of a digest, as cosign does. */
function put(registry: MemoryRegistry, digest: Digest, signatures: readonly StoredSignature[]): void {
  for (const { layer, payload } of signatures)
    registry.manifests.set(layer.digest, { descriptor: layer, bytes: payload });
  const manifest = { schemaVersion: 2, layers: signatures.map(({ layer }) => layer) };
  registry.tags.set(tagOf(digest), registry.add(manifest, 'application/vnd.oci.image.manifest.v1+json'));
}

/** @param loses how many of cosign's writings another writer overwrites */
function worldOf(registry: MemoryRegistry, loses = 0): { world: World; calls: string[] } {
  const calls: string[] = [];
  let lost = 0;
  const cosign: Partial<Cosign> = {
    signLegacy: async (_, digests) => {
      calls.push(`sign ${digests.length}`);
      if (lost++ < loses) return;
      for (const digest of digests)
        put(registry, digest, [await storedSignature(authority, payloadOf(digest), us)]);
    },
  };
  const world = { cosign: strict('cosign', cosign).it, registry, signer, trust: authority.trust() };
  return { world: world as unknown as World, calls };
}
const unsigned = digestsOf(image).map((digest) => ({ image: name.name, digest }));

describe('signing for cosign 2', () => {
  test('is of index and every platform, once, and names the tags', async () => {
    const registry = memoryRegistry();
    const { world, calls } = worldOf(registry);
    const steps = quickSteps();
    const signatures = await signLegacy({ plan, world, steps }, image, unsigned, retryPolicy);
    expect(calls).toEqual([`sign ${unsigned.length}`]);
    expect(signatures).toEqual(
      unsigned.map((one) => ({ ...one, legacyTag: `${one.digest.replace(':', '-')}.sig` })),
    );
    await signLegacy({ plan, world, steps }, image, unsigned, retryPolicy);
    expect(calls).toHaveLength(1);
    expect(steps.outcomes()).toEqual([
      'Sign ghcr.io/octo-org/app for cosign 2: made',
      'Sign ghcr.io/octo-org/app for cosign 2: found',
    ]);
  });

  test('is done again for what another writer of the tag has lost, and for that alone', async () => {
    const registry = memoryRegistry();
    const { world, calls } = worldOf(registry, 1);
    put(registry, image.digest, [await storedSignature(authority, payloadOf(image.digest), us)]);
    await signLegacy({ plan, world, steps: quickSteps({ attempts: 2 }) }, image, unsigned, retryPolicy);
    expect(calls).toEqual([`sign ${unsigned.length - 1}`, `sign ${unsigned.length - 1}`]);
  });
});

describe('what stands under the tag of cosign 2', () => {
  const found = async (
    signatures: readonly StoredSignature[],
  ): Promise<{ at: number; lines: readonly string[] }> => {
    const registry = memoryRegistry();
    put(registry, image.digest, signatures);
    const lines: string[] = [];
    const one = await findLegacySignature(
      { plan, world: worldOf(registry).world },
      name,
      image.digest,
      (line) => lines.push(line),
    );
    return {
      at: signatures.findIndex(
        ({ layer }) => JSON.stringify(layer.annotations) === JSON.stringify(one?.signature.annotations),
      ),
      lines,
    };
  };
  const signed = (by = us, payload = payloadOf(image.digest)): Promise<StoredSignature> =>
    storedSignature(authority, payload, by);
  const damaged = async (change: Readonly<Record<string, string>>): Promise<StoredSignature> => {
    const honest = await signed();
    return { ...honest, layer: { ...honest.layer, annotations: { ...honest.layer.annotations, ...change } } };
  };

  test('counts with the type of a payload of either version', async () => {
    const payload = payloadOf(image.digest, 'https://sigstore.dev/cosign/sign/v1');
    for (const signature of [await signed(), await signed(us, payload)]) {
      expect(await found([signature])).toEqual({ at: 0, lines: [] });
    }
  });

  test.each<[string, () => Promise<StoredSignature>, RegExp]>([
    ['of another digest', () => signed(us, payloadOf(fill('e'))), /it is of sha256:e{64}/],
    ['of no image', () => signed(us, payloadOf(image.digest, 'a text')), /it is of no image/],
    ['that is not JSON', () => signed(us, Buffer.from('<html>')), /is ignored: Unexpected token/],
    [
      'by another workflow',
      () => signed({ ...us, san: 'https://github.com/evil/w' }),
      /identity check failed/,
    ],
    ['by another issuer', () => signed({ ...us, issuer: 'https://evil.example' }), /issuer check failed/],
    [
      'of another commit',
      () => signed({ ...us, claims: { 12: plan.repository.url, 13: 'd'.repeat(40) } }),
      /d{40}/,
    ],
    ['that is in no log', () => signed({ ...us, log: false, time: 'tsa' }), /log check failed/],
    ['whose log has promised nothing', () => signed({ ...us, time: 'tsa' }), /log check failed/],
    [
      'with another signature',
      () => damaged({ 'dev.cosignproject.cosign/signature': 'AAAA' }),
      /check failed/,
    ],
    ['without its certificate', () => damaged({ 'dev.sigstore.cosign/certificate': '' }), /check failed/],
    [
      'with a broken certificate',
      () => damaged({ 'dev.sigstore.cosign/certificate': 'x' }),
      /bundle check failed/,
    ],
    ['with a broken log entry', () => damaged({ 'dev.sigstore.cosign/bundle': '{}' }), /bundle check failed/],
  ])('and is %s is ignored, and why is told; an honest one beside it does', async (_, make, why) => {
    const wrong = await make();
    const alone = await found([wrong]);
    expect(alone.at).toBe(-1);
    expect(alone.lines.join('\n')).toMatch(why);
    expect((await found([wrong, await signed()])).at).toBe(1);
  });

  test('and is no manifest of signatures at all is none', async () => {
    const registry = memoryRegistry();
    registry.tags.set(tagOf(image.digest), registry.add({ layers: 'x' }, 'x'));
    const log = (): undefined => undefined;
    const { world } = worldOf(registry);
    expect(await findLegacySignature({ plan, world }, name, image.digest, log)).toBeUndefined();
  });
});
