// Proof by the programs that users run: cosign and gh over index and every platform, and what the names point at.
import type { ImagePlan, Plan } from '../plan/plan.ts';
import { keyName } from '../plan/assets.ts';
import { type Attestation, type Image, type MovedPointer, digestsOf } from '../plan/release.ts';
import type { Steps } from '../step.ts';
import type { GitHubRelease } from '../world/github.ts';
import type { World } from '../world/world.ts';

/** A line of the post-release checklist: what was checked, and how anybody checks it again. */
export interface Check {
  readonly text: string;
  readonly detail: string;
  readonly passed: boolean;
  readonly commands: readonly string[];
}

/** Proves signatures and provenance before anything is public. @throws ReleaseError naming what does not verify. */
export async function prove(
  plan: ImagePlan,
  image: Image,
  provenance: Attestation | undefined,
  world: World,
  steps: Steps,
): Promise<readonly Check[]> {
  const digests = digestsOf(image);
  const checks: Check[] = [];
  const from = provenance?.notStored === undefined ? 'github' : 'registry';
  const keyless = `--certificate-identity '${world.signer.san}' --certificate-oidc-issuer ${world.signer.issuer}`;
  const tasks: Promise<unknown>[] = [];
  const identity = world.publicKey === undefined ? keyless : `--key ${keyName}`;
  for (const name of plan.images) {
    if (plan.sign !== 'none') {
      tasks.push(
        steps.run({
          title: `Verify the signatures of ${name.name} with cosign`,
          make: () => world.cosign.verify(name, digests, world.signer),
          outcome: 'checked',
          describe: () => `${digests.length} digests`,
        }),
      );
      checks.push({
        text: `Signatures of ${name.name}: index and every platform`,
        detail: world.publicKey === undefined ? world.signer.san : 'by the key that was given',
        passed: true,
        commands: [`cosign verify ${identity} ${name.name}@${image.digest}`],
      });
    }
    if (plan.attest) {
      tasks.push(
        steps.run({
          title: `Verify the provenance of ${name.name} with cosign and gh`,
          make: async () => {
            await Promise.all([
              world.cosign.verifyProvenance(name, digests, world.signer),
              ...digests.map((digest) => world.gh.verifyProvenance(name, digest, world.signer, from)),
            ]);
          },
          outcome: 'checked',
          describe: () =>
            `${digests.length} digests, from the registry${from === 'github' ? ' and from GitHub' : ''}`,
        }),
      );
      checks.push({
        text: `Provenance of ${name.name}: index and every platform`,
        detail: `commit ${plan.commit}`,
        passed: true,
        commands: [
          `gh attestation verify oci://${name.name}@${image.digest} --repo ${plan.repository.fullName}${from === 'github' ? '' : ' --bundle-from-oci'}`,
        ],
      });
    }
  }
  const failure = (await Promise.allSettled(tasks)).find((result) => result.status === 'rejected');
  if (failure) throw failure.reason;
  return checks;
}

/** What a user would pull and see, read back from outside after publishing. A check that fails is a result, not an exception. */
export async function readBack(
  plan: Plan,
  image: Image,
  release: GitHubRelease,
  moved: readonly MovedPointer[],
  world: World,
  steps: Steps,
): Promise<readonly Check[]> {
  return steps.run({
    title: 'Read back what is public',
    make: async (log) => {
      const tags = [
        plan.pointers.exact,
        ...plan.pointers.extra,
        ...plan.pointers.floating
          .filter(({ kind, moves }) => kind === 'image' && moves)
          .map(({ name }) => name),
      ];
      const pulls = plan.images.flatMap((name) =>
        tags
          .filter(
            (tag) => !moved.some(({ name: pointer, left }) => left && pointer === `${name.name}:${tag}`),
          )
          .map(async (tag): Promise<Check> => {
            const head = await world.registry.head(name, tag);
            return {
              text: `${name.name}:${tag} names the release's index`,
              detail: head?.digest ?? 'nothing',
              passed: head?.digest === image.digest,
              commands: [`docker buildx imagetools inspect ${name.name}:${tag}`],
            };
          }),
      );
      const page = async (): Promise<Check> => {
        const now = await world.github.release(release.id);
        const broken =
          now?.assets.filter((asset) => asset.state !== 'uploaded').map((asset) => asset.name) ?? [];
        const passed =
          now?.draft === false && now.body.trim() !== '' && now.assets.length > 0 && broken.length === 0;
        return {
          text: 'The release page has its notes and assets',
          detail: now
            ? `${now.assets.length} assets${broken.length > 0 ? `, broken: ${broken.join(', ')}` : ''}`
            : 'not found',
          passed,
          commands: [`gh release view ${plan.tag} --repo ${plan.repository.fullName}`],
        };
      };
      const checks = await Promise.all([page(), ...pulls]);
      for (const check of checks) log(`${check.passed ? 'ok' : 'NOT OK'}: ${check.text} (${check.detail})`);
      return checks;
    },
    outcome: (checks) => (checks.every((check) => check.passed) ? 'checked' : 'failed'),
    describe: (checks) =>
      `${checks.filter((check) => check.passed).length} of ${checks.length} checks passed`,
  });
}
