// Archives with equal bytes for equal files: fixed owner, modes, order and time, streamed from a folder to a file.
import { createReadStream } from 'node:fs';
import { lstat, readdir, readlink } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import tar from 'tar-stream';
import yazl from 'yazl';
import { ReleaseError } from '../../errors.ts';
import { type FileDigest, writeFacts } from './file-digest.ts';

export interface Packing {
  /** Whose contents are packed, without the folder itself. */
  readonly folder: string;
  /** Where the archive goes. */
  readonly file: string;
  readonly format: 'tar.gz' | 'zip';
  /** Unix seconds, the time of every entry. */
  readonly time: number;
}

/**
 * Packs a folder. Entries are sorted by their names' bytes and belong to root; a file is 0755 when its owner may run it, else
 * 0644; the archive's own header has no time and no name.
 * @throws ReleaseError when the folder is empty, or holds what does not belong into an archive.
 */
export async function pack(packing: Packing): Promise<FileDigest> {
  const entries = await entriesOf(packing.folder);
  if (entries.length === 0) {
    throw new ReleaseError('the target of binaries has no files', {
      hint: 'FROM scratch AS binary\nCOPY --from=build /out/app /   # in the Dockerfile; then with: { binaries: binary }',
    });
  }
  return packing.format === 'zip' ? packZip(packing, entries) : packTar(packing, entries);
}

interface Entry {
  /** Relative, with slashes; a folder's ends without one. */
  readonly name: string;
  readonly type: 'file' | 'directory' | 'symlink';
  readonly mode: number;
  readonly size: number;
  /** What a symbolic link points at. */
  readonly target: string;
}

async function entriesOf(folder: string): Promise<readonly Entry[]> {
  const entries: Entry[] = [];
  // Node's own recursion would follow links to folders.
  const visit = async (within: string): Promise<void> => {
    for (const name of await readdir(join(folder, within))) {
      const entry = await entryOf(folder, posix.join(within, name));
      entries.push(entry);
      if (entry.type === 'directory') await visit(entry.name);
    }
  };
  await visit('');
  return entries.sort((a, b) => Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)));
}

async function entryOf(folder: string, name: string): Promise<Entry> {
  const path = join(folder, name);
  const stats = await lstat(path);
  const plain = { name, size: 0, target: '' };
  if (stats.isDirectory()) return { ...plain, type: 'directory', mode: 0o755 };
  if (stats.isFile())
    return { ...plain, type: 'file', mode: stats.mode & 0o100 ? 0o755 : 0o644, size: stats.size };
  if (!stats.isSymbolicLink()) {
    throw new ReleaseError(`${name} in the target of binaries is not a file, folder or link`, {
      hint: 'COPY only files into that target.',
    });
  }
  const target = await readlink(path);
  // Whoever unpacks the archive must not be led out of the folder.
  const leads = posix.join(posix.dirname(name), target);
  if (posix.isAbsolute(target) || leads === '..' || leads.startsWith('../')) {
    throw new ReleaseError(`${name} in the target of binaries is a link out of the archive, to ${target}`, {
      hint: 'COPY the file itself into that target, or make the link relative.',
    });
  }
  return { ...plain, type: 'symlink', mode: 0o777, target };
}

async function packTar({ folder, file, time }: Packing, entries: readonly Entry[]): Promise<FileDigest> {
  const archive = tar.pack();
  const gzip = createGzip({ level: 9 });
  const fill = async (): Promise<void> => {
    for (const { name, type, mode, size, target } of entries) {
      const header = { name, type, mode, uid: 0, gid: 0, uname: '', gname: '', mtime: new Date(time * 1000) };
      if (type === 'file') {
        await pipeline(createReadStream(join(folder, name)), archive.entry({ ...header, size }));
      } else {
        archive.entry(type === 'symlink' ? { ...header, linkname: target } : header);
      }
    }
    archive.finalize();
  };
  const [facts] = await Promise.all([
    writeFacts(archive.pipe(gzip), file),
    fill().catch((error: unknown) => {
      gzip.destroy(error as Error);
      throw error;
    }),
  ]);
  return facts;
}

async function packZip({ folder, file, time }: Packing, entries: readonly Entry[]): Promise<FileDigest> {
  const archive = new yazl.ZipFile();
  const options = { mtime: dosDate(time), forceDosTimestamp: true };
  for (const { name, type, mode, target } of entries) {
    if (type === 'directory') archive.addEmptyDirectory(name, { ...options, mode: 0o40000 | mode });
    else if (type === 'symlink')
      archive.addBuffer(Buffer.from(target), name, { ...options, mode: 0o120000 | mode });
    else archive.addFile(join(folder, name), name, { ...options, mode: 0o100000 | mode });
  }
  archive.end();
  return new Promise((resolve, reject) => {
    archive.on('error', reject);
    writeFacts(archive.outputStream, file).then(resolve, reject);
  });
}

/** Zip holds local time without a zone: this is a date whose local fields are those of UTC, on any machine. */
function dosDate(time: number): Date {
  const utc = new Date(time * 1000);
  return new Date(
    utc.getUTCFullYear(),
    utc.getUTCMonth(),
    utc.getUTCDate(),
    utc.getUTCHours(),
    utc.getUTCMinutes(),
    utc.getUTCSeconds(),
  );
}
