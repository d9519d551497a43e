// The certificate authority behind Fulcio: root, intermediate, and leaves that carry a workflow's identity.
import type { KeyObject } from 'node:crypto';
import { OctetString, Utf8String } from 'asn1js';
import {
  algorithmOf,
  authority,
  cryptoKey,
  keyIdentifiers,
  serialNumber,
  x509,
} from '../core/certificates.ts';
import type { KeyStore } from '../core/keys.ts';
import type { CtLog } from './ct-log.ts';
import type { Claims } from './oidc.ts';

export interface CertificateAuthority {
  /** Intermediate first, then the root; DER. */
  readonly chain: readonly Buffer[];
  readonly issue: (key: KeyObject, claims: Claims) => Promise<Buffer>;
  /** The same for anybody else. */
  readonly issueTo: (key: KeyObject, holder: Holder) => Promise<Buffer>;
}

/** Whom a certificate is for: a workflow's URL or an e-mail address, and Fulcio's further claims by their arc. */
export interface Holder {
  readonly name: { readonly type: 'url' | 'email'; readonly value: string };
  readonly claims: Readonly<Record<number, string>>;
}

const FULCIO = '1.3.6.1.4.1.57264.1';
const SCT_LIST = '1.3.6.1.4.1.11129.2.4.2';
const GITHUB = 'https://github.com/';

/**
 * Extension number → value. 2 to 6 are the deprecated ones, whose value is not DER.
 * Source: github.com/sigstore/fulcio, docs/oid-info.md.
 */
function identityExtensions(claims: Claims): readonly x509.Extension[] {
  const raw = (n: number, value: string) =>
    new x509.Extension(`${FULCIO}.${n}`, false, new TextEncoder().encode(value));
  const der = (n: number, value: string) =>
    new x509.Extension(`${FULCIO}.${n}`, false, new Utf8String({ value }).toBER());
  const runUri = `${claims.repository}/actions/runs/${claims.run_id}/attempts/${claims.run_attempt}`;
  return [
    raw(1, claims.iss),
    raw(2, claims.event_name),
    raw(3, claims.sha),
    raw(4, claims.workflow),
    raw(5, claims.repository),
    raw(6, claims.ref),
    der(8, claims.iss),
    der(9, GITHUB + claims.job_workflow_ref),
    der(10, claims.job_workflow_sha),
    der(11, claims.runner_environment),
    der(12, GITHUB + claims.repository),
    der(13, claims.sha),
    der(14, claims.ref),
    der(15, claims.repository_id),
    der(16, GITHUB + claims.repository_owner),
    der(17, claims.repository_owner_id),
    der(18, GITHUB + claims.workflow_ref),
    der(19, claims.workflow_sha),
    der(20, claims.event_name),
    der(21, GITHUB + runUri),
    der(22, claims.repository_visibility),
    der(24, claims.sub),
  ];
}

/** The list of one SCT as the extension holds it (RFC 6962, 3.3). */
function sctExtension(sct: Buffer): x509.Extension {
  const list = Buffer.alloc(4 + sct.length);
  list.writeUInt16BE(sct.length + 2, 0);
  list.writeUInt16BE(sct.length, 2);
  sct.copy(list, 4);
  return new x509.Extension(SCT_LIST, false, new OctetString({ valueHex: new Uint8Array(list) }).toBER());
}

/** `name` is the prefix of the key files; without `ctLog` (GitHub's own instance) leaves carry no SCT. */
export async function certificateAuthority(
  keys: KeyStore,
  name: string,
  organization: string,
  ctLog?: CtLog,
): Promise<CertificateAuthority> {
  const quoted = `O="${organization}"`;
  const rootName = `CN=sigstore, ${quoted}`;
  const issuerName = `CN=sigstore-intermediate, ${quoted}`;
  const [root, intermediate] = await Promise.all([
    keys.pair(`${name}-root`, 'P-384'),
    keys.pair(`${name}-intermediate`, 'P-384'),
  ]);
  const rootDer = await keys.der(`${name}-root`, () =>
    authority(rootName, root, { name: rootName, pair: root }),
  );
  const intermediateDer = await keys.der(`${name}-intermediate`, () =>
    authority(issuerName, intermediate, { name: rootName, pair: root }, 0),
  );

  async function certify(
    key: KeyObject,
    name: Holder['name'],
    identity: readonly x509.Extension[],
  ): Promise<Buffer> {
    const now = new Date();
    const request = {
      serialNumber: serialNumber(),
      issuer: issuerName,
      notBefore: now,
      notAfter: new Date(now.getTime() + 600_000),
      signingAlgorithm: algorithmOf(intermediate.privateKey),
      publicKey: cryptoKey(key),
      signingKey: cryptoKey(intermediate.privateKey),
    };
    const extensions = [
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.codeSigning]),
      ...(await keyIdentifiers(key, intermediate.publicKey)),
      new x509.SubjectAlternativeNameExtension([name], true),
      ...identity,
    ];
    const create = (all: x509.Extension[]) =>
      x509.X509CertificateGenerator.create({ ...request, extensions: all });
    if (ctLog === undefined) return Buffer.from((await create(extensions)).rawData);
    const draft = Buffer.from((await create(extensions)).rawData);
    const sct = ctLog.sign(draft, intermediate.publicKey, now);
    return Buffer.from((await create([...extensions, sctExtension(sct)])).rawData);
  }

  return {
    chain: [intermediateDer, rootDer],
    issue: (key, claims) =>
      certify(key, { type: 'url', value: `${GITHUB}${claims.job_workflow_ref}` }, identityExtensions(claims)),
    issueTo: (key, { name: holder, claims }) =>
      certify(
        key,
        holder,
        Object.entries(claims).map(
          ([arc, value]) => new x509.Extension(`${FULCIO}.${arc}`, false, new Utf8String({ value }).toBER()),
        ),
      ),
  };
}
