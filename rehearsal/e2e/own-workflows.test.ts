// The workflows of this repository that release nothing, run from their files: each command as the file has it, in a clone of this
// project. What must be shorter here than there is said beside it, and in ADR 25.
import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { existsSync, globSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { PROJECT } from '../runner/machine.ts';
import { ownRepository } from '../runner/own-repository.ts';
import { readWorkflowFile, type Recipe } from '../runner/recipe.ts';
import { type RanStep, runCommands } from '../runner/run-commands.ts';
import type { WorkflowStep } from '../runner/workflow-file.ts';
import { RELEASE_MS, SET_UP_MS } from './stage.ts';

let dir: string;
let checkout: string;
const env = { ...process.env, NODE_OPTIONS: undefined };
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'own-workflows-'));
  const own = ownRepository(join(dir, 'release-action'));
  checkout = join(dir, 'checkout');
  execFileSync('git', ['clone', '--quiet', own.dir, checkout]);
  const [first, second] = own.commits;
  // The newest stable release of a major has a site of its own; a prerelease has none.
  for (const [tag, commit] of Object.entries({ 'v1.1.0': first, 'v1.2.0': second, 'v2.0.0-rc.1': second }))
    execFileSync('git', ['-C', checkout, 'update-ref', `refs/tags/${tag}`, commit]);
  // Every job but those of site.yml and `.ci/run` begins with it; once is enough for all.
  const installed = await runCommands(await workflow('ci.yml'), 'supply', { checkout, env, until: 1 });
  expect(ended(installed)).toEqual([good('npm ci')]);
}, SET_UP_MS);
afterAll(() => rm(dir, { recursive: true, force: true }));

const workflow = (name: string): Promise<Recipe> =>
  readWorkflowFile(join(PROJECT, '.github/workflows', name));
/** What a job's step gives to an action, by the action's name. */
const given = ({ jobs }: Recipe, job: string, action: string): WorkflowStep['with'] =>
  jobs[job]?.steps?.find(({ uses = '' }) => uses.startsWith(`${action}@`))?.with;
const ended = (ran: readonly RanStep[]): readonly object[] =>
  ran.map(({ command, exitCode, log }) => ({
    command,
    exitCode,
    log: exitCode === 0 ? '' : log.slice(-2000),
  }));
const good = (command: unknown): object => ({ command, exitCode: 0, log: '' });

test(
  'site.yml builds main and the newest release of each major, where it tells Pages to look',
  async () => {
    const site = await workflow('site.yml');
    expect(ended(await runCommands(site, 'build', { checkout, env }))).toEqual([good('.github/site.sh')]);
    const path = given(site, 'build', 'actions/upload-pages-artifact')?.['path'];
    const page = (name: string): Promise<string> => readFile(join(checkout, String(path), name), 'utf8');
    expect(await page('start.html')).toMatch(/href="\/release-action\/assets\/[^"]+\.css"/);
    expect(await page('v1/start.html')).toMatch(/href="\/release-action\/v1\/assets\/[^"]+\.css"/);
    expect(await page('v1/start.html')).toContain('v1.2.0');
    expect(existsSync(join(checkout, String(path), 'v2'))).toBe(false);
    const trees = execFileSync('git', ['-C', checkout, 'worktree', 'list'], { encoding: 'utf8' });
    expect(trees.trim().split('\n')).toHaveLength(1);
  },
  RELEASE_MS,
);

describe('sweep.yml', () => {
  interface Cell {
    readonly part: string;
    readonly args: string;
  }
  const cells = ({ jobs }: Recipe): readonly Cell[] =>
    (jobs['sweep']?.strategy?.matrix as { readonly include: readonly Cell[] }).include;

  test(
    'the command takes what each job of it says',
    async () => {
      const sweep = await workflow('sweep.yml');
      for (const { part, args } of cells(sweep)) {
        // Reads all of them, then says how it is used and ends.
        const contexts = { matrix: { part, args: `${args} --help` } };
        const ran = await runCommands(sweep, 'sweep', {
          checkout: PROJECT,
          env,
          contexts,
          from: 1,
          until: 2,
        });
        expect(ended(ran)).toEqual([good(expect.stringContaining('npm run rehearse:sweep'))]);
        expect(ran[0]?.log).toContain('[--way NAME]');
      }
      const other = { matrix: { part: 'x', args: '--only kill --pionts 1 --help' } };
      const [refused] = await runCommands(sweep, 'sweep', {
        checkout: PROJECT,
        env,
        contexts: other,
        from: 1,
      });
      expect(refused?.exitCode).not.toBe(0);
    },
    RELEASE_MS,
  );

  test(
    'one point of the first job is tried, its table is in the summary, and what is kept and uploaded is there',
    async () => {
      const sweep = await workflow('sweep.yml');
      const [{ part, args }] = cells(sweep) as [Cell];
      // All of the points take hours.
      const contexts = { matrix: { part, args: `${args} --points 1` } };
      const summary = join(dir, 'summary.md');
      await writeFile(summary, '');
      const ran = await runCommands(sweep, 'sweep', { checkout, env, contexts, summary, from: 1 });
      expect(ended(ran)).toEqual([
        good(expect.stringContaining('npm run rehearse:sweep')),
        good(expect.stringContaining('GITHUB_STEP_SUMMARY')),
      ]);
      expect(await readFile(summary, 'utf8')).toMatch(/\| *kill \w+ *\| *1 of \d+ *\|/);
      const kept = given(sweep, 'sweep', 'actions/cache/save')?.['path'];
      const uploaded = String(given(sweep, 'sweep', 'actions/upload-artifact')?.['path'])
        .trim()
        .split('\n');
      const missing = [String(kept), ...uploaded].filter(
        (pattern) => globSync(pattern.trim(), { cwd: checkout }).length === 0,
      );
      expect({ uploaded: uploaded.length, missing }).toEqual({ uploaded: 3, missing: [] });
    },
    SET_UP_MS + RELEASE_MS,
  );
});

test(
  'fuzz.yml tries hostile cases, some hundred of them here',
  async () => {
    const fuzz = await workflow('fuzz.yml');
    const [first] = (fuzz.jobs['fuzz']?.steps ?? []).filter(({ run = '' }) => run.includes('npm run fuzz'));
    const run = first?.run?.replace(/--cases \d+$/, '--cases 100') ?? '';
    expect(run).not.toBe(first?.run);
    const shorter = {
      ...fuzz,
      jobs: { fuzz: { ...fuzz.jobs['fuzz'], steps: [{ run }] } },
    };
    expect(ended(await runCommands(shorter, 'fuzz', { checkout, env }))).toEqual([good(run)]);
  },
  SET_UP_MS,
);

describe('ci.yml', () => {
  test(
    'the job of workflows and dependencies is green',
    async () => {
      const ci = await workflow('ci.yml');
      // But for `npm audit`, whose answer is the registry's of the day.
      const ran = await runCommands(ci, 'supply', { checkout, env, from: 1, until: 2 });
      expect(ended(ran)).toEqual([good('npm run audit:workflows')]);
    },
    SET_UP_MS,
  );

  test.each([
    [
      'all is well',
      0,
      'Test Suites: 3 passed, 3 total\nTests:       41 passed, 41 total',
      0,
      '41 passed, 0 failed',
    ],
    [
      'a test fails',
      1,
      'Test Suites: 1 failed, 2 passed, 3 total\nTests:       2 failed, 1 skipped, 38 passed, 41 total',
      1,
      '38 passed, 2 failed, 1 skipped',
    ],
    [
      'a suite does not start',
      1,
      'Test Suites: 1 failed, 2 passed, 3 total\nTests:       38 passed, 38 total',
      1,
      '38 passed, 1 failed',
    ],
    ['the tests break off', 137, 'Killed', 137, '0 passed, 1 failed'],
  ])(
    'the other job runs every check in its order, and ends with the figures: %s',
    async (name, status, report, exitCode, figures) => {
      // It runs this suite, among all others, so that npm is played here: it notes what it is to do, and tells of the tests. And where no
      // fresh Debian can be had, everything runs on the machine as it is.
      const programs = join(dir, name.replaceAll(' ', '-'));
      const asked = join(programs, 'asked');
      await mkdir(programs);
      await writeFile(join(programs, 'report'), `${report}\n`);
      await writeFile(
        join(programs, 'npm'),
        `#!/bin/sh\necho "$*" >> '${asked}'\n[ "$1" != cit ] || { cat '${programs}/report'; exit ${status}; }\n`,
      );
      await writeFile(join(programs, 'unshare'), '#!/bin/sh\nexit 1\n');
      for (const program of ['npm', 'unshare']) await chmod(join(programs, program), 0o755);
      const path = `${programs}${delimiter}${process.env['PATH']}`;
      const ci = await workflow('ci.yml');
      const [ran] = await runCommands(ci, 'all', { checkout, env: { ...env, PATH: path } });
      expect(ran).toMatchObject({ command: '.ci/run', exitCode });
      expect(ran?.log).toMatch(/so the tests run on this machine as it is/);
      expect(ran?.log.trim().split('\n').at(-1)).toBe(figures);
      expect((await readFile(asked, 'utf8')).trim().split('\n')).toEqual([
        ...['ci', 'run lint', 'run audit:code', 'run typecheck', 'run build -- --check', 'cit'],
      ]);
    },
  );
});
