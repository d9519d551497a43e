// What is made large, one thing at a time, and how.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { JobOptions } from '../runner/job.ts';
import type { Sizes } from './repository.ts';

export interface Series {
  readonly what: string;
  readonly mode: 'plan' | 'release';
  readonly sizes: readonly number[];
  readonly of: (n: number) => { readonly repository: Partial<Sizes>; readonly job?: Partial<JobOptions> };
}

const architectures = [
  ...['amd64', 'arm64', '386', 'arm/v5', 'arm/v6', 'arm/v7', 'ppc64le', 's390x', 'riscv64', 'loong64'],
  ...['mips64le', 'mips64'],
];
/** As many different platforms; past the usual ones with variants that nobody builds for. */
const platforms = [
  ...architectures,
  ...['amd64', 'ppc64le', 's390x', 'riscv64', 'loong64', 'mips64', 'mips64le'].flatMap((name) =>
    Array.from({ length: 8 }, (_, at) => `${name}/v${at + 2}`),
  ),
].map((name) => `linux/${name}`);

const release = (more: Readonly<Record<string, string>>): Partial<JobOptions> => ({
  with: { mode: 'release', platforms: 'linux/amd64', ...more },
});

export const series: readonly Series[] = [
  {
    ...{ what: 'tags', mode: 'plan', sizes: [100, 1000, 10_000] },
    of: (tags) => ({ repository: { tags, commits: 10_500 } }),
  },
  {
    ...{ what: 'releases', mode: 'plan', sizes: [50, 500, 5000] },
    of: (releases) => ({ repository: { releases, tags: 5100, commits: 5500 } }),
  },
  {
    ...{ what: 'commits in the history', mode: 'plan', sizes: [1000, 10_000, 100_000] },
    of: (commits) => ({ repository: { commits } }),
  },
  {
    ...{ what: 'commits in the release', mode: 'plan', sizes: [100, 1000, 10_000] },
    of: (own) => ({ repository: { own, commits: own + 100 } }),
  },
  {
    ...{ what: 'platforms', mode: 'release', sizes: [2, 8, 20, 64] },
    of: (n) => ({ repository: {}, job: release({ platforms: platforms.slice(0, n).join(',') }) }),
  },
  {
    ...{ what: 'image names', mode: 'release', sizes: [1, 4, 10] },
    of: (n) => ({
      repository: {},
      job: release({
        image: Array.from({ length: n }, (_, at) => `ghcr.io/octo-org/sized-${at}`).join('\n'),
      }),
    }),
  },
  {
    ...{ what: 'assets', mode: 'release', sizes: [10, 100, 900] },
    of: (n) => ({
      repository: {},
      job: {
        ...release({ files: 'many/*' }),
        prepare: async (workspace) => {
          await mkdir(join(workspace, 'many'));
          for (let at = 0; at < n; at += 1) await writeFile(join(workspace, 'many', `${at}.txt`), `${at}\n`);
        },
      },
    }),
  },
];
