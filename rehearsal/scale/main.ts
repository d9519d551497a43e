// `npm run rehearse:scale`: large repositories and large releases, on the rehearsal; writes docs/scale.md.
import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { keepBuilders } from '../parts/kept-builder.ts';
import { openWorld } from '../runner/world.ts';
import { measure } from './measure.ts';
import { isGood, page, type Row } from './page.ts';
import { series } from './series.ts';
import { readJsonLines } from '../runner/json-lines.ts';

const USAGE = `npm run rehearse:scale -- [--only TEXT] [--most N] [--out DIR] [--action DIR]

Makes one thing at a time larger and larger, runs the action on it, and says by which law its requests, time and memory grow.
  --only TEXT   the series whose name has this; repeatable
  --most N      no size above this
  --out DIR     what was measured is kept, so that it goes on where it stopped; default .rehearsal/scale
  --action DIR  where action.yml and dist/ are; default this project
`;

const say = (line: string): void => {
  process.stderr.write(`${new Date().toISOString().slice(11, 19)}  ${line}\n`);
};

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      help: { type: 'boolean', short: 'h' },
      only: { type: 'string', multiple: true, default: [] },
      most: { type: 'string', default: 'Infinity' },
      out: { type: 'string', default: '.rehearsal/scale' },
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
  const state = join(out, 'measured.jsonl');
  const rows = [...(await readJsonLines<Row>(state))];
  const actionDir = values.action === undefined ? undefined : path(values.action);
  const world = await openWorld(say);
  const builders = keepBuilders(world.tools, world.engine, say);
  try {
    for (const { what, mode, sizes, of } of series) {
      if (values.only.length > 0 && !values.only.some((text) => what.includes(text))) continue;
      for (const n of sizes.filter((size) => size <= Number(values.most))) {
        if (rows.some((row) => row.what === what && row.n === n)) continue;
        const { repository, job } = of(n);
        const measured = await measure(
          world,
          repository,
          { actionDir, ...job },
          mode === 'release' ? builders : undefined,
        );
        const row = { what, mode, n, ...measured };
        const { requests, seconds, megabytes } = row;
        say(`${n} ${what}: ${requests} requests, ${seconds.toFixed(1)} s, ${megabytes.toFixed(0)} MB`);
        rows.push(row);
        await appendFile(state, `${JSON.stringify(row)}\n`);
      }
    }
  } finally {
    await builders.close();
    await world.close();
  }
  const whole = series.every(({ what, sizes }) =>
    sizes.every((n) => rows.some((row) => row.what === what && row.n === n)),
  );
  if (whole) {
    const file = join(import.meta.dirname, '../../docs/scale.md');
    await writeFile(file, await format(page(rows), { ...(await resolveConfig(file)), parser: 'markdown' }));
  }
  return isGood(rows) ? 0 : 1;
}

process.exitCode = await main();
