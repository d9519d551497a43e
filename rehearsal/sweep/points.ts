// Which moments of a release the sweep disturbs: chosen from the calls of an undisturbed one.
import type { Call } from '../standins/world.ts';

/**
 * One call of a release, the same in every run of it: what it asks for, and how many like it came before. The mere
 * number of a call is not the same twice, since tools work side by side.
 */
export interface Moment {
  readonly like: string;
  /** From 1. */
  readonly nth: number;
}

/** One disturbance, by a name that stays the same between runs of the sweep. */
export type Point =
  | { readonly kind: 'kill'; readonly at: Moment; readonly phase: 'before' | 'after' }
  | { readonly kind: 'fault'; readonly at: Moment; readonly fault: FaultName }
  | { readonly kind: 'race'; readonly seed: number; readonly tags: readonly [string, string] };

export type FaultPoint = Extract<Point, { readonly kind: 'fault' }>;

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
      return `kill ${point.phase} ${textOf(point.at)}`;
    case 'fault':
      return `fault ${point.fault} ${textOf(point.at)}`;
    case 'race':
      return `race ${point.tags.join(',')} seed ${point.seed}`;
  }
}

function textOf({ like, nth }: Moment): string {
  return `${like} #${nth}`;
}

/** What a call asks for, the same for all that differ in a digest, an id or an upload alone. */
export function likeness({ method, host, path, userAgent }: Call): string {
  const client = userAgent.split(/[/ ]/, 1)[0] ?? '';
  const plain = path
    .replace(/sha256(?::|-|%3A)[0-9a-f]{64}/g, '<digest>')
    .replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<id>')
    .replace(/_state=[^&]*/g, '_state=')
    .replace(/\/(?:\d{3,}|[0-9a-f]{16})(?=[/.?]|$)/g, '/<id>');
  return `${client} ${method} ${host}${plain}`;
}

/** Says of each call of one run, before and after the server acts, whether it is that of the moment. */
export function isAt({ like, nth }: Moment): (call: Call) => boolean {
  const seen: number[] = [];
  return (call) => {
    if (likeness(call) !== like) return false;
    if (!seen.includes(call.n)) seen.push(call.n);
    return seen.indexOf(call.n) === nth - 1;
  };
}

/**
 * Whether BuildKit or an upload waits for this call: a silence there is waited for by nobody but the run's own timeout, so
 * that it has to be met alone.
 */
export function isUnbounded({ like }: Moment): boolean {
  return /^(?:buildkit|containerd)/i.test(like) || like.includes('uploads.github.com');
}

/** How many calls of one likeness lie at least between two that are spoiled in one run: the spoiled one is asked again. */
const apart = 4;

/** Groups of at most `size` faults of one kind for one run, in the order of the points. */
export function together(
  points: readonly FaultPoint[],
  size: number,
): readonly (readonly [FaultPoint, ...FaultPoint[]])[] {
  const groups: [FaultPoint, ...FaultPoint[]][] = [];
  for (const point of points) {
    if (point.fault === 'timeout' && isUnbounded(point.at)) continue;
    const isFar = ({ at }: FaultPoint): boolean =>
      at.like !== point.at.like || Math.abs(at.nth - point.at.nth) >= apart;
    const fits = groups.find(
      (group) => group.length < size && group[0].fault === point.fault && group.every(isFar),
    );
    if (fits === undefined) groups.push([point]);
    else fits.push(point);
  }
  return groups;
}

/** The moment of a fault when those of the group that come before it at alike calls have each been asked again. */
export function shifted({ at }: FaultPoint, group: readonly FaultPoint[]): Moment {
  const before = group.filter((other) => other.at.like === at.like && other.at.nth < at.nth);
  return { ...at, nth: at.nth + before.length };
}

/** BuildKit's reading of base images and moving of layers: many alike calls, of which a sample will do. */
export function isBlobTraffic({ path, userAgent }: Pick<Call, 'path' | 'userAgent'>): boolean {
  return /^(?:buildkit|containerd)/i.test(userAgent) && /\/blobs\/|\/token/.test(path);
}

/** How many of BuildKit's blob calls stand for all of them: one in so many. */
const blobSample = 8;

/** Whether a call may change what others see; asking for a token or for Git's objects leaves nothing behind. */
export function mayChange({ method, path }: Pick<Call, 'method' | 'path'>): boolean {
  return !/^(?:GET|HEAD|OPTIONS)$/.test(method) && !/\/git-upload-pack$|\/token\b/.test(path);
}

/** Whether a call may change what the public sees: an image's tag, a release, a Git tag. */
export function isPublic({ method, host, path }: Pick<Call, 'method' | 'host' | 'path'>): boolean {
  if (host === 'ghcr.io') return method === 'PUT' && /\/manifests\/(?!sha256[-:])[^/]+$/.test(path);
  return (
    host === 'api.github.com' &&
    /^(?:PATCH|DELETE|POST)$/.test(method) &&
    /\/(?:releases|git\/refs)\b/.test(path)
  );
}

interface Place {
  readonly at: Moment;
  readonly isBlobTraffic: boolean;
  /** When it is its turn: lower comes first. */
  readonly rank: number;
}

/**
 * The calls that count: every call of the action and its tools, and a sample of blob traffic. Every likeness comes
 * before any comes again (the first of its kind, then the last, then those between), and calls that change something
 * before those that only ask.
 */
export function placesOf(calls: readonly Call[]): readonly Place[] {
  const sorted = [...calls].sort((a, b) => a.n - b.n);
  const blobs = sorted.filter(isBlobTraffic).filter((_, at) => at % blobSample === 0);
  const counted = new Set([...sorted.filter((call) => !isBlobTraffic(call)), ...blobs]);
  const places = [...Map.groupBy(sorted, likeness)].flatMap(([like, alike]) => {
    const left = alike.flatMap((call, at) => (counted.has(call) ? [{ call, nth: at + 1 }] : []));
    const inOrder = [...left.splice(0, 1), ...left.splice(-1, 1)];
    while (left.length > 0) inOrder.push(...left.splice(Math.floor(left.length / 2), 1));
    return inOrder.map(({ call, nth }, round) => {
      const asks = mayChange(call) ? 0 : 1;
      const rank = round === 0 ? asks : 2 + asks * sorted.length + round;
      return { n: call.n, at: { like, nth }, isBlobTraffic: isBlobTraffic(call), rank };
    });
  });
  return places.sort((a, b) => a.n - b.n);
}

/** So many interleavings of two releases, the pairs of tags in turn. */
export function racesOf(interleavings: number, pairs = races): readonly Point[] {
  return Array.from({ length: interleavings }, (_, at) => ({
    kind: 'race' as const,
    seed: at + 1,
    tags: pairs[at % pairs.length] ?? (['v1.2.1', 'v1.3.0'] as const),
  }));
}

/**
 * Everything: kills in both forms and every kind of fault at each call that counts, and the races. First come the kills
 * right after the moments `first`.
 */
export function allPoints(
  calls: readonly Call[],
  raced: readonly Point[],
  first: readonly Moment[] = [],
): readonly Point[] {
  const places = placesOf(calls);
  const golden = 0.618_033_988_749_894_8;
  // Within a rank a Weyl sequence over the golden ratio: whoever stops early has seen a fair sample.
  const spread = <T>(items: readonly { readonly rank: number; readonly point: T }[]): readonly T[] =>
    items
      .map((item, at) => ({ ...item, key: (at * golden) % 1 }))
      .sort((a, b) => a.rank - b.rank || a.key - b.key)
      .map(({ point }) => point);
  const kills = places.flatMap(({ at, rank }) =>
    (['before', 'after'] as const).map((phase) => {
      const isFirst = phase === 'after' && first.some(({ like, nth }) => like === at.like && nth === at.nth);
      return { rank: isFirst ? -1 : rank, point: { kind: 'kill', at, phase } as const };
    }),
  );
  const faults = places
    .filter((place) => !place.isBlobTraffic)
    .flatMap(({ at, rank }) =>
      faultNames.map((fault) => ({ rank, point: { kind: 'fault', at, fault } as const })),
    );
  const kinds: readonly (readonly Point[])[] = [spread(kills), spread(faults), raced];
  const longest = Math.max(0, ...kinds.map(({ length }) => length));
  return Array.from({ length: longest }, (_, at) => kinds.flatMap((own) => own.slice(at, at + 1))).flat();
}
