// `npm run rehearse:adversary [-- --only TEXT] [--action DIR]`: every tampering on a rehearsed release, judged by the bundle; writes docs/adversary.md.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { format } from 'prettier';
import { openSite } from '../runner/site.ts';
import { openWorld } from '../runner/world.ts';
import { type Verdict, attack } from './attacked.ts';
import { page } from './page.ts';
import { type Tampering, tamperings } from './tamperings.ts';

const say = (line: string): void => {
  process.stderr.write(`${new Date().toISOString().slice(11, 19)}  ${line}\n`);
};

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { only: { type: 'string' }, action: { type: 'string' } } });
  const { only, action: actionDir } = values;
  const dir = await mkdtemp(join(tmpdir(), 'adversary-'));
  const world = await openWorld(say);
  try {
    const site = await openSite(
      world,
      {
        ...{ state: join(dir, 'state'), out: join(dir, 'out') },
        ...{ visibility: 'public', newPackages: 'public', referrers: false, immutable: false },
      },
      say,
    );
    try {
      const attacked = await attack(site, actionDir);
      const tried: (Verdict & Tampering)[] = [];
      for (const one of tamperings.filter(({ name }) => only === undefined || name.includes(only))) {
        const verdict = { ...(await attacked.attempt(one)), ...one };
        const { outcome, named, seconds, first } = verdict;
        say(`${outcome} ${named} ${seconds.toFixed(1)} s  ${one.right}: ${one.name}  →  ${first}`);
        tried.push(verdict);
      }
      await attacked.close();
      if (only === undefined) {
        const file = join(import.meta.dirname, '../../docs/adversary.md');
        await writeFile(file, await format(page(tried), { parser: 'markdown', printWidth: 110 }));
      }
      return tried.some(({ outcome }) => outcome === 'MISSED' || outcome === 'REFUSED') ? 1 : 0;
    } finally {
      await site.close();
    }
  } finally {
    await world.close();
    await rm(dir, { recursive: true, force: true });
  }
}

process.exitCode = await main();
