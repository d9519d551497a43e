// The certificate transparency log as Fulcio talks to it: the poison of a draft is no part of what it promises.
import { createHash, generateKeyPairSync } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { issue, x509 } from './core/certificates.ts';
import { withoutPoison } from './sigstore/ct-server.ts';

test.each([
  ['a short certificate', 0],
  ['one with lengths of two bytes', 300],
])('%s loses its poison, and stays well-formed', async (_, size) => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const notBefore = new Date('2026-01-01T00:00:00Z');
  const extension = new x509.Extension('1.2.3', false, createHash('sha256').update('x').digest());
  const filler = new x509.Extension('1.2.4', false, new Uint8Array(size));
  const poison = new x509.Extension('1.3.6.1.4.1.11129.2.4.3', true, new Uint8Array([5, 0]));
  const made = (extensions: readonly InstanceType<typeof x509.Extension>[]): Promise<Buffer> =>
    issue({
      subject: 'CN=leaf',
      publicKey,
      issuer: { name: 'CN=ca', privateKey },
      extensions,
      notBefore,
      notAfter: new Date('2026-01-01T00:10:00Z'),
    });
  const draft = await made([extension, poison, filler]);
  const tbs = withoutPoison(draft);
  expect(tbs.includes(poisonBytes)).toBe(false);
  expect(draft.includes(poisonBytes)).toBe(true);
  // Still DER of the length that it says it has.
  const length = tbs[1] === 0x82 ? tbs.readUInt16BE(2) + 4 : (tbs[2] ?? 0) + 3;
  expect(tbs).toHaveLength(length);
});

const poisonBytes = Buffer.from('06 0a 2b 06 01 04 01 d6 79 02 04 03'.replaceAll(' ', ''), 'hex');
