import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { catalogue } from '../../src/world/tools/catalogue.ts';
import { run } from '../parts/command.ts';
import { toolProgram, toolReleases } from '../parts/tool-releases.ts';
import type { Tools } from '../parts/tools.ts';
import { parseCommandLine } from './cli.ts';
import { PROFILES, RUNNERS, searchPath, withSums } from './profile.ts';

let dir: string;
let tools: Tools;

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'profile-'));
  const bin = join(dir, 'machine');
  await mkdir(bin);
  for (const name of ['docker', 'docker-buildx', 'cosign', 'gh', 'git'])
    await writeFile(join(bin, name), `#!/bin/sh\necho ${name} itself "$@"\n`, { mode: 0o755 });
  await symlink('/bin/sh', join(bin, 'sh'));
  const at = (name: string): string => join(bin, name);
  tools = {
    ...{
      docker: at('docker'),
      buildx: at('docker-buildx'),
      cosign: at('cosign'),
      gh: at('gh'),
      git: at('git'),
    },
    ...{ crane: '', oras: '', sigstoreGo: '', registry: '' },
    env: { PATH: [join(dir, 'bin'), bin].join(delimiter) },
  };
});
afterAll(() => rm(dir, { recursive: true }));

const say = (): void => undefined;
const found = async (path: string, name: string): Promise<string> => {
  const said = await run(
    '/bin/sh',
    ['-c', `command -v ${name} >/dev/null && ${name} --version || echo none`],
    {
      env: { PATH: path },
    },
  );
  return said.trim();
};

test('R3 a hosted runner has Docker, buildx and an older gh, and no cosign, whatever this machine has', async () => {
  const path = await searchPath(PROFILES.hosted, tools, join(dir, 'hosted'), say);
  expect(await found(path, 'docker')).toBe('docker itself --version');
  expect(await found(path, 'docker-buildx')).toBe('docker-buildx itself --version');
  expect(await found(path, 'gh')).toBe('gh version 2.97.0 (2026-08-16)');
  expect(await found(path, 'cosign')).toBe('none');
  expect(await found(path, 'git')).toBe('git itself --version');
});

test('a bare one has none of them, and a self-hosted one all', async () => {
  const bare = await searchPath(PROFILES.bare, tools, join(dir, 'bare'), say);
  const full = await searchPath(PROFILES['self-hosted'], tools, join(dir, 'self-hosted'), say);
  for (const name of ['docker-buildx', 'cosign', 'gh']) {
    expect(await found(bare, name)).toBe('none');
    expect(await found(full, name)).toBe(`${name} itself --version`);
  }
  expect(PROFILES['self-hosted'].closing).toBe(true);
});

test('what is downloaded says its version, and is the program otherwise', async () => {
  const file = join(dir, 'gh-2.98.0');
  await writeFile(file, await toolProgram(tools, 'gh', '2.98.0', say), { mode: 0o755 });
  expect(await run(file, ['--version'])).toBe('gh version 2.98.0 (2026-08-16)\n');
  expect(await run(file, ['attestation', '--version'])).toBe('gh itself attestation --version\n');
});

test('the sums that the action knows are those of what can be had here, and nothing else of it is changed', async () => {
  const releases = await toolReleases(tools, say);
  expect(releases.map(({ tool, version }) => [tool, version])).toEqual(
    (['buildx', 'cosign', 'gh'] as const).map((tool) => [tool, catalogue[tool].pinned[0]?.version]),
  );
  const source = await readFile(join(import.meta.dirname, '../../src/world/tools/catalogue.ts'), 'utf8');
  const changed = withSums(source, releases);
  const lines = source.split('\n');
  expect(changed.split('\n').filter((line, at) => line !== lines[at])).toHaveLength(3);
});

test('the command line takes each of them', () => {
  for (const runner of RUNNERS)
    expect(parseCommandLine(['--runner', runner], '/')).toMatchObject({ options: { runner } });
  expect(() => parseCommandLine(['--runner', 'windows'], '/')).toThrow(
    "--runner takes hosted or hosted-arm or self-hosted or bare, not 'windows'",
  );
});
