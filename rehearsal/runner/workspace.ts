// Lays out a workspace as actions/checkout@v6 leaves it: one commit deep, detached, with its credentials.
import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface CheckoutOptions {
  readonly git: string;
  /** GITHUB_WORKSPACE; made. */
  readonly workspace: string;
  /** RUNNER_TEMP, where checkout@v6 keeps the credentials. */
  readonly temp: string;
  readonly repository: string;
  /** Full ref. */
  readonly ref: string;
  readonly sha: string;
  readonly token: string;
  /** Proxy and certificate authority for git, and HOME. */
  readonly env: Readonly<Record<string, string>>;
  /** `fetch-depth`; 0 fetches everything, tags too. Default 1. */
  readonly depth?: number;
}

/** The refspec checkout asks for (its ref-helper): the tag under its own name, a branch or a pull request as the remote's. */
function refspec(ref: string, sha: string): string {
  if (ref.startsWith('refs/tags/')) return `+${ref}:${ref}`;
  return `+${sha}:${ref.replace(/^refs\/heads\//, 'refs/remotes/origin/').replace(/^refs\/pull\//, 'refs/remotes/pull/')}`;
}

/**
 * Does what actions/checkout@v6 does, command by command (its git-source-provider): the credentials lie in a file
 * of their own in RUNNER_TEMP, which the repository includes. Throws with git's own words.
 */
export async function checkout(options: CheckoutOptions): Promise<void> {
  const { workspace, temp, repository, ref, sha, token, depth = 1 } = options;
  await mkdir(workspace, { recursive: true });
  await mkdir(temp, { recursive: true });
  const git = (...argv: readonly string[]): Promise<unknown> =>
    run(options.git, [...argv], { cwd: workspace, env: { ...options.env, GIT_TERMINAL_PROMPT: '0' } });

  await git('init', '--quiet', '--initial-branch=main', '.');
  await git('remote', 'add', 'origin', `https://github.com/${repository}`);
  await git('config', '--local', 'gc.auto', '0');
  const credentials = join(temp, `git-credentials-${randomUUID()}.config`);
  const basic = Buffer.from(`x-access-token:${token}`).toString('base64');
  await writeFile(
    credentials,
    `[http "https://github.com/"]\n\textraheader = AUTHORIZATION: basic ${basic}\n`,
    { mode: 0o600 },
  );
  await git('config', '--local', `includeIf.gitdir:${workspace}/.git.path`, credentials);
  const wanted =
    depth > 0
      ? ['--no-tags', `--depth=${depth}`, 'origin', refspec(ref, sha)]
      : ['origin', '+refs/heads/*:refs/remotes/origin/*', '+refs/tags/*:refs/tags/*'];
  await git(
    ...['-c', 'protocol.version=2', 'fetch', '--quiet', '--prune', '--no-recurse-submodules'],
    ...wanted,
  );
  await git('checkout', '--quiet', '--force', '--detach', ref.startsWith('refs/tags/') ? ref : sha);
}
