// Which moments of a release the sweep disturbs: chosen from the calls of an undisturbed one.
import type { Call } from '../standins/world.ts';

/** One disturbance, by a name that stays the same between runs of the sweep. */
export type Point =
  | { readonly kind: 'kill'; readonly call: number; readonly phase: 'before' | 'after' }
  | { readonly kind: 'fault'; readonly call: number; readonly fault: FaultName }
  | { readonly kind: 'race'; readonly seed: number; readonly tags: readonly [string, string] };

export const faultNames = ['500', '429', 'reset', 'lost', 'truncate', 'timeout'] as const;
export type FaultName = (typeof faultNames)[number];

/** Two releases at once: a hotfix and a feature release, two prereleases, one tag twice. */
export const races: readonly (readonly [string, string])[] = [
  ['v1.2.1', 'v1.3.0'],
  ['v1.3.0-rc.1', 'v1.3.0-rc.2'],
  ['v1.2.0', 'v1.2.0'],
];

export function nameOf(point: Point): string {
  switch (point.kind) {
    case 'kill':
      return `kill ${point.call}${point.phase === 'after' ? '+' : ''}`;
    case 'fault':
      return `fault #${point.call}=${point.fault}`;
    case 'race':
      return `race ${point.tags.join(',')} seed ${point.seed}`;
  }
}

/** BuildKit's reading of base images and moving of layers: many alike calls, of which a sample will do. */
export function isBlobTraffic({ path, userAgent }: Pick<Call, 'path' | 'userAgent'>): boolean {
  return /^(?:buildkit|containerd)/i.test(userAgent) && /\/blobs\/|\/token/.test(path);
}

/** How many of BuildKit's blob calls stand for all of them: one in so many. */
const blobSample = 8;

/** The numbers of the calls that count: every call of the action and its tools, and a sample of blob traffic. */
export function callsThatCount(calls: readonly Call[]): readonly number[] {
  const sorted = [...calls].sort((a, b) => a.n - b.n);
  const blobs = sorted.filter(isBlobTraffic).filter((_, at) => at % blobSample === 0);
  return sorted.filter((call) => !isBlobTraffic(call) || blobs.includes(call)).map(({ n }) => n);
}

/** Everything: kills in both forms and every kind of fault at each call that counts, and `interleavings` races. */
export function allPoints(calls: readonly Call[], interleavings: number): readonly Point[] {
  const numbers = callsThatCount(calls);
  const own = numbers.filter((n) => !calls.some((call) => call.n === n && isBlobTraffic(call)));
  return [
    ...numbers.flatMap((call): Point[] => [
      { kind: 'kill', call, phase: 'before' },
      { kind: 'kill', call, phase: 'after' },
    ]),
    ...own.flatMap((call) => faultNames.map((fault): Point => ({ kind: 'fault', call, fault }))),
    ...Array.from({ length: interleavings }, (_, at): Point => {
      const tags = races[at % races.length] ?? ['v1.2.1', 'v1.3.0'];
      return { kind: 'race', seed: at + 1, tags };
    }),
  ];
}

/** What a call asks for, the same for all that differ in a digest, an id or an upload alone. */
export function likeness({ method, host, path, userAgent }: Call): string {
  const client = userAgent.split(/[/ ]/, 1)[0] ?? '';
  const plain = path
    .replace(/sha256(:|-|%3A)[0-9a-f]{64}/g, '<digest>')
    .replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<id>')
    .replace(/_state=[^&]*/g, '_state=')
    .replace(/\/\d{3,}(?=[/.?]|$)/g, '/<id>');
  return `${client} ${method} ${host}${plain}`;
}

/**
 * For each call, how many calls like it come before it in the order of trying: 0 for the first of a likeness, 1 for
 * the last, 2 for that in the middle, and so on inwards.
 */
function rounds(calls: readonly Call[]): ReadonlyMap<number, number> {
  const alike = Map.groupBy(
    [...calls].sort((a, b) => a.n - b.n),
    likeness,
  );
  return new Map(
    [...alike.values()].flatMap((group) => {
      const left = group.map(({ n }) => n);
      const inOrder = [...left.splice(0, 1), ...left.splice(-1, 1)];
      while (left.length > 0) inOrder.push(...left.splice(Math.floor(left.length / 2), 1));
      return inOrder.map((n, at): [number, number] => [n, at]);
    }),
  );
}

/** Whether a call may change what others see; asking for a token or for Git's objects leaves nothing behind. */
export function mayChange({ method, path }: Pick<Call, 'method' | 'path'>): boolean {
  return !/^(?:GET|HEAD|OPTIONS)$/.test(method) && !/\/git-upload-pack$|\/token\b/.test(path);
}

/**
 * An order in which the points done by any moment are spread over all: whoever stops the sweep early has seen a fair
 * sample. Every likeness of call comes before any comes again, and calls that change something before those that only
 * ask; within that a Weyl sequence over the golden ratio, kinds taking turns. Deterministic.
 */
export function spread(points: readonly Point[], calls: readonly Call[]): readonly Point[] {
  const golden = 0.618_033_988_749_894_8;
  const round = rounds(calls);
  const changing = new Set(calls.filter(mayChange).map(({ n }) => n));
  const rank = (point: Point): number => {
    if (point.kind === 'race') return 0;
    const at = round.get(point.call) ?? 0;
    const asks = changing.has(point.call) ? 0 : 1;
    return at === 0 ? asks : 2 + asks * calls.length + at;
  };
  const kinds = (['kill', 'fault', 'race'] as const).map((kind) => {
    const own = points.filter((point) => point.kind === kind);
    return own
      .map((point, at) => ({ point, rank: rank(point), key: (at * golden) % 1 }))
      .sort((a, b) => a.rank - b.rank || a.key - b.key)
      .map(({ point }) => point);
  });
  const longest = Math.max(0, ...kinds.map(({ length }) => length));
  return Array.from({ length: longest }, (_, at) => kinds.flatMap((own) => own.slice(at, at + 1))).flat();
}
