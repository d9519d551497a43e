// One GitHub with one repository and its registry, on one state: what several releases, reruns and races share.
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pushBases } from '../parts/bases.ts';
import { makeExample } from '../parts/example.ts';
import { startRegistry } from '../parts/registry.ts';
import {
  parseFault,
  startStandIns,
  type Call,
  type Fault,
  type Latency,
  type OnCall,
  type RunIdentity,
  type StandIns,
  type StandInsOptions,
} from '../standins/world.ts';
import type { ReferrersAnswer } from '../standins/registry/turns.ts';
import type { Visibility } from '../standins/run.ts';
import { prepareSigstore } from './sigstore.ts';
import { headOf, mirror, newestTag, prefixTags, repositoryName } from './repository.ts';
import type { Progress, World } from './world.ts';

export interface SiteOptions {
  /** Kept between sites; made when missing. */
  readonly state: string;
  /** Where the stand-ins write their roots of trust and logs. */
  readonly out: string;
  /** Any git repository; undefined: the example. */
  readonly repo?: string | undefined;
  /** `owner/name`; default `octo-org/` and the repository's folder, or the example's own. */
  readonly repository?: string | undefined;
  /** What stands before the v of the tags to release; the example gets such tags. */
  readonly tagPrefix?: string | undefined;
  readonly visibility: Visibility;
  /** The referrers API on ghcr.io: as the specification has it (true), as GHCR answers in its place (false), or what of that. */
  readonly referrers: boolean | readonly ReferrersAnswer[];
  /** Milliseconds until ghcr.io shows what was written; default 0. */
  readonly registryLagMs?: number;
  /** What a package is when it is pushed first; default private, as on GHCR. */
  readonly newPackages?: 'private' | 'public';
  readonly immutable: boolean;
  /** False: the owner's plan has no attestations for this repository. */
  readonly attestations?: boolean;
  /** `real`: Fulcio, Rekor v2 and the timestamp authority themselves, in place of their stand-ins. */
  readonly sigstore?: 'stand-in' | 'real';
  /** As `--fault` takes them, or read already. */
  readonly faults?: readonly (string | Fault)[];
  readonly latency?: Latency;
  /** The proxy closes every connection right behind its first answer. */
  readonly closing?: boolean;
  /** Registries beside ghcr.io. */
  readonly registries?: StandInsOptions['registries'];
  /** How GitHub behaves where that is not the default. */
  readonly gitHub?: Pick<
    StandInsOptions,
    | 'draftLagMs'
    | 'discussionCategories'
    | 'protectedTags'
    | 'inlineBundles'
    | 'attestationsLookAt'
    | 'permissions'
    | 'ownerType'
    | 'enterprise'
  >;
}

/** Told of each call of one run; `'drop'` breaks the connection. */
export type Watch = OnCall;

export interface Site {
  readonly world: World;
  readonly state: string;
  readonly out: string;
  readonly repository: string;
  readonly visibility: Visibility;
  /** The server's name, where GitHub is a server of one's own. */
  readonly enterprise: string | undefined;
  /** The hosts of registries beside ghcr.io. */
  readonly registryHosts: readonly string[];
  /** Who signs: the stand-ins, or Sigstore's own servers. */
  readonly sigstore: 'stand-in' | 'real';
  readonly standIns: StandIns;
  readonly registryPort: number;
  /** The bare repository GitHub serves. */
  readonly gitDir: string;
  /** The highest version behind the prefix. */
  readonly newestTag: () => Promise<string>;
  /** A number no run of this state has had. */
  readonly nextRun: () => Promise<number>;
  /** Sends one run's calls to `watch` until the returned function is called. */
  readonly watch: (run: string, watch: Watch) => () => void;
  /** The finished calls of the named runs. */
  readonly callsOf: (...runs: readonly string[]) => readonly Call[];
  readonly close: () => Promise<void>;
}

const EXAMPLE = 'octo-org/signpost';

/** The repository to serve: the given one, or the example, made once in the state. */
async function source(options: SiteOptions, repository: string): Promise<string> {
  if (options.repo !== undefined) return options.repo;
  const dir = join(options.state, 'example');
  if (!existsSync(dir)) {
    // Renamed when whole, so that an interrupted rehearsal leaves no half of a repository.
    const part = `${dir}.${process.pid}`;
    await makeExample(part, { repository });
    await rename(part, dir);
  }
  return dir;
}

/** A counter in a file: run ids must differ between rehearsals on one state. */
async function countUp(file: string): Promise<number> {
  const last = Number(await readFile(file, 'utf8').catch(() => '0'));
  await writeFile(file, String(last + 1));
  return last + 1;
}

/** The identity the stand-ins need before the first job has one; no request is made under it. */
const nobody = (sha: string): RunIdentity => ({ event: 'push', ref: 'refs/heads/main', sha, runId: 1 });

/** Starts registry and stand-ins over a state, in about a second. */
export async function openSite(world: World, options: SiteOptions, progress: Progress): Promise<Site> {
  const { tools, bases } = world;
  const { state, out } = options;
  await mkdir(state, { recursive: true });
  await mkdir(out, { recursive: true });
  const repository =
    options.repository ??
    (options.repo === undefined ? EXAMPLE : `octo-org/${repositoryName(options.repo).toLowerCase()}`);
  const gitDir = join(state, 'git');
  await mirror(tools.git, await source(options, repository), gitDir);
  const { tagPrefix = '' } = options;
  if (options.repo === undefined && tagPrefix !== '') await prefixTags(tools.git, gitDir, tagPrefix);
  const registry = await startRegistry(tools, { dir: join(state, 'registry') });
  const undo = [() => registry.stop()];
  try {
    await pushBases(tools, bases, registry.port);
    const watches = new Map<string, Watch>();
    const real = options.sigstore === 'real' ? await prepareSigstore(join(state, 'sigstore')) : undefined;
    const standIns = await startStandIns({
      out,
      state: join(state, 'stand-ins'),
      repository,
      gitDir,
      registryPort: registry.port,
      run: nobody((await headOf(tools.git, gitDir, 'HEAD')).sha),
      visibility: options.visibility,
      referrers: options.referrers,
      registryLagMs: options.registryLagMs ?? 0,
      ...(options.newPackages === undefined ? {} : { newPackages: options.newPackages }),
      ...(real === undefined ? {} : { rekor: 2, sigstoreServers: real.servers }),
      immutableReleases: options.immutable,
      ...(options.attestations === undefined ? {} : { attestations: options.attestations }),
      faults: (options.faults ?? []).map((fault) => (typeof fault === 'string' ? parseFault(fault) : fault)),
      onCall: (n, phase, call) => watches.get(call.run)?.(n, phase, call),
      tools: world.releases,
      ...(options.latency === undefined ? {} : { latency: options.latency }),
      ...(options.closing === undefined ? {} : { closing: options.closing }),
      ...(options.registries === undefined ? {} : { registries: options.registries }),
      ...options.gitHub,
    });
    undo.unshift(standIns.stop);
    if (real !== undefined) undo.unshift(await real.start(standIns.observer.env, progress));
    progress(`GitHub, Sigstore and ghcr.io stand in for ${repository}`);
    return {
      world,
      state,
      out,
      repository,
      visibility: options.visibility,
      enterprise: options.gitHub?.enterprise,
      registryHosts: (options.registries ?? []).map(({ host }) => host),
      sigstore: options.sigstore ?? 'stand-in',
      standIns,
      registryPort: registry.port,
      gitDir,
      newestTag: () => newestTag(tools.git, gitDir, tagPrefix),
      nextRun: () => countUp(join(state, 'runs')),
      watch: (run, watch) => {
        watches.set(run, watch);
        return () => watches.delete(run);
      },
      callsOf: (...runs) => standIns.calls().filter(({ run }) => runs.includes(run)),
      close: async () => {
        for (const stop of undo) await stop();
      },
    };
  } catch (error) {
    for (const stop of undo) await stop();
    throw error;
  }
}
