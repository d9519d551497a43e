import { execFile, execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { makeExample } from '../parts/example.ts';
import type { Call } from '../standins/world.ts';
import { PROJECT } from '../runner/machine.ts';
import type { Result } from '../runner/results.ts';
import { SIGNATURE, type Ended } from './programs.ts';
import { RELEASE_MS, SET_UP_MS } from './stage.ts';

let dir: string;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'rehearsal-command-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

/** Runs a program to its end, with nothing of this process's npm or jest in its environment. */
function run(program: string, argv: readonly string[]): Promise<Ended> {
  const env = {
    PATH: process.env['PATH'],
    HOME: process.env['HOME'],
    XDG_CACHE_HOME: process.env['XDG_CACHE_HOME'],
  };
  return new Promise((resolve) => {
    execFile(program, [...argv], { cwd: dir, env, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : typeof error.code === 'number' ? error.code : 1, stdout, stderr });
    });
  });
}

const rehearse = (...argv: readonly string[]): Promise<Ended> =>
  run(process.execPath, [join(PROJECT, 'rehearsal/main.ts'), ...argv]);

const json = async <T>(file: string): Promise<T> => JSON.parse(await readFile(file, 'utf8')) as T;

describe('npm run rehearse', () => {
  let ended: Ended;
  let out: string;
  let result: Result;
  beforeAll(async () => {
    out = join(dir, 'out');
    ended = await rehearse('--out', out, '--with', 'binaries=binary');
    result = await json<Result>(join(out, 'result.json'));
  }, SET_UP_MS);

  test('releases the example and exits as the action did', () => {
    expect(ended.stderr).toContain('Publish the release v1.2.0');
    expect(ended).toMatchObject({ code: 0 });
    expect(ended.stdout).toMatch(/^v1\.2\.0 of octo-org\/signpost: released, exit code 0/);
    expect(result).toMatchObject({
      exitCode: 0,
      ref: 'refs/tags/v1.2.0',
      violations: [],
      orphanProcesses: 0,
    });
  });

  test('leaves every result where it says', async () => {
    const names = (await readdir(out)).filter((name) => !['state', 'up', 'world'].includes(name));
    expect(names.sort()).toEqual(
      // prettier-ignore
      ['env.sh', 'github', 'log.txt', 'release.json', 'requests.jsonl', 'result.json', 'summary.md', 'trusted_root.json', 'trusted_roots.jsonl', 'verification.md'],
    );
    expect(result.timeline.length).toBeGreaterThan(10);
    for (const { title, start, end } of result.timeline)
      expect([title, Date.parse(start) <= Date.parse(end)]).toEqual([title, true]);
    expect(result.peakMemory.bytes).toBeGreaterThan(50 * 1024 * 1024);
    const calls = (await readFile(join(out, 'requests.jsonl'), 'utf8')).trimEnd().split('\n');
    expect(calls).toHaveLength(result.requests);
    const [first] = calls.map((line) => JSON.parse(line) as Call);
    expect(first).toMatchObject({
      method: expect.any(String),
      host: expect.any(String),
      path: expect.any(String),
      status: expect.any(Number),
      responseBytes: expect.any(Number),
    });
  });

  test('shows the release as GitHub does, its assets as files', async () => {
    const [release, ...more] = await json<{ tag_name: string; assets: { name: string; size: number }[] }[]>(
      join(out, 'github', 'releases.json'),
    );
    expect([release?.tag_name, more]).toEqual(['v1.2.0', []]);
    for (const { name, size } of release?.assets ?? [])
      expect((await readFile(join(out, 'github', 'v1.2.0', name))).length).toBe(size);
  });

  test('is verified by four programs that are not ours: all of it, by all of them', async () => {
    const asked = result.verification.map(({ program, what }) => `${program}: ${what}`);
    const image = 'ghcr.io/octo-org/signpost';
    const archives = ['amd64', 'arm64'].map((arch) => `signpost_1.2.0_linux_${arch}.tar.gz`);
    const digests = [`the index of ${image}`, 'linux/amd64', 'linux/arm64'];
    const by = (programs: readonly string[], of: readonly string[]): readonly string[] =>
      of.flatMap((what) => programs.map((program) => `${program}: ${what}`));
    expect(asked.toSorted()).toEqual(
      [
        'sha256sum: every line of checksums.txt',
        ...by(['cosign', 'sigstore-go'], ['the signature of checksums.txt']),
        ...by(
          ['cosign'],
          digests.map((name) => `the signature of ${name}`),
        ),
        `gh: the provenance of ${image}:v1.2.0`,
        ...by(
          ['cosign', 'gh', 'sigstore-go'],
          digests.map((name) => `the provenance of ${name}`),
        ),
        ...by(
          ['gh', 'sigstore-go'],
          archives.map((name) => `the provenance of ${name}`),
        ),
      ].toSorted(),
    );
    expect(result.verification.filter(({ passed }) => !passed)).toEqual([]);
    expect(ended.stdout).toContain(`: ${asked.length} of ${asked.length} verified`);
    const page = await readFile(join(out, 'verification.md'), 'utf8');
    expect(page.match(/^\| (?:cosign|gh|sigstore-go|sha256sum) \| .* \| ✅ \|$/gm)).toHaveLength(
      asked.length,
    );
  });

  test('no secret is in what it leaves', async () => {
    for (const name of ['log.txt', 'summary.md', 'result.json', 'requests.jsonl'])
      expect(await readFile(join(out, name), 'utf8')).not.toMatch(/ghs_[0-9a-f]{20}|eyJhbGciOi/);
  });

  test(
    'env.sh brings it up again for cosign, gh, crane, oras and docker',
    async () => {
      const script = `
      . '${join(out, 'env.sh')}' || exit 90
      set -e
      cosign verify --certificate-identity "$IDENTITY" --certificate-oidc-issuer "$ISSUER" -o json "$IMAGE:$TAG" >cosign.json
      cosign verify-attestation --type slsaprovenance1 --certificate-identity "$IDENTITY" \\
        --certificate-oidc-issuer "$ISSUER" "$IMAGE:$TAG" >provenance.json
      gh attestation verify "oci://$IMAGE:$TAG" --owner "\${GH_REPO%/*}"
      gh attestation verify "oci://$IMAGE:$TAG" --repo "$GH_REPO" --custom-trusted-root "$REHEARSAL_TRUSTED_ROOT"
      if gh attestation verify "oci://$IMAGE:$TAG" --owner somebody-else; then exit 91; fi
      gh release view "$TAG" --json isDraft --jq .isDraft >draft
      [ "$(crane digest "$IMAGE:$TAG")" = "$(oras resolve "$IMAGE:latest")" ]
      docker run --rm --platform linux/amd64 "$IMAGE:$TAG" >machine`;
      const looked = await run('bash', ['-c', script]);
      const stopped = await run('bash', ['-c', `. '${join(out, 'env.sh')}'; rehearsal_stop`]);
      expect({ ...looked, stopped: stopped.code }).toMatchObject({ code: 0, stopped: 0 });
      const verified = await json<{ critical: { type: string } }[]>(join(dir, 'cosign.json'));
      expect(verified.map(({ critical }) => critical.type)).toContain(SIGNATURE);
      expect(await readFile(join(dir, 'draft'), 'utf8')).toBe('false\n');
      expect(await readFile(join(dir, 'machine'), 'utf8')).toBe('x86_64\n');
    },
    RELEASE_MS,
  );
});

test(
  'it releases a repository that is not the example: this project, with a Dockerfile from outside',
  async () => {
    const repo = join(dir, 'release-action');
    // A clone, so that the tag of its own history that is released need not be one it keeps.
    execFileSync('git', ['clone', '--quiet', '--no-local', PROJECT, repo], { stdio: 'pipe' });
    execFileSync('git', ['-C', repo, 'tag', '--force', 'v0.1.0'], { stdio: 'pipe' });
    const out = join(dir, 'own');
    const ended = await rehearse(
      '--repo',
      repo,
      '--tag',
      'v0.1.0',
      '--dockerfile',
      'rehearsal',
      '--out',
      out,
    );
    expect({ code: ended.code, log: ended.code === 0 ? '' : ended.stderr }).toEqual({ code: 0, log: '' });
    const result = await json<Result>(join(out, 'result.json'));
    expect(result).toMatchObject({ exitCode: 0, repository: 'octo-org/release-action', violations: [] });
    expect(result.outputs).toMatchObject({ version: '0.1.0', verified: 'true' });
  },
  RELEASE_MS,
);

test(
  'it releases a component by its tag prefix, verified by the same programs',
  async () => {
    const out = join(dir, 'component');
    const ended = await rehearse('--out', out, '--with', 'tag-prefix=api/');
    expect({ code: ended.code, log: ended.code === 0 ? '' : ended.stderr }).toEqual({ code: 0, log: '' });
    const { ref, verification, outputs } = await json<Result>(join(out, 'result.json'));
    expect([ref, outputs['tag']]).toEqual(['refs/tags/api/v1.2.0', 'api/v1.2.0']);
    expect(verification.length).toBeGreaterThan(10);
    expect(verification.filter(({ passed }) => !passed)).toEqual([]);
    const { images } = await json<{ images: { name: string; tags: string[] }[] }>(join(out, 'release.json'));
    const kept = await json<{ facts: Record<string, string> }>(join(out, 'up', 'kept.json'));
    expect(kept.facts).toMatchObject({
      TAG: 'api/v1.2.0',
      IMAGE_REF: `${images[0]?.name ?? ''}:${images[0]?.tags[0] ?? ''}`,
    });
  },
  RELEASE_MS,
);

test(
  'it rehearses the push of a branch, and a state that is kept follows a tag that moved',
  async () => {
    const repo = join(dir, 'kept');
    const state = join(dir, 'kept-state');
    await makeExample(repo);
    const git = (...argv: readonly string[]): string =>
      execFileSync('git', ['-C', repo, ...argv], { encoding: 'utf8' }).trim();
    const on = ['--repo', repo, '--repository', 'octo-org/signpost', '--state', state] as const;
    const out = join(dir, 'branch');
    const pushed = await rehearse(...on, '--branch', 'main', '--with', 'latest=branch', '--out', out);
    expect({ code: pushed.code, log: pushed.code === 0 ? '' : pushed.stderr }).toEqual({ code: 0, log: '' });
    expect(pushed.stdout).toMatch(/^main of octo-org\/signpost: published, exit code 0/);
    const first = await json<Result>(join(out, 'result.json'));
    expect(first).toMatchObject({ ref: 'refs/heads/main', sha: git('rev-parse', 'main') });
    expect(first.verification.map(({ program, passed }) => [program, passed])).toEqual([
      ['cosign', true],
      ['gh', true],
      ['cosign', true],
    ]);
    git('tag', '--force', 'v1.2.0', 'v1.1.0^{}');
    const moved = join(dir, 'moved');
    await rehearse(...on, '--tag', 'v1.2.0', '--with', 'mode=plan', '--out', moved);
    expect(await json<Result>(join(moved, 'result.json'))).toMatchObject({
      ref: 'refs/tags/v1.2.0',
      sha: git('rev-parse', 'v1.1.0^{}'),
    });
  },
  RELEASE_MS,
);

test(
  'it exits as an action that fails did, with the reason in the log',
  async () => {
    const out = join(dir, 'failed');
    const ended = await rehearse('--out', out, '--with', 'platforms=linux/vax');
    expect(ended.code).toBe(1);
    expect(await json<Result>(join(out, 'result.json'))).toMatchObject({
      exitCode: 1,
      conclusion: 'failure',
    });
    expect(await readFile(join(out, 'log.txt'), 'utf8')).toMatch(/^##\[error\].*linux\/vax/m);
  },
  RELEASE_MS,
);

test(
  'it says what is wrong with what it was asked for',
  async () => {
    const out = join(dir, 'never');
    const endings = await Promise.all([
      rehearse('--repo', dir, '--out', out),
      rehearse('--tag', 'v9.9.9', '--out', `${out}-2`),
      rehearse('--serve', out),
      rehearse('--no-such-option'),
      rehearse('--branch', 'nowhere', '--out', `${out}-3`),
    ]);
    expect(endings.map(({ code }) => code)).toEqual([1, 1, 1, 1, 1]);
    for (const [at, words] of [
      `${dir} is not a git repository`,
      'The repository has no tag v9.9.9',
      `${out} holds no rehearsal`,
      "Unknown option '--no-such-option'",
      'The repository has no branch nowhere',
    ].entries())
      expect(endings[at]?.stderr).toContain(words);
    expect(existsSync(join(out, 'result.json'))).toBe(false);
  },
  RELEASE_MS,
);
