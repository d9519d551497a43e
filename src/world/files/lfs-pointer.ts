// What Git LFS leaves in a checkout that has not fetched the file itself (git-lfs, docs/spec.md, "The Pointer").
import { readPlace } from './input-file.ts';

/** In bytes; a pointer is shorter. */
const longest = 1024;
const first = 'version https://git-lfs.github.com/spec/';

/** How a checkout has the files themselves. */
export const withLfs = '- uses: actions/checkout@v6\n  with: { lfs: true }';

/** Whether a file, by its true path, is a pointer to another that is not here. */
export async function isLfsPointer({
  path,
  size,
}: {
  readonly path: string;
  readonly size: number;
}): Promise<boolean> {
  if (size < first.length || size > longest) return false;
  return (await readPlace(path, longest)).toString('latin1').startsWith(first);
}
