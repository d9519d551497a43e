import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { digest } from '../../../src/plan/brands.ts';
import { makeCosign, publicKeyOf } from '../../../src/world/sigstore/cosign.ts';
import type { Exec, RunOptions } from '../../../src/world/process/exec.ts';
import { ReleaseError } from '../../../src/errors.ts';
import { TransientError, isTransient } from '../../../src/world/retry/retry.ts';
import type { SigstoreTrust } from '../../../src/world/sigstore/trust.ts';
import type { SigningKey } from '../../../src/world/sigstore/signer.ts';

const trust = { trustedRootFile: '/t/root.json', signingConfigFile: '/t/config.json' } as SigstoreTrust;
const signer = { issuer: 'https://issuer', san: 'https://github.com/o/r/w.yml@refs/tags/v1' };
const image = { name: 'ghcr.io/o/r', registry: 'ghcr.io', repository: 'o/r' };
const one = digest(`sha256:${'1'.repeat(64)}`);
const key: SigningKey = {
  ref: 'env://COSIGN_PRIVATE_KEY',
  env: { COSIGN_PRIVATE_KEY: 'SECRET-key', COSIGN_PASSWORD: 'SECRET-password' },
  publicKeyFile: '/t/cosign.pub',
};

/** Records what is run; answers each command with what stands beside its first argument. */
function recorder(answers: Readonly<Record<string, string>>): {
  readonly exec: Exec;
  readonly calls: { readonly argv: readonly string[]; readonly env: RunOptions['env'] }[];
} {
  const calls: { readonly argv: readonly string[]; readonly env: RunOptions['env'] }[] = [];
  return {
    calls,
    exec: {
      run: (argv, options) => {
        calls.push({ argv, env: options?.env });
        const answer = answers[argv[1] ?? ''];
        if (answer === undefined) throw new Error(`unexpected: ${argv.join(' ')}`);
        return Promise.resolve({ code: 0, stdout: Buffer.from(answer), stderr: '' });
      },
    },
  };
}
const folder = mkdtempSync(join(tmpdir(), 'cosign-key-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});
const bundle = join(folder, 'bundle');
const noToken = (): never => {
  throw new Error('no token is asked for');
};

describe('by a key', () => {
  test('image and file are signed without a token, the key in the environment alone', async () => {
    const { exec, calls } = recorder({ 'attest-blob': '', 'sign-blob': '' });
    const cosign = makeCosign(exec, { path: 'cosign', trust, env: { A: '1' }, idToken: noToken, key });
    await cosign.sign({ image, digest: one }, bundle, () => undefined);
    await cosign.signBlob('/w/sums', '/w/sums.bundle', () => undefined);
    const common = [
      ...['--yes', '--key', 'env://COSIGN_PRIVATE_KEY', '--signing-config', '/t/config.json'],
      ...['--trusted-root', '/t/root.json'],
    ];
    expect(calls).toEqual([
      {
        argv: ['cosign', 'attest-blob', ...common, '--statement', `${bundle}.statement`, '--bundle', bundle],
        env: { A: '1', ...key.env },
      },
      {
        argv: ['cosign', 'sign-blob', ...common, '--bundle', '/w/sums.bundle', '/w/sums'],
        env: { A: '1', ...key.env },
      },
    ]);
    expect(readFileSync(`${bundle}.statement`, 'utf8')).toBe(
      `{"_type":"https://in-toto.io/Statement/v1","subject":[{"digest":{"sha256":"${one.slice(7)}"},"annotations":{}}],"predicateType":"https://sigstore.dev/cosign/sign/v1","predicate":{}}`,
    );
    expect(JSON.stringify(calls.map(({ argv }) => argv))).not.toContain('SECRET');
  });

  test('image and file are verified by the public key, without the private one', async () => {
    const payload = {
      critical: {
        type: 'https://sigstore.dev/cosign/sign/v1',
        image: { 'docker-manifest-digest': one },
      },
    };
    const { exec, calls } = recorder({ verify: JSON.stringify([payload]), 'verify-blob': '' });
    const cosign = makeCosign(exec, { path: 'cosign', trust, env: {}, idToken: noToken, key });
    await cosign.verify(image, [one], signer);
    await cosign.verifyBlob('/w/sums', '/w/sums.bundle', signer);
    const by = ['--trusted-root', '/t/root.json', '--key', '/t/cosign.pub'];
    expect(calls).toEqual([
      { argv: ['cosign', 'verify', ...by, '--output', 'json', `ghcr.io/o/r@${one}`], env: {} },
      { argv: ['cosign', 'verify-blob', ...by, '--bundle', '/w/sums.bundle', '/w/sums'], env: {} },
    ]);
  });

  test('the public key is what cosign says', async () => {
    const { exec, calls } = recorder({ 'public-key': 'PEM' });
    expect(await publicKeyOf(exec, 'cosign', key)).toBe('PEM');
    expect(calls).toEqual([
      { argv: ['cosign', 'public-key', '--key', 'env://COSIGN_PRIVATE_KEY'], env: key.env },
    ]);
  });
});

test('a digest of which cosign shows no signature is looked at again by its step', async () => {
  const attested = { critical: { type: 'https://slsa.dev/provenance/v1' } };
  const { exec } = recorder({ verify: JSON.stringify([attested]) });
  const plainTrust = { trustedRootFile: '/t/root.json' } as SigstoreTrust;
  const cosign = makeCosign(exec, { path: 'cosign', trust: plainTrust, env: {}, idToken: noToken });
  const verified = cosign.verify(image, [one], signer);
  await expect(verified).rejects.toThrow(TransientError);
  await expect(verified).rejects.toThrow(
    `cosign finds no signature of ${one} in ghcr.io/o/r, only attestations`,
  );
});

test.each<[string, boolean]>([
  ['cosign verify-attestation exited with 1:\nError: no matching attestations: ', true],
  ['cosign verify exited with 1:\nError: no signatures found', true],
  ['cosign verify-attestation exited with 1:\nError: none of the expected identities matched', false],
])('what cosign does not find is looked at again, what it refuses is not: %j', async (message, again) => {
  const exec: Exec = { run: () => Promise.reject(new ReleaseError(message, { hint: 'see' })) };
  const plainTrust = { trustedRootFile: '/t/root.json' } as SigstoreTrust;
  const cosign = makeCosign(exec, { path: 'cosign', trust: plainTrust, env: {}, idToken: noToken });
  for (const asked of [cosign.verify(image, [one], signer), cosign.verifyProvenance(image, [one], signer)]) {
    const thrown: unknown = await asked.catch((error: unknown) => error);
    expect((thrown as Error).message).toBe(message);
    expect(isTransient(thrown)).toBe(again);
  }
});

test('keyless, a file is signed by a fresh token and verified by the identity', async () => {
  const { exec, calls } = recorder({ 'sign-blob': '', 'verify-blob': '' });
  const idToken = (): Promise<string> => Promise.resolve('SECRET-token');
  const plainTrust = { trustedRootFile: '/t/root.json' } as SigstoreTrust;
  const cosign = makeCosign(exec, { path: 'cosign', trust: plainTrust, env: {}, idToken });
  await cosign.signBlob('f', 'b', () => undefined);
  await cosign.verifyBlob('f', 'b', signer);
  expect(calls).toEqual([
    {
      argv: [
        ...['cosign', 'sign-blob', '--yes', '--use-signing-config=false', '--trusted-root', '/t/root.json'],
        ...['--bundle', 'b', 'f'],
      ],
      env: { SIGSTORE_ID_TOKEN: 'SECRET-token' },
    },
    {
      argv: [
        ...['cosign', 'verify-blob', '--trusted-root', '/t/root.json', '--certificate-identity', signer.san],
        ...['--certificate-oidc-issuer', signer.issuer, '--bundle', 'b', 'f'],
      ],
      env: {},
    },
  ]);
});
