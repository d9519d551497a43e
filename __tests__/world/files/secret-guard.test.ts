import { generateKeyPairSync } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { namedSecrets, parseInputs } from '../../../src/plan/inputs/parse.ts';
import { makeSecretGuard, secretsIn } from '../../../src/world/files/secret-guard.ts';

const token = 'ghs_16C7e42F292c6912E7710c838347Ae178B4a';
const odd = 'p&ss"w<o>rd\\with %25 / ümläut';
const key = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({
  type: 'pkcs8',
  format: 'pem',
}) as string;
const guard = makeSecretGuard([
  { name: 'github-token', value: token },
  { name: 'npm of secrets', value: odd },
  { name: 'cosign-key', value: key },
  { name: 'short', value: 'latest' },
]);
const folder = mkdtempSync(join(tmpdir(), 'guard-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('a secret is known', () => {
  const json = (text: string): string => JSON.stringify({ text });
  const base64 = (text: string): string => Buffer.from(text).toString('base64');
  test.each<[string, string, string]>([
    ['as it is', `a\n${token}\nb`, 'github-token'],
    ['in the environment of a process', `A=1\0GITHUB_TOKEN=${token}\0B=2`, 'github-token'],
    ['as checkout writes it', `AUTHORIZATION: basic ${base64(`x-access-token:${token}`)}`, 'github-token'],
    ['in Base64, one byte on', base64(`a${token}bc`), 'github-token'],
    ['in Base64, two bytes on', base64(`ab${token}c`), 'github-token'],
    ['in Base64 for URLs', Buffer.from(`??>${odd}`).toString('base64url'), 'npm of secrets'],
    ['in a statement', json(base64(json(odd))), 'npm of secrets'],
    ['in JSON', json(odd), 'npm of secrets'],
    ['in a URL', `https://x/?q=${encodeURIComponent(odd)}`, 'npm of secrets'],
    ['in XML', '<p>p&amp;ss&quot;w&lt;o&gt;rd\\with %25 / ümläut</p>', 'npm of secrets'],
    ['by one of its lines', `key: ${key.split('\n')[1]!}`, 'cosign-key'],
    ['by all of them in JSON', json(key), 'cosign-key'],
  ])('%s', (_, text, name) => {
    expect(() => {
      guard.refuse('the notes', text);
    }).toThrow(`the notes holds a secret of this run: ${name}; it was not sent`);
    expect(guard.mask(text)).toContain('***');
  });

  test('once it has come', () => {
    const late = makeSecretGuard([]);
    late.refuse('x', token);
    late.add({ name: 'the OIDC token', value: token });
    expect(() => {
      late.refuse('x', Buffer.from(token));
    }).toThrow('the OIDC token');
  });

  test.each([0, 1, 4 * 1024 * 1024 - 17, 4 * 1024 * 1024, 9_000_000])(
    'in a file, %d bytes from its beginning',
    async (at) => {
      const file = join(folder, 'large');
      writeFileSync(file, Buffer.concat([Buffer.alloc(at), Buffer.from(token), Buffer.alloc(100)]));
      await expect(guard.refuseFile('the asset large', file)).rejects.toThrow(
        'the asset large holds a secret',
      );
      writeFileSync(file, Buffer.alloc(at + 200));
      await guard.refuseFile('the asset large', file);
    },
  );
});

test.each<[string, string | Buffer]>([
  ['a word that is a short secret', 'docker pull ghcr.io/o/r:latest'],
  ['the frame of a key', '-----BEGIN PRIVATE KEY-----\n-----END PRIVATE KEY-----'],
  ['bytes', gzipSync('x'.repeat(1000))],
])('%s passes', (_, content) => {
  guard.refuse('x', content);
});

test('what the inputs and the environment hold is known by its name', () => {
  const { secrets } = parseInputs({
    'github-token': token,
    'registry-password': 'secret of the registry',
    'cosign-password': '',
    secrets: 'npm=secret of npm',
  });
  expect(namedSecrets(secrets).map(({ name }) => name)).toEqual([
    'github-token',
    'registry-password',
    'npm of secrets',
  ]);
  const env = {
    ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'a',
    ACTIONS_RUNTIME_TOKEN: 'b',
    ACTIONS_ID_TOKEN_REQUEST_URL: 'https://x',
    AWS_SECRET_ACCESS_KEY: 'c',
    GOOGLE_APPLICATION_CREDENTIALS: '/home/runner/key.json',
    'INPUT_GITHUB-TOKEN': 'd',
    PATH: '/bin',
    npm_config_password: 'e',
  };
  expect(secretsIn(env).map(({ name }) => name)).toEqual([
    'ACTIONS_ID_TOKEN_REQUEST_TOKEN',
    'ACTIONS_RUNTIME_TOKEN',
    'AWS_SECRET_ACCESS_KEY',
    'npm_config_password',
  ]);
});
