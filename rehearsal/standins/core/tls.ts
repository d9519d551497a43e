// The TLS side: a CA that processes are told to trust, and one server certificate for every host.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { authority, issue, x509 } from './certificates.ts';
import { type KeyStore, pem, spki } from './keys.ts';

const SYSTEM_BUNDLES = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/cert.pem',
];

export interface TlsMaterial {
  readonly key: string;
  readonly cert: string;
  /** File with our CA alone. */
  readonly caFile: string;
  /** File with the system's CAs and ours: Go and curl replace their trust by what they are given. */
  readonly caBundle: string;
}

/** The CA lives in `keys`; the server certificate names exactly `hosts` and is new at each start. */
export async function tlsMaterial(
  keys: KeyStore,
  hosts: readonly string[],
  out: string,
): Promise<TlsMaterial> {
  const [ca, server] = await Promise.all([keys.pair('tls-ca', 'P-256'), keys.pair('tls-server', 'P-256')]);
  // A name of its own: a process that trusts the CAs of two worlds must be able to tell them apart.
  const mark = createHash('sha256').update(spki(ca.publicKey)).digest('hex').slice(0, 8);
  const name = `CN=Rehearsal TLS CA ${mark}`;
  const caDer = await keys.der('tls-ca', () => authority(name, ca, { name, pair: ca }));
  const serverDer = await issue({
    subject: 'CN=stand-in',
    publicKey: server.publicKey,
    issuer: { name, privateKey: ca.privateKey },
    extensions: [
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension(hosts.map((value) => ({ type: 'dns' as const, value }))),
    ],
    notAfter: new Date(Date.now() + 300 * 86_400_000),
  });
  const caPem = pem('CERTIFICATE', caDer);
  const system = SYSTEM_BUNDLES.find((file) => existsSync(file));
  const caFile = join(out, 'tls-ca.pem');
  const caBundle = join(out, 'ca-bundle.pem');
  writeFileSync(caFile, caPem);
  writeFileSync(caBundle, (system === undefined ? '' : `${readFileSync(system, 'utf8')}\n`) + caPem);
  return {
    key: server.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
    cert: pem('CERTIFICATE', serverDer),
    caFile,
    caBundle,
  };
}
