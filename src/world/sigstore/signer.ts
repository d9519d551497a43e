// Who signs: an identity that an issuer vouches for, or a key.

/** Who must have signed: the workflow's URI and the issuer that vouches for it. */
export interface Signer {
  readonly issuer: string;
  readonly san: string;
}

/** The key of `sign: key`. */
export interface SigningKey {
  /** `env://COSIGN_PRIVATE_KEY`, or the URI of a key in a KMS: no secret, so it may be an argument. */
  readonly ref: string;
  /** The key and its password, or what leads to its KMS, as cosign reads them. */
  readonly env: Readonly<Record<string, string>>;
  /** Where its public key is written, in PEM. */
  readonly publicKeyFile: string;
}
