// What all rehearsals on a machine share: the programs, the Docker engine and the base images.
import { ensureBases, type BaseImages } from '../parts/bases.ts';
import { startEngine, type Engine } from '../parts/engine.ts';
import { toolReleases } from '../parts/tool-releases.ts';
import { ensureTools, type Tools } from '../parts/tools.ts';
import type { ToolRelease } from '../standins/tool-releases.ts';

export type Progress = (line: string) => void;

export interface World {
  readonly tools: Tools;
  readonly engine: Engine;
  readonly bases: BaseImages;
  /** What a runner without fitting tools downloads. */
  readonly releases: readonly ToolRelease[];
  readonly close: () => Promise<void>;
}

/** Gets and starts everything; minutes on a fresh machine, about a second later on. Throws with what is missing. */
export async function openWorld(progress: Progress): Promise<World> {
  const tools = await ensureTools(progress);
  const [bases, engine, releases] = await Promise.all([
    ensureBases(tools, progress),
    startEngine(tools, progress),
    toolReleases(tools, progress),
  ]);
  return { tools, engine, bases, releases, close: () => engine.stop() };
}
