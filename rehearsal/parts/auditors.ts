// The auditors of workflows: those on PATH, else brought into the cache, actionlint by Go and zizmor by pip.
import path from 'node:path';
import { cacheDir, fillOnce, locked, type Progress } from './cache.ts';
import { attempt, run } from './command.ts';
import type { GoModule } from './go-modules.ts';
import { buildGo } from './golang.ts';
import { which } from './lookup.ts';
import { fetchTree, libraryFolders } from './package-tree.ts';

export const ACTIONLINT: GoModule = {
  name: 'actionlint',
  pinned: 'github.com/rhysd/actionlint',
  commands: { actionlint: 'github.com/rhysd/actionlint/cmd/actionlint' },
  stamps: {},
};

const ZIZMOR = '1.32.0';

/** The path of actionlint. */
export async function findActionlint(progress: Progress): Promise<string> {
  const [file] = await which('actionlint');
  return file ?? path.join(await buildGo(ACTIONLINT, progress), 'actionlint');
}

/** The path of zizmor. Its package on PyPI holds the program, which needs no Python to run. */
export async function findZizmor(progress: Progress): Promise<string> {
  const [file] = await which('zizmor');
  if (file !== undefined) return file;
  const dir = await locked('zizmor', progress, () =>
    fillOnce(cacheDir('zizmor', ZIZMOR), async (target) => {
      progress(`installing zizmor ${ZIZMOR} by pip`);
      const { program, args, env } = await findPip(progress);
      // Wheels alone, of exactly this version: nothing is built, and nothing of a package runs.
      const what = ['--no-deps', '--only-binary=:all:', '--target', target, `zizmor==${ZIZMOR}`];
      await run(program, [...args, 'install', '--quiet', '--disable-pip-version-check', ...what], { env });
    }),
  );
  return path.join(dir, 'bin', 'zizmor');
}

interface Pip {
  readonly program: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/** This machine's pip, else Debian's with a Python of its own. */
async function findPip(progress: Progress): Promise<Pip> {
  const args = ['-m', 'pip'];
  for (const program of await which('python3'))
    if ((await attempt(program, [...args, '--version'])).code === 0) return { program, args, env: {} };
  const names = ['python3', 'python3-pip'];
  const root = await fetchTree({ label: 'pip', names, suite: 'bookworm' }, progress);
  return {
    program: path.join(root, 'usr/bin/python3'),
    args,
    env: {
      LD_LIBRARY_PATH: (await libraryFolders(root)).join(path.delimiter),
      PYTHONHOME: path.join(root, 'usr'),
      PYTHONPATH: path.join(root, 'usr/lib/python3/dist-packages'),
    },
  };
}
