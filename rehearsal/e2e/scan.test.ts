// `sbom: auto`: BuildKit's own scanner protocol, a real scanner, and the SBOM of each platform attested by Sigstore.
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { JobResult } from '../runner/job.ts';
import { identityOf, ISSUER } from './programs.ts';
import { openStage, RELEASE_MS, SET_UP_MS, type Stage, writes } from './stage.ts';

const TYPE = 'https://spdx.dev/Document/v2.3';
const inputs = { sbom: 'auto' };

let stage: Stage;
let released: JobResult;
let platforms: Readonly<Record<string, string>>;
let dir: string;

beforeAll(async () => {
  stage = await openStage();
  released = await stage.release('v1.2.0', { with: inputs, env: { BUILDX_DEFAULT_POLICY: '1' } });
  platforms = JSON.parse(released.outputs['platform-digests'] ?? '{}') as Record<string, string>;
  dir = join(stage.dir, 'download');
  await mkdir(dir, { recursive: true });
  await stage.judges.gh(...['release', 'download', 'v1.2.0', '--repo', stage.site.repository, '--dir', dir]);
}, SET_UP_MS);
afterAll(() => stage.close(), SET_UP_MS);

test('is released, and breaks no rule of GitHub, registry or Sigstore', () => {
  expect(stage.site.standIns.violations()).toEqual([]);
  expect(released).toMatchObject({ conclusion: 'success', exitCode: 0, orphans: 0 });
  expect(released.outputs['verified']).toBe('true');
});

test("S4 buildx's own policy, where a runner turns it on, lets the scanner's stable-1 pass: it asks proof of other tags", () => {
  const scans = released.timeline.filter(({ title }) => title.includes('SBOM'));
  expect(scans.map(({ outcome }) => outcome)).toContain('made');
  expect(released.log.join('\n')).not.toMatch(/not allowed by default policy/);
});

test("the index has the platforms alone, none of BuildKit's attestation manifests", async () => {
  const { stdout } = await stage.judges.crane('manifest', `${stage.judges.image}:v1.2.0`);
  const { manifests } = JSON.parse(stdout) as {
    manifests: { digest: string; platform: { os: string; architecture: string } }[];
  };
  expect(manifests.map(({ platform: { os, architecture } }) => `${os}/${architecture}`)).toEqual([
    'linux/amd64',
    'linux/arm64',
  ]);
  expect(manifests.map(({ digest }) => digest)).toEqual(Object.values(platforms));
});

test('each platform has an SBOM of its own, which gh and cosign verify; for the other it is refused', async () => {
  const [amd64 = '', arm64 = ''] = [platforms['linux/amd64'], platforms['linux/arm64']];
  for (const [digest, arch, other] of [
    [amd64, 'amd64', arm64],
    [arm64, 'arm64', amd64],
  ] as const) {
    const bundle = ['--bundle', join(dir, `sbom_linux_${arch}.sigstore.json`)];
    const wanted = ['--repo', stage.site.repository, '--predicate-type', TYPE];
    const ref = (one: string): string => `oci://${stage.judges.image}@${one}`;
    const ends = await Promise.all([
      stage.judges.ghVerify(ref(digest), ...wanted),
      stage.judges.ghVerify(ref(digest), ...wanted, '--bundle-from-oci'),
      stage.judges.ghVerify(ref(digest), ...wanted, ...bundle),
      stage.judges.cosign(
        ...['verify-attestation', '--trusted-root', stage.site.standIns.trustedRoot, '--type', TYPE],
        ...['--certificate-identity', identityOf(stage.site, 'v1.2.0'), '--certificate-oidc-issuer', ISSUER],
        `${stage.judges.image}@${digest}`,
      ),
    ]);
    expect(ends.map(({ code, stderr }) => (code === 0 ? 0 : stderr))).toEqual([0, 0, 0, 0]);
    expect((await stage.judges.ghVerify(ref(other), ...wanted, ...bundle)).code).not.toBe(0);
  }
}, 60_000);

test('the document is what the scanner saw: the program in that platform', async () => {
  const text = await readFile(join(dir, 'sbom_linux_arm64.sigstore.json'), 'utf8');
  const { dsseEnvelope } = JSON.parse(text) as { dsseEnvelope: { payload: string } };
  const { predicate } = JSON.parse(Buffer.from(dsseEnvelope.payload, 'base64').toString()) as {
    predicate: { creationInfo: { creators: string[] }; files: { fileName: string }[] };
  };
  expect(predicate.creationInfo.creators).toContain('Tool: rehearsal-scanner');
  expect(predicate.files.map(({ fileName }) => fileName)).toContainEqual(expect.stringMatching(/signpost$/));
});

test(
  'mode: verify accepts the SBOMs',
  async () => {
    const result = await stage.release('v1.2.0', {
      builder: false,
      ref: 'refs/heads/main',
      event: 'workflow_dispatch',
      with: { mode: 'verify', tag: 'v1.2.0' },
    });
    expect(result.log.filter((line) => line.startsWith('NOT OK'))).toEqual([]);
    expect(result.outputs['verified']).toBe('true');
  },
  RELEASE_MS,
);

test(
  'a rerun finds the SBOMs, though another scan would have another name and time',
  async () => {
    const again = await stage.release('v1.2.0', { with: inputs });
    expect(again).toMatchObject({ conclusion: 'success', exitCode: 0 });
    expect(again.calls.filter(writes).map(({ method, host, path }) => `${method} ${host}${path}`)).toEqual(
      [],
    );
  },
  RELEASE_MS,
);

test(
  'a run that was killed before it had a draft is finished by the next',
  async () => {
    const other = await openStage();
    try {
      const killed = await other.release('v1.2.0', {
        with: inputs,
        killAfter: { at: /^POST api\.github\.com\/.*\/releases$/, phase: 'before' },
      });
      expect(killed.exitCode).not.toBe(0);
      const next = await other.release('v1.2.0', { with: inputs });
      expect(next).toMatchObject({ conclusion: 'success', exitCode: 0 });
      expect(next.outputs['digest']).toBe(released.outputs['digest']);
    } finally {
      await other.close();
    }
  },
  SET_UP_MS,
);
