// This repository's own workflows, run from their files: the action releases itself, and CI builds the bundle again.
import { execFileSync } from 'node:child_process';
import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { PROJECT } from '../runner/machine.ts';
import { ownRepository, type OwnRepository } from '../runner/own-repository.ts';
import { readWorkflowFile } from '../runner/recipe.ts';
import { runCommands } from '../runner/run-commands.ts';
import { runRecipe } from '../runner/run-recipe.ts';
import { errorsOf, openStage, RELEASE_MS, SET_UP_MS, type Stage } from './stage.ts';

const REPOSITORY = 'org/release-action';
const workflow = (name: string): string => join(PROJECT, '.github/workflows', name);

let dir: string;
let own: OwnRepository;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'dogfood-'));
  own = ownRepository(join(dir, 'release-action'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

describe('publish.yml', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await openStage({ repo: own.dir, repository: REPOSITORY });
  }, SET_UP_MS);
  afterAll(() => stage.close(), SET_UP_MS);
  const git = (...argv: readonly string[]): string =>
    execFileSync('git', ['--git-dir', stage.site.gitDir, ...argv], { encoding: 'utf8' }).trim();
  const commitOf = (ref: string): string => git('rev-parse', `${ref}^{commit}`);

  test(
    'R10 releases this action with this action, and moves the Git tags that users name',
    async () => {
      const publish = await readWorkflowFile(workflow('publish.yml'));
      for (const [at, tag] of (['v1.1.0', 'v1.2.0'] as const).entries()) {
        const ref = `refs/tags/${tag}`;
        git('update-ref', ref, own.commits[at] ?? '');
        const [job] = await runRecipe(stage.site, publish, { event: 'push', ref }, () => undefined);
        expect(job?.results.map(errorsOf)).toEqual(['']);
        expect(job?.results[0]?.outputs).toMatchObject({ tag, verified: 'true' });
        for (const name of ['v1', tag.slice(0, 4)]) expect(commitOf(name)).toBe(commitOf(tag));
      }
      expect(commitOf('v1.1')).toBe(commitOf('v1.1.0'));
    },
    2 * RELEASE_MS,
  );

  test(
    'what it released is judged by gh and cosign: the page, the workflow that signed, the bundle in the image',
    async () => {
      const { judges } = stage;
      const image = `ghcr.io/${REPOSITORY}:v1.2.0`;
      const signer = `${REPOSITORY}/.github/workflows/publish.yml`;
      const fields = ['--json', 'isDraft,isPrerelease,assets,body'];
      const page = await judges.gh('release', 'view', 'v1.2.0', '--repo', REPOSITORY, ...fields);
      expect(JSON.parse(page.stdout)).toMatchObject({
        ...{ isDraft: false, isPrerelease: false },
        assets: expect.arrayContaining([expect.objectContaining({ name: 'release.json' })]),
        body: expect.stringContaining('feat: name the platforms of a release'),
      });
      const identity = `https://github.com/${signer}@refs/tags/v1.2.0`;
      expect(await judges.cosignVerify(image, identity)).toMatchObject({ code: 0 });
      const provenance = ['--repo', REPOSITORY, '--signer-workflow', signer];
      expect(await judges.ghVerify(`oci://${image}`, ...provenance)).toMatchObject({ code: 0 });
      const other = ['--repo', REPOSITORY, '--signer-workflow', signer.replace('publish', 'release')];
      expect((await judges.ghVerify(`oci://${image}`, ...other)).code).not.toBe(0);
      for (const platform of ['linux/amd64', 'linux/arm64']) {
        const tar = join(dir, `${platform.replace('/', '-')}.tar`);
        expect(await judges.crane('export', '--platform', platform, image, tar)).toMatchObject({ code: 0 });
        const bundled = execFileSync('tar', ['-xOf', tar, 'dist/index.js'], { maxBuffer: 64 << 20 });
        const released = execFileSync(
          'git',
          ['--git-dir', stage.site.gitDir, 'show', 'v1.2.0:dist/index.js'],
          {
            maxBuffer: 64 << 20,
          },
        );
        expect(bundled.equals(released)).toBe(true);
      }
    },
    RELEASE_MS,
  );
});

describe('check-dist.yml', () => {
  test(
    'is green on what is committed, and red where dist/ is not what src/ builds',
    async () => {
      const checkDist = await readWorkflowFile(workflow('check-dist.yml'));
      const checkout = join(dir, 'checkout');
      execFileSync('git', ['clone', '--quiet', own.dir, checkout]);
      const env = { ...process.env, NODE_OPTIONS: undefined };
      const ran = await runCommands(checkDist, 'check-dist', { checkout, env });
      expect(ran.map(({ command, exitCode }) => [command, exitCode])).toEqual([
        ['npm ci', 0],
        ['npm run build', 0],
        [expect.stringContaining('git status --porcelain dist'), 0],
      ]);
      const source = join(checkout, 'src/log-line.ts');
      await appendFile(source, '\nprocess.stdout.write("one more line");\n');
      const again = await runCommands(checkDist, 'check-dist', { checkout, env, from: 1 });
      expect(again.map(({ exitCode }) => exitCode)).toEqual([0, 1]);
      expect(again.at(-1)?.log).toContain(' M dist/');
      expect(await readFile(source, 'utf8')).toContain('one more line');
    },
    RELEASE_MS,
  );
});
