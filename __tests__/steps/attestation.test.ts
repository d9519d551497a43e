import { describe, expect, test } from '@jest/globals';
import { ReleaseError } from '../../src/errors.ts';
import { digestsOf } from '../../src/plan/release.ts';
import type { Sbom } from '../../src/plan/sbom.ts';
import { attest } from '../../src/steps/attest.ts';
import { attestSboms } from '../../src/steps/sbom.ts';
import type { World } from '../../src/world/world.ts';
import { quickSteps } from '../fakes.ts';
import { imageOf, planOf } from '../samples.ts';
import { makeAuthority } from '../world/authority.ts';
import { signingWorld } from './world-of.ts';

const plan = planOf('v1.2.0', { raw: { platforms: 'linux/amd64' } });
const image = imageOf(plan);
const digests = digestsOf(image);
const authority = await makeAuthority();

/** A world in which GitHub refuses to store. */
const refusing = (status: number, message: string): { world: World; calls: readonly string[] } => {
  const { world, calls } = signingWorld(plan, authority);
  const github = {
    attestations: () => Promise.resolve([]),
    storeAttestation: () => Promise.reject(Object.assign(new Error(message), { status })),
  };
  return { world: { ...world, github: github as unknown as World['github'] }, calls };
};

describe('GitHub does not store the provenance', () => {
  test.each([
    ['its owner has no attestations', 403, 'Feature not available for the Octo-Org organization.\nMore'],
    ['an older server knows none', 404, 'Not Found'],
  ])('because %s: told, and the registry has it', async (_, status, message) => {
    const { world, calls } = refusing(status, message);
    const steps = quickSteps();
    const made = await attest(plan, image, [], world, steps, {});
    expect(made).toMatchObject({ notStored: message.split('\n')[0] });
    expect(made.url).toBeUndefined();
    expect(calls).toEqual(['provenance', ...digests.map((digest) => `attach ${digest.slice(0, 12)}`)]);
    expect(steps.outcomes()).toContain('Store the provenance at GitHub: skipped');
  });

  test('because the job may not: an error with the line that is missing, and nothing is attached', async () => {
    const { world, calls } = refusing(403, 'Resource not accessible by integration');
    const error: unknown = await attest(plan, image, [], world, quickSteps(), {}).catch(
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(ReleaseError);
    expect(error).toMatchObject({
      message: 'the job may not store attestations at GitHub',
      hint: expect.stringContaining('permissions: { attestations: write }') as unknown,
    });
    expect(calls).toEqual(['provenance']);
  });

  test('for a reason of its own: told as it is', async () => {
    const { world } = refusing(422, 'Invalid bundle');
    await expect(attest(plan, image, [], world, quickSteps(), {})).rejects.toThrow('Invalid bundle');
  });
});

test('what is signed for another commit does not verify, and is stored nowhere', async () => {
  const elsewhere = { ...plan, commit: 'd'.repeat(40) as typeof plan.commit };
  const { world, calls } = signingWorld(plan, authority);
  await expect(attest(elsewhere, image, [], world, quickSteps(), {})).rejects.toThrow(
    'the provenance just signed does not verify',
  );
  expect(calls).toEqual(['provenance']);
});

test('a registry that fails to attach stops the run after the others were waited for', async () => {
  const { world } = signingWorld(plan, authority);
  const attachTo: string[] = [];
  const attestor = {
    provenance: (...args: Parameters<World['attestor']['provenance']>) => world.attestor.provenance(...args),
    attach: (_: unknown, digest: string) => {
      attachTo.push(digest);
      return Promise.reject(new Error('denied'));
    },
  };
  const steps = quickSteps();
  await expect(
    attest(plan, image, [], { ...world, attestor: attestor as unknown as World['attestor'] }, steps, {}),
  ).rejects.toThrow('denied');
  // The first brings the blobs; where it is refused the others are not tried.
  expect(attachTo).toEqual([image.digest]);
});

describe('SBOMs', () => {
  const sbom = (path: string, name: string): Sbom => ({
    path,
    predicateType: 'https://spdx.dev/Document/v2.3',
    document: { name, documentNamespace: Math.random(), creationInfo: { created: Date.now() } },
  });
  /** Signs what it is given, as the attestor does. */
  const worldWith = (): { world: World; signed: string[] } => {
    const { world } = signingWorld(plan, authority);
    const signed: string[] = [];
    const attestor = {
      attach: (...args: Parameters<World['attestor']['attach']>) => world.attestor.attach(...args),
      statement: (
        subjects: readonly { digest: string }[],
        predicateType: string,
        predicate: { readonly name?: unknown },
      ) => {
        signed.push(String(predicate.name));
        return authority.attest(
          {
            _type: 'https://in-toto.io/Statement/v1',
            subject: subjects.map(({ digest }) => ({ name: 'x', digest: { sha256: digest.slice(7) } })),
            predicateType,
            predicate,
          },
          { ...world.signer, claims: { 12: plan.repository.url, 13: plan.commit } },
        );
      },
    };
    return { world: { ...world, attestor: attestor as unknown as World['attestor'] }, signed };
  };

  test('are attested one by one, each as an asset of its own, and found by what they say', async () => {
    const { world, signed } = worldWith();
    const both = (): Sbom[] => [sbom('a/app.spdx.json', 'app'), sbom('web.spdx.json', 'web')];
    const made = await attestSboms(both(), plan, image, world, quickSteps(), {});
    expect(made.map(({ asset }) => asset)).toEqual(['app.spdx.sigstore.json', 'web.spdx.sigstore.json']);
    expect(signed).toEqual(['app', 'web']);

    const steps = quickSteps();
    const again = await attestSboms(both(), plan, image, world, steps, {});
    expect(again.map(({ bundle }) => bundle)).toEqual(made.map(({ bundle }) => bundle));
    expect(signed).toHaveLength(2);
    expect(steps.outcomes()[0]).toBe('Attest SBOM a/app.spdx.json: found');
  });

  test('that say something else are attested anew', async () => {
    const { world, signed } = worldWith();
    await attestSboms([sbom('a.json', 'before')], plan, image, world, quickSteps(), {});
    await attestSboms([sbom('a.json', 'after')], plan, image, world, quickSteps(), {});
    expect(signed).toEqual(['before', 'after']);
  });
});
