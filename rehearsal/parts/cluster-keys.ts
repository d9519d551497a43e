// What the parts of a Kubernetes cluster show each other: a certificate authority, certificates and kubeconfigs, in one folder.
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { authority, issue, keyIdentifiers, x509 } from '../standins/core/certificates.ts';
import { KeyStore, pem, spki } from '../standins/core/keys.ts';

/** A holder of a certificate: what RBAC knows it by, and where it is reached if it serves. */
export interface Holder {
  /** Base of its files: `NAME.pem` and `NAME.key.pem`. */
  readonly name: string;
  /** The user's name. */
  readonly user: string;
  readonly group?: string;
  readonly addresses?: readonly string[];
}

export interface ClusterKeys {
  /** Issues a certificate to each. */
  readonly issueTo: (holders: readonly Holder[]) => Promise<void>;
  /** Issues a certificate to a client and writes its kubeconfig; answers the file's name. */
  readonly kubeconfig: (holder: Holder, at: KubeconfigPlace) => Promise<string>;
}

interface KubeconfigPlace {
  readonly server: string;
  readonly namespace?: string;
}

const CA = 'CN=Rehearsal Kubernetes CA';

/** Makes the authority, and the key that signs tokens of service accounts. */
export async function clusterKeys(dir: string): Promise<ClusterKeys> {
  const keys = new KeyStore(dir);
  const ca = await keys.pair('ca', 'P-256');
  const write = (name: string, label: string, der: Buffer): Promise<void> =>
    writeFile(path.join(dir, name), pem(label, der));
  await write('ca.pem', 'CERTIFICATE', await authority(CA, ca, { name: CA, pair: ca }));
  await write('accounts.pub', 'PUBLIC KEY', spki((await keys.pair('accounts', 'P-256')).publicKey));
  const issueOne = async ({ name, user, group, addresses = [] }: Holder): Promise<void> => {
    const own = await keys.pair(name, 'P-256');
    const der = await issue({
      subject: group === undefined ? `CN=${user}` : `CN=${user}, O=${group}`,
      publicKey: own.publicKey,
      issuer: { name: CA, privateKey: ca.privateKey },
      extensions: [
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        new x509.ExtendedKeyUsageExtension([
          x509.ExtendedKeyUsage.clientAuth,
          ...(addresses.length > 0 ? [x509.ExtendedKeyUsage.serverAuth] : []),
        ]),
        ...(addresses.length === 0
          ? []
          : [
              new x509.SubjectAlternativeNameExtension(
                addresses.map((value) => ({ type: 'ip' as const, value })),
              ),
            ]),
        ...(await keyIdentifiers(own.publicKey, ca.publicKey)),
      ],
    });
    await write(`${name}.pem`, 'CERTIFICATE', der);
  };
  return {
    issueTo: async (holders) => {
      for (const holder of holders) await issueOne(holder);
    },
    kubeconfig: async (holder, { server, namespace = 'default' }) => {
      await issueOne(holder);
      // Names of files are looked up beside the kubeconfig, wherever that is mounted. JSON is YAML.
      const config = {
        apiVersion: 'v1',
        kind: 'Config',
        clusters: [{ name: 'rehearsal', cluster: { server, 'certificate-authority': 'ca.pem' } }],
        users: [
          {
            name: holder.name,
            user: { 'client-certificate': `${holder.name}.pem`, 'client-key': `${holder.name}.key.pem` },
          },
        ],
        contexts: [{ name: 'rehearsal', context: { cluster: 'rehearsal', user: holder.name, namespace } }],
        'current-context': 'rehearsal',
      };
      const file = path.join(dir, `${holder.name}.kubeconfig`);
      await writeFile(file, JSON.stringify(config), { mode: 0o600 });
      return file;
    },
  };
}
