import { expect, test } from '@jest/globals';
import {
  type BuildFile,
  archiveType,
  filesOfManifest,
  manifestOfFiles,
  spdxType,
} from '../../../src/plan/handover/build-files.ts';
import { fill } from '../../support/samples.ts';

const files: readonly BuildFile[] = [
  { mediaType: archiveType('tar.gz'), digest: fill('a'), size: 10, target: 'bin' },
  { mediaType: spdxType, digest: fill('b'), size: 20 },
];

test('the manifest of files is read as it was written, and is the same for the same files', () => {
  const { bytes, digest } = manifestOfFiles(files);
  expect(filesOfManifest(bytes)).toEqual(files);
  expect(manifestOfFiles([...files]).digest).toBe(digest);
  expect(manifestOfFiles(files.slice(1)).digest).not.toBe(digest);
});

test('an archive has the media type of its format', () => {
  expect([archiveType('tar.gz'), archiveType('zip')]).toEqual(['application/gzip', 'application/zip']);
});

const changed = (change: (manifest: Record<string, unknown>) => unknown): Buffer =>
  Buffer.from(
    JSON.stringify(change(JSON.parse(manifestOfFiles(files).bytes.toString()) as Record<string, unknown>)),
  );

test.each<[string, Buffer]>([
  ['text', Buffer.from('files')],
  ['a list', changed(() => files)],
  ['an artifact of another kind', changed((of) => ({ ...of, artifactType: 'application/x' }))],
  ['without layers', changed((of) => ({ ...of, layers: undefined }))],
  ['with a layer without a digest', changed((of) => ({ ...of, layers: [{ mediaType: 'x', digest: 'latest', size: 1 }] }))], // prettier-ignore
  ['with a layer of no size', changed((of) => ({ ...of, layers: [{ mediaType: 'x', digest: fill('a'), size: -1 }] }))], // prettier-ignore
])('%s is none', (_, bytes) => {
  expect(() => filesOfManifest(bytes)).toThrow('it is no list of a build');
});
