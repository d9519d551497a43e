// The figures: rounds interleaved, their medians, and how far apart they were.
import { cpus } from 'node:os';
import type { World } from '../rehearsal/runner/world.ts';
import type { Call } from '../rehearsal/standins/world.ts';
import { type Counts, beyondBuild, countsOf, kindOf, longestChain, partyOf } from './requests.ts';
import { type Round, type Setting, round } from './round.ts';
import { startTimes } from './start.ts';

/** A median with the least and the most that was seen. */
export interface Figure {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

export interface Compared {
  readonly build: Figure;
  /** By hand, after the build. */
  readonly hand: Figure;
  /** The action, all of it. */
  readonly ours: Figure;
  /** The action without the bare build of its round. */
  readonly added: Figure;
  readonly again: Figure;
  readonly chains: { readonly hand: number; readonly ours: number };
}

export interface Figures {
  readonly machine: string;
  readonly rounds: number;
  readonly latency: number;
  /** Milliseconds. */
  readonly start: { readonly node: Figure; readonly action: Figure };
  readonly loopback: Compared;
  readonly delayed: Compared;
  readonly long?: { readonly build: Figure; readonly ours: Figure; readonly work: number };
  readonly requests: {
    readonly ours: Counts;
    readonly build: Counts;
    readonly hand: Counts;
    readonly kinds: readonly (readonly [string, number])[];
  };
  readonly writesAgain: number;
  /** Bytes. */
  readonly memory: Figure;
  readonly byHand: readonly (readonly [string, number])[];
}

export interface Measured {
  readonly figures: Figures;
  /** The action's run that the waterfall shows. */
  readonly slowest: { readonly calls: readonly Call[]; readonly seconds: number };
}

/** Milliseconds, as `--latency 40`. */
const latency = 40;
const usual: Omit<Setting, 'latency'> = {
  ...{ tag: 'v1.2.0', platforms: 'linux/amd64,linux/arm64', work: 0, whole: true },
};
const work = 30;

export async function measure(
  world: World,
  {
    rounds,
    small,
    actionDir,
  }: { readonly rounds: number; readonly small: boolean; readonly actionDir?: string | undefined },
  say: (line: string) => void,
): Promise<Measured> {
  const here: Round[] = [];
  const away: Round[] = [];
  const long: Round[] = [];
  const quiet = { ...usual, latency: 0, actionDir };
  if (!small) await round(world, { ...quiet, whole: false }, true, say);
  for (let at = 0; at < rounds; at += 1) {
    say(`round ${at + 1} of ${rounds}`);
    here.push(await round(world, quiet, at % 2 === 0, say));
    away.push(await round(world, { ...quiet, latency }, at % 2 === 1, say));
    if (!small && at < 3) long.push(await round(world, { ...quiet, work, whole: false }, at % 2 === 0, say));
  }
  const last = here.at(-1);
  const slowest = away.at(-1)?.ours;
  if (last === undefined || slowest === undefined) throw new TypeError('no round');
  const started = await startTimes(small ? 3 : 15);
  const ourCalls = beyondBuild(last.ours.calls);
  return {
    slowest,
    figures: {
      ...{ machine: `${cpus()[0]?.model ?? 'unknown'}, ${cpus().length} threads`, rounds, latency },
      start: { node: figure(started.node), action: figure(started.action) },
      loopback: compared(here),
      delayed: compared(away),
      ...(small
        ? {}
        : {
            long: {
              build: figure(long.map(({ hand }) => hand.build)),
              ours: figure(long.map(({ ours }) => ours.seconds)),
              work,
            },
          }),
      requests: {
        ours: countsOf(last.ours.calls),
        build: countsOf(last.hand.buildCalls),
        hand: countsOf(last.hand.calls),
        kinds: kindsOf(ourCalls),
      },
      writesAgain: Math.max(...here.map(({ ours }) => ours.again?.writes ?? 0)),
      memory: figure([...here, ...away].map(({ ours }) => ours.memory)),
      byHand: last.hand.steps.map(({ what, seconds }) => [what, seconds] as const),
    },
  };
}

function kindsOf(calls: readonly Call[]): readonly (readonly [string, number])[] {
  const kinds = new Map<string, number>();
  for (const call of calls) {
    const kind = `${partyOf(call)}: ${kindOf(call)}`;
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  return [...kinds].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
}

function compared(rounds: readonly Round[]): Compared {
  const chains = (calls: (one: Round) => readonly Call[]): number =>
    figure(rounds.map((one) => longestChain(calls(one)).length)).median;
  return {
    build: figure(rounds.map(({ hand }) => hand.build)),
    hand: figure(rounds.map(({ hand }) => hand.after)),
    ours: figure(rounds.map(({ ours }) => ours.seconds)),
    added: figure(rounds.map(({ ours, hand }) => ours.seconds - hand.build)),
    again: figure(rounds.map(({ ours }) => ours.again?.seconds ?? Number.NaN)),
    chains: { hand: chains(({ hand }) => hand.calls), ours: chains(({ ours }) => beyondBuild(ours.calls)) },
  };
}

export function figure(numbers: readonly number[]): Figure {
  const sorted = [...numbers].sort((a, b) => a - b);
  const at = (index: number): number => sorted[index] ?? Number.NaN;
  return { median: at(Math.floor(sorted.length / 2)), least: at(0), most: at(sorted.length - 1) };
}
