// A draft whose making was not answered: it may be there, and for seconds no list has it (H1 in docs/reality.md).
import type { GitHub, GitHubRelease } from '../../world/github/types.ts';
import { TransientError, type RetryPolicy, retry } from '../../world/retry/retry.ts';
import { statusOf } from '../../world/retry/status.ts';
import { createDraft } from '../preflight/immutable-tag.ts';

/** How long it is looked for before another is made: about 12 s. */
const listingPolicy: RetryPolicy = { attempts: 12, firstMs: 250, maxMs: 1500 };

/** Finds or makes one draft, for a step that may be asked again. */
export interface DraftMaker {
  /** What is listed; a draft that this maker may have made without hearing of it is waited for. */
  readonly find: () => Promise<GitHubRelease | undefined>;
  readonly make: () => Promise<GitHubRelease>;
}

/**
 * @param pick which of the tag's releases is meant
 * @param policy how long a draft is waited for whose making was not answered; a second one would stay beside the release
 */
export function draftMaker(
  github: GitHub,
  fields: Parameters<GitHub['createDraft']>[0],
  pick: (releases: readonly GitHubRelease[]) => GitHubRelease | undefined,
  policy = listingPolicy,
): DraftMaker {
  let mayBeThere = false;
  const listed = async (): Promise<GitHubRelease | undefined> => pick(await github.releasesOf(fields.tag));
  return {
    find: async () => {
      if (!mayBeThere) return listed();
      return retry(
        `a draft of ${fields.tag}`,
        async () => {
          const found = await listed();
          if (found) return found;
          throw new TransientError(`no draft of ${fields.tag} is listed`, {
            hint: 'Run the workflow again.',
          });
        },
        policy,
      ).catch((error: unknown) => {
        if (error instanceof TransientError) return undefined;
        throw error;
      });
    },
    make: async () => {
      try {
        return await createDraft(github, fields);
      } catch (error) {
        // Whoever was refused has made nothing.
        mayBeThere = (statusOf(error) ?? 500) >= 500;
        throw error;
      }
    },
  };
}
