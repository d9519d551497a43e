// `npm run rehearse:profiles`: every mode on every runner profile, each judged by programs that are not ours; writes docs/profiles.md.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { publicWrites } from './e2e/stage.ts';
import { type JobResult, runJob } from './runner/job.ts';
import { PROFILES, RUNNERS, type RunnerName } from './runner/profile.ts';
import { writeGitHub } from './runner/results.ts';
import { openSite } from './runner/site.ts';
import { verification } from './runner/verification.ts';
import { type World, openWorld } from './runner/world.ts';
import { snapshot } from './sweep/snapshot.ts';

const say = (line: string): void => {
  process.stderr.write(`${new Date().toISOString().slice(11, 19)}  ${line}\n`);
};

interface Row {
  readonly runner: RunnerName;
  readonly mode: string;
  /** What programs that are not ours said, or what the stand-ins saw. */
  readonly judged: string;
  readonly ok: boolean;
  readonly exitCode: number;
  readonly seconds: number;
  readonly tools: string;
}

/** Which tools the run downloaded, by its own log. */
function toolsOf({ log }: JobResult): string {
  return /Make sure of buildx, cosign and gh: (\w+)/.exec(log.join('\n'))?.[1] ?? 'not needed';
}

/** All modes on one profile, on one state: a plan before anything is there, then the release and what follows it. */
async function rehearseOn(runner: RunnerName, world: World, dir: string): Promise<readonly Row[]> {
  const site = await openSite(
    world,
    {
      ...{ state: join(dir, 'state'), out: join(dir, 'out'), registryLagMs: 5000 },
      ...{ visibility: 'public', referrers: false, immutable: false, closing: PROFILES[runner].closing },
    },
    say,
  );
  const rows: Row[] = [];
  try {
    const tag = await site.newestTag();
    let released: JobResult | undefined;
    for (const mode of ['plan', 'release', 'rerun', 'verify', 'repoint']) {
      const before = await snapshot(site);
      const job = await runJob(
        site,
        {
          ...{ ref: `refs/tags/${tag}`, event: 'push', runner },
          with: mode === 'rerun' ? {} : { mode, ...(mode === 'repoint' ? { tag } : {}) },
        },
        say,
      );
      if (mode === 'release') released = job;
      await writeGitHub(site, dir);
      const options = { assets: join(dir, 'github', tag), dir: join(dir, 'judges'), inputs: {} };
      const asked = released === undefined ? [] : await verification(site, released, options);
      const no = asked.filter(({ passed }) => !passed);
      const same = JSON.stringify(await snapshot(site)) === JSON.stringify(before);
      const writes = publicWrites(job.calls).length;
      const said =
        mode === 'plan'
          ? ''
          : `${asked.length - no.length} of ${asked.length} by cosign, gh, sigstore-go, sha256sum`;
      const still =
        mode === 'release' ? '' : `${writes} public writes, ${same ? 'nothing' : 'something'} changed`;
      rows.push({
        ...{ runner, mode, exitCode: job.exitCode, seconds: job.seconds, tools: toolsOf(job) },
        judged: [said, still].filter((text) => text !== '').join('; '),
        ok:
          job.exitCode === 0 &&
          no.length === 0 &&
          (mode === 'plan' || asked.length > 0) &&
          (same || mode === 'release'),
      });
      const row = rows.at(-1);
      say(
        `${runner} ${mode}: exit ${job.exitCode}, ${row?.judged ?? ''}${row?.ok === true ? '' : '  WRONG'}`,
      );
    }
  } finally {
    await site.close();
  }
  return rows;
}

function page(rows: readonly Row[]): string {
  const table = rows.map(
    ({ runner, mode, exitCode, judged, tools, seconds, ok }) =>
      `| ${runner} | ${mode} | ${ok ? 'right' : '**wrong**'} | ${exitCode} | ${judged} | ${tools} | ${seconds.toFixed(1)} |`,
  );
  return `# Every mode on every runner

Written by \`npm run rehearse:profiles\`. Each profile starts from an empty state; the registry lags by 5 s. \`rerun\` runs the release
a second time. \`repoint\` names the release that the pointers name already. Neither must change anything. After each run cosign, gh,
sigstore-go and sha256sum verify the release, and what is public is compared with what was public before. Seconds are those of the action.

| runner | mode | judged | exit code | by | tools | s |
| --- | --- | --- | --- | --- | --- | --- |
${table.join('\n')}

How each runner is simulated, and what is missing:

${RUNNERS.map((name) => `- **${name}**: ${PROFILES[name].played}`).join('\n')}
`;
}

async function main(): Promise<number> {
  const dir = await mkdtemp(join(tmpdir(), 'profiles-'));
  const world = await openWorld(say);
  try {
    const rows: Row[] = [];
    for (const runner of RUNNERS) rows.push(...(await rehearseOn(runner, world, join(dir, runner))));
    const file = join(import.meta.dirname, '../docs/profiles.md');
    await writeFile(file, await format(page(rows), { ...(await resolveConfig(file)), parser: 'markdown' }));
    return rows.every(({ ok }) => ok) ? 0 : 1;
  } finally {
    await world.close();
    await rm(dir, { recursive: true, force: true });
  }
}

process.exitCode = await main();
