import { expect, test } from '@jest/globals';
import { filesAt, handedFiles, isArchive } from '../../src/find/build-files.ts';
import { type BuildFile, manifestOfFiles } from '../../src/plan/handover/build-files.ts';
import type { BuildRecord } from '../../src/plan/handover/record.ts';
import { memoryRegistry } from '../support/fakes.ts';
import { fill, imageOf, planOf } from '../support/samples.ts';

const plan = planOf();
const image = imageOf(plan);
const [own] = image.platforms;
if (!own) throw new Error('an image without platforms');
const archive: BuildFile = { mediaType: 'application/gzip', digest: fill('a'), size: 10, target: 'bin' };

const handedOver = (record: Partial<BuildRecord>): Parameters<typeof handedFiles>[0] => {
  const registry = memoryRegistry();
  const { bytes, mediaType } = manifestOfFiles([archive]);
  registry.add(JSON.parse(bytes.toString()) as object, mediaType);
  return {
    plan,
    world: { registry },
    elsewhere: new Map([[own.platform.name, { record: record as BuildRecord }]]),
  };
};
const look = async (record: Partial<BuildRecord>): Promise<readonly [readonly BuildFile[], string]> => {
  const lines: string[] = [];
  const files = await handedFiles(handedOver(record), own.platform, image, (line) => lines.push(line));
  return [files, lines.join('\n')];
};
const { digest: manifest } = manifestOfFiles([archive]);

test('the files are those of the record, where it is of the image that is released', async () => {
  expect(await look({ digest: own.digest, files: manifest })).toEqual([[archive], '']);
});

test.each<[string, Partial<BuildRecord>]>([
  ['a build of another image', { digest: fill('9'), files: manifest }],
  ['a record that names none', { digest: own.digest }],
])('of %s there are none', async (_, record) => {
  expect(await look(record)).toEqual([[], '']);
});

test('files whose manifest is gone are none, and the log says so', async () => {
  const [files, log] = await look({ digest: own.digest, files: fill('8') });
  expect(files).toEqual([]);
  expect(log).toContain(`has no ${fill('8')}`);
});

test('a manifest that is none of ours names no files', async () => {
  const registry = memoryRegistry();
  const other = registry.add({ layers: [] }, 'application/vnd.oci.image.manifest.v1+json');
  const lines: string[] = [];
  expect(await filesAt({ plan, world: { registry } }, other, (line) => lines.push(line))).toEqual([]);
  expect(lines).toEqual([expect.stringContaining(`${other} is not used: it is no list of a build's files`)]);
});

test.each<[string | undefined, 'tar.gz' | 'zip', boolean]>([
  ['bin', 'tar.gz', true],
  ['bin', 'zip', false],
  ['other', 'tar.gz', false],
  [undefined, 'tar.gz', false],
])('an archive is known by target and format: %s, %s', (target, format, is) => {
  expect(isArchive(target, format)(archive)).toBe(is);
});
