// A program with all that it depends on, from Debian packages in a folder of their own: nothing is installed.
import { mkdir, readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { cacheDir, exists, fillOnce, type Progress } from './cache.ts';
import { run } from './command.ts';
import { hostArch, type Suite, withApt } from './packages.ts';

/** What is taken: the folder is kept under the label, so a label goes with one list of packages. */
export interface Tree {
  readonly label: string;
  readonly names: readonly string[];
  readonly suite: Suite;
}

/**
 * Downloads packages with all that they depend on, and unpacks them into one folder, for a program that no machine has
 * the libraries of. Answers the folder, which looks like the root of a file system.
 */
export async function fetchTree({ label, names, suite }: Tree, progress: Progress): Promise<string> {
  const root = cacheDir('packages', `${suite}-${hostArch()}-${label}`);
  if (await exists(root)) return root;
  return withApt(progress, async (env) => {
    progress(`downloading ${names.join(' and ')} of Debian ${suite} with all that they need`);
    const debs = cacheDir('apt', `debs-${process.pid}`);
    await mkdir(path.join(debs, 'partial'), { recursive: true });
    const install = ['--yes', '--no-install-recommends', '--download-only', '-t', suite, 'install', ...names];
    const options = ['-q', '-o', 'Acquire::Retries=3', '-o', `Dir::Cache::Archives=${debs}`];
    await run('apt-get', [...options, ...install], { env });
    // Not the C library: the loader that starts the program is this machine's, and the two must be of one version.
    const files = (await readdir(debs)).filter((file) => file.endsWith('.deb') && !file.startsWith('libc6_'));
    const filled = await fillOnce(root, async (dir) => {
      for (const file of files) await run('dpkg', ['-x', path.join(debs, file), dir]);
    });
    await rm(debs, { recursive: true });
    return filled;
  });
}

/**
 * Every folder of a tree that holds shared libraries, for LD_LIBRARY_PATH. Debian has them below usr/lib and lib; some lie
 * in a folder of their own (libpulse's in pulseaudio/), which an installed library finds by its absolute path.
 */
export async function libraryFolders(root: string): Promise<readonly string[]> {
  const found = new Set<string>();
  for (const top of ['usr/lib', 'lib']) {
    const dir = path.join(root, top);
    if (!(await exists(dir))) continue;
    for (const entry of await readdir(dir, { recursive: true, withFileTypes: true }))
      if (!entry.isDirectory() && /\.so(\.\d+)*$/.test(entry.name)) found.add(entry.parentPath);
  }
  // What lies deeper is for few programs, and must not hide a library that all use.
  const depth = (folder: string): number => folder.split(path.sep).length;
  return [...found].sort((a, b) => depth(a) - depth(b) || (a < b ? -1 : 1));
}
