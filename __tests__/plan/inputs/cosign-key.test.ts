import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { readCosignKey } from '../../../src/plan/inputs/cosign-key.ts';
import { parseInputs } from '../../../src/plan/inputs/parse.ts';
import { inputDefaults } from '../../support/action-defaults.ts';

const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString().trim();
const sealed =
  '-----BEGIN ENCRYPTED SIGSTORE PRIVATE KEY-----\nabc\n-----END ENCRYPTED SIGSTORE PRIVATE KEY-----';
const broken = '-----BEGIN PUBLIC KEY-----\nabc\n-----END PUBLIC KEY-----';

describe('the key', () => {
  test.each<[string, string | undefined, { byKey: boolean; signs: boolean }, unknown]>([
    ['none that is not asked for', undefined, { byKey: false, signs: true }, undefined],
    ['a private one', sealed, { byKey: true, signs: true }, { kind: 'private', pem: sealed }],
    ['a private one to verify', sealed, { byKey: true, signs: false }, { kind: 'private', pem: sealed }],
    ['one in a KMS', 'awskms:///a', { byKey: true, signs: true }, { kind: 'kms', uri: 'awskms:///a' }],
    ['a public one to verify', pem, { byKey: true, signs: false }, { kind: 'public', pem }],
    [
      'a public one with ends of lines of Windows',
      pem.replaceAll('\n', '\r\n'),
      { byKey: true, signs: false },
      { kind: 'public', pem: pem.replaceAll('\n', '\r\n') },
    ],
  ])('is %s', (_, text, asked, key) => {
    expect(readCosignKey(text, asked)).toEqual({ key });
  });

  test.each<[string, string | undefined, { byKey: boolean; signs: boolean }, RegExp]>([
    ['missing', undefined, { byKey: true, signs: true }, /and sign: key go together/],
    ['there without sign: key', sealed, { byKey: false, signs: true }, /and sign: key go together/],
    ['a path', 'cosign.key', { byKey: true, signs: true }, /neither the text of a key nor/],
    ['of an unknown KMS', 'mykms://a', { byKey: true, signs: true }, /neither the text of a key nor/],
    ['public, to sign', pem, { byKey: true, signs: true }, /cannot sign one/],
    ['public and broken', broken, { byKey: true, signs: false }, /cannot be read/],
    ['two keys', `${pem}\nx\n${sealed}`, { byKey: true, signs: false }, /neither the text of a key nor/],
  ])('is refused where it is %s', (_, text, asked, message) => {
    const read = readCosignKey(text, asked);
    expect('fault' in read ? read.fault.message : '').toMatch(message);
    expect('fault' in read ? read.fault.hint : '').toMatch(asked.signs ? /COSIGN_KEY/ : /COSIGN_PUB/);
  });

  test('that is public is an input like others; a private one is not, whatever the mode', () => {
    for (const mode of ['verify', 'repoint']) {
      const open = parseInputs({ ...inputDefaults, mode, sign: 'key', 'cosign-key': pem });
      expect(open.faults).toEqual([]);
      expect(open.inputs.cosignPublicKey).toBe(pem);
      expect(open.secrets).not.toHaveProperty('cosignKey');
      const secret = parseInputs({ ...inputDefaults, mode, sign: 'key', 'cosign-key': sealed });
      expect(secret.inputs).not.toHaveProperty('cosignPublicKey');
      expect(secret.secrets.cosignKey).toBe(sealed);
    }
    for (const mode of ['release', 'plan']) {
      const { faults } = parseInputs({ ...inputDefaults, mode, sign: 'key', 'cosign-key': pem });
      expect(faults.map(({ message }) => message)).toEqual([expect.stringMatching(/cannot sign one/)]);
    }
  });
});
