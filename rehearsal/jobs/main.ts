// `npm run rehearse:jobs`: every job of the called workflow killed at calls of its own, and run again; writes docs/killed-jobs.md.
import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { openJobsGround } from './ground.ts';
import { drawKills, nameOf } from './kills.ts';
import { page } from './page.ts';
import { type Finished, tryKill, type TriedKill } from './try-kill.ts';
import { readJsonLines } from '../runner/json-lines.ts';

const USAGE = `npm run rehearse:jobs -- [--kills N] [--seed N] [--job NAME] [--out DIR] [--jobs N] [--action DIR]

Kills each job of the called workflow at N of its calls, runs what failed again, and compares the end with an undisturbed run and with one
machine's release. Goes on where an earlier one on the same --out stopped.
  --kills N     of each job; default 30
  --seed N      which calls; default 1
  --job NAME    this job alone, as the run's page names it; repeatable
  --out DIR     default .rehearsal/jobs
  --jobs N      so many kills at once; default 1
  --action DIR  where action.yml and dist/ are; default this project
`;

const say = (line: string): void => {
  process.stderr.write(`${new Date().toISOString().slice(11, 19)}  ${line}\n`);
};

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      help: { type: 'boolean', short: 'h' },
      kills: { type: 'string', default: '30' },
      seed: { type: 'string', default: '1' },
      job: { type: 'string', multiple: true, default: [] },
      out: { type: 'string', default: '.rehearsal/jobs' },
      jobs: { type: 'string', default: '1' },
      action: { type: 'string' },
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
  const tried = [...(await readJsonLines<TriedKill>(state))];
  const finished: Finished = new Map(
    tried
      .filter(({ problems, like }) => problems.length === 0 && like === undefined)
      .map((one) => [one.left, one]),
  );
  const seed = Number(values.seed);
  const ground = await openJobsGround(
    out,
    say,
    values.action === undefined ? undefined : path(values.action),
  );
  try {
    const all = [...ground.calls].flatMap(([job, calls]) =>
      drawKills(job, calls, { count: Number(values.kills), seed }),
    );
    const todo = all.filter(
      (kill) =>
        (values.job.length === 0 || values.job.includes(kill.job)) &&
        !tried.some((one) => one.kill === nameOf(kill)),
    );
    say(`${all.length} kills, ${todo.length} to try now`);
    const queue = todo.entries();
    const work = async (): Promise<void> => {
      for (const [at, kill] of queue) {
        const one = await tryKill(ground, kill, finished);
        const verdict = one.problems.length === 0 ? 'ok' : `NOT OK: ${one.problems.join('; ')}`;
        const how = one.like === undefined ? `${one.attempts} attempts` : 'a state that was finished before';
        say(`${at + 1} of ${todo.length}  ${one.kill}: ${verdict} (${how}, ${one.seconds} s)`);
        tried.push(one);
        await appendFile(state, `${JSON.stringify(one)}\n`);
      }
    };
    await Promise.all(Array.from({ length: Number(values.jobs) }, work));
    const names = new Set(all.map(nameOf));
    const known = tried.filter(({ kill }) => names.has(kill));
    if (known.length === all.length) {
      const file = join(import.meta.dirname, '../../docs/killed-jobs.md');
      const text = page(known, ground.calls, seed);
      await writeFile(file, await format(text, { ...(await resolveConfig(file)), parser: 'markdown' }));
    }
    return known.some(({ problems }) => problems.length > 0) ? 1 : 0;
  } finally {
    await ground.close();
  }
}

process.exitCode = await main();
