import { execFileSync } from 'node:child_process';
import { appendFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { JobOptions } from '../runner/job.ts';
import { errorsOf, openStage, publicWrites, RELEASE_MS, SET_UP_MS, type Stage } from './stage.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
  const git = (...argv: readonly string[]): unknown =>
    execFileSync('git', ['--git-dir', stage.site.gitDir, ...argv], { stdio: 'pipe' });
  git('tag', 'next', 'v1.2.0');
  git('tag', 'v1.3', 'v1.2.0');
}, SET_UP_MS);
afterAll(() => stage.close(), SET_UP_MS);

const noDocker = 'unix:///run/no-docker-here.sock';
const noDockerfile = async (workspace: string): Promise<void> => {
  await rm(join(workspace, 'Dockerfile'));
};

/** Every error the run page would show, as one text. */

interface Case {
  readonly name: string;
  readonly tag?: string;
  readonly job: Partial<JobOptions>;
  /** What the report says, and what it tells to do. */
  readonly says: readonly RegExp[];
}

const cases: readonly Case[] = [
  {
    name: 'no id-token: write',
    job: { permissions: { 'id-token': 'none' } },
    says: [/OIDC token/, /permissions:.*id-token: write/],
  },
  {
    name: 'no packages: write',
    job: { permissions: { packages: 'read' } },
    says: [/ghcr\.io\/octo-org\/signpost cannot be pushed to/, /packages: write/],
  },
  {
    name: 'not a tag ref',
    job: { ref: 'refs/heads/main' },
    says: [/refs\/heads\/main/, /tags: \['v\*\.\*\.\*'\]|--ref v/],
  },
  { name: 'a tag that is not a version', tag: 'next', job: {}, says: [/next/, /v1\.2\.\d/] },
  {
    name: 'a tag that is half a version',
    tag: 'v1.3',
    job: {},
    says: [/v1\.3/, /git tag -a v\d+\.\d+\.\d+/],
  },
  {
    name: 'an unknown platform',
    job: { with: { platforms: 'linux/amd64,linux/vax' } },
    says: [/linux\/vax/, /platforms:/],
  },
  { name: 'a missing Dockerfile', job: { prepare: noDockerfile }, says: [/Dockerfile/, /checkout@v6|file:/] },
  {
    name: 'a file input that is not there',
    job: { with: { file: 'docker/None' } },
    says: [/docker\/None/, /file:/],
  },
  { name: 'no Docker', job: { env: { DOCKER_HOST: noDocker } }, says: [/Docker/, /runs-on: ubuntu-latest/] },
  {
    name: 'a Windows runner',
    job: { env: { RUNNER_OS: 'Windows' } },
    says: [/Windows/, /runs-on: ubuntu-latest/],
  },
];

describe('is refused with its remedy, and nothing becomes public', () => {
  test.each(cases)(
    '$name',
    async ({ tag = 'v1.2.0', job, says }) => {
      const result = await stage.release(tag, { builder: false, ...job });
      expect(result).toMatchObject({ conclusion: 'failure', exitCode: 1 });
      for (const words of says) expect(errorsOf(result)).toMatch(words);
      expect(publicWrites(result.calls)).toEqual([]);
    },
    RELEASE_MS,
  );

  test(
    'everything at once, in one report',
    async () => {
      const result = await stage.release('next', {
        builder: false,
        permissions: { 'id-token': 'none', packages: 'read' },
        with: { platforms: 'linux/vax', mode: 'relaese', 'changelog-style': 'long' },
        env: { DOCKER_HOST: noDocker, RUNNER_OS: 'macOS' },
        prepare: noDockerfile,
      });
      expect(result).toMatchObject({ conclusion: 'failure', exitCode: 1 });
      const errors = errorsOf(result);
      for (const words of [
        /next/,
        /linux\/vax/,
        /relaese/,
        /changelog-style/,
        /macOS/,
        /OIDC|id-token/,
        /Docker engine/,
        /Dockerfile/,
      ])
        expect(errors).toMatch(words);
      expect(publicWrites(result.calls)).toEqual([]);
    },
    RELEASE_MS,
  );
});

test(
  'a build that fails shows its own last lines, and nothing becomes public',
  async () => {
    const result = await stage.release('v1.2.0', {
      prepare: (workspace) => {
        execFileSync('sh', ['-c', 'echo "#error the moon is full" >> src/main.c'], { cwd: workspace });
        return Promise.resolve();
      },
    });
    expect(result).toMatchObject({ conclusion: 'failure', exitCode: 1 });
    expect(errorsOf(result)).toContain('the moon is full');
    // At the line of the Dockerfile that failed, so that GitHub shows it there.
    expect(result.annotations).toContainEqual(
      expect.objectContaining({
        level: 'error',
        properties: expect.objectContaining({ file: 'Dockerfile', line: expect.stringMatching(/^\d+$/) }),
      }),
    );
    expect(result.summary).toMatch(/It fails at Dockerfile, line \d+/);
    // Whether GitHub takes the tag was asked by a draft, which nobody saw and which is gone.
    const drafted = /^(POST|DELETE) api\.github\.com\/repos\/[^/]+\/[^/]+\/releases(\/\d+)?$/;
    expect(publicWrites(result.calls).filter((call) => !drafted.test(call))).toEqual([]);
    expect(stage.site.standIns.releases()).toEqual([]);
  },
  RELEASE_MS,
);

test(
  'an image that does not start has no tag and no release, and the error shows how to see it',
  async () => {
    const result = await stage.release('v1.2.0', {
      prepare: async (workspace) => {
        await appendFile(join(workspace, 'Dockerfile'), '\nENTRYPOINT ["/no-such-program"]\n');
      },
    });
    expect(result).toMatchObject({ conclusion: 'failure', exitCode: 1 });
    expect(errorsOf(result)).toMatch(
      /the image does not start on linux\/amd64 \(.*no-such-program.*\), linux\/arm64 \(.*\); nothing is public/,
    );
    expect(errorsOf(result)).toMatch(
      /docker run --rm --platform linux\/amd64 ghcr\.io\/octo-org\/signpost@sha256:[0-9a-f]{64}\n/,
    );
    const tagged = /^PUT ghcr\.io\/v2\/octo-org\/signpost\/manifests\/(?!sha256[-:])/;
    expect(publicWrites(result.calls).filter((call) => tagged.test(call))).toEqual([]);
    expect(stage.site.standIns.releases()).toEqual([]);
  },
  RELEASE_MS,
);

test('all of these broke no rule of GitHub, registry or Sigstore', () => {
  expect(stage.site.standIns.violations()).toEqual([]);
});
