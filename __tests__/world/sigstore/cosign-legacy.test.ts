import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { legacyServices } from '../../../src/world/sigstore/cosign-services.ts';
import { makeCosign } from '../../../src/world/sigstore/cosign.ts';
import type { Exec, RunOptions } from '../../../src/world/process/exec.ts';
import type { SigstoreTrust } from '../../../src/world/sigstore/trust.ts';
import { fill } from '../../support/samples.ts';
import { payloadOf } from '../../support/world/legacy.ts';

const folder = mkdtempSync(join(tmpdir(), 'legacy-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const signer = { issuer: 'https://issuer', san: 'https://github.com/o/r/w.yml@refs/tags/v1' };
const image = { name: 'ghcr.io/o/r', registry: 'ghcr.io', repository: 'o/r' };
const one = fill('1');
const root = '/t/root.json';

interface Call {
  readonly argv: readonly string[];
  readonly env: RunOptions['env'];
}

/** Records what is run, and answers `verify` with this. */
function recorder(verified = ''): { readonly exec: Exec; readonly calls: Call[] } {
  const calls: Call[] = [];
  const run: Exec['run'] = (argv, options) => {
    calls.push({ argv, env: options?.env });
    return Promise.resolve({ code: 0, stdout: Buffer.from(verified), stderr: '' });
  };
  return { exec: { run }, calls };
}

/** A signing configuration in a file. */
function configOf(config: unknown): Pick<SigstoreTrust, 'custom' | 'signingConfigFile'> {
  const signingConfigFile = join(folder, 'signing_config.json');
  writeFileSync(signingConfigFile, JSON.stringify(config));
  return { custom: true, signingConfigFile };
}
const service = (url: string, majorApiVersion: number): object => ({ url, majorApiVersion });

describe('for cosign 2', () => {
  test('an image is signed in its format, without a signing configuration', async () => {
    const { exec, calls } = recorder();
    const trust = { trustedRootFile: root, signingConfigFile: '/t/c.json', custom: false } as SigstoreTrust;
    const idToken = (): Promise<string> => Promise.resolve('SECRET-token');
    const cosign = makeCosign(exec, { path: 'cosign', trust, env: { A: '1' }, idToken });
    await cosign.signLegacy(image, [one], () => undefined);
    expect(calls).toEqual([
      {
        argv: [
          ...['cosign', 'sign', '--new-bundle-format=false', '--yes', '--use-signing-config=false'],
          ...['--trusted-root', root, `ghcr.io/o/r@${one}`],
        ],
        env: { A: '1', SIGSTORE_ID_TOKEN: 'SECRET-token' },
      },
    ]);
  });

  test("an image is signed by a key, at the services of a Sigstore of one's own", async () => {
    const { exec, calls } = recorder();
    const config = configOf({
      caUrls: [service('https://fulcio.example', 1)],
      rekorTlogUrls: [service('https://rekor2.example', 2), service('https://rekor.example', 1)],
    });
    const trust = { trustedRootFile: root, ...config } as SigstoreTrust;
    const key = { ref: 'awskms:///k', env: {}, publicKeyFile: '/t/cosign.pub' };
    const idToken = (): never => {
      throw new Error('no token is asked for');
    };
    const cosign = makeCosign(exec, { path: 'cosign', trust, env: {}, idToken, key });
    await cosign.signLegacy(image, [one], () => undefined);
    expect(calls[0]?.argv).toEqual([
      ...['cosign', 'sign', '--new-bundle-format=false', '--yes', '--key', 'awskms:///k'],
      ...['--use-signing-config=false', '--trusted-root', root],
      ...['--fulcio-url', 'https://fulcio.example', '--rekor-url', 'https://rekor.example'],
      `ghcr.io/o/r@${one}`,
    ]);
  });

  test.each([
    ['a signature of it', payloadOf(one), true],
    ['one of another digest', payloadOf(fill('2')), false],
    ['something else', payloadOf(one, 'https://slsa.dev/provenance/v1'), false],
  ])('an image is verified where cosign shows %s', async (_, payload, verifies) => {
    const { exec, calls } = recorder(`[${payload.toString()}]`);
    const trust = { trustedRootFile: root } as SigstoreTrust;
    const cosign = makeCosign(exec, { path: 'cosign', trust, env: {}, idToken: () => Promise.resolve('') });
    const proof = cosign.verifyLegacy(image, [one], signer);
    await (verifies ? proof : expect(proof).rejects.toThrow('cosign finds no signature'));
    expect(calls[0]?.argv).toEqual([
      ...['cosign', 'verify', '--new-bundle-format=false', '--trusted-root', root],
      ...['--certificate-identity', signer.san, '--certificate-oidc-issuer', signer.issuer],
      ...['--output', 'json', `ghcr.io/o/r@${one}`],
    ]);
  });
});

describe('the services for it', () => {
  test("of Sigstore's own instance are known to cosign", async () => {
    expect(await legacyServices({ custom: false, signingConfigFile: '/nowhere' })).toEqual([]);
    expect(await legacyServices({ custom: true })).toEqual([]);
  });

  test.each<[string, unknown]>([
    ['Rekor v2 alone', { rekorTlogUrls: [service('https://rekor2.example', 2)] }],
    ['no log', { caUrls: [service('https://fulcio.example', 1)] }],
    ['nothing', null],
    ['no list', { rekorTlogUrls: 'https://rekor.example' }],
    ['no URL', { rekorTlogUrls: [null, { majorApiVersion: 1 }] }],
  ])('are missing where a configuration names %s', async (_, config) => {
    await expect(legacyServices(configOf(config))).rejects.toThrow('names no Rekor v1');
  });
});
