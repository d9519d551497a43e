import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import type { ReleaseRecord } from '../../src/plan/record/release-record.ts';
import { isKeyed, keyCheck, keyOf } from '../../src/audit/key.ts';
import type { AuditWorld, AuditedRelease } from '../../src/audit/subject.ts';

const newKey = (): string =>
  generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
    .publicKey.export({ type: 'spki', format: 'pem' })
    .toString();
const own = newKey();
const other = newKey();
const byKey = { publicKey: 'cosign.pub', images: [] };
const byIdentity = { issuer: 'https://issuer', identity: 'https://w.yml', images: [] };

const subjectOf = (signature: ReleaseRecord['signature'], text: string | undefined = own): AuditedRelease =>
  ({
    manifest: signature === undefined ? {} : { signature },
    files: [{ name: 'cosign.pub', size: 0, sha256: '', content: Buffer.from(text) }],
  }) as unknown as AuditedRelease;
const withoutRecord = { files: [] } as unknown as AuditedRelease;
const worldOf = (knownKey?: string): AuditWorld =>
  (knownKey === undefined ? {} : { knownKey }) as unknown as AuditWorld;

describe('who must have signed', () => {
  test.each<[string, AuditedRelease, string | undefined, boolean]>([
    ['the key that the record names', subjectOf(byKey), undefined, true],
    ['the identity that the record names', subjectOf(byIdentity), own, false],
    ['nobody, as the record says', subjectOf(undefined), own, false],
    ['the key that is known, where there is no record', withoutRecord, own, true],
    ['a workflow, where there is neither', withoutRecord, undefined, false],
  ])('is %s', (_, subject, known, keyed) => {
    expect(isKeyed(subject, worldOf(known))).toBe(keyed);
  });

  test('with a key is the one that is known, else the release’s own', () => {
    expect(keyOf(subjectOf(byKey), worldOf(other)).pem).toBe(other);
    expect(keyOf(subjectOf(byKey), worldOf()).pem).toBe(own);
    expect(() => keyOf(withoutRecord, worldOf())).toThrow('its public key is not among the assets');
  });
});

describe('the line about the key', () => {
  const line = async (subject: AuditedRelease, known?: string): Promise<string> =>
    (await keyCheck(subject, worldOf(known)))
      .map(({ state, detail }) => `${state}: ${detail ?? ''}`)
      .join('\n');
  const crlf = own.replaceAll('\n', '\r\n').trim();

  test.each<[string, AuditedRelease, string | undefined, RegExp | '']>([
    ['is not there where no key has anything to do with it', subjectOf(byIdentity), undefined, ''],
    ['is not there where there is no record', withoutRecord, own, ''],
    [
      'is not run without a key to compare with, and says what to give',
      subjectOf(byKey),
      undefined,
      /^not-run: none was given.*cosign-key: "\$\{\{ vars\.COSIGN_PUB \}\}"/,
    ],
    ['passes with the same key', subjectOf(byKey), own, /^passed: the release's own cosign\.pub$/],
    ['passes with the same key in other lines', subjectOf(byKey), crlf, /^passed/],
    ['fails with another', subjectOf(byKey), other, /^failed: the release's own cosign\.pub is another$/],
    ['fails where the asset is no key', subjectOf(byKey, 'x'), own, /^failed: /],
    [
      'fails where the record names an identity instead',
      subjectOf(byIdentity),
      own,
      /^failed: the record names no key: https:\/\/w\.yml signed$/,
    ],
    ['fails where the record names nobody', subjectOf(undefined), own, /^failed: .*nobody signed$/],
  ])('%s', async (_, subject, known, expected) => {
    const said = await line(subject, known);
    if (expected === '') expect(said).toBe('');
    else expect(said).toMatch(expected);
  });
});
