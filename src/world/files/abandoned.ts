// Folders that earlier runs have left: one that was killed could not remove its own, and there are credentials in it.
import { lstat, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const prefix = 'release-action-';
/** mkdtemp's own six characters. */
const ours = /^release-action-[A-Za-z0-9]{6}$/;
/** Between a folder and the file in it that names its process lies a moment; in ms. */
const unnamedMs = 60 * 60 * 1000;

/** A folder of this run's own, which later runs can tell from one that nobody uses any more. */
export async function makeOwnFolder(runnerTemp: string): Promise<string> {
  const folder = await mkdtemp(join(runnerTemp, prefix));
  await writeFile(join(folder, 'process'), String(process.pid));
  return folder;
}

/**
 * Removes the folders whose process is gone. On a runner of one's own RUNNER_TEMP is emptied when its next job begins; until
 * then, and where it is not, the first thing that a later run does is this.
 * @returns how many.
 */
export async function removeAbandoned(runnerTemp: string): Promise<number> {
  let removed = 0;
  for (const name of await readdir(runnerTemp)) {
    const folder = join(runnerTemp, name);
    if (!ours.test(name) || !(await isAbandoned(folder))) continue;
    await rm(folder, { recursive: true, force: true });
    removed += 1;
  }
  return removed;
}

async function isAbandoned(folder: string): Promise<boolean> {
  const found = await lstat(folder).catch(() => undefined);
  // Another user's is another user's to remove; a link is nobody's folder.
  if (found?.isDirectory() !== true || found.uid !== process.getuid?.()) return false;
  const pid = Number(await readFile(join(folder, 'process'), 'utf8').catch(() => Number.NaN));
  if (!Number.isInteger(pid) || pid <= 0) return Date.now() - found.mtimeMs > unnamedMs;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
