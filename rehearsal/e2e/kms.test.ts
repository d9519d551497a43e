import { mkdtemp, readFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ensureVaultPlugin } from '../parts/vault-plugin.ts';
import type { JobResult } from '../runner/job.ts';
import { startVault, type Vault } from '../standins/vault.ts';
import { type Seen, watchProcesses } from './processes.ts';
import { openStage, RELEASE_MS, SET_UP_MS, type Stage, writes } from './stage.ts';

const TOKEN = 'hvs.rehearsal-6f1d0c';
const inputs = { sign: 'key', 'cosign-key': 'hashivault://release', attest: 'false' };

let stage: Stage;
let vault: Vault;
let env: Readonly<Record<string, string>>;
let released: JobResult;
let seen: readonly Seen[];
let dir: string;

beforeAll(async () => {
  const plugin = await ensureVaultPlugin((line) => process.stderr.write(`${line}\n`));
  stage = await openStage();
  vault = await startVault('release', TOKEN);
  const { PATH = '' } = stage.site.world.tools.env;
  env = { ...vault.env, PATH: `${plugin}${delimiter}${PATH}` };
  const watch = watchProcesses();
  try {
    released = await stage.release('v1.2.0', { with: { ...inputs, 'sign-legacy': 'true' }, env });
  } finally {
    seen = watch.stop();
  }
  dir = await mkdtemp(join(stage.dir, 'download-'));
  await stage.judges.gh('release', 'download', 'v1.2.0', '--repo', stage.site.repository, '--dir', dir);
}, SET_UP_MS);
afterAll(async () => {
  await vault.stop();
  await stage.close();
}, SET_UP_MS);

test('a release is signed by the key in Vault, which stays there', async () => {
  expect(stage.site.standIns.violations()).toEqual([]);
  expect(released).toMatchObject({ conclusion: 'success', exitCode: 0, outputs: { verified: 'true' } });
  expect(vault.calls).toContain('GET /v1/transit/keys/release 200');
  // Index and both platforms, in two formats, and the checksums.
  expect(vault.calls.filter((call) => call.endsWith(' /v1/transit/sign/release/sha2-256 200'))).toHaveLength(
    7,
  );
  const shipped = await readFile(join(dir, 'cosign.pub'), 'utf8');
  expect(shipped.trim()).toBe(vault.publicKey.trim());
});

test('cosign verifies image and checksums with the public key alone', async () => {
  const by = ['--key', join(dir, 'cosign.pub'), '--trusted-root', stage.site.standIns.trustedRoot];
  const ref = `${stage.judges.image}@${released.outputs['digest'] ?? ''}`;
  const bundle = ['--bundle', join(dir, 'checksums.txt.sigstore.json')];
  const ends = [
    await stage.judges.cosign('verify', ...by, ref),
    await stage.judges.cosign('verify', '--new-bundle-format=false', ...by, ref),
    await stage.judges.cosign('verify-blob', ...by, ...bundle, join(dir, 'checksums.txt')),
  ];
  expect(ends.map(({ code }) => code)).toEqual([0, 0, 0]);
}, 60_000);

test('the token of Vault reaches cosign and its plugin, and no other program', () => {
  const holders = seen
    .filter(({ environ }) => environ.some((variable) => variable.includes(TOKEN)))
    .map(({ program }) => program);
  // The action itself, to which the runner gives the job's environment.
  expect([...new Set(holders)].sort().filter((name) => name !== 'node')).toEqual(
    expect.arrayContaining(['cosign']),
  );
  expect(holders.filter((name) => !/^(?:node|cosign|sh|sigstore-kms-ha.*)$/.test(name))).toEqual([]);
  expect(seen.filter(({ argv }) => argv.join(' ').includes(TOKEN))).toEqual([]);
  expect(released.log.join('\n')).not.toContain(TOKEN);
});

test(
  'a rerun signs nothing, and mode: verify proves it by the key in Vault',
  async () => {
    const before = vault.calls.filter((call) => call.includes('/sign/')).length;
    const again = await stage.release('v1.2.0', { with: { ...inputs, 'sign-legacy': 'true' }, env });
    expect(again).toMatchObject({ conclusion: 'success' });
    expect(again.calls.filter(writes)).toEqual([]);
    expect(vault.calls.filter((call) => call.includes('/sign/'))).toHaveLength(before);
    const verified = await stage.release('v1.2.0', {
      builder: false,
      with: { ...inputs, mode: 'verify' },
      env,
    });
    expect(verified.log.filter((line) => /NOT OK|not run/.test(line))).toEqual([]);
    expect(verified).toMatchObject({ exitCode: 0, outputs: { verified: 'true' } });
  },
  RELEASE_MS * 2,
);

test(
  'a token that Vault does not take stops the run, and nothing is public',
  async () => {
    const refused = await stage.release('v1.1.0', {
      builder: false,
      with: inputs,
      env: { ...env, VAULT_TOKEN: 'hvs.another' },
    });
    expect(refused).toMatchObject({ conclusion: 'failure', exitCode: 1 });
    expect(refused.annotations.map(({ message }) => message).join('\n')).toMatch(/permission denied/);
    expect(vault.calls.at(-1)).toMatch(/ 403$/);
  },
  RELEASE_MS,
);
