// The nodes of a builder, by docker buildx: put into it, started, looked at, and taken out again.
import type { BuilderNode } from '../../plan/inputs/builder-nodes.ts';
import type { Platform } from '../../plan/oci/image-name.ts';
import type { Exec } from '../process/exec.ts';
import { nodeArgs, nodeName } from './buildx-args.ts';
import { type NodeState, parseNodes, refusalIn, startFailures } from './node-states.ts';

export interface BuilderNodes {
  /**
   * Makes one builder of these nodes, named in their order.
   * @returns those that buildx did not take into it, and why: a Docker engine that does not answer is refused here already
   */
  createNodes(name: string, nodes: readonly BuilderNode[]): Promise<readonly NodeState[]>;
  /** Starts what does not run, waits until it does or does not, and says how each node is. */
  startNodes(name: string): Promise<readonly NodeState[]>;
  /** How the nodes of a builder are. */
  nodes(name: string): Promise<readonly NodeState[]>;
  /**
   * Says which node builds what. buildx has one node for each platform: whoever is given it last takes it from the others, and a
   * node that is refused takes all platforms from those before it.
   * @returns why not, in buildx's words
   */
  assign(name: string, node: string, platforms: readonly Platform[]): Promise<string | undefined>;
  /**
   * Takes a node out of a builder, so that nothing more is sent to it.
   * @param lost the builder that has what buildx has started for such nodes, to remove it
   */
  leave(name: string, node: string, lost: string): Promise<void>;
}

/** @param made is told the nodes of each builder */
export function makeBuilderNodes(run: Exec['run'], made: Map<string, readonly BuilderNode[]>): BuilderNodes {
  const lenient = { allowFailure: true } as const;
  const nodes = async (name: string): Promise<readonly NodeState[]> =>
    parseNodes((await run(['inspect', '--', name], lenient)).stdout.toString());
  const nodeOf = (name: string, node: string): BuilderNode | undefined =>
    made.get(name)?.find((_, at) => nodeName(name, at) === node);
  const kept = new Set<string>();
  return {
    nodes,
    createNodes: async (name, all) => {
      made.set(name, all);
      // A broken attempt may have left some of them.
      await run(['rm', '--force', '--', name], lenient);
      const refused: NodeState[] = [];
      for (const [at, node] of all.entries()) {
        // The builder begins with the first node that is taken.
        const place = { builder: name, name: nodeName(name, at), isFirst: refused.length === at };
        const { code, stderr } = await run(nodeArgs(place, node), lenient);
        if (code !== 0) refused.push({ name: place.name, down: refusalIn(stderr) });
      }
      return refused;
    },
    startNodes: async (name) => {
      // It fails where one node does not start. What it prints of them all is of no use: buildx gives that 20 s from the beginning,
      // and shows a node as inactive whose pod took longer to start (commands/inspect.go).
      const { stderr } = await run(['inspect', '--bootstrap', '--', name], lenient);
      const whyNot = startFailures(stderr);
      return (await nodes(name)).map((state) =>
        state.isStopped ? { ...state, down: whyNot(state.name) ?? state.down ?? '' } : state,
      );
    },
    assign: async (name, node, platforms) => {
      const one = nodeOf(name, node);
      if (one === undefined) return undefined;
      const place = { builder: name, name: node, isFirst: true };
      const { code, stderr } = await run(nodeArgs(place, { ...one, platforms }), lenient);
      return code === 0 ? undefined : refusalIn(stderr);
    },
    leave: async (name, node, lost) => {
      await run(['create', '--name', name, '--leave', '--node', node]);
      const one = nodeOf(name, node);
      // buildx forgets a node that leaves, with the container or the Deployment that it has made for it.
      if (one === undefined || one.driver === 'remote') return;
      const place = { builder: lost, name: node, isFirst: !kept.has(lost) };
      if ((await run(nodeArgs(place, one), lenient)).code === 0) kept.add(lost);
    },
  };
}
