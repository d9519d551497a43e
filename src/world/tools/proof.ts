// Proof that a downloaded file is the publisher's: its checksum, and the signature of the publisher's own workflow.
import type { Digest } from '../../plan/brands.ts';
import { SignatureError } from '../sigstore/signature-error.ts';
import { type VerifiedSignature, verifyBlob, verifyBundle } from '../sigstore/verify.ts';
import type { SigstoreTrust } from '../sigstore/trust.ts';
import type { Publisher } from './catalogue.ts';
import type { Download } from './download.ts';
import { uncompress } from './snappy.ts';
import { compact } from '../../compact.ts';

/** Bundles are some kilobytes; GitHub answers with at most thirty. */
const maxBundleBytes = 4 * 1024 * 1024;

/**
 * The SHA-256 of a file in a checksum file as sha256sum writes it: hex, a blank, a blank or `*`, the name.
 * @returns hex, or `undefined` when the file is not listed, or is listed with two different sums.
 */
export function listedSum(checksums: string, file: string): string | undefined {
  const sums = checksums
    .split('\n')
    .map((line) => /^([0-9a-f]{64}) [ *](.+?)\r?$/i.exec(line))
    .filter((match) => match?.[2] === file)
    .map((match) => match?.[1]?.toLowerCase());
  return new Set(sums).size === 1 ? sums[0] : undefined;
}

/** A page where a file was expected: a login or block page of a proxy, mostly. */
export function looksLikeHtml(bytes: Uint8Array): boolean {
  return /^\s*<(?:!doctype html|html|head|\?xml)/i.test(
    Buffer.from(bytes.subarray(0, 512)).toString('latin1'),
  );
}

export interface SignedFile {
  readonly bytes: Buffer;
  readonly digest: Digest;
}

/**
 * Verifies that one of the bundles is the publisher's signature or attestation over the file.
 * @throws ReleaseError or SignatureError saying why none is.
 */
export function verifyPublisher(
  file: SignedFile,
  bundles: readonly unknown[],
  publisher: Publisher,
  trust: SigstoreTrust,
): VerifiedSignature {
  let failure: unknown = new Error('the publisher has signed nothing of this digest');
  for (const bundle of bundles) {
    try {
      const signature = isOverBlob(bundle)
        ? verifyBlob(bundle, file.bytes, trust, publisher)
        : verifyBundle(
            bundle,
            trust,
            compact({
              issuer: publisher.issuer,
              san: publisher.san,
              subjectDigests: [file.digest],
              predicateType: publisher.predicateType,
            }),
          );
      checkSource(signature, publisher);
      return signature;
    } catch (error) {
      failure = error;
    }
  }
  throw failure;
}

function isOverBlob(bundle: unknown): boolean {
  return typeof bundle === 'object' && bundle !== null && 'messageSignature' in bundle;
}

function checkSource({ certificate }: VerifiedSignature, publisher: Publisher): void {
  const { sourceRepositoryUri: repository = 'nothing', sourceRepositoryRef: ref = 'nothing' } = certificate;
  if (publisher.sourceRepository !== undefined && repository !== publisher.sourceRepository) {
    throw new SignatureError(
      'identity',
      `it was built from ${repository}, not ${publisher.sourceRepository}`,
    );
  }
  if (publisher.sourceRef !== undefined && ref !== publisher.sourceRef) {
    throw new SignatureError('identity', `it was built from ${ref}, not ${publisher.sourceRef}`);
  }
}

/** The bundles in a file with one JSON document, or with one on each line. */
export function bundlesIn(file: Buffer): unknown[] {
  const text = file.toString('utf8').trim();
  const lines = text.includes('\n') && text.split('\n').every((line) => /^\s*(?:\{.*\}\s*)?$/.test(line));
  return (lines ? text.split('\n').filter((line) => line.trim() !== '') : [text]).map(
    (json) => JSON.parse(json) as unknown,
  );
}

/**
 * Asks GitHub's attestations API for the bundles over a digest
 * (https://docs.github.com/rest/repos/attestations#list-attestations). Newer API versions answer with a `bundle_url`,
 * where the bundle is stored Snappy-compressed; the older ones with the bundle itself.
 */
export async function attestationsOf(
  digest: Digest,
  repository: string,
  api: string,
  download: Download,
): Promise<unknown[]> {
  const url = `${api}/repos/${repository}/attestations/${digest}?per_page=30&predicate_type=provenance`;
  const answer = await download(url, { maxBytes: maxBundleBytes, accept: 'application/vnd.github+json' });
  if (answer === undefined) return [];
  const { attestations } = JSON.parse(answer.toString('utf8')) as { attestations?: unknown };
  if (!Array.isArray(attestations)) throw new Error('GitHub answered without a list of attestations');
  return await Promise.all(
    attestations.map(async (attestation: { bundle?: unknown; bundle_url?: unknown }) => {
      const { bundle, bundle_url: from } = attestation;
      if (typeof bundle === 'object' && bundle !== null) return bundle;
      if (typeof from !== 'string') throw new Error('GitHub answered with an attestation without a bundle');
      const stored = await download(from, { maxBytes: maxBundleBytes });
      if (stored === undefined) throw new Error('GitHub named a bundle that is not there');
      return JSON.parse(uncompress(stored, maxBundleBytes).toString('utf8')) as unknown;
    }),
  );
}
