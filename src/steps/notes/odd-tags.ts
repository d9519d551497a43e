// Tags that name no commit: a tree or a file may have a version's name, as v2.6.11-tree in the kernel's repository has.
import { ReleaseError } from '../../errors.ts';
import type { TagRef } from '../../plan/version/range.ts';
import type { Git } from '../../world/git/git.ts';

/**
 * What reads a release's history, and reads it again without such tags where they stopped it. Git is asked of which kind the
 * tags are only then: it would have to open the object of each.
 * @throws ReleaseError when the release's own tag, or the one that was given as the previous, is of this kind.
 */
export async function passingOverOddTags<T>(
  git: Git,
  needed: { readonly tag: string; readonly previousTag: string | undefined },
  read: (git: Git, isOdd: (tag: string) => boolean) => Promise<T>,
): Promise<T> {
  // The first reading may complete a shallow clone, which has no more tags for it.
  let shallow: Promise<boolean> | undefined;
  const isShallow = (): Promise<boolean> => (shallow ??= git.isShallow());
  try {
    return await read({ ...git, isShallow }, () => false);
  } catch (error) {
    if (!(error instanceof ReleaseError) || error.code === 'cancelled') throw error;
    const odd = await git.tagsOfNoCommit();
    for (const tag of [needed.tag, needed.previousTag ?? '']) {
      const kind = odd.get(tag);
      if (kind !== undefined) throw namesNone(tag, kind);
    }
    if (odd.size === 0) throw error;
    const isOdd = (tag: string): boolean => odd.has(tag);
    const kept = (tags: readonly TagRef[]): TagRef[] => tags.filter(({ name }) => !isOdd(name));
    return read(
      {
        ...git,
        isShallow,
        tagNames: async () => (await git.tagNames()).filter((tag) => !isOdd(tag)),
        tags: async () => kept(await git.tags()),
        remoteTags: async () => kept(await git.remoteTags()),
      },
      isOdd,
    );
  }
}

function namesNone(tag: string, kind: string): ReleaseError {
  return new ReleaseError(`the tag ${tag} names a ${kind === 'blob' ? 'file' : kind}, not a commit`, {
    hint: `git cat-file -p ${tag}   # what it names; a release is made of a commit, and so are its notes`,
  });
}
