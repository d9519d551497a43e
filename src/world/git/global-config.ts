// Git's configuration of the user, with one setting more that old versions of Git take from nowhere else.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * A container's workspace belongs to another user than the one who runs in it, and Git reads nothing there unless it is told to.
 * Before 2.38 the command line does not count (git-config, `safe.directory`), and what actions/checkout writes lasts no longer than
 * its own step (actions/checkout#766).
 * @param folder of the run's own, where the file is made
 * @param own the user's files, whether they are there or not
 * @returns the value of GIT_CONFIG_GLOBAL
 */
export function globalConfig(folder: string, own: readonly string[]): string {
  const file = join(folder, 'gitconfig');
  const includes = own.map((path) => `[include]\n\tpath = ${JSON.stringify(path)}\n`);
  writeFileSync(file, `${includes.join('')}[safe]\n\tdirectory = *\n`);
  return file;
}
