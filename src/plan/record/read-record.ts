// Reads release.json as data from outside: only what has the documented shape is a manifest.
import { isCommitSha, isDigest } from '../brands.ts';
import { isJsonObject, parseJson } from '../json.ts';
import type { ReleaseRecord } from '../artifacts.ts';

/** No record of ours comes near it, in bytes. */
export const maxRecordBytes = 8 * 1024 * 1024;

type Is = (value: unknown) => boolean;

const text: Is = (value) => typeof value === 'string';
const some: Is = (value) => typeof value === 'string' && value !== '';
const digest: Is = (value) => typeof value === 'string' && isDigest(value);
const size: Is = (value) => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
const hex: Is = (value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
const list =
  (item: Is): Is =>
  (value) =>
    Array.isArray(value) && value.every(item);
const optional =
  (is: Is): Is =>
  (value) =>
    value === undefined || is(value);
/** An object with these fields and no other: what nobody reads might be believed by somebody all the same. */
const record =
  (fields: Readonly<Record<string, Is>>): Is =>
  (value) =>
    isJsonObject(value) &&
    Object.keys(value).every((name) => Object.hasOwn(fields, name)) &&
    Object.entries(fields).every(([name, is]) => is(Object.hasOwn(value, name) ? value[name] : undefined));

const attestation = record({
  asset: some,
  predicateType: text,
  logIndex: optional(text),
  url: optional(text),
  bundle: optional(some),
});

/** As release.schema.json has it. */
const manifest = record({
  schema: text,
  version: text,
  tag: some,
  commit: (value) => typeof value === 'string' && isCommitSha(value),
  repository: some,
  prerelease: optional((value) => typeof value === 'boolean'),
  run: text,
  images: list(record({ name: some, digest, tags: list(some) })),
  platforms: list(record({ platform: some, digest, size })),
  pointers: list(
    record({
      kind: (value) => value === 'image' || value === 'git' || value === 'github-latest',
      name: some,
      moves: (value) => typeof value === 'boolean',
      why: text,
      from: optional(text),
      to: optional(text),
    }),
  ),
  assets: list(
    record({
      name: some,
      size,
      sha256: hex,
      bundle: optional(some),
      label: optional(some),
    }),
  ),
  page: optional(record({ title: text, notes: hex })),
  kept: optional(list(record({ name: some, size, sha256: hex }))),
  promoted: optional(
    record({
      from: some,
      built: optional(record({ identity: some, run: text, provenance: digest })),
    }),
  ),
  checksums: optional(record({ asset: some, bundle: optional(some) })),
  signature: optional(
    record({
      issuer: optional(text),
      identity: optional(text),
      publicKey: optional(text),
      bundle: optional(some),
      images: list(record({ image: some, digest, logIndex: optional(text), legacyTag: optional(some) })),
    }),
  ),
  provenance: optional(attestation),
  sboms: list(attestation),
  gate: optional(attestation),
  tools: (value) => isJsonObject(value) && Object.values(value).every(text),
});

/** `undefined` for whatever has not the shape of a manifest. */
export function parseRecord(json: string): ReleaseRecord | undefined {
  const value = parseJson(json);
  return manifest(value) ? (value as ReleaseRecord) : undefined;
}
