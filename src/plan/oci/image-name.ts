// Image names and platforms as the OCI specifications spell them.
import type { Fault } from '../../errors.ts';
import { compact } from '../../compact.ts';

/** `registry` is a host with an optional port; `repository` is the path below it. */
export interface ImageName {
  readonly name: string;
  readonly registry: string;
  readonly repository: string;
}

export interface Platform {
  /** As the user wrote it, normalised: `linux/arm64`, `linux/arm/v7`. */
  readonly name: string;
  readonly os: string;
  readonly architecture: string;
  readonly variant?: string;
}

/** Whether an image is in GitHub's registry, which takes the job's own token. */
export function isGhcr({ registry }: Pick<ImageName, 'registry'>): boolean {
  return registry === 'ghcr.io';
}

const component = '[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*';
const repositoryPattern = new RegExp(`^${component}(?:/${component})*$`);
const hostPattern =
  /^(?:[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?(?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?)*|\[[0-9a-fA-F:]+\])(?::\d{1,5})?$/;

/**
 * Reads an image name without tag or digest (OCI distribution-spec, "Pulling manifests"; distribution/reference
 * for the host: the first component is a host when it has a dot or a colon, or is `localhost`; otherwise Docker Hub).
 */
export function parseImageName(text: string): { readonly image: ImageName } | { readonly fault: Fault } {
  const { image, bare } = read(text);
  if (bare !== undefined) {
    return {
      fault: {
        message: `image: "${text}" names a tag or a digest; the tags follow from the release tag`,
        hint: `with: { image: ${bare} }`,
      },
    };
  }
  if (image === undefined) {
    return {
      fault: {
        message: `image: "${text}" is not an image name`,
        hint: `with: { image: ${likely(text) ?? 'ghcr.io/owner/name'} }   # lower case letters, digits, and . _ - between them`,
      },
    };
  }
  return { image };
}

/** The image that a text names; `bare`: the name without the tag or digest that stands behind it. */
function read(text: string): { readonly image?: ImageName; readonly bare?: string } {
  const slash = text.indexOf('/');
  // A host is the same in any case; a path is not.
  const first = slash < 0 ? '' : text.slice(0, slash).toLowerCase();
  const hosted = first === 'localhost' || /[.:]/.test(first);
  // Docker Hub goes by three names; images of all of them are docker.io's.
  const registry = hosted && !/^(?:index|registry-1)\.docker\.io$/.test(first) ? first : 'docker.io';
  const path = hosted ? text.slice(slash + 1) : text;
  const repository = registry === 'docker.io' && !path.includes('/') ? `library/${path}` : path;
  const bare = /^(.*?)(?:@|:[^/]*$)/.exec(path)?.[1];
  if (bare !== undefined) return { bare: `${hosted ? `${registry}/` : ''}${bare}` };
  const isName = hostPattern.test(registry) && repositoryPattern.test(repository) && text.length <= 255;
  return isName ? { image: { name: `${registry}/${repository}`, registry, repository } } : {};
}

/** What is meant by a name in capitals, as `github.repository` may have them, or by an address. */
function likely(text: string): string | undefined {
  const name = text
    .trim()
    .toLowerCase()
    .replace(/^[a-z]+:\/\/(?:www\.)?/, '')
    .replace(/\/+$/, '');
  return name.includes('/') && read(name).image !== undefined ? name : undefined;
}

/** Architectures that BuildKit and Go know for Linux and Windows images (OCI image-spec: values of GOARCH). */
const architectures = new Set([
  'amd64',
  'arm64',
  'arm',
  '386',
  'ppc64le',
  's390x',
  'riscv64',
  'loong64',
  'mips64le',
  'mips64',
]);
const aliases: Readonly<Record<string, readonly [architecture: string, variant?: string]>> = {
  x86_64: ['amd64'],
  'x86-64': ['amd64'],
  aarch64: ['arm64'],
  i386: ['386'],
  armhf: ['arm', 'v7'],
  armel: ['arm', 'v6'],
};
/** The variant that an architecture has when none is named: it is not written, except for arm (containerd, BuildKit). */
const usualVariant: Readonly<Record<string, string>> = { amd64: 'v1', arm64: 'v8' };

export function parsePlatform(text: string): { readonly platform: Platform } | { readonly fault: Fault } {
  const [os, given, named, ...rest] = text.toLowerCase().split('/');
  const [architecture, implied] =
    given === undefined ? [undefined] : Object.hasOwn(aliases, given) ? (aliases[given] ?? [given]) : [given];
  const variant = named ?? implied ?? (architecture === 'arm' ? 'v7' : undefined);
  const ok =
    rest.length === 0 &&
    (os === 'linux' || os === 'windows') &&
    architecture !== undefined &&
    architectures.has(architecture) &&
    (variant === undefined || /^v[1-9]$/.test(variant));
  if (!ok) {
    return {
      fault: {
        message: `platforms: "${text}" is not a platform that an image can be built for`,
        hint: 'with: { platforms: "linux/amd64,linux/arm64" }',
      },
    };
  }
  const kept = variant === usualVariant[architecture] ? undefined : variant;
  return {
    platform: compact({
      name: [os, architecture, ...(kept === undefined ? [] : [kept])].join('/'),
      os,
      architecture,
      variant: kept,
    }),
  };
}
