import { expect, test } from '@jest/globals';
import { attestProvenance } from '../../../src/steps/prove/provenance.ts';
import type { World } from '../../../src/world/world.ts';
import { quickSteps } from '../../support/fakes.ts';
import { imageOf, planOf } from '../../support/samples.ts';
import { makeAuthority } from '../../support/world/authority.ts';
import { signingWorld } from '../../support/world-of.ts';

const plan = planOf('v1.2.0', { raw: { platforms: 'linux/amd64' } });
const image = imageOf(plan);
const authority = await makeAuthority();

test('a registry that fails to attach stops the run after the others were waited for', async () => {
  const { world } = signingWorld(plan, authority);
  const attachTo: string[] = [];
  const registry: Partial<World['registry']> = {
    referrers: () => Promise.resolve([]),
    attach: (_, digest) => {
      attachTo.push(digest);
      return Promise.reject(new Error('denied'));
    },
  };
  const steps = quickSteps();
  await expect(
    attestProvenance(
      { plan, world: { ...world, registry: registry as World['registry'] }, steps, earlier: {} },
      image,
      [],
    ),
  ).rejects.toThrow('denied');
  expect(attachTo).toEqual([image.digest, ...image.platforms.map(({ digest }) => digest)]);
});
