// GitHub Enterprise Server: every address comes from the environment, and what such a server lacks is told before anything is built.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { run } from '../parts/command.ts';
import type { JobOptions, JobResult } from '../runner/job.ts';
import { recipeGround } from './recipe-ground.ts';
import { openStage, publicWrites, RELEASE_MS, SET_UP_MS, type Stage, writes } from './stage.ts';

const SERVER = 'git.example.org';
const REGISTRY = `containers.${SERVER}`;

let stage: Stage;
let keys: string;
let keyed: Readonly<Record<string, string>>;
let secrets: Readonly<Record<string, string>>;
beforeAll(async () => {
  stage = await openStage({ newPackages: 'public', gitHub: { enterprise: SERVER } });
  keys = await mkdtemp(join(tmpdir(), 'enterprise-'));
  const { tools } = stage.site.world;
  await run(tools.cosign, ['generate-key-pair'], {
    cwd: keys,
    env: { ...tools.env, COSIGN_PASSWORD: 'word' },
  });
  const key = await readFile(join(keys, 'cosign.key'), 'utf8');
  secrets = { COSIGN_KEY: key, COSIGN_PASSWORD: 'word' };
  keyed = { sign: 'key', 'cosign-key': key, 'cosign-password': 'word', attest: 'false' };
}, SET_UP_MS);
afterAll(async () => {
  await stage.close();
  await rm(keys, { recursive: true, force: true });
}, SET_UP_MS);

/**
 * The hosts of GitHub that a job has asked, but for what stands in base images' names: the example's are at ghcr.io, where anybody
 * may read them.
 */
const asked = ({ calls }: JobResult): readonly string[] =>
  [
    ...new Set(
      calls
        .filter(
          ({ host, path }) => !(host === 'ghcr.io' && /^\/token|^\/v2\/(?:octo-org\/base|$)/.test(path)),
        )
        .map(({ host }) => host),
    ),
  ]
    .filter((host) => /github|ghcr|git\.example/.test(host))
    .sort();

test(
  'O11 O12 what it lacks stops the run before anything is built, all of it at once',
  async () => {
    const job = await stage.release('v1.2.0', { builder: false, runner: 'self-hosted' });
    expect(job.exitCode).toBe(1);
    const error = job.annotations
      .flatMap(({ level, message }) => (level === 'error' ? [message] : []))
      .join('\n');
    expect(error).toContain(`sign: keyless is not possible on ${SERVER}`);
    expect(error).toContain(`attest: true is not possible on ${SERVER}`);
    // The upload that is begun and given up asks for the right to push.
    expect(publicWrites(job.calls).filter((call) => !call.includes('/blobs/upload'))).toEqual([]);
  },
  RELEASE_MS,
);

test(
  'O13 a release with a key goes to the server and its registry, and to no other GitHub; its rerun writes nothing',
  async () => {
    const { recipe } = recipeGround(stage);
    /** The workflow of the page. */
    const released = async (more: Partial<JobOptions> = {}): Promise<JobResult> => {
      const [run] = await recipe('ghes.md', { ref: 'refs/tags/v1.2.0', secrets, job: more });
      const [only] = run?.results ?? [];
      if (only === undefined) throw new Error('the page has no job that uses the action');
      return only;
    };
    const job = await released();
    expect(job.exitCode).toBe(0);
    expect(asked(job)).toEqual([REGISTRY, SERVER]);
    expect(job.outputs['image']).toBe(`${REGISTRY}/octo-org/signpost@${job.outputs['digest'] ?? ''}`);
    expect(job.outputs['release-url']).toBe(`https://${SERVER}/octo-org/signpost/releases/tag/v1.2.0`);
    expect(job.outputs['verified']).toBe('true');
    const [release] = stage.site.standIns.releases();
    expect(release).toMatchObject({ tag_name: 'v1.2.0', draft: false });
    expect(release?.body).not.toContain('github.com');
    expect(stage.site.standIns.violations()).toEqual([]);

    const again = await released({ builder: false });
    expect(again.exitCode).toBe(0);
    expect(again.calls.filter(writes)).toEqual([]);
    const verified = await stage.release('v1.2.0', {
      ...{ runner: 'self-hosted', builder: false },
      with: { ...keyed, mode: 'verify' },
    });
    expect(verified.exitCode).toBe(0);
    expect(asked(verified)).toEqual([REGISTRY, SERVER, `media.${SERVER}`]);
  },
  RELEASE_MS * 2,
);
