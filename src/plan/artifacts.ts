// What a release is made of, as it comes to be: the image first, then what proves it, then what people download.
import type { CommitSha, Digest, TagName } from './brands.ts';
import type { ImageName, Platform } from './oci/image-name.ts';
import type { Promoted } from './promoted.ts';
import type { RecordedPage } from './record/page.ts';

/** One platform of the index. `size` is what a pull transfers: manifest, configuration and compressed layers, in bytes. */
export interface PlatformImage {
  readonly platform: Platform;
  readonly digest: Digest;
  readonly size: number;
}

/** The index, by digest; the same under every name. */
export interface Image {
  readonly names: readonly ImageName[];
  readonly digest: Digest;
  readonly mediaType: string;
  /** Bytes of the index itself, so that a tag can be put without asking again. */
  readonly index: string;
  readonly platforms: readonly PlatformImage[];
}

/** A Sigstore bundle over a statement about the image: its provenance, or an SBOM. */
export interface Attestation {
  /** The asset that holds it. */
  readonly asset: string;
  readonly predicateType: string;
  /** The bundle's JSON text, as it is attached, stored and published. */
  readonly bundle: string;
  readonly logIndex?: string;
  /** Where it is stored at GitHub; absent when GitHub would not have it, and then `notStored` says why. */
  readonly url?: string;
  readonly notStored?: string;
}

/** An asset of the GitHub release, known by its content. */
export interface ReleaseAsset {
  readonly name: string;
  readonly size: number;
  readonly sha256: string;
  /** The asset with the Sigstore bundle over this one, where each is signed by itself. */
  readonly bundle?: string;
  /** What the page shows instead of the name. */
  readonly label?: string;
}

/** A file that somebody else put on the page. */
export type KeptAsset = Pick<ReleaseAsset, 'name' | 'size' | 'sha256'>;

/** A pointer after the run; `from` and `to` are equal where it was right already. */
export interface MovedPointer {
  readonly kind: 'image' | 'git' | 'github-latest';
  readonly name: string;
  /** A digest, a commit or a tag, by kind; absent when there was none. */
  readonly from?: string;
  /** What it names now: the same, or the tag of the higher release it was left to. */
  readonly to: string;
  readonly left?: boolean;
  /** Why GitHub would not let the job move it: it is left to a person. */
  readonly refused?: string;
}

/** Where a signature of an image is logged. */
export interface ImageSignature {
  readonly image: string;
  readonly digest: Digest;
  readonly logIndex?: string;
  /** The tag under which cosign 2 finds a signature of its own, where there is one. */
  readonly legacyTag?: string;
}

/** Where an attestation is to be found. */
export interface AttestationReference {
  readonly asset: string;
  readonly predicateType: string;
  readonly logIndex?: string;
  /** Its page at GitHub, where GitHub stores it. */
  readonly url?: string;
  /** The asset with the provenance of release.json itself, where nothing is signed that names it. */
  readonly bundle?: string;
}

/**
 * release.json: the journal while the release is a draft, its record afterwards. release.schema.json documents each field;
 * checksums.txt covers the file, and so does the signature over that.
 */
export interface ReleaseRecord {
  readonly schema: typeof recordSchema;
  readonly version: string;
  readonly tag: TagName;
  readonly commit: CommitSha;
  readonly repository: string;
  /** How the page was marked when it was published, where the version does not say so. */
  readonly prerelease?: boolean;
  readonly run: string;
  readonly images: readonly {
    readonly name: string;
    readonly digest: Digest;
    readonly tags: readonly string[];
  }[];
  readonly platforms: readonly {
    readonly platform: string;
    readonly digest: Digest;
    readonly size: number;
  }[];
  readonly pointers: readonly {
    readonly kind: MovedPointer['kind'];
    readonly name: string;
    readonly moves: boolean;
    readonly why: string;
    /** What it named when this was written: a digest, a commit or a tag. */
    readonly from?: string;
    readonly to?: string;
  }[];
  readonly assets: readonly ReleaseAsset[];
  /** The words of the page as they were published. */
  readonly page?: RecordedPage;
  /**
   * Files that lay on the page before: a person or another tool made the page, and this action completed it. They are what
   * they were; nothing here vouches for where they come from. Absent where this action made the page.
   */
  readonly kept?: readonly KeptAsset[];
  /** The image was not built for this release: where it was taken from, and the run that built it. */
  readonly promoted?: Pick<Promoted, 'from' | 'built'>;
  readonly checksums?: { readonly asset: string; readonly bundle?: string };
  /** Who signs image and checksums: the workflow's identity, or a key. */
  readonly signature?: {
    readonly issuer?: string;
    readonly identity?: string;
    /** The asset with the public key. */
    readonly publicKey?: string;
    /** The asset with the Sigstore bundle over release.json itself, where each asset is signed by itself. */
    readonly bundle?: string;
    readonly images: readonly ImageSignature[];
  };
  readonly provenance?: AttestationReference;
  readonly sboms: readonly AttestationReference[];
  /** The attested result of the gate that was passed before anything was public. */
  readonly gate?: AttestationReference;
  readonly tools: Readonly<Record<string, string>>;
}

export const recordSchema = 'https://github.com/org/release-action/release.schema.json';

/** The digests under which everything is signed and attested: the index first, then each platform. */
export function digestsOf(image: Pick<Image, 'digest' | 'platforms'>): readonly Digest[] {
  return [image.digest, ...image.platforms.map((platform) => platform.digest)];
}
