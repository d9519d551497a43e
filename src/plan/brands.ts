// Strings that must not be mixed up: each is checked once, where it enters, and branded from then on.

declare const brand: unique symbol;
type Brand<T, Name extends string> = T & { readonly [brand]: Name };

/** `sha256:` and 64 lower-case hex digits (OCI image-spec, descriptor digests). */
export type Digest = Brand<string, 'Digest'>;
/** A full Git object name of a commit: 40 (SHA-1) or 64 (SHA-256) lower-case hex digits. */
export type CommitSha = Brand<string, 'CommitSha'>;
/** A Git tag's short name, without `refs/tags/`. */
export type TagName = Brand<string, 'TagName'>;

export const digestPattern = /^sha256:[0-9a-f]{64}$/;
export const commitPattern = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

export function isDigest(text: string): text is Digest {
  return digestPattern.test(text);
}

export function isCommitSha(text: string): text is CommitSha {
  return commitPattern.test(text);
}

/** @throws TypeError when the text is no SHA-256 digest. */
export function digest(text: string): Digest {
  if (!isDigest(text)) throw new TypeError(`not a sha256 digest: ${text.slice(0, 100)}`);
  return text;
}

/** @throws TypeError when the text is no full commit name. */
export function commitSha(text: string): CommitSha {
  if (!isCommitSha(text)) throw new TypeError(`not a full commit name: ${text.slice(0, 100)}`);
  return text;
}

export function tagName(text: string): TagName {
  return text as TagName;
}
