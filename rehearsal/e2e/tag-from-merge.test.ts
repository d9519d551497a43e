// From a merge to a release without a personal token: `mode: tag` makes the tag that the commits ask for, and starts the release on it.
import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { EventName } from '../runner/event.ts';
import type { JobResult } from '../runner/job.ts';
import { readRecipes } from '../runner/recipe.ts';
import { runRecipe } from '../runner/run-recipe.ts';
import { identityOf } from './programs.ts';
import { errorsOf, openStage, publicWrites, RELEASE_MS, SET_UP_MS, type Stage } from './stage.ts';

let stage: Stage;
/** What is merged. */
let merged = '';

const PAGE = join(import.meta.dirname, '../../docs/recipes/tag-from-merge.md');

const gitWith = (argv: readonly string[], input = ''): string =>
  execFileSync('git', ['--git-dir', stage.site.gitDir, ...argv], {
    input,
    env: {
      PATH: process.env['PATH'],
      GIT_INDEX_FILE: join(stage.dir, 'index'),
      ...{ GIT_AUTHOR_NAME: 'Ana', GIT_AUTHOR_EMAIL: 'ana@example.com' },
      ...{ GIT_COMMITTER_NAME: 'Ana', GIT_COMMITTER_EMAIL: 'ana@example.com' },
    },
    encoding: 'utf8',
  }).trim();
const git = (...argv: readonly string[]): string => gitWith(argv);

beforeAll(async () => {
  stage = await openStage();
  const [, workflow = ''] = /^```yaml\n([^]*?)^```$/m.exec(await readFile(PAGE, 'utf8')) ?? [];
  const blob = gitWith(['hash-object', '-w', '--stdin'], workflow);
  git('read-tree', 'v1.2.0');
  git('update-index', '--add', '--cacheinfo', `100644,${blob},.github/workflows/release.yml`);
  merged = git(
    'commit-tree',
    git('write-tree'),
    '-p',
    'v1.2.0^{commit}',
    '-m',
    'feat: answer in French, too',
  );
  git('update-ref', 'refs/heads/main', merged);
}, SET_UP_MS);
afterAll(() => stage.close(), SET_UP_MS);

const ended = (result: JobResult): object => ({ conclusion: result.conclusion, errors: errorsOf(result) });
const good = { conclusion: 'success', errors: '' };
/** A job of the page's own workflow, with the permissions that the page gives it; what it runs before the action has passed. */
async function jobOf(id: string, event: EventName, ref: string): Promise<JobResult> {
  const [recipe] = await readRecipes(PAGE);
  if (recipe === undefined) throw new Error(`${PAGE} shows no workflow`);
  const play = (): Promise<void> => Promise.resolve();
  const jobs = await runRecipe(stage.site, recipe, { event, ref, play }, () => undefined);
  const used = jobs.filter(({ results }) => results.length > 0);
  expect(used.map((job) => job.id)).toEqual([id]);
  const [result] = used[0]?.results ?? [];
  if (result === undefined) throw new Error(`${id} has not run`);
  return result;
}
const tagging = (): Promise<JobResult> => jobOf('tag', 'push', 'refs/heads/main');
const api = async (...argv: readonly string[]): Promise<string> => {
  const said = await stage.judges.gh('api', ...argv);
  expect(said).toMatchObject({ code: 0 });
  return said.stdout;
};
const repo = (): string => `repos/${stage.site.repository}`;
const checked = (name: string, conclusion: string): Promise<string> =>
  api(
    `${repo()}/check-runs`,
    '-f',
    `name=${name}`,
    '-f',
    `head_sha=${merged}`,
    '-f',
    `conclusion=${conclusion}`,
  );
const dispatched = async (): Promise<readonly string[]> => {
  const query = `${repo()}/actions/workflows/release.yml/runs?head_sha=${merged}`;
  const branches = await api(
    query,
    '--jq',
    '.workflow_runs[] | select(.event == "workflow_dispatch") | .head_branch',
  );
  return branches.split('\n').filter((line) => line !== '');
};

test(
  'a commit that CI has not passed gets no tag, and what failed or still runs is named',
  async () => {
    const untested = await tagging();
    expect(errorsOf(untested)).toContain(`no check and no status says that CI has passed ${merged}`);
    await checked('lint', 'success');
    await checked('test (arm64)', 'failure');
    await api(`${repo()}/statuses/${merged}`, '-f', 'state=pending', '-f', 'context=ci/external');
    const failed = await tagging();
    expect(errorsOf(failed)).toContain(`CI has not passed ${merged}: test (arm64) (failure)`);
    expect(errorsOf(failed)).toContain(`CI is not through with ${merged}: ci/external (pending)`);
    for (const run of [untested, failed]) expect(publicWrites(run.calls)).toEqual([]);
    expect(git('tag', '--list', 'v1.3.0')).toBe('');
  },
  RELEASE_MS,
);

test(
  'H15 one that CI has passed is tagged as its commits ask for, and the release is started once, however often it runs',
  async () => {
    await checked('test (arm64)', 'success');
    await api(`${repo()}/statuses/${merged}`, '-f', 'state=success', '-f', 'context=ci/external');
    const result = await tagging();
    expect(ended(result)).toEqual(good);
    expect(result.outputs).toMatchObject({ tag: 'v1.3.0', version: '1.3.0' });
    expect(result.summary).toContain('feat: answer in French, too');
    expect(git('cat-file', '-t', 'v1.3.0')).toBe('tag');
    expect(git('rev-parse', 'v1.3.0^{commit}')).toBe(merged);
    expect(await dispatched()).toEqual(['v1.3.0']);

    const again = await tagging();
    expect(ended(again)).toEqual(good);
    expect(again.outputs).toMatchObject({ tag: 'v1.3.0' });
    expect(publicWrites(again.calls)).toEqual([]);
    expect(await dispatched()).toEqual(['v1.3.0']);
  },
  RELEASE_MS,
);

test(
  'H16 the tag is unsigned; the run that was started releases it, with the provenance of the tag',
  async () => {
    const { judges, site } = stage;
    const object = git('rev-parse', 'v1.3.0');
    expect(await api(`${repo()}/git/tags/${object}`, '--jq', '.verification.reason')).toBe('unsigned\n');
    const result = await jobOf('release', 'workflow_dispatch', 'refs/tags/v1.3.0');
    expect(ended(result)).toEqual(good);
    expect(result.outputs['verified']).toBe('true');
    const said = await judges.ghVerify(
      `oci://${judges.image}:v1.3.0`,
      ...['--repo', site.repository, '--cert-identity', identityOf(site, 'v1.3.0')],
      ...['--source-ref', 'refs/tags/v1.3.0', '--source-digest', merged],
    );
    expect(said).toMatchObject({ code: 0 });
    expect(site.standIns.violations()).toEqual([]);
  },
  RELEASE_MS,
);
