// The runner's tool cache, as narrow as it is needed here.
import { join } from 'node:path';
import { cacheFile, find } from '@actions/tool-cache';
import type { Arch, ToolName } from './catalogue.ts';

export interface ToolCache {
  /** The path of a program kept earlier, or `undefined`. */
  find(tool: ToolName, version: string, arch: Arch): string | undefined;
  /** Keeps a program file under the tool's name. @returns its path in the cache. */
  keep(file: string, tool: ToolName, version: string, arch: Arch): Promise<string>;
}

/** Under a name of our own: what other actions keep as `buildx` or `gh` was checked by their rules, not by ours. */
const entry = (tool: ToolName): string => `release-action-${tool}`;

/** `@actions/tool-cache` reads RUNNER_TOOL_CACHE and RUNNER_TEMP itself: a named exception to "the environment at one door". */
export const runnerToolCache: ToolCache = {
  find: (tool, version, arch) => {
    const dir = find(entry(tool), version, arch);
    return dir === '' ? undefined : join(dir, tool);
  },
  keep: async (file, tool, version, arch) =>
    join(await cacheFile(file, tool, entry(tool), version, arch), tool),
};
