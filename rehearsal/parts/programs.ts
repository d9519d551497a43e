// The programs of the rehearsal: what each is called, which version fits, where it comes from, and what PATH has.
import { attempt } from './command.ts';
import { which } from './lookup.ts';
import type { Tools } from './tools.ts';
import { atLeast, versionIn } from './versions.ts';
import type { Numbers } from './versions.ts';

export type Name = Exclude<keyof Tools, 'env'>;

/** How a program is recognised on PATH, and where it comes from otherwise. */
export interface Program {
  /** The file names it goes by on PATH. */
  readonly names: readonly string[];
  /** Arguments that make it print its version; none when any version will do. */
  readonly version: readonly string[];
  readonly least: Numbers;
  /** The Debian sid package it comes from and the file in it, when it is not built here. */
  readonly from?: readonly [name: string, file: string];
  /** What a person does to get it. */
  readonly how: string;
}

// prettier-ignore
export const PROGRAMS: Readonly<Record<Name, Program>> = {
  docker: { names: ['docker'], version: ['--version'], least: [23, 0, 0], from: ['docker-cli', 'usr/bin/docker'], how: 'https://docs.docker.com/engine/install/' },
  buildx: { names: ['docker-buildx'], version: ['version'], least: [0, 36, 0], how: 'https://github.com/docker/buildx#installing, or Go 1.26 on PATH to build it' },
  cosign: { names: ['cosign'], version: ['version'], least: [3, 0, 0], from: ['cosign', 'usr/bin/cosign'], how: 'https://docs.sigstore.dev/cosign/system_config/installation/' },
  gh: { names: ['gh'], version: ['--version'], least: [2, 98, 0], how: 'https://github.com/cli/cli#installation, or Go 1.26 on PATH to build it' },
  crane: { names: ['crane'], version: [], least: [0, 0, 0], from: ['crane', 'usr/bin/crane'], how: 'https://github.com/google/go-containerregistry/tree/main/cmd/crane' },
  oras: { names: ['oras'], version: ['version'], least: [1, 2, 0], from: ['oras', 'usr/bin/oras'], how: 'https://oras.land/docs/installation' },
  sigstoreGo: { names: ['sigstore-go-verification', 'sigstore-go'], version: [], least: [0, 0, 0], from: ['sigstore-go', 'usr/bin/sigstore-go-verification'], how: 'go install github.com/sigstore/sigstore-go/cmd/sigstore-go@v1.3.0' },
  registry: { names: ['docker-registry'], version: ['--version'], least: [2, 8, 0], from: ['docker-registry', 'usr/bin/docker-registry'], how: 'https://distribution.github.io/distribution/' },
  git: { names: ['git'], version: ['--version'], least: [2, 30, 0], how: 'apt-get install git' },
};

export const NAMES = Object.keys(PROGRAMS) as readonly Name[];

/** The first program of that kind on PATH that is new enough. */
export async function fitting(program: Program): Promise<string | undefined> {
  for (const name of program.names) {
    for (const file of await which(name)) {
      if (program.version.length === 0) return file;
      const have = versionIn((await attempt(file, program.version)).stdout);
      if (have !== undefined && atLeast(have, program.least)) return file;
    }
  }
  return undefined;
}

/** A docker on PATH is only of use with buildx; its plugin may be anywhere docker looks, so docker is asked. */
export async function checkBuildxPlugin(found: Map<Name, string>): Promise<void> {
  const docker = found.get('docker');
  if (docker === undefined) {
    found.delete('buildx');
    return;
  }
  const info = await attempt(docker, ['info', '--format', '{{json .ClientInfo.Plugins}}']);
  const plugins = (parsed(info.stdout) ?? []) as readonly { Name: string; Path: string; Version?: string }[];
  const buildx = plugins.find((plugin) => plugin.Name === 'buildx');
  const have = versionIn(buildx?.Version ?? '');
  if (buildx && have && atLeast(have, PROGRAMS.buildx.least)) found.set('buildx', buildx.Path);
  else {
    found.delete('docker');
    found.delete('buildx');
  }
}

/** The value of a JSON text, undefined when it is none. */
export function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
