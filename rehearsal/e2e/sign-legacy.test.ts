import { execFile } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ReleaseRecord } from '../../src/plan/record/release-record.ts';
import { ensureCosign2 } from '../parts/cosign2.ts';
import type { JobResult } from '../runner/job.ts';
import { pem } from '../standins/core/keys.ts';
import { type Ended, identityOf, ISSUER, run } from './programs.ts';
import { openStage, RELEASE_MS, SET_UP_MS, type Stage, writes } from './stage.ts';

const exec = promisify(execFile);

interface TrustedRoot {
  readonly certificateAuthorities: readonly {
    readonly certChain: { readonly certificates: readonly { readonly rawBytes: string }[] };
  }[];
  readonly tlogs: readonly { readonly publicKey: { readonly rawBytes: string } }[];
  readonly ctlogs: readonly { readonly publicKey: { readonly rawBytes: string } }[];
}

/** cosign 2 of Debian stable, told of the stand-ins' roots by the variables that it has for a private Sigstore. */
async function cosign2For(stage: Stage): Promise<(...argv: readonly string[]) => Promise<Ended>> {
  const program = await ensureCosign2((line) => process.stderr.write(`${line}\n`));
  const dir = await mkdtemp(join(stage.dir, 'cosign2-'));
  const root = JSON.parse(await readFile(stage.site.standIns.trustedRoot, 'utf8')) as TrustedRoot;
  const write = async (name: string, label: string, ders: readonly string[]): Promise<string> => {
    await writeFile(join(dir, name), ders.map((der) => pem(label, Buffer.from(der, 'base64'))).join(''));
    return join(dir, name);
  };
  const [fulcio] = root.certificateAuthorities;
  const key = (list: TrustedRoot['tlogs']): string[] =>
    list.slice(0, 1).map(({ publicKey }) => publicKey.rawBytes);
  const chain = fulcio?.certChain.certificates.map(({ rawBytes }) => rawBytes) ?? [];
  const env = {
    ...stage.judges.env,
    HOME: dir,
    SIGSTORE_ROOT_FILE: await write('fulcio.pem', 'CERTIFICATE', chain),
    SIGSTORE_REKOR_PUBLIC_KEY: await write('rekor.pub', 'PUBLIC KEY', key(root.tlogs)),
    SIGSTORE_CT_LOG_PUBLIC_KEY_FILE: await write('ct.pub', 'PUBLIC KEY', key(root.ctlogs)),
  };
  return (...argv) => run(program, argv, env);
}

const newPublicKey = (): string =>
  generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
    .publicKey.export({ type: 'spki', format: 'pem' })
    .toString();

/** Index and platforms. */
function digestsIn({ outputs }: JobResult): readonly string[] {
  const platforms = JSON.parse(outputs['platform-digests'] ?? '{}') as Readonly<Record<string, string>>;
  return [outputs['digest'] ?? '', ...Object.values(platforms)];
}

const tagOf = (digest: string): string => `${digest.replace(':', '-')}.sig`;

/** How many signatures stand under cosign 2's tag. */
async function signaturesOf({ judges }: Stage, digest: string): Promise<number> {
  const { code, stdout } = await judges.crane('manifest', `${judges.image}:${tagOf(digest)}`);
  expect(code).toBe(0);
  return (JSON.parse(stdout) as { layers: readonly unknown[] }).layers.length;
}

describe('keyless', () => {
  const inputs = { 'sign-legacy': 'true' };
  let stage: Stage;
  let released: JobResult;
  let cosign2: Awaited<ReturnType<typeof cosign2For>>;

  beforeAll(async () => {
    stage = await openStage();
    released = await stage.release('v1.2.0', { with: inputs });
    cosign2 = await cosign2For(stage);
  }, SET_UP_MS);
  afterAll(() => stage.close(), SET_UP_MS);

  test('index and every platform have one signature more, under tags of their own', async () => {
    expect(stage.site.standIns.violations()).toEqual([]);
    expect(released).toMatchObject({ conclusion: 'success', exitCode: 0, orphans: 0 });
    expect(released.outputs['verified']).toBe('true');
    expect(digestsIn(released)).toHaveLength(3);
    for (const digest of digestsIn(released)) expect(await signaturesOf(stage, digest)).toBe(1);
    const record = JSON.parse(released.manifest ?? '{}') as ReleaseRecord;
    expect(record.signature?.images.map(({ legacyTag }) => legacyTag)).toEqual(
      digestsIn(released).map(tagOf),
    );
  });

  test('cosign 2 verifies each, by this identity alone', async () => {
    expect((await cosign2('version')).stdout).toMatch(/GitVersion: +(?:devel|v?2\.)/);
    for (const digest of digestsIn(released)) {
      const verify = (san: string): Promise<Ended> =>
        cosign2(
          ...['verify', '--certificate-identity', san, '--certificate-oidc-issuer', ISSUER],
          `${stage.judges.image}@${digest}`,
        );
      const ended = await verify(identityOf(stage.site, 'v1.2.0'));
      expect({ digest, ...ended }).toMatchObject({ code: 0 });
      expect(ended.stdout).toContain(digest);
      expect((await verify(identityOf(stage.site, 'v1.2.0').replace('release', 'other'))).code).not.toBe(0);
    }
  }, 60_000);

  test('cosign 3 verifies each, in either format', async () => {
    for (const digest of digestsIn(released)) {
      const who = ['--certificate-identity', identityOf(stage.site, 'v1.2.0')];
      const argv = [...who, '--certificate-oidc-issuer', ISSUER, `${stage.judges.image}@${digest}`];
      const root = ['--trusted-root', stage.site.standIns.trustedRoot];
      const ends = await Promise.all([
        stage.judges.cosign('verify', ...root, ...argv),
        stage.judges.cosign('verify', '--new-bundle-format=false', ...root, ...argv),
      ]);
      expect(ends.map(({ code }) => code)).toEqual([0, 0]);
    }
  }, 60_000);

  test('nothing public was written before the last of them', () => {
    const done = released.calls.filter((call) => writes(call) && (call.status ?? 0) < 400);
    const at = (path: RegExp): number[] =>
      done.flatMap((call, index) => (path.test(`${call.method} ${call.path}`) ? [index] : []));
    const last = Math.max(...at(/^PUT .*\/manifests\/sha256-[0-9a-f]{64}\.sig$/));
    expect(last).toBeGreaterThan(0);
    expect(Math.min(...at(/^PUT .*\/manifests\/(?:v1|latest)/))).toBeGreaterThan(last);
  });

  test(
    'a rerun finds them, and writes nothing',
    async () => {
      const again = await stage.release('v1.2.0', { with: inputs });
      expect(again).toMatchObject({ conclusion: 'success', exitCode: 0 });
      expect(again.calls.filter(writes).map(({ method, host, path }) => `${method} ${host}${path}`)).toEqual(
        [],
      );
      for (const digest of digestsIn(released)) expect(await signaturesOf(stage, digest)).toBe(1);
    },
    RELEASE_MS,
  );

  test(
    'mode: verify, given a key, takes no identity instead',
    async () => {
      const lied = await stage.release('v1.2.0', {
        builder: false,
        with: { mode: 'verify', sign: 'key', 'cosign-key': newPublicKey() },
      });
      expect(lied).toMatchObject({ exitCode: 1, outputs: { verified: 'false' } });
      expect(lied.log.filter((line) => line.includes('NOT OK'))).toEqual([
        expect.stringMatching(/The release's key is the one that is known: the record names no key: https/),
      ]);
    },
    RELEASE_MS,
  );

  test(
    'mode: verify proves them, and misses one that was taken away',
    async () => {
      const verify = (): Promise<JobResult> =>
        stage.release('v1.2.0', { builder: false, with: { mode: 'verify' } });
      const honest = await verify();
      expect(honest.log.filter((line) => /NOT OK|not run/.test(line))).toEqual([]);
      expect(honest.log).toContainEqual(expect.stringMatching(/^ok .* for cosign 2: .*3 digests, by https/));
      const [, platform = ''] = digestsIn(released);
      const [index = ''] = digestsIn(released);
      // Another digest's signature in its place, put there from behind.
      const base = `http://127.0.0.1:${stage.site.registryPort}/v2/${stage.site.repository}/manifests`;
      const { stdout: body } = await stage.judges.crane('manifest', `${stage.judges.image}:${tagOf(index)}`);
      const type = (JSON.parse(body) as { mediaType: string }).mediaType;
      const headers = { 'content-type': type };
      const put = await fetch(`${base}/${tagOf(platform)}`, { method: 'PUT', body, headers });
      expect(put.status).toBe(201);
      const lied = await verify();
      expect(lied).toMatchObject({ exitCode: 1, outputs: { verified: 'false' } });
      expect(lied.log.filter((line) => line.includes('NOT OK')).join('\n')).toMatch(
        /Signatures of \S+ for cosign 2: .*no signature in sha256-\S+\.sig verifies: .*it is of sha256:/,
      );
    },
    RELEASE_MS * 2,
  );

  test(
    'a rerun makes what was taken away, and that alone',
    async () => {
      const again = await stage.release('v1.2.0', { with: inputs });
      expect(again).toMatchObject({ conclusion: 'success', exitCode: 0 });
      const made = again.timeline.filter(({ phase, outcome }) => phase !== 'plan' && outcome === 'made');
      expect(made.map(({ title, detail }) => `${title}: ${detail}`)).toEqual([
        `Sign ${stage.judges.image} for cosign 2: 1 of 3 digests signed and read back`,
      ]);
    },
    RELEASE_MS,
  );
});

test(
  'by a key: cosign 2 verifies with the public key of the release',
  async () => {
    const stage = await openStage();
    try {
      const keys = join(stage.dir, 'keys');
      await mkdir(keys);
      const password = 'a pass word ';
      await exec(stage.site.world.tools.cosign, ['generate-key-pair'], {
        cwd: keys,
        env: { ...stage.site.world.tools.env, COSIGN_PASSWORD: password },
      });
      const key = await readFile(join(keys, 'cosign.key'), 'utf8');
      const inputs = {
        ...{ sign: 'key', 'cosign-key': key, 'cosign-password': password, attest: 'false' },
        ...{ 'sign-legacy': 'true', 'sign-assets': 'each' },
      };
      const released = await stage.release('v1.2.0', { with: inputs });
      expect(released).toMatchObject({ conclusion: 'success', outputs: { verified: 'true' } });
      const cosign2 = await cosign2For(stage);
      for (const digest of digestsIn(released)) {
        const by = ['--key', join(keys, 'cosign.pub')];
        expect(await cosign2('verify', ...by, `${stage.judges.image}@${digest}`)).toMatchObject({ code: 0 });
      }
      const again = await stage.release('v1.2.0', { with: inputs });
      expect(again.calls.filter(writes)).toEqual([]);
      const verified = await stage.release('v1.2.0', {
        builder: false,
        with: {
          mode: 'verify',
          sign: 'key',
          'cosign-key': key,
          'cosign-password': password,
          attest: 'false',
        },
      });
      expect(verified.log.filter((line) => /NOT OK|not run/.test(line))).toEqual([]);
      const withPublic = (pub: string): Promise<JobResult> =>
        stage.release('v1.2.0', {
          builder: false,
          with: { mode: 'verify', sign: 'key', 'cosign-key': pub, attest: 'false' },
        });
      const known = await withPublic(await readFile(join(keys, 'cosign.pub'), 'utf8'));
      expect(known.log.filter((line) => /NOT OK|not run/.test(line))).toEqual([]);
      expect(known).toMatchObject({ exitCode: 0, outputs: { verified: 'true' } });
      const strange = await withPublic(newPublicKey());
      expect(strange).toMatchObject({ exitCode: 1, outputs: { verified: 'false' } });
      const lies = strange.log.filter((line) => line.includes('NOT OK')).join('\n');
      expect(lies).toMatch(/NOT OK {3}The release's key is the one that is known: .* is another/);
      expect(lies).toMatch(/NOT OK {3}Signatures of \S+: index and every platform/);
      expect(lies).toMatch(/NOT OK {3}Signatures of \S+ for cosign 2/);
      expect(lies).toMatch(/NOT OK {3}Signature checksums\.txt\.sigstore\.json/);
      expect(lies).toMatch(/NOT OK {3}Signature release\.json\.sigstore\.json of release\.json/);
    } finally {
      await stage.close();
    }
  },
  SET_UP_MS,
);
