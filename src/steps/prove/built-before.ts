// An image that was promoted brings the proof of who built it along, under every name.
import type { Image } from '../../plan/artifacts.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Promotion } from '../../find/promotion.ts';
import { referringBundles } from '../../find/bundles.ts';
import type { Job } from '../../run/job.ts';
import type { World } from '../../world/world.ts';
import { provenanceType } from '../../world/sigstore/statement.ts';
import { bundleArtifact } from './attach.ts';
import { bundleType } from './attestation.ts';
import type { Check } from './verify.ts';

/** Makes sure that the build's provenance refers to the image under every name: what refers to a digest is not copied with it. */
export async function carryProvenance(
  { plan, world, steps }: Pick<Job<Plan, Pick<World, 'registry'>>, 'plan' | 'world' | 'steps'>,
  { digest }: Pick<Image, 'digest'>,
  promotion: Promotion | undefined,
): Promise<void> {
  const { bundle, source } = promotion ?? {};
  if (bundle === undefined) return;
  const { mediaType = bundleType } = JSON.parse(bundle) as { readonly mediaType?: string };
  for (const name of plan.images.filter((one) => one.name !== source?.name?.name)) {
    await steps.run({
      title: `Attach the provenance of the build to ${name.name}`,
      find: async (log) =>
        (await referringBundles(world.registry, name, digest, log)).includes(bundle) ? digest : undefined,
      make: () =>
        world.registry.attach(name, digest, bundleArtifact(bundle, mediaType, provenanceType, plan)),
      describe: () => digest,
    });
  }
}

/** For the checklist: that nothing was built, and who built what was taken. */
export function promotedCheck({ promoted, repository }: Plan): readonly Check[] {
  if (promoted === undefined) return [];
  const { from, built } = promoted;
  const text = 'The image was promoted, and nothing was built';
  if (built === undefined)
    return [
      { text, state: 'passed', detail: `${from}, which an earlier step of this job made`, commands: [] },
    ];
  const identity = built.identity.replaceAll("'", '');
  return [
    {
      text,
      state: 'passed',
      detail: `${from}, built by ${built.run}`,
      commands: [
        `gh attestation verify oci://${from} --repo ${repository.fullName} --cert-identity '${identity}'`,
      ],
    },
  ];
}
