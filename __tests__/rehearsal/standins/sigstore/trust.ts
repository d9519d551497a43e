// What clients are told to trust and to use: trusted_root.json and signing_config.v0.2.json.
import { createHash } from 'node:crypto';
import { spki } from '../core/keys.ts';
import type { CertificateAuthority } from './authority.ts';
import type { CtLog } from './ct-log.ts';
import type { TransparencyLog } from './log.ts';
import type { TimestampAuthority } from './timestamp-authority.ts';

/** Services of one Sigstore instance; GitHub's own has neither log. */
export interface Instance {
  readonly operator: string;
  readonly fulcio: { readonly url: string; readonly ca: CertificateAuthority };
  readonly timestamp: { readonly url: string; readonly tsa: TimestampAuthority };
  readonly ctLog?: CtLog;
  /** Logs with their URL and API version, in the order in which a client should try them. */
  readonly logs: readonly { readonly url: string; readonly version: 1 | 2; readonly log: TransparencyLog }[];
}

// Everything is valid from before the first certificate was made.
const VALID_FOR = { start: '2021-01-12T11:53:27.000Z' };

const base64 = (data: Buffer) => data.toString('base64');
const chainOf = (chain: readonly Buffer[]) => ({
  certificates: chain.map((der) => ({ rawBytes: base64(der) })),
});

function tlogOf({ url, version, log }: Instance['logs'][number]): object {
  const ed25519 = log.publicKey.asymmetricKeyType === 'ed25519';
  return {
    baseUrl: url,
    hashAlgorithm: 'SHA2_256',
    publicKey: {
      rawBytes: base64(spki(log.publicKey)),
      keyDetails: ed25519 ? 'PKIX_ED25519' : 'PKIX_ECDSA_P256_SHA_256',
      validFor: VALID_FOR,
    },
    logId: { keyId: base64(version === 2 ? log.noteHash : log.keyHash) },
  };
}

function ctLogOf({ publicKey }: CtLog): object {
  return {
    baseUrl: 'https://ctfe.sigstore.dev/2022',
    hashAlgorithm: 'SHA2_256',
    publicKey: {
      rawBytes: base64(publicKey),
      keyDetails: 'PKIX_ECDSA_P256_SHA_256',
      validFor: VALID_FOR,
    },
    logId: { keyId: base64(createHash('sha256').update(publicKey).digest()) },
  };
}

/** A TrustedRoot message in protobuf-JSON. */
export function trustedRoot({ fulcio, timestamp, ctLog, logs }: Instance): object {
  return {
    mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
    tlogs: logs.map(tlogOf),
    certificateAuthorities: [
      {
        subject: { organization: fulcio.ca.organization, commonName: 'sigstore' },
        uri: fulcio.url,
        certChain: chainOf(fulcio.ca.chain),
        validFor: VALID_FOR,
      },
    ],
    ctlogs: ctLog === undefined ? [] : [ctLogOf(ctLog)],
    timestampAuthorities: [
      {
        subject: { organization: timestamp.tsa.organization, commonName: 'tsa' },
        uri: timestamp.url,
        certChain: chainOf(timestamp.tsa.chain),
        validFor: VALID_FOR,
      },
    ],
  };
}

/** A SigningConfig v0.2 message in protobuf-JSON; `rekor` is the log version that clients shall use. */
export function signingConfig({ operator, fulcio, timestamp, logs }: Instance, rekor: 1 | 2): object {
  const service = (url: string, majorApiVersion = 1) => ({
    url,
    majorApiVersion,
    validFor: VALID_FOR,
    operator,
  });
  return {
    mediaType: 'application/vnd.dev.sigstore.signingconfig.v0.2+json',
    caUrls: [service(fulcio.url)],
    oidcUrls: [service('https://oauth2.sigstore.dev/auth')],
    rekorTlogUrls: logs
      .filter(({ version }) => version === rekor)
      .map(({ url, version }) => service(url, version)),
    rekorTlogConfig: { selector: 'ANY' },
    tsaUrls: [service(timestamp.url)],
    tsaConfig: { selector: 'ANY' },
  };
}
