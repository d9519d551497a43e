// A manifest that was just pushed, as soon as the registry shows it.
import type { Digest } from '../../plan/brands.ts';
import type { ImageName } from '../../plan/oci/image-name.ts';
import { TransientError, retry } from '../../world/retry/retry.ts';
import type { Manifest, Registry } from '../../world/registry/registry.ts';

/** Waits for the registry where it shows a manifest only after a while. */
export async function waitForManifest(
  registry: Registry,
  name: ImageName,
  digest: Digest,
): Promise<Manifest> {
  const there = await registry.manifest(name, digest);
  if (there) return there;
  await registry.shown(name, [digest]);
  return retry(`${name.name}@${digest}`, async () => {
    const manifest = await registry.manifest(name, digest);
    if (manifest) return manifest;
    // It was there a moment ago: not all of the registry's servers know it yet.
    throw new TransientError(`${name.name}@${digest} was pushed but cannot be read yet`, {
      hint: 'Run the workflow again.',
    });
  });
}
