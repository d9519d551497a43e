// The repository that the rehearsal's GitHub serves: a bare copy of the one to be released, in the state.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { promisify } from 'node:util';
import semver from 'semver';
import type { HeadCommit } from './event.ts';

const run = promisify(execFile);

/** Git without the person's own configuration, so that every machine rehearses the same. */
const quiet = { GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null', GIT_TERMINAL_PROMPT: '0' };

async function git(program: string, gitDir: string, ...argv: readonly string[]): Promise<string> {
  const { stdout } = await run(program, ['--git-dir', gitDir, ...argv], {
    env: { PATH: process.env['PATH'], ...quiet },
    maxBuffer: 64 * 1024 * 1024,
  });
  return stdout.trimEnd();
}

const lines = (text: string): readonly string[] => text.split('\n').filter((line) => line !== '');

/** The tags of a repository, and what each names. */
async function tagsIn(program: string, gitDir: string): Promise<Readonly<Record<string, string>>> {
  const listed = await git(program, gitDir, 'for-each-ref', '--format=%(refname) %(objectname)', 'refs/tags');
  return Object.fromEntries(lines(listed).map((line) => line.split(' ') as [string, string]));
}

/**
 * Brings `to` up to date with the repository at `from`: branches follow, and so does every tag that was made, moved or
 * deleted there since the last time. Other tags stay, since the release itself may have made or moved them. Throws when
 * `from` is no git repository.
 */
export async function mirror(program: string, from: string, to: string): Promise<void> {
  const argv = ['-C', from, 'rev-parse', '--absolute-git-dir'];
  const source = await run(program, argv, { env: { PATH: process.env['PATH'], ...quiet } }).then(
    ({ stdout }) => stdout.trim(),
    (cause: unknown) => {
      throw new Error(`${from} is not a git repository`, { cause });
    },
  );
  if (!existsSync(to)) {
    await mkdir(to, { recursive: true });
    await git(program, to, 'init', '--quiet', '--bare');
    // GitHub serves a single commit by its id, which is how a runner fetches it.
    await git(program, to, 'config', 'uploadpack.allowAnySHA1InWant', 'true');
    await git(program, to, 'config', 'uploadpack.allowFilter', 'true');
  }
  const [wanted, present] = [await tagsIn(program, source), await tagsIn(program, to)];
  const memory = `${to}.tags.json`;
  const last: Readonly<Record<string, string>> = existsSync(memory)
    ? (JSON.parse(await readFile(memory, 'utf8')) as Record<string, string>)
    : // Of a state that was kept before there was such a file: what is in both counts as seen.
      Object.fromEntries(Object.entries(wanted).filter(([ref]) => ref in present));
  const changed = Object.keys(wanted).filter(
    (ref) => !(ref in present) || (ref in last && wanted[ref] !== last[ref]),
  );
  for (const [ref, object] of Object.entries(last))
    if (!(ref in wanted) && present[ref] === object) await git(program, to, 'update-ref', '-d', ref);
  const refspecs = ['+refs/heads/*:refs/heads/*', ...changed.map((ref) => `+${ref}:${ref}`)];
  const fetch = run(
    program,
    ['--git-dir', to, 'fetch', '--quiet', '--no-tags', '--update-head-ok', '--stdin', source],
    { env: { PATH: process.env['PATH'], ...quiet } },
  );
  // By stdin, since ten thousand tags would not fit into an argument list.
  fetch.child.stdin?.end(refspecs.join('\n'));
  await fetch;
  await writeFile(memory, JSON.stringify(wanted));
  const head = await git(program, source, 'symbolic-ref', '--quiet', 'HEAD').catch(() => '');
  const branches = lines(await git(program, to, 'for-each-ref', '--format=%(refname)', 'refs/heads'));
  // A detached checkout has no branch of its own: main, or else the first there is, stands for the default one.
  const branch = branches.includes(head)
    ? head
    : (branches.find((ref) => ref === 'refs/heads/main') ?? branches[0]);
  if (branch !== undefined) await git(program, to, 'symbolic-ref', 'HEAD', branch);
}

/** The version that a tag names behind its prefix; null when it names none. */
function versionIn(tag: string, prefix: string): string | null {
  return tag.startsWith(`${prefix}v`) ? semver.valid(tag.slice(prefix.length + 1)) : null;
}

/** The highest version among the tags of a component; throws when there is none. */
export async function newestTag(program: string, gitDir: string, prefix = ''): Promise<string> {
  const names = lines(await git(program, gitDir, 'for-each-ref', '--format=%(refname:strip=2)', 'refs/tags'));
  const versions = names.flatMap((name) => {
    const version = versionIn(name, prefix);
    return version === null ? [] : [{ name, version }];
  });
  const newest = versions.sort((a, b) => semver.rcompare(a.version, b.version))[0];
  if (newest === undefined)
    throw new Error(
      `No version tag${prefix === '' ? '' : ` that begins with ${prefix}v`} in the repository. ` +
        `Make one (git tag ${prefix}v1.0.0) or name one with --tag`,
    );
  return newest.name;
}

/** Gives every version tag a second name behind a prefix, where it has none: the example as a component. */
export async function prefixTags(program: string, gitDir: string, prefix: string): Promise<void> {
  for (const [ref, object] of Object.entries(await tagsIn(program, gitDir))) {
    const tag = ref.replace(/^refs\/tags\//, '');
    if (versionIn(tag, '') !== null)
      await git(program, gitDir, 'update-ref', `refs/tags/${prefix}${tag}`, object);
  }
}

/** The commit a full ref points at, as an event names it. */
export async function headOf(program: string, gitDir: string, ref: string): Promise<HeadCommit> {
  const format = '--format=%H%x00%cI%x00%an%x00%ae%x00%B';
  const text = await git(program, gitDir, 'log', '-1', format, `${ref}^{commit}`).catch((cause: unknown) => {
    throw new Error(
      `The repository has no ${ref.replace(/^refs\/tags\//, 'tag ').replace(/^refs\/heads\//, 'branch ')}`,
      { cause },
    );
  });
  const [sha = '', timestamp = '', name = '', email = '', message = ''] = text.split('\0');
  return { sha, timestamp, message: message.trimEnd(), author: { name, email } };
}

/** Makes a tag on HEAD where there is none by its name. Answers whether it did. */
export async function makeTag(program: string, gitDir: string, ref: string): Promise<boolean> {
  if ((await git(program, gitDir, 'for-each-ref', ref)) !== '') return false;
  await git(program, gitDir, 'update-ref', ref, 'HEAD');
  return true;
}

/** The commits that a commit joins, in order. */
export async function parentsOf(program: string, gitDir: string, sha: string): Promise<readonly string[]> {
  return (await git(program, gitDir, 'log', '-1', '--format=%P', sha)).split(' ');
}

const merger = {
  GIT_AUTHOR_NAME: 'GitHub',
  GIT_AUTHOR_EMAIL: 'noreply@github.com',
  GIT_COMMITTER_NAME: 'GitHub',
  GIT_COMMITTER_EMAIL: 'noreply@github.com',
};

/**
 * Proposes a commit for the default branch, or gives a pull request that is there a new head: `refs/pull/N/head`, and the
 * test merge that GitHub's runs check out. Answers the latter's name.
 */
export async function proposeCommit(
  program: string,
  gitDir: string,
  number: number,
  head: string,
): Promise<string> {
  const at = ['--git-dir', gitDir];
  const options = { env: { PATH: process.env['PATH'], ...quiet, ...merger } };
  const base = await git(program, gitDir, 'rev-parse', 'HEAD');
  const sha = await git(program, gitDir, 'rev-parse', `${head}^{commit}`);
  const tree = await git(program, gitDir, 'merge-tree', '--write-tree', base, sha);
  const message = `Merge ${sha} into ${base}`;
  const commit = ['commit-tree', tree, '-p', base, '-p', sha, '-m', message];
  const { stdout } = await run(program, [...at, ...commit], options);
  const ref = `refs/pull/${number}/merge`;
  await git(program, gitDir, 'update-ref', `refs/pull/${number}/head`, sha);
  await git(program, gitDir, 'update-ref', ref, stdout.trim());
  return ref;
}

/** A commit that changes nothing, on top of another, for a pull request to hold. */
export async function commitOn(program: string, gitDir: string, parent: string): Promise<string> {
  const tree = await git(program, gitDir, 'rev-parse', `${parent}^{tree}`);
  const commit = ['commit-tree', tree, '-p', `${parent}^{commit}`, '-m', 'feat: what is proposed'];
  const env = { PATH: process.env['PATH'], ...quiet, ...merger };
  return (await run(program, ['--git-dir', gitDir, ...commit], { env })).stdout.trim();
}

/** The branch HEAD names. */
export async function defaultBranch(program: string, gitDir: string): Promise<string> {
  return (await git(program, gitDir, 'symbolic-ref', 'HEAD')).replace(/^refs\/heads\//, '');
}

/** A name GitHub would allow, from the name of a folder. */
export function repositoryName(dir: string): string {
  return (
    basename(dir)
      .replace(/\.git$/, '')
      .replace(/[^\w.-]+/g, '-') || 'repository'
  );
}
