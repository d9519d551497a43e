import { execFile } from 'node:child_process';
import { mkdtemp, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import type { ReleaseRecord } from '../../src/plan/record/release-record.ts';
import type { JobResult } from '../runner/job.ts';
import { openStage, publicWrites, RELEASE_MS, SET_UP_MS, type Stage, writes } from './stage.ts';

const run = promisify(execFile);

const inputs = { binaries: 'binary', files: 'README.md', 'sign-assets': 'each' };
const SIGNED = [
  'README.md',
  'release.json',
  'signpost_1.2.0_linux_amd64.tar.gz',
  'signpost_1.2.0_linux_arm64.tar.gz',
];

let stage: Stage;
let planned: JobResult;
let released: JobResult;
let dir: string;

beforeAll(async () => {
  stage = await openStage();
  planned = await stage.release('v1.2.0', { builder: false, with: { ...inputs, mode: 'plan' } });
  released = await stage.release('v1.2.0', { with: inputs });
  dir = await mkdtemp(join(stage.dir, 'download-'));
  await stage.judges.gh('release', 'download', 'v1.2.0', '--repo', stage.site.repository, '--dir', dir);
}, SET_UP_MS);
afterAll(() => stage.close(), SET_UP_MS);

test('each file has its own signature beside it, as the plan has said', async () => {
  expect(stage.site.standIns.violations()).toEqual([]);
  expect(released).toMatchObject({ conclusion: 'success', exitCode: 0, orphans: 0 });
  expect(released.outputs['verified']).toBe('true');
  const there = (await readdir(dir)).sort();
  expect(there).toEqual(
    [
      ...SIGNED,
      ...SIGNED.map((name) => `${name}.sigstore.json`),
      ...['checksums.txt', 'checksums.txt.sigstore.json', 'provenance.sigstore.json'],
    ].sort(),
  );
  expect(there.filter((name) => !planned.summary.includes(name))).toEqual([]);
});

test('release.json names them, and keeps to its schema', async () => {
  const record = JSON.parse(await readFile(join(dir, 'release.json'), 'utf8')) as ReleaseRecord;
  const schema = await readFile(join(import.meta.dirname, '../../release.schema.json'), 'utf8');
  const ajv = new Ajv2020({ allErrors: true });
  (addFormats as unknown as (on: Ajv2020) => void)(ajv);
  ajv.validate(JSON.parse(schema) as object, record);
  expect(ajv.errors ?? []).toEqual([]);
  expect(record.signature?.bundle).toBe('release.json.sigstore.json');
  expect(record.assets.flatMap(({ bundle }) => bundle ?? []).sort()).toEqual(
    SIGNED.filter((name) => name !== 'release.json').map((name) => `${name}.sigstore.json`),
  );
});

test('the command of the notes verifies every one of them, and fails when one is wrong', async () => {
  const body = stage.site.standIns.releases()[0]?.body ?? '';
  const [command = ''] = /^printf .*\\\n(?:.*\\\n)*.*$/m.exec(body) ?? [];
  expect(command).toContain('xargs');
  const root = `--trusted-root ${stage.site.standIns.trustedRoot}`;
  const options = { cwd: dir, env: { ...process.env, ...stage.site.world.tools.env } };
  const { stderr } = await run('bash', ['-c', `${command} ${root}`], options);
  expect(stderr.match(/Verified OK/g)).toHaveLength(SIGNED.length);
  const forged = command.replace('README.md', 'checksums.txt');
  await run('cp', ['README.md.sigstore.json', 'checksums.txt.sigstore.json'], { cwd: dir });
  await expect(run('bash', ['-c', `${forged} ${root}`], options)).rejects.toMatchObject({ code: 123 });
}, 60_000);

test(
  'a rerun, on a runner without the archives, finds all of them and signs nothing',
  async () => {
    const again = await stage.release('v1.2.0', { with: inputs });
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
  'mode: verify proves every one of them',
  async () => {
    const verified = await stage.release('v1.2.0', { builder: false, with: { mode: 'verify' } });
    expect(verified.log.filter((line) => /NOT OK|not run/.test(line))).toEqual([]);
    expect(verified).toMatchObject({ exitCode: 0, outputs: { verified: 'true' } });
    for (const name of SIGNED) {
      expect(verified.log).toContainEqual(
        expect.stringContaining(`ok       Signature ${name}.sigstore.json of ${name}: https://github.com/`),
      );
    }
  },
  RELEASE_MS,
);

test(
  'a file that would bear the name of a signature is a fault before anything is built',
  async () => {
    const refused = await stage.release('v1.1.0', {
      builder: false,
      with: { ...inputs, binaries: '', files: 'README.md*' },
      prepare: (workspace) => writeFile(join(workspace, 'README.md.sigstore.json'), '{}'),
    });
    expect(refused).toMatchObject({ conclusion: 'failure', exitCode: 1 });
    expect(refused.annotations.map(({ message }) => message).join('\n')).toContain(
      '2 assets would be called README.md.sigstore.json: the signature of README.md, README.md.sigstore.json',
    );
    expect(publicWrites(refused.calls)).toEqual([]);
  },
  RELEASE_MS,
);
