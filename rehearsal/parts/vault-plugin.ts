// Vault's client for a cosign that was built without it: the plugin `sigstore-kms-hashivault`, which cosign looks for on PATH.
import type { Progress } from './cache.ts';
import { type GoModule } from './go-modules.ts';
import { buildGo } from './golang.ts';

const KMS: GoModule = {
  name: 'kms',
  pinned: 'github.com/sigstore/sigstore',
  commands: { 'sigstore-kms-hashivault': 'release-action-rehearsal/kms' },
  stamps: {},
};

/** Answers the folder that it is in; built once. */
export function ensureVaultPlugin(progress: Progress): Promise<string> {
  return buildGo(KMS, progress);
}
