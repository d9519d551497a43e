// Proof by the programs that users run: cosign and gh over index and every platform.
import { count } from '../../report/quantities.ts';
import type { ImagePlan } from '../../plan/plan.ts';
import { type Attestation, type Image, digestsOf } from '../../plan/artifacts.ts';
import type { CheckReport } from '../../report/model.ts';
import { provenanceCommand } from '../notes/verify-commands.ts';
import { keyName } from '../../plan/asset-names.ts';
import type { Job } from '../../run/job.ts';
import type { World } from '../../world/world.ts';
import { provenanceType } from '../../world/sigstore/statement.ts';
import { allEnded } from '../../run/concurrency.ts';

/** A line of the post-release checklist: what was checked, and how anybody checks it again. */
export interface Check extends CheckReport {
  readonly detail: string;
}

/** Proves signatures and provenance before anything is public. @throws ReleaseError naming what does not verify. */
export async function verifyProofs(
  job: Pick<Job<ImagePlan>, 'plan' | 'world' | 'steps'>,
  image: Image,
  provenance: Attestation | undefined,
): Promise<readonly Check[]> {
  const { plan, world, steps } = job;
  const { signer } = world;
  const digests = digestsOf(image);
  const from = sourceOf(provenance);
  const tasks: Promise<unknown>[] = [];
  const verify = (title: string, make: () => Promise<unknown>, where = ''): void => {
    const describe = (): string => `${count(digests.length, 'digest')}${where}`;
    tasks.push(steps.run({ title: `Verify the ${title}`, make, outcome: 'checked', describe }));
  };
  // The same identity and root vouch for both where a public repository signs keyless: cosign then proves both at once.
  const together = plan.attest && world.publicKey === undefined && world.trust.github === undefined;
  for (const name of plan.images) {
    if (plan.sign !== 'none') {
      verify(`signatures ${together ? 'and the provenance ' : ''}of ${name.name} with cosign`, () =>
        world.cosign.verify(name, digests, signer, together ? provenanceType : undefined),
      );
    }
    if (plan.signLegacy) {
      verify(`signatures of ${name.name} for cosign 2 with cosign`, () =>
        world.cosign.verifyLegacy(name, digests, signer),
      );
    }
    if (plan.attest) {
      const byCosign = !together || plan.sign === 'none';
      verify(
        `provenance of ${name.name} with ${byCosign ? 'cosign and ' : ''}gh`,
        () =>
          allEnded([
            byCosign ? world.cosign.verifyProvenance(name, digests, signer) : Promise.resolve(),
            ...digests.map((digest) => world.gh.verifyProvenance(name, digest, signer, from)),
          ]),
        `, from ${from === 'github' ? 'GitHub' : 'the registry'}`,
      );
    }
  }
  await allEnded(tasks);
  return checksOf(job, image, provenance);
}

/**
 * What the checklist says of a finished release of which every bundle was found: it was verified as it was read. cosign and gh proved it
 * in the run that published it, and anybody asks them again by the commands.
 */
export function foundProofs(
  job: Pick<Job<ImagePlan>, 'plan' | 'world'>,
  image: Image,
  provenance: Attestation | undefined,
): readonly Check[] {
  return checksOf(job, image, provenance).map((check) => ({
    ...check,
    detail: told(check.detail, true),
  }));
}

/** For the checklist: whose signature it is, and who says so. @param isFound whether this action alone has verified it */
export function signedBy(
  { publicKey, signer }: Pick<World, 'publicKey' | 'signer'>,
  isFound: boolean,
): string {
  return told(publicKey === undefined ? signer.san : 'by the key that was given', isFound);
}

function told(detail: string, isFound: boolean): string {
  return isFound ? `${detail}; found, and verified in process` : detail;
}

function sourceOf(provenance: Attestation | undefined): 'github' | 'registry' {
  return provenance?.notStored === undefined ? 'github' : 'registry';
}

function checksOf(
  { plan, world }: Pick<Job<ImagePlan>, 'plan' | 'world'>,
  image: Image,
  provenance: Attestation | undefined,
): readonly Check[] {
  const { signer, publicKey } = world;
  const by =
    publicKey === undefined
      ? `--certificate-identity '${signer.san}' --certificate-oidc-issuer ${signer.issuer}`
      : `--key ${keyName}`;
  const signature = (name: string, kind: string, flag: string): Check => ({
    text: `Signatures of ${name}${kind}: index and every platform`,
    detail: signedBy(world, false),
    state: 'passed',
    commands: [`cosign verify ${flag}${by} ${name}@${image.digest}`],
  });
  return plan.images.flatMap(({ name }) => [
    ...(plan.sign === 'none' ? [] : [signature(name, '', '')]),
    ...(plan.signLegacy ? [signature(name, ' for cosign 2', '--new-bundle-format=false ')] : []),
    ...(plan.attest
      ? [
          {
            text: `Provenance of ${name}: index and every platform`,
            detail: `commit ${plan.commit}`,
            state: 'passed' as const,
            commands: [
              provenanceCommand(plan, `${name}@${image.digest}`, {
                signer,
                stored: sourceOf(provenance) === 'github',
              }),
            ],
          },
        ]
      : []),
  ]);
}
