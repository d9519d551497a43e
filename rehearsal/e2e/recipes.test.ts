// Every recipe of docs/recipes/ is run from its page, so that none can rot: what the page shows is what runs.
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { JobOptions } from '../runner/job.ts';
import { stringify } from 'yaml';
import { readRecipes } from '../runner/recipe.ts';
import type { Play } from '../runner/run-recipe.ts';
import { starts } from '../runner/triggers.ts';
import { outputsOf, PAGES, recipeGround, type RecipeGround } from './recipe-ground.ts';
import { openStage, RELEASE_MS, SET_UP_MS, type Stage } from './stage.ts';

/** Pages that suites of their own run. */
const ELSEWHERE: Readonly<Record<string, string>> = {
  'ghes.md': 'enterprise.test.ts',
  'go.md': 'first-users.test.ts',
  'private-registry.md': 'private-registry.test.ts',
  'rust.md': 'first-users.test.ts',
};

let stage: Stage;
let ground: RecipeGround;
let { git, commit, recipe, digestOf, imageTags, releaseOf, listed } = {} as RecipeGround;
/** Where v1.2.0 is to be: a project that releases v1.1.0 has no such tag yet. */
let second: string;
beforeAll(async () => {
  stage = await openStage();
  ground = recipeGround(stage);
  ({ git, commit, recipe, digestOf, imageTags, releaseOf, listed } = ground);
  second = git(['rev-parse', 'v1.2.0^{commit}']);
  git(['update-ref', '-d', 'refs/tags/v1.2.0']);
  // The line of 0.x.
  git(['update-ref', 'refs/heads/old', git(['rev-parse', 'v1.1.0^{commit}'])]);
}, SET_UP_MS);
afterAll(() => stage.close(), SET_UP_MS);

describe('in the order of a project’s life', () => {
  test(
    'publish-an-action: the Git tags v1 and v1.1 name the release’s commit',
    async () => {
      await recipe('publish-an-action.md', { ref: 'refs/tags/v1.1.0' });
      const released = git(['rev-parse', 'v1.1.0^{commit}']);
      for (const tag of ['v1', 'v1.1'])
        expect([tag, git(['rev-parse', `${tag}^{commit}`])]).toEqual([tag, released]);
    },
    RELEASE_MS,
  );

  test(
    'prereleases: marked as one, and no other tag moves',
    async () => {
      git(['update-ref', 'refs/tags/v1.2.0-rc.1', `${second}~1`]);
      const before = await imageTags();
      const jobs = await recipe('prereleases.md', { ref: 'refs/tags/v1.2.0-rc.1' });
      expect(await imageTags()).toEqual({ ...before, 'v1.2.0-rc.1': outputsOf(jobs)['digest'] });
      expect(await releaseOf('v1.2.0-rc.1')).toMatchObject({ isPrerelease: true });
    },
    RELEASE_MS,
  );

  test(
    'self-hosted: released from a machine behind a proxy',
    async () => {
      git(['update-ref', 'refs/tags/v1.2.0', second]);
      const jobs = await recipe('self-hosted.md', { ref: 'refs/tags/v1.2.0' });
      expect(outputsOf(jobs)).toMatchObject({ verified: 'true' });
    },
    RELEASE_MS,
  );

  test(
    'scheduled-verify: proves the release, writes nothing, and asks for the workflow that is named',
    async () => {
      const jobs = await recipe('scheduled-verify.md', { event: 'schedule', ref: 'refs/heads/main' });
      expect(outputsOf(jobs)).toMatchObject({ verified: 'true' });
      const other: Partial<JobOptions> = { with: { 'signer-workflow': 'other.yml' } };
      await expect(
        recipe('scheduled-verify.md', { event: 'schedule', ref: 'refs/heads/main', job: other }),
      ).rejects.toThrow(/other\.yml/);
    },
    RELEASE_MS,
  );

  test(
    'rollback: the pointers name the earlier release, and back again',
    async () => {
      commit('main', 'feat: token refresh', {}, ['refs/heads/main', 'refs/tags/v1.3.0']);
      await recipe('prereleases.md', { ref: 'refs/tags/v1.3.0' });
      const [earlier, later] = [await digestOf('v1.2.0'), await digestOf('v1.3.0')];
      const point = (tag: string): Promise<unknown> =>
        recipe('rollback.md', { event: 'workflow_dispatch', ref: 'refs/heads/main', inputs: { tag } });
      await point('v1.2.0');
      expect([await digestOf('latest'), await digestOf('v1.3.0')]).toEqual([earlier, later]);
      await point('v1.3.0');
      expect(await digestOf('latest')).toBe(later);
    },
    RELEASE_MS,
  );

  test(
    'hotfix: interrupted and started again by hand, it moves its own line alone',
    async () => {
      commit('v1.2.0', 'fix: a crash', { 'src/fix.h': '/* fixed */\n' }, [
        'refs/heads/hotfix/1.2',
        'refs/tags/v1.2.1',
      ]);
      const before = await imageTags();
      const ref = 'refs/tags/v1.2.1';
      const killed: Partial<JobOptions> = {
        killAfter: { phase: 'before', at: /^PATCH api\.github\.com\/.*\/releases\// },
      };
      await expect(recipe('hotfix.md', { ref, job: killed })).rejects.toThrow();
      expect(await imageTags()).toMatchObject(before);
      await listed('v1.2.1');
      const jobs = await recipe('hotfix.md', { event: 'workflow_dispatch', ref });
      const digest = outputsOf(jobs)['digest'];
      expect(await imageTags()).toEqual({ ...before, 'v1.2.1': digest, 'v1.2': digest });
      const built = jobs[0]?.results[0]?.timeline.filter(({ title }) => title.startsWith('Build '));
      expect(built?.filter(({ outcome }) => outcome === 'made')).toEqual([]);
    },
    2 * RELEASE_MS,
  );
});

/** Writes files as an earlier step leaves them, each with its own name in it unless said otherwise. */
async function write(folder: string, names: readonly string[], text?: string): Promise<void> {
  for (const name of names) {
    const file = join(folder, name);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text ?? name, { mode: 0o755 });
  }
}

describe('several components', () => {
  test(
    'monorepo: each has tags, notes and an image of its own',
    async () => {
      commit('main', 'feat: an api', { 'src/api.h': '/* api */\n' }, [
        'refs/heads/main',
        'refs/tags/api/v1.0.0',
      ]);
      const api = await recipe('monorepo.md', { ref: 'refs/tags/api/v1.0.0' });
      expect(api.map(({ id, conclusion }) => [id, conclusion])).toEqual([
        ['api', 'success'],
        ['web', 'skipped'],
      ]);
      expect(await digestOf('v1.0.0', `${stage.judges.image}/api`)).toBe(
        api[0]?.results[0]?.outputs['digest'],
      );
      expect((await releaseOf('api/v1.0.0')).body).toContain('an api');
    },
    RELEASE_MS,
  );
});

describe('steps and blocks of other pages', () => {
  /** The next patch of 0.5, on the line of `old`. */
  let patch = 0;
  const next = (): string => {
    const tag = `refs/tags/v0.5.${patch++}`;
    commit('refs/heads/old', `fix: ${tag}`, { 'src/patch.h': `/* ${tag} */\n` }, ['refs/heads/old', tag]);
    return tag;
  };
  const nameOf = (ref: string): string => ref.slice('refs/tags/'.length);

  test(
    'tag-forms: both blocks',
    async () => {
      const first = next();
      await recipe('tag-forms.md', { ref: first });
      expect(await digestOf('0.5')).toBe(await digestOf(nameOf(first)));
      const second = next();
      await recipe('tag-forms.md', { ref: second, workflow: 1 });
      expect(await digestOf('v0')).toBe(await digestOf(nameOf(second)));
    },
    2 * RELEASE_MS,
  );

  test(
    'archives: what goreleaser and cargo-dist leave, and archives by a name of their own',
    async () => {
      const leave =
        (names: readonly string[]): Play =>
        (step, workspace) => {
          expect(step.uses ?? step.run).toMatch(/^(goreleaser\/goreleaser-action@|dist build)/);
          return write(workspace, names);
        };
      const first = next();
      const goreleaser = ['dist/app_darwin_arm64.tar.gz', 'dist/app_windows_amd64.zip'];
      await recipe('archives.md', { ref: first, play: leave(goreleaser) });
      expect((await releaseOf(nameOf(first))).assets).toEqual(
        expect.arrayContaining(['app_darwin_arm64.tar.gz', 'app_windows_amd64.zip', 'checksums.txt']),
      );
      const second = next();
      const dist = [
        'target/distrib/app.tar.xz',
        'target/distrib/app.zip',
        'target/distrib/app-installer.sh',
        'target/distrib/app-installer.ps1',
      ];
      await recipe('archives.md', { ref: second, workflow: 1, play: leave(dist) });
      expect((await releaseOf(nameOf(second))).assets).toEqual(
        expect.arrayContaining(['app.tar.xz', 'app-installer.sh', 'app-installer.ps1']),
      );
      const third = next();
      await recipe('archives.md', { ref: third, workflow: 2 });
      expect((await releaseOf(nameOf(third))).assets).toContain(
        `signpost-${nameOf(third)}-x86_64-unknown-linux-musl.tar.gz`,
      );
    },
    3 * RELEASE_MS,
  );

  test(
    'gate: the commands read the image by digest with the login that the gate has',
    async () => {
      const programs = join(stage.dir, 'installed');
      const script = (line: string): string => `#!/bin/sh\nset -eu\n${line}\n`;
      // In the scanner's place: it reads the image that it is told to scan, as a scanner has to.
      const trivy = script(
        `test "$1" = image\nfor image; do :; done\n${stage.site.world.tools.crane} manifest "$image"`,
      );
      const play: Play = async ({ uses }, workspace) => {
        expect(uses).toMatch(/^aquasecurity\/setup-trivy@/);
        await write(programs, ['trivy'], trivy);
        await write(
          workspace,
          ['ci/smoke-test.sh'],
          script('test "$1" = "$IMAGE" && test "$GATE_LICENSE" = licensed'),
        );
      };
      const secrets = { SCANNER_LICENSE: 'licensed' };
      const jobs = await recipe('gate.md', { ref: next(), play, secrets, job: { programs } });
      expect(jobs[0]?.results[0]?.summary).toContain('The gate passed: 2 commands');
    },
    RELEASE_MS,
  );

  test(
    'promote: the candidate’s bytes, found by the step of the page; and built where there is none',
    async () => {
      const ref = next();
      const candidate = `${ref}-rc.1`;
      git(['update-ref', candidate, git(['rev-parse', `${ref}^{commit}`])]);
      const play: Play = async ({ id, run }) => {
        expect([id, run]).toEqual(['candidate', expect.stringContaining('git ls-remote --tags origin')]);
        return Promise.resolve();
      };
      const none = await recipe('promote.md', { ref: candidate, play, outputs: { candidate: {} } });
      const { digest = '', image = '' } = outputsOf(none);
      const jobs = await recipe('promote.md', { ref, play, outputs: { candidate: { image } } });
      expect([outputsOf(jobs)['digest'], await digestOf(nameOf(ref))]).toEqual([digest, digest]);
    },
    2 * RELEASE_MS,
  );

  test(
    'release-page-first: published in the browser, completed by the event of the page',
    async () => {
      const ref = next();
      const words = ['--title', 'First light', '--notes', 'Words of a person.'];
      const { judges, site } = stage;
      const made = await judges.gh('release', 'create', nameOf(ref), '--repo', site.repository, ...words);
      expect([made.code, made.stderr]).toEqual([0, '']);
      await recipe('release-page-first.md', { event: 'release', ref });
      const { assets, body } = await releaseOf(nameOf(ref));
      expect(assets).toContain('checksums.txt');
      expect(body.startsWith('Words of a person.')).toBe(true);
    },
    RELEASE_MS,
  );

  test(
    'release-drafter: the draft that it keeps is published with its title and words; the draft’s own workflow starts on main',
    async () => {
      const ref = next();
      const tag = nameOf(ref);
      const { judges, site } = stage;
      // As release-drafter makes it: a draft of the branch, named by the tag to come.
      const words = '## Changes\n\n* feat: a new page @mona (#7)\n';
      const draft = ['--draft', '--target', 'old', '--title', `${tag} 🌈`, '--notes', words];
      const made = await judges.gh('release', 'create', tag, '--repo', site.repository, ...draft);
      expect([made.code, made.stderr]).toEqual([0, '']);
      await listed(tag);
      await recipe('release-drafter.md', { ref });
      const { stdout } = await judges.gh(
        ...['release', 'view', tag, '--repo', site.repository, '--json', 'name,isDraft,body'],
      );
      const page = JSON.parse(stdout) as { readonly body: string };
      expect(page).toMatchObject({ name: `${tag} 🌈`, isDraft: false });
      expect(page.body.startsWith(words)).toBe(true);
      expect(page.body.match(/## What's Changed/g)).toHaveLength(1);
      const [, drafter] = await readRecipes(join(PAGES, 'release-drafter.md'));
      expect(drafter && starts(drafter, 'push', 'refs/heads/main')).toBe(true);
      expect(drafter && starts(drafter, 'push', ref)).toBe(false);
    },
    RELEASE_MS,
  );

  test(
    'native-runners: H10 the called workflow; gh asks for the signer’s repository, since it is not the caller’s owner',
    async () => {
      const ref = next();
      const secrets = { NPM_TOKEN: 'npm', DEPLOY_KEY: '' };
      const jobs = await recipe('native-runners.md', { ref, secrets });
      expect(outputsOf(jobs)).toMatchObject({ verified: 'true' });
      const { judges, site } = stage;
      const [owner = ''] = site.repository.split('/');
      const image = `oci://${judges.image}:${nameOf(ref)}`;
      expect((await judges.ghVerify(image, '--owner', owner)).code).not.toBe(0);
      expect(
        await judges.ghVerify(image, '--owner', owner, '--signer-repo', 'org/release-action'),
      ).toMatchObject({ code: 0 });
    },
    3 * RELEASE_MS,
  );
});

describe('a merge', () => {
  test(
    'tag-from-merge: the merge is tagged, and the tag’s own run of the same workflow releases it',
    async () => {
      const { judges, site } = stage;
      const [page] = await readRecipes(join(PAGES, 'tag-from-merge.md'));
      const files = { '.github/workflows/release.yml': stringify(page), 'src/merge.h': '/* merged */\n' };
      commit('main', 'feat: a merge', files, ['refs/heads/main']);
      const checked = [
        '-f',
        'name=test',
        '-f',
        `head_sha=${git(['rev-parse', 'main'])}`,
        '-f',
        'conclusion=success',
      ];
      const said = await judges.gh('api', `repos/${site.repository}/check-runs`, ...checked);
      expect([said.code, said.stderr]).toEqual([0, '']);
      const merged = await recipe('tag-from-merge.md', { ref: 'refs/heads/main' });
      const { tag = '' } = merged.find(({ id }) => id === 'tag')?.results[0]?.outputs ?? {};
      expect(merged.map(({ id, conclusion }) => [id, conclusion])).toEqual([
        ['test', 'success'],
        ['tag', 'success'],
        ['release', 'skipped'],
      ]);
      const jobs = await recipe('tag-from-merge.md', { event: 'workflow_dispatch', ref: `refs/tags/${tag}` });
      const released = jobs.find(({ id }) => id === 'release');
      expect([released?.conclusion, released?.results[0]?.outputs['digest']]).toEqual([
        'success',
        await digestOf(tag),
      ]);
    },
    2 * RELEASE_MS,
  );
});

test('a recipe starts on what its page says, and on nothing else', async () => {
  const [hotfix] = await readRecipes(join(PAGES, 'hotfix.md'));
  const [go] = await readRecipes(join(PAGES, 'go.md'));
  if (!hotfix || !go) throw new Error('no such recipe');
  const pushed = (one: typeof hotfix, ref: string): boolean => starts(one, 'push', ref);
  expect(pushed(hotfix, 'refs/tags/v1.2.1')).toBe(true);
  expect(pushed(hotfix, 'refs/tags/api/v1.2.1')).toBe(false);
  expect(pushed(hotfix, 'refs/heads/main')).toBe(false);
  expect(pushed(go, 'refs/heads/main')).toBe(true);
  expect(pushed(go, 'refs/heads/next')).toBe(false);
  expect(starts(hotfix, 'schedule', 'refs/heads/main')).toBe(false);
});

test('every page of docs/recipes/ is run, here or by the suite that is named', async () => {
  const pages = (await readdir(PAGES)).filter((name) => name.endsWith('.md') && name !== 'index.md');
  for (const page of pages) expect((await readRecipes(join(PAGES, page))).length).toBeGreaterThan(0);
  expect([...ground.ran, ...Object.keys(ELSEWHERE)].sort()).toEqual(pages.sort());
  for (const [page, suite] of Object.entries(ELSEWHERE))
    expect(await readFile(join(import.meta.dirname, suite), 'utf8')).toContain(page);
});
