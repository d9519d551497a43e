// Makes small Git repositories for tests, down to the bytes of a commit.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export interface CommitInput {
  readonly message: string | Buffer;
  readonly parents?: readonly string[];
  /** Paths and contents of the whole tree; empty unless given. */
  readonly files?: Readonly<Record<string, string>>;
  /** The commit's encoding header. */
  readonly encoding?: string;
  readonly author?: string;
  /** Unix seconds; counted up unless given. */
  readonly date?: number;
}

export interface Repository {
  readonly dir: string;
  git(...args: string[]): string;
  /** Makes a commit object and answers its name; no branch moves. */
  commit(input: CommitInput | string, ...parents: string[]): string;
  /** Annotated unless `light`. */
  tag(name: string, commit: string, light?: boolean): void;
  branch(name: string, commit: string): void;
}

const folders: string[] = [];

/** A fresh folder, removed by `removeFolders`. */
export function folder(): string {
  const dir = mkdtempSync(join(tmpdir(), 'git-'));
  folders.push(dir);
  return dir;
}

export function removeFolders(): void {
  for (const dir of folders.splice(0)) rmSync(dir, { recursive: true, force: true });
}

export const gitEnvironment = {
  PATH: process.env['PATH'] ?? '',
  HOME: '/nonexistent',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_AUTHOR_NAME: 'Dev',
  GIT_AUTHOR_EMAIL: 'dev@example.com',
  GIT_COMMITTER_NAME: 'Dev',
  GIT_COMMITTER_EMAIL: 'dev@example.com',
};

export function runGit(dir: string, args: readonly string[], input?: Buffer): string {
  return execFileSync('git', args, {
    cwd: dir,
    env: gitEnvironment,
    stdio: ['pipe', 'pipe', 'pipe'],
    ...(input === undefined ? {} : { input }),
  })
    .toString()
    .trim();
}

export function makeRepository(): Repository {
  const dir = folder();
  let clock = 1_700_000_000;
  const git = (...args: string[]): string => runGit(dir, args);
  git('init', '-q', '-b', 'main');
  const emptyTree = runGit(dir, ['mktree'], Buffer.alloc(0));
  const treeOf = (files: Readonly<Record<string, string>>): string => {
    git('read-tree', '--empty');
    for (const [path, content] of Object.entries(files)) {
      mkdirSync(dirname(join(dir, path)), { recursive: true });
      writeFileSync(join(dir, path), content);
      git('update-index', '--add', '--', path);
    }
    return git('write-tree');
  };
  return {
    dir,
    git,
    commit: (given, ...rest) => {
      const input = typeof given === 'string' ? { message: given } : given;
      const parents = [...('parents' in input ? input.parents : []), ...rest];
      const date = ('date' in input ? input.date : undefined) ?? (clock += 60);
      const author = ('author' in input ? input.author : undefined) ?? 'Dev <dev@example.com>';
      const lines = [
        `tree ${'files' in input ? treeOf(input.files) : emptyTree}`,
        ...parents.map((parent) => `parent ${parent}`),
        `author ${author} ${date} +0000`,
        `committer Dev <dev@example.com> ${date} +0000`,
        ...('encoding' in input ? [`encoding ${input.encoding}`] : []),
      ];
      const object = Buffer.concat([Buffer.from(`${lines.join('\n')}\n\n`), Buffer.from(input.message)]);
      return runGit(dir, ['hash-object', '-t', 'commit', '-w', '--stdin', '--literally'], object);
    },
    tag: (name, commit, light = false) => {
      if (light) git('update-ref', `refs/tags/${name}`, commit);
      else git('-c', 'tag.gpgSign=false', 'tag', '-a', '-m', name, name, commit);
    },
    branch: (name, commit) => {
      git('update-ref', `refs/heads/${name}`, commit);
    },
  };
}
