// The text of `notes-file`: from the commit where that has the file, else from the disk, where an earlier step may have written it.
import { isAbsolute, relative, resolve } from 'node:path';
import { type Fault, ReleaseError } from '../../errors.ts';
import type { Context } from '../../plan/context.ts';
import type { Git } from '../../world/git/git.ts';
import { isWithin, placeOf, readPlace } from '../../world/files/input-file.ts';

export interface NotesPlaces {
  readonly workspace: string;
  /** The runner's temporary folder, where steps write what is not to be committed. */
  readonly temp: string;
}

/** Where a `notes-file` may be. */
export function placesIn({ workspace, runner }: Pick<Context, 'workspace' | 'runner'>): NotesPlaces {
  return { workspace, temp: runner.temp };
}

/** GitHub shows 125,000 characters of a release's notes; a file of all versions may have more. In bytes. */
const maxNotesBytes = 4 * 1024 * 1024;
const elsewhere = 'with: { notes-file: "${{ runner.temp }}/notes.md" }';

export interface NotesFile {
  readonly text: string;
  /** Where it is in the repository; absent for one that a step has written, whose links nobody knows the place of. */
  readonly path?: string;
}

/**
 * What the file says. A file of the commit is read as the commit has it: the tag vouches for it then, and for nothing
 * that lies in its place.
 * @throws ReleaseError when it is not there, leads elsewhere, or is not what the commit has.
 */
export async function readNotesFile(
  file: string,
  commit: string,
  git: Pick<Git, 'show'>,
  { workspace, temp }: NotesPlaces,
): Promise<NotesFile> {
  const path = resolve(workspace, file);
  const folder = [workspace, temp].find((one) => one !== '' && isWithin(one, path));
  if (folder === undefined) {
    throw refused(`notes-file ${file} is neither in the workspace nor in the runner's temporary folder`);
  }
  // Only where it may be the commit's: in the temporary folder, which may lie in the workspace, nothing is.
  const named = isAbsolute(file) ? relative(workspace, path) : file;
  const committed = isWithin(workspace, path) ? await git.show(commit, named) : undefined;
  const place = await placeOf(folder, path);
  if (place && 'refused' in place) throw refused(`notes-file ${file} ${place.refused}`);
  if (!place) {
    if (committed !== undefined) return { text: committed, path: named };
    throw refused(`there is no notes-file ${file}, neither in the commit ${commit} nor on the runner`);
  }
  if (place.size > maxNotesBytes)
    throw refused(`notes-file ${file} has ${place.size} bytes; up to ${maxNotesBytes} are read`);
  const text = (await readPlace(place.path, maxNotesBytes)).toString('utf8');
  if (committed === undefined) return { text };
  // Git writes the line ends that .gitattributes asks for.
  if (committed.replaceAll('\r\n', '\n') === text.replaceAll('\r\n', '\n')) return { text, path: named };
  throw new ReleaseError(
    `notes-file ${file} is not what the commit ${commit} has: a step before this one has changed it`,
    {
      code: 'bad-input',
      hint: `${elsewhere}   # let that step write there what is not committed, or commit it: git add ${file}`,
    },
  );
}

/** The same, where what is wrong is a fault among others. */
export async function notesFileFaults(...of: Parameters<typeof readNotesFile>): Promise<readonly Fault[]> {
  try {
    await readNotesFile(...of);
    return [];
  } catch (error) {
    if (!(error instanceof ReleaseError) || error.code !== 'bad-input') throw error;
    return [{ code: error.code, message: error.message, hint: error.hint }];
  }
}

function refused(message: string): ReleaseError {
  return new ReleaseError(message, { code: 'bad-input', hint: elsewhere });
}
