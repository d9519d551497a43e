import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { JobResult } from '../runner/job.ts';
import { identityOf, SIGNATURE } from './programs.ts';
import { openStage, publicWrites, RELEASE_MS, SET_UP_MS, type Stage } from './stage.ts';

const TAGS = ['v1.2.0', 'v1.2', 'v1', 'latest'] as const;
const PLATFORMS = ['linux/amd64', 'linux/arm64'] as const;

interface Index {
  readonly mediaType: string;
  readonly manifests: readonly {
    readonly digest: string;
    readonly platform: { readonly os: string; readonly architecture: string };
  }[];
}

let stage: Stage;
let released: JobResult;
let digest: string;
let index: Index;
/** Index and platforms: everything a user may pull. */
let digests: readonly string[];

beforeAll(async () => {
  stage = await openStage();
  released = await stage.release('v1.2.0');
  digest = released.outputs['digest'] ?? '';
  index = JSON.parse(
    (await stage.judges.crane('manifest', `${stage.judges.image}@${digest}`)).stdout,
  ) as Index;
  digests = [digest, ...index.manifests.map((manifest) => manifest.digest)];
}, SET_UP_MS);
afterAll(() => stage.close(), SET_UP_MS);

const byDigest = (of: string): string => `${stage.judges.image}@${of}`;

describe('the release of v1.2.0', () => {
  test('succeeds, and breaks no rule of GitHub, registry or Sigstore', () => {
    expect(stage.site.standIns.violations()).toEqual([]);
    expect(released).toMatchObject({ conclusion: 'success', exitCode: 0, undeclared: [], orphans: 0 });
    expect(released.annotations.filter(({ level }) => level === 'error')).toEqual([]);
  });

  test('its outputs say what it did', () => {
    expect(released.outputs).toMatchObject({
      version: '1.2.0',
      tag: 'v1.2.0',
      'previous-tag': 'v1.1.0',
      prerelease: 'false',
      image: byDigest(digest),
      verified: 'true',
    });
    const refs = TAGS.map((tag) => `${stage.judges.image}:${tag}`);
    expect(JSON.parse(released.outputs['tags'] ?? '')).toEqual(refs);
  });

  test.each(TAGS)('the image tag %s names its digest, as crane and oras see it', async (tag) => {
    const { crane, oras, image } = stage.judges;
    expect((await crane('digest', `${image}:${tag}`)).stdout.trim()).toBe(digest);
    expect((await oras('resolve', `${image}:${tag}`)).stdout.trim()).toBe(digest);
  });

  test('the registry holds no tag besides these and the referrers', async () => {
    const { stdout } = await stage.judges.crane('ls', stage.judges.image);
    const tags = stdout.split('\n').filter((tag) => tag !== '' && !tag.startsWith('sha256-'));
    expect(tags.sort()).toEqual([...TAGS].sort());
  });

  test('the index holds both platforms and nothing unknown', () => {
    expect(index.manifests.map(({ platform }) => `${platform.os}/${platform.architecture}`).sort()).toEqual([
      ...PLATFORMS,
    ]);
  });

  const runs = (platform: string): ReturnType<typeof stage.judges.docker> =>
    stage.judges.docker('run', '--rm', '--platform', platform, `${stage.judges.local}:v1.2.0`);

  test("docker runs it on the runner's own platform", async () => {
    expect(await runs('linux/amd64')).toMatchObject({ code: 0, stdout: 'x86_64\n' });
  });

  test('R2 docker cannot run the other platform on a hosted runner, and the release has started it all the same', async () => {
    expect(await runs('linux/arm64')).toMatchObject({
      code: expect.not.stringMatching(/^0$/) as unknown,
      stdout: '',
    });
    expect(released.summary).toContain('- [x] linux/arm64 starts');
  }, 60_000);
});

describe('who verifies index and platforms', () => {
  const identity = (): string => identityOf(stage.site, 'v1.2.0');

  test('cosign finds an image signature on each', async () => {
    for (const of of digests) {
      const { code, stderr, types } = await stage.judges.cosignVerify(byDigest(of), identity());
      expect({ of, code, stderr: code === 0 ? '' : stderr }).toEqual({ of, code: 0, stderr: '' });
      expect(types).toContain(SIGNATURE);
    }
  }, 60_000);

  test('cosign finds SLSA v1 provenance on each', async () => {
    for (const of of digests) {
      const { code, stdout, stderr } = await stage.judges.cosignProvenance(byDigest(of), identity());
      expect({ of, code, stderr: code === 0 ? '' : stderr }).toEqual({ of, code: 0, stderr: '' });
      const { payload } = JSON.parse(stdout.split('\n')[0] ?? '') as { payload: string };
      expect(JSON.parse(Buffer.from(payload, 'base64').toString())).toMatchObject({
        predicateType: 'https://slsa.dev/provenance/v1',
        predicate: {
          buildDefinition: {
            resolvedDependencies: expect.arrayContaining([
              expect.objectContaining({ digest: { gitCommit: released.sha } }),
            ]),
          },
        },
      });
    }
  }, 60_000);

  test('gh verifies what GitHub stores for each', async () => {
    for (const of of digests) {
      const ended = await stage.judges.ghVerify(
        `oci://${byDigest(of)}`,
        ...[
          '--repo',
          stage.site.repository,
          '--source-ref',
          'refs/tags/v1.2.0',
          '--source-digest',
          released.sha,
        ],
      );
      expect({ of, ...ended }).toMatchObject({ of, code: 0 });
    }
  }, 60_000);

  test('sigstore-go verifies the bundle GitHub stores for each', async () => {
    for (const of of digests) {
      const bundles = await stage.judges.storedBundles(of);
      expect(bundles.length).toBeGreaterThan(0);
      for (const bundle of bundles) {
        const ended = await stage.judges.sigstoreGo(bundle, of.replace('sha256:', ''), identity());
        expect({ of, ...ended }).toMatchObject({ of, code: 0 });
      }
    }
  }, 60_000);

  test('none of them takes another identity', async () => {
    const other = identity().replace('release.yml', 'other.yml');
    const [bundle = ''] = await stage.judges.storedBundles(digest);
    const refusals = await Promise.all([
      stage.judges.cosignVerify(byDigest(digest), other),
      stage.judges.cosignProvenance(byDigest(digest), other),
      stage.judges.ghVerify(
        `oci://${byDigest(digest)}`,
        ...['--repo', stage.site.repository, '--cert-identity', other],
      ),
      stage.judges.sigstoreGo(bundle, digest.replace('sha256:', ''), other),
    ]);
    expect(refusals.map(({ code }) => code === 0)).toEqual([false, false, false, false]);
  }, 60_000);

  test('none of them takes a flipped byte in the bundle', async () => {
    const [file = ''] = await stage.judges.storedBundles(digest);
    const bundle = JSON.parse(await readFile(file, 'utf8')) as { dsseEnvelope: { payload: string } };
    const payload = Buffer.from(bundle.dsseEnvelope.payload, 'base64');
    // The last digit of the commit: still a statement, about another source.
    const at = payload.indexOf(released.sha) + released.sha.length - 1;
    payload[at] = (payload[at] ?? 0) ^ 1;
    bundle.dsseEnvelope.payload = payload.toString('base64');
    const forged = join(stage.dir, 'forged.sigstore.json');
    await writeFile(forged, JSON.stringify(bundle));
    const honest = await stage.judges.sigstoreGo(file, digest.replace('sha256:', ''), identity());
    const refusals = await Promise.all([
      stage.judges.sigstoreGo(forged, digest.replace('sha256:', ''), identity()),
      stage.judges.ghVerify(
        `oci://${byDigest(digest)}`,
        ...['--repo', stage.site.repository, '--bundle', forged],
      ),
    ]);
    expect([honest, ...refusals].map(({ code }) => code === 0)).toEqual([true, false, false]);
  }, 60_000);

  test('cosign does not take the signature for an image with one byte changed', async () => {
    const { crane, image, local } = stage.judges;
    const manifests = `http://${local.replace('/', '/v2/')}/manifests`;
    const honest = (await crane('manifest', byDigest(digest))).stdout;
    const body = honest.replace('"amd64"', '"amd65"');
    expect(body).not.toBe(honest);
    const put = await fetch(`${manifests}/forged`, {
      method: 'PUT',
      headers: { 'content-type': index.mediaType },
      body,
    });
    const forged = put.headers.get('docker-content-digest') ?? '';
    expect([put.status, forged === digest]).toEqual([201, false]);
    // The forger hangs every true signature and attestation onto it.
    const copied = await crane('copy', ...[digest, forged].map((of) => `${local}:${of.replace(':', '-')}`));
    expect(copied.code).toBe(0);
    const verdict = await stage.judges.cosignVerify(`${image}@${forged}`, identity());
    await fetch(`${manifests}/${forged}`, { method: 'DELETE' });
    expect(verdict.code).not.toBe(0);
  }, 60_000);
});

describe('the GitHub release', () => {
  test('is published once, as the latest, with its assets whole', async () => {
    const { stdout } = await stage.judges.gh('api', `repos/${stage.site.repository}/releases`);
    const releases = JSON.parse(stdout) as {
      tag_name: string;
      draft: boolean;
      prerelease: boolean;
      assets: { name: string; state: string }[];
    }[];
    expect(releases).toHaveLength(1);
    expect(releases[0]).toMatchObject({ tag_name: 'v1.2.0', draft: false, prerelease: false });
    expect(releases[0]?.assets.map(({ state }) => state)).not.toContain('starter');
    expect(releases[0]?.assets.map(({ name }) => name)).toContain('release.json');
    const latest = await stage.judges.gh(
      'api',
      `repos/${stage.site.repository}/releases/latest`,
      '--jq',
      '.tag_name',
    );
    expect(latest.stdout.trim()).toBe('v1.2.0');
  });

  test('has notes in the groups, with every commit once', () => {
    const body = stage.site.standIns.releases()[0]?.body ?? '';
    const headings = [...body.matchAll(/^### (.+)$/gm)].map(([, heading]) => heading);
    expect(headings).toEqual(
      expect.arrayContaining(['⚠ Breaking Changes', 'Features', 'Bug Fixes', 'Other Changes']),
    );
    for (const subject of ['read settings from a file', 'count visits', 'say where settings are read from'])
      expect(body.split(subject)).toHaveLength(2);
    expect(body).not.toContain('Merge pull request');
  });

  test('names the digests in release.json', async () => {
    const release = JSON.parse(released.manifest ?? '') as unknown;
    expect(release).toMatchObject({
      tag: 'v1.2.0',
      commit: released.sha,
      images: [{ name: stage.judges.image, digest }],
    });
    const asset = stage.site.standIns.releases()[0]?.assets.find(({ name }) => name === 'release.json');
    expect(JSON.parse(await readFile(stage.site.standIns.assetFile(asset?.id ?? 0), 'utf8'))).toEqual(
      release,
    );
  });
});

describe('the order of things', () => {
  /** The places, in the order of their calls, of successful calls that match `METHOD host/path`. */
  const at = (pattern: string): readonly number[] =>
    released.calls
      .filter(({ status = 0 }) => status >= 200 && status < 300)
      .filter(({ method, host, path }) => new RegExp(pattern).test(`${method} ${host}${path}`))
      .map(({ n }) => n);
  const manifests = (): string => `ghcr.io/v2/${stage.site.repository}/manifests/`;
  const github = (): string => `api.github.com/repos/${stage.site.repository}/`;

  test('no tag moves and nothing is published before signatures and attestations were read back', () => {
    const tagged = at(`^PUT ${manifests()}(?!sha256[:-])`);
    const edited = at(`^PATCH ${github()}releases/\\d+$`);
    expect(tagged).toHaveLength(TAGS.length);
    expect(edited.length).toBeGreaterThan(0);
    const first = Math.min(...tagged, ...edited);
    for (const of of digests) {
      const referrers = `${manifests()}${of.replace(':', '-')}$`;
      const written = at(`^PUT ${referrers}`);
      expect(written.length).toBeGreaterThan(0);
      // Both signature and provenance are in it only after its last write; what is read then is believed.
      const read = at(`^GET ${referrers}`).filter((n) => n > Math.max(...written));
      expect(Math.min(...read)).toBeLessThan(first);
      const stored = Math.max(...at(`^POST ${github()}attestations$`));
      const asked = at(`^GET ${github()}attestations/${of}`).filter((n) => n > stored);
      expect(Math.min(...asked)).toBeLessThan(first);
    }
  });

  test('the release is published before its own tag, and both before the pointers', () => {
    const put = (tag: string): number => Math.max(...at(`^PUT ${manifests()}${tag.replaceAll('.', '\\.')}$`));
    const published = Math.max(...at(`^PATCH ${github()}releases/\\d+$`));
    expect(put('v1.2.0')).toBeGreaterThan(published);
    for (const pointer of ['v1.2', 'v1', 'latest']) expect(put(pointer)).toBeGreaterThan(put('v1.2.0'));
  });
});

test(
  'a rerun of the finished release makes nothing',
  async () => {
    const again = await stage.release('v1.2.0');
    expect(again).toMatchObject({ conclusion: 'success', exitCode: 0 });
    expect(again.outputs['digest']).toBe(digest);
    expect(publicWrites(again.calls)).toEqual([]);
    // What is gathered for the plan is read, and made only in memory.
    const made = again.timeline.filter(({ phase, outcome }) => phase !== 'plan' && outcome === 'made');
    expect(made).toEqual([]);
  },
  RELEASE_MS,
);
