// One run of the action on a repository of a given size: how many requests it made, how long it took, how much memory it had.
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KeptBuilders } from '../parts/kept-builder.ts';
import { type JobOptions, runJob } from '../runner/job.ts';
import { openSite } from '../runner/site.ts';
import type { World } from '../runner/world.ts';
import { errorsOf } from '../sweep/ground.ts';
import { isBlobTraffic } from '../sweep/points.ts';
import { makeRepository, RELEASE, rememberReleases, type Sizes, usual } from './repository.ts';

export interface Measured {
  /** Of the action and the tools that it runs; BuildKit's moving of layers left out. */
  readonly requests: number;
  readonly seconds: number;
  /** The most memory of the action's own process, in MB. */
  readonly megabytes: number;
}

/** Writes, when the action's process ends, the most memory that it had. */
const HOOK = `if (process.env.SCALE_FILE && process.argv[1]?.endsWith('index.js'))
  process.on('exit', () => require('node:fs').appendFileSync(process.env.SCALE_FILE, process.resourceUsage().maxRSS + '\\n'));
`;

/** Runs `mode: plan` unless `job` says otherwise. Throws when the run fails. */
export async function measure(
  world: World,
  sizes: Partial<Sizes>,
  job: Partial<JobOptions> = {},
  builders?: KeptBuilders,
): Promise<Measured> {
  const dir = await mkdtemp(join(tmpdir(), 'scale-'));
  try {
    const all = { ...usual, ...sizes };
    const repo = join(dir, 'sized');
    const state = join(dir, 'state');
    await mkdir(state);
    await makeRepository(world.tools.git, repo, join(state, 'git'), all);
    await rememberReleases(state, all);
    const hook = join(dir, 'hook.cjs');
    const memory = join(dir, 'memory');
    await writeFile(hook, HOOK);
    const site = await openSite(
      world,
      {
        ...{ state, out: join(dir, 'out'), repo, repository: 'octo-org/sized' },
        ...{ visibility: 'public', newPackages: 'public', referrers: false, immutable: false },
      },
      () => undefined,
    );
    try {
      const result = await runJob(
        site,
        {
          ...{ ref: `refs/tags/${RELEASE}`, event: 'push', runner: 'self-hosted' },
          ...(builders === undefined ? { builder: false } : { builders }),
          ...job,
          with: { mode: 'plan', ...job.with },
          env: { NODE_OPTIONS: `--require ${hook}`, SCALE_FILE: memory },
        },
        () => undefined,
      );
      if (result.exitCode !== 0) throw new Error(`the run failed:\n${errorsOf(result)}`);
      const peaks = (await readFile(memory, 'utf8')).trim().split('\n').map(Number);
      return {
        requests: result.calls.filter((call) => !isBlobTraffic(call)).length,
        seconds: result.seconds,
        megabytes: Math.max(...peaks) / 1024,
      };
    } finally {
      await site.close();
    }
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
