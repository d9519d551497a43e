// `npm run rehearse:honest [-- --limit N] [--again] [--minutes N] [--action DIR]`: every combination of what proves a release, released
// and verified once; continues where an earlier run ended, and writes docs/honest.json and docs/honest.md.
import { createHash } from 'node:crypto';
import { mkdtemp, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { keepBuilders } from '../parts/kept-builder.ts';
import { runJob } from '../runner/job.ts';
import { openSite } from '../runner/site.ts';
import { openWorld, type World } from '../runner/world.ts';
import { combinations, isAllowed, parameters } from './matrix.ts';
import { type Results, type Tried, keyOf, page } from './page.ts';
import type { Row } from './pairwise.ts';
import { rehearseRows, wrongOf } from './rehearsed.ts';

const root = join(import.meta.dirname, '../..');
const record = join(root, 'docs', 'honest.json');

const say = (line: string): void => {
  process.stderr.write(`${new Date().toISOString().slice(11, 19)}  ${line}\n`);
};

async function save(results: Results): Promise<void> {
  const sorted = Object.fromEntries(Object.entries(results).sort(([a], [b]) => (a < b ? -1 : 1)));
  const write = async (file: string, text: string): Promise<void> =>
    writeFile(file, await format(text, { ...(await resolveConfig(file)), filepath: file }));
  await write(record, JSON.stringify(sorted));
  await write(join(root, 'docs', 'honest.md'), page(results));
}

/** SHA-256 over all chunks of a bundle, in hex. */
async function sumOfBundle(dist: string): Promise<string> {
  const sum = createHash('sha256');
  for (const name of (await readdir(dist)).filter((one) => one.endsWith('.js')).sort())
    sum.update(name).update(await readFile(join(dist, name)));
  return sum.digest('hex');
}

async function rehearse(
  visibility: (typeof parameters.visibility)[number],
  rows: readonly Row[],
  world: World,
  {
    dir,
    actionDir,
    isOver,
    told,
  }: {
    readonly dir: string;
    readonly actionDir: string;
    readonly isOver: () => boolean;
    readonly told: (row: Row, tried: Tried) => Promise<void>;
  },
): Promise<void> {
  await mkdir(dir);
  const bundle = (await sumOfBundle(join(actionDir, 'dist'))).slice(0, 12);
  const builders = keepBuilders(world.tools, world.engine, say);
  const site = await openSite(
    world,
    {
      ...{ state: join(dir, 'state'), out: join(dir, 'out'), visibility, newPackages: visibility },
      ...{ referrers: false, immutable: false, registryLagMs: 0 },
    },
    say,
  );
  try {
    const rehearsed = await rehearseRows(site, dir, ({ with: given, ...options }) =>
      runJob(
        site,
        // One platform: how many there are changes no proof's kind.
        { ...options, with: { platforms: 'linux/amd64', ...given }, builders, actionDir },
        () => undefined,
      ),
    );
    for (const [at, row] of rows.entries()) {
      if (isOver()) return;
      const begun = Date.now();
      const wrong = wrongOf(await rehearsed.attempt(row, at));
      await told(row, { wrong, seconds: Math.round((Date.now() - begun) / 1000), bundle });
    }
  } finally {
    await site.close();
    await builders.close();
  }
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      limit: { type: 'string' },
      minutes: { type: 'string' },
      again: { type: 'boolean' },
      action: { type: 'string' },
    },
  });
  const known = await readFile(record, 'utf8').then(
    (text) => JSON.parse(text) as Results,
    () => ({}),
  );
  let results: Results = values.again === true ? {} : known;
  const isOpen = (row: Row): boolean => (results[keyOf(row)]?.wrong.length ?? 1) > 0;
  const open = combinations.filter((row) => isAllowed(row) && isOpen(row));
  const rows = open.slice(0, Number(values.limit ?? open.length));
  say(`${rows.length} of ${open.length} combinations that are not rehearsed yet`);
  const end = Date.now() + Number(values.minutes ?? Infinity) * 60_000;
  const dir = await mkdtemp(join(tmpdir(), 'honest-'));
  const world = await openWorld(say);
  let failed = 0;
  try {
    for (const visibility of parameters.visibility) {
      const own = rows.filter((row) => row['visibility'] === visibility);
      if (own.length === 0) continue;
      await rehearse(visibility, own, world, {
        ...{ dir: join(dir, visibility), actionDir: values.action ?? root, isOver: () => Date.now() > end },
        told: async (row, tried) => {
          if (tried.wrong.length > 0) failed += 1;
          say(
            `${tried.wrong.length === 0 ? 'verifies' : 'FAILS'} ${tried.seconds} s  ${keyOf(row)}  ${tried.wrong.join('; ')}`,
          );
          results = { ...results, [keyOf(row)]: tried };
          await save(results);
        },
      });
    }
  } finally {
    await world.close();
    await rm(dir, { recursive: true, force: true });
  }
  return failed > 0 ? 1 : 0;
}

process.exitCode = await main();
