// What the sweep has to know of a way in which maintainers release; the ways themselves are in ways/.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EventName } from '../runner/event.ts';
import type { JobOptions, JobResult } from '../runner/job.ts';
import type { Site } from '../runner/site.ts';
import type { Snapshot } from './snapshot.ts';

/** Runs the action on a site; a push of v1.2.0 unless said otherwise. */
export type Start = (options: Partial<JobOptions>) => Promise<JobResult>;

/** One moment of a disturbed site. */
export interface Seen {
  readonly site: Site;
  readonly now: Snapshot;
  /** Before the disturbed run. */
  readonly old: Snapshot;
}

export interface Way {
  readonly name: string;
  /** For the table: what a maintainer does. */
  readonly what: string;
  /** Makes what stands before the run, beside the release of v1.1.0. */
  readonly before?: (site: Site, start: Start) => Promise<void>;
  /** How a run differs from a push of v1.2.0 without inputs. */
  readonly start?: (site: Site) => Promise<Partial<JobOptions>>;
  /** The events that start a run each, at once. */
  readonly events?: readonly [EventName, EventName];
  /** What the error of every undisturbed run says; absent: it succeeds. */
  readonly fails?: string;
  /** Assets beside those of every release. */
  readonly assets?: readonly string[];
  /** Every rule of this way that is broken at a moment, besides those of every release. */
  readonly rules?: (seen: Seen) => readonly string[] | Promise<readonly string[]>;
}

/** The way of the sweep from its beginning. */
export const tagPush: Way = { name: 'tag-push', what: 'a tag is pushed' };

/** Whether a run has ended as an undisturbed run of this way ends. */
export function isDone({ fails }: Way, { exitCode, conclusion, annotations }: JobResult): boolean {
  if (fails === undefined) return exitCode === 0;
  return (
    conclusion === 'failure' &&
    annotations.some(({ level, message }) => level === 'error' && message.includes(fails))
  );
}

/** Merges a commit into main. A site has the refs of its repository anew whenever it is opened, and this one besides. */
export async function merge(site: Site, commit: string): Promise<void> {
  await writeFile(noteOf(site, 'main'), commit);
  await restore(site);
}

/** What `merge` has done, on a site that was opened since. */
export async function restore(site: Site): Promise<void> {
  if (!existsSync(noteOf(site, 'main'))) return;
  const commit = await readNote(site, 'main');
  execFileSync(site.world.tools.git, ['--git-dir', site.gitDir, 'update-ref', 'refs/heads/main', commit]);
}

/** A file of a site's state where a way keeps what its later runs need. */
export const noteOf = (site: Site, name: string): string => join(site.state, `way-${name}`);

export const readNote = (site: Site, name: string): Promise<string> => readFile(noteOf(site, name), 'utf8');
