// The ground of a sweep: one engine for all points, and for each way a prepared state of which each point gets a copy.
import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type KeptBuilders, keepBuilders } from '../parts/kept-builder.ts';
import { runJob, type JobOptions, type JobResult } from '../runner/job.ts';
import { openSite, type Site, type SiteOptions } from '../runner/site.ts';
import { openWorld, type Progress, type World } from '../runner/world.ts';
import type { Call } from '../standins/world.ts';
import { addTags } from './more-tags.ts';
import { likeness, mayChange, type Moment } from './points.ts';
import { snapshot, type Snapshot } from './snapshot.ts';
import { settled } from './state-of.ts';
import { BEFORE, TAG } from './tag.ts';
import { isDone, restore, tagPush, type Way } from './way.ts';

export interface Undisturbed {
  readonly calls: readonly Call[];
  readonly snapshot: Snapshot;
}

/** A state that a next run can tell from others, and the call after which a release first was in it. */
export type Reached = Moment & { readonly state: string };

export interface Ground {
  readonly way: Way;
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
  /** Runs the action on a tag of a site, in this way. */
  readonly release: (site: Site, tag: string, options?: Partial<JobOptions>) => Promise<JobResult>;
  readonly close: () => Promise<void>;
}

export interface Grounds {
  readonly of: (way: Way) => Promise<Ground>;
  readonly close: () => Promise<void>;
}

export function errorsOf({ annotations, log }: JobResult): string {
  const errors = annotations.filter(({ level }) => level === 'error').map(({ message }) => message);
  return errors.length > 0 ? errors.join('\n') : log.slice(-10).join('\n');
}

/** The ground of a pushed tag alone. */
export async function openGround(dir: string, say: Progress, actionDir?: string): Promise<Ground> {
  const grounds = await openGrounds(dir, say, actionDir);
  try {
    return { ...(await grounds.of(tagPush)), close: grounds.close };
  } catch (error) {
    await grounds.close();
    throw error;
  }
}

/**
 * Starts the engine once; `dir` is kept, so that a second sweep begins where this one ends.
 * `actionDir` holds action.yml and dist/; default this project.
 */
export async function openGrounds(dir: string, say: Progress, actionDir?: string): Promise<Grounds> {
  const world = await openWorld(say);
  const builders = keepBuilders(world.tools, world.engine, say);
  const started = { world, builders, dir, say, actionDir };
  return {
    of: (way) => makeGround(started, way),
    close: async () => {
      await builders.close();
      await world.close();
    },
  };
}

interface Started {
  readonly world: World;
  readonly builders: KeptBuilders;
  readonly dir: string;
  readonly say: Progress;
  readonly actionDir: string | undefined;
}

async function openOn<T>(
  world: World,
  state: string,
  options: Partial<SiteOptions>,
  work: (site: Site) => Promise<T>,
): Promise<T> {
  const out = `${state}.out`;
  const fixed = { visibility: 'public', referrers: false, immutable: false } as const;
  const site = await openSite(world, { ...fixed, ...options, state, out }, () => undefined);
  try {
    await restore(site);
    return await work(site);
  } finally {
    await site.close();
    await rm(out, { recursive: true, force: true });
  }
}

/** Makes a state once: it has its name when it is whole. */
async function makeOnce(
  { world }: Started,
  state: string,
  from: string | undefined,
  work: (site: Site) => Promise<void>,
): Promise<void> {
  if (existsSync(state)) return;
  const part = `${state}.${process.pid}`;
  if (from !== undefined) await cp(from, part, { recursive: true });
  await openOn(world, part, {}, work);
  await rename(part, state);
}

async function makeGround(started: Started, way: Way): Promise<Ground> {
  const { world, builders, say, actionDir } = started;
  const dir = way === tagPush ? started.dir : join(started.dir, way.name);
  const prepared = join(dir, 'prepared');
  const undisturbedDir = join(dir, 'undisturbed');
  await mkdir(undisturbedDir, { recursive: true });
  const start = (site: Site, options: Partial<JobOptions>): Promise<JobResult> =>
    runJob(
      site,
      { ref: `refs/tags/${TAG}`, event: 'push', with: {}, actionDir, builders, ...options },
      () => undefined,
    );
  const release: Ground['release'] = async (site, tag, options = {}) => {
    const own = (await way.start?.(site)) ?? {};
    const inputs = { ...own.with, ...options.with };
    return start(site, { ref: `refs/tags/${tag}`, ...own, ...options, with: inputs });
  };
  let copies = 0;
  const onCopy: Ground['onCopy'] = async (options, work, from) => {
    copies += 1;
    const state = join(dir, `point.${process.pid}.${copies}`);
    await cp(from === undefined ? prepared : join(dir, from), state, { recursive: true });
    try {
      return await openOn(world, state, options, work);
    } finally {
      await rm(state, { recursive: true, force: true });
    }
  };
  const keep: Ground['keep'] = async (name, work) => {
    await rm(join(dir, name), { recursive: true, force: true });
    await cp(prepared, join(dir, name), { recursive: true });
    return openOn(world, join(dir, name), {}, work);
  };
  const must = async (job: Promise<JobResult>, what: string, of = way): Promise<JobResult> => {
    const result = await job;
    if (isDone(of, result)) return result;
    throw new Error(`${way.name}: ${what} ended otherwise than it should:\n${errorsOf(result)}`);
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
    await must(release(site, TAG, { onCall }), `a release of ${TAG} that was only looked at`);
    return [...seen].map(([state, at]) => ({ ...at, state }));
  };
  /** Made once, and read from its file from then on. */
  const kept = async <T>(name: string, what: string, work: (site: Site) => Promise<T>): Promise<T> => {
    const file = join(undisturbedDir, `${name}.json`);
    if (existsSync(file)) return JSON.parse(await readFile(file, 'utf8')) as T;
    say(`${way.name}: ${what}`);
    const made = await onCopy({}, work);
    await writeFile(file, JSON.stringify(made));
    return made;
  };
  const undisturbed = (tags: readonly string[]): Promise<Undisturbed> =>
    kept(tags.join('+'), `undisturbed: ${tags.join(', then ')}`, async (site) => {
      addTags(site, tags);
      const calls: Call[] = [];
      for (const tag of tags)
        calls.push(...(await must(release(site, tag), `the undisturbed release of ${tag}`)).calls);
      return { calls, snapshot: await snapshot(site) };
    });
  const base = join(started.dir, 'prepared');
  await makeOnce(started, base, undefined, async (site) => {
    for (const tag of BEFORE) {
      say(`preparing: ${tag}`);
      await must(start(site, { ref: `refs/tags/${tag}` }), `the release of ${tag}`, tagPush);
    }
  });
  await makeOnce(started, prepared, base, async (site) => {
    say(`preparing: ${way.name}`);
    await way.before?.(site, (options) => must(start(site, options), 'what stands before', tagPush));
  });
  const endings = new Map<string, Promise<Undisturbed>>();
  return {
    way,
    old: await onCopy({}, snapshot),
    builders,
    onCopy,
    keep,
    states: () => kept('states', `looking at the states of ${TAG}`, statesOf),
    release,
    undisturbed: (...tags) => {
      const name = tags.join('+');
      const known = endings.get(name) ?? undisturbed(tags);
      endings.set(name, known);
      return known;
    },
    close: () => Promise.resolve(),
  };
}
