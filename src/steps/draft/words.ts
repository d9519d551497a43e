// What the release page says: this action's notes alone, with the words of somebody who prepared the page, or theirs as they edited them.
import { githubLimit, type Notes } from '../../changelog/notes.ts';
import { compact } from '../../compact.ts';
import type { Plan } from '../../plan/plan.ts';
import { type Page } from '../../plan/record/page.ts';
import { marksRoom, writePage } from '../../plan/record/page-parts.ts';
import { editedDraft } from '../../find/earlier-release.ts';
import type { Job } from '../../run/job.ts';
import type { GitHub, GitHubRelease } from '../../world/github/types.ts';
import { type TakenOver, takeOver } from './take-over.ts';

export interface Words {
  readonly page: Page;
  readonly notes: Notes;
  /** Makes the text that becomes an asset, where the notes do not fit. */
  readonly full?: () => string;
  /** A draft of ours whose words a person has changed since. */
  readonly edited?: GitHubRelease;
  /** The page that somebody prepared, with its words in place. */
  readonly taken?: TakenOver;
}

type Asked = Job<
  Plan,
  { readonly github: Pick<GitHub, 'release' | 'updateDraft' | 'download' | 'deleteAsset'> }
>;

/**
 * Decides the words, and writes them where the page is somebody's already.
 * @param write makes the notes, in at most so many characters
 * @param own what the assets of this release are called
 */
export async function pageWords(
  job: Asked,
  write: (room: number) => Notes,
  own: readonly string[],
): Promise<Words> {
  const { plan, earlier } = job;
  const alone = write(githubLimit - marksRoom);
  if (earlier.prepared) {
    let notes = alone;
    const taken = await takeOver(
      job,
      earlier.prepared,
      (room) => {
        notes = write(room);
        return notes.body;
      },
      own,
    );
    const isShown = taken.page.notes.includes(notes.body.trim());
    const full = notes.full ?? (isShown ? undefined : (): string => alone.full?.() ?? alone.body);
    return compact({ page: taken.page, notes, taken, full });
  }
  const edited = editedDraft(earlier);
  const full = alone.full;
  if (edited)
    return compact({ page: { title: edited.name, notes: edited.body }, notes: alone, edited, full });
  const nobodys = { above: '', below: '' };
  const page = { title: plan.release.title, notes: writePage(plan.tag, alone.body, nobodys) };
  return compact({ page, notes: alone, full });
}
