// What a command that continues where it ended has written so far: one JSON value a line.
import { readFile } from 'node:fs/promises';

/** The values of the file, in order; none where there is no file. Throws for a line that is no JSON. */
export async function readJsonLines<T>(file: string): Promise<readonly T[]> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  });
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);
}
