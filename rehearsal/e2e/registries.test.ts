// A release to Amazon ECR, signed in by a credential helper, where a rule lets no tag move.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { cacheDir } from '../parts/cache.ts';
import type { JobOptions } from '../runner/job.ts';
import { errorsOf, openStage, RELEASE_MS, SET_UP_MS, type Stage } from './stage.ts';

const HOST = '123456789012.dkr.ecr.eu-central-1.amazonaws.com';
const IMAGE = `${HOST}/team/signpost`;
const login = { username: 'AWS', password: 'for-twelve-hours' };

let stage: Stage;
let signedIn: Partial<JobOptions>;
beforeAll(async () => {
  stage = await openStage({
    // The example's base images are at ghcr.io, where this job is nobody.
    newPackages: 'public',
    registries: [{ ...login, kind: 'ecr', host: HOST, immutable: /./, repositories: ['team/signpost'] }],
  });
  const config = join(stage.dir, 'earlier-step');
  const programs = join(stage.dir, 'programs');
  for (const folder of [config, programs]) await mkdir(folder);
  const file = { cliPluginsExtraDirs: [cacheDir('cli-plugins')], credHelpers: { [HOST]: 'ecr-login' } };
  await writeFile(join(config, 'config.json'), JSON.stringify(file));
  const answer = JSON.stringify({ ServerURL: HOST, Username: login.username, Secret: login.password });
  const script = `#!/bin/sh\nread server\n[ "$1 $server" = "get ${HOST}" ] || exit 1\necho '${answer}'\n`;
  await writeFile(join(programs, 'docker-credential-ecr-login'), script, { mode: 0o755 });
  signedIn = { programs, env: { DOCKER_CONFIG: config } };
}, SET_UP_MS);
afterAll(() => stage.close(), SET_UP_MS);

const release = (tag: string, more: Readonly<Record<string, string>> = {}) =>
  stage.release(tag, { ...signedIn, with: { image: IMAGE, ...more } });

/** Tags that anybody who is signed in sees, but for those of signatures. */
async function tags(): Promise<readonly string[]> {
  const answer = await fetch(`http://127.0.0.1:${stage.site.registryPort}/v2/team/signpost/tags/list`);
  const { tags } = (await answer.json()) as { tags: string[] | null };
  return (tags ?? []).filter((tag) => !tag.startsWith('sha256-')).sort();
}
/** As v1.1.0 has left the pointers when there was no tag of v1.2.0 yet. */
async function pointTo(tag: string, pointers: readonly string[]): Promise<void> {
  const base = `http://127.0.0.1:${stage.site.registryPort}/v2/team/signpost/manifests`;
  const type = 'application/vnd.oci.image.index.v1+json';
  const body = await (await fetch(`${base}/${tag}`, { headers: { accept: type } })).text();
  for (const pointer of pointers) {
    const headers = { 'content-type': type };
    const { status } = await fetch(`${base}/${pointer}`, { method: 'PUT', headers, body });
    expect(status).toBe(201);
  }
}
const published = (): readonly string[] =>
  stage.site.standIns.releases().flatMap(({ draft, tag_name }) => (draft ? [] : [tag_name]));

test(
  'O1 O23 the first release is pushed, signed and attested there, with the login of an earlier step; nothing of it goes to GHCR',
  async () => {
    const job = await release('v1.1.0');
    expect(errorsOf(job)).toBe('');
    expect(job.outputs['verified']).toBe('true');
    expect(job.outputs['image']).toBe(`${IMAGE}@${job.outputs['digest'] ?? ''}`);
    expect(await tags()).toEqual(['v1.1', 'v1.1.0']);
    const writes = job.calls.filter(
      ({ method, host }) => host === 'ghcr.io' && /^P(?:UT|OST|ATCH)$/.test(method),
    );
    expect(writes).toEqual([]);
    expect(job.log.join('\n')).not.toContain(login.password);
    expect(stage.site.standIns.violations()).toEqual([]);
  },
  RELEASE_MS,
);

test(
  'O1 the next one, whose pointers the rule keeps where they are, stops with nothing public',
  async () => {
    await pointTo('v1.1.0', ['v1', 'latest']);
    const job = await release('v1.2.0');
    expect(job.exitCode).toBe(1);
    expect(errorsOf(job)).toContain('because the repository is immutable');
    expect(errorsOf(job)).toContain('floating: none');
    expect(await tags()).toEqual(['latest', 'v1', 'v1.1', 'v1.1.0']);
    expect(published()).toEqual(['v1.1.0']);
  },
  RELEASE_MS,
);

test(
  'O1 and is finished without pointers, from what the first run has made',
  async () => {
    const job = await release('v1.2.0', { floating: 'none' });
    expect(errorsOf(job)).toBe('');
    expect(await tags()).toEqual(['latest', 'v1', 'v1.1', 'v1.1.0', 'v1.2.0']);
    expect(published().toSorted()).toEqual(['v1.1.0', 'v1.2.0']);
  },
  RELEASE_MS,
);
