// A release that builds nothing: which image it takes, what the image says of its version, and how the provenance tells.
import type { Fault } from '../errors.ts';
import type { Digest } from './brands.ts';
import { defaultPlatforms } from './handover/own-platforms.ts';
import { isJsonObject } from './json.ts';
import type { PromotedSource } from './inputs/from.ts';
import type { Inputs } from './inputs/inputs.ts';
import type { Platform } from './oci/image-name.ts';
import type { BuiltBy } from './record/release-record.ts';
import { parseTag, type Version } from './version/version.ts';

/** The image that a release takes as it is. */
export interface Promoted {
  /** `ghcr.io/owner/name@sha256:…`, or `oci-layout://path`. */
  readonly from: string;
  readonly digest: Digest;
  /** Absent for a layout: an earlier step of the same job has made it. */
  readonly built?: BuiltBy;
}

/** What the image is called in the provenance, among what the release is made of. */
export const promotedName = 'promoted image';

/** For people: where the image is from. */
export function fromText(source: PromotedSource, first: string): string {
  if (source.kind === 'digest') return `${source.image?.name ?? first}@${source.digest}`;
  const { path, reference } = source;
  const suffix = reference === undefined ? '' : `${reference.startsWith('sha256:') ? '@' : ':'}${reference}`;
  return `oci-layout://${path}${suffix}`;
}

/** Whether a provenance is that of a promotion: the run behind it has not built the image. */
export function isPromotion(predicate: unknown, digest?: Digest): boolean {
  return dependenciesIn(predicate).some(
    ({ name, digest: of }) =>
      name === promotedName &&
      (digest === undefined || (isJsonObject(of) && `sha256:${String(of['sha256'])}` === digest)),
  );
}

/** What a provenance says of the image that was promoted; nothing where it speaks of none. */
export function promotionIn(predicate: unknown): Readonly<Record<string, unknown>> | undefined {
  return dependenciesIn(predicate).find(({ name }) => name === promotedName);
}

function dependenciesIn(predicate: unknown): readonly Readonly<Record<string, unknown>>[] {
  const definition = isJsonObject(predicate) ? predicate['buildDefinition'] : undefined;
  const list = isJsonObject(definition) ? definition['resolvedDependencies'] : undefined;
  return Array.isArray(list) ? (list as unknown[]).filter(isJsonObject) : [];
}

/** The platforms that must be in the image: those given; where `platforms` is left at its default, whichever are there. */
export function demandedPlatforms({ platforms }: Pick<Inputs, 'platforms'>): readonly Platform[] {
  const isDefault =
    platforms.length === defaultPlatforms.length &&
    platforms.every(({ name }) => defaultPlatforms.includes(name));
  return isDefault ? [] : platforms;
}

/**
 * What the image says of its version where that is not this release's. The bytes stay: of a pre-release of this version it is a
 * warning, of another version a fault.
 * @param said where it stands → the version
 */
export function versionSaid(
  said: ReadonlyMap<string, string>,
  version: Version,
  tagPrefix: string,
): { readonly faults: readonly Fault[]; readonly warnings: readonly string[] } {
  const other = [...said].filter(([, text]) => text !== version.text);
  const [first] = other;
  if (first === undefined) return { faults: [], warnings: [] };
  const key = 'org.opencontainers.image.version';
  const words = [...new Set(other.map(([, text]) => text))].map((text) => JSON.stringify(text)).join(' and ');
  const where = other.map(([place]) => place).join(', ');
  const sentence = `${key} of the promoted image says ${words} (${where}), and the release is ${version.text}`;
  const foreign = other.some(([, text]) => {
    const read = parseTag(`${tagPrefix}v${text.replace(/^v/, '')}`, tagPrefix);
    return read !== undefined && !isSameCore(read, version);
  });
  if (foreign)
    return {
      warnings: [],
      faults: [
        {
          code: 'not-promotable',
          message: `${sentence}: it was built as another version`,
          hint: `with: { from: '' }   # builds ${version.tag} anew; or promote the image that was built for it`,
        },
      ],
    };
  return {
    faults: [],
    warnings: [
      `${sentence}. Promoted bytes stay what they are. Build the candidate with labels: ${key}=${version.text} and annotations: index,manifest:${key}=${version.text}, if the image is to say so.`,
    ],
  };
}

function isSameCore(a: Version, b: Version): boolean {
  return a.major === b.major && a.minor === b.minor && a.patch === b.patch;
}

/** What the default platforms would have had, where nobody asked for others and the image has fewer. */
export function fewerPlatforms(has: readonly Platform[]): readonly string[] {
  const lacks = defaultPlatforms.filter((name) => !has.some((one) => one.name === name));
  if (lacks.length === 0) return [];
  return [
    `the promoted image is for ${has.map(({ name }) => name).join(', ')} alone. Give platforms: '${has.map(({ name }) => name).join(',')}' if that is meant; from takes the digest of the index, not that of one platform.`,
  ];
}

/** The inputs of a build that do nothing where nothing is built, as one warning. */
export function idleInputs({
  build,
  builderNodes,
}: Pick<Inputs, 'build' | 'builderNodes'>): readonly string[] {
  const given = {
    target: build.target !== undefined,
    file: build.file !== undefined,
    'build-args': build.buildArgs.length > 0,
    'build-contexts': build.buildContexts.length > 0,
    'secret-files': build.secretFiles.length > 0,
    ssh: build.ssh.length > 0,
    labels: build.labels.length > 0,
    annotations: build.annotations.length > 0,
    'builder-nodes': builderNodes.length > 0,
  };
  const names = Object.entries(given).flatMap(([name, is]) => (is ? [name] : []));
  return names.length === 0 ? [] : [`from builds nothing: ${names.join(', ')} have no effect`];
}
