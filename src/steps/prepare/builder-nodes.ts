// One builder over several BuildKit nodes: those that are down are named and left out, as long as every platform has one.
import { ReleaseError } from '../../errors.ts';
import { type BuilderNode, builds } from '../../plan/inputs/builder-nodes.ts';
import type { Platform } from '../../plan/oci/image-name.ts';
import type { Log } from '../../run/step.ts';
import type { Builder, Buildx } from '../../world/docker/buildx.ts';
import { nodeName } from '../../world/docker/buildx-args.ts';
import type { NodeState } from '../../world/docker/node-states.ts';

interface Spread {
  readonly name: string;
  readonly nodes: readonly BuilderNode[];
  readonly buildx: Buildx;
}

/**
 * Makes the builder.
 * @throws ReleaseError naming the nodes that are down, where a platform has no other.
 */
export async function spreadBuilder(
  spread: Spread,
  platforms: readonly Platform[],
  log: Log,
): Promise<{ readonly builder: Builder; readonly lost: readonly string[] }> {
  const { name, nodes, buildx } = spread;
  const refused = await buildx.createNodes(name, nodes);
  const states = [...(await buildx.nodes(name)), ...refused.map((one) => ({ ...one, isRefused: true }))];
  const lost = await leaveDown(spread, states, platforms, log);
  const builder = {
    name,
    driver: nodes[0]?.driver ?? '',
    platforms: [...new Set(nodes.flatMap((node) => node.platforms.map((platform) => platform.name)))],
    spread: true,
  };
  return { builder, lost };
}

/**
 * Looks at the nodes after a build has failed. Those that are gone leave the builder.
 * @returns what was lost, a sentence each; empty where the nodes are not the cause
 * @throws ReleaseError naming them, where the platform has no other node.
 */
export async function lostNodes(spread: Spread, platform: Platform, log: Log): Promise<readonly string[]> {
  const states = await spread.buildx.nodes(spread.name);
  return leaveDown(spread, states, [platform], log);
}

/** @param states of the nodes in the builder, and of those that were refused */
async function leaveDown(
  { name, nodes, buildx }: Spread,
  states: readonly (NodeState & { readonly isRefused?: boolean })[],
  platforms: readonly Platform[],
  log: Log,
): Promise<readonly string[]> {
  const placed = nodes.map((node, at) => {
    const state = states.find((one) => one.name === nodeName(name, at));
    const { down, isRefused = false } = state ?? {};
    return { node, nodeName: nodeName(name, at), left: state === undefined, down, isRefused };
  });
  const down = placed.filter((one) => one.down !== undefined);
  const sentences = down.map(({ node, down: why = '' }) => `the node ${titleOf(node)} is down: ${why}`);
  for (const sentence of sentences) log(sentence);
  const up = placed.filter((one) => !one.left && one.down === undefined);
  const homeless = platforms.filter((platform) => !up.some(({ node }) => builds(node, platform)));
  if (homeless.length > 0) {
    const names = homeless.map((platform) => platform.name).join(', ');
    const why = sentences.length > 0 ? sentences : ['every node that has it was lost before'];
    throw new ReleaseError(`no node is left that builds ${names}: ${why.join('; ')}`, {
      code: 'no-builder',
      hint: 'Start the node again, or give another one for these platforms in builder-nodes; then run the workflow again.',
    });
  }
  for (const one of down.filter(({ isRefused }) => !isRefused)) await buildx.leave(name, one.nodeName);
  return sentences;
}

function titleOf({ endpoint, driver, platforms }: BuilderNode): string {
  return endpoint ?? `of ${platforms.map(({ name }) => name).join(', ')} (${driver})`;
}
