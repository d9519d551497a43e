import { mkdir, mkdtemp, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { afterAll, beforeAll, expect } from '@jest/globals';
import * as fc from '../support/property.ts';
import tar from 'tar-stream';
import { parseImageName } from '../../src/plan/oci/image-name.ts';
import { pack } from '../../src/world/files/archive.ts';
import { baseUrl, below } from '../../src/world/registry/client.ts';
import { findFiles } from '../../src/world/files/workspace.ts';
import { hostileTest } from '../support/hostile/cases.ts';
import { fileName, line, text } from '../support/hostile/texts.ts';
import { assetName, sbomName } from '../../src/plan/asset-names.ts';

let dir: string;
let workspace: string;
beforeAll(async () => {
  dir = await realpath(await mkdtemp(join(tmpdir(), 'hostile-')));
  workspace = join(dir, 'workspace');
  await mkdir(join(workspace, 'built', 'deep'), { recursive: true });
  await mkdir(join(dir, 'secret'));
  await writeFile(join(dir, 'secret', 'key.pem'), 'key');
  await writeFile(join(workspace, 'a.txt'), 'a');
  await writeFile(join(workspace, 'built', 'b.txt'), 'b');
  await writeFile(join(workspace, 'built', '-rf'), 'c');
  for (const [at, to] of [
    ['out', '../secret'],
    ['built/up', '../..'],
    ['built/key', '../../secret/key.pem'],
    ['built/deep/round', '..'],
    ['abs', join(dir, 'secret', 'key.pem')],
    ['gone', 'nowhere'],
  ] as const)
    await symlink(to, join(workspace, at));
}, 60_000);
afterAll(() => rm(dir, { recursive: true }), 60_000);

hostileTest('an asset’s name stays a name', [text, fc.nat({ max: 3 })], (path, count) => {
  for (const name of [assetName(path), sbomName(path, count)]) {
    expect(name).toMatch(/^[\w+@.-]*$/);
    expect(name).not.toMatch(/^\.|\.$/);
  }
});

const globPart = fc.oneof(
  fc.constantFrom('**', '*', '..', '.', '', 'out', 'built', 'up', 'key', 'abs', '*.pem', '{a,../secret}', '[a-z]*', 'secret', '?', '!(a)'),
  line,
); // prettier-ignore
const glob = fc.array(globPart, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/').slice(0, 200));

hostileTest('a glob finds nothing outside the workspace', [glob], async (pattern) => {
  // From the root of the machine a glob would walk through all of it.
  fc.pre(!pattern.startsWith('/') && !/\.\.\/.*\*\*/.test(pattern));
  for (const found of await findFiles(workspace, pattern)) {
    if ('path' in found) expect(found.path.startsWith(`${workspace}/`)).toBe(true);
    // A link to nothing leads nowhere.
    else if (found.outside === undefined) expect(found.refused).toContain('link');
    else expect(found.outside.startsWith(`${workspace}/`)).toBe(false);
  }
});

interface Packed {
  readonly name: string;
  /** A file has none; the library's types do not know that. */
  readonly linkname: string | null;
}

async function entriesOf(archive: string): Promise<readonly Packed[]> {
  const extract = tar.extract();
  Readable.from([await readFile(archive)])
    .pipe(createGunzip())
    .pipe(extract);
  const entries: Packed[] = [];
  for await (const entry of extract) {
    const { name, linkname } = entry.header;
    entries.push({ name, linkname });
    entry.resume();
  }
  return entries;
}

const target = fc.oneof(
  fc
    .array(fc.constantFrom('..', '.', 'a', ''), { minLength: 1, maxLength: 5 })
    .map((parts) => parts.join('/')),
  line,
);

hostileTest(
  'an archive has no entry that leads out of it',
  [fc.uniqueArray(fileName, { minLength: 1, maxLength: 4 }), fc.array(target, { maxLength: 2 })],
  async (names, targets) => {
    const folder = await mkdtemp(join(dir, 'pack-'));
    const file = join(dir, 'archive.tar.gz');
    try {
      for (const name of names) await writeFile(join(folder, name), name);
      await mkdir(join(folder, 'links~'), { recursive: true });
      for (const [at, to] of targets.entries())
        if (to !== '') await symlink(to, join(folder, 'links~', `${at}`));
      const packed = await pack({ folder, file, format: 'tar.gz', time: 0 }).catch((error: unknown) => {
        expect((error as Error).message).toMatch(/is a link out of the archive/);
      });
      if (!packed) return;
      for (const { name, linkname: to } of await entriesOf(file)) {
        const linkname = to ?? '';
        const leads = linkname === '' ? name : posix.join(posix.dirname(name), linkname);
        expect(posix.isAbsolute(name) || posix.isAbsolute(linkname)).toBe(false);
        expect(posix.normalize(leads).split('/')[0]).not.toBe('..');
      }
    } finally {
      await rm(folder, { recursive: true });
    }
  },
);

const registryPath = fc.oneof(
  text,
  fc.tuple(fc.constantFrom('', '/v2/a/b/', 'https://ghcr.io/v2/a/b/', 'http://ghcr.io/v2/a/b/', '//evil.example/v2/a/b/'), text).map(([lead, rest]) => `${lead}${rest}`),
); // prettier-ignore

hostileTest('a path at a registry stays below its repository', [text, registryPath], (name, location) => {
  for (const asked of ['ghcr.io/a/b', name, `ghcr.io/${name}`]) {
    const read = parseImageName(asked);
    if ('fault' in read) {
      expect(read.fault.hint).not.toBe('');
      continue;
    }
    const { image } = read;
    const root = `${baseUrl(image)}/v2/${image.repository}/`;
    expect(new URL(root).pathname).toBe(`/v2/${image.repository}/`);
    const path = below(location, image);
    if (path !== undefined) expect(new URL(`${root}${path}`).href.startsWith(new URL(root).href)).toBe(true);
  }
});
