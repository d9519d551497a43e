// release.json, described once: its type, its reader and release.schema.json come from this definition (ADR 24).
import * as v from 'valibot';
import { type CommitSha, type Digest, type TagName, commitPattern, digestPattern } from '../brands.ts';
import { isJsonObject } from '../json.ts';
import { type Readonlyly, type Schema, matching } from '../schema.ts';

export const recordSchema = 'https://github.com/org/release-action/release.schema.json';

/** Keywords of JSON Schema. What the reader does not check, mode verify checks, and names the field that is wrong. */
type Keywords = Readonly<Record<string, unknown>>;

function described<T>(schema: Schema<T>, description: string, keywords: Keywords = {}): Schema<T> {
  return v.pipe(schema, v.metadata({ description, ...keywords }));
}

const text = v.string();
const name = v.pipe(v.string(), v.minLength(1));
const digest = matching<Digest>(digestPattern);
const sha256 = matching(/^[0-9a-f]{64}$/);
const size = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const bytes = described(size, 'Bytes.');
const logIndex = described(text, 'The entry in the transparency log.', { pattern: '^[0-9]+$' });
const texts = v.custom<Readonly<Record<string, string>>>(
  (value) => isJsonObject(value) && Object.values(value).every((item) => typeof item === 'string'),
);
const maybe = v.exactOptional;

const attestation = v.strictObject({
  asset: described(name, 'The Sigstore bundle among the assets.'),
  predicateType: described(text, 'The type of the statement.', { format: 'uri' }),
  logIndex: maybe(logIndex),
  url: maybe(described(text, 'Where GitHub stores it; absent where GitHub does not.', { format: 'uri' })),
  bundle: maybe(
    described(
      name,
      'Of the provenance: the asset with the provenance of this file itself; absent where a signature vouches for this file.',
    ),
  ),
});

const image = v.strictObject({
  name: described(name, 'Registry and repository, without a tag.'),
  digest: described(digest, 'The index.'),
  tags: described(v.array(name), 'The tags that name this digest and never move.'),
});

const platform = v.strictObject({
  platform: described(name, 'os/architecture, perhaps with /variant.'),
  digest: described(digest, "The platform's manifest."),
  size: described(size, 'What a pull transfers, in bytes.'),
});

const pointer = v.strictObject({
  kind: described(
    v.picklist(['image', 'git', 'github-latest']),
    "A tag of the image, a Git tag, or GitHub's mark of the latest release.",
  ),
  name: described(name, 'The tag, or latest.'),
  moves: described(v.boolean(), 'Whether this release takes it.'),
  why: described(text, 'One clause.'),
  from: maybe(
    described(
      text,
      "What it named before: a digest, a commit or a release's tag. Absent when it named nothing.",
    ),
  ),
  to: maybe(described(text, 'What it is to name.')),
});

const asset = v.strictObject({
  name: described(name, 'As it is downloaded.', { pattern: '^[\\w.+@-]+$' }),
  size: bytes,
  sha256,
  bundle: maybe(
    described(
      name,
      'The asset with the Sigstore bundle over this one; absent where only the checksums are signed.',
    ),
  ),
  label: maybe(described(name, 'What the page shows instead of the name; absent where it shows the name.')),
});

const signature = v.strictObject({
  issuer: maybe(described(text, 'The OIDC issuer that vouches for the identity.', { format: 'uri' })),
  identity: maybe(described(text, 'The workflow, as the certificate names it.')),
  publicKey: maybe(described(text, 'The asset with the public key in PEM.')),
  bundle: maybe(
    described(
      name,
      'The asset with the Sigstore bundle over this file itself; absent where only the checksums are signed.',
    ),
  ),
  images: described(
    v.array(
      v.strictObject({
        image: name,
        digest,
        logIndex: maybe(logIndex),
        legacyTag: maybe(
          described(
            name,
            "The tag of the image's name under which cosign 2 finds a signature of its own. Absent where there is none.",
            { pattern: '^sha256-[0-9a-f]{64}\\.sig$' },
          ),
        ),
      }),
    ),
    'One signature for index and platforms under each name.',
  ),
});

const promoted = v.strictObject({
  from: described(
    name,
    'Where it was taken from: an image name with its digest, or the path of an OCI layout that an earlier step of the job made.',
  ),
  built: maybe(
    described(
      v.strictObject({
        identity: described(name, 'The workflow that signed, with its ref.'),
        run: text,
        provenance: described(
          digest,
          'SHA-256 of the Sigstore bundle that says so. It refers to the image in the registry.',
        ),
      }),
      'The run of this repository that built it, as the certificate of its provenance says. Absent for an OCI layout.',
    ),
  ),
});

/** The definition. A field more: a line here, its value in steps/draft/record.ts, and `npm run docs`. */
export const releaseRecord = v.strictObject({
  schema: described(text, 'The address of this schema.', { const: recordSchema }),
  version: described(text, 'The version without v, SemVer 2.0.0.', {
    pattern: '^[0-9]+\\.[0-9]+\\.[0-9]+(-[0-9A-Za-z.-]+)?(\\+[0-9A-Za-z.-]+)?$',
  }),
  tag: described(name as Schema<string> as Schema<TagName>, 'The Git tag.'),
  commit: described(matching<CommitSha>(commitPattern), 'The commit that the tag names.'),
  repository: described(name, 'owner/name at GitHub.', { pattern: '^[^/]+/[^/]+$' }),
  prerelease: maybe(
    described(
      v.boolean(),
      'Whether the page was marked as a pre-release when it was published; absent where the version says so.',
    ),
  ),
  run: described(text, 'The workflow run, and its attempt, that wrote this file.', { format: 'uri' }),
  images: described(v.array(image), 'The index, by digest, under each name.', { minItems: 1 }),
  platforms: described(v.array(platform), 'What the index holds.', { minItems: 1 }),
  pointers: described(v.array(pointer), 'Every moving name, as planned before anything was public.'),
  assets: described(
    v.array(asset),
    'Every asset but this file, the checksums, which cover this file, and the signatures of single assets.',
  ),
  page: maybe(
    described(
      v.strictObject({
        title: text,
        notes: described(sha256, 'SHA-256 of the notes, with line ends LF and without blanks at both ends.'),
      }),
      'The words of the release page as they were published.',
    ),
  ),
  kept: maybe(
    described(
      v.array(v.strictObject({ name, size: bytes, sha256 })),
      'Files that lay on the page before, where a person or another tool made the page and this action completed it. They were not built here: provenance and checksums are silent about them, and nothing vouches for where they come from. This signed list makes sure that none is added, changed or removed later. Absent where this action made the page.',
    ),
  ),
  promoted: maybe(
    described(
      promoted,
      'The image was not built for this release, but taken as it was. Absent when this action built it.',
    ),
  ),
  checksums: maybe(
    described(
      v.strictObject({ asset: name, bundle: maybe(name) }),
      'The file with the SHA-256 of every asset, and the Sigstore bundle that signs it.',
    ),
  ),
  signature: maybe(
    described(
      signature,
      'Who signs image and checksums: an identity (issuer and identity) or a key (publicKey). Absent when nothing is signed.',
      { oneOf: [{ required: ['issuer', 'identity'] }, { required: ['publicKey'] }] },
    ),
  ),
  provenance: maybe(
    described(attestation, 'SLSA provenance of index, platforms and assets. Absent when none is wanted.'),
  ),
  sboms: described(v.array(attestation), 'Attested SBOMs of index and platforms.'),
  gate: maybe(
    described(
      attestation,
      'The attested result of the gate that was passed before anything was public (in-toto test-result). Absent when there was no gate, or when nothing is attested.',
    ),
  ),
  tools: described(texts, 'Tool name to version.', {
    type: 'object',
    additionalProperties: { type: 'string' },
  }),
});

/**
 * release.json: what a rerun continues from while the release is a draft, its record afterwards. checksums.txt covers the
 * file, and so does the signature over that.
 */
export type ReleaseRecord = Readonlyly<v.InferOutput<typeof releaseRecord>>;
/** An asset of the GitHub release, known by its content. */
export type ReleaseAsset = ReleaseRecord['assets'][number];
/** A file that somebody else put on the page. */
export type KeptAsset = NonNullable<ReleaseRecord['kept']>[number];
/** Title and notes of the page, as the record has them. */
export type RecordedPage = NonNullable<ReleaseRecord['page']>;
/** Where a signature of an image is logged. */
export type ImageSignature = NonNullable<ReleaseRecord['signature']>['images'][number];
/** Where an attestation is to be found. */
export type AttestationReference = ReleaseRecord['sboms'][number];
/** The run that built a promoted image, as its certificate says. */
export type BuiltBy = NonNullable<NonNullable<ReleaseRecord['promoted']>['built']>;
