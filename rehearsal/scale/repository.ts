// Repositories of any size: a history with tags, whose newest is the release, and releases that GitHub knows already.
import { spawnSync } from 'node:child_process';
import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Commit, fastImport } from '../parts/history.ts';

export interface Sizes {
  /** Of the whole history, the release's own among them. */
  readonly commits: number;
  /** Stable versions, that of the release among them. */
  readonly tags: number;
  /** Published releases of the tags before it. */
  readonly releases: number;
  /** Commits since the tag before. */
  readonly own: number;
}

export const usual: Sizes = { commits: 200, tags: 20, releases: 10, own: 10 };

/** The newest tag. */
export const RELEASE = 'v9.0.0';

const tagAt = (at: number): string => `v1.${Math.floor(at / 100)}.${at % 100}`;

/**
 * Makes the repository at `dir`, and at `served` as GitHub would serve it: packed, where the stand-in's own fetch would write
 * ten thousand files. Nothing of it has to run for its platform.
 */
export async function makeRepository(git: string, dir: string, served: string, sizes: Sizes): Promise<void> {
  const { commits, tags, own } = sizes;
  const before = commits - own;
  if (tags - 1 > before) throw new Error(`${tags} tags do not fit on ${before} commits`);
  const files = { Dockerfile: 'FROM scratch\nCOPY README.md /\n', 'README.md': '# Sized\n' };
  const list = Array.from({ length: commits }, (_, at): Commit => {
    const [kind, what] = at % 3 === 0 ? ['fix', 'close'] : ['feat', 'open'];
    // The older tags stand right before the release's own commits: each names a commit of its own.
    const nth = at - (before - (tags - 1));
    const tag = at === commits - 1 ? RELEASE : nth >= 0 && nth < tags - 1 ? tagAt(nth) : undefined;
    return {
      id: String(at),
      message: `${kind}(part-${at % 9}): ${what} door ${at} (#${at + 1})\n`,
      author: { name: `Dev ${at % 50}`, email: `dev${at % 50}@example.com` },
      time: 1_500_000_000 + at * 60,
      files: at === 0 ? files : { [`doors/${at % 97}.txt`]: `${at}\n` },
      ...(tag === undefined ? {} : { tag: [tag, `${tag}\n`] as const }),
    };
  });
  const run = (args: readonly string[], input?: string): void => {
    const { status, stderr } = spawnSync(git, args, { input, maxBuffer: 2 ** 30 });
    if (status !== 0) throw new Error(`git ${args.join(' ')}: ${stderr.toString()}`);
  };
  run(['init', '-q', '-b', 'main', dir]);
  run(['-C', dir, 'fast-import', '--quiet', '--done'], fastImport(list));
  run(['-C', dir, 'pack-refs', '--all']);
  run(['-C', dir, 'reset', '-q', '--hard', 'main']);
  await cp(join(dir, '.git'), served, { recursive: true });
  for (const [key, value] of [
    ['core.bare', 'true'],
    ['uploadpack.allowAnySHA1InWant', 'true'],
    ['uploadpack.allowFilter', 'true'],
  ] as const)
    run(['--git-dir', served, 'config', key, value]);
}

/** Writes what the stand-in for GitHub is to remember: a release of each of the newest tags before ours. */
export async function rememberReleases(state: string, { tags, releases }: Sizes): Promise<void> {
  const folder = join(state, 'stand-ins', 'github');
  await mkdir(folder, { recursive: true });
  const when = '2026-01-01T00:00:00Z';
  const list = Array.from({ length: releases }, (_, at) => ({
    ...{
      id: 2000 + at,
      tag_name: tagAt(tags - 2 - at),
      target_commitish: 'main',
      name: null,
      body: 'Notes.',
    },
    ...{ draft: false, prerelease: false, immutable: false, visibleFrom: 0, assets: [] },
    ...{ created_at: when, published_at: when, updated_at: when },
  }));
  await writeFile(join(folder, 'github.json'), JSON.stringify({ nextId: 2000 + releases, releases: list }));
}
