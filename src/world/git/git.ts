// The Git adapter: reads tags, history and files of the checked-out repository; changes nothing but a shallow clone's depth.
import { existsSync, statSync } from 'node:fs';
import { join, matchesGlob, posix } from 'node:path';
import type { RawCommit } from '../../changelog/commits/commit.ts';
import { ReleaseError } from '../../errors.ts';
import { type CommitSha, type TagName, isCommitSha, tagName } from '../../plan/brands.ts';
import type { TagRef } from '../../plan/version/range.ts';
import type { Exec } from '../process/exec.ts';
import { type GitRun, guardEnvironment, settings } from './command.ts';
import { type DeepenInput, deepenShallow, fetchMissing } from './shallow.ts';
import { logFormat, logReader } from './log.ts';
import { retryingExec } from '../process/retrying-exec.ts';

/** The commits reachable from `tip` and from none of `exclude`; both are commit names or references. */
export interface CommitRange {
  readonly tip: string;
  readonly exclude: readonly string[];
  /** Pathspecs; empty for all. */
  readonly paths?: readonly string[];
  /** One of `exclude`: the commits that it has and `tip` has not come too, marked `beside`. */
  readonly beside?: string;
  /** So many at most, the newest. */
  readonly most?: number;
}

export interface FileEntry {
  readonly path: string;
  /** The blob's object name: equal names are equal contents. */
  readonly blob: string;
}

export interface Git {
  /** The names of all tags: of many thousand tags a tenth of what `tags` has to read. */
  tagNames(): Promise<TagName[]>;
  /** All tags with the commits they peel to, in one process. */
  tags(): Promise<TagRef[]>;
  /** The tags here that name no commit, each with what it names: `tree`, `blob`. Of many tags this is slow. */
  tagsOfNoCommit(): Promise<ReadonlyMap<string, string>>;
  /** The tags of the remote, without fetching anything. */
  remoteTags(): Promise<TagRef[]>;
  /** @throws ReleaseError when the revision names no commit here. */
  commitOf(revision: string): Promise<CommitSha>;
  /**
   * The commits of the range, newest first, each passed through `read` as it comes: what `read` drops is not held. With
   * paths, the commits that touch none of them come too, marked: a graph without them tells not what a merge brought in.
   */
  log<T>(range: CommitRange, read: (commit: RawCommit) => T): Promise<T[]>;
  isAncestor(ancestor: string, descendant: string): Promise<boolean>;
  isShallow(): Promise<boolean>;
  /** Completes the range, of a shallow clone (see `deepenShallow`) or of one without the excluded tags; answers those that count. */
  deepen(input: DeepenInput): Promise<readonly TagRef[]>;
  /**
   * A file as it was at a commit; undefined when there is none. A link is followed as far as the commit goes. Bytes that are
   * no UTF-8 become U+FFFD.
   * @throws ReleaseError when it has more bytes than anything that is read whole.
   */
  show(commit: string, path: string): Promise<string | undefined>;
  /** The files at a commit whose paths match the glob (`**` crosses folders), sorted by path. */
  listFiles(commit: string, glob: string): Promise<FileEntry[]>;
  /** Whether a commit, or one before it, has changed what the pathspec names: `/x`, which is none, names nothing. */
  touches(commit: string, path: string): Promise<boolean>;
  /** Unix seconds, for SOURCE_DATE_EPOCH. */
  committerDate(commit: string): Promise<number>;
  /** The files of the workspace's index that Git LFS keeps, by `.gitattributes`. */
  lfsFiles(): Promise<readonly string[]>;
  /** Whether whoever set Git up wants tags signed, here or on this machine. */
  signsTags(): Promise<boolean>;
}

export interface GitOptions {
  readonly cwd: string;
  /** Added to Git's environment, e.g. an `http.extraheader` by GIT_CONFIG_COUNT for a private remote. */
  readonly env?: Readonly<Record<string, string>>;
  /** The repository's URL, so that nothing in its configuration says where it is. Default: `origin`, for a repository of one's own. */
  readonly remote?: string;
}

/** Change logs and samples of configuration have some kilobytes. */
const maxFileBytes = 16 * 1024 * 1024;

export function makeGit(exec: Exec, options: GitOptions): Git {
  const remote = options.remote ?? 'origin';
  const asking = retryingExec(exec, undefined, Infinity);
  const run: GitRun = (args, runOptions = {}) =>
    // What the network fails at is asked again; fetching twice gives the same.
    (/^(?:ls-remote|fetch)$/.test(args[0] ?? '') ? asking : exec).run(
      ['git', '--no-pager', ...settings, ...args],
      {
        ...runOptions,
        cwd: options.cwd,
        env: {
          ...guardEnvironment(remote),
          ...options.env,
          ...runOptions.env,
        },
      },
    );
  const line = async (args: readonly string[]): Promise<string> => (await run(args)).stdout.toString().trim();
  const isShallow = async (): Promise<boolean> => {
    const dotGit = join(options.cwd, '.git');
    // A plain checkout answers without a process of its own; a worktree, a submodule or a folder inside does not.
    if (existsSync(dotGit) && statSync(dotGit).isDirectory()) return existsSync(join(dotGit, 'shallow'));
    return (await line(['rev-parse', '--is-shallow-repository'])) === 'true';
  };
  const remoteTags = async (): Promise<TagRef[]> =>
    readTags((await run(['ls-remote', '--tags', remote])).stdout.toString());

  return {
    tagNames: async () => {
      const { stdout } = await run(['for-each-ref', '--format=%(refname:strip=2)', 'refs/tags']);
      return stdout.toString().split('\n').slice(0, -1).map(tagName);
    },
    tags: async () => {
      const { code, stdout, stderr } = await run(['show-ref', '--tags', '--dereference'], {
        allowFailure: true,
      });
      // 1 says that there are none.
      if (code <= 1) return readTags(stdout.toString());
      throw new ReleaseError(`git could not read the tags: ${stderr.trim()}`, {
        hint: `git fetch --force --tags ${remote}`,
      });
    },
    tagsOfNoCommit: async () => {
      const format = '--format=%(objecttype) %(*objecttype) %(refname:strip=2)';
      const { stdout } = await run(['for-each-ref', format, 'refs/tags']);
      const kinds = stdout.toString().matchAll(/^(?:tag )?(tree|blob) +(\S+)$/gm);
      return new Map([...kinds].map(([, kind = '', tag = '']) => [tag, kind]));
    },
    remoteTags,
    commitOf: async (revision) => {
      const { code, stdout } = await run(
        ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`],
        { allowFailure: true },
      );
      const name = stdout.toString().trim().split('\n').at(-1) ?? '';
      if (code === 0 && isCommitSha(name)) return name;
      throw new ReleaseError(`there is no commit ${revision} in this checkout`, {
        hint: `git fetch ${remote} ${revision}`,
      });
    },
    log: async ({ tip, exclude, paths = [], beside, most }, read) => {
      const commits: ReturnType<typeof read>[] = [];
      const revisions = ['--end-of-options', tip, ...exclude.map((name) => `^${name}`)];
      const limit = most === undefined ? [] : [`--max-count=${most}`];
      const log = ['log', '-z', '--encoding=UTF-8', '--no-color', ...limit];
      const touching =
        paths.length === 0
          ? undefined
          : new Set(
              (await run([...log, '--format=%H', ...revisions, '--', ...paths])).stdout
                .toString()
                .split('\0'),
            );
      const reader = logReader((commit) =>
        commits.push(read(touching && !touching.has(commit.hash) ? { ...commit, outside: true } : commit)),
      );
      const others = exclude.filter((name) => name !== beside).map((name) => `^${name}`);
      const wanted = beside === undefined ? revisions : ['--end-of-options', `${beside}...${tip}`, ...others];
      await run([...log, `--format=${logFormat}`, ...wanted, '--'], { onStdout: reader.push });
      reader.end();
      return commits;
    },
    isAncestor: async (ancestor, descendant) => {
      const args = ['merge-base', '--is-ancestor', '--end-of-options', ancestor, descendant];
      const { code, stderr } = await run(args, { allowFailure: true });
      if (code <= 1) return code === 0;
      throw new ReleaseError(`git could not compare ${ancestor} with ${descendant}: ${stderr.trim()}`, {
        hint: `git fetch ${remote} ${ancestor} ${descendant}`,
      });
    },
    isShallow,
    deepen: async (input) =>
      (await isShallow()) ? deepenShallow(run, remote, input) : fetchMissing(run, remote, input),
    show: async (commit, path) => {
      const entry = await fileAt(run, commit, path);
      if (entry === undefined) return undefined;
      if (entry.size > maxFileBytes) {
        throw new ReleaseError(`${path} has ${entry.size} bytes; up to ${maxFileBytes} are read`, {
          hint: `git log --stat -1 -- ${path}   # is it the file that was meant?`,
        });
      }
      return (await run(['cat-file', 'blob', entry.blob])).stdout.toString();
    },
    listFiles: async (commit, glob) => {
      const folder = /^[^*?[{\\]*\//.exec(glob)?.[0] ?? '';
      const args = ['ls-tree', '-r', '-z', '--full-tree', '--end-of-options', commit];
      const { stdout } = await run(folder === '' ? args : [...args, '--', folder]);
      return readTree(stdout.toString()).filter(({ path }) => matchesGlob(path, glob));
    },
    touches: async (commit, path) => {
      const args = ['log', '-1', '--format=%H', '--no-color', '--end-of-options', commit, '--', path];
      const { code, stdout } = await run(args, { allowFailure: true });
      return code === 0 && stdout.length > 0;
    },
    committerDate: async (commit) =>
      Number(await line(['log', '-1', '--format=%ct', '--no-color', '--end-of-options', commit])),
    lfsFiles: async () => {
      const { code, stdout } = await run(['ls-files', '-z', '--', ':(attr:filter=lfs)'], {
        allowFailure: true,
      });
      return code === 0 ? stdout.toString().split('\0').slice(0, -1) : [];
    },
    signsTags: async () => {
      const asked = ['tag.gpgSign', 'tag.forceSignAnnotated'].map((key) =>
        // 1 says that it is not set; what is no boolean Git itself would stop at.
        run(['config', '--type=bool', '--get', key], { allowFailure: true }),
      );
      return (await Promise.all(asked)).some(({ stdout }) => stdout.toString().trim() === 'true');
    },
  };
}

/**
 * The lines of `show-ref --dereference` and `ls-remote --tags`: an annotated tag is followed by its peeled `^{}`.
 * Walked by index, since twelve thousand tags are read in every run.
 */
function readTags(output: string): TagRef[] {
  const tags: TagRef[] = [];
  // Either a blank or a tab stands behind the object's name, which has the same length in every line.
  const width = output.search(/[ \t]/);
  const lead = width + ' refs/tags/'.length;
  for (let start = 0, end: number; (end = output.indexOf('\n', start)) >= 0; start = end + 1) {
    const object = output.slice(start, start + width) as CommitSha;
    if (!output.startsWith('^{}', end - 3)) {
      tags.push({ name: tagName(output.slice(start + lead, end)), commit: object, annotated: false });
      continue;
    }
    const tag = tags.pop();
    if (tag) tags.push({ name: tag.name, commit: object, annotated: true, object: tag.commit });
  }
  return tags;
}

/** The blob at a path of a commit, links followed; undefined when there is none, or a link leads out of the commit. */
async function fileAt(
  run: GitRun,
  commit: string,
  path: string,
): Promise<{ readonly blob: string; readonly size: number } | undefined> {
  const way = posix.normalize(path);
  // A name of two lines would be two questions.
  if (way.startsWith('../') || posix.isAbsolute(way) || way.includes('\n')) return undefined;
  const args = ['cat-file', '--batch-check=%(objecttype) %(objectname) %(objectsize)', '--follow-symlinks'];
  const { stdout } = await run(args, { input: `${commit}:${way}\n` });
  const [, blob, size] = /^blob ([0-9a-f]+) (\d+)\n/.exec(stdout.toString()) ?? [];
  return blob === undefined ? undefined : { blob, size: Number(size) };
}

function readTree(output: string): FileEntry[] {
  const entries: FileEntry[] = [];
  for (const record of output.split('\0')) {
    const match = /^\d{6} blob ([0-9a-f]+)\t(.+)$/s.exec(record);
    if (match) entries.push({ blob: match[1] ?? '', path: match[2] ?? '' });
  }
  return entries;
}
