// Proof by the programs that users run: cosign and gh over index and every platform.
import { count } from '../../report/quantities.ts';
import type { ImagePlan } from '../../plan/plan.ts';
import { type Attestation, type Image, digestsOf } from '../../plan/artifacts.ts';
import type { CheckReport } from '../../report/model.ts';
import { provenanceCommand } from '../notes/verify-commands.ts';
import { keyName } from '../../plan/asset-names.ts';
import type { Job } from '../../run/job.ts';
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
  const digests = digestsOf(image);
  const checks: Check[] = [];
  const from = provenance?.notStored === undefined ? 'github' : 'registry';
  const keyless = `--certificate-identity '${world.signer.san}' --certificate-oidc-issuer ${world.signer.issuer}`;
  const tasks: Promise<unknown>[] = [];
  const identity = world.publicKey === undefined ? keyless : `--key ${keyName}`;
  // The same identity and root vouch for both where a public repository signs keyless: cosign then proves both at once.
  const together = plan.attest && world.publicKey === undefined && world.trust.github === undefined;
  for (const name of plan.images) {
    if (plan.sign !== 'none') {
      tasks.push(
        steps.run({
          title: `Verify the signatures ${together ? 'and the provenance ' : ''}of ${name.name} with cosign`,
          make: () => world.cosign.verify(name, digests, world.signer, together ? provenanceType : undefined),
          outcome: 'checked',
          describe: () => count(digests.length, 'digest'),
        }),
      );
      checks.push({
        text: `Signatures of ${name.name}: index and every platform`,
        detail: world.publicKey === undefined ? world.signer.san : 'by the key that was given',
        state: 'passed',
        commands: [`cosign verify ${identity} ${name.name}@${image.digest}`],
      });
    }
    if (plan.signLegacy) {
      tasks.push(
        steps.run({
          title: `Verify the signatures of ${name.name} for cosign 2 with cosign`,
          make: () => world.cosign.verifyLegacy(name, digests, world.signer),
          outcome: 'checked',
          describe: () => count(digests.length, 'digest'),
        }),
      );
      checks.push({
        text: `Signatures of ${name.name} for cosign 2: index and every platform`,
        detail: world.publicKey === undefined ? world.signer.san : 'by the key that was given',
        state: 'passed',
        commands: [`cosign verify --new-bundle-format=false ${identity} ${name.name}@${image.digest}`],
      });
    }
    if (plan.attest) {
      const byCosign = !together || plan.sign === 'none';
      tasks.push(
        steps.run({
          title: `Verify the provenance of ${name.name} with ${byCosign ? 'cosign and ' : ''}gh`,
          make: async () => {
            await allEnded([
              byCosign ? world.cosign.verifyProvenance(name, digests, world.signer) : Promise.resolve(),
              ...digests.map((digest) => world.gh.verifyProvenance(name, digest, world.signer, from)),
            ]);
          },
          outcome: 'checked',
          describe: () =>
            `${count(digests.length, 'digest')}, from ${from === 'github' ? 'GitHub' : 'the registry'}`,
        }),
      );
      checks.push({
        text: `Provenance of ${name.name}: index and every platform`,
        detail: `commit ${plan.commit}`,
        state: 'passed',
        commands: [
          provenanceCommand(plan, `${name.name}@${image.digest}`, {
            signer: world.signer,
            stored: from === 'github',
          }),
        ],
      });
    }
  }
  await allEnded(tasks);
  return checks;
}
