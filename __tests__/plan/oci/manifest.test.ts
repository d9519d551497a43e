import { expect, test } from '@jest/globals';
import { parseImageManifest, pullSize } from '../../../src/plan/oci/manifest.ts';

test('an image without layers, for which BuildKit writes null, has none', () => {
  expect(parseImageManifest('{"config":{"size":10},"layers":null}')).toEqual({
    config: { size: 10 },
    layers: [],
  });
});

test('a pull takes the manifest, its configuration and its layers', () => {
  const manifest = Buffer.from(
    JSON.stringify({ config: { size: 10 }, layers: [{ size: 100 }, { size: 1000 }] }),
  );
  expect(pullSize(manifest)).toBe(manifest.length + 1110);
  expect(pullSize(Buffer.from('{}'))).toBe(2);
});

test.each<[unknown, string]>([
  [null, 'it is not an object'],
  ['text', 'it is not an object'],
  [{ config: null }, 'its config has no size'],
  [{ config: 'sha256:a' }, 'its config has no size'],
  [{ config: { size: '10' } }, 'its config has no size'],
  [{ layers: 'none' }, 'its layers are not a list'],
  [{ layers: { size: 1 } }, 'its layers are not a list'],
  [{ layers: [{ size: 1 }, null] }, 'layers[1] has no size'],
  [{ layers: [{ size: '1' }] }, 'layers[0] has no size'],
])('%j is no image manifest', (json, why) => {
  expect(() => parseImageManifest(JSON.stringify(json))).toThrow(
    new TypeError(`not an image manifest: ${why}`),
  );
});
