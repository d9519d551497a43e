// Makes sure of a tool: a fitting one on the runner, else one kept earlier, else the publisher's own, proven.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ReleaseError, messageOf } from '../../errors.ts';
import type { Exec } from '../process/exec.ts';
import type { SigstoreTrust } from '../sigstore/trust.ts';
import type { ToolCache } from './cache.ts';
import { type Arch, type ToolDescription, type ToolName, catalogue } from './catalogue.ts';
import type { Download } from './download.ts';
import { type Asset, obtain, refused } from './obtain.ts';
import { askVersion, elfArch, isProgram, places } from './program.ts';
import { fits, rangeOf, releaseFor } from './version.ts';

export interface Tool {
  readonly name: ToolName;
  /** SemVer, or what the tool says of itself where that is none (only when the range is `*`). */
  readonly version: string;
  /** The program's absolute path. buildx runs by itself, and as a Docker plugin when placed as one. */
  readonly path: string;
  readonly from: 'runner' | 'tool-cache' | 'download';
}

export interface ToolsOptions {
  /** A SemVer range for each; empty for the tool's own default. */
  readonly ranges: Readonly<Record<ToolName, string>>;
  readonly arch: Arch;
  /** The directories of PATH. */
  readonly searchPath: readonly string[];
  /** DOCKER_CONFIG, or `.docker` in the home directory. */
  readonly dockerConfig: string;
  readonly tempDir: string;
  /** Stands for https://github.com in the URLs of releases. */
  readonly mirror?: string;
  /** Download nothing. */
  readonly offline?: boolean;
  /** Default: https://api.github.com. */
  readonly githubApi?: string;
}

export interface ToolWorld {
  readonly exec: Exec;
  readonly download: Download;
  readonly cache: ToolCache;
  /** The public-good root of trust; called only when something is downloaded. */
  readonly loadTrust: () => Promise<SigstoreTrust>;
}

/** A tool as a plan shows it: the one on the runner that fits, or what would be installed. */
export interface FoundTool {
  readonly name: ToolName;
  readonly version: string;
  readonly source: 'runner' | 'install';
}

/** Looks for a fitting tool and installs nothing. @throws ReleaseError when the range fits no known release. */
export async function findTool(
  name: ToolName,
  world: Pick<ToolWorld, 'exec'>,
  options: Pick<ToolsOptions, 'ranges' | 'searchPath' | 'dockerConfig'>,
): Promise<FoundTool> {
  const tool = catalogue[name];
  const range = rangeOf(tool, options.ranges[name]);
  for (const path of places(tool, options.searchPath, options.dockerConfig)) {
    if (!(await isProgram(path))) continue;
    const version = await askVersion(world.exec, tool, path);
    if (typeof version !== 'string' && fits(version, range)) {
      return { name, version: version.semver ?? version.text, source: 'runner' };
    }
  }
  return { name, version: releaseFor(tool, range).version, source: 'install' };
}

/**
 * Makes sure of one tool.
 * @throws ReleaseError when none fits on the runner and the publisher's own cannot be had, or is not proven to be it.
 */
export async function ensureTool(name: ToolName, world: ToolWorld, options: ToolsOptions): Promise<Tool> {
  const tool = catalogue[name];
  const range = rangeOf(tool, options.ranges[name]);
  const misfits: string[] = [];
  for (const path of places(tool, options.searchPath, options.dockerConfig)) {
    if (!(await isProgram(path))) continue;
    const version = await askVersion(world.exec, tool, path);
    if (typeof version !== 'string' && fits(version, range)) {
      return { name, version: version.semver ?? version.text, path, from: 'runner' };
    }
    misfits.push(`${path}: ${typeof version === 'string' ? version : version.text}`);
  }
  const release = releaseFor(tool, range);
  const { version } = release;
  const kept = world.cache.find(name, version, options.arch);
  if (kept !== undefined) {
    const said = await askVersion(world.exec, tool, kept);
    if (typeof said !== 'string' && said.semver === version) {
      return { name, version, path: kept, from: 'tool-cache' };
    }
    misfits.push(`${kept}: ${typeof said === 'string' ? said : said.text}`);
  }
  if (options.offline) {
    const found = misfits.length === 0 ? 'none was found' : `found only ${misfits.join('; ')}`;
    throw new ReleaseError(`No ${name} on the runner fits ${range} (${found}), and downloads are off`, {
      hint: tool.byHand,
    });
  }
  try {
    const asset = await obtain(tool, release, { ...world, ...options });
    return { name, version, path: await install({ tool, version, asset }, world, options), from: 'download' };
  } catch (error) {
    // What stands on the runner says why a download was needed at all.
    if (misfits.length === 0 || !(error instanceof ReleaseError)) throw error;
    throw new ReleaseError(`No ${name} on the runner fits ${range} (found only ${misfits.join('; ')})`, {
      hint: error.hint,
      cause: error,
    });
  }
}

/** Unpacks, runs once, and only then keeps the program. @returns where it is kept. */
async function install(
  {
    tool,
    version,
    asset,
  }: { readonly tool: ToolDescription; readonly version: string; readonly asset: Asset },
  world: ToolWorld,
  options: ToolsOptions,
): Promise<string> {
  const dir = await mkdtemp(join(options.tempDir, `${tool.name}-`));
  const file = join(dir, tool.name);
  try {
    try {
      const program = await unpack({ tool, version, bytes: asset.bytes }, world.exec, options.arch);
      const arch = elfArch(program);
      if (arch !== options.arch) throw new Error(`it is ${arch ?? 'no Linux program'}, not ${options.arch}`);
      await writeFile(file, program, { mode: 0o755 });
      const said = await askVersion(world.exec, tool, file);
      if (typeof said === 'string') throw new Error(`it does not run: ${said}`);
      if (said.semver !== version) throw new Error(`it says that it is ${said.text}`);
    } catch (cause) {
      throw refused(tool, version, asset.url, cause);
    }
    return await world.cache.keep(file, tool.name, version, options.arch);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

/** The program's bytes; of a tarball only the one member is read, to memory, so that no path in it matters. */
async function unpack(
  {
    tool,
    version,
    bytes,
  }: { readonly tool: ToolDescription; readonly version: string; readonly bytes: Buffer },
  exec: Exec,
  arch: Arch,
): Promise<Buffer> {
  const member = tool.member?.(version, arch);
  if (member === undefined) return bytes;
  try {
    return (await exec.run(['tar', '-xzO', '-f', '-', '--', member], { input: bytes })).stdout;
  } catch (error) {
    throw new Error(`${member} cannot be unpacked from it: ${messageOf(error)}`, { cause: error });
  }
}
