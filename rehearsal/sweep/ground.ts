// The ground of a sweep: one engine for all points, and a prepared state of which each point gets a copy.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type KeptBuilders, keepBuilders } from '../parts/kept-builder.ts';
import { runJob, type JobOptions, type JobResult } from '../runner/job.ts';
import { openSite, type Site, type SiteOptions } from '../runner/site.ts';
import { openWorld, type Progress } from '../runner/world.ts';
import type { Call } from '../standins/world.ts';
import { likeness, mayChange, type Moment } from './points.ts';
import { snapshot, type Snapshot } from './snapshot.ts';
import { settled } from './state-of.ts';

/** The release that the points disturb, and those that are there before it. */
export const TAG = 'v1.2.0';
const BEFORE = ['v1.1.0'] as const;

export interface Undisturbed {
  readonly calls: readonly Call[];
  readonly snapshot: Snapshot;
}

/** A state that a next run can tell from others, and the call after which a release first was in it. */
export type Reached = Moment & { readonly state: string };

export interface Ground {
  /** What stands before any disturbed run. */
  readonly old: Snapshot;
  /** Opens a site on a fresh copy of the prepared state, or of one that was kept, and takes it away afterwards. */
  readonly onCopy: <T>(
    options: Partial<SiteOptions>,
    work: (site: Site) => Promise<T>,
    from?: string,
  ) => Promise<T>;
  /** Makes a further state for `onCopy` out of the prepared one. */
  readonly keep: <T>(name: string, work: (site: Site) => Promise<T>) => Promise<T>;
  /** Releases the tags one after the other, undisturbed; kept, so that it is done once. */
  readonly undisturbed: (...tags: readonly string[]) => Promise<Undisturbed>;
  /** The states that a release goes through, in order; kept as well. */
  readonly states: () => Promise<readonly Reached[]>;
  /** Those that all jobs borrow from. */
  readonly builders: KeptBuilders;
  /** Runs the action on a tag of a site. */
  readonly release: (site: Site, tag: string, options?: Partial<JobOptions>) => Promise<JobResult>;
  readonly close: () => Promise<void>;
}

export function errorsOf({ annotations, log }: JobResult): string {
  const errors = annotations.filter(({ level }) => level === 'error').map(({ message }) => message);
  return errors.length > 0 ? errors.join('\n') : log.slice(-10).join('\n');
}

/** Empty commits with the tags that the races release: a hotfix of v1.2, two prereleases, and v1.3.0. */
export function addTags(site: Site, wanted: readonly string[]): void {
  // A higher tag keeps a lower release from its pointers, so they are there only when they are released.
  if (wanted.every((tag) => tag === TAG)) return;
  const who = { NAME: 'Ana Ortiz', EMAIL: 'ana@example.com', DATE: '2026-03-01T12:00:00Z' };
  const env: NodeJS.ProcessEnv = { PATH: process.env['PATH'], GIT_CONFIG_GLOBAL: '/dev/null' };
  for (const [key, value] of Object.entries(who))
    for (const role of ['AUTHOR', 'COMMITTER']) env[`GIT_${role}_${key}`] = value;
  const git = (...argv: readonly string[]): string =>
    execFileSync(site.world.tools.git, ['--git-dir', site.gitDir, ...argv], { env, encoding: 'utf8' }).trim();
  const commitAndTag = (tag: string, parent: string, message: string): void => {
    const commit = git('commit-tree', `${parent}^{tree}`, '-p', `${parent}^{commit}`, '-m', message);
    git('tag', '-a', '-m', tag, tag, commit);
  };
  commitAndTag('v1.3.0-rc.1', TAG, 'feat: try something');
  commitAndTag('v1.3.0-rc.2', 'v1.3.0-rc.1', 'feat: try it otherwise');
  commitAndTag('v1.3.0', 'v1.3.0-rc.2', 'feat: something for everybody');
  commitAndTag('v1.2.1', TAG, 'fix: close the door');
}

/**
 * Starts the engine once and prepares the state; `dir` is kept, so that a second sweep begins where this one ends.
 * `actionDir` holds action.yml and dist/; default this project.
 */
export async function openGround(dir: string, say: Progress, actionDir?: string): Promise<Ground> {
  const prepared = join(dir, 'prepared');
  const undisturbedDir = join(dir, 'undisturbed');
  await mkdir(undisturbedDir, { recursive: true });
  const world = await openWorld(say);
  const builders = keepBuilders(world.tools, world.engine, say);
  const close = async (): Promise<void> => {
    await builders.close();
    await world.close();
  };
  let copies = 0;
  const release: Ground['release'] = (site, tag, options = {}) =>
    runJob(
      site,
      { ref: `refs/tags/${tag}`, event: 'push', with: {}, actionDir, builders, ...options },
      () => undefined,
    );
  const mustRelease = async (site: Site, tag: string): Promise<JobResult> => {
    const result = await release(site, tag);
    if (result.exitCode !== 0)
      throw new Error(`the undisturbed release of ${tag} failed:\n${errorsOf(result)}`);
    return result;
  };
  const openOn = async <T>(
    state: string,
    options: Partial<SiteOptions>,
    work: (site: Site) => Promise<T>,
  ): Promise<T> => {
    const out = `${state}.out`;
    const fixed = { visibility: 'public', referrers: false, immutable: false } as const;
    const site = await openSite(world, { ...fixed, ...options, state, out }, () => undefined);
    try {
      return await work(site);
    } finally {
      await site.close();
      await rm(out, { recursive: true, force: true });
    }
  };
  const onCopy: Ground['onCopy'] = async (options, work, from) => {
    copies += 1;
    const state = join(dir, `point.${process.pid}.${copies}`);
    await cp(from === undefined ? prepared : join(dir, from), state, { recursive: true });
    try {
      return await openOn(state, options, work);
    } finally {
      await rm(state, { recursive: true, force: true });
    }
  };
  const keep: Ground['keep'] = async (name, work) => {
    await rm(join(dir, name), { recursive: true, force: true });
    await cp(prepared, join(dir, name), { recursive: true });
    return openOn(join(dir, name), {}, work);
  };
  /** Looks after every call that may change something; a release of its own, since looking delays it. */
  const statesOf = async (site: Site): Promise<readonly Reached[]> => {
    const seen = new Map<string, Moment>();
    const alike = new Map<string, number[]>();
    const onCall = async (call: Call, phase: 'before' | 'after'): Promise<void> => {
      const like = likeness(call);
      const numbers = alike.get(like) ?? [];
      alike.set(like, numbers);
      if (phase === 'before') numbers.push(call.n);
      if (phase === 'before' || !mayChange(call)) return;
      const state = await settled(site);
      if (!seen.has(state)) seen.set(state, { like, nth: numbers.indexOf(call.n) + 1 });
    };
    const { exitCode } = await release(site, TAG, { onCall });
    if (exitCode !== 0) throw new Error(`a release of ${TAG} that was only looked at failed`);
    return [...seen].map(([state, at]) => ({ ...at, state }));
  };
  const states = async (): Promise<readonly Reached[]> => {
    const file = join(undisturbedDir, 'states.json');
    if (existsSync(file)) return JSON.parse(await readFile(file, 'utf8')) as readonly Reached[];
    say(`looking at the states of ${TAG}`);
    const made = await onCopy({}, statesOf);
    await writeFile(file, JSON.stringify(made));
    return made;
  };
  const endings = new Map<string, Promise<Undisturbed>>();
  const undisturbed = async (name: string, tags: readonly string[]): Promise<Undisturbed> => {
    const file = join(undisturbedDir, `${name}.json`);
    if (existsSync(file)) return JSON.parse(await readFile(file, 'utf8')) as Undisturbed;
    say(`undisturbed: ${tags.join(', then ')}`);
    const made = await onCopy({}, async (site): Promise<Undisturbed> => {
      addTags(site, tags);
      const calls: Call[] = [];
      for (const tag of tags) calls.push(...(await mustRelease(site, tag)).calls);
      return { calls, snapshot: await snapshot(site) };
    });
    await writeFile(file, JSON.stringify(made));
    return made;
  };
  try {
    if (!existsSync(prepared)) {
      const part = `${prepared}.${process.pid}`;
      await openOn(part, {}, async (site) => {
        for (const tag of BEFORE) {
          say(`preparing: ${tag}`);
          await mustRelease(site, tag);
        }
      });
      await rename(part, prepared);
    }
    const old = await onCopy({}, snapshot);
    return {
      old,
      builders,
      onCopy,
      keep,
      states,
      release,
      undisturbed: (...tags) => {
        const name = tags.join('+');
        const known = endings.get(name) ?? undisturbed(name, tags);
        endings.set(name, known);
        return known;
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
