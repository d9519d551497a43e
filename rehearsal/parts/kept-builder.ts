// Builders that stay up from one job to the next: booting one takes longer than most of what a job does with it.
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Builder, type BuilderOptions, dockerEnv, startBuilder } from './builder.ts';
import type { Progress } from './cache.ts';
import type { Engine } from './engine.ts';
import { type Forwarder, forward } from './forwarder.ts';
import type { Tools } from './tools.ts';

/** What a job brings along for its builder. */
export type Borrowing = Required<Pick<BuilderOptions, 'proxy' | 'ca' | 'configDir'>> &
  Pick<BuilderOptions, 'hub'>;

export interface KeptBuilders {
  /** A builder for one job alone, whose traffic goes through the job's own proxy; `stop` gives it back. */
  borrow(job: Borrowing): Promise<Builder>;
  close(): Promise<void>;
}

interface Kept {
  readonly builder: Builder;
  readonly forwarder: Forwarder;
  /** To the job's own images of Docker Hub. */
  readonly hub: Forwarder;
  readonly configDir: string;
  /** PEM: the builder trusts this authority and no other. */
  readonly ca: string;
}

/** Starts as many as are borrowed at once. */
export function keepBuilders(tools: Tools, engine: Engine, progress: Progress): KeptBuilders {
  const all: Kept[] = [];
  const free: Kept[] = [];
  const start = async (ca: string, { ca: caFile }: Borrowing): Promise<Kept> => {
    const [forwarder, hub] = [await forward('127.0.0.1'), await forward('127.0.0.1')];
    const configDir = await mkdtemp(path.join(tmpdir(), 'rehearsal-builder-'));
    const proxy = `http://127.0.0.1:${forwarder.port}`;
    const builder = await startBuilder(
      tools,
      engine,
      { proxy, ca: caFile, configDir, hub: `127.0.0.1:${hub.port}` },
      progress,
    );
    const kept = { builder, forwarder, hub, configDir, ca };
    all.push(kept);
    return kept;
  };
  return {
    borrow: async (job) => {
      const ca = await readFile(job.ca, 'utf8');
      const at = free.findIndex((kept) => kept.ca === ca);
      const kept = free.splice(at, at < 0 ? 0 : 1)[0] ?? (await start(ca, job));
      // A configuration of its own: what a killed job leaves in it is gone with the job's machine.
      const env = await dockerEnv(engine, job.configDir);
      await cp(path.join(kept.configDir, 'buildx'), path.join(job.configDir, 'buildx'), { recursive: true });
      kept.forwarder.lead(new URL(job.proxy));
      kept.hub.lead(job.hub === undefined ? undefined : new URL(`http://${job.hub}`));
      return {
        name: kept.builder.name,
        env,
        stop: () => {
          kept.forwarder.lead(undefined);
          kept.hub.lead(undefined);
          free.push(kept);
          return Promise.resolve();
        },
      };
    },
    close: async () => {
      for (const { builder, forwarder, hub, configDir } of all) {
        await builder.stop();
        await Promise.all([forwarder.close(), hub.close()]);
        await rm(configDir, { recursive: true, force: true });
      }
    },
  };
}
