// What suites that run workflows from pages share: the repository that GitHub serves, commits on it, and what was released.
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from '@jest/globals';
import { PROJECT } from '../runner/machine.ts';
import { readRecipes } from '../runner/recipe.ts';
import { type RecipeJob, type RecipeOptions, runRecipe } from '../runner/run-recipe.ts';
import type { Stage } from './stage.ts';

export const PAGES = join(PROJECT, 'docs/recipes');

export interface Published {
  readonly isPrerelease: boolean;
  readonly assets: readonly string[];
  readonly body: string;
}

export interface RecipeGround {
  /** Git in the repository that GitHub serves. */
  readonly git: (
    argv: readonly string[],
    options?: { readonly input?: string; readonly env?: Readonly<Record<string, string>> },
  ) => string;
  /** Commits files on top of `parent`, and gives the commit to these refs. */
  readonly commit: (
    parent: string,
    message: string,
    files: Readonly<Record<string, string>>,
    refs: readonly string[],
  ) => void;
  /** Runs a page's workflow, the first unless said otherwise, and expects every job to end well. */
  readonly recipe: (
    page: string,
    options: Partial<RecipeOptions> & { readonly ref: string; readonly workflow?: number },
  ) => Promise<readonly RecipeJob[]>;
  /** The pages that were run. */
  readonly ran: ReadonlySet<string>;
  readonly digestOf: (tag: string, image?: string) => Promise<string>;
  /** Every tag of the image that crane sees, with its digest. */
  readonly imageTags: () => Promise<Readonly<Record<string, string>>>;
  readonly releaseOf: (tag: string) => Promise<Published>;
  /** For seconds the list may lack a fresh draft (H1 in docs/reality.md); a person starts a run again later than that. */
  readonly listed: (tag: string) => Promise<void>;
}

const identity = {
  GIT_AUTHOR_NAME: 'Ana Ortiz',
  GIT_AUTHOR_EMAIL: 'ana@example.com',
  GIT_COMMITTER_NAME: 'Ana Ortiz',
  GIT_COMMITTER_EMAIL: 'ana@example.com',
};

const say = (line: string): void => {
  if (process.env['REHEARSAL_QUIET'] === undefined) process.stderr.write(`${line}\n`);
};

/** What the last job that released has set. */
export const outputsOf = (jobs: readonly RecipeJob[]): Readonly<Record<string, string>> =>
  jobs.at(-1)?.called?.outputs ?? jobs.at(-1)?.results.at(-1)?.outputs ?? {};

export function recipeGround({ site, dir, judges }: Stage): RecipeGround {
  const ran = new Set<string>();
  const git: RecipeGround['git'] = (argv, options = {}) =>
    execFileSync('git', ['--git-dir', site.gitDir, ...argv], {
      encoding: 'utf8',
      input: options.input ?? '',
      env: { ...process.env, ...identity, ...options.env },
    }).trim();
  const digestOf: RecipeGround['digestOf'] = async (tag, image = judges.image) =>
    (await judges.crane('digest', `${image}:${tag}`)).stdout.trim();
  return {
    git,
    ran,
    digestOf,
    commit: (parent, message, files, refs) => {
      const env = { GIT_INDEX_FILE: join(dir, 'index') };
      git(['read-tree', parent], { env });
      for (const [path, text] of Object.entries(files)) {
        const blob = git(['hash-object', '-w', '--stdin'], { input: text });
        git(['update-index', '--add', '--cacheinfo', `100644,${blob},${path}`], { env });
      }
      const tree = git(['write-tree'], { env });
      const made = git(['commit-tree', tree, '-p', git(['rev-parse', `${parent}^{commit}`]), '-m', message]);
      for (const ref of refs) git(['update-ref', ref, made]);
    },
    recipe: async (page, options) => {
      ran.add(page);
      const one = (await readRecipes(join(PAGES, page)))[options.workflow ?? 0];
      if (one === undefined) throw new Error(`${page} has no such workflow`);
      const jobs = await runRecipe(site, one, { event: 'push', ...options }, say);
      const faults = jobs.flatMap(({ id, results }) =>
        results.flatMap(({ annotations }) =>
          annotations.filter(({ level }) => level === 'error').map(({ message }) => `${id}: ${message}`),
        ),
      );
      expect(faults).toEqual([]);
      expect(jobs.filter(({ conclusion }) => conclusion === 'failure')).toEqual([]);
      return jobs;
    },
    imageTags: async () => {
      const { stdout } = await judges.crane('ls', judges.image);
      const names = stdout.split('\n').filter((name) => name !== '' && !name.startsWith('sha256-'));
      return Object.fromEntries(
        await Promise.all(names.map(async (name) => [name, await digestOf(name)] as const)),
      );
    },
    releaseOf: async (tag) => {
      const fields = ['--json', 'isPrerelease,assets,body'];
      const { stdout } = await judges.gh('release', 'view', tag, '--repo', site.repository, ...fields);
      const said = JSON.parse(stdout) as Omit<Published, 'assets'> & {
        readonly assets: readonly { readonly name: string }[];
      };
      return { ...said, assets: said.assets.map(({ name }) => name) };
    },
    listed: async (tag) => {
      const tags = ['api', `repos/${site.repository}/releases`, '--jq', '.[].tag_name'];
      while (!(await judges.gh(...tags)).stdout.split('\n').includes(tag)) await sleep(200);
    },
  };
}
