// The second profile: what the real Fulcio, Rekor v2 and timestamp authority sign, judged by programs that are not ours.
import { execFile } from 'node:child_process';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { JobResult } from '../runner/job.ts';
import { identityOf, ISSUER, SIGNATURE } from './programs.ts';
import { openStage, RELEASE_MS, SET_UP_MS, type Stage, writes } from './stage.ts';

const run = promisify(execFile);

let stage: Stage;
let released: JobResult;
let digests: readonly string[];
let dir: string;
const identity = (tag = 'v1.2.0'): string => identityOf(stage.site, tag);

beforeAll(async () => {
  stage = await openStage({ sigstore: 'real' });
  released = await stage.release('v1.2.0', { with: { binaries: 'binary' } });
  const platforms = JSON.parse(released.outputs['platform-digests'] ?? '{}') as Record<string, string>;
  digests = [released.outputs['digest'] ?? '', ...Object.values(platforms)];
  dir = join(stage.dir, 'download');
  await mkdir(dir, { recursive: true });
  await stage.judges.gh(...['release', 'download', 'v1.2.0', '--repo', stage.site.repository, '--dir', dir]);
}, SET_UP_MS);
afterAll(() => stage.close(), SET_UP_MS);

test('is released, and breaks no rule of GitHub or registry', () => {
  expect(stage.site.standIns.violations()).toEqual([]);
  expect(released).toMatchObject({ conclusion: 'success', exitCode: 0, orphans: 0 });
  expect(released.outputs['verified']).toBe('true');
});

test('the servers themselves have signed: their log holds every signature, their authority stamped it', async () => {
  const log = await readFile(join(stage.site.state, 'sigstore', 'tiles', 'checkpoint'), 'utf8');
  // Index, two platforms, checksums.
  expect(log.split('\n').slice(0, 2)).toEqual(['log2025-1.rekor.sigstore.dev', '4']);
  const bundle = JSON.parse(await readFile(join(dir, 'checksums.txt.sigstore.json'), 'utf8')) as {
    verificationMaterial: {
      tlogEntries: { kindVersion: object; integratedTime?: string }[];
      timestampVerificationData: { rfc3161Timestamps: object[] };
    };
  };
  const { tlogEntries, timestampVerificationData } = bundle.verificationMaterial;
  expect(tlogEntries).toMatchObject([{ kindVersion: { kind: 'hashedrekord', version: '0.0.2' } }]);
  expect(timestampVerificationData.rfc3161Timestamps).toHaveLength(1);
});

test('cosign verifies signature and provenance of index and platforms, by this identity alone', async () => {
  for (const digest of digests) {
    const ref = `${stage.judges.image}@${digest}`;
    const ends = await Promise.all([
      stage.judges.cosignVerify(ref, identity()),
      stage.judges.cosignVerify(ref, identity('v1.1.0')),
    ]);
    expect(ends.map(({ code, types }) => [code === 0, types.includes(SIGNATURE)])).toEqual([
      [true, true],
      [false, false],
    ]);
    expect((await stage.judges.cosignProvenance(ref, identity())).code).toBe(0);
  }
}, 60_000);

test('gh verifies the provenance of index, platforms and archives; another repository is refused', async () => {
  const archives = ['signpost_1.2.0_linux_amd64.tar.gz', 'signpost_1.2.0_linux_arm64.tar.gz'];
  const subjects = [
    ...digests.map((digest) => `oci://${stage.judges.image}@${digest}`),
    ...archives.map((name) => join(dir, name)),
  ];
  for (const subject of subjects) {
    const bundle = ['--bundle', join(dir, 'provenance.sigstore.json')];
    const ends = await Promise.all([
      stage.judges.ghVerify(subject, '--repo', stage.site.repository),
      stage.judges.ghVerify(subject, '--repo', stage.site.repository, ...bundle),
      stage.judges.ghVerify(subject, '--repo', 'octo-org/other', ...bundle),
    ]);
    expect(ends.map(({ code }) => code === 0)).toEqual([true, true, false]);
  }
}, 60_000);

test('sigstore-go verifies the provenance, and the signature of the checksums; another identity is refused', async () => {
  const { stdout } = await run('sha256sum', ['checksums.txt'], { cwd: dir });
  const checks = [
    ['provenance.sigstore.json', digests[0]?.slice('sha256:'.length) ?? ''],
    ['checksums.txt.sigstore.json', stdout.slice(0, 64)],
  ] as const;
  for (const [bundle, hex] of checks) {
    expect(await stage.judges.sigstoreGo(join(dir, bundle), hex, identity())).toMatchObject({ code: 0 });
    expect((await stage.judges.sigstoreGo(join(dir, bundle), hex, identity('v1.1.0'))).code).not.toBe(0);
  }
});

test('sha256sum and cosign verify the checksums', async () => {
  await run('sha256sum', ['--check', '--strict', 'checksums.txt'], { cwd: dir });
  const { code } = await stage.judges.cosign(
    ...['verify-blob', '--trusted-root', stage.site.standIns.trustedRoot],
    ...['--bundle', join(dir, 'checksums.txt.sigstore.json')],
    ...['--certificate-identity', identity(), '--certificate-oidc-issuer', ISSUER],
    join(dir, 'checksums.txt'),
  );
  expect(code).toBe(0);
});

test(
  'mode: verify proves all of it, and a rerun finds all of it',
  async () => {
    const verified = await stage.release('v1.2.0', {
      builder: false,
      ref: 'refs/heads/main',
      event: 'workflow_dispatch',
      with: { mode: 'verify', tag: 'v1.2.0' },
    });
    expect(verified.log.filter((line) => line.startsWith('NOT OK'))).toEqual([]);
    expect(verified.outputs['verified']).toBe('true');
    const again = await stage.release('v1.2.0', { with: { binaries: 'binary' } });
    expect(again).toMatchObject({ conclusion: 'success', exitCode: 0 });
    expect(again.calls.filter(writes).map(({ method, host, path }) => `${method} ${host}${path}`)).toEqual(
      [],
    );
  },
  RELEASE_MS,
);
