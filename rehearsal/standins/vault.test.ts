import { createHash, createVerify } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startVault, type Vault } from './vault.ts';

const blob = Buffer.from('what is signed');
const digest = createHash('sha256').update(blob).digest('base64');

let vault: Vault;
beforeAll(async () => {
  vault = await startVault('release', 'a token');
});
afterAll(() => vault.stop());

interface Answered {
  readonly status: number;
  readonly data?: Readonly<Record<string, unknown>>;
  readonly errors?: readonly string[];
}

async function ask(path: string, body?: object, token = 'a token'): Promise<Answered> {
  const answer = await fetch(`${vault.env.VAULT_ADDR}/v1/${path}`, {
    headers: { 'x-vault-token': token },
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  });
  return { status: answer.status, ...((await answer.json()) as Omit<Answered, 'status'>) };
}

async function sign(input: string): Promise<string> {
  const { data } = await ask('transit/sign/release/sha2-256', {
    ...{ input, prehashed: true, signature_algorithm: 'pkcs1v15' },
  });
  return String(data?.['signature']);
}

describe('the stand-in of Vault', () => {
  test('shows the public half of its key, as the newest version', async () => {
    const { status, data } = await ask('transit/keys/release');
    expect(status).toBe(200);
    expect(data).toMatchObject({
      ...{ name: 'release', type: 'rsa-2048', latest_version: 1, supports_signing: true },
      keys: { 1: { name: 'rsa-2048', public_key: vault.publicKey } },
    });
  });

  test('signs a digest, in the form that Vault has, so that anybody can verify it', async () => {
    const [, base64 = ''] = /^vault:v1:(.+)$/.exec(await sign(digest)) ?? [];
    const verify = createVerify('sha256').update(blob);
    expect(verify.verify(vault.publicKey, base64, 'base64')).toBe(true);
  });

  test('verifies what it has signed, and nothing else', async () => {
    const other = createHash('sha256').update('other').digest('base64');
    const signature = await sign(digest);
    const verify = async (input: string, of: string): Promise<unknown> =>
      (await ask('transit/verify/release/sha2-256', { input, prehashed: true, signature: of })).data;
    expect(await verify(digest, signature)).toEqual({ valid: true });
    expect(await verify(other, signature)).toEqual({ valid: false });
    expect(await verify(digest, 'vault:v1:AAAA')).toEqual({ valid: false });
    expect(await verify(digest, 'AAAA')).toEqual({ valid: false });
  });

  test.each<[string, () => Promise<Answered>, number]>([
    ['another token', () => ask('transit/keys/release', undefined, 'another'), 403],
    ['another key', () => ask('transit/keys/other'), 404],
    ['another engine', () => ask('kv/keys/release'), 404],
    ['data instead of a digest', () => ask('transit/sign/release/sha2-256', { input: digest }), 400],
    ['another hash', () => ask('transit/sign/release/sha2-512', { input: digest, prehashed: true }), 400],
    [
      'another scheme',
      () =>
        ask('transit/sign/release/sha2-256', {
          ...{ input: digest, prehashed: true },
          signature_algorithm: 'pss',
        }),
      400,
    ],
  ])('refuses %s', async (_, asked, status) => {
    expect(await asked()).toMatchObject({ status, errors: expect.any(Array) });
  });
});
