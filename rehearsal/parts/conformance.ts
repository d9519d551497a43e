// OCI's own conformance suite of the distribution specification, which judges a registry from outside.
import { join } from 'node:path';
import type { Progress } from './cache.ts';
import { buildGo } from './golang.ts';
import type { GoModule } from './go-modules.ts';

const CONFORMANCE: GoModule = {
  name: 'conformance',
  pinned: 'github.com/opencontainers/distribution-spec/conformance',
  commands: { conformance: 'github.com/opencontainers/distribution-spec/conformance' },
  stamps: {},
};

/** Answers the program; built once. */
export async function ensureConformance(progress: Progress): Promise<string> {
  return join(await buildGo(CONFORMANCE, progress), 'conformance');
}
