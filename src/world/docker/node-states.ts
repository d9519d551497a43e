// How the nodes of a builder are, in what `docker buildx inspect` prints; pure.

/** A node of a builder. */
export interface NodeState {
  readonly name: string;
  /** What it says of itself where it is not running. */
  readonly down?: string;
  /** Whether no error but its status alone says so: buildx may be able to start it. */
  readonly isStopped?: true;
}

/** The nodes; one that does not run says `Status: inactive`, or why not. */
export function parseNodes(text: string): readonly NodeState[] {
  const [, ...blocks] = text
    .split(/^Nodes:[ \t]*$/m)
    .slice(1)
    .join('\n')
    .split(/^Name:[ \t]*/m);
  return blocks.map((block) => {
    const name = /^\S*/.exec(block)?.[0] ?? '';
    const status = /^Status:[ \t]*(\S+)/m.exec(block)?.[1];
    const error = /^Error:[ \t]*(.+)$/m.exec(block)?.[1]?.trim();
    if (error === undefined && status === 'running') return { name };
    if (error !== undefined) return { name, down: error };
    return { name, down: status ?? 'it says nothing', isStopped: true };
  });
}

/**
 * Whether whoever builds answers. buildx tells of a node that it cannot reach in a line `Error:`, or only by its status, and
 * exits with 0 all the same.
 * @param own the nodes of which one builds, and nobody knows which; undefined where the builder is somebody else's
 */
export function nodesAnswer(text: string, own?: readonly string[]): boolean {
  const states = parseNodes(text);
  if (own !== undefined)
    return states.filter(({ name }) => own.includes(name)).every(({ down }) => down === undefined);
  if (/^Error:/m.test(text)) return false;
  return states.length === 0 || states.some(({ down }) => down === undefined);
}

/** Why buildx takes a node into no builder, in what it prints then: `ERROR: failed to initialize builder NAME (NODE): why`. */
export function refusalIn(stderr: string): string {
  const why = [...stderr.matchAll(/^ERROR:[ \t]*(.+)$/gm)].at(-1)?.[1] ?? stderr.trim().split('\n').at(-1);
  return (why ?? '').replace(/^failed to initialize builder \S+ \(\S+\): /, '') || 'it says nothing';
}

/**
 * Why nodes did not start, in what `docker buildx inspect --bootstrap` prints: each node has a step of its own in it, which has
 * the node's name only where there are several. @returns by the name of the node
 */
export function startFailures(stderr: string): (node: string) => string | undefined {
  const steps = new Map<string, string>();
  const failed = new Map<string, string>();
  for (const line of stderr.split('\n')) {
    const [, begun = '', node = ''] = /^#(\d+) \[(?:(\S+) )?internal\] /.exec(line) ?? [];
    if (begun !== '') steps.set(begun, node);
    const [, step = '', why = ''] = /^#(\d+) ERROR: (.+)$/.exec(line) ?? [];
    if (why !== '') failed.set(steps.get(step) ?? '', why.trim());
  }
  return (node) => failed.get(node) ?? failed.get('');
}
