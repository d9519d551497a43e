// Signatures: index and every platform, under every name, each found in the registry or made by cosign.
import type { Digest } from '../plan/brands.ts';
import type { ImageName } from '../plan/image-name.ts';
import type { ImagePlan } from '../plan/plan.ts';
import { type Image, type ImageSignature, digestsOf } from '../plan/release.ts';
import type { Log, Steps } from '../step.ts';
import { LookAgain, type Patience, defaultPatience, patiently } from '../world/patience.ts';
import type { World } from '../world/world.ts';
import { type FoundBundle, firstSignedWith, firstVerified, referringBundles } from './bundles.ts';

const signaturePredicate = 'https://sigstore.dev/cosign/sign/v1';

/** A signature of this digest by this workflow on this commit, or by the key that was given; or `undefined`. */
export async function findSignature(
  plan: Pick<ImagePlan, 'commit' | 'repository'>,
  world: World,
  name: ImageName,
  digest: Digest,
  log: Log,
): Promise<FoundBundle | undefined> {
  const texts = await referringBundles(world.registry, name, digest, log);
  const policy = { predicateType: signaturePredicate, subjectDigests: [digest] };
  return world.publicKey === undefined
    ? firstVerified(texts, world, plan, policy, log)
    : firstSignedWith(world.publicKey, texts, world, policy, log);
}

/** Signs what is not signed yet, one image name after the other: a fallback tag has room for one writer at a time. */
export async function sign(
  plan: ImagePlan,
  image: Image,
  world: World,
  steps: Steps,
  patience: Patience = defaultPatience,
): Promise<readonly ImageSignature[]> {
  const signatures: ImageSignature[] = [];
  for (const name of image.names) {
    let found: readonly (FoundBundle | undefined)[] = [];
    const missing = async (log: Log): Promise<readonly Digest[]> => {
      const digests = digestsOf(image);
      found = await Promise.all(digests.map((digest) => findSignature(plan, world, name, digest, log)));
      return digests.filter((_, at) => found[at] === undefined);
    };
    let unsigned: readonly Digest[] = digestsOf(image);
    await steps.run({
      title: `Sign ${name.name}`,
      find: async (log) => {
        unsigned = await missing(log);
        return unsigned.length === 0 ? 0 : undefined;
      },
      make: async (log) => {
        await world.cosign.sign(name, unsigned, log);
        // A registry that lags shows it in a moment. Only what stays away is signed again, by the next attempt of this
        // step: another writer's list of referrers has won.
        await patiently(
          `signatures of ${name.name}`,
          async () => {
            const left = await missing(log);
            if (left.length === 0) return;
            throw new LookAgain(`${left.join(', ')} of ${name.name} shows no signature after signing`, {
              hint: 'Run the workflow again: it signs what is not signed.',
            });
          },
          { ...patience, onWait: log },
        );
        return unsigned.length;
      },
      describe: (count) =>
        count === 0
          ? 'index and platforms are signed'
          : `${count} of ${digestsOf(image).length} digests signed and read back`,
    });
    signatures.push(
      ...digestsOf(image).map((digest, at) => {
        const logIndex = found[at]?.statement.logIndex;
        return { image: name.name, digest, ...(logIndex === undefined ? {} : { logIndex }) };
      }),
    );
  }
  return signatures;
}
