// The anchor of each platform of a plan, as this machine and every other computes it.
import { readFile } from 'node:fs/promises';
import { type Anchor, anchorOf } from '../../plan/handover/anchor.ts';
import { type DockerfileFacts, dockerfilePath, hashOfInputs } from '../../plan/handover/inputs.ts';
import type { Plan } from '../../plan/plan.ts';
import { sha256 } from '../../world/registry/registry.ts';

type Anchored = Pick<Plan, 'build' | 'commit' | 'platforms' | 'repository' | 'tag'>;

/** Platform → its anchor. @param workspace where the Dockerfile is looked for */
export async function anchorsOf(plan: Anchored, workspace: string): Promise<ReadonlyMap<string, Anchor>> {
  const dockerfile = await dockerfileFacts(plan, workspace);
  return new Map(
    plan.platforms.map((platform) => [
      platform.name,
      anchorOf({
        repository: plan.repository.fullName,
        commit: plan.commit,
        tag: plan.tag,
        platform: platform.name,
        inputs: hashOfInputs(plan.build, platform, { workspace, dockerfile }),
      }),
    ]),
  );
}

async function dockerfileFacts({ build }: Pick<Plan, 'build'>, workspace: string): Promise<DockerfileFacts> {
  const path = dockerfilePath(build, workspace);
  if (path === undefined) return {};
  try {
    return { sha256: sha256(await readFile(path)) };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // That it is missing is a fault that preflight names.
    if (code === 'ENOENT' || code === 'ENOTDIR') return {};
    throw error;
  }
}
