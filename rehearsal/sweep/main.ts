// `npm run rehearse:sweep`: disturbs a release at every point and shows that each ends as an undisturbed one does.
import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { openGround, TAG } from './ground.ts';
import { allPoints, type FaultPoint, nameOf, type Point, together } from './points.ts';
import { table } from './table.ts';
import { type Finished, tryPoint, tryTogether, type Tried } from './try-point.ts';
import { readJsonLines } from '../runner/json-lines.ts';

const USAGE = `npm run rehearse:sweep -- [--out DIR] [--only kill|fault|race] [--points N] [--races N] [--minutes N] [--jobs N]

Kills a release at every call in both forms, spoils every call in every way, and runs two releases at once; runs each
again and compares the end with an undisturbed release. Goes on where an earlier sweep on the same --out stopped.
  --out DIR      default .rehearsal/sweep
  --only KIND    this kind of disturbance alone; repeatable
  --fault KIND   of the faults, this kind alone (500, 429, reset, lost, truncate, timeout); repeatable
  --point NAME   this point alone, as the table names it; repeatable; tried again
  --points N     stop after so many points; those tried first are spread over all
  --races N      interleavings of two releases; default 100
  --minutes N    begin no further point after so long
  --jobs N       so many points at once; default 1
  --together N   of the faults that were not tried yet, up to N of a kind in one run; they are tried alone later
  --all-reruns   start the release again after every kill, also after one that left what another had left
  --action DIR   where action.yml and dist/ are; default this project
`;

const say = (line: string): void => {
  process.stderr.write(`${new Date().toISOString().slice(11, 19)}  ${line}\n`);
};

function isFault(point: Point): point is FaultPoint {
  return point.kind === 'fault';
}

async function readTried(file: string): Promise<Map<string, Tried>> {
  return new Map((await readJsonLines<Tried>(file)).map((tried) => [tried.point, tried]));
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

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      help: { type: 'boolean', short: 'h' },
      out: { type: 'string', default: '.rehearsal/sweep' },
      only: { type: 'string', multiple: true, default: [] },
      point: { type: 'string', multiple: true, default: [] },
      points: { type: 'string', default: 'Infinity' },
      races: { type: 'string', default: '100' },
      minutes: { type: 'string', default: 'Infinity' },
      fault: { type: 'string', multiple: true, default: [] },
      jobs: { type: 'string', default: '1' },
      action: { type: 'string' },
      together: { type: 'string' },
      'all-reruns': { type: 'boolean' },
    },
  });
  if (values.help === true) {
    process.stdout.write(USAGE);
    return 0;
  }
  const path = (text: string): string => resolve(process.env['INIT_CWD'] ?? process.cwd(), text);
  const out = path(values.out);
  await mkdir(out, { recursive: true });
  const state = join(out, 'tried.jsonl');
  const tried = await readTried(state);
  let until = Date.now() + Number(values.minutes) * 60_000;
  // Once: what is under way is finished and kept; a second signal ends the sweep at once.
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.once(name, () => {
      say('stopping when the points under way are done');
      until = 0;
    });
  }
  const ground = await openGround(out, say, values.action === undefined ? undefined : path(values.action));
  try {
    const { calls } = await ground.undisturbed(TAG);
    const states = await ground.states();
    const all = allPoints(calls, Number(values.races), states);
    const isOfKind = (point: Point): boolean =>
      (values.only.length === 0 || values.only.includes(point.kind)) &&
      (values.fault.length === 0 || point.kind !== 'fault' || values.fault.includes(point.fault));
    const isWanted = (point: Point): boolean =>
      values.point.length > 0 ? values.point.includes(nameOf(point)) : isOpen(point) && isOfKind(point);
    // What was never met comes before what was met in company.
    const isOpen = (point: Point): boolean => tried.get(nameOf(point))?.with !== undefined || isNew(point);
    const isNew = (point: Point): boolean => !tried.has(nameOf(point));
    const wanted = all.filter(isWanted).sort((a, b) => Number(isNew(b)) - Number(isNew(a)));
    const todo = wanted.slice(0, Number(values.points));
    say(`${calls.length} calls in an undisturbed release, ${all.length} points, ${todo.length} to try now`);
    const finished = values['all-reruns'] === true ? undefined : finishedOf(tried.values());
    const alone = (point: Point) => async () => [await tryPoint(ground, point, finished)];
    const tasks: readonly (() => Promise<readonly Tried[]>)[] =
      values.together === undefined
        ? todo.map(alone)
        : together(todo.filter(isNew).filter(isFault), Number(values.together)).map(
            (group) => () => tryTogether(ground, group),
          );
    const queue = tasks.entries();
    const work = async (): Promise<void> => {
      // All workers take from the one list.
      for (const [at, task] of queue) {
        if (Date.now() > until) break;
        for (const result of await task()) {
          const verdict = result.problems.length === 0 ? 'ok' : `NOT OK: ${result.problems.join('; ')}`;
          say(
            `${at + 1} of ${tasks.length}  ${result.point}: ${verdict} (${result.runs} runs, ${result.seconds} s)`,
          );
          tried.set(result.point, result);
          await appendFile(state, `${JSON.stringify(result)}\n`);
        }
      }
    };
    await Promise.all(Array.from({ length: Number(values.jobs) }, work));
    const left = new Set(finishedOf(tried.values()).keys());
    const met = states.filter(({ state }) => left.has(state)).length;
    const text = `${table([...tried.values()], all.map(nameOf))}
a next run can tell ${states.length} states of a release apart; ${met} of them were left by a kill, and finished
`;
    await writeFile(join(out, 'table.md'), text);
    process.stdout.write(text);
    return [...tried.values()].some(({ problems }) => problems.length > 0) ? 1 : 0;
  } finally {
    await ground.close();
  }
}

process.exitCode = await main();
