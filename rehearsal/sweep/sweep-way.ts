// All points of one way, in turn; what was tried is kept line by line, so that the next sweep goes on behind it.
import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readJsonLines } from '../runner/json-lines.ts';
import type { Progress } from '../runner/world.ts';
import type { Call } from '../standins/world.ts';
import type { Ground, Reached } from './ground.ts';
import { allPoints, type FaultPoint, nameOf, type Point, racesOf, together } from './points.ts';
import { sampleOf } from './sample.ts';
import { table } from './table.ts';
import { TAG } from './tag.ts';
import { type Finished, tryPoint, tryTogether, type Tried } from './try-point.ts';
import { tagPush, type Way } from './way.ts';

/** Which points are wanted, and how many of them at once. */
export interface Asked {
  /** Every call in every way, of any way. */
  readonly whole: boolean;
  /** Kinds of disturbance; empty: all. */
  readonly only: readonly string[];
  /** Kinds of fault; empty: all. */
  readonly faults: readonly string[];
  /** Names of points, tried again; empty: all that were not tried. */
  readonly points: readonly string[];
  readonly most: number;
  readonly races: number | undefined;
  readonly together: number | undefined;
  readonly jobs: number;
  readonly allReruns: boolean;
  /** No further point is begun. */
  readonly isOver: () => boolean;
}

export interface Swept {
  readonly tried: readonly Tried[];
  /** Names of all points, tried or not. */
  readonly planned: readonly string[];
}

function isFault(point: Point): point is FaultPoint {
  return point.kind === 'fault';
}

/** What kills have left, and a run has finished. */
function finishedOf(tried: Iterable<Tried>): Map<string, Finished> {
  return new Map(
    [...tried].flatMap(({ left, problems, point, runs, extraLogEntries, extraReferrers }) =>
      left === undefined || problems.length > 0
        ? []
        : [[left, { point, runs, extraLogEntries, extraReferrers }]],
    ),
  );
}

/** Every point of a pushed tag; of the other ways a sample, unless all is asked for. */
function pointsOf(
  way: Way,
  calls: readonly Call[],
  states: readonly Reached[],
  { whole, races }: Asked,
): readonly Point[] {
  if (way === tagPush) return allPoints(calls, racesOf(races ?? 100), states);
  const own = way.events === undefined ? [] : racesOf(races ?? 3, [[TAG, TAG]]);
  return whole ? allPoints(calls, own, states) : [...sampleOf(calls), ...own];
}

export async function sweepWay(ground: Ground, out: string, asked: Asked, say: Progress): Promise<Swept> {
  const { way } = ground;
  const dir = way === tagPush ? out : join(out, way.name);
  await mkdir(dir, { recursive: true });
  const file = join(dir, 'tried.jsonl');
  const tried = new Map((await readJsonLines<Tried>(file)).map((one) => [one.point, one]));
  const { calls } = await ground.undisturbed(TAG);
  const isWhole = way === tagPush || asked.whole;
  const states = isWhole ? await ground.states() : [];
  const all = pointsOf(way, calls, states, asked);
  const isOfKind = (point: Point): boolean =>
    (asked.only.length === 0 || asked.only.includes(point.kind)) &&
    (asked.faults.length === 0 || point.kind !== 'fault' || asked.faults.includes(point.fault));
  const isNew = (point: Point): boolean => !tried.has(nameOf(point));
  // What was never met comes before what was met in company.
  const isOpen = (point: Point): boolean => tried.get(nameOf(point))?.with !== undefined || isNew(point);
  const isWanted = (point: Point): boolean =>
    asked.points.length > 0 ? asked.points.includes(nameOf(point)) : isOpen(point) && isOfKind(point);
  const wanted = all.filter(isWanted).sort((a, b) => Number(isNew(b)) - Number(isNew(a)));
  const todo = wanted.slice(0, asked.most);
  say(
    `${way.name}: ${calls.length} calls in an undisturbed release, ${all.length} points, ${todo.length} to try now`,
  );
  const finished = asked.allReruns ? undefined : finishedOf(tried.values());
  const tasks: readonly (() => Promise<readonly Tried[]>)[] =
    asked.together === undefined
      ? todo.map((point) => async () => [await tryPoint(ground, point, finished)])
      : together(todo.filter(isNew).filter(isFault), asked.together).map(
          (group) => () => tryTogether(ground, group),
        );
  const queue = tasks.entries();
  const work = async (): Promise<void> => {
    // All workers take from the one list.
    for (const [at, task] of queue) {
      if (asked.isOver()) break;
      for (const result of await task()) {
        const verdict = result.problems.length === 0 ? 'ok' : `NOT OK: ${result.problems.join('; ')}`;
        say(
          `${way.name} ${at + 1} of ${tasks.length}  ${result.point}: ${verdict} (${result.runs} runs, ${result.seconds} s)`,
        );
        tried.set(result.point, result);
        await appendFile(file, `${JSON.stringify(result)}\n`);
      }
    }
  };
  await Promise.all(Array.from({ length: asked.jobs }, work));
  const left = new Set(finishedOf(tried.values()).keys());
  const met = states.filter(({ state }) => left.has(state)).length;
  const planned = all.map(nameOf);
  const ofStates = `a next run can tell ${states.length} states of a release apart; ${met} of them were left by a kill, and finished\n`;
  const text = `${table([...tried.values()], planned)}${isWhole ? `\n${ofStates}` : ''}`;
  await writeFile(join(dir, 'table.md'), text);
  process.stdout.write(`${way.name}\n\n${text}`);
  return { tried: [...tried.values()], planned };
}
