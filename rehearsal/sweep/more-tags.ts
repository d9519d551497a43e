// Further tags of the example, for the races of the sweep.
import { execFileSync } from 'node:child_process';
import type { Site } from '../runner/site.ts';
import { TAG } from './tag.ts';

/** Empty commits with the tags that the races release: a hotfix of v1.2, two prereleases, and v1.3.0. */
export function addTags(site: Site, wanted: readonly string[]): void {
  // A higher tag keeps a lower release from its pointers, so they are there only when they are released.
  if (wanted.every((tag) => tag === TAG)) return;
  const who = { NAME: 'Ana Ortiz', EMAIL: 'ana@example.com', DATE: '2026-03-01T12:00:00Z' };
  const env: NodeJS.ProcessEnv = { PATH: process.env['PATH'], GIT_CONFIG_GLOBAL: '/dev/null' };
  for (const [key, value] of Object.entries(who))
    for (const role of ['AUTHOR', 'COMMITTER']) env[`GIT_${role}_${key}`] = value;
  const git = (...argv: readonly string[]): string =>
    execFileSync(site.world.tools.git, ['--git-dir', site.gitDir, ...argv], { env, encoding: 'utf8' }).trim();
  const commitAndTag = (tag: string, parent: string, message: string): void => {
    const commit = git('commit-tree', `${parent}^{tree}`, '-p', `${parent}^{commit}`, '-m', message);
    git('tag', '-a', '-m', tag, tag, commit);
  };
  commitAndTag('v1.3.0-rc.1', TAG, 'feat: try something');
  commitAndTag('v1.3.0-rc.2', 'v1.3.0-rc.1', 'feat: try it otherwise');
  commitAndTag('v1.3.0', 'v1.3.0-rc.2', 'feat: something for everybody');
  commitAndTag('v1.2.1', TAG, 'fix: close the door');
}
