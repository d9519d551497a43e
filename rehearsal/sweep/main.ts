// `npm run rehearse:sweep`: disturbs a release at every point and shows that each ends as an undisturbed one does.
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { openGrounds } from './ground.ts';
import { sweepWay } from './sweep-way.ts';
import { tagPush } from './way.ts';
import { waysTable } from './table.ts';
import { wayOf, ways } from './ways.ts';
import type { Tried } from './try-point.ts';

const USAGE = `npm run rehearse:sweep -- [--way NAME] [--out DIR] [--only kill|fault|race] [--points N] [--races N] [--minutes N] [--jobs N]

Kills a release at every call in both forms, spoils every call in every way, and runs two releases at once; runs each
again and compares the end with an undisturbed release. Goes on where an earlier sweep on the same --out stopped.
  --way NAME     the way of releasing: ${ways.map(({ name }) => name).join(', ')};
                 or others: all but the first; repeatable, default ${tagPush.name}. Of the others the first call of each kind that may change something is
                 disturbed: a kill in both forms and one fault
  --whole        of these, too, every call in every way
  --out DIR      default .rehearsal/sweep
  --only KIND    this kind of disturbance alone; repeatable
  --fault KIND   of the faults, this kind alone (500, 429, reset, lost, truncate, timeout); repeatable
  --point NAME   this point alone, as the table names it; repeatable; tried again
  --points N     stop after so many points of a way; those tried first are spread over all
  --races N      interleavings of two releases; default 100, and 3 of a way that starts two runs itself
  --minutes N    begin no further point after so long
  --jobs N       so many points at once; default 1
  --together N   of the faults that were not tried yet, up to N of a kind in one run; they are tried alone later
  --all-reruns   start the release again after every kill, also after one that left what another had left
  --action DIR   where action.yml and dist/ are; default this project
`;

const say = (line: string): void => {
  process.stderr.write(`${new Date().toISOString().slice(11, 19)}  ${line}\n`);
};

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      help: { type: 'boolean', short: 'h' },
      way: { type: 'string', multiple: true, default: [tagPush.name] },
      whole: { type: 'boolean', default: false },
      out: { type: 'string', default: '.rehearsal/sweep' },
      only: { type: 'string', multiple: true, default: [] },
      point: { type: 'string', multiple: true, default: [] },
      points: { type: 'string', default: 'Infinity' },
      races: { type: 'string' },
      minutes: { type: 'string', default: 'Infinity' },
      fault: { type: 'string', multiple: true, default: [] },
      jobs: { type: 'string', default: '1' },
      action: { type: 'string' },
      together: { type: 'string' },
      'all-reruns': { type: 'boolean', default: false },
    },
  });
  if (values.help === true) {
    process.stdout.write(USAGE);
    return 0;
  }
  const path = (text: string): string => resolve(process.env['INIT_CWD'] ?? process.cwd(), text);
  const out = path(values.out);
  const others = ways.filter((way) => way !== tagPush);
  const wanted = values.way.flatMap((name) => (name === 'others' ? others : [wayOf(name)]));
  await mkdir(out, { recursive: true });
  let until = Date.now() + Number(values.minutes) * 60_000;
  // Once: what is under way is finished and kept; a second signal ends the sweep at once.
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.once(name, () => {
      say('stopping when the points under way are done');
      until = 0;
    });
  }
  const grounds = await openGrounds(out, say, values.action === undefined ? undefined : path(values.action));
  const asked = {
    whole: values.whole,
    only: values.only,
    faults: values.fault,
    points: values.point,
    most: Number(values.points),
    races: values.races === undefined ? undefined : Number(values.races),
    together: values.together === undefined ? undefined : Number(values.together),
    jobs: Number(values.jobs),
    allReruns: values['all-reruns'],
    isOver: () => Date.now() > until,
  };
  try {
    const done: [string, readonly Tried[], readonly string[]][] = [];
    for (const way of wanted) {
      if (asked.isOver()) break;
      const { tried, planned } = await sweepWay(await grounds.of(way), out, asked, say);
      done.push([way.what, tried, planned]);
    }
    const text = waysTable(done);
    await writeFile(join(out, 'ways.md'), text);
    process.stdout.write(text);
    return done.some(([, tried]) => tried.some(({ problems }) => problems.length > 0)) ? 1 : 0;
  } finally {
    await grounds.close();
  }
}

process.exitCode = await main();
