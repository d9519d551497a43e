// cosign 2 as Debian stable has it: what those verify with for whom the action signs a second time.
import path from 'node:path';
import type { Progress } from './cache.ts';
import { fetchPackages, hostArch, packageDir } from './packages.ts';

/** Answers its path; fetched once. */
export async function ensureCosign2(progress: Progress): Promise<string> {
  const wanted = { name: 'cosign', arch: hostArch(), suite: 'trixie' } as const;
  await fetchPackages([wanted], progress);
  return path.join(packageDir(wanted), 'usr/bin/cosign');
}
