import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { signerOf, createKey, createKnownKey } from '../../../src/world/setup/signer.ts';
import { starting } from '../../support/world/starting.ts';

let temp: string;
beforeEach(async () => {
  temp = await mkdtemp(join(tmpdir(), 'start-'));
});
afterEach(() => rm(temp, { recursive: true }));

describe('who signs', () => {
  test('is the workflow that the token names, at GitHub’s issuer', async () => {
    const claims = {
      iss: 'https://token.actions.githubusercontent.com',
      job_workflow_ref: 'o/shared/.github/workflows/x.yml@refs/tags/v1',
    };
    const token = `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.sig`;
    const audiences: string[] = [];
    const idToken = (audience: string): Promise<string> => {
      audiences.push(audience);
      return Promise.resolve(token);
    };
    expect(await signerOf({ ...starting(temp).start, idToken })).toEqual({
      issuer: claims.iss,
      san: `https://github.com/${claims.job_workflow_ref}`,
    });
    expect(audiences).toEqual(['sigstore']);
  });

  test('is a key, of which only the public half becomes a file', async () => {
    const pem =
      '-----BEGIN ENCRYPTED SIGSTORE PRIVATE KEY-----\nx\n-----END ENCRYPTED SIGSTORE PRIVATE KEY-----';
    const raw = { sign: 'key', 'cosign-key': pem, 'cosign-password': 'hush' };
    const { start, ran } = starting(temp, raw, 'PUBLIC\n');
    expect(await createKey(start, '/opt/cosign')).toEqual({
      ref: 'env://COSIGN_PRIVATE_KEY',
      env: { COSIGN_PRIVATE_KEY: pem, COSIGN_PASSWORD: 'hush' },
      publicKey: 'PUBLIC\n',
      publicKeyFile: join(temp, 'cosign.pub'),
    });
    expect(ran.map(({ argv }) => argv)).toEqual([
      ['/opt/cosign', 'public-key', '--key', 'env://COSIGN_PRIVATE_KEY'],
    ]);
    expect(await readdir(temp)).toEqual(['cosign.pub']);
    expect(await readFile(join(temp, 'cosign.pub'), 'utf8')).toBe('PUBLIC\n');
  });

  test('is a key in a KMS, which alone is given what leads to it', async () => {
    const { start, ran } = starting(temp, { sign: 'key', 'cosign-key': 'hashivault://release' }, 'PUBLIC\n');
    expect(await createKey(start, '/opt/cosign')).toMatchObject({
      ref: 'hashivault://release',
      env: { VAULT_TOKEN: 'hvs' },
    });
    expect(ran).toEqual([
      {
        argv: ['/opt/cosign', 'public-key', '--key', 'hashivault://release'],
        options: { env: { VAULT_TOKEN: 'hvs' } },
      },
    ]);
  });

  test.each(['keyless', 'none'])('is no key with sign: %s, and none is asked for', async (sign) => {
    const { start } = starting(temp, { sign });
    expect(await createKnownKey(start)).toBeUndefined();
    expect(await readdir(temp)).toEqual([]);
  });
});
