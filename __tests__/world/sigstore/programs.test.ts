import { describe, expect, test } from '@jest/globals';
import {
  hasAttestationOf,
  hasSignatureOf,
  signArgs,
  verifyArgs,
} from '../../../src/world/sigstore/cosign-args.ts';
import type { ImageName } from '../../../src/plan/oci/image-name.ts';
import { attestationArgs, trustedRootArgs } from '../../../src/world/sigstore/gh.ts';
import type { SigstoreTrust } from '../../../src/world/sigstore/trust.ts';
import { fill } from '../../support/samples.ts';
import { contextOf } from '../../support/published.ts';

describe('cosign', () => {
  const trust = { trustedRootFile: '/t/root.json' };
  const signer = {
    issuer: 'https://issuer',
    san: 'https://github.com/o/r/.github/workflows/x.yml@refs/tags/v1.2.0',
  };

  test('signs with the trust that was loaded, and asks nobody', () => {
    const files = { statementFile: '/t/s.json', bundleFile: '/t/b.json' };
    expect(signArgs({ ...trust, signingConfigFile: '/t/signing.json' }, files)).toEqual([
      'attest-blob',
      '--yes',
      '--signing-config',
      '/t/signing.json',
      '--trusted-root',
      '/t/root.json',
      '--statement',
      '/t/s.json',
      '--bundle',
      '/t/b.json',
    ]);
    expect(signArgs(trust, files)).toEqual([
      'attest-blob',
      '--yes',
      '--use-signing-config=false',
      '--trusted-root',
      '/t/root.json',
      '--statement',
      '/t/s.json',
      '--bundle',
      '/t/b.json',
    ]);
  });

  test('verifies the whole identity, not a pattern', () => {
    expect(verifyArgs(trust, signer)).toEqual([
      '--trusted-root',
      '/t/root.json',
      '--certificate-identity',
      signer.san,
      '--certificate-oidc-issuer',
      'https://issuer',
      '--output',
      'json',
    ]);
  });

  test("needs no log of GitHub's own instance, which keeps none", () => {
    expect(verifyArgs({ ...trust, instance: 'github' }, signer)).toEqual([
      '--trusted-root',
      '/t/root.json',
      '--use-signed-timestamps',
      '--insecure-ignore-tlog',
      '--insecure-ignore-sct',
      '--certificate-identity',
      signer.san,
      '--certificate-oidc-issuer',
      'https://issuer',
      '--output',
      'json',
    ]);
  });

  const line = (type: string, digest: string): string =>
    JSON.stringify([{ critical: { type, image: { 'docker-manifest-digest': digest } } }]);
  const signature = 'https://sigstore.dev/cosign/sign/v1';
  test.each([
    ['a signature', line(signature, fill('a')), true],
    [
      'a signature among others',
      `notice\n${line('https://slsa.dev/provenance/v1', fill('a'))}\n${line(signature, fill('a'))}\n`,
      true,
    ],
    ['an entry that is null', '[null]', false],
    ['an attestation alone', line('https://slsa.dev/provenance/v1', fill('a')), false],
    ['a signature of another digest', line(signature, fill('b')), false],
    ['nothing', '', false],
    ['no payload', '[{}]', false],
  ])('%s', (_name, output, expected) => {
    expect(hasSignatureOf(output, fill('a'))).toBe(expected);
  });

  const attested = (type: string, asked: string): string =>
    JSON.stringify([
      {
        critical: {
          type,
          // The first digest that the statement speaks of, whatever was asked for.
          image: { 'docker-manifest-digest': fill('a') },
          identity: { 'docker-reference': `ghcr.io/o/r@${asked}` },
        },
      },
    ]);
  const slsa = 'https://slsa.dev/provenance/v1';
  test.each([
    ['an attestation of what was asked for', attested(slsa, fill('b')), true],
    ['one that was shown for another digest', attested(slsa, fill('a')), false],
    ['one of another type', attested(signature, fill('b')), false],
    ['one without a reference', line(slsa, fill('b')), false],
    ['nothing', '', false],
  ])('%s', (_name, output, expected) => {
    expect(hasAttestationOf(output, fill('b'), slsa)).toBe(expected);
  });
});

describe('gh', () => {
  const github = { serverUrl: 'https://github.com' };

  test.each([
    ['its own roots', github, undefined, []],
    [
      'those of a mirror',
      github,
      { mirror: 'https://tuf.example.com', root: '/t/root.json' },
      ['--tuf-url', 'https://tuf.example.com', '--tuf-root', '/t/root.json'],
    ],
    [
      'those of another server',
      { serverUrl: 'https://octo.ghe.com' },
      undefined,
      ['--hostname', 'octo.ghe.com'],
    ],
  ])('says %s', (_name, repository, source, more) => {
    expect(trustedRootArgs(repository, source)).toEqual(['attestation', 'trusted-root', ...more]);
  });

  test.each([
    ['a file with both roots where there are two', '/t/both.jsonl', '/t/both.jsonl'],
    ['one root', undefined, '/t/root.json'],
  ])('is handed %s', (_name, rootsFile, handed) => {
    const trust = {
      instance: 'public-good',
      trustedRootFile: '/t/root.json',
      ...(rootsFile === undefined ? {} : { rootsFile }),
      custom: true,
    } as SigstoreTrust;
    const signer = { issuer: 'i', san: 's' };
    const image = { name: 'ghcr.io/o/r', registry: 'ghcr.io', repository: 'o/r' } as ImageName;
    const options = { repository: contextOf().repository, trust };
    const argv = attestationArgs(image, fill('a'), signer, { options });
    expect(argv[argv.indexOf('--custom-trusted-root') + 1]).toBe(handed);
    const own = attestationArgs(image, fill('a'), signer, {
      options: { ...options, trust: { ...trust, custom: false } },
    });
    expect(own).not.toContain('--custom-trusted-root');
  });
});
