import { describe, expect, test } from '@jest/globals';
import { TransientError } from '../../../src/world/retry/retry.ts';
import { sign } from '../../../src/steps/prove/sign.ts';
import { quickSteps } from '../../support/fakes.ts';
import { imageOf, planOf } from '../../support/samples.ts';
import { makeAuthority } from '../../support/world/authority.ts';
import { signingWorld } from '../../support/world-of.ts';

const plan = planOf();
const image = imageOf(plan);
const authority = await makeAuthority();
const retryPolicy = { attempts: 4, firstMs: 1, maxMs: 1 };
const digests = 1 + image.platforms.length;

describe('signing', () => {
  test.each([
    ['is read back at once', 0],
    ['that shows late is waited for', digests],
    ['that shows after several reads is waited for', 3 * digests],
  ])('a signature %s, and made once', async (_, lag) => {
    const { world, calls } = signingWorld(plan, authority, { lag });
    const steps = quickSteps();
    const signatures = await sign({ plan, world, steps }, image, { retryPolicy });
    expect(calls).toHaveLength(digests);
    expect(signatures.map(({ digest }) => digest)).toEqual([
      image.digest,
      ...image.platforms.map(({ digest }) => digest),
    ]);
    expect(steps.outcomes()).toEqual(['Sign ghcr.io/octo-org/app: made']);
  });

  test('what no registry had before is signed without a look, and what a broken attempt signed is found', async () => {
    const { world, calls } = signingWorld(plan, authority);
    const looks: string[] = [];
    let isBusy = true;
    const registry: typeof world.registry = {
      ...world.registry,
      referrers: (name, digest) => {
        looks.push(`${isBusy ? 'busy' : 'idle'} after ${calls.length} signatures`);
        if (!isBusy) return world.registry.referrers(name, digest);
        isBusy = false;
        return Promise.reject(new TransientError('busy', { hint: 'again' }));
      },
    };
    const job = { plan, world: { ...world, registry }, steps: quickSteps() };
    await sign(job, { ...image, isNew: true }, { retryPolicy: { ...retryPolicy, attempts: 1 } });
    expect(looks[0]).toBe(`busy after ${digests} signatures`);
    expect(calls).toHaveLength(digests);
  });

  test('what is signed already is found', async () => {
    const { world, calls } = signingWorld(plan, authority);
    await sign({ plan, world, steps: quickSteps() }, image, { retryPolicy });
    const steps = quickSteps();
    await sign({ plan, world, steps }, image, { retryPolicy });
    expect(calls).toHaveLength(digests);
    expect(steps.outcomes()).toEqual(['Sign ghcr.io/octo-org/app: found']);
  });

  test('a signature that never shows is made again only after all reads, and then missed', async () => {
    const { world, calls } = signingWorld(plan, authority, { lag: 1000 });
    const signing = sign({ plan, world, steps: quickSteps({ attempts: 2 }) }, image, { retryPolicy });
    await expect(signing).rejects.toThrow('shows no signature after signing');
    // The signature is there; only its place in the registry is missing.
    expect(calls).toHaveLength(digests);
  });
});
