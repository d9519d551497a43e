// Finds programs on PATH, leaving out what the rehearsal itself put there.
import { access, constants } from 'node:fs/promises';
import path from 'node:path';
import { cacheDir } from './cache.ts';

/** Every executable of that name on PATH, in order. */
export async function which(name: string): Promise<readonly string[]> {
  const own = cacheDir();
  const found: string[] = [];
  for (const dir of (process.env['PATH'] ?? '').split(path.delimiter)) {
    if (!path.isAbsolute(dir) || dir === own || dir.startsWith(own + path.sep)) continue;
    const file = path.join(dir, name);
    const executable = await access(file, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (executable) found.push(file);
  }
  return found;
}
