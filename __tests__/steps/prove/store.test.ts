import { describe, expect, test } from '@jest/globals';
import { ReleaseError } from '../../../src/errors.ts';
import { digestsOf } from '../../../src/plan/artifacts.ts';
import { attestProvenance } from '../../../src/steps/prove/provenance.ts';
import type { World } from '../../../src/world/world.ts';
import { quickSteps } from '../../support/fakes.ts';
import { imageOf, planOf } from '../../support/samples.ts';
import { makeAuthority } from '../../support/world/authority.ts';
import { signingWorld } from '../../support/world-of.ts';

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
    const made = await attestProvenance({ plan, world, steps, earlier: {} }, image, []);
    expect(made).toMatchObject({ notStored: message.split('\n')[0] });
    expect(made.url).toBeUndefined();
    expect(calls).toEqual(['provenance', ...digests.map((digest) => `attach ${digest.slice(0, 12)}`)]);
    expect(steps.outcomes()).toContain('Store the provenance at GitHub: skipped');
  });

  test('because the job may not: an error with the line that is missing, and nothing is attached', async () => {
    const { world, calls } = refusing(403, 'Resource not accessible by integration');
    const error: unknown = await attestProvenance(
      { plan, world, steps: quickSteps(), earlier: {} },
      image,
      [],
    ).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ReleaseError);
    expect(error).toMatchObject({
      message: 'the job may not store attestations at GitHub',
      hint: expect.stringContaining('permissions: { attestations: write }') as unknown,
    });
    expect(calls).toEqual(['provenance']);
  });

  test('for a reason of its own: told as it is', async () => {
    const { world } = refusing(422, 'Invalid bundle');
    await expect(
      attestProvenance({ plan, world, steps: quickSteps(), earlier: {} }, image, []),
    ).rejects.toThrow('Invalid bundle');
  });
});
