// What a Fulcio certificate says about the workflow that signed, read from its extensions.
import type { Signer } from '@sigstore/verify';

/**
 * The claims of a Fulcio certificate; a claim that the certificate does not make is absent.
 * Source: https://github.com/sigstore/fulcio/blob/main/docs/oid-info.md (1.3.6.1.4.1.57264.1.8 to .22).
 */
export interface CertificateClaims {
  /** The identity: a workflow's URI (`https://github.com/<owner>/<repo>/<file>@<ref>`) or an e-mail address. */
  readonly san: string;
  readonly issuer: string;
  readonly buildSignerUri?: string;
  readonly buildSignerDigest?: string;
  readonly runnerEnvironment?: string;
  /** `https://github.com/<owner>/<repo>` */
  readonly sourceRepositoryUri?: string;
  /** The commit that the workflow ran on. */
  readonly sourceRepositoryDigest?: string;
  readonly sourceRepositoryRef?: string;
  readonly sourceRepositoryIdentifier?: string;
  readonly sourceRepositoryOwnerUri?: string;
  readonly sourceRepositoryOwnerIdentifier?: string;
  readonly buildConfigUri?: string;
  readonly buildConfigDigest?: string;
  readonly buildTrigger?: string;
  readonly runInvocationUri?: string;
  readonly sourceRepositoryVisibility?: string;
}

/** Where the run that signed was from, in words where the certificate does not say. */
export function originOf(
  claims: CertificateClaims,
): Readonly<Record<'from' | 'of' | 'on' | 'began', string>> {
  return {
    from: claims.sourceRepositoryUri ?? 'an unknown repository',
    of: claims.sourceRepositoryDigest ?? 'an unknown commit',
    on: claims.sourceRepositoryRef ?? 'an unknown ref',
    began: claims.buildConfigUri ?? 'an unknown workflow',
  };
}

const fulcioArc = '1.3.6.1.4.1.57264.1';

const claimNames = {
  9: 'buildSignerUri',
  10: 'buildSignerDigest',
  11: 'runnerEnvironment',
  12: 'sourceRepositoryUri',
  13: 'sourceRepositoryDigest',
  14: 'sourceRepositoryRef',
  15: 'sourceRepositoryIdentifier',
  16: 'sourceRepositoryOwnerUri',
  17: 'sourceRepositoryOwnerIdentifier',
  18: 'buildConfigUri',
  19: 'buildConfigDigest',
  20: 'buildTrigger',
  21: 'runInvocationUri',
  22: 'sourceRepositoryVisibility',
} as const satisfies Record<number, keyof CertificateClaims>;

/** The claims of a signer whose certificate has been verified; `undefined` when a key and no certificate signed. */
export function certificateClaims(signer: Signer): CertificateClaims | undefined {
  const { subjectAlternativeName: san, extensions, oids = [] } = signer.identity ?? {};
  const issuer = extensions?.issuer;
  if (san === undefined || issuer === undefined) return undefined;
  const values = new Map(oids.map(({ oid, value }) => [oid?.id.join('.'), value]));
  const claims: Record<string, string> = {};
  for (const [arc, name] of Object.entries(claimNames)) {
    const der = values.get(`${fulcioArc}.${arc}`);
    const text = der && utf8String(der);
    if (text !== undefined) claims[name] = text;
  }
  return { ...claims, san, issuer };
}

/** Reads a DER UTF8String (X.690: tag 12, then the length in short or long form); anything else is no claim. */
function utf8String(der: Uint8Array): string | undefined {
  const [tag, first] = der;
  if (tag !== 0x0c || first === undefined) return undefined;
  const longForm = first & 0x80 ? first & 0x7f : 0;
  if (longForm > 2) return undefined;
  const length =
    longForm === 0 ? first : der.subarray(2, 2 + longForm).reduce((sum, byte) => sum * 256 + byte, 0);
  const text = der.subarray(2 + longForm);
  return text.length === length ? Buffer.from(text).toString('utf8') : undefined;
}
