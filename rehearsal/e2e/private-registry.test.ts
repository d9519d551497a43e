// docs/recipes/private-registry.md: a login that an earlier step has left in Docker's configuration, for a registry other than ghcr.io.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { logInTo } from '../parts/login.ts';
import type { Play } from '../runner/run-recipe.ts';
import { identityOf } from './programs.ts';
import { outputsOf, recipeGround, type RecipeGround } from './recipe-ground.ts';
import { openStage, RELEASE_MS, SET_UP_MS, type Stage } from './stage.ts';

const REGISTRY = '123456789012.dkr.ecr.eu-central-1.amazonaws.com';
const IMAGE = `${REGISTRY}/signpost`;
/** What the exchange of the job's identity gives. */
const login = { registry: REGISTRY, username: 'AWS', password: 'some-hours-of-access' };
const ref = 'refs/tags/v1.2.0';

let stage: Stage;
let { recipe, digestOf } = {} as RecipeGround;
beforeAll(async () => {
  const registry = {
    kind: 'ecr',
    host: REGISTRY,
    username: login.username,
    password: login.password,
  } as const;
  // The example's base images are at ghcr.io, where anybody may read them.
  stage = await openStage({
    newPackages: 'public',
    registries: [{ ...registry, repositories: ['signpost'] }],
  });
  ({ recipe, digestOf } = recipeGround(stage));
  await logInTo(stage.judges.env['DOCKER_CONFIG'] ?? '', login);
}, SET_UP_MS);
afterAll(() => stage.close(), SET_UP_MS);

const steps: string[] = [];
const play: Play = async ({ uses = '', with: given }, _, env) => {
  steps.push(uses);
  if (uses.startsWith('aws-actions/amazon-ecr-login@')) await logInTo(env['DOCKER_CONFIG'] ?? '', login);
  else expect(given).toMatchObject({ 'role-to-assume': expect.stringMatching(/^arn:aws:iam::/) });
};

test(
  'without the login nothing is built, and the registry is named',
  async () => {
    await expect(
      recipe('private-registry.md', { ref, play: () => Promise.resolve(), job: { builder: false } }),
    ).rejects.toThrow(/dkr\.ecr\.\S+ cannot be pushed to/);
    expect(stage.site.standIns.releases()).toEqual([]);
  },
  RELEASE_MS,
);

test(
  'with it the image, its tags and its proofs are in that registry, and nothing of it is at ghcr.io',
  async () => {
    const jobs = await recipe('private-registry.md', { ref, play });
    expect(steps).toEqual([
      expect.stringMatching(/^aws-actions\/configure-aws-credentials@/),
      expect.stringMatching(/^aws-actions\/amazon-ecr-login@/),
    ]);
    const { digest = '', image, verified } = outputsOf(jobs);
    expect([image, verified]).toEqual([`${IMAGE}@${digest}`, 'true']);
    for (const tag of ['v1.2.0', 'v1.2', 'v1', 'latest'])
      expect([tag, await digestOf(tag, IMAGE)]).toEqual([tag, digest]);
    const { judges, site } = stage;
    expect(await judges.cosignVerify(`${IMAGE}@${digest}`, identityOf(site, 'v1.2.0'))).toMatchObject({
      code: 0,
    });
    const owner = ['--repo', site.repository];
    expect(await judges.ghVerify(`oci://${IMAGE}@${digest}`, ...owner)).toMatchObject({ code: 0 });
    const calls = jobs.flatMap(({ results }) => results.flatMap((result) => result.calls));
    expect(calls.filter(({ host, method }) => host === 'ghcr.io' && !/^(?:GET|HEAD)$/.test(method))).toEqual(
      [],
    );
    expect(stage.site.standIns.violations()).toEqual([]);
  },
  RELEASE_MS,
);
