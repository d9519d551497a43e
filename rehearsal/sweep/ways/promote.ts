// Promoted, not rebuilt: the digest that main has built, and an OCI layout of another tool.
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeLayout } from '../../parts/oci-layout.ts';
import { TAG } from '../tag.ts';
import { merge, noteOf, readNote, type Way } from '../way.ts';

export const promote: Way = {
  name: 'promote',
  what: '`from`: a digest that main has built',
  before: async (site, start) => {
    const argv = ['--git-dir', site.gitDir, 'rev-parse', `${TAG}^{commit}`];
    await merge(site, execFileSync(site.world.tools.git, argv, { encoding: 'utf8' }).trim());
    const { outputs } = await start({ ref: 'refs/heads/main', with: { latest: 'branch' } });
    await writeFile(noteOf(site, 'digest'), outputs['digest'] ?? '');
  },
  start: async (site) => ({ with: { from: await readNote(site, 'digest') } }),
  rules: async ({ site, now }) => {
    const wanted = await readNote(site, 'digest');
    const named = now.tags[TAG];
    return named === undefined || named === wanted ? [] : [`${TAG} names ${named}, and not ${wanted}`];
  },
};

/** The layout as a tool leaves it in the workspace. */
async function writeImage(workspace: string): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), 'rehearsal-layout-'));
  try {
    const roots = (['amd64', 'arm64'] as const).map((arch) => ({ arch, root: join(dir, arch) }));
    for (const { arch, root } of roots) {
      await mkdir(root);
      await writeFile(join(root, 'hello'), `for ${arch}\n`);
    }
    await mkdir(join(workspace, 'dist'), { recursive: true });
    await writeLayout(join(workspace, 'dist', 'image'), roots, { Env: [] });
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

export const layout: Way = {
  name: 'layout',
  what: '`from`: an OCI layout of another tool',
  start: () => Promise.resolve({ with: { from: 'oci-layout://dist/image' }, prepare: writeImage }),
};
