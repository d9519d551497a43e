// A whole rehearsal as a function: the parts up, one release (or two at once), the results written, the parts down.
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RehearseOptions } from './runner/cli.ts';
import { envScript, removeUp, upDir, writeUp } from './runner/env-sh.ts';
import { factsOf, nameOf } from './runner/facts.ts';
import { runJob, type JobResult } from './runner/job.ts';
import { PROFILES, unlike } from './runner/profile.ts';
import { writeGitHub, writeJob, type Result } from './runner/results.ts';
import { commitOn, makeTag, proposeCommit } from './runner/repository.ts';
import { verification } from './runner/verification.ts';
import { openSite, type Site, type SiteOptions } from './runner/site.ts';
import { openWorld, type Progress, type World } from './runner/world.ts';

/** What a site needs to come up again later; kept in `out`. */
interface Kept {
  readonly site: Omit<SiteOptions, 'out'>;
  readonly facts: Readonly<Record<string, string>>;
}

const keptFile = (out: string): string => join(upDir(out), 'kept.json');

/** Ends whatever an earlier rehearsal left up on this folder, and waits for it. */
async function endEarlier(out: string): Promise<void> {
  const pid = Number(await readFile(join(upDir(out), 'pid'), 'utf8').catch(() => '0'));
  const alive = (): boolean => {
    try {
      return pid > 0 && process.kill(pid, 0);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
      throw error;
    }
  };
  if (!alive()) return;
  process.kill(pid, 'SIGTERM');
  for (let waited = 0; alive() && waited < 120_000; waited += 50) await sleep(50);
  if (alive()) throw new Error(`An earlier rehearsal holds ${out} and does not end: process ${pid}`);
}

/** Removes what an earlier rehearsal wrote, and with it its state when that lies in the folder. */
async function clear(out: string): Promise<void> {
  await endEarlier(out);
  const names = [
    'result.json',
    'log.txt',
    'summary.md',
    'verification.md',
    'requests.jsonl',
    'release.json',
    'github',
    'env.sh',
  ];
  for (const name of [...names, 'trusted_root.json', 'trusted_roots.jsonl', 'world', 'up', 'state'])
    await rm(join(out, name), { recursive: true, force: true });
  await mkdir(out, { recursive: true });
}

/** Where the stand-ins keep their own files for a person to look at. */
const worldDir = (out: string): string => join(out, 'world');

const siteOptions = (options: RehearseOptions): Omit<SiteOptions, 'out'> => ({
  state: options.state ?? join(options.out, 'state'),
  repo: options.repo,
  repository: options.repository,
  visibility: options.visibility,
  referrers: options.referrers,
  registryLagMs: options.lag * 1000,
  ...(options.latency === 0 ? {} : { latency: { ms: options.latency } }),
  immutable: options.immutable,
  attestations: options.attestations,
  tagPrefix: options.with['tag-prefix'],
  sigstore: options.sigstore,
  closing: PROFILES[options.runner ?? 'hosted'].closing,
});

/** A pull request with one commit after the ref's. */
async function proposed({ world: { tools }, gitDir }: Site, ref: string): Promise<string> {
  return proposeCommit(tools.git, gitDir, 1, await commitOn(tools.git, gitDir, ref));
}

async function release(
  site: Site,
  ref: string,
  options: RehearseOptions,
  say: Progress,
  stop: AbortSignal,
): Promise<JobResult> {
  say(`${options.event} of ${nameOf(ref)} in ${site.repository}: the action starts`);
  return runJob(
    site,
    {
      ref: options.event === 'pull_request' ? await proposed(site, ref) : ref,
      event: options.event,
      with: options.with,
      permissions: options.permissions,
      dockerfile: options.dockerfile,
      killAfter: options.killAfter,
      runner: options.runner,
      actionDir: options.action,
      cancel: stop,
    },
    say,
  );
}

/** What is pushed: a branch, one tag or two. */
async function refsOf(site: Site, options: RehearseOptions): Promise<readonly string[]> {
  if (options.branch !== undefined) return [`refs/heads/${options.branch}`];
  const tags = options.parallel ?? [options.tag ?? (await site.newestTag())];
  return tags.map((tag) => `refs/tags/${tag}`);
}

/** Releases what the options name on a site that is up, and writes everything into `out`. */
async function releaseAll(
  site: Site,
  options: RehearseOptions,
  say: Progress,
  stop: AbortSignal,
): Promise<Result> {
  const { out } = options;
  const refs = await refsOf(site, options);
  if (options.repo !== undefined && options.tag !== undefined)
    for (const ref of refs)
      if (await makeTag(site.world.tools.git, site.gitDir, ref))
        say(`${nameOf(ref)} is made here, on HEAD: the repository itself has no such tag`);
  const jobs = await Promise.all(
    refs.map((ref) => {
      const prefix = refs.length > 1 ? `${nameOf(ref)}: ` : '';
      const prefixed = (line: string): void => {
        say(prefix + line);
      };
      return release(site, ref, options, prefixed, stop);
    }),
  );
  await writeGitHub(site, out);
  await copyFile(site.standIns.trustedRoot, join(out, 'trusted_root.json'));
  await copyFile(site.standIns.trustedRoots, join(out, 'trusted_roots.jsonl'));
  await writeFile(join(out, 'env.sh'), envScript(out, process.execPath));
  const facts = factsOf(site, refs.at(-1) ?? '', jobs.at(-1));
  await mkdir(upDir(out), { recursive: true });
  const kept: Kept = { site: siteOptions(options), facts };
  await writeFile(keptFile(out), JSON.stringify(kept, undefined, 2));
  const results: Result[] = [];
  for (const [index, job] of jobs.entries()) {
    const tag = nameOf(refs[index] ?? '');
    say(`cosign, gh, sigstore-go and sha256sum look at ${tag}`);
    const verified = await verification(site, job, {
      assets: join(out, 'github', tag),
      dir: join(worldDir(out), 'judges'),
      inputs: options.with,
    });
    results.push(await writeJob(site, job, verified, refs.length > 1 ? join(out, tag) : out));
  }
  const worst =
    results.find(({ exitCode }) => exitCode !== 0) ??
    results.find(({ verification }) => verification.some(({ passed }) => !passed)) ??
    results[0];
  if (worst === undefined) throw new Error('no tag to release');
  if (refs.length > 1) {
    await writeFile(join(out, 'result.json'), JSON.stringify({ ...worst, parallel: results }, undefined, 2));
    const calls = site.callsOf(...jobs.map(({ run }) => run));
    await writeFile(join(out, 'requests.jsonl'), calls.map((call) => `${JSON.stringify(call)}\n`).join(''));
  }
  return worst;
}

/** Shows a site under `out` until `stop` is aborted. */
async function show(
  site: Site,
  out: string,
  facts: Readonly<Record<string, string>>,
  stop: AbortSignal,
): Promise<void> {
  await writeUp(site, out, facts);
  try {
    if (!stop.aborted) await once(stop, 'abort');
  } finally {
    await removeUp(out);
  }
}

/**
 * A rehearsal from nothing to its results. When the options say keep, it stays up until `stop` is aborted; aborted
 * earlier, the job is cancelled.
 */
export async function rehearse(
  options: RehearseOptions,
  say: Progress,
  stop: AbortSignal = new AbortController().signal,
): Promise<Result> {
  await clear(options.out);
  return withWorld(say, async (world) => {
    const given: SiteOptions = {
      ...siteOptions(options),
      out: worldDir(options.out),
      faults: options.faults,
    };
    return withSite(world, given, say, async (site) => {
      stop.throwIfAborted();
      for (const line of await unlike()) say(line);
      const result = await releaseAll(site, options, say, stop);
      if (options.keep) {
        say(`up until interrupted; in another shell:  . ${join(options.out, 'env.sh')}`);
        const { facts } = JSON.parse(await readFile(keptFile(options.out), 'utf8')) as Kept;
        await show(site, options.out, facts, stop);
      }
      return result;
    });
  });
}

/** Brings the site of an earlier rehearsal up again until `stop` is aborted. Throws when `out` holds none. */
export async function serve(out: string, say: Progress, stop: AbortSignal): Promise<void> {
  const file = keptFile(out);
  if (!existsSync(file))
    throw new Error(`${out} holds no rehearsal. Make one: npm run rehearse -- --out ${out}`);
  const { site: options, facts } = JSON.parse(await readFile(file, 'utf8')) as Kept;
  await endEarlier(out);
  await withWorld(say, (world) =>
    withSite(world, { ...options, out: worldDir(out) }, say, (site) => show(site, out, facts, stop)),
  );
}

async function withWorld<T>(say: Progress, work: (world: World) => Promise<T>): Promise<T> {
  const world = await openWorld(say);
  try {
    return await work(world);
  } finally {
    await world.close();
  }
}

async function withSite<T>(
  world: World,
  options: SiteOptions,
  say: Progress,
  work: (site: Site) => Promise<T>,
): Promise<T> {
  const site = await openSite(world, options, say);
  try {
    return await work(site);
  } finally {
    await site.close();
  }
}
