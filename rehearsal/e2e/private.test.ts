// What a private repository can have: GitHub's own Sigstore signs its attestations, and not every owner may store them.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { JobResult } from '../runner/job.ts';
import { identityOf, ISSUER } from './programs.ts';
import { openStage, RELEASE_MS, SET_UP_MS, type Stage, writes } from './stage.ts';

const PROVENANCE = 'https://slsa.dev/provenance/v1';

const digestsOf = ({ outputs }: JobResult): readonly string[] => [
  outputs['digest'] ?? '',
  ...Object.values(JSON.parse(outputs['platform-digests'] ?? '{}') as Record<string, string>),
];

/** The asset as a user downloads it. */
async function provenanceOf(stage: Stage): Promise<string> {
  const { code } = await stage.judges.gh(
    ...['release', 'download', 'v1.2.0', '--repo', stage.site.repository, '--dir', stage.dir, '--clobber'],
  );
  expect(code).toBe(0);
  return join(stage.dir, 'provenance.sigstore.json');
}

const verify = (stage: Stage): Promise<JobResult> =>
  stage.release('v1.2.0', {
    builder: false,
    ref: 'refs/heads/main',
    event: 'workflow_dispatch',
    with: { mode: 'verify', tag: 'v1.2.0' },
  });

describe.each([
  ['with attestations at GitHub', true],
  ['of an owner whose plan has no attestations', false],
])('a private repository %s', (_, attestations) => {
  let stage: Stage;
  let released: JobResult;

  beforeAll(async () => {
    stage = await openStage({ visibility: 'private', attestations });
    released = await stage.release('v1.2.0');
  }, SET_UP_MS);
  afterAll(() => stage.close(), SET_UP_MS);

  test('is released and proven', () => {
    expect(released).toMatchObject({ conclusion: 'success', exitCode: 0, orphans: 0 });
    expect(released.outputs['verified']).toBe('true');
    expect(stage.site.standIns.violations()).toEqual([]);
  });

  test('tells of its provenance to GitHub alone: no public log, no public authority', async () => {
    const bundle = JSON.parse(await readFile(await provenanceOf(stage), 'utf8')) as {
      verificationMaterial: { tlogEntries?: unknown[]; timestampVerificationData?: object };
    };
    expect(bundle.verificationMaterial.tlogEntries ?? []).toEqual([]);
    expect(bundle.verificationMaterial.timestampVerificationData).toBeDefined();
    const hosts = released.calls.filter(({ path }) => path.endsWith('/signingCert')).map(({ host }) => host);
    expect(hosts).toContain('fulcio.githubapp.com');
  });

  test('gh verifies index and platforms; another repository, digest, workflow or predicate is refused', async () => {
    const [index = '', ...platforms] = digestsOf(released);
    const ref = (digest: string): string => `oci://${stage.judges.image}@${digest}`;
    const repo = ['--repo', stage.site.repository];
    const registry = ['--bundle-from-oci'];
    const bundle = ['--bundle', await provenanceOf(stage)];
    const good = [index, ...platforms].flatMap((digest) => [
      [ref(digest), ...repo, ...registry],
      [ref(digest), ...repo, ...bundle],
      ...(attestations ? [[ref(digest), ...repo]] : []),
    ]);
    const bad = [
      [ref(index), '--repo', 'octo-org/other', ...bundle],
      [ref(index), '--owner', 'another', ...bundle],
      [ref(index), ...repo, ...bundle, '--cert-identity', identityOf(stage.site, 'v1.1.0')],
      [ref(index), ...repo, ...bundle, '--predicate-type', 'https://spdx.dev/Document/v2.3'],
      [join(stage.dir, 'checksums.txt'), ...repo, ...bundle],
    ];
    const end = async ([what = '', ...argv]: readonly string[]): Promise<boolean> =>
      (await stage.judges.ghVerify(what, ...argv)).code === 0;
    expect(await Promise.all(good.map(end))).toEqual(good.map(() => true));
    expect(await Promise.all(bad.map(end))).toEqual(bad.map(() => false));
  }, 120_000);

  test("cosign verifies the signature by Sigstore's root, and the provenance by GitHub's", async () => {
    const ref = `${stage.judges.image}@${released.outputs['digest'] ?? ''}`;
    expect((await stage.judges.cosignVerify(ref, identityOf(stage.site, 'v1.2.0'))).code).toBe(0);
    const provenance = (...more: readonly string[]): Promise<number> =>
      stage.judges
        .cosign(
          ...['verify-attestation', '--type', PROVENANCE, '--certificate-oidc-issuer', ISSUER],
          ...['--certificate-identity', identityOf(stage.site, 'v1.2.0'), ...more, ref],
        )
        .then(({ code }) => code);
    const ignoring = ['--use-signed-timestamps', '--insecure-ignore-tlog', '--insecure-ignore-sct'];
    const own = join(stage.site.out, 'trusted_root.github.json');
    expect(await provenance('--trusted-root', own, ...ignoring)).toBe(0);
    expect(await provenance('--trusted-root', stage.site.standIns.trustedRoot)).not.toBe(0);
  });

  test("sigstore-go verifies the provenance by GitHub's root, which has no logs", async () => {
    const own = ['-trustedrootJSONpath', join(stage.site.out, 'trusted_root.github.json')];
    const unlogged = ['-requireTlog=false', '-requireCTlog=false'];
    const [hex = ''] = digestsOf(released).map((digest) => digest.slice('sha256:'.length));
    const by = (identity: string): Promise<number> =>
      provenanceOf(stage)
        .then((bundle) => stage.judges.sigstoreGo(bundle, hex, identity, ...own, ...unlogged))
        .then(({ code }) => code);
    expect(await by(identityOf(stage.site, 'v1.2.0'))).toBe(0);
    expect(await by(identityOf(stage.site, 'v1.1.0'))).not.toBe(0);
  });

  test(
    'mode: verify proves all of it from outside',
    async () => {
      const result = await verify(stage);
      expect(result.log.filter((line) => line.startsWith('NOT OK'))).toEqual([]);
      expect(result).toMatchObject({ conclusion: 'success', exitCode: 0 });
      expect(result.outputs['verified']).toBe('true');
      const said = result.log.join('\n');
      expect(said).toMatch(
        attestations ? /ok +Provenance of .*, at GitHub/ : /GitHub stores no provenance of/,
      );
    },
    RELEASE_MS,
  );

  test(
    'a rerun finds all of it',
    async () => {
      const again = await stage.release('v1.2.0');
      expect(again).toMatchObject({ conclusion: 'success', exitCode: 0 });
      const done = again.calls.filter((call) => writes(call) && (call.status ?? 0) < 400);
      expect(done.map(({ method, host, path }) => `${method} ${host}${path}`)).toEqual([]);
    },
    RELEASE_MS,
  );

  test('the notes and the summary say where the provenance is', () => {
    const body = stage.site.standIns.releases()[0]?.body ?? '';
    const line = body.split('\n').find((text) => text.includes('gh attestation verify')) ?? '';
    expect(line.includes('--bundle-from-oci')).toBe(!attestations);
    expect(released.summary.includes('GitHub stores no attestations')).toBe(!attestations);
    expect(body.includes('GitHub stores no attestations')).toBe(!attestations);
  });
});

test(
  "an internal repository's release is proven by GitHub's own root, also after the repository has become public",
  async () => {
    const state = await mkdtemp(join(tmpdir(), 'rehearsal-internal-'));
    const internal = await openStage({ visibility: 'internal', state });
    const identity = identityOf(internal.site, 'v1.2.0');
    let digests: readonly string[];
    try {
      const released = await internal.release('v1.2.0');
      expect(released).toMatchObject({ conclusion: 'success', exitCode: 0, outputs: { verified: 'true' } });
      const hosts = released.calls.map(({ host, path }) => host + path);
      expect(hosts).toContainEqual(expect.stringMatching(/^fulcio\.githubapp\.com\/.*signingCert$/));
      digests = digestsOf(released);
      expect(internal.site.standIns.violations()).toEqual([]);
    } finally {
      await internal.close();
    }
    const now = await openStage({ visibility: 'public', state });
    try {
      const verified = await verify(now);
      expect(verified.log.filter((line) => line.startsWith('NOT OK'))).toEqual([]);
      expect(verified).toMatchObject({ conclusion: 'success', exitCode: 0, outputs: { verified: 'true' } });
      const repo = ['--repo', now.site.repository, '--cert-identity', identity];
      const ends = digests.map((digest) =>
        now.judges.ghVerify(`oci://${now.judges.image}@${digest}`, ...repo),
      );
      expect((await Promise.all(ends)).map(({ code }) => code)).toEqual(digests.map(() => 0));
    } finally {
      await now.close();
      await rm(state, { recursive: true, force: true });
    }
  },
  SET_UP_MS,
);

test(
  'without the feature the owner of a public repository gets the same, and a token without the permission is refused',
  async () => {
    const stage = await openStage({ attestations: false });
    try {
      const refused = await stage.release('v1.2.0', { permissions: { attestations: 'none' } });
      expect(refused).toMatchObject({ conclusion: 'failure', exitCode: 1 });
      expect(refused.annotations.map(({ message }) => message).join('\n')).toMatch(/attestations: write/);
      const released = await stage.release('v1.2.0');
      expect(released).toMatchObject({ conclusion: 'success', exitCode: 0 });
      expect(released.summary).toMatch(/Feature not available for the octo-org organization/);
    } finally {
      await stage.close();
    }
  },
  SET_UP_MS,
);
