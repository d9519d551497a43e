import { chmod, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { ReleaseError, messageOf } from '../../../src/errors.ts';
import { makeExec } from '../../../src/world/process/exec.ts';
import { type ToolCache, runnerToolCache } from '../../../src/world/tools/cache.ts';
import type { Arch, ToolName } from '../../../src/world/tools/catalogue.ts';
import { makeDownload } from '../../../src/world/tools/download.ts';
import { type Tool, type ToolWorld, type ToolsOptions, ensureTool } from '../../../src/world/tools/ensure.ts';
import { type Authority, type SigningOptions, makeAuthority } from '../../support/world/authority.ts';
import { program } from '../../support/world/tools/elf.ts';
import { type Server, startServer } from '../../support/world/tools/server.ts';

const arch: Arch = process.arch === 'arm64' ? 'arm64' : 'x64';
const foreign: Arch = arch === 'x64' ? 'arm64' : 'x64';
const go = { x64: 'amd64', arm64: 'arm64' } as const;
const actions = 'https://token.actions.githubusercontent.com';

const answers: Readonly<Record<ToolName, (version: string) => string>> = {
  buildx: (version) => `github.com/docker/buildx v${version} abc\n`,
  cosign: (version) => `{\n  "gitVersion": "v${version}"\n}\n`,
  gh: (version) => `gh version ${version} (2026-11-01)\n`,
};
const signers: Readonly<Record<ToolName, (version: string) => SigningOptions>> = {
  buildx: (version) => ({
    issuer: actions,
    san: `https://github.com/docker/github-builder/.github/workflows/bake.yml@${'5'.repeat(40)}`,
    claims: { 12: 'https://github.com/docker/buildx', 14: `refs/tags/v${version}` },
  }),
  cosign: () => ({
    issuer: 'https://accounts.google.com',
    san: 'keyless@projectsigstore.iam.gserviceaccount.com',
  }),
  gh: () => ({
    issuer: actions,
    san: 'https://github.com/cli/cli/.github/workflows/deployment.yml@refs/heads/trunk',
    claims: { 12: 'https://github.com/cli/cli', 14: 'refs/heads/trunk' },
  }),
};
const paths: Readonly<Record<ToolName, (version: string) => string>> = {
  buildx: (version) => `/docker/buildx/releases/download/v${version}/buildx-v${version}.linux-${go[arch]}`,
  cosign: (version) => `/sigstore/cosign/releases/download/v${version}/cosign-linux-${go[arch]}`,
  gh: (version) => `/cli/cli/releases/download/v${version}/gh_${version}_linux_${go[arch]}.tar.gz`,
};
const lists: Readonly<Record<ToolName, (version: string) => string>> = {
  buildx: () => 'checksums.txt',
  cosign: () => 'cosign_checksums.txt',
  gh: (version) => `gh_${version}_checksums.txt`,
};

const exec = makeExec({ env: { PATH: '/usr/local/bin:/usr/bin:/bin' } });
const hex = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

let authority: Authority;
let stranger: Authority;
let dir: string;
let server: Server;
let world: ToolWorld;
let options: ToolsOptions;
const runnerEnv = { cache: process.env['RUNNER_TOOL_CACHE'], temp: process.env['RUNNER_TEMP'] };

beforeAll(async () => {
  authority = await makeAuthority();
  stranger = await makeAuthority();
});

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'tools-'));
  for (const name of ['bin', 'temp', 'cache', 'docker/cli-plugins'])
    await mkdir(join(dir, name), { recursive: true });
  // @actions/tool-cache reads these itself.
  process.env['RUNNER_TOOL_CACHE'] = join(dir, 'cache');
  process.env['RUNNER_TEMP'] = join(dir, 'temp');
  server = await startServer();
  world = {
    exec,
    download: makeDownload({
      userAgent: 'test',
      token: 'secret',
      retryPolicy: { attempts: 1, firstMs: 1, maxMs: 1 },
    }),
    cache: runnerToolCache,
    loadTrust: () => Promise.resolve(authority.trust()),
  };
  options = {
    ranges: { buildx: '9.9.9', cosign: '9.9.9', gh: '9.9.9' },
    arch,
    searchPath: [join(dir, 'bin')],
    dockerConfig: join(dir, 'docker'),
    tempDir: join(dir, 'temp'),
    mirror: server.origin,
    githubApi: server.origin,
  };
});

afterEach(async () => {
  await server.close();
  await rm(dir, { recursive: true });
  for (const [name, value] of [
    ['RUNNER_TOOL_CACHE', runnerEnv.cache],
    ['RUNNER_TEMP', runnerEnv.temp],
  ] as const) {
    if (value === undefined) Reflect.deleteProperty(process.env, name);
    else process.env[name] = value;
  }
});

async function place(path: string, bytes: Buffer | string, mode = 0o755): Promise<string> {
  const file = join(dir, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, bytes);
  await chmod(file, mode);
  return file;
}

interface Publication {
  /** What the program is for, and says of itself. */
  readonly arch?: Arch;
  readonly says?: string;
  /** Instead of the program altogether. */
  readonly bytes?: Buffer;
  readonly signer?: Partial<SigningOptions>;
  readonly by?: Authority;
  readonly predicateType?: string;
}

async function tarball(version: string, bytes: Buffer): Promise<Buffer> {
  await place(`stage/gh_${version}_linux_${go[arch]}/bin/gh`, bytes);
  return (
    await exec.run(
      ['tar', '-czf', '-', '-C', join(dir, 'stage'), '.'.concat(`/gh_${version}_linux_${go[arch]}`)].map(
        (arg) => arg.replace(/^\.\//, ''),
      ),
    )
  ).stdout;
}

/** Publishes a release on the server as the tool's own publisher does, but for what is said. */
async function publish(name: ToolName, version: string, publication: Publication = {}): Promise<void> {
  const bare = program(publication.arch ?? arch, answers[name](publication.says ?? version));
  const asset = publication.bytes ?? (name === 'gh' ? await tarball(version, bare) : bare);
  const path = paths[name](version);
  const file = path.slice(path.lastIndexOf('/') + 1);
  const by = publication.by ?? authority;
  const signer = { ...signers[name](version), ...publication.signer };
  const statement = {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name: file, digest: { sha256: hex(asset) } }],
    predicateType: publication.predicateType ?? 'https://slsa.dev/provenance/v1',
    predicate: {},
  };
  const bundle = name === 'cosign' ? await by.signBlob(asset, signer) : await by.attest(statement, signer);
  server.files.set(path, asset);
  server.files.set(`${dirname(path)}/${lists[name](version)}`, Buffer.from(`${hex(asset)}  ${file}\n`));
  if (name === 'gh') {
    const answer = Buffer.from(JSON.stringify({ attestations: [{ bundle }] }));
    server.files.set(`/repos/cli/cli/attestations/sha256:${hex(asset)}`, answer);
  } else {
    server.files.set(`${path}.sigstore.json`, Buffer.from(JSON.stringify(bundle)));
  }
}

/** For what must be refused: it fails on being asked to keep anything. */
const nothingIsKept: ToolCache = {
  find: () => undefined,
  keep: () => Promise.reject(new Error('it was kept')),
};

const names: readonly ToolName[] = ['buildx', 'cosign', 'gh'];

async function refusal(work: Promise<Tool>): Promise<{ message: string; hint: string }> {
  try {
    await work;
  } catch (error) {
    if (error instanceof ReleaseError) return { message: messageOf(error), hint: error.hint };
    throw error;
  }
  throw new Error('the tool was taken');
}

/** Every file under the cache and the temporary directory. */
async function leftBehind(): Promise<string[]> {
  const found = await Promise.all(
    ['cache', 'temp'].map((name) => readdir(join(dir, name), { recursive: true, withFileTypes: true })),
  );
  return found
    .flat()
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name);
}

describe('a tool on the runner', () => {
  test.each(names)('%s: is used when it fits, and nothing is asked of anybody', async (name) => {
    const path = await place(`bin/${name}`, program(arch, answers[name]('9.9.9')));
    expect(await ensureTool(name, world, { ...options, offline: true })).toEqual({
      name,
      version: '9.9.9',
      path,
      from: 'runner',
    });
    expect(server.asked).toEqual([]);
  });

  test('buildx is found as a plugin of the Docker CLI, before PATH', async () => {
    await place('bin/buildx', program(arch, answers.buildx('9.9.9')));
    const path = await place('docker/cli-plugins/docker-buildx', program(arch, answers.buildx('9.9.9')));
    expect(await ensureTool('buildx', world, options)).toMatchObject({ path, from: 'runner' });
  });

  test('a later one on PATH is used when the first does not fit', async () => {
    await place('bin/gh', program(arch, answers.gh('2.46.0')));
    const path = await place('bin2/gh', program(arch, answers.gh('9.9.9')));
    const searchPath = ['relative', '', join(dir, 'bin'), join(dir, 'bin2')];
    expect(await ensureTool('gh', world, { ...options, searchPath })).toMatchObject({ path });
  });

  test('one without a version is used only when any will do', async () => {
    const path = await place('bin/cosign', program(arch, answers.cosign('devel').replace('vdevel', 'devel')));
    const any = { ...options, ranges: { ...options.ranges, cosign: '*' }, offline: true };
    expect(await ensureTool('cosign', world, any)).toEqual({
      name: 'cosign',
      version: 'devel',
      path,
      from: 'runner',
    });
    expect(await refusal(ensureTool('cosign', world, { ...options, offline: true }))).toEqual({
      message: `No cosign on the runner fits 9.9.9 (found only ${path}: devel), and downloads are off`,
      hint: '- uses: sigstore/cosign-installer@v4',
    });
  });

  test.each<[string, string | Buffer, number, RegExp]>([
    ['is not executable', program(arch, answers.gh('9.9.9')), 0o644, /\(none was found\)/],
    ['is no program', 'MZ not a program', 0o755, /\(found only .*\/gh: gh exited with 127: /],
    [
      'fails',
      '#!/bin/sh\necho broken >&2\nexit 3\n',
      0o755,
      /\(found only .*\/gh: gh exited with 3: broken\)/,
    ],
    [
      'is something else',
      '#!/bin/sh\necho GNU Go 3.8\n',
      0o755,
      /\(found only .*\/gh: it answers "GNU Go 3.8"\)/,
    ],
  ])('one that %s is passed over', async (_name, bytes, mode, why) => {
    await place('bin/gh', bytes, mode);
    const { message } = await refusal(ensureTool('gh', world, { ...options, offline: true }));
    expect(message).toMatch(why);
  });

  test('gh is asked for its version without letting it report its use', async () => {
    await place(
      'bin/gh',
      '#!/bin/sh\necho "gh version 9.9.9 $GH_TELEMETRY $GH_NO_UPDATE_NOTIFIER" | tee asked.txt\n',
    );
    const inDir: ToolWorld = {
      ...world,
      exec: { run: (argv, more) => exec.run(argv, { ...more, cwd: dir }) },
    };
    await ensureTool('gh', inDir, options);
    expect(await readFile(join(dir, 'asked.txt'), 'utf8')).toBe('gh version 9.9.9 0 1\n');
  });

  test('none at all, offline', async () => {
    expect(await refusal(ensureTool('gh', world, { ...options, offline: true }))).toEqual({
      message: 'No gh on the runner fits 9.9.9 (none was found), and downloads are off',
      hint: 'sudo apt-get install gh   # from https://cli.github.com/packages',
    });
  });
});

describe('a tool from its publisher', () => {
  test.each(names)('%s: is proven, run, kept, and found again', async (name) => {
    await publish(name, '9.9.9');
    const path = join(dir, `cache/release-action-${name}/9.9.9/${arch}/${name}`);
    expect(await ensureTool(name, world, options)).toEqual({
      name,
      version: '9.9.9',
      path,
      from: 'download',
    });
    expect((await exec.run([path])).stdout.toString()).toBe(answers[name]('9.9.9'));
    expect(await readdir(join(dir, 'temp'))).toEqual([]);
    expect(await ensureTool(name, world, { ...options, offline: true })).toEqual({
      name,
      version: '9.9.9',
      path,
      from: 'tool-cache',
    });
    expect(server.asked.join('\n')).not.toContain('secret');
  });

  test('one that was kept, but no longer is what it was, is fetched again', async () => {
    await publish('cosign', '9.9.9');
    const { path } = await ensureTool('cosign', world, options);
    await writeFile(path, program(arch, answers.cosign('1.0.0')));
    expect(await ensureTool('cosign', world, options)).toMatchObject({ from: 'download' });
    expect(await readFile(path)).toEqual(program(arch, answers.cosign('9.9.9')));
  });

  test('gh: a mirror’s own copy of the attestation spares the way to GitHub', async () => {
    await publish('gh', '9.9.9');
    const [[api, answer]] = [...server.files].filter(([path]) => path.startsWith('/repos/')) as [
      [string, Buffer],
    ];
    const { attestations } = JSON.parse(answer.toString()) as { attestations: { bundle: unknown }[] };
    server.files.delete(api);
    server.files.set(
      `${paths.gh('9.9.9')}.jsonl`,
      Buffer.from(`${JSON.stringify(attestations[0]!.bundle)}\n`),
    );
    expect(await ensureTool('gh', world, options)).toMatchObject({ from: 'download' });
    expect(server.asked.filter((path) => path.startsWith('/repos/'))).toEqual([]);
  });

  test('what stands on the runner is named when the download fails', async () => {
    const path = await place('bin/gh', program(arch, answers.gh('2.46.0')));
    const { message } = await refusal(ensureTool('gh', world, options));
    expect(message).toBe(
      `No gh on the runner fits 9.9.9 (found only ${path}: 2.46.0): ` +
        `gh 9.9.9 could not be downloaded from ${server.origin}/cli/cli/releases/download/v9.9.9/: ` +
        `${server.origin}${paths.gh('9.9.9')} is not there`,
    );
  });

  test('a host that cannot be reached is named, with the way to do without', async () => {
    await server.close();
    const { message, hint } = await refusal(ensureTool('cosign', world, options));
    expect(message).toMatch(
      /^cosign 9\.9\.9 could not be downloaded from http:\/\/127\.0\.0\.1:\d+\/sigstore\/cosign\/releases\/download\/v9\.9\.9\/: .*ECONNREFUSED/,
    );
    expect(hint).toBe('Install it before this action runs:\n- uses: sigstore/cosign-installer@v4');
  });

  test('without a root of trust nothing is taken', async () => {
    await publish('cosign', '9.9.9');
    const loadTrust = (): Promise<never> =>
      Promise.reject(new ReleaseError('no root of trust', { hint: 'get one' }));
    expect(await refusal(ensureTool('cosign', { ...world, loadTrust }, options))).toEqual({
      message: 'no root of trust',
      hint: 'get one',
    });
    expect(await leftBehind()).toEqual([]);
  });
});

type Tamper = (name: ToolName) => Promise<void> | void;
const asset = (name: ToolName): Buffer => server.files.get(paths[name]('9.9.9')) as Buffer;
const replaceAsset = (name: ToolName, bytes: Buffer): void => {
  server.files.set(paths[name]('9.9.9'), bytes);
};
/** Replaces the asset and writes the checksum file to match, as one who holds the download server would. */
const replaceBoth = (name: ToolName, bytes: Buffer): void => {
  replaceAsset(name, bytes);
  const path = paths[name]('9.9.9');
  const file = path.slice(path.lastIndexOf('/') + 1);
  server.files.set(`${dirname(path)}/${lists[name]('9.9.9')}`, Buffer.from(`${hex(bytes)} *${file}\n`));
};
const flipped = (bytes: Buffer): Buffer => {
  const copy = Buffer.from(bytes);
  copy[copy.length - 3]! ^= 1;
  return copy;
};

describe('a download that is not what it should be is refused, and nothing of it stays', () => {
  const table: readonly [string, readonly ToolName[], Tamper, string][] = [
    [
      'a flipped byte',
      names,
      async (name) => {
        await publish(name, '9.9.9');
        replaceAsset(name, flipped(asset(name)));
      },
      'its SHA-256 is HEX, where LIST says HEX',
    ],
    [
      'half of it',
      names,
      async (name) => {
        await publish(name, '9.9.9');
        replaceAsset(name, asset(name).subarray(0, 60));
      },
      'its SHA-256 is HEX, where LIST says HEX',
    ],
    [
      'nothing',
      names,
      async (name) => {
        await publish(name, '9.9.9');
        replaceAsset(name, Buffer.alloc(0));
      },
      'its SHA-256 is HEX, where LIST says HEX',
    ],
    [
      'a web page',
      names,
      async (name) => {
        await publish(name, '9.9.9');
        replaceAsset(name, Buffer.from('<!DOCTYPE html><html><title>Sign in</title></html>'));
      },
      'it is a web page, not a program',
    ],
    [
      'web pages for everything',
      names,
      (name) => {
        const page = Buffer.from('<html><title>Blocked</title></html>');
        const path = paths[name]('9.9.9');
        for (const file of [path, `${path}.sigstore.json`, `${dirname(path)}/${lists[name]('9.9.9')}`])
          server.files.set(file, page);
      },
      'it is a web page, not a program',
    ],
    [
      'a checksum file that does not list it',
      names,
      async (name) => {
        await publish(name, '9.9.9');
        server.files.set(
          `${dirname(paths[name]('9.9.9'))}/${lists[name]('9.9.9')}`,
          Buffer.from(`${'0'.repeat(64)}  other\n`),
        );
      },
      'LIST has no sum for FILE',
    ],
    [
      'another program, its checksum to match',
      ['buildx'],
      async (name) => {
        await publish(name, '9.9.9');
        replaceBoth(name, program(arch, `${answers[name]('9.9.9')}evil`));
      },
      'The subject check failed: the statement does not speak of sha256:HEX',
    ],
    [
      'another program, its checksum to match',
      ['cosign'],
      async (name) => {
        await publish(name, '9.9.9');
        replaceBoth(name, program(arch, `${answers[name]('9.9.9')}evil`));
      },
      'The signature check failed: signature verification failed',
    ],
    [
      'another program, its checksum to match, and GitHub without an attestation of it',
      ['gh'],
      async (name) => {
        await publish(name, '9.9.9');
        replaceBoth(name, await tarball('9.9.9', program(arch, `${answers[name]('9.9.9')}evil`)));
      },
      'the publisher has signed nothing of this digest',
    ],
    [
      'the signature of a stranger’s Sigstore',
      names,
      (name) => publish(name, '9.9.9', { by: stranger }),
      'The certificate check failed: CHAIN',
    ],
    [
      'the signature of somebody else',
      names,
      (name) =>
        publish(name, '9.9.9', {
          signer: { san: 'https://github.com/mallory/x/.github/workflows/bake.yml@refs/heads/main' },
        }),
      'The identity check failed: https://github.com/mallory/x/.github/workflows/bake.yml@refs/heads/main signed, not SAN',
    ],
    [
      'the signature of another issuer’s user of that name',
      names,
      (name) => publish(name, '9.9.9', { signer: { issuer: 'https://evil.example' } }),
      'The issuer check failed: https://evil.example vouches for the signer, not ISSUER',
    ],
    [
      'the publisher’s reusable workflow, called from somebody else’s repository',
      ['buildx', 'gh'],
      (name) =>
        publish(name, '9.9.9', {
          signer: { claims: { 12: 'https://github.com/mallory/x', 14: 'refs/tags/v9.9.9' } },
        }),
      'The identity check failed: it was built from https://github.com/mallory/x, not REPOSITORY',
    ],
    [
      'the publisher’s workflow, run for another ref',
      ['buildx'],
      (name) =>
        publish(name, '9.9.9', {
          signer: { claims: { 12: 'https://github.com/docker/buildx', 14: 'refs/heads/x' } },
        }),
      'The identity check failed: it was built from refs/heads/x, not refs/tags/v9.9.9',
    ],
    [
      'an identity without a source',
      ['buildx', 'gh'],
      (name) => publish(name, '9.9.9', { signer: { claims: {} } }),
      'The identity check failed: it was built from nothing, not REPOSITORY',
    ],
    [
      'an attestation of something else',
      ['gh'],
      (name) => publish(name, '9.9.9', { predicateType: 'https://spdx.dev/Document' }),
      'The predicate check failed: it is https://spdx.dev/Document, not https://slsa.dev/provenance/v1',
    ],
    [
      'no signature',
      ['buildx', 'cosign'],
      async (name) => {
        await publish(name, '9.9.9');
        server.files.delete(`${paths[name]('9.9.9')}.sigstore.json`);
      },
      'URL.sigstore.json is not there',
    ],
    [
      'a web page for a signature',
      ['buildx', 'cosign'],
      async (name) => {
        await publish(name, '9.9.9');
        server.files.set(`${paths[name]('9.9.9')}.sigstore.json`, Buffer.from('<html>'));
      },
      'Unexpected token \'<\', "<html>" is not valid JSON',
    ],
    [
      'a program for another machine',
      names,
      (name) => publish(name, '9.9.9', { arch: foreign }),
      `it is ${foreign}, not ${arch}`,
    ],
    [
      'no program',
      ['buildx', 'cosign'],
      (name) => publish(name, '9.9.9', { bytes: Buffer.alloc(200, 'x') }),
      `it is no Linux program, not ${arch}`,
    ],
    [
      'another version',
      names,
      (name) => publish(name, '9.9.9', { says: '9.9.8' }),
      'it says that it is SAYS',
    ],
    [
      'a program that breaks off',
      ['buildx', 'cosign'],
      (name) => publish(name, '9.9.9', { bytes: program(arch, '').subarray(0, 120) }),
      'it does not run: NAME version was ended by SIGSEGV',
    ],
    [
      'a tarball without the program',
      ['gh'],
      async (name) => publish(name, '9.9.9', { bytes: await tarball('1.1.1', program(arch, '')) }),
      'gh_9.9.9_linux_GOARCH/bin/gh cannot be unpacked from it: TAR',
    ],
    [
      'no tarball',
      ['gh'],
      (name) => publish(name, '9.9.9', { bytes: Buffer.from('not a tarball') }),
      'gh_9.9.9_linux_GOARCH/bin/gh cannot be unpacked from it: TAR',
    ],
  ];

  const cases = table.flatMap(([what, tools, tamper, why]) =>
    tools.map((name) => [name, what, tamper, why] as const),
  );

  test.each(cases)('%s: %s', async (name, _what, tamper, why) => {
    await tamper(name);
    const { message, hint } = await refusal(ensureTool(name, { ...world, cache: nothingIsKept }, options));
    const url = server.origin + paths[name]('9.9.9');
    const expected = `${name} 9.9.9 from ${url} is refused: ${why}`
      .replace('LIST', lists[name]('9.9.9'))
      .replace('FILE', url.slice(url.lastIndexOf('/') + 1))
      .replace('URL', url)
      .replace('SAYS', { buildx: 'v9.9.8', cosign: 'v9.9.8', gh: '9.9.8' }[name])
      .replace('NAME', name)
      .replace('GOARCH', go[arch])
      .replace('ISSUER', signers[name]('9.9.9').issuer)
      .replace('REPOSITORY', signers[name]('9.9.9').claims?.[12] ?? '');
    const pattern = expected
      .replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
      .replaceAll('HEX', '[0-9a-f]{64}')
      .replace('CHAIN', 'Failed to verify certificate chain: .*')
      .replace('SAN', '\\S+')
      .replace('TAR', 'tar [\\s\\S]*');
    expect(message).toMatch(new RegExp(`^${pattern}$`));
    expect(hint).toMatch(/^Nothing was installed\. /);
    expect(await leftBehind()).toEqual([]);
    expect(server.asked.join('\n')).not.toContain('secret');
  });

  test('a proven file with another sum than the release is known to have', async () => {
    await publish('cosign', '3.0.6');
    const known = { ...options, ranges: { ...options.ranges, cosign: '3.0.6' } };
    const { message } = await refusal(ensureTool('cosign', { ...world, cache: nothingIsKept }, known));
    const sums = {
      x64: 'c956e5dfcac53d52bcf058360d579472f0c1d2d9b69f55209e256fe7783f4c74',
      arm64: 'bedac92e8c3729864e13d4a17048007cfafa79d5deca993a43a90ffe018ef2b8',
    };
    expect(message).toMatch(
      new RegExp(
        `is refused: its SHA-256 is [0-9a-f]{64}, where the release is known to have ${sums[arch]}$`,
      ),
    );
    expect(await leftBehind()).toEqual([]);
  });
});
