// The runners that a job may be rehearsed on: which tools it finds, how it reaches the world, and what is only played.
import { chmod, mkdir, readdir, symlink, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { delimiter, isAbsolute, join } from 'node:path';
import { catalogue } from '../../src/world/tools/catalogue.ts';
import type { Progress } from '../parts/cache.ts';
import { registered } from '../parts/emulators.ts';
import { toolProgram } from '../parts/tool-releases.ts';
import type { Tools } from '../parts/tools.ts';
import type { ToolRelease } from '../standins/tool-releases.ts';

export const RUNNERS = ['hosted', 'hosted-arm', 'self-hosted', 'bare'] as const;
export type RunnerName = (typeof RUNNERS)[number];

export interface Profile {
  /** Tools on PATH: `found` is one that fits, a version is one that says so of itself. */
  readonly tools: Readonly<
    Partial<Record<'buildx' | 'cosign' | 'gh', 'found' | `${number}.${number}.${number}`>>
  >;
  /** The proxy on the way out closes each connection after its answer. */
  readonly closing: boolean;
  /** What is not as on the real one. */
  readonly played: string;
}

/** Sources: runner-images, `Ubuntu2404-Readme` of image 20260816 (R1-R4). */
export const PROFILES: Readonly<Record<RunnerName, Profile>> = {
  hosted: {
    tools: { buildx: 'found', gh: '2.97.0' },
    closing: false,
    played:
      "ubuntu-24.04: gh reports 2.97.0, whatever version it is; there is no cache service of GitHub's, so RUNNER_ENVIRONMENT is self-hosted",
  },
  'hosted-arm': {
    tools: { buildx: 'found', gh: '2.97.0' },
    closing: false,
    played: 'ubuntu-24.04-arm: on an x64 machine linux/arm64 is emulated, not native',
  },
  'self-hosted': {
    tools: { buildx: 'found', cosign: 'found', gh: 'found' },
    closing: true,
    played: 'a machine of your own with all tools, behind a proxy that closes connections',
  },
  bare: {
    tools: {},
    closing: false,
    played: 'a machine with Docker and git, and none of the tools',
  },
};

const HIDDEN = ['cosign', 'gh', 'docker-buildx', 'buildx'];

/** PATH of a job on such a runner; what has to be made for it goes below `dir`. */
export async function searchPath(
  { tools: has }: Profile,
  tools: Tools,
  dir: string,
  progress: Progress,
): Promise<string> {
  const bin = join(dir, 'bin');
  await mkdir(bin, { recursive: true });
  await symlink(tools.docker, join(bin, 'docker'));
  for (const [name, version] of Object.entries(has) as [ToolRelease['tool'], string][]) {
    const file = join(bin, name === 'buildx' ? 'docker-buildx' : name);
    if (version === 'found') {
      await symlink(tools[name], file);
      continue;
    }
    await writeFile(file, await toolProgram(tools, name, version, progress));
    await chmod(file, 0o755);
  }
  const [, ...others] = (tools.env['PATH'] ?? '').split(delimiter);
  const rest = await Promise.all(others.filter(isAbsolute).map((folder) => without(folder, dir)));
  return [bin, ...rest].join(delimiter);
}

/** A folder of PATH without the tools: itself, or links to the rest of it. */
async function without(folder: string, dir: string): Promise<string> {
  const names = await readdir(folder).catch(() => []);
  if (!names.some((name) => HIDDEN.includes(name))) return folder;
  const farm = join(dir, `path-${createHash('sha256').update(folder).digest('hex').slice(0, 8)}`);
  await mkdir(farm, { recursive: true });
  for (const name of names)
    if (!HIDDEN.includes(name)) await symlink(join(folder, name), join(farm, name)).catch(() => undefined);
  return farm;
}

/**
 * The action's bundle with the sums that it knows of tools replaced by those of the stand-ins' files. A real release's
 * file cannot be had here, and everything else of the download is as it is: address, list of checksums, signature.
 */
export function withSums(bundle: string, releases: readonly ToolRelease[]): string {
  let text = bundle;
  for (const { tool, asset } of releases) {
    const known = catalogue[tool].pinned[0]?.sums[process.arch === 'arm64' ? 'arm64' : 'x64'] ?? '';
    text = text.replaceAll(known, createHash('sha256').update(asset).digest('hex'));
  }
  return text;
}

/** What keeps this machine from being a hosted runner, one line each; empty where nothing does. */
export async function unlike(): Promise<readonly string[]> {
  return (await registered()).map(
    ([entry, interpreter]) =>
      `this machine runs programs of others by itself (binfmt_misc has ${entry}: ${interpreter}), which no container can be ` +
      `shielded from; a hosted runner does not. To take it out: echo -1 | sudo tee /proc/sys/fs/binfmt_misc/${entry}`,
  );
}
