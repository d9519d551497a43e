// What a stranger's repository shows: read from Git alone, so that what is not committed is not there for the action either.
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface RepositoryFacts {
  /** Of the remote `origin` where that is GitHub's; else undefined. */
  readonly slug: string | undefined;
  readonly tags: readonly string[];
  /** Every path of HEAD. */
  readonly files: readonly string[];
  /** The text of those that are looked into, by path. */
  readonly texts: Readonly<Record<string, string>>;
}

/** Files that say something about how a project is released. */
const TELLING =
  /(?:^|\/)Dockerfile$|^\.dockerignore$|^\.goreleaser\.ya?ml$|^\.github\/workflows\/[^/]+\.ya?ml$/;

/** Reads the repository. Throws where `dir` is none, or has no commit. */
export async function readRepository(dir: string): Promise<RepositoryFacts> {
  const git = async (...argv: readonly string[]): Promise<string> => {
    const { stdout } = await run('git', ['-C', dir, ...argv], { maxBuffer: 256 * 1024 * 1024 });
    return stdout;
  };
  await git('rev-parse', '--git-dir').catch(() => {
    throw new Error(`${dir} is not a git repository`);
  });
  const files = (await git('ls-tree', '-r', '-z', '--name-only', 'HEAD')).split('\0').filter(Boolean);
  const texts = await Promise.all(
    files
      .filter((path) => TELLING.test(path))
      .map(async (path) => [path, await git('cat-file', 'blob', `HEAD:${path}`)] as const),
  );
  const origin = await git('remote', 'get-url', 'origin').catch(() => '');
  const [, slug] = /github\.com[/:]([\w.-]+\/[\w.-]+?)(?:\.git)?\/?\s*$/.exec(origin) ?? [];
  return {
    slug,
    tags: (await git('tag', '--list')).split('\n').filter(Boolean),
    files,
    texts: Object.fromEntries(texts),
  };
}
