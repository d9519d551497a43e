// What a release is made of, as it comes to be: the image first, then what proves it, then what people download.
import type { Digest } from './brands.ts';
import type { ImageName, Platform } from './oci/image-name.ts';
import type { ReleaseRecord } from './record/release-record.ts';

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
  /** Set where no registry had this index before this run put it: no earlier run can have signed it. */
  readonly isNew?: boolean;
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

/** A pointer after the run; `from` and `to` are equal where it did not have to move. */
export interface MovedPointer {
  readonly kind: ReleaseRecord['pointers'][number]['kind'];
  readonly name: string;
  /** A digest, a commit or a tag, by kind; absent when there was none. */
  readonly from?: string;
  /** What it names now: the same, or the tag of the higher release it was left to. */
  readonly to: string;
  readonly left?: boolean;
  /** Why GitHub would not let the job move it: it is left to a person. */
  readonly refused?: string;
}

/** The digests under which everything is signed and attested: the index first, then each platform. */
export function digestsOf(image: Pick<Image, 'digest' | 'platforms'>): readonly Digest[] {
  return [image.digest, ...image.platforms.map((platform) => platform.digest)];
}
