// `latest` of a branch: moved to the commit of this run, unless it already names a later one.
import type { BranchPlan } from '../../plan/branch.ts';
import type { ImageName } from '../../plan/oci/image-name.ts';
import type { Image, MovedPointer } from '../../plan/artifacts.ts';
import { isCommitSha } from '../../plan/brands.ts';
import type { Log } from '../../run/step.ts';
import { TransientError } from '../../world/retry/retry.ts';
import type { World } from '../../world/world.ts';
import { provenImage } from '../../find/earlier-image.ts';
import type { Check } from '../prove/verify.ts';
import type { Job } from '../../run/job.ts';
import { compact } from '../../compact.ts';

/** What `latest` names, when that is this very commit and proven: then nothing is built. */
export async function imageOnBranch(plan: BranchPlan, world: World, log: Log): Promise<Image | undefined> {
  const [name] = plan.images;
  const head = name && (await world.registry.head(name, plan.pointer));
  return head && provenImage({ plan, world }, name, head.digest, log);
}

/** Moves `latest` under every name, never back to a commit that comes before what it names. */
export async function moveLatest(
  job: Pick<Job<BranchPlan>, 'plan' | 'world' | 'steps'>,
  image: Image,
): Promise<{ readonly moved: readonly MovedPointer[]; readonly checks: readonly Check[] }> {
  const { plan, world, steps } = job;
  const moved: MovedPointer[] = [];
  const checks: Check[] = [];
  for (const name of image.names) {
    const ref = `${name.name}:${plan.pointer}`;
    const from = (await world.registry.head(name, plan.pointer))?.digest;
    let before: string | undefined;
    const { later } = await steps.run<{ readonly later?: string }>({
      title: `Move ${ref}`,
      find: async () => {
        before = (await world.registry.head(name, plan.pointer))?.digest;
        if (before === image.digest) return {};
        const later = await laterCommit(plan, name, world);
        return later === undefined ? undefined : { later };
      },
      make: async () => {
        const put = { mediaType: image.mediaType, bytes: Buffer.from(image.index) };
        await world.registry.put(name, plan.pointer, put);
        const written = { tag: plan.pointer, digest: image.digest, before };
        if ((await world.registry.settled(name, written)) === image.digest) return {};
        // Another push wrote at the same moment: whose commit is the later one is asked again.
        throw new TransientError(`${ref} does not name ${image.digest} yet`, {
          hint: 'Run the workflow again.',
        });
      },
      describe: ({ later: than }) => (than === undefined ? image.digest : `left to ${than}, which is later`),
    });
    if (later === undefined && from !== image.digest) {
      moved.push(compact({ kind: 'image', name: ref, from, to: image.digest }));
    }
    checks.push({
      text: `${ref} names HEAD of ${plan.branch}`,
      detail: later === undefined ? image.digest : `left to ${later}, which is later`,
      state: 'passed',
      commands: [`docker buildx imagetools inspect ${ref}`],
    });
  }
  return { moved, checks };
}

/** The commit that the pointer's image says it is of, when that comes after this run's. */
async function laterCommit(
  plan: BranchPlan,
  name: ImageName,
  { registry, github }: World,
): Promise<string | undefined> {
  const manifest = await registry.manifest(name, plan.pointer);
  if (!manifest) return undefined;
  const { annotations } = JSON.parse(manifest.bytes.toString('utf8')) as {
    readonly annotations?: Readonly<Record<string, unknown>>;
  };
  const revision = annotations?.['org.opencontainers.image.revision'];
  if (typeof revision !== 'string' || !isCommitSha(revision) || revision === plan.commit) return undefined;
  return (await github.isReachable(plan.commit, revision)) ? revision : undefined;
}
