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
  const attestor = {
    provenance: (...args: Parameters<World['attestor']['provenance']>) => world.attestor.provenance(...args),
    attach: (_: unknown, digest: string) => {
      attachTo.push(digest);
      return Promise.reject(new Error('denied'));
    },
  };
  const steps = quickSteps();
  await expect(
    attestProvenance(
      { plan, world: { ...world, attestor: attestor as unknown as World['attestor'] }, steps, earlier: {} },
      image,
      [],
    ),
  ).rejects.toThrow('denied');
  // The first brings the blobs; where it is refused the others are not tried.
  expect(attachTo).toEqual([image.digest]);
});
