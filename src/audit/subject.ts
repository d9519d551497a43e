// What an audit looks at: a published release with its files as downloaded, and what its own record says of it.
import { createHash } from 'node:crypto';
import { messageOf } from '../errors.ts';
import type { Digest, TagName } from '../plan/brands.ts';
import type { Repository } from '../plan/context.ts';
import { type ImageName, parseImageName } from '../plan/oci/image-name.ts';
import type { ReleaseRecord } from '../plan/record/release-record.ts';
import type { Version } from '../plan/version/version.ts';
import type { CheckReport } from '../report/model.ts';
import type { Records } from '../world/github/lookups.ts';
import { TokenRefused } from '../world/registry/auth.ts';
import { isTransient } from '../world/retry/retry.ts';
import type { Registry } from '../world/registry/registry.ts';
import type { SigstoreTrust } from '../world/sigstore/trust.ts';
import type { Inputs } from '../plan/inputs/inputs.ts';
import type { GitHub, GitHubRelease } from '../world/github/types.ts';
import { hasStatus } from '../world/retry/status.ts';

/** What an audit asks of the world: it reads, and writes nothing. */
export interface AuditWorld {
  readonly github: Pick<
    GitHub,
    'download' | 'downloadTo' | 'attestations' | 'latestRelease' | 'releasesOf' | 'tagNames'
  >;
  readonly records: Records;
  readonly registry: Pick<Registry, 'head' | 'manifest' | 'blob' | 'sumBlob' | 'referrers' | 'isPublic'>;
  readonly trust: SigstoreTrust;
  /** The same with GitHub's own root in it, asked for a release that was made while its repository was private. */
  readonly trustWithGitHub: () => Promise<SigstoreTrust>;
  /** For assets that are only summed, however large they are. */
  readonly folder: string;
  /** The public key, in PEM, that a release signed with a key is held against; absent where nobody gave one. */
  readonly knownKey?: string;
}

/** An asset as anybody downloads it. `sha256` is 64 hex digits, `size` in bytes. */
export interface Downloaded {
  readonly name: string;
  readonly size: number;
  readonly sha256: string;
  /** In memory where it is to be read, else on disk. */
  readonly content: Buffer | { readonly file: string };
}

/** An asset's text. @throws AuditFailure when it is larger than anything of its name should be. */
export function textOf({ name, content }: Downloaded): string {
  if (!Buffer.isBuffer(content)) throw new AuditFailure(`${name} is too large to be read`);
  return content.toString('utf8');
}

/** An image that the release is said to have. */
export interface AuditedImage {
  readonly name: ImageName;
  readonly digest: Digest;
  readonly tags: readonly string[];
}

export interface AuditedRelease {
  readonly tag: TagName;
  readonly version: Version;
  readonly repository: Repository;
  readonly inputs: Pick<
    Inputs,
    'pointers' | 'tagPrefix' | 'prerelease' | 'sign' | 'attest' | 'signerWorkflow' | 'deep'
  >;
  readonly release: GitHubRelease;
  /** The commit that the Git tag names now; absent when there is no such tag. */
  readonly commit?: string;
  readonly files: readonly Downloaded[];
  /** release.json; absent when another tool made the release. */
  readonly manifest?: ReleaseRecord;
  /** From release.json, or else what the release's own tag names in the registry. */
  readonly images: readonly AuditedImage[];
  /** It was published a moment ago, by a run that gives the image its tags after that: one that is not there says nothing. */
  readonly fresh?: boolean;
  /** What precedes the version in image tags. */
  readonly imageTagPrefix: string;
  /** Further prefixes that the release's own tag has been given. */
  readonly otherPrefixes: readonly string[];
}

/** What is not as it is said to be. */
export class AuditFailure extends Error {}

/** One line of the checklist: `work` answers its detail; whatever it throws fails the line, unless it may pass by itself. */
export async function check(
  text: string,
  commands: readonly string[],
  work: () => Promise<string> | string,
): Promise<CheckReport> {
  try {
    return { text, state: 'passed', detail: await work(), commands };
  } catch (error) {
    if (isTransient(error)) throw error;
    const withheld = permissionOf(error);
    if (withheld !== undefined) return notRun(text, withheld);
    return { text, state: 'failed', detail: messageOf(error), commands };
  }
}

/**
 * What a job's token lacks: GitHub names it in its refusal (X-Accepted-GitHub-Permissions), a registry gives no token to read
 * with. Of what may not be seen nothing is known; that it is not as it should be would be said wrongly.
 */
function permissionOf(error: unknown): string | undefined {
  if (error instanceof TokenRefused) return `${messageOf(error)}; ${error.hint}`;
  if (!hasStatus(error, 403)) return undefined;
  const { response } = error as { readonly response?: { readonly headers?: Record<string, unknown> } };
  const accepted = response?.headers?.['x-accepted-github-permissions'];
  if (typeof accepted !== 'string' || accepted === '') return undefined;
  const [name = '', access = ''] = (accepted.split(/[;,]/, 1)[0] ?? '').trim().split('=');
  return `the job may not ask GitHub: permissions: { ${name.replaceAll('_', '-')}: ${access} }`;
}

export function notRun(text: string, why: string): CheckReport {
  return { text, state: 'not-run', detail: why, commands: [] };
}

/** @throws AuditFailure when the two differ. */
export function expectSame(what: string, actual: unknown, expected: unknown): void {
  const [is, said] = [actual, expected].map((value) =>
    value === undefined ? 'nothing' : JSON.stringify(value),
  );
  if (is !== said) throw new AuditFailure(`${what} is ${is}, not ${said}`);
}

export function sha256Hex(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The image names of release.json; what is not an image name is none. */
export function imagesIn(manifest: ReleaseRecord): readonly AuditedImage[] {
  return manifest.images.flatMap(({ name, digest, tags }) => {
    const read = parseImageName(name);
    return 'image' in read && Array.isArray(tags) ? [{ name: read.image, digest, tags }] : [];
  });
}
