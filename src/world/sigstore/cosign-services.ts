// The Sigstore services that cosign 2's signatures are made with: it is told them by flags, having no signing configuration.
import { readFile } from 'node:fs/promises';
import { ReleaseError } from '../../errors.ts';
import type { SigstoreTrust } from './trust.ts';

/**
 * None for Sigstore's own instance, which cosign knows; for another those of its signing configuration.
 * @throws ReleaseError when that has no log that such a signature can be in: it holds a promise of the log, and Rekor v2 gives none.
 */
export async function legacyServices({
  custom,
  signingConfigFile,
}: Pick<SigstoreTrust, 'custom' | 'signingConfigFile'>): Promise<readonly string[]> {
  if (!custom || signingConfigFile === undefined) return [];
  const config: unknown = JSON.parse(await readFile(signingConfigFile, 'utf8'));
  const [fulcio] = urlsIn(config, 'caUrls');
  const [rekor] = urlsIn(config, 'rekorTlogUrls');
  if (rekor === undefined) {
    throw new ReleaseError("this Sigstore instance names no Rekor v1, which cosign 2's signatures need", {
      hint: 'with: { sign-legacy: false }',
    });
  }
  return [...(fulcio === undefined ? [] : ['--fulcio-url', fulcio]), '--rekor-url', rekor];
}

/** Services of major version 1 (sigstore/protobuf-specs, SigningConfig). */
function urlsIn(config: unknown, field: string): readonly string[] {
  const list: unknown = (config as Readonly<Record<string, unknown>> | null)?.[field];
  return (Array.isArray(list) ? (list as unknown[]) : []).flatMap((service) => {
    const { url, majorApiVersion } = (service ?? {}) as Readonly<Record<string, unknown>>;
    return typeof url === 'string' && majorApiVersion === 1 ? [url] : [];
  });
}
