// What the requests of a run say: whose they are, and how many of them can have waited for one another.
import type { Call } from '../rehearsal/standins/world.ts';

/** Of docker and buildx only BuildKit's part is seen: both speak to registries by its library. */
export const PARTIES = ['the action', 'cosign', 'gh', 'git', 'BuildKit'] as const;
export type Party = (typeof PARTIES)[number];

const AGENTS: readonly (readonly [RegExp, Party])[] = [
  [/^(buildkit|containerd)/i, 'BuildKit'],
  [/^(cosign|sigstore-go)/i, 'cosign'],
  // Its client of registries says the library's name, and in its first question Go's.
  [/^(GitHub CLI|go-containerregistry|Go-http-client)/i, 'gh'],
  [/^git\//i, 'git'],
];

/** By what a client says of itself; every library of ours has a name of its own. */
export function partyOf({ userAgent }: Pick<Call, 'userAgent'>): Party {
  return AGENTS.find(([agent]) => agent.test(userAgent))?.[1] ?? 'the action';
}

export type Counts = Readonly<Record<Party, number>>;

export function countsOf(calls: readonly Pick<Call, 'userAgent'>[]): Counts {
  const counts = Object.fromEntries(PARTIES.map((party) => [party, 0])) as Record<Party, number>;
  for (const call of calls) counts[partyOf(call)] += 1;
  return counts;
}

/** All but what the build itself asks and sends. */
export function beyondBuild<T extends Pick<Call, 'userAgent'>>(calls: readonly T[]): readonly T[] {
  return calls.filter((call) => partyOf(call) !== 'BuildKit');
}

type Timed = Pick<Call, 'time' | 'ms'>;

export const beganAt = ({ time }: Timed): number => Date.parse(time);
export const endedAt = (call: Timed): number => beganAt(call) + (call.ms ?? 0);

/**
 * The most requests of which each began when the one before had ended: no more than these can have waited for one another.
 * Which did is known to the program alone, so that this is a bound from above.
 */
export function longestChain<T extends Timed>(calls: readonly T[]): readonly T[] {
  const chain: T[] = [];
  let end = -Infinity;
  for (const call of [...calls].sort((a, b) => endedAt(a) - endedAt(b))) {
    if (beganAt(call) < end) continue;
    chain.push(call);
    end = endedAt(call);
  }
  return chain;
}

/** Method, host and path without digests, numbers and queries' values: what is asked for, whatever of. */
export function kindOf({ method, host, path }: Pick<Call, 'method' | 'host' | 'path'>): string {
  const plain = path
    .replace(/sha256[:-][0-9a-f]{64}|sha256%3A[0-9a-f]{64}/g, '<digest>')
    .replace(/[0-9a-f]{40,}/g, '<hex>')
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '<uuid>')
    .replace(/\/\d+(?=\/|\?|$)/g, '/<id>')
    .replace(/([?&][\w-]+=)[^&]{24,}/g, '$1…');
  return `${method} ${host}${plain}`;
}
