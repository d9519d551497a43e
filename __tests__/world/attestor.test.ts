import { expect, test } from '@jest/globals';
import type { ImageName } from '../../src/plan/image-name.ts';
import { inPlace } from '../../src/world/attestor.ts';
import { isPassing } from '../../src/world/patience.ts';

const image = { name: 'ghcr.io/o/r' } as ImageName;

/** As @sigstore/oci throws it. */
const refused = (path: string, statusCode: number): Error =>
  new Error('Error uploading artifact to container registry', {
    cause: Object.assign(new Error(`Error fetching https://ghcr.io/v2/o/r/${path} - expected 201`), {
      statusCode,
    }),
  });

test.each<[string, Error, boolean]>([
  ['an upload that had been taken', refused('blobs/uploads/1?digest=sha256:a', 404), true],
  ['a busy registry', refused('blobs/uploads/1?digest=sha256:a', 503), true],
  ['an image that is not there', refused('manifests/sha256:a', 404), false],
  ['an upload that is not allowed', refused('blobs/uploads/1', 403), false],
  ['anything else', new Error('no space left'), false],
])('attaching meets %s', async (_, error, passes) => {
  const thrown: unknown = await inPlace(image, () => Promise.reject(error)).catch((met: unknown) => met);
  expect(isPassing(thrown)).toBe(passes);
});

test('what is attached is answered', async () => {
  expect(await inPlace(image, () => Promise.resolve('sha256:a'))).toBe('sha256:a');
});
