// The decisions among the parts that need no part: configurations, argument lists, pins, the example's history.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse as parseYaml } from 'yaml';
import { buildkitConfig, createArgs } from './builder.ts';
import { registration } from './emulators.ts';
import { engineConfig } from './engine.ts';
import { exampleCommits } from './example-commits.ts';
import { makeExample } from './example.ts';
import { BUILDKIT, BUILDX, GH } from './go-modules.ts';
import { goDirective, pinnedVersion } from './golang.ts';
import { fastImport } from './history.ts';
import { registryConfig } from './registry.ts';
import { ACTIONLINT } from './auditors.ts';
import { SIGSTORE, sigstoreArgs } from './sigstore-servers.ts';
import { atLeast, versionIn } from './versions.ts';

test('the registry listens on loopback alone and deletes', () => {
  expect(parseYaml(registryConfig('/data', 5010))).toEqual({
    version: 0.1,
    log: { level: 'warn' },
    storage: { filesystem: { rootdirectory: '/data' }, delete: { enabled: true } },
    http: { addr: '127.0.0.1:5010' },
  });
});

test('the private engine keeps its state in its folder and the firewall as it is', () => {
  expect(JSON.parse(engineConfig('/cache/engine', '/run/x', 'unix:///run/x/docker.sock'))).toMatchObject({
    // R3
    features: { 'containerd-snapshotter': false },
    'storage-driver': 'overlay2',
    'data-root': '/cache/engine/data',
    'exec-root': '/run/x/exec',
    hosts: ['unix:///run/x/docker.sock'],
    iptables: false,
    'ip-masq': false,
  });
});

describe('the builder', () => {
  test('goes through the proxy to production names, and not to loopback', () => {
    expect(createArgs('rehearsal', '/c/buildkitd.toml', 'http://127.0.0.1:9', 'ours:1')).toEqual([
      ...['buildx', 'create', '--name', 'rehearsal', '--driver', 'docker-container'],
      ...['--driver-opt', 'network=host', '--driver-opt', 'image=ours:1'],
      ...[
        '--driver-opt',
        'env.HTTPS_PROXY=http://127.0.0.1:9',
        '--driver-opt',
        'env.HTTP_PROXY=http://127.0.0.1:9',
      ],
      ...['--driver-opt', 'env.NO_PROXY=127.0.0.1', '--buildkitd-config', '/c/buildkitd.toml', '--bootstrap'],
    ]);
  });

  test('needs neither proxy nor image of ours', () => {
    expect(createArgs('b', '/c', undefined, undefined)).toEqual([
      ...['buildx', 'create', '--name', 'b', '--driver', 'docker-container', '--driver-opt', 'network=host'],
      ...['--buildkitd-config', '/c', '--bootstrap'],
    ]);
  });

  test.each([
    [undefined, ['ghcr.io'], ''],
    ['/t/ca.pem', ['ghcr.io'], '[registry."ghcr.io"]\n  ca = ["/t/ca.pem"]\n'],
    [
      '/t/ca.pem',
      ['ghcr.io', 'quay.io'],
      '[registry."ghcr.io"]\n  ca = ["/t/ca.pem"]\n[registry."quay.io"]\n  ca = ["/t/ca.pem"]\n',
    ],
  ])('trusts %s for %j', (ca, hosts, toml) => {
    expect(buildkitConfig(ca, hosts)).toBe(toml);
  });

  test('asks a registry on loopback for what is on Docker Hub', () => {
    expect(buildkitConfig(undefined, ['ghcr.io'], '127.0.0.1:5000')).toBe(
      '[registry."docker.io"]\n  mirrors = ["127.0.0.1:5000"]\n[registry."127.0.0.1:5000"]\n  http = true\n',
    );
  });
});

test('QEMU is registered for 64-bit little-endian ELF of the other machine', () => {
  expect(registration('aarch64', '/q')).toBe(
    String.raw`:qemu-aarch64:M::\x7f\x45\x4c\x46\x02\x01\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x02\x00\xb7\x00:` +
      String.raw`\xff\xff\xff\xff\xff\xff\xff\x00\xff\xff\xff\xff\xff\xff\xff\xff\xfe\xff\xff\xff:/q:POCF`,
  );
});

test('the real Sigstore servers listen on loopback, each on its own ports', () => {
  const ports = (first: number) => ({ http: first, grpc: first + 1, metrics: first + 2 });
  const args = sigstoreArgs(
    {
      fulcio: { certificate: '/ca.pem', key: '/ca.key', password: 'p', issuers: {} },
      rekor: { hostname: 'rekor.example', key: '/r.key' },
      timestamp: { chain: '/chain.pem', key: '/t.key' },
    },
    { fulcio: ports(1000), rekor: ports(2000), timestamp: ports(3000) },
    { config: '/fulcio.json', tiles: '/tiles' },
  );
  expect(args.timestamp).toEqual([
    ...['serve', '--host=127.0.0.1', '--port=3000', '--timestamp-signer=file'],
    ...['--file-signer-key-path=/t.key', '--certificate-chain-path=/chain.pem', '--disable-ntp-monitoring'],
  ]);
  expect(args.rekor).toEqual([
    ...[
      'serve',
      '--http-port=2000',
      '--grpc-port=2001',
      '--http-metrics-port=2002',
      '--hostname=rekor.example',
    ],
    ...['--storage-dir=/tiles', '--signer-filepath=/r.key', '--checkpoint-interval=100ms'],
    ...['--batch-max-age=10ms', '--log-level=warn'],
  ]);
  expect(args.fulcio).toEqual([
    ...['serve', '--host=127.0.0.1', '--port=1000', '--grpc-host=127.0.0.1', '--grpc-port=1001'],
    ...[
      '--metrics-port=1002',
      '--legacy-unix-domain-socket=@fulcio-1001',
      '--ca=fileca',
      '--fileca-watch=false',
    ],
    ...[
      '--fileca-cert=/ca.pem',
      '--fileca-key=/ca.key',
      '--fileca-key-passwd=p',
      '--config-path=/fulcio.json',
    ],
    '--ct-log-url=',
  ]);
});

describe('the pinned Go modules', () => {
  const goMod = (name: string): Promise<string> =>
    readFile(path.join(import.meta.dirname, 'go', name, 'go.mod'), 'utf8');

  test('gh is one with an attestation command that sends no token to the TUF host (2.98)', async () => {
    const version = versionIn(pinnedVersion(await goMod('gh'), GH.pinned ?? ''));
    expect(version && atLeast(version, [2, 98, 0])).toBe(true);
  });

  test('R3 buildx is what a hosted runner has, 0.36 or newer', async () => {
    const version = versionIn(pinnedVersion(await goMod('buildx'), BUILDX.pinned ?? ''));
    expect(version && atLeast(version, [0, 36, 0])).toBe(true);
  });

  test.each([GH, BUILDX, BUILDKIT, SIGSTORE, ACTIONLINT])(
    '$name has sums and asks for a Go that Debian sid has',
    async (module) => {
      const folder = path.join(import.meta.dirname, 'go', module.name);
      expect((await readdir(folder)).sort()).toEqual(['go.mod', 'go.sum', 'tools.go']);
      expect(goDirective(await goMod(module.name))).toMatch(/^1\.\d+/);
    },
  );

  test('a module that is not required has no version', () => {
    expect(() => pinnedVersion('module x\n\ngo 1.26\n', 'github.com/moby/buildkit')).toThrow(
      /does not require/,
    );
  });
});

describe('the example', () => {
  const commits = exampleCommits('octo-org/signpost');

  test('has every kind of commit that notes are made of', () => {
    const subjects = commits.map((commit) => commit.message.split('\n')[0] ?? '');
    for (const kind of [
      /^feat\(\w+\): .*\(#\d+\)$/,
      /^fix/,
      /^chore/,
      /^docs/,
      /^build/,
      /!: /,
      /^Merge pull request/,
    ]) {
      expect(subjects.filter((subject) => kind.test(subject))).not.toEqual([]);
    }
    const conventional = subjects.filter((subject) => /^\w+(\([\w-]+\))?!?: /.test(subject));
    expect(conventional.length).toBeGreaterThanOrEqual(12);
  });

  test('has the same commits wherever it is made', async () => {
    const dir = await mkdtemp(path.join(tmpdir(), 'example-'));
    try {
      const first = await makeExample(path.join(dir, 'a'));
      const second = await makeExample(path.join(dir, 'b'));
      expect(first.tags).toEqual(['v1.1.0', 'v1.2.0']);
      expect(first.head).toMatch(/^[0-9a-f]{40}$/);
      expect(second.head).toBe(first.head);
      const version = /"version": "(.*)"/.exec(await readFile(path.join(dir, 'a', 'package.json'), 'utf8'));
      expect(`v${version?.[1] ?? ''}`).toBe(first.tags.at(-1));
    } finally {
      await rm(dir, { recursive: true });
    }
  });
});

describe('fastImport', () => {
  const author = { name: 'A', email: 'a@example.com' };

  test('names parents by marks and counts bytes, not characters', () => {
    const stream = fastImport([
      { id: 'a', message: 'é', author, time: 1, files: { f: 'x' } },
      { id: 'b', message: 'b', author, time: 2, files: { f: null }, tag: ['v1.0.0', 't'] },
      { id: 'c', message: 'c', author, time: 3, parents: ['b', 'a'], files: {} },
    ]);
    expect(stream).toBe(
      'reset refs/heads/main\n' +
        'commit refs/heads/main\nmark :1\nauthor A <a@example.com> 1 +0000\ncommitter A <a@example.com> 1 +0000\n' +
        'data 2\né\nM 100644 inline f\ndata 1\nx\n\n' +
        'commit refs/heads/main\nmark :2\nauthor A <a@example.com> 2 +0000\ncommitter A <a@example.com> 2 +0000\n' +
        'data 1\nb\nfrom :1\nD f\n\n' +
        'tag v1.0.0\nfrom :2\ntagger A <a@example.com> 2 +0000\ndata 1\nt\n' +
        'commit refs/heads/main\nmark :3\nauthor A <a@example.com> 3 +0000\ncommitter A <a@example.com> 3 +0000\n' +
        'data 1\nc\nfrom :2\nmerge :1\n\n' +
        'done\n',
    );
  });

  test('refuses a parent nobody has', () => {
    expect(() => fastImport([{ id: 'a', message: 'a', author, time: 1, parents: ['z'], files: {} }])).toThrow(
      'no commit is called z',
    );
  });
});
