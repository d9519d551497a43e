import { describe, expect, test } from '@jest/globals';
import type { Sbom } from '../../../src/plan/sbom.ts';
import { attestSboms } from '../../../src/steps/prove/sbom.ts';
import type { World } from '../../../src/world/world.ts';
import { quickSteps } from '../../support/fakes.ts';
import { imageOf, planOf } from '../../support/samples.ts';
import { makeAuthority } from '../../support/world/authority.ts';
import { signingWorld } from '../../support/world-of.ts';

const plan = planOf('v1.2.0', { raw: { platforms: 'linux/amd64' } });
const image = imageOf(plan);
const authority = await makeAuthority();

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
    const made = await attestSboms({ plan, world, steps: quickSteps(), earlier: {} }, both(), image);
    expect(made.map(({ asset }) => asset)).toEqual(['app.spdx.sigstore.json', 'web.spdx.sigstore.json']);
    expect(signed).toEqual(['app', 'web']);

    const steps = quickSteps();
    const again = await attestSboms({ plan, world, steps, earlier: {} }, both(), image);
    expect(again.map(({ bundle }) => bundle)).toEqual(made.map(({ bundle }) => bundle));
    expect(signed).toHaveLength(2);
    expect(steps.outcomes()[0]).toBe('Attest SBOM a/app.spdx.json: found');
  });

  test('that say something else are attested anew', async () => {
    const { world, signed } = worldWith();
    await attestSboms({ plan, world, steps: quickSteps(), earlier: {} }, [sbom('a.json', 'before')], image);
    await attestSboms({ plan, world, steps: quickSteps(), earlier: {} }, [sbom('a.json', 'after')], image);
    expect(signed).toEqual(['before', 'after']);
  });
});
