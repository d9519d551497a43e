// The ground an end-to-end suite stands on: one world, one site on an empty state, and the judges.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Call } from '../standins/world.ts';
import { runJob, type JobOptions, type JobResult } from '../runner/job.ts';
import { openSite, type Site, type SiteOptions } from '../runner/site.ts';
import { openWorld } from '../runner/world.ts';
import { programsFor, type Programs } from './programs.ts';

/** From nothing: Debian packages fetched, gh and BuildKit compiled. Later it takes seconds; to close may mean to wait for another's. */
export const SET_UP_MS = 900_000;
/** One release by the action, with room for a slow machine that does other things too. */
export const RELEASE_MS = 600_000;

export interface Stage {
  readonly site: Site;
  readonly dir: string;
  readonly judges: Programs;
  /** Runs the action on a tag of the repository; a push unless said otherwise. */
  readonly release: (tag: string, options?: Partial<JobOptions>) => Promise<JobResult>;
  readonly close: () => Promise<void>;
}

const say = (line: string): void => {
  // Set-up takes minutes on a fresh machine, and jest itself is silent meanwhile.
  if (process.env['REHEARSAL_QUIET'] === undefined) process.stderr.write(`${line}\n`);
};

/** Opens a stage. What is given overrides a public repository on a registry without the referrers API. */
export async function openStage(given: Partial<SiteOptions> = {}): Promise<Stage> {
  const dir = await mkdtemp(join(tmpdir(), 'rehearsal-e2e-'));
  const world = await openWorld(say);
  try {
    const site = await openSite(
      world,
      {
        state: join(dir, 'state'),
        out: join(dir, 'out'),
        visibility: 'public',
        referrers: false,
        immutable: false,
        // GHCR lags by seconds: here by less, so that a suite does not only wait. `npm run rehearse` has all of it.
        registryLagMs: 200,
        ...given,
      },
      say,
    );
    return {
      site,
      dir,
      judges: await programsFor(site, join(dir, 'judges')),
      release: (tag, options = {}) =>
        runJob(
          site,
          { ref: `refs/tags/${tag}`, event: 'push', with: {}, ...options },
          options.ref === undefined ? say : () => undefined,
        ),
      close: async () => {
        await site.close();
        await world.close();
        await rm(dir, { recursive: true, force: true });
      },
    };
  } catch (error) {
    await world.close();
    throw error;
  }
}

/** What a run says went wrong, a fault a line. */
export const errorsOf = ({ annotations }: JobResult): string =>
  annotations
    .filter(({ level }) => level === 'error')
    .map(({ message }) => message)
    .join('\n');

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/** A call that could change something at GitHub, the registry or Sigstore; git fetches by POST, too. */
export const writes = ({ method, path }: Call): boolean =>
  !READING.has(method) && !path.endsWith('/git-upload-pack');

/** Writes that anybody could see; asking for a token, or whether one may push, leaves nothing behind. */
export function publicWrites(calls: readonly Call[]): readonly string[] {
  return calls
    .filter((call) => writes(call) && (call.status ?? 0) < 400)
    .filter(({ host, path }) => !(host === 'ghcr.io' && /\/(blobs\/uploads?\/|token)/.test(path)))
    .map(({ method, host, path }) => `${method} ${host}${path}`);
}
