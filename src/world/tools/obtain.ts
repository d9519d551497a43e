// A release's file from its publisher or a mirror, handed on only when it is proven to be the publisher's.
import { ReleaseError, messageOf } from '../../errors.ts';
import type { Digest } from '../../plan/brands.ts';
import { sha256 } from '../registry/registry.ts';
import type { SigstoreTrust } from '../sigstore/trust.ts';
import type { Arch, PinnedRelease, ToolDescription } from './catalogue.ts';
import { shown } from '../http/origin.ts';
import type { Download } from './download.ts';
import { attestationsOf, bundlesIn, listedSum, looksLikeHtml, verifyPublisher } from './proof.ts';

export interface Source {
  readonly arch: Arch;
  readonly download: Download;
  /** The public-good root of trust. */
  readonly loadTrust: () => Promise<SigstoreTrust>;
  /** Stands for https://github.com in the URLs of releases. */
  readonly mirror?: string;
  /** Default: https://api.github.com, since that is where the publishers are, whatever server runs this. */
  readonly githubApi?: string;
}

export interface Asset {
  readonly url: string;
  readonly bytes: Buffer;
}

/** cosign is the largest, at some 130 MB. In memory, so that nothing unproven is ever a file that could be run. */
const maxAssetBytes = 400 * 1024 * 1024;
const maxTextBytes = 4 * 1024 * 1024;

/**
 * Downloads a release's file and proves it: its own checksum file, the sum known here if there is one, and the
 * publisher's signature.
 * @throws ReleaseError when it cannot be had, or is not proven.
 */
export async function obtain(
  tool: ToolDescription,
  release: Partial<PinnedRelease> & { readonly version: string },
  source: Source,
): Promise<Asset> {
  const { version, sums } = release;
  const file = tool.asset(version, source.arch);
  const host = (source.mirror ?? 'https://github.com').replace(/\/+$/, '');
  const base = `${host}/${tool.repository}/releases/download/v${version}`;
  const url = `${base}/${file}`;
  const trust = source.loadTrust();
  const [bytes, checksums] = await Promise.all([
    required(source.download, url, maxAssetBytes),
    required(source.download, `${base}/${tool.checksums(version)}`, maxTextBytes),
    trust,
  ]).catch(async (cause: unknown) => {
    // Sigstore's own fault is told as what it is.
    await trust;
    throw new ReleaseError(`${tool.name} ${version} could not be downloaded from ${base}/`, {
      hint: `Install it before this action runs:\n${tool.byHand}`,
      cause,
    });
  });
  try {
    if (looksLikeHtml(bytes)) throw new Error('it is a web page, not a program');
    const digest = sha256(bytes);
    checkSum(digest, file, {
      checksums: checksums.toString('utf8'),
      list: tool.checksums(version),
      known: sums?.[source.arch],
    });
    const bundles =
      tool.signedBy === 'bundle'
        ? bundlesIn(await required(source.download, `${url}.sigstore.json`, maxTextBytes))
        : await attestations(url, digest, tool, source);
    verifyPublisher({ bytes, digest }, bundles, tool.publisher(version), await trust);
    return { url, bytes };
  } catch (cause) {
    throw refused(tool, version, url, cause);
  }
}

/** The error for a file that came and is not what it should be; what it was is not kept anywhere. */
export function refused(tool: ToolDescription, version: string, url: string, cause: unknown): ReleaseError {
  return new ReleaseError(`${tool.name} ${version} from ${url} is refused`, {
    hint: `Nothing was installed. Find out who answers for that URL, or install the tool another way:\n${tool.byHand}`,
    cause,
  });
}

async function required(download: Download, url: string, maxBytes: number): Promise<Buffer> {
  const bytes = await download(url, { maxBytes });
  if (bytes === undefined) throw new Error(`${shown(url)} is not there`);
  return bytes;
}

function checkSum(
  digest: Digest,
  file: string,
  {
    checksums,
    list,
    known,
  }: { readonly checksums: string; readonly list: string; readonly known: string | undefined },
): void {
  const sum = digest.slice('sha256:'.length);
  const listed = listedSum(checksums, file);
  if (listed === undefined) throw new Error(`${list} has no sum for ${file}`);
  if (listed !== sum) throw new Error(`its SHA-256 is ${sum}, where ${list} says ${listed}`);
  if (known !== undefined && known !== sum) {
    throw new Error(`its SHA-256 is ${sum}, where the release is known to have ${known}`);
  }
}

/** A mirror may keep what `gh attestation download` wrote as `<asset>.jsonl`; otherwise GitHub is asked. */
async function attestations(
  url: string,
  digest: Digest,
  tool: ToolDescription,
  { mirror, githubApi = 'https://api.github.com', download }: Source,
): Promise<unknown[]> {
  const kept = mirror === undefined ? undefined : await download(`${url}.jsonl`, { maxBytes: maxTextBytes });
  if (kept !== undefined) return bundlesIn(kept);
  try {
    return await attestationsOf(digest, tool.repository, githubApi, download);
  } catch (error) {
    throw new Error(`its attestation could not be had from ${githubApi}: ${messageOf(error)}`, {
      cause: error,
    });
  }
}
