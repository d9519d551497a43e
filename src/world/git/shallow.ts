// Brings a shallow clone as much history as the notes need, and never lets a short one pass for whole.
import { readFileSync } from 'node:fs';
import { ReleaseError, messageOf } from '../../errors.ts';
import type { TagRef } from '../../plan/version/range.ts';
import type { GitRun } from './command.ts';

export interface DeepenInput {
  /** The release's tag as the remote has it; absent: its commit is fetched by name. */
  readonly tag?: string;
  /** Its commit. */
  readonly commit: string;
  /** The tags whose history the notes leave out, as the remote has them, the highest first; empty brings all history. */
  readonly exclude: readonly TagRef[];
}

/**
 * How many commits are fetched from each end, step by step; then all. Git's own `--shallow-exclude` would do it in one
 * step, but it cuts every parent of a merge that has one excluded parent, and so loses commits without a word.
 */
const depths = [50, 400, 3200];
/** How many excluded tags are fetched, the highest: older ones are ancestors of these but for odd histories. */
const mostFetched = 32;

/**
 * Fetches commits and trees, no file contents, from the release's tag and the excluded tags until the range between
 * them is complete; the excluded tags are made here too. Answers the excluded tags that are here now.
 * @throws ReleaseError when the remote cannot be asked, with the lines of YAML that help.
 */
export async function deepenShallow(
  run: GitRun,
  remote: string,
  { tag, commit, exclude }: DeepenInput,
): Promise<readonly TagRef[]> {
  const fetch = (depth: string, tags: readonly TagRef[]): Promise<unknown> => {
    const options = ['--quiet', '--no-tags', '--no-recurse-submodules', '--filter=blob:none', depth];
    // The release's tag may be a lightweight copy here: it is asked for, but not moved.
    const references = tags.map(({ name }) => `+refs/tags/${name}:refs/tags/${name}`);
    return run(['fetch', ...options, remote, tag === undefined ? commit : `refs/tags/${tag}`, ...references]);
  };
  const near = exclude.slice(0, mostFetched);
  try {
    for (const depth of near.length === 0 ? [] : depths) {
      await fetch(`--depth=${depth}`, near);
      if (await isComplete(run, commit, near)) return near;
    }
    await fetch('--unshallow', exclude);
    return exclude;
  } catch (error) {
    const what = `this checkout has only a part of the history, and git could not fetch the rest from ${remote}`;
    throw new ReleaseError(`${what}: ${messageOf(error)}`, {
      hint: '- uses: actions/checkout@v6\n  with:\n    fetch-depth: 0',
      cause: error,
    });
  }
}

/** Fetches the excluded tags whose commits are not here, which a full clone of one branch leaves out. */
export async function fetchMissing(
  run: GitRun,
  remote: string,
  { exclude }: DeepenInput,
): Promise<readonly TagRef[]> {
  if (exclude.length === 0) return exclude;
  const { stdout } = await run(['cat-file', '--batch-check=%(objectname)'], {
    input: exclude.map(({ commit }) => `${commit}\n`).join(''),
    // In a clone without file contents git would otherwise ask the remote for each commit by itself.
    env: { GIT_NO_LAZY_FETCH: '1' },
  });
  const here = new Set(stdout.toString().split('\n'));
  const missing = exclude.filter(({ commit }) => !here.has(commit));
  if (missing.length > 0) {
    const references = missing.map(({ name }) => `+refs/tags/${name}:refs/tags/${name}`);
    await run(['fetch', '--quiet', '--no-tags', '--no-recurse-submodules', remote, ...references]);
  }
  return exclude;
}

/**
 * Whether the range is the same as with all history. It is too short when one of its commits stands where the history
 * was cut; it may be too long when an excluded tag's history was cut after the range's oldest commit, since what lies
 * behind that cut could be a part of the range. Committer dates tell before and after, as in git's own walks.
 */
async function isComplete(run: GitRun, commit: string, exclude: readonly TagRef[]): Promise<boolean> {
  const log = async (options: readonly string[], revisions: readonly string[]): Promise<string[]> => {
    const input = `${revisions.join('\n')}\n`;
    const { stdout } = await run(['log', '--no-color', '--stdin', ...options], { input });
    return stdout.toString().split('\n').filter(Boolean);
  };
  const { stdout } = await run(['rev-parse', '--path-format=absolute', '--git-path', 'shallow']);
  const cut = cutCommits(stdout.toString().trim());
  if (cut.size === 0) return true;
  const range = await log(['--format=%H %ct'], [commit, ...exclude.map((tag) => `^${tag.commit}`)]);
  let oldest = Infinity;
  for (const line of range) {
    const [hash = '', date = ''] = line.split(' ');
    if (cut.has(hash)) return false;
    oldest = Math.min(oldest, Number(date));
  }
  const dates = range.length === 0 ? [] : await log(['--no-walk', '--format=%ct'], [...cut]);
  return dates.every((date) => Number(date) < oldest);
}

/** The commits whose parents are not here; none when the clone is whole by now, and git has removed the file. */
function cutCommits(path: string): Set<string> {
  try {
    return new Set(readFileSync(path, 'utf8').split('\n').filter(Boolean));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return new Set();
    throw error;
  }
}
