import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { JobResult } from '../runner/job.ts';
import { openStage, RELEASE_MS, SET_UP_MS, type Stage, writes } from './stage.ts';

let stage: Stage;
/** Who commits in the tests, whatever the machine's Git says. */
const author = {
  ...process.env,
  ...{ GIT_AUTHOR_NAME: 'Ada', GIT_AUTHOR_EMAIL: 'ada@example.com' },
  ...{ GIT_COMMITTER_NAME: 'Ada', GIT_COMMITTER_EMAIL: 'ada@example.com' },
};
const idle = { builder: false } as const;

beforeAll(async () => {
  stage = await openStage();
}, SET_UP_MS);
afterAll(() => stage.close(), SET_UP_MS);

const plan = (ref: string, more: Readonly<Record<string, string>> = {}): Promise<JobResult> =>
  stage.release('v1.2.0', { ...idle, ref, event: 'workflow_dispatch', with: { mode: 'plan', ...more } });
const mode = (name: string, tag: string): Promise<JobResult> =>
  stage.release('v1.2.0', {
    ...idle,
    ref: 'refs/heads/main',
    event: 'workflow_dispatch',
    with: { mode: name, tag },
  });
const moved = (result: JobResult): Record<string, { from: string | null; to: string }> =>
  JSON.parse(result.outputs['moved'] ?? '{}') as Record<string, { from: string | null; to: string }>;
const digestOf = async (tag: string): Promise<string> =>
  (await stage.judges.crane('digest', `${stage.judges.image}:${tag}`)).stdout.trim();

describe('mode: plan', () => {
  test(
    'shows a release that is not there yet, and writes nothing',
    async () => {
      const result = await plan('refs/tags/v1.2.0');
      expect(result).toMatchObject({ conclusion: 'success', exitCode: 0, undeclared: [] });
      expect(result.calls.filter(writes)).toEqual([]);
      expect(result.outputs).toMatchObject({ tag: 'v1.2.0', version: '1.2.0', 'previous-tag': 'v1.1.0' });
      expect(result.summary).toMatch(/Plan: v1\.2\.0 would be released/);
      expect(result.summary).toMatch(/`contents: write` \| present/);
      expect(result.summary).toMatch(/Git tag v1\.2\.0 \| found/);
    },
    RELEASE_MS,
  );

  test(
    'proposes the next version from the commits, and says which decided',
    async () => {
      const git = (...argv: readonly string[]): string =>
        execFileSync('git', ['--git-dir', stage.site.gitDir, ...argv], {
          encoding: 'utf8',
          env: author,
        }).trim();
      const commit = git(
        'commit-tree',
        'v1.2.0^{tree}',
        '-p',
        'v1.2.0^{commit}',
        '-m',
        'feat: signs in two tongues',
      );
      git('update-ref', 'refs/heads/develop', commit);
      const result = await plan('refs/heads/develop', { tag: 'next' });
      expect(result.calls.filter(writes)).toEqual([]);
      expect(result.outputs).toMatchObject({ tag: 'v1.3.0', 'previous-tag': 'v1.2.0' });
      expect(result.summary).toMatch(/\*\*Why this version\*\* minor after v1\.2\.0.*signs in two tongues/);
    },
    RELEASE_MS,
  );

  test(
    'tells what the token may not do without asking for it by a write',
    async () => {
      const result = await stage.release('v1.2.0', {
        ...idle,
        with: { mode: 'plan' },
        permissions: { contents: 'read', 'id-token': 'none', packages: 'read', attestations: 'none' },
      });
      expect(result).toMatchObject({ exitCode: 0 });
      expect(result.calls.filter(writes)).toEqual([]);
      expect(result.summary).toMatch(/`contents: write` \| \*\*missing\*\*/);
      expect(result.summary).toMatch(/`id-token: write` \| \*\*missing\*\*/);
    },
    RELEASE_MS,
  );
});

describe('preflight finds what the token lacks', () => {
  test.each([
    [{ contents: 'read' }, /contents: write/],
    [{ attestations: 'none' }, /attestations: write/],
  ] as const)(
    '%j',
    async (permissions, says) => {
      const result = await stage.release('v1.2.0', { ...idle, permissions });
      expect(result).toMatchObject({ conclusion: 'failure', exitCode: 1 });
      expect(result.annotations.map(({ message }) => message).join('\n')).toMatch(says);
    },
    RELEASE_MS,
  );
});

describe('after a release', () => {
  beforeAll(async () => {
    const [older, newer] = [await stage.release('v1.1.0'), await stage.release('v1.2.0')];
    expect([older.exitCode, newer.exitCode]).toEqual([0, 0]);
  }, RELEASE_MS * 2);

  test(
    'verify finds no lie',
    async () => {
      const result = await mode('verify', 'v1.2.0');
      expect(result.log.filter((line) => line.includes('NOT OK'))).toEqual([]);
      expect(result).toMatchObject({ conclusion: 'success', exitCode: 0 });
      expect(result.outputs).toMatchObject({ verified: 'true', tag: 'v1.2.0' });
      expect(result.calls.filter(writes)).toEqual([]);
    },
    RELEASE_MS,
  );

  test(
    'plan finds everything done',
    async () => {
      const result = await plan('refs/tags/v1.2.0');
      expect(result).toMatchObject({ exitCode: 0 });
      expect(result.summary).not.toMatch(/\| to make \|/);
    },
    RELEASE_MS,
  );

  test(
    'repoint goes back to v1.1.0, and forward again with the other tag',
    async () => {
      const [old, now] = [await digestOf('v1.1.0'), await digestOf('v1.2.0')];
      const back = await mode('repoint', 'v1.1.0');
      expect(back).toMatchObject({ conclusion: 'success', exitCode: 0 });
      expect(await digestOf('latest')).toBe(old);
      expect(await digestOf('v1')).toBe(old);
      expect(await digestOf('v1.2')).toBe(now);
      expect(moved(back)).toMatchObject({
        [`${stage.judges.image}:latest`]: { from: now, to: old },
        [`${stage.judges.image}:v1`]: { from: now, to: old },
        'github-latest:latest': { from: 'v1.2.0', to: 'v1.1.0' },
      });
      const verified = await mode('verify', 'v1.2.0');
      expect(verified.exitCode).toBe(1);
      const again = await mode('repoint', 'v1.2.0');
      expect(again).toMatchObject({ exitCode: 0 });
      expect(await digestOf('latest')).toBe(now);
      expect(moved(await mode('repoint', 'v1.2.0'))).toEqual({});
    },
    RELEASE_MS * 3,
  );

  describe('what anybody with write access may do to it', () => {
    const assetFile = (name: string): string => {
      const assets = stage.site.standIns.releases().find((one) => one.tag_name === 'v1.2.0')?.assets ?? [];
      return stage.site.standIns.assetFile(assets.find((asset) => asset.name === name)?.id ?? 0);
    };
    /** Changes an asset's bytes where GitHub keeps them, and answers how to take that back. */
    const rewritten = async (name: string, change: (bytes: Buffer) => Buffer): Promise<() => unknown> => {
      const file = assetFile(name);
      const honest = await readFile(file);
      await writeFile(file, change(Buffer.from(honest)));
      return () => writeFile(file, honest);
    };
    const edited = (
      name: string,
      from: string | RegExp,
      to: string | ((all: string, head: string, next: string) => string),
    ): Promise<() => unknown> =>
      rewritten(name, (bytes) => {
        const before = bytes.toString();
        const after = typeof to === 'string' ? before.replace(from, to) : before.replace(from, to);
        if (after === before) throw new Error(`${name} would stay as it is`);
        return Buffer.from(after);
      });
    const gh = (...argv: readonly string[]): Promise<unknown> =>
      stage.judges.gh('api', '--method', 'PATCH', ...argv);
    const releaseOf = (tag: string): string =>
      `repos/${stage.site.repository}/releases/${stage.site.standIns.releases().find((one) => one.tag_name === tag)?.id ?? 0}`;
    const platforms = async (): Promise<readonly string[]> => {
      const { stdout } = await stage.judges.crane('manifest', `${stage.judges.image}:v1.2.0`);
      return (JSON.parse(stdout) as { manifests: { digest: string }[] }).manifests.map(
        ({ digest }) => digest,
      );
    };
    const manifestUrl = (reference: string): string =>
      `http://${stage.judges.local.replace('/', '/v2/')}/manifests/${reference}`;

    test.each<[string, () => Promise<() => unknown>, RegExp]>([
      [
        'the checksums were edited',
        () => edited('checksums.txt', /^./, 'x'),
        /checksums\.txt lists what is there/,
      ],
      [
        'the bundle was truncated',
        () => rewritten('provenance.sigstore.json', (bytes) => bytes.fill(' ', bytes.length - 200)),
        /provenance among the assets/,
      ],
      [
        'the record names another commit',
        () => edited('release.json', /"commit": "./, '"commit": "0'),
        /release\.json: commit/,
      ],
      [
        'the signature of the checksums is of other bytes',
        // Whatever stands there is changed: every signature is another one.
        () =>
          edited(
            'checksums.txt.sigstore.json',
            /("signature": ?"MEU?[A-Za-z0-9+/]{4})(.)/,
            (_, head, next) => head + (next === 'A' ? 'B' : 'A'),
          ),
        /Signature checksums\.txt\.sigstore\.json/,
      ],
      [
        'the notes name another digest',
        async () => {
          const body = stage.site.standIns.releases().find((one) => one.tag_name === 'v1.2.0')?.body ?? '';
          const lie = body.replace(/@sha256:[0-9a-f]{4}/g, '@sha256:0000');
          await gh(releaseOf('v1.2.0'), '-f', `body=${lie}`);
          return () => gh(releaseOf('v1.2.0'), '-f', `body=${body}`);
        },
        /the notes tell people to use/,
      ],
      [
        "GitHub's latest is a lower one",
        async () => {
          await gh(releaseOf('v1.1.0'), '-f', 'make_latest=true');
          return () => gh(releaseOf('v1.2.0'), '-f', 'make_latest=true');
        },
        /GitHub's latest release is the highest/,
      ],
      [
        'a platform is gone from the registry',
        async () => {
          const [platform = ''] = await platforms();
          const answer = await fetch(manifestUrl(platform), {
            headers: { accept: 'application/vnd.oci.image.manifest.v1+json' },
          });
          const [type, body] = [answer.headers.get('content-type') ?? '', await answer.text()];
          await fetch(manifestUrl(platform), { method: 'DELETE' });
          return () =>
            fetch(manifestUrl(platform), { method: 'PUT', headers: { 'content-type': type }, body });
        },
        /the index holds exactly its platforms/,
      ],
      [
        'the signatures are of another digest',
        async () => {
          const { crane, local, image } = stage.judges;
          const referrers = (digest: string): string => `${local}:${digest.replace(':', '-')}`;
          const index = referrers((await crane('digest', `${image}:v1.2.0`)).stdout.trim());
          const [platform = ''] = await platforms();
          const honest = (await crane('digest', index)).stdout.trim();
          await crane('copy', referrers(platform), index);
          return () => crane('tag', `${local}@${honest}`, index.split(':').at(-1) ?? '');
        },
        /Signatures of .*The subject check failed/,
      ],
    ])(
      '%s: verify finds it, and nothing once it is mended',
      async (_, tamper, found) => {
        const mend = await tamper();
        const result = await mode('verify', 'v1.2.0');
        await mend();
        expect(result).toMatchObject({ conclusion: 'failure', exitCode: 1, outputs: { verified: 'false' } });
        expect(result.log.filter((line) => line.includes('NOT OK')).join('\n')).toMatch(found);
      },
      RELEASE_MS,
    );

    test(
      'and all of it is mended',
      async () => {
        expect((await mode('verify', 'v1.2.0')).log.filter((line) => line.includes('NOT OK'))).toEqual([]);
      },
      RELEASE_MS,
    );
  });

  test.each([
    [
      'a moved image tag',
      async () => stage.judges.crane('tag', `${stage.judges.local}:v1.1.0`, 'v1.2'),
      /:v1\.2 names/,
    ],
    [
      'a moved Git tag',
      () =>
        Promise.resolve(
          execFileSync('git', ['--git-dir', stage.site.gitDir, 'tag', '--force', 'v1.2.0', 'v1.1.0^{}']),
        ),
      /Git tag v1\.2\.0 is where it was released/,
    ],
  ])(
    'verify finds %s',
    async (_, tamper, found) => {
      await tamper();
      const result = await mode('verify', 'v1.2.0');
      expect(result).toMatchObject({ conclusion: 'failure', exitCode: 1 });
      expect(result.outputs).toMatchObject({ verified: 'false' });
      expect(result.log.filter((line) => line.includes('NOT OK')).join('\n')).toMatch(found);
    },
    RELEASE_MS,
  );

  test('all of it broke no rule of GitHub, registry or Sigstore', () => {
    expect(stage.site.standIns.violations()).toEqual([]);
  });
});
