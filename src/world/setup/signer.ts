// Who signs in a run: the workflow's identity, or the key that was given.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { publicKeyOf, signingKey } from '../sigstore/cosign.ts';
import type { WorldOptions } from './options.ts';
import { startTool, createTrust } from './trust.ts';
import type { Signer, SigningKey } from '../sigstore/signer.ts';

/** The identity that Fulcio will certify: GitHub's issuer and the workflow file that runs (Fulcio, oid-info.md). */
export async function signerOf(start: WorldOptions): Promise<Signer> {
  const token = await start.idToken('sigstore');
  const [, payload = ''] = token.split('.');
  const claims = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')) as {
    readonly iss?: unknown;
    readonly job_workflow_ref?: unknown;
  };
  return {
    issuer: String(claims.iss),
    san: `${start.context.repository.serverUrl}/${String(claims.job_workflow_ref)}`,
  };
}

/** The private key stays in the environment of cosign; only its public half becomes a file. */
export async function createKey(
  { inputs, secrets, exec, temp, kmsEnv }: WorldOptions,
  cosign: string,
): Promise<SigningKey & { readonly publicKey: string }> {
  const key = signingKey(inputs, secrets, kmsEnv);
  const publicKey = await publicKeyOf(exec, cosign, key);
  const publicKeyFile = join(temp, 'cosign.pub');
  await writeFile(publicKeyFile, publicKey);
  return { ...key, publicKeyFile, publicKey };
}

/** The public key that was given, or the public half of another, in PEM; `undefined` where none was. */
export async function createKnownKey(start: WorldOptions): Promise<string | undefined> {
  const { sign, cosignPublicKey } = start.inputs;
  if (sign !== 'key' || cosignPublicKey !== undefined) return cosignPublicKey;
  const { path } = await startTool('cosign', start, createTrust(start));
  return (await createKey(start, path)).publicKey;
}
