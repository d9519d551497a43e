import { expect, test } from '@jest/globals';
import { attestProvenance } from '../../../src/steps/prove/provenance.ts';
import { quickSteps } from '../../support/fakes.ts';
import { imageOf, planOf } from '../../support/samples.ts';
import { makeAuthority } from '../../support/world/authority.ts';
import { signingWorld } from '../../support/world-of.ts';

const plan = planOf('v1.2.0', { raw: { platforms: 'linux/amd64' } });
const image = imageOf(plan);
const authority = await makeAuthority();

test('what is signed for another commit does not verify, and is stored nowhere', async () => {
  const elsewhere = { ...plan, commit: 'd'.repeat(40) as typeof plan.commit };
  const { world, calls } = signingWorld(plan, authority);
  await expect(
    attestProvenance({ plan: elsewhere, world, steps: quickSteps(), earlier: {} }, image, []),
  ).rejects.toThrow('the provenance just signed does not verify');
  expect(calls).toEqual(['provenance']);
});
