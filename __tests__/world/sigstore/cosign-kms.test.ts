import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { environmentOfTools, surroundingsIn } from '../../../src/run/environment.ts';
import { digest } from '../../../src/plan/brands.ts';
import { parseInputs } from '../../../src/plan/inputs/parse.ts';
import { makeCosign, publicKeyOf, signingKey } from '../../../src/world/sigstore/cosign.ts';
import { makeExec } from '../../../src/world/process/exec.ts';
import type { SigstoreTrust } from '../../../src/world/sigstore/trust.ts';
import { inputDefaults } from '../../support/action-defaults.ts';

const trust = { trustedRootFile: '/t/root.json', signingConfigFile: '/t/config.json' } as SigstoreTrust;
const image = { name: 'ghcr.io/o/r', registry: 'ghcr.io', repository: 'o/r' };
const one = digest(`sha256:${'1'.repeat(64)}`);

/** What a runner has in its environment: the cloud's credentials of an earlier step, and what no tool should see. */
const runner = {
  PATH: process.env['PATH'],
  AWS_REGION: 'eu-west-1',
  AWS_ACCESS_KEY_ID: 'AKIA',
  AWS_SESSION_TOKEN: 'session',
  VAULT_ADDR: 'https://vault.example.com',
  VAULT_TOKEN: 'hvs.token',
  'INPUT_COSIGN-PASSWORD': 'HELD',
  'INPUT_GITHUB-TOKEN': 'HELD',
  STATE_temp: 'HELD',
  ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'HELD',
  ACTIONS_RUNTIME_TOKEN: 'HELD',
  GITHUB_TOKEN: 'HELD',
  GH_TOKEN: 'HELD',
  GITHUB_OUTPUT: 'HELD',
};

let dir: string;
let cosignPath: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'kms-'));
  cosignPath = join(dir, 'cosign');
  // A cosign that tells what it was given, one JSON line a call.
  await writeFile(
    cosignPath,
    `#!${process.execPath}
require('node:fs').appendFileSync(${JSON.stringify(join(dir, 'calls'))}, JSON.stringify({ argv: process.argv.slice(2), env: process.env }) + '\\n');
if (process.argv[2] === 'public-key') console.log('PEM');
`,
  );
  await chmod(cosignPath, 0o755);
});
afterEach(() => rm(dir, { recursive: true }));

interface Call {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

async function calls(): Promise<readonly Call[]> {
  const lines = (await readFile(join(dir, 'calls'), 'utf8')).trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as Call);
}

test.each([
  'awskms:///arn:aws:kms:eu-west-1:111122223333:key/1234abcd',
  'gcpkms://projects/p/locations/global/keyRings/r/cryptoKeys/k',
  'azurekms://vault.vault.azure.net/key',
  'hashivault://release',
  'k8s://release/key',
])("%s is passed through, with the cloud's credentials and nothing else", async (uri) => {
  const { inputs, secrets, faults } = parseInputs({
    ...inputDefaults,
    sign: 'key',
    'cosign-key': uri,
  });
  expect(faults).toEqual([]);
  const exec = makeExec({ env: environmentOfTools(runner) });
  const { kmsEnv } = surroundingsIn(runner, '/root');
  const key = signingKey(inputs, secrets, kmsEnv);
  expect(key).toEqual({ ref: uri, env: kmsEnv });
  expect(await publicKeyOf(exec, cosignPath, key)).toBe('PEM\n');
  const cosign = makeCosign(exec, {
    path: cosignPath,
    trust,
    env: { DOCKER_CONFIG: '/d' },
    idToken: () => Promise.reject(new Error('no token is asked for')),
    key: { ...key, publicKeyFile: '/t/cosign.pub' },
  });
  const bundle = join(dir, 'bundle');
  await cosign.sign({ image, digest: one }, bundle, () => undefined);
  await cosign.signBlob('/w/sums', '/w/sums.bundle', () => undefined);

  const seen = await calls();
  const common = [
    '--yes',
    '--key',
    uri,
    '--signing-config',
    '/t/config.json',
    '--trusted-root',
    '/t/root.json',
  ];
  expect(seen.map(({ argv }) => argv)).toEqual([
    ['public-key', '--key', uri],
    ['attest-blob', ...common, '--statement', `${bundle}.statement`, '--bundle', bundle],
    ['sign-blob', ...common, '--bundle', '/w/sums.bundle', '/w/sums'],
  ]);
  const { AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SESSION_TOKEN, VAULT_ADDR, VAULT_TOKEN, PATH } = runner;
  const given = { PATH, AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SESSION_TOKEN, VAULT_ADDR, VAULT_TOKEN };
  expect(seen.map(({ env }) => env)).toEqual([
    given,
    { ...given, DOCKER_CONFIG: '/d' },
    { ...given, DOCKER_CONFIG: '/d' },
  ]);
});

test.each(['ftp://key', 'awskms://', 'hashivault://a b', 'a key'])('%j is no key', (text) => {
  const { inputs, faults } = parseInputs({ ...inputDefaults, sign: 'key', 'cosign-key': text });
  expect(inputs.cosignKms).toBeUndefined();
  expect(faults.map(({ message }) => message)).toEqual([expect.stringMatching(/^cosign-key/)]);
});

test('without a key in a KMS, and to verify, cosign has nothing that leads to one', async () => {
  const { kmsEnv } = surroundingsIn(runner, '/root');
  const exec = makeExec({ env: environmentOfTools(runner) });
  const key = signingKey({}, { cosignKey: 'PEM' }, kmsEnv);
  expect(key.env).toEqual({ COSIGN_PRIVATE_KEY: 'PEM', COSIGN_PASSWORD: '' });
  const inKms = {
    ...signingKey({ cosignKms: 'hashivault://a' }, {}, kmsEnv),
    publicKeyFile: '/t/cosign.pub',
  };
  const options = { path: cosignPath, trust, env: {}, idToken: () => Promise.resolve(''), key: inKms };
  await makeCosign(exec, options).verifyBlob('/w/sums', '/w/sums.bundle', { issuer: '', san: '' });
  const [verifying] = await calls();
  expect(verifying?.argv[0]).toBe('verify-blob');
  expect(verifying?.env).not.toHaveProperty('VAULT_TOKEN');
});
