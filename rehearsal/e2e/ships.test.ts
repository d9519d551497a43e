import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, readFile, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { startBuilder } from '../parts/builder.ts';
import type { KeptBuilders } from '../parts/kept-builder.ts';
import type { JobResult } from '../runner/job.ts';
import { verification } from '../runner/verification.ts';
import { identityOf, ISSUER } from './programs.ts';
import { openStage, RELEASE_MS, SET_UP_MS, type Stage, writes } from './stage.ts';

const run = promisify(execFile);

const ARCHIVES = ['signpost_1.2.0_linux_amd64.tar.gz', 'signpost_1.2.0_linux_arm64.tar.gz'] as const;
const SPDX = {
  spdxVersion: 'SPDX-2.3',
  SPDXID: 'SPDXRef-DOCUMENT',
  name: 'signpost',
  dataLicense: 'CC0-1.0',
  documentNamespace: 'https://example.com/signpost/1',
  creationInfo: { created: '2026-01-01T00:00:00Z', creators: ['Tool: hand'] },
  packages: [],
};
const CYCLONEDX = {
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  serialNumber: 'urn:uuid:1',
  components: [],
};

const inputs = {
  binaries: 'binary',
  files: 'README.md, config.{example,sample}.yaml#A configuration\nbuilt/*~*.txt',
  sbom: 'built/app.spdx.json\nbuilt/app.cdx.json',
};

/** What earlier steps of the job would have made; generators write a new name and time into each document. */
let made = 0;
async function prepare(workspace: string): Promise<void> {
  made += 1;
  const built = join(workspace, 'built');
  await mkdir(join(built, 'a folder~.txt'), { recursive: true });
  await writeFile(join(built, 'read me~first.txt'), 'hello\n');
  const spdx = { ...SPDX, documentNamespace: `https://example.com/signpost/${made}` };
  await writeFile(join(built, 'app.spdx.json'), JSON.stringify(spdx));
  await writeFile(
    join(built, 'app.cdx.json'),
    JSON.stringify({ ...CYCLONEDX, serialNumber: `urn:uuid:${made}` }),
  );
}

/** Everything the release page offers, downloaded as a user would. */
async function download(stage: Stage): Promise<string> {
  const dir = await mkdtemp(join(stage.dir, 'download-'));
  const { code, stderr } = await stage.judges.gh(
    ...['release', 'download', 'v1.2.0', '--repo', stage.site.repository, '--dir', dir],
  );
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return dir;
}

const sha256sum = async (dir: string, ...names: readonly string[]): Promise<string> =>
  (await run('sha256sum', [...names], { cwd: dir })).stdout;

let stage: Stage;
let released: JobResult;
let dir: string;

beforeAll(async () => {
  stage = await openStage();
  released = await stage.release('v1.2.0', { with: inputs, prepare });
  dir = await download(stage);
}, SET_UP_MS);
afterAll(() => stage.close(), SET_UP_MS);

test('is released, and breaks no rule of GitHub, registry or Sigstore', () => {
  expect(stage.site.standIns.violations()).toEqual([]);
  expect(released).toMatchObject({ conclusion: 'success', exitCode: 0, orphans: 0 });
  expect(released.outputs['verified']).toBe('true');
});

test('offers these assets, under the names and labels that were asked for', async () => {
  expect((await readdir(dir)).sort()).toEqual(
    [
      ...ARCHIVES,
      'README.md',
      'app.cdx.sigstore.json',
      'app.spdx.sigstore.json',
      'checksums.txt',
      'checksums.txt.sigstore.json',
      'config.example.yaml',
      'provenance.sigstore.json',
      'read.me.first.txt',
      'release.json',
    ].sort(),
  );
  const labels = stage.site.standIns
    .releases()
    .flatMap(({ assets }) => assets)
    .flatMap(({ name, label }) => (label === null || label === '' ? [] : [[name, label]]));
  expect(labels).toEqual([['config.example.yaml', 'A configuration']]);
});

describe('archives', () => {
  test.each([
    [ARCHIVES[0], 'x86-64'],
    [ARCHIVES[1], 'aarch64'],
  ])('%s holds one program, of root, with the time of the commit', async (name, machine) => {
    const { stdout } = await run('tar', ['--utc', '--full-time', '-tvzf', name], { cwd: dir });
    const time = (
      await run('git', ['--git-dir', stage.site.gitDir, 'log', '-1', '--format=%cI', released.sha])
    ).stdout.trim();
    const utc = new Date(time).toISOString().slice(0, 19).replace('T', ' ');
    expect(stdout).toMatch(new RegExp(`^-rwxr-xr-x 0/0 +\\d+ ${utc} signpost\\n$`));
    await run('tar', ['-xzf', name, '--one-top-level'], { cwd: dir });
    const program = await readFile(join(dir, name.replace('.tar.gz', ''), 'signpost'));
    // e_machine of the ELF header: 62 is x86-64, 183 is AArch64.
    expect(program.readUInt16LE(18)).toBe(machine === 'x86-64' ? 62 : 183);
  });

  test('nothing was compiled for them: every step of the build was there already', () => {
    const log = released.log.join('\n');
    const packing = log.slice(log.indexOf('Pack signpost'));
    expect(packing).toMatch(/\[build \d\/\d\] RUN /);
    for (const [, step = ''] of packing.matchAll(/^#(\d+) \[build \d\/\d\] RUN /gm)) {
      expect(packing).toMatch(new RegExp(`^#${step} CACHED`, 'm'));
    }
  });
});

describe('who verifies the assets', () => {
  const identity = (): string => identityOf(stage.site, 'v1.2.0');

  test('sha256sum finds every asset as checksums.txt has it, and every asset in it', async () => {
    await run('sha256sum', ['--check', '--strict', 'checksums.txt'], { cwd: dir });
    const listed = (await readFile(join(dir, 'checksums.txt'), 'utf8')).trimEnd().split('\n');
    const names = listed.map((line) => line.slice(66));
    expect(names).toEqual([...names].sort());
    const files = (await readdir(dir, { withFileTypes: true })).filter((entry) => entry.isFile());
    expect(names).toEqual(
      files
        .map(({ name }) => name)
        .filter((name) => !name.startsWith('checksums.txt'))
        .sort(),
    );
  });

  test('cosign verifies the checksums, by this identity alone, in these bytes alone', async () => {
    const verify = (file: string, who: string): Promise<number> =>
      stage.judges
        .cosign(
          ...['verify-blob', '--trusted-root', stage.site.standIns.trustedRoot],
          ...['--bundle', join(dir, 'checksums.txt.sigstore.json')],
          ...['--certificate-identity', who, '--certificate-oidc-issuer', ISSUER, file],
        )
        .then(({ code }) => code);
    const sums = join(dir, 'checksums.txt');
    const forged = join(stage.dir, 'forged-sums.txt');
    await writeFile(
      forged,
      (await readFile(sums, 'utf8')).replace(/^./, (digit) => (digit === '0' ? '1' : '0')),
    );
    expect(await verify(sums, identity())).toBe(0);
    expect(await verify(forged, identity())).not.toBe(0);
    expect(await verify(sums, identity().replace('release.yml', 'other.yml'))).not.toBe(0);
  });

  test.each([...ARCHIVES, 'README.md', 'read.me.first.txt'])(
    'gh verifies the provenance of %s, as GitHub stores it and as the release has it',
    async (name) => {
      const file = join(dir, name);
      const repo = ['--repo', stage.site.repository];
      const bundle = ['--bundle', join(dir, 'provenance.sigstore.json')];
      const ends = await Promise.all([
        stage.judges.ghVerify(file, ...repo),
        stage.judges.ghVerify(file, ...repo, ...bundle),
        stage.judges.ghVerify(file, '--repo', 'octo-org/other', ...bundle),
      ]);
      expect(ends.map(({ code }) => code === 0)).toEqual([true, true, false]);
    },
    60_000,
  );

  test('sigstore-go verifies the provenance for each archive', async () => {
    for (const name of ARCHIVES) {
      const hex = (await sha256sum(dir, name)).slice(0, 64);
      const bundle = join(dir, 'provenance.sigstore.json');
      expect(await stage.judges.sigstoreGo(bundle, hex, identity())).toMatchObject({ code: 0 });
      const other = hex.replace(/^./, (digit) => (digit === '0' ? '1' : '0'));
      expect((await stage.judges.sigstoreGo(bundle, other, identity())).code).not.toBe(0);
    }
  });

  test.each([
    ['SPDX', 'https://spdx.dev/Document/v2.3', 'app.spdx.sigstore.json'],
    ['CycloneDX', 'https://cyclonedx.org/bom', 'app.cdx.sigstore.json'],
  ])(
    'gh verifies the %s document of index and platforms, from GitHub and from the asset; cosign from the registry',
    async (_, type, asset) => {
      const platforms = JSON.parse(released.outputs['platform-digests'] ?? '{}') as Record<string, string>;
      for (const digest of [released.outputs['digest'] ?? '', ...Object.values(platforms)]) {
        const ref = `${stage.judges.image}@${digest}`;
        const wanted = ['--repo', stage.site.repository, '--predicate-type', type];
        const ends = await Promise.all([
          stage.judges.ghVerify(`oci://${ref}`, ...wanted),
          stage.judges.ghVerify(`oci://${ref}`, ...wanted, '--bundle', join(dir, asset)),
          stage.judges.cosign(
            ...['verify-attestation', '--trusted-root', stage.site.standIns.trustedRoot, '--type', type],
            ...['--certificate-identity', identity(), '--certificate-oidc-issuer', ISSUER, ref],
          ),
        ]);
        expect({ digest, ends: ends.map(({ code, stderr }) => (code === 0 ? 0 : stderr)) }).toEqual({
          digest,
          ends: [0, 0, 0],
        });
      }
    },
    60_000,
  );

  test('the commands that the notes print do what they say', async () => {
    const body = stage.site.standIns.releases()[0]?.body ?? '';
    const commands = body.replaceAll('\\\n', ' ').split('\n');
    const sums = commands.find((line) => line.startsWith('sha256sum')) ?? '';
    const blob = commands.find((line) => line.startsWith('cosign verify-blob')) ?? '';
    expect(commands).toContain(`gh release download v1.2.0 --repo ${stage.site.repository}`);
    const [program = '', ...argv] = sums.split(/\s+/);
    await run(program, argv, { cwd: dir });
    const [, ...verify] = blob.trim().split(/\s+/);
    const here = verify.map((word) => (word.startsWith('checksums.txt') ? join(dir, word) : word));
    const root = ['--trusted-root', stage.site.standIns.trustedRoot];
    expect(await stage.judges.cosign(...here, ...root)).toMatchObject({ code: 0 });
  });
});

test('what a rehearsal shows of the four programs is what they say: a swapped asset is refused', async () => {
  const assets = await mkdtemp(join(stage.dir, 'swapped-'));
  for (const entry of await readdir(dir, { withFileTypes: true }))
    if (entry.isFile()) await copyFile(join(dir, entry.name), join(assets, entry.name));
  await writeFile(join(assets, 'README.md'), 'another\n');
  const said = await verification(stage.site, released, {
    assets,
    dir: join(stage.dir, 'four'),
    inputs: {},
  });
  expect(said.filter(({ passed }) => !passed).map(({ program, what }) => `${program}: ${what}`)).toEqual([
    'sha256sum: every line of checksums.txt',
    'gh: the provenance of README.md',
    'sigstore-go: the provenance of README.md',
  ]);
  expect(new Set(said.filter(({ passed }) => passed).map(({ program }) => program))).toEqual(
    new Set(['cosign', 'gh', 'sigstore-go']),
  );
}, 60_000);

test('release.json keeps to its schema, and says what is there', async () => {
  const record: unknown = JSON.parse(await readFile(join(dir, 'release.json'), 'utf8'));
  const schema = JSON.parse(
    await readFile(join(import.meta.dirname, '../../release.schema.json'), 'utf8'),
  ) as object;
  const ajv = new Ajv2020({ allErrors: true });
  (addFormats as unknown as (on: Ajv2020) => void)(ajv);
  const valid = ajv.validate(schema, record);
  expect(ajv.errors ?? []).toEqual([]);
  expect(valid).toBe(true);
  expect(record).toMatchObject({
    version: '1.2.0',
    commit: released.sha,
    checksums: { asset: 'checksums.txt', bundle: 'checksums.txt.sigstore.json' },
    signature: {
      identity: identityOf(stage.site, 'v1.2.0'),
      images: [
        { logIndex: expect.any(String) },
        { logIndex: expect.any(String) },
        { logIndex: expect.any(String) },
      ],
    },
    provenance: { asset: 'provenance.sigstore.json', logIndex: expect.any(String) },
    sboms: [{ asset: 'app.spdx.sigstore.json' }, { asset: 'app.cdx.sigstore.json' }],
  });
});

test(
  'a rerun finds all of it: nothing is built, signed or uploaded, though the SBOMs were generated anew',
  async () => {
    const again = await stage.release('v1.2.0', { with: inputs, prepare });
    expect(again).toMatchObject({ conclusion: 'success', exitCode: 0 });
    expect(again.calls.filter(writes).map(({ method, host, path }) => `${method} ${host}${path}`)).toEqual(
      [],
    );
    const remade = again.timeline.filter(({ phase, outcome }) => phase !== 'plan' && outcome === 'made');
    expect(remade).toEqual([]);
  },
  RELEASE_MS,
);

test(
  'a file that differs from the published one stops the run before anything is signed',
  async () => {
    const again = await stage.release('v1.2.0', {
      with: inputs,
      prepare: async (workspace) => {
        await prepare(workspace);
        await writeFile(join(workspace, 'README.md'), 'another\n');
      },
    });
    expect(again).toMatchObject({ conclusion: 'failure', exitCode: 1 });
    expect(again.annotations.map(({ message }) => message).join('\n')).toMatch(/has sha256:.* as README\.md/);
    expect(again.calls.filter(writes)).toEqual([]);
  },
  RELEASE_MS,
);

/** A builder of the job's own that has nothing in its cache. */
const emptyBuilders = ({ site: { world } }: Stage): KeptBuilders => ({
  borrow: async (job) => {
    const options = { ...job, name: 'rehearsal-empty' };
    const builder = await startBuilder(world.tools, world.engine, options, () => undefined);
    // The volume of an earlier builder of this name stays.
    await run(world.tools.docker, ['buildx', 'prune', '--all', '--force', '--builder', builder.name], {
      env: { ...process.env, ...builder.env },
    });
    return builder;
  },
  close: () => Promise.resolve(),
});

test(
  'on another fresh state, compiled once more, the same commit gives equal archives and an equal image',
  async () => {
    const other = await openStage();
    try {
      const twin = await other.release('v1.2.0', { with: inputs, prepare, builders: emptyBuilders(other) });
      expect(twin).toMatchObject({ conclusion: 'success' });
      const log = twin.log.join('\n');
      const building = log.slice(log.indexOf('Build linux/amd64'), log.indexOf('Pack signpost'));
      expect(building.match(/\[build \d\/\d\] RUN /g)).toHaveLength(2);
      expect(building).not.toMatch(/^#\d+ CACHED/m);
      expect(twin.outputs['digest']).toBe(released.outputs['digest']);
      expect(twin.outputs['platform-digests']).toBe(released.outputs['platform-digests']);
      const there = await download(other);
      expect(await sha256sum(there, ...ARCHIVES)).toBe(await sha256sum(dir, ...ARCHIVES));
    } finally {
      await other.close();
    }
  },
  SET_UP_MS,
);

test(
  'sign: key: cosign verifies image and checksums by the key, which is in no log',
  async () => {
    const keys = await mkdtemp(join(tmpdir(), 'ships-key-'));
    const password = 'a pass word ';
    await run(stage.site.world.tools.cosign, ['generate-key-pair'], {
      cwd: keys,
      env: { ...stage.site.world.tools.env, COSIGN_PASSWORD: password },
    });
    const key = await readFile(join(keys, 'cosign.key'), 'utf8');
    const other = await openStage();
    try {
      const signed = await other.release('v1.2.0', {
        with: { sign: 'key', 'cosign-key': key, 'cosign-password': password },
      });
      expect(signed).toMatchObject({ conclusion: 'success', exitCode: 0 });
      const there = await download(other);
      const publicKey = join(there, 'cosign.pub');
      expect(await readFile(publicKey, 'utf8')).toBe(await readFile(join(keys, 'cosign.pub'), 'utf8'));
      const by = ['--key', publicKey, '--trusted-root', other.site.standIns.trustedRoot];
      const ref = `${other.judges.image}@${signed.outputs['digest'] ?? ''}`;
      const bundle = ['--bundle', join(there, 'checksums.txt.sigstore.json')];
      expect(await other.judges.cosign('verify', ...by, ref)).toMatchObject({ code: 0 });
      expect(
        await other.judges.cosign('verify-blob', ...by, ...bundle, join(there, 'checksums.txt')),
      ).toMatchObject({ code: 0 });
      const secret = key.split('\n')[2] ?? 'none';
      expect(signed.log.join('\n')).not.toContain(secret);
      const again = await other.release('v1.2.0', {
        with: { sign: 'key', 'cosign-key': key, 'cosign-password': password },
      });
      expect(again.calls.filter(writes)).toEqual([]);
      const keyed = { sign: 'key', 'cosign-key': key, 'cosign-password': password };
      const verify = (more: Readonly<Record<string, string>>): ReturnType<Stage['release']> =>
        other.release('v1.2.0', { builder: false, with: { mode: 'verify', ...more } });
      const known = await verify(keyed);
      expect(known.log.filter((line) => /NOT OK|not run/.test(line))).toEqual([]);
      expect(known).toMatchObject({ exitCode: 0, outputs: { verified: 'true' } });
      // Without the key the release can only be held against its own, which anybody could have put there.
      const alone = await verify({});
      expect(alone).toMatchObject({ exitCode: 1, outputs: { verified: 'false' } });
      expect(alone.log.filter((line) => /NOT OK|not run/.test(line))).toEqual([
        expect.stringMatching(
          /NOT OK {3}release\.json: signature: a key signed, and the workflow's own identity/,
        ),
        expect.stringMatching(/not run {2}The release's key is the one that is known/),
      ]);
      const stranger = await mkdtemp(join(tmpdir(), 'ships-key-'));
      await run(stage.site.world.tools.cosign, ['generate-key-pair'], {
        cwd: stranger,
        env: { ...stage.site.world.tools.env, COSIGN_PASSWORD: password },
      });
      const strange = await readFile(join(stranger, 'cosign.key'), 'utf8');
      const lied = await verify({ ...keyed, 'cosign-key': strange });
      expect(lied).toMatchObject({ exitCode: 1, outputs: { verified: 'false' } });
      const lies = lied.log.filter((line) => line.includes('NOT OK')).join('\n');
      expect(lies).toMatch(/NOT OK {3}The release's key is the one that is known/);
      expect(lies).toMatch(/NOT OK {3}Signatures of ghcr\.io/);
      expect(lies).toMatch(/NOT OK {3}Signature checksums\.txt\.sigstore\.json/);
    } finally {
      await other.close();
    }
  },
  SET_UP_MS,
);
