// One builder over several BuildKit nodes: those that are down are named and left out, as long as every platform has one.
import { ReleaseError } from '../../errors.ts';
import { type BuilderNode, builds } from '../../plan/inputs/builder-nodes.ts';
import type { Platform } from '../../plan/oci/image-name.ts';
import type { Log } from '../../run/step.ts';
import type { Builder, Buildx } from '../../world/docker/buildx.ts';
import { nodeName } from '../../world/docker/buildx-args.ts';
import { isLostConnection } from '../../world/docker/buildkit-failure.ts';
import type { NodeState } from '../../world/docker/node-states.ts';
import { nodeRemedy } from './node-remedy.ts';

export interface Spread {
  readonly name: string;
  readonly nodes: readonly BuilderNode[];
  readonly buildx: Buildx;
  /** Told the name of a builder before it is made. */
  readonly keep: (name: string) => void;
}

/** What is done about nodes that are lost while they build. */
export interface Losses {
  /** How often a node was lost so far. */
  readonly count: () => number;
  /** A sentence for each loss that was not told yet. */
  readonly untold: () => readonly string[];
  /**
   * Looks for lost nodes after a build has failed. Those that are gone leave the builder; one that is back stays.
   * @throws ReleaseError naming them, where the platform has no other.
   */
  readonly look: (platform: Platform, log: Log, error: unknown) => Promise<void>;
}

/** So often a platform is built again on a node that comes back: one that its build brings down would do so for ever. */
const mostReturns = 2;

/**
 * Makes the builder.
 * @throws ReleaseError naming the nodes that are down, where a platform has no other.
 */
export async function spreadBuilder(
  spread: Spread,
  platforms: readonly Platform[],
  log: Log,
): Promise<{ readonly builder: Builder; readonly losses: Losses }> {
  const { name, nodes, buildx, keep } = spread;
  keep(name);
  const refused = await buildx.createNodes(name, nodes);
  const started = refused.length < nodes.length ? await buildx.startNodes(name) : [];
  const states = [...started, ...refused.map((one) => ({ ...one, isRefused: true }))];
  const lost = [...(await leaveDown(spread, states, platforms, log))];
  const isShared = nodes.some((one, at) => one.platforms.some((each) => firstWith(nodes, each) !== at));
  if (isShared || refused.length > 0) await share(spread, states, log);
  const builder = {
    name,
    driver: nodes[0]?.driver ?? '',
    platforms: [...new Set(nodes.flatMap((node) => node.platforms.map((platform) => platform.name)))],
    spread: true,
  };
  const returns = new Map<string, number>();
  let told = 0;
  return {
    builder,
    losses: {
      count: () => lost.length,
      untold: () => {
        const rest = lost.slice(told);
        told = lost.length;
        return rest;
      },
      look: async (platform, log, error) => {
        lost.push(...(await lostNodes(spread, { platform, error, returns }, log)));
      },
    },
  };
}

interface Lost {
  readonly platform: Platform;
  /** How its build has failed. */
  readonly error: unknown;
  /** How often each node came back. */
  readonly returns: Map<string, number>;
}

/** @returns what was lost, a sentence each; empty where the nodes are not the cause */
async function lostNodes(
  spread: Spread,
  { platform, error, returns }: Lost,
  log: Log,
): Promise<readonly string[]> {
  const { name, buildx } = spread;
  let states: readonly NodeState[] = await buildx.nodes(name);
  const own = (): readonly Placed[] =>
    placed(spread, states).filter(({ node, left }) => !left && builds(node, platform));
  // A pod that is deleted is replaced, and a container that has ended can be started again: waited for where nobody else can build.
  const isAlone = own().every(({ down }) => down !== undefined);
  const isAwaited = isAlone && own().some(({ node, isStopped }) => isStopped && node.driver !== 'remote');
  if (isAwaited) {
    log('waiting for the node to come back');
    states = await buildx.startNodes(name);
  }
  const gone = await leaveDown(spread, states, [platform], log);
  if (gone.length > 0) await share(spread, states, log);
  if (gone.length > 0 || !(isAwaited || isLostConnection(error))) return gone;
  // The first that has the platform was building it.
  const [back] = own();
  if (back === undefined) return [];
  const times = (returns.get(back.nodeName) ?? 0) + 1;
  returns.set(back.nodeName, times);
  if (times > mostReturns) {
    const down = `it was lost ${times} times while it built`;
    const others = states.filter((state) => state.name !== back.nodeName);
    states = [...others, { name: back.nodeName, down }];
    const left = await leaveDown(spread, states, [platform], log);
    await share(spread, states, log);
    return left;
  }
  const sentence = `the node ${back.title} was lost while it built, and came back: ${platform.name} is built there again`;
  log(sentence);
  return [sentence];
}

type State = NodeState & { readonly isRefused?: boolean };

interface Placed {
  readonly node: BuilderNode;
  readonly nodeName: string;
  readonly title: string;
  /** Whether it has left the builder. */
  readonly left: boolean;
  readonly down: string | undefined;
  readonly isStopped: boolean;
  readonly isRefused: boolean;
}

/** The nodes of the input, and what is known of each. */
function placed({ name, nodes }: Spread, states: readonly State[]): readonly Placed[] {
  return nodes.map((node, at) => {
    const state = states.find((one) => one.name === nodeName(name, at));
    return {
      ...{ node, nodeName: nodeName(name, at), title: titleOf(node, at), left: state === undefined },
      ...{ down: state?.down, isStopped: state?.isStopped ?? false, isRefused: state?.isRefused ?? false },
    };
  });
}

/** @param states of the nodes in the builder, and of those that were refused */
async function leaveDown(
  spread: Spread,
  states: readonly State[],
  platforms: readonly Platform[],
  log: Log,
): Promise<readonly string[]> {
  const all = placed(spread, states);
  const down = all.filter((one) => one.down !== undefined);
  const sentences = down.map(({ title, down: why = '' }) => `the node ${title} is down: ${why}`);
  for (const sentence of sentences) log(sentence);
  const up = all.filter((one) => !one.left && one.down === undefined);
  const homeless = platforms.filter((platform) => !up.some(({ node }) => builds(node, platform)));
  if (homeless.length > 0) {
    const names = homeless.map((platform) => platform.name).join(', ');
    const why = sentences.length > 0 ? sentences : ['every node that has it was lost before'];
    throw new ReleaseError(`no node is left that builds ${names}: ${why.join('; ')}`, {
      code: 'no-builder',
      hint: nodeRemedy(down.map(({ node, down: why = '' }) => ({ node, why }))),
    });
  }
  const leaving = down.filter(({ isRefused }) => !isRefused);
  const lost = `${spread.name}-lost`;
  if (leaving.length > 0) spread.keep(lost);
  for (const one of leaving) await spread.buildx.leave(spread.name, one.nodeName, lost);
  return sentences;
}

/** Gives each platform to the first node that names it and runs. */
async function share(spread: Spread, states: readonly State[], log: Log): Promise<void> {
  const up = placed(spread, states).filter((one) => !one.left && one.down === undefined);
  const nodes = up.map(({ node }) => node);
  for (const [at, { nodeName: name, node }] of up.entries()) {
    const own = node.platforms.filter((platform) => firstWith(nodes, platform) === at);
    if (own.length === 0) continue;
    const why = await spread.buildx.assign(spread.name, name, own);
    if (why !== undefined) log(`buildx does not let ${name} have its platforms: ${why}`);
  }
}

function firstWith(nodes: readonly BuilderNode[], platform: Platform): number {
  return nodes.findIndex((node) => builds(node, platform));
}

function titleOf({ endpoint, driver, platforms }: BuilderNode, at: number): string {
  return endpoint ?? `${at + 1} (${driver}, ${platforms.map(({ name }) => name).join(', ')})`;
}

/** Does again what a lost node broke off, on another that can or on the same once it is back. */
export async function onLivingNode<T>(
  { losses }: { readonly losses?: Losses },
  platform: Platform,
  log: Log,
  work: () => Promise<T>,
): Promise<T> {
  for (;;) {
    const before = losses?.count();
    try {
      return await work();
    } catch (error) {
      if (losses === undefined || (error instanceof ReleaseError && error.code === 'cancelled')) throw error;
      await losses.look(platform, log, error);
      // Another platform's build may have seen it first.
      if (losses.count() === before) throw error;
    }
  }
}
