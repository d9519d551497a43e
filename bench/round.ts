// One round: the same tag released by hand and by the action, each on a GitHub and a registry of its own, as fresh as the other.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runJob } from '../rehearsal/runner/job.ts';
import { openSite, type Site } from '../rehearsal/runner/site.ts';
import type { World } from '../rehearsal/runner/world.ts';
import type { Call } from '../rehearsal/standins/world.ts';
import { writes } from '../rehearsal/e2e/stage.ts';
import { type ByHand, byHand } from './by-hand.ts';
import { beyondBuild } from './requests.ts';

export interface Setting {
  readonly tag: string;
  /** Milliseconds that every request waits. */
  readonly latency: number;
  readonly platforms: string;
  /** How long each platform takes to build, in seconds; 0: the example, from the builder's cache. */
  readonly work: number;
  /** Whether both make the whole release by hand too, and the action runs a second time. */
  readonly whole: boolean;
  /** Where action.yml and dist/ are; default this project. */
  readonly actionDir?: string | undefined;
}

export interface Round {
  readonly hand: ByHand;
  readonly ours: Ours;
}

export interface Ours {
  readonly seconds: number;
  readonly memory: number;
  readonly calls: readonly Call[];
  /** A second run of the finished release. */
  readonly again?: { readonly seconds: number; readonly writes: number; readonly calls: readonly Call[] };
}

type Say = (line: string) => void;

/** Who begins is left to the caller, so that the cache of a disk favors neither. */
export async function round(world: World, setting: Setting, handFirst: boolean, say: Say): Promise<Round> {
  const dir = await mkdtemp(join(tmpdir(), 'bench-'));
  try {
    const file = await dockerfileOf(setting, dir);
    const hand = (): Promise<ByHand> =>
      onSite(world, setting, join(dir, 'hand'), say, (site, own) =>
        byHand(site, { ...setting, dir: own, dockerfile: file('hand'), release: setting.whole }, say),
      );
    const action = (): Promise<Ours> =>
      onSite(world, setting, join(dir, 'ours'), say, (site) => release(site, setting, file('ours'), say));
    if (handFirst) {
      const first = await hand();
      return { hand: first, ours: await action() };
    }
    const first = await action();
    return { hand: await hand(), ours: first };
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

async function onSite<T>(
  world: World,
  { latency }: Setting,
  dir: string,
  say: Say,
  work: (site: Site, dir: string) => Promise<T>,
): Promise<T> {
  const site = await openSite(
    world,
    {
      ...{ state: join(dir, 'state'), out: join(dir, 'out'), visibility: 'public' },
      ...{ referrers: false, immutable: false, newPackages: 'public' },
      ...(latency === 0 ? {} : { latency: { ms: latency } }),
    },
    () => undefined,
  );
  try {
    say(`${dir.split('/').at(-1) ?? ''}, ${latency} ms a request`);
    return await work(site, join(dir, 'work'));
  } finally {
    await site.close();
  }
}

async function release(
  site: Site,
  setting: Setting,
  dockerfile: string | undefined,
  say: Say,
): Promise<Ours> {
  const run = async (): Promise<Awaited<ReturnType<typeof runJob>>> => {
    const lines: string[] = [];
    const job = await runJob(
      site,
      {
        ...{ ref: `refs/tags/${setting.tag}`, event: 'push', dockerfile, runner: 'self-hosted' },
        with: { platforms: setting.platforms },
        actionDir: setting.actionDir,
      },
      (line) => lines.push(line),
    );
    if (job.conclusion !== 'success')
      throw new Error(`the action did not release:\n${lines.slice(-30).join('\n')}`);
    return job;
  };
  const first = await run();
  say(`  the action: ${first.seconds.toFixed(2)} s, ${first.calls.length} requests`);
  const ours: Ours = { seconds: first.seconds, memory: first.peakMemory, calls: first.calls };
  if (!setting.whole) return ours;
  const second = await run();
  const again = { seconds: second.seconds, writes: changes(second.calls), calls: second.calls };
  return { ...ours, again };
}

/** What changed anything: neither a question that is put as a POST, nor an upload that was only begun to see whether one may. */
function changes(calls: readonly Call[]): number {
  return beyondBuild(calls).filter(
    (call) =>
      writes(call) &&
      !/\/blobs\/uploads?\//.test(call.path) &&
      !/fulcio|rekor|token/.test(call.host + call.path),
  ).length;
}

/** A Dockerfile whose work no cache has done: each contender has one that nobody has built yet. */
async function dockerfileOf({ work }: Setting, dir: string): Promise<(who: string) => string | undefined> {
  if (work === 0) return () => undefined;
  const files = new Map<string, string>();
  for (const who of ['hand', 'ours']) {
    const file = join(dir, `Dockerfile.${who}`);
    const text = [
      'FROM --platform=$BUILDPLATFORM ghcr.io/octo-org/base-c:1 AS work',
      'ARG TARGETARCH',
      `RUN echo "${dir} ${who} $TARGETARCH" > /made && sleep ${work}`,
      'FROM ghcr.io/octo-org/base:1',
      'COPY --from=work /made /made',
    ];
    await writeFile(file, `${text.join('\n')}\n`);
    files.set(who, file);
  }
  return (who) => files.get(who);
}
