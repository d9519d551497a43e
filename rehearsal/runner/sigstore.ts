// The rehearsal's second profile: the real Fulcio, Rekor v2 and timestamp authority, with keys of their own.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  ensureSigstoreServers,
  startSigstoreServers,
  type SigstoreMaterial,
} from '../parts/sigstore-servers.ts';
import { freePort } from '../parts/server.ts';
import { issue, keyIdentifiers, authority, x509 } from '../standins/core/certificates.ts';
import { type KeyPair, KeyStore, pem } from '../standins/core/keys.ts';
import { ctLog } from '../standins/sigstore/ct-log.ts';
import { serveCtLog } from '../standins/sigstore/ct-server.ts';
import { ISSUER } from '../standins/sigstore/oidc.ts';
import type { SigstoreServers } from '../standins/world.ts';
import type { Progress } from './world.ts';

const REKOR = 'log2025-1.rekor.sigstore.dev';

export interface PreparedSigstore {
  /** What the stand-ins are told, before anything runs. */
  readonly servers: SigstoreServers;
  /** Starts the servers in an environment that reaches the stand-ins' issuer; answers how to stop them. */
  readonly start: (env: Readonly<Record<string, string>>, progress: Progress) => Promise<() => Promise<void>>;
}

/** Makes keys and certificates below `dir`, or finds those of an earlier rehearsal on the same state. */
export async function prepareSigstore(dir: string): Promise<PreparedSigstore> {
  await mkdir(dir, { recursive: true });
  const keys = new KeyStore(join(dir, 'keys'));
  const [fulcioChain, timestampChain, rekor, ct] = await Promise.all([
    fulcioCertificates(keys),
    timestampCertificates(keys),
    keys.pair('rekor', 'ed25519'),
    ctLog(keys),
  ]);
  const file = async (name: string, text: string | Buffer): Promise<string> => {
    await writeFile(join(dir, name), text, { mode: 0o600 });
    return join(dir, name);
  };
  const chain = (name: string, ders: readonly Buffer[]): Promise<string> =>
    file(name, ders.map((der) => pem('CERTIFICATE', der)).join(''));
  const [fulcioFile, timestampFile, rekorFile, ctFile] = await Promise.all([
    chain('fulcio.pem', fulcioChain),
    chain('timestamp.pem', timestampChain),
    file('rekor.pub', publicPem(rekor)),
    file('ct.pub', publicPem(ct)),
  ]);
  const ports = { fulcio: await freePort(), rekor: await freePort(), timestamp: await freePort() };
  const keyFile = (name: string): string => join(dir, 'keys', `${name}.key.pem`);
  return {
    servers: {
      fulcio: { port: ports.fulcio, chain: fulcioFile },
      ctLog: { publicKey: ctFile },
      rekorV2: { port: ports.rekor, publicKey: rekorFile },
      timestamp: { port: ports.timestamp, chain: timestampFile },
    },
    start: async (env, progress) => {
      const programs = await ensureSigstoreServers(progress);
      const log = await serveCtLog(ct);
      const material: SigstoreMaterial = {
        fulcio: {
          certificate: fulcioFile,
          key: keyFile('fulcio-intermediate'),
          password: '',
          issuers: { [ISSUER]: { IssuerURL: ISSUER, ClientID: 'sigstore', Type: 'github-workflow' } },
          ctLog: log.url,
        },
        rekor: { hostname: REKOR, key: keyFile('rekor') },
        timestamp: { chain: timestampFile, key: keyFile('timestamp') },
      };
      try {
        const running = await startSigstoreServers(programs, material, { dir, env, ports });
        progress('real Fulcio, Rekor v2 and timestamp authority serve');
        return async () => {
          await running.stop();
          await log.stop();
        };
      } catch (error) {
        await log.stop();
        throw error;
      }
    },
  };
}

function publicPem({ publicKey }: Pick<KeyPair, 'publicKey'>): string | Buffer {
  return publicKey.export({ format: 'pem', type: 'spki' });
}

/** Issuing certificate and root. Fulcio asks that its certificate may sign code-signing ones. */
async function fulcioCertificates(keys: KeyStore): Promise<readonly Buffer[]> {
  const [root, own] = await Promise.all([
    keys.pair('fulcio-root', 'P-384'),
    keys.pair('fulcio-intermediate', 'P-384'),
  ]);
  const name = 'CN=sigstore, O=sigstore.dev';
  const rootDer = await keys.der('fulcio-root', () => authority(name, root, { name, pair: root }));
  const ownDer = await keys.der('fulcio-intermediate', async () =>
    issue({
      subject: 'CN=sigstore-intermediate, O=sigstore.dev',
      publicKey: own.publicKey,
      issuer: { name, privateKey: root.privateKey },
      extensions: [
        new x509.BasicConstraintsExtension(true, 0, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.cRLSign | x509.KeyUsageFlags.keyCertSign, true),
        new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.codeSigning]),
        ...(await keyIdentifiers(own.publicKey, root.publicKey)),
      ],
    }),
  );
  return [ownDer, rootDer];
}

/** Signing certificate and root. */
async function timestampCertificates(keys: KeyStore): Promise<readonly Buffer[]> {
  const [root, own] = await Promise.all([
    keys.pair('timestamp-root', 'P-384'),
    keys.pair('timestamp', 'P-256'),
  ]);
  const name = 'CN=tsa-root, O=sigstore.dev';
  const rootDer = await keys.der('timestamp-root', () => authority(name, root, { name, pair: root }));
  const ownDer = await keys.der('timestamp', async () =>
    issue({
      subject: 'CN=tsa, O=sigstore.dev',
      publicKey: own.publicKey,
      issuer: { name, privateKey: root.privateKey },
      extensions: [
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.timeStamping], true),
        ...(await keyIdentifiers(own.publicKey, root.publicKey)),
      ],
    }),
  );
  return [ownDer, rootDer];
}
