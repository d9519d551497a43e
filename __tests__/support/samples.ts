import { indexAnnotations } from '../../src/plan/annotations.ts';
// One release as every room sees it: its inputs, where it runs, what Git knows, and the plan that follows.
import { type Digest, commitSha, digest } from '../../src/plan/brands.ts';
import { type Context, type EventPayload, parseContext } from '../../src/plan/context.ts';
import { parseInputs } from '../../src/plan/inputs/parse.ts';
import { indexType, renderIndex } from '../../src/plan/oci/index.ts';
import { type Plan, makePlan } from '../../src/plan/plan.ts';
import type { Image } from '../../src/plan/artifacts.ts';
import { type Version, parseTag } from '../../src/plan/version/version.ts';
import { sha256 } from '../../src/world/registry/registry.ts';
import { inputDefaults } from './action-defaults.ts';
import type { Inputs } from '../../src/plan/inputs/inputs.ts';

export const commit = commitSha('c0ffee'.padEnd(40, '0'));
/** 2024-01-02T03:04:05Z */
export const commitTime = 1_704_164_645;

export const runnerEnv: Readonly<Record<string, string>> = {
  GITHUB_REPOSITORY: 'Octo-Org/App',
  GITHUB_SERVER_URL: 'https://github.com',
  GITHUB_API_URL: 'https://api.github.com',
  GITHUB_SHA: commit,
  GITHUB_REF: 'refs/tags/v1.2.0',
  GITHUB_EVENT_NAME: 'push',
  GITHUB_ACTOR: 'mona',
  GITHUB_RUN_ID: '789',
  GITHUB_RUN_ATTEMPT: '1',
  GITHUB_JOB: 'release',
  GITHUB_WORKFLOW_REF: 'Octo-Org/App/.github/workflows/release.yml@refs/tags/v1.2.0',
  GITHUB_WORKSPACE: '/home/runner/work/App/App',
  RUNNER_OS: 'Linux',
  RUNNER_ARCH: 'X64',
  RUNNER_TEMP: '/home/runner/work/_temp',
  RUNNER_ENVIRONMENT: 'github-hosted',
  ACTIONS_ID_TOKEN_REQUEST_URL: 'https://token.example/',
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'request-token',
  ACTIONS_RUNTIME_TOKEN: 'runtime-token',
  ACTIONS_RESULTS_URL: 'https://results.example/',
};

export const payload: EventPayload = {
  repository: {
    visibility: 'public',
    default_branch: 'main',
    description: 'An app',
    license: { spdx_id: 'MIT' },
    owner: { type: 'Organization' },
  },
};

export function inputsOf(raw: Readonly<Record<string, string>> = {}): Inputs {
  const { inputs, faults } = parseInputs({ ...inputDefaults, ...raw });
  if (faults.length > 0) throw new Error(JSON.stringify(faults));
  return inputs;
}

export function contextOf(env: Readonly<Record<string, string>> = {}, event = payload): Context {
  const { context, faults } = parseContext({ ...runnerEnv, ...env }, event);
  if (faults.length > 0) throw new Error(JSON.stringify(faults));
  return context;
}

export function versionOf(tag: string, prefix = ''): Version {
  const version = parseTag(tag, prefix);
  if (!version) throw new Error(`${tag} is not a version`);
  return version;
}

/** The plan of `tag` in a repository with these tags, for these inputs. */
export function planOf(
  tag = 'v1.2.0',
  options: {
    readonly tags?: readonly string[];
    readonly raw?: Readonly<Record<string, string>>;
    readonly context?: Context;
  } = {},
): Plan {
  const inputs = inputsOf(options.raw);
  const history = { tags: options.tags ?? ['v1.0.0', 'v1.1.0', tag], commit, commitTime };
  const made = makePlan(inputs, options.context ?? contextOf(), history, versionOf(tag, inputs.tagPrefix));
  if ('faults' in made) throw new Error(JSON.stringify(made.faults));
  return made.plan;
}

/** `sha256:aaaa…` */
export const fill = (letter: string): Digest => digest(`sha256:${letter.repeat(64)}`);

/** The image of a plan, each platform's digest made of one hexadecimal letter. */
export function imageOf(plan: Plan, letters = 'ab'): Image {
  const platforms = plan.platforms.map((platform, at) => ({
    platform,
    digest: fill(letters[at] ?? 'f'),
    size: 1000 + at,
  }));
  const index = renderIndex(
    platforms.map(({ platform: { os, architecture }, digest: name, size }) => ({
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      digest: name,
      size,
      platform: { os, architecture },
    })),
    indexAnnotations(plan.build.annotations),
  );
  return { names: plan.images, digest: sha256(Buffer.from(index)), mediaType: indexType, index, platforms };
}

/** release.json of v1.2.0 with an image of this digest, as a run has written it. */
export function recordText(name: string, image: string, more: object = {}): string {
  return JSON.stringify({
    schema: '',
    version: '1.2.0',
    tag: 'v1.2.0',
    commit,
    repository: runnerEnv['GITHUB_REPOSITORY'],
    run: '',
    images: [{ name, digest: image, tags: ['v1.2.0'] }],
    platforms: [],
    pointers: [],
    assets: [],
    sboms: [],
    tools: {},
    ...more,
  });
}
