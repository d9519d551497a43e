// What one root of trust has verified is not verified again: a provenance stands in many places, once a platform in each.
import { createHash } from 'node:crypto';
import { type Bundle, bundleToJSON } from '@sigstore/bundle';
import type { Signer } from '@sigstore/verify';
import type { Blob } from './signed-entity.ts';
import type { SigstoreTrust } from './trust.ts';

/** Keyed by the object, so that another root, or the same one with a key added, has verified nothing yet. */
const verified = new WeakMap<SigstoreTrust, Map<string, Signer>>();
/** Many times what a release has; above it, each is verified anew. */
const mostKept = 1000;

/**
 * The signer of a bundle over the same bytes, if this root has verified it before; what failed is always verified anew.
 * A bundle brings its own times, so that an answer does not change while a root stays as it is.
 * @throws whatever `verify` does.
 */
export function verifiedOnce(
  trust: SigstoreTrust,
  bundle: Bundle,
  blob: Blob | undefined,
  verify: () => Signer,
): Signer {
  // A file may change between two looks.
  if (blob !== undefined && !Buffer.isBuffer(blob)) return verify();
  const known = verified.get(trust) ?? new Map<string, Signer>();
  verified.set(trust, known);
  const key = keyOf(bundle, blob);
  const signer = known.get(key) ?? verify();
  if (known.size < mostKept) known.set(key, signer);
  return signer;
}

/** All of the bundle and all that it signs: one other bit of either is another key. */
function keyOf(bundle: Bundle, blob: Buffer | undefined): string {
  const whole = createHash('sha256').update(JSON.stringify(bundleToJSON(bundle)));
  const bytes = blob === undefined ? '' : createHash('sha256').update(blob).digest('hex');
  return `${whole.digest('hex')} ${bytes}`;
}
