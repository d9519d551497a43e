// Files that a checkout has as pointers of Git LFS alone: what is built from them has the pointers (docker/build-push-action#312).
import type { Inputs } from '../../plan/inputs/inputs.ts';
import { count } from '../../report/quantities.ts';
import { placeOf, readPlace } from '../../world/files/input-file.ts';
import { isLfsPointer, withLfs } from '../../world/files/lfs-pointer.ts';
import type { Git } from '../../world/git/git.ts';

/** So many are looked at: a checkout with the files has all of them. */
const mostLookedAt = 20;
/** In bytes. */
const mostRead = 1024 * 1024;

/** A warning where the commit has such files and the workspace has not; whether the Dockerfile wants them nobody knows here. */
export async function lfsWarnings(
  { from }: Pick<Inputs, 'from'>,
  workspace: string,
  git: Pick<Git, 'lfsFiles'>,
): Promise<readonly string[]> {
  if (from !== undefined) return [];
  // Most repositories have none: no process is started for them.
  const attributes = await placeOf(workspace, '.gitattributes');
  if (attributes === undefined || 'refused' in attributes || attributes.size > mostRead) return [];
  if (!(await readPlace(attributes.path, mostRead)).includes('filter=lfs')) return [];
  const files = await git.lfsFiles();
  const pointers: string[] = [];
  for (const path of files.slice(0, mostLookedAt)) {
    const place = await placeOf(workspace, path);
    if (place !== undefined && !('refused' in place) && (await isLfsPointer(place))) pointers.push(path);
  }
  const [first, ...more] = pointers;
  if (first === undefined) return [];
  const others = more.length === 0 ? '' : ` and ${count(more.length, 'other file')}`;
  return [
    `${first}${others} of this checkout ${more.length === 0 ? 'is a pointer' : 'are pointers'} of Git LFS: what is built from it has pointers in the place of files\n${withLfs}`,
  ];
}
