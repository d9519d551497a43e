// What clients are told to trust and to use: trusted_root.json and signing_config.v0.2.json.
import { type KeyObject, createHash } from 'node:crypto';
import { spki } from '../core/keys.ts';
import { logId } from './log.ts';

/** What there is to trust in one Sigstore instance; GitHub's own has neither log. */
export interface Instance {
  readonly operator: string;
  /** Certificates in DER, the root last. */
  readonly fulcio: { readonly url: string; readonly chain: readonly Buffer[] };
  readonly timestamp: { readonly url: string; readonly chain: readonly Buffer[] };
  readonly ctLog?: KeyObject;
  readonly logs: readonly {
    readonly url: string;
    /** None for a shard that takes no entries any more. */
    readonly version?: 1 | 2;
    readonly publicKey: KeyObject;
  }[];
}

// Everything is valid from before the first certificate was made.
const VALID_FOR = { start: '2021-01-12T11:53:27.000Z' };

const base64 = (data: Buffer) => data.toString('base64');
const chainOf = (chain: readonly Buffer[]) => ({
  certificates: chain.map((der) => ({ rawBytes: base64(der) })),
});

function keyOf(key: KeyObject): object {
  const ed25519 = key.asymmetricKeyType === 'ed25519';
  return {
    rawBytes: base64(spki(key)),
    keyDetails: ed25519 ? 'PKIX_ED25519' : 'PKIX_ECDSA_P256_SHA_256',
    validFor: VALID_FOR,
  };
}

function tlogOf({ url, publicKey }: Instance['logs'][number]): object {
  return {
    baseUrl: url,
    hashAlgorithm: 'SHA2_256',
    publicKey: keyOf(publicKey),
    logId: { keyId: base64(logId(new URL(url).host, publicKey)) },
  };
}

function ctLogOf(publicKey: KeyObject): object {
  return {
    baseUrl: 'https://ctfe.sigstore.dev/2022',
    hashAlgorithm: 'SHA2_256',
    publicKey: keyOf(publicKey),
    logId: { keyId: base64(createHash('sha256').update(spki(publicKey)).digest()) },
  };
}

/** A TrustedRoot message in protobuf-JSON. */
export function trustedRoot({ operator, fulcio, timestamp, ctLog, logs }: Instance): object {
  return {
    mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
    tlogs: logs.map(tlogOf),
    certificateAuthorities: [
      {
        subject: { organization: operator, commonName: 'sigstore' },
        uri: fulcio.url,
        certChain: chainOf(fulcio.chain),
        validFor: VALID_FOR,
      },
    ],
    ctlogs: ctLog === undefined ? [] : [ctLogOf(ctLog)],
    timestampAuthorities: [
      {
        subject: { organization: operator, commonName: 'tsa' },
        uri: timestamp.url,
        certChain: chainOf(timestamp.chain),
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
    rekorTlogUrls: logs.filter(({ version }) => version === rekor).map(({ url }) => service(url, rekor)),
    rekorTlogConfig: { selector: 'ANY' },
    tsaUrls: [service(timestamp.url)],
    tsaConfig: { selector: 'ANY' },
  };
}
