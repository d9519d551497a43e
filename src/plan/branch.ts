// `latest: branch`: a push to the default branch publishes its HEAD as `latest`, with no version and no release page.
import { planBuild } from './build.ts';
import type { Context } from './context.ts';
import { disclosureWarnings } from './disclosure.ts';
import { type History, type ImagePlan, imagesOf } from './plan.ts';
import type { Inputs } from './inputs/inputs.ts';

/** An image that only `latest` will name. */
export interface BranchPlan extends ImagePlan {
  /** Its short name, `main`; also the image's `org.opencontainers.image.version`, as docker/metadata-action has it. */
  readonly branch: string;
  readonly pointer: 'latest';
}

/**
 * The branch that a run publishes, or `undefined` when the run is about a release: only with `latest: branch`, on the
 * default branch itself, and with no tag asked for.
 */
export function publishedBranch(inputs: Inputs, context: Context): string | undefined {
  const { defaultBranch } = context.repository;
  if (inputs.pointers.latest !== 'branch' || inputs.tag !== undefined || defaultBranch === undefined)
    return undefined;
  return context.ref === `refs/heads/${defaultBranch}` ? defaultBranch : undefined;
}

/** Decides what a push to the branch publishes. */
export function planBranch(
  branch: string,
  inputs: Inputs,
  context: Context,
  { commit, commitTime }: Pick<History, 'commit' | 'commitTime'>,
): BranchPlan {
  const images = imagesOf(inputs, context.repository);
  return {
    branch,
    pointer: 'latest',
    commit,
    repository: context.repository,
    images,
    platforms: inputs.platforms,
    build: planBuild(inputs, context, { version: { text: branch }, commit, commitTime, images }),
    sign: inputs.sign,
    signLegacy: inputs.signLegacy,
    attest: inputs.attest,
    warnings: disclosureWarnings(inputs, context.repository),
  };
}
