// From a merge to a release without a personal token: `mode: tag` makes the tag that the commits ask for, and starts the release on it.
import { execFileSync } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ensureSsh, makeKey } from '../parts/openssh.ts';
import type { EventName } from '../runner/event.ts';
import type { JobResult } from '../runner/job.ts';
import { readRecipes } from '../runner/recipe.ts';
import { type Play, type RecipeOptions, runRecipe } from '../runner/run-recipe.ts';
import { identityOf } from './programs.ts';
import { errorsOf, openStage, publicWrites, RELEASE_MS, SET_UP_MS, type Stage } from './stage.ts';

let stage: Stage;
/** What is merged. */
let merged = '';
/** The folder of OpenSSH's programs, with which Git signs tags and verifies them. */
let ssh = '';
const path = (): string => `${ssh}:${process.env['PATH']}`;

const PAGE = join(import.meta.dirname, '../../docs/recipes/tag-from-merge.md');

const gitWith = (argv: readonly string[], input = ''): string =>
  execFileSync('git', ['--git-dir', stage.site.gitDir, ...argv], {
    input,
    env: {
      PATH: path(),
      GIT_INDEX_FILE: join(stage.dir, 'index'),
      ...{ GIT_AUTHOR_NAME: 'Ana', GIT_AUTHOR_EMAIL: 'ana@example.com' },
      ...{ GIT_COMMITTER_NAME: 'Ana', GIT_COMMITTER_EMAIL: 'ana@example.com' },
    },
    encoding: 'utf8',
  }).trim();
const git = (...argv: readonly string[]): string => gitWith(argv);

beforeAll(async () => {
  stage = await openStage();
  ssh = await ensureSsh(() => undefined);
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
async function jobOf(
  id: string,
  event: EventName,
  ref: string,
  { workflow = 0, ...more }: Partial<RecipeOptions> & { readonly workflow?: number } = {},
): Promise<JobResult> {
  const recipe = (await readRecipes(PAGE))[workflow];
  if (recipe === undefined) throw new Error(`${PAGE} shows no such workflow`);
  const play = (): Promise<void> => Promise.resolve();
  const jobs = await runRecipe(stage.site, recipe, { event, ref, play, ...more }, () => undefined);
  const used = jobs.filter(({ results }) => results.length > 0);
  expect(used.map((job) => job.id)).toEqual([id]);
  const result = used[0]?.results.at(-1);
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
const checked = (name: string, conclusion: string, of = merged): Promise<string> =>
  api(`${repo()}/check-runs`, '-f', `name=${name}`, '-f', `head_sha=${of}`, '-f', `conclusion=${conclusion}`);
/** Merges a commit without a change into main. */
function merge(message: string): string {
  const parent = git('rev-parse', 'main');
  const commit = git('commit-tree', `${parent}^{tree}`, '-p', parent, '-m', message);
  git('update-ref', 'refs/heads/main', commit);
  return commit;
}
const dispatched = async (of = merged): Promise<readonly string[]> => {
  const query = `${repo()}/actions/workflows/release.yml/runs?head_sha=${of}`;
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
    const plan = await stage.release('v1.3.0', {
      ...{ ref: 'refs/heads/main', event: 'push', builder: false },
      with: { mode: 'plan', tag: 'next' },
    });
    expect(ended(plan)).toEqual(good);
    expect(publicWrites(plan.calls)).toEqual([]);
    expect(plan.summary).toContain('## Plan: v1.3.0 would be released');
    expect(plan.summary).toMatch(/\*\*Why this version\*\* minor after v1\.2\.0.*answer in French, too/);
    expect(plan.summary).toMatch(/\| Git tag v1\.3\.0 \| to make \| .*have mode: tag make it \|/);
    expect(git('tag', '--list', 'v1.3.0')).toBe('');
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

test(
  'H18 after another workflow: the commit that this one has passed is tagged, though main has gone on; one of a pull request is not',
  async () => {
    const passed = merge('fix: say it politely');
    await checked('test', 'success', passed);
    merge('feat: untested');
    const after = (event: EventName): Promise<JobResult> => {
      const job = { after: { event, head: passed } };
      return jobOf('tag', 'workflow_run', 'refs/heads/main', { workflow: 1, job });
    };
    const proposed = await after('pull_request');
    expect(errorsOf(proposed)).toContain('a workflow run for pull_request started this one');
    expect(publicWrites(proposed.calls)).toEqual([]);

    const result = await after('push');
    expect(ended(result)).toEqual(good);
    expect(result.outputs).toMatchObject({ tag: 'v1.3.1' });
    expect(git('rev-parse', 'v1.3.1^{commit}')).toBe(passed);
    expect(await dispatched(passed)).toEqual(['v1.3.1']);

    // A tag that is given: the checkout is shallow, and of the later commit.
    const again = await stage.release('v1.3.1', {
      ...{ ref: 'refs/heads/main', event: 'workflow_run', after: { event: 'push', head: passed } },
      ...{ with: { mode: 'tag', tag: 'v1.3.1' }, builder: false },
    });
    expect(ended(again)).toEqual(good);
    expect(await dispatched(passed)).toEqual(['v1.3.1']);
  },
  RELEASE_MS,
);

test(
  'a tag that a step of the page signs is the one that is released; Git verifies it, and a rerun signs no other',
  async () => {
    const signed = merge('feat: sign what is tagged');
    await checked('test', 'success', signed);
    const key = join(stage.dir, 'key');
    await makeKey(ssh, key, 'release');
    const secrets = { TAG_SIGNING_KEY: await readFile(key, 'utf8') };
    let steps = 0;
    // What the page has a shell do, with GitHub's repository where the rehearsal keeps it.
    const play: Play = (step, workspace, env) => {
      if (step.run?.includes(' tag -s ') !== true) return Promise.resolve();
      steps += 1;
      const there = `url.${stage.site.gitDir}.insteadOf`;
      execFileSync('bash', ['-e', '-c', step.run ?? ''], {
        cwd: workspace,
        env: {
          ...{ PATH: path(), HOME: stage.dir, RUNNER_TEMP: stage.dir, ...env },
          ...{ GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: there },
          GIT_CONFIG_VALUE_0: `https://github.com/${stage.site.repository}`,
        },
      });
      return Promise.resolve();
    };
    const tagging = (): Promise<JobResult> =>
      jobOf('tag', 'push', 'refs/heads/main', { workflow: 2, secrets, play });
    const result = await tagging();
    expect(ended(result)).toEqual(good);
    expect(result.outputs).toMatchObject({ tag: 'v1.4.0' });
    expect(git('rev-parse', 'v1.4.0^{commit}')).toBe(signed);
    expect(await dispatched(signed)).toEqual(['v1.4.0']);
    const signers = join(stage.dir, 'signers');
    await writeFile(signers, `release@example.com ${await readFile(`${key}.pub`, 'utf8')}`);
    const format = ['-c', 'gpg.format=ssh', '-c', `gpg.ssh.allowedSignersFile=${signers}`];
    expect(() => git(...format, 'verify-tag', 'v1.4.0')).not.toThrow();

    const object = git('rev-parse', 'v1.4.0');
    expect(ended(await tagging())).toEqual(good);
    expect(steps).toBe(2);
    expect(git('rev-parse', 'v1.4.0')).toBe(object);
    expect(await dispatched(signed)).toEqual(['v1.4.0']);
    await rm(key);

    const released = await jobOf('release', 'workflow_dispatch', 'refs/tags/v1.4.0', { workflow: 2 });
    expect(ended(released)).toEqual(good);
    expect(released.outputs['verified']).toBe('true');
    expect(stage.site.standIns.violations()).toEqual([]);
  },
  RELEASE_MS,
);
