// How much room a disk has.
import { statfs } from 'node:fs/promises';

/** Bytes that an ordinary user may still write where the path is. */
export async function freeBytes(path: string): Promise<number> {
  const { bavail, bsize } = await statfs(path);
  return bavail * bsize;
}
