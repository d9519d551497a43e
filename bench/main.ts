// `npm run bench [-- --rounds N] [--small] [--action DIR]`: the whole release beside the bare build and the same outcome by hand, all in one run.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openWorld } from '../rehearsal/runner/world.ts';
import { resultsPage } from './page.ts';
import { type Measured, measure } from './release.ts';
import { waterfall } from './waterfall.ts';

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    /** One round, without the build of 30 seconds: whether it runs, not how fast. */
    small: { type: 'boolean', default: false },
    out: { type: 'string', default: 'bench' },
    /** Another state of the action: a folder with its action.yml and dist/. */
    action: { type: 'string' },
  },
});
const small = values.small;
const began = performance.now();
const say = (line: string): void => {
  process.stderr.write(`${((performance.now() - began) / 1000).toFixed(1).padStart(6)}  ${line}\n`);
};

const world = await openWorld(say);
try {
  const measured = await measure(
    world,
    { rounds: small ? 1 : Number(values.rounds), small, actionDir: values.action },
    say,
  );
  mkdirSync(values.out, { recursive: true });
  const before = read(`${values.out}/before.json`);
  // What the figures mean is written by whoever has looked into them.
  const reasons = join(values.out, 'reasons.md');
  const page = [
    resultsPage(measured.figures, before),
    existsSync(reasons) ? readFileSync(reasons, 'utf8') : '',
  ].join('\n');
  process.stdout.write(page);
  writeFileSync(`${values.out}/results.md`, page);
  writeFileSync(`${values.out}/results.json`, `${JSON.stringify(measured.figures, undefined, 2)}\n`);
  const { calls, seconds } = measured.slowest;
  const title = `One release at ${measured.figures.latency} ms a request: ${calls.length} requests in ${seconds.toFixed(1)} s`;
  writeFileSync(`${values.out}/waterfall.svg`, waterfall(title, calls, seconds));
} finally {
  await world.close();
}

function read(file: string): Measured['figures'] | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Measured['figures'];
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
