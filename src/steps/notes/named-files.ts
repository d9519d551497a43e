// Files of the repository that inputs name for the notes: a mistyped path is a fault, since its silence would pass for "nothing changed".
import type { Fault } from '../../errors.ts';
import type { CommitSha } from '../../plan/brands.ts';
import { closest } from '../../plan/closest.ts';
import { positive } from '../../plan/inputs/pathspec.ts';
import type { TagRef } from '../../plan/version/range.ts';
import type { Git } from '../../world/git/git.ts';

export interface NamedFiles {
  readonly configExample?: string;
  readonly migrations?: string;
  readonly changelogFile?: string;
  /** `changelog-paths`, as pathspecs. */
  readonly paths?: readonly string[];
}

type Files = Pick<Git, 'show' | 'listFiles' | 'touches'>;

/** One input, how its files are found at a commit, and what is said where there are none. */
interface Named {
  readonly input: string;
  readonly isThere: (commit: string) => Promise<boolean>;
  readonly missing: string;
  /** What of these paths was meant, if any. */
  readonly nearest: (paths: readonly string[]) => string | undefined;
  /** What the input names. */
  readonly noun: 'a file' | 'paths';
}

/**
 * The inputs whose files neither the release nor one of the releases before it has; what is gone since is told in the notes.
 * @param earlier releases before, as far as they are known here
 */
export async function namedFileFaults(
  { configExample, migrations, changelogFile, paths = [] }: NamedFiles,
  commit: CommitSha | string,
  git: Files,
  earlier: readonly TagRef[],
): Promise<readonly Fault[]> {
  const named: readonly Named[] = [
    ...given(configExample).map((path) => fileOf('config-example', path, git)),
    ...given(changelogFile).map((path) => fileOf('changelog-file', path, git)),
    ...given(migrations).map((path) => migrationsOf(path, git)),
    ...paths.map((path) => pathOf(positive(path), git)),
  ];
  const faults: Fault[] = [];
  for (const one of named) {
    if ((await one.isThere(commit)) || (await wasThere(one, earlier))) continue;
    faults.push(await faultOf(one, commit, git));
  }
  return faults;
}

const given = (path: string | undefined): readonly string[] =>
  path === undefined || path === '' ? [] : [path];

const fileOf = (input: string, path: string, git: Files): Named => ({
  ...{ input, noun: 'a file', missing: `the commit has no file ${path}` },
  isThere: async (at) => (await git.show(at, path)) !== undefined,
  nearest: (paths) => closestPath(path, paths),
});

const migrationsOf = (glob: string, git: Files): Named => ({
  ...{ input: 'migrations', noun: 'a file', missing: `no file of the commit matches ${glob}` },
  isThere: async (at) => (await git.listFiles(at, glob)).length > 0,
  nearest: (paths) => closestGlob(glob, paths),
});

/** What is gone by now still has commits. */
const pathOf = (path: string, git: Files): Named => ({
  ...{ input: 'changelog-paths', noun: 'paths', missing: `no commit has ever touched ${path}` },
  isThere: (at) => git.touches(at, path),
  nearest: (paths) => closestFolder(path, paths),
});

/** So many releases before are looked into for a file that is gone. */
const mostEarlier = 3;

async function wasThere({ isThere }: Named, earlier: readonly TagRef[]): Promise<boolean> {
  for (const { commit } of earlier.slice(0, mostEarlier)) {
    // A shallow clone does not have these commits: then nothing is known of them.
    const found = await isThere(commit).catch(() => false);
    if (found) return true;
  }
  return false;
}

async function faultOf({ input, missing, nearest, noun }: Named, commit: string, git: Files): Promise<Fault> {
  // A `*` takes no name that begins with a dot.
  const all = [...(await git.listFiles(commit, '**')), ...(await git.listFiles(commit, '**/.*'))];
  const meant = nearest(all.map(({ path }) => path));
  return {
    code: 'bad-input',
    message: `${input}: ${missing}`,
    hint:
      meant === undefined
        ? `git ls-tree -r --name-only HEAD   # name ${noun} of these as ${input}, or leave the input out`
        : `with: { ${input}: "${meant}" }   # did you mean this?`,
  };
}

/** The same name elsewhere, or the nearest path. */
function closestPath(path: string, paths: readonly string[]): string | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const same = paths.filter(
    (other) => other.toLowerCase().endsWith(`/${name}`) || other.toLowerCase() === name,
  );
  return (same.length === 1 ? same[0] : undefined) ?? closest(path, paths) ?? nearestName(name, paths);
}

/** The nearest of all folders, and of files at the root. */
function closestFolder(path: string, paths: readonly string[]): string | undefined {
  const folders = paths.flatMap((one) =>
    one.split('/').map((_, i, parts) => parts.slice(0, i + 1).join('/')),
  );
  return closest(path.replace(/\/+$/, ''), [...new Set(folders)]);
}

/** The only path whose last part is nearly the name. */
function nearestName(name: string, paths: readonly string[]): string | undefined {
  const names = paths.map((path) => path.slice(path.lastIndexOf('/') + 1));
  const meant = closest(name, names);
  return meant === undefined ? undefined : paths[names.indexOf(meant)];
}

/** The glob with the folder that was meant: one whose name is nearest, or that has files of that ending. */
function closestGlob(glob: string, paths: readonly string[]): string | undefined {
  const ending = /\.[A-Za-z0-9]+$/.exec(glob)?.[0] ?? '';
  const folder = glob.replace(/[*?[{].*$/s, '').replace(/\/[^/]*$/, '');
  const folders = new Set<string>();
  for (const path of paths.filter((other) => other.endsWith(ending)))
    for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1))
      folders.add(path.slice(0, at));
  const meant =
    closest(folder, [...folders]) ?? [...folders].find((one) => /(?:^|\/)migrations?$/i.test(one));
  return meant === undefined ? undefined : `${meant}/**/*${ending}`;
}
