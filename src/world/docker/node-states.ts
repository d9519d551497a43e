// How the nodes of a builder are, in what `docker buildx inspect` prints; pure.

/** A node of a builder. */
export interface NodeState {
  readonly name: string;
  /** What it says of itself where it is not running. */
  readonly down?: string;
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
    return { name, down: error ?? status ?? 'it says nothing' };
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
