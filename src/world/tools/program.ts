// A program file: which machine it is for, and what it says of itself when it is run.
import { access, constants } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { messageOf } from '../../errors.ts';
import type { Exec } from '../process/exec.ts';
import type { Arch, ToolDescription } from './catalogue.ts';
import { type ToolVersion, parseToolVersion } from './version.ts';

/** ELF e_machine (System V ABI): EM_X86_64 and EM_AARCH64. */
const machines: Readonly<Record<number, Arch>> = { 0x3e: 'x64', 0xb7: 'arm64' };

/**
 * The architecture that a Linux program was built for, read from its ELF header: running it would not tell, since a
 * runner with QEMU runs the others too. `undefined` when it is no 64-bit little-endian ELF file of a known machine.
 */
export function elfArch(bytes: Uint8Array): Arch | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 64 || view.getUint32(0) !== 0x7f454c46) return undefined;
  if (bytes[4] !== 2 || bytes[5] !== 1) return undefined;
  return machines[view.getUint16(18, true)];
}

/** Where a tool of the runner's own may be, in the order in which a shell or the Docker CLI would look. */
export function places(tool: ToolDescription, searchPath: readonly string[], dockerConfig: string): string[] {
  const onPath = (name: string): string[] =>
    searchPath.filter((dir) => isAbsolute(dir)).map((dir) => join(dir, name));
  if (tool.name !== 'buildx') return onPath(tool.name);
  // https://docs.docker.com/build/install-buildx, and docker/cli's default plugin directories.
  const plugins = [
    join(dockerConfig, 'cli-plugins'),
    '/usr/local/lib/docker/cli-plugins',
    '/usr/local/libexec/docker/cli-plugins',
    '/usr/lib/docker/cli-plugins',
    '/usr/libexec/docker/cli-plugins',
  ];
  return [
    ...plugins.map((dir) => join(dir, 'docker-buildx')),
    ...onPath('docker-buildx'),
    ...onPath('buildx'),
  ];
}

export async function isProgram(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** gh would look for a newer one, and newer ones report their use: being asked for its version is no reason for either. */
const quiet = { GH_NO_UPDATE_NOTIFIER: '1', GH_TELEMETRY: '0' };

/** Runs a program's version command. @returns its version, or why there is none to be had. */
export async function askVersion(
  exec: Exec,
  tool: ToolDescription,
  path: string,
): Promise<ToolVersion | string> {
  try {
    const { stdout } = await exec.run([path, ...tool.versionArgs], { env: quiet });
    const output = stdout.toString('utf8');
    return parseToolVersion(tool.name, output) ?? `it answers ${JSON.stringify(output.trim().slice(0, 60))}`;
  } catch (error) {
    return messageOf(error).replaceAll(/\s+/g, ' ').slice(0, 300);
  }
}
