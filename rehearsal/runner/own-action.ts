// The action of a repository that uses itself, `uses: $/`: action.yml and dist/ as the commit that runs has them.
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Site } from './site.ts';

const run = promisify(execFile);

export interface OwnAction {
  readonly dir: string;
  readonly remove: () => Promise<void>;
}

/** Writes action.yml and dist/ of a ref's commit into a folder of their own. Throws with git's words where it has none. */
export async function ownAction(site: Pick<Site, 'gitDir' | 'world'>, ref: string): Promise<OwnAction> {
  const root = await mkdtemp(join(tmpdir(), 'own-action-'));
  const [dir, archive] = [join(root, 'action'), join(root, 'action.tar')];
  const argv = ['--git-dir', site.gitDir, 'archive', '--output', archive, ref, 'action.yml', 'dist'];
  await run(site.world.tools.git, argv);
  await mkdir(dir);
  await run('tar', ['-xf', archive, '-C', dir]);
  return { dir, remove: () => rm(root, { recursive: true, force: true }) };
}
