import { describe, expect, test } from '@jest/globals';
import { buildArgs, csvField, parseBuilder } from '../../src/world/buildx.ts';
import { hasSignatureOf, signArgs, verifyArgs } from '../../src/world/cosign.ts';
import type { ImageName } from '../../src/plan/image-name.ts';
import { scannedBuild } from '../../src/plan/build.ts';
import { attestationArgs, trustedRootArgs } from '../../src/world/gh.ts';
import type { SigstoreTrust } from '../../src/world/trust.ts';
import { fill, planOf } from '../samples.ts';
import { contextOf } from '../steps/published.ts';

describe('buildx', () => {
  const argv = (raw: Readonly<Record<string, string>>, platform = 0): readonly string[] => {
    const plan = planOf('v1.2.0', { raw: { labels: 'a=1', cache: 'none', ...raw } });
    return buildArgs({ ...plan.build, labels: [], annotations: [] }, plan.platforms[platform]!, {
      builder: 'b',
      metadataFile: '/t/m.json',
      secretNames: [['npm', 'BUILD_SECRET_0']],
    });
  };
  const head = (platform: string, name: string): readonly string[] => [
    'build',
    '--builder',
    'b',
    '--platform',
    platform,
    '--output',
    `type=image,${name},push-by-digest=true,name-canonical=true,push=true,oci-mediatypes=true,rewrite-timestamp=true`,
    '--metadata-file',
    '/t/m.json',
    '--progress',
    'plain',
  ];

  test('a scan is the same build, with the scanner for an SBOM', () => {
    const { build, platforms } = planOf('v1.2.0', { raw: { cache: 'none' } });
    const run = { builder: 'b', metadataFile: '/t/m.json', secretNames: [] };
    const [plain, scanned] = [build, scannedBuild(build)].map((one) => buildArgs(one, platforms[0]!, run));
    const attest = ['--attest', 'type=sbom,generator=docker/buildkit-syft-scanner:stable-1'];
    expect(scanned).toEqual(plain?.flatMap((word) => (word === '--sbom=false' ? attest : [word])));
  });

  test('one name', () => {
    expect(argv({})).toEqual([
      ...head('linux/amd64', 'name=ghcr.io/octo-org/app'),
      '--provenance=false',
      '--sbom=false',
      '--secret',
      'id=npm,env=BUILD_SECRET_0',
      '--',
      '.',
    ]);
  });

  test('everything at once, with what a shell or Docker’s CSV would take apart', () => {
    expect(
      argv(
        {
          image: 'ghcr.io/o/a\no/b',
          context: './dir with space',
          file: 'x/Dockerfile',
          target: 'final',
          'build-args': 'A=$(id); "q", b',
          'build-contexts': 'base=docker-image://alpine',
          'secret-files': 'key=/a,b"c',
          ssh: 'default',
          'buildkit-provenance': 'max',
        },
        1,
      ),
    ).toEqual([
      ...head('linux/arm64', '"name=ghcr.io/o/a,docker.io/o/b"'),
      '--provenance=mode=max',
      '--sbom=false',
      '--file',
      'x/Dockerfile',
      '--target',
      'final',
      '--build-arg',
      'A=$(id); "q", b',
      '--build-context',
      'base=docker-image://alpine',
      '--secret',
      'id=npm,env=BUILD_SECRET_0',
      '--secret',
      'id=key,"src=/a,b""c"',
      '--ssh',
      'default',
      '--',
      './dir with space',
    ]);
  });

  test.each([
    ['plain', 'plain'],
    ['a,b', '"a,b"'],
    ['a"b', '"a""b"'],
    ['a\nb', '"a\nb"'],
  ])('the field %j is %j', (text, field) => {
    expect(csvField(text)).toBe(field);
  });

  test('what inspect prints is a builder', () => {
    const text = `Name:          two
Driver:        docker-container
Last Activity: 2026-01-01 00:00:00 +0000 UTC

Nodes:
Name:                  two0
Endpoint:              unix:///var/run/docker.sock
Status:                running
Platforms:             linux/amd64*, linux/amd64/v2, linux/386
Name:                  two1
Platforms:             linux/arm64*, linux/amd64
`;
    expect(parseBuilder(text)).toEqual({
      name: 'two',
      driver: 'docker-container',
      platforms: ['linux/amd64', 'linux/amd64/v2', 'linux/386', 'linux/arm64'],
      ours: false,
    });
  });

  test('a builder that has not started tells no platforms', () => {
    expect(
      parseBuilder('Name: x\nDriver: docker-container\n\nNodes:\nPlatforms:\nStatus: inactive\n'),
    ).toMatchObject({ platforms: [] });
  });
});

describe('cosign', () => {
  const trust = { trustedRootFile: '/t/root.json' };
  const signer = {
    issuer: 'https://issuer',
    san: 'https://github.com/o/r/.github/workflows/x.yml@refs/tags/v1.2.0',
  };

  test('signs with the trust that was loaded, and asks nobody', () => {
    expect(signArgs({ ...trust, signingConfigFile: '/t/signing.json' })).toEqual([
      'sign',
      '--yes',
      '--signing-config',
      '/t/signing.json',
      '--trusted-root',
      '/t/root.json',
    ]);
    expect(signArgs(trust)).toEqual([
      'sign',
      '--yes',
      '--use-signing-config=false',
      '--trusted-root',
      '/t/root.json',
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
    const argv = attestationArgs(image, fill('a'), signer, options);
    expect(argv[argv.indexOf('--custom-trusted-root') + 1]).toBe(handed);
    const own = attestationArgs(image, fill('a'), signer, { ...options, trust: { ...trust, custom: false } });
    expect(own).not.toContain('--custom-trusted-root');
  });
});
