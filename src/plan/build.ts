// What is built: one plan for all platforms, with OCI labels and a cache scope of its own for each.
import { withDefaults as annotationsWithDefaults } from './annotations.ts';
import type { CommitSha } from './brands.ts';
import type { Context } from './context.ts';
import type { ImageName, Platform } from './oci/image-name.ts';
import type { Version } from './version/version.ts';
import type { BuildInputs, Inputs } from './inputs/inputs.ts';
import { compact } from '../compact.ts';

type Pair = readonly [key: string, value: string];

/** The inputs of the build, with the labels and annotations that they leave to defaults. */
export interface BuildPlan extends BuildInputs {
  readonly images: readonly string[];
  readonly cache: Readonly<Record<string, Cache>>;
  readonly provenance: 'none' | 'min' | 'max';
  /** The image that scans what is built; its SBOM then stands beside it in an index. */
  readonly scanner?: string;
  /** Unix seconds of the commit; absent when the build is not to be reproducible. */
  readonly sourceDateEpoch?: number;
}

/** Arguments of `--cache-from` and `--cache-to`. */
export interface Cache {
  readonly from: readonly string[];
  readonly to: readonly string[];
}

export function planBuild(
  inputs: Inputs,
  context: Context,
  release: {
    readonly version: Pick<Version, 'text'>;
    readonly commit: CommitSha;
    readonly commitTime: number;
    readonly images: readonly ImageName[];
  },
): BuildPlan {
  const standard = standardLabels(context, release);
  const { annotations, labels, ...rest } = inputs.build;
  return compact({
    ...rest,
    images: release.images.map((image) => image.name),
    labels: withDefaults(labels, standard),
    annotations: annotationsWithDefaults(annotations, standard),
    cache: Object.fromEntries(
      inputs.platforms.map((platform) => [
        platform.name,
        cacheOf(inputs, context, release.images[0], platform),
      ]),
    ),
    provenance: inputs.buildkitProvenance,
    sourceDateEpoch: inputs.reproducible ? release.commitTime : undefined,
  });
}

/** BuildKit's own default, said so that it stays the same whatever the builder's version. */
const scanner = 'docker/buildkit-syft-scanner:stable-1';

/** The same build, scanned: under one name, and with a cache that is read only, since the image's build has written it. */
export function scannedBuild(build: BuildPlan): BuildPlan {
  const cache = Object.entries(build.cache).map(
    ([platform, { from }]) => [platform, { from, to: [] }] as const,
  );
  return {
    ...build,
    images: build.images.slice(0, 1),
    cache: Object.fromEntries(cache),
    provenance: 'none',
    scanner,
  };
}

/**
 * The pre-defined keys of the OCI image-spec (annotations.md) that are known of a release. `created` is the commit's
 * time, so that the same commit gives the same image.
 */
function standardLabels(
  context: Context,
  release: {
    readonly version: Pick<Version, 'text'>;
    readonly commit: CommitSha;
    readonly commitTime: number;
  },
): readonly Pair[] {
  const { repository } = context;
  const pairs: readonly (readonly [string, string | undefined])[] = [
    ['created', new Date(release.commitTime * 1000).toISOString().replace('.000Z', 'Z')],
    ['description', repository.description],
    ['licenses', repository.licence],
    ['revision', release.commit],
    ['source', repository.url],
    ['title', repository.name],
    ['url', repository.url],
    ['version', release.version.text],
  ];
  return pairs.flatMap(([key, value]) =>
    value === undefined ? [] : [[`org.opencontainers.image.${key}`, value] as const],
  );
}

function withDefaults(given: readonly Pair[], defaults: readonly Pair[]): readonly Pair[] {
  const keys = new Set(given.map(([key]) => key));
  return [...defaults.filter(([key]) => !keys.has(key)), ...given];
}

/**
 * BuildKit believes what a cache says that a step has made. A registry's tag can be written by every workflow of every branch
 * that may push packages, so none is read unless it is asked for; GitHub's cache gives a tag only its own entries and those
 * of the default branch (docs/adr/0018-what-a-release-believes.md).
 */
function cacheOf(inputs: Inputs, context: Context, image: ImageName | undefined, platform: Platform): Cache {
  const scope = platform.name.replaceAll('/', '-');
  const [kind = 'auto'] = inputs.cache;
  if (inputs.cache.length > 1 || kind.includes('=')) return ownCache(inputs.cache, scope);
  const hasService = context.runner.hosted && context.cacheService;
  if (kind === 'none' || image === undefined || (kind === 'auto' && !hasService)) return { from: [], to: [] };
  if (kind !== 'registry') {
    const name = `scope=${image.repository.replaceAll('/', '-')}-${scope}`;
    return { from: [`type=gha,${name}`], to: [`type=gha,${name},mode=max,ignore-error=true`] };
  }
  // Beside the image, not in it: whoever lists the image's tags sees releases only, and all of them signed.
  const ref = `type=registry,ref=${image.name}-buildcache:${scope}`;
  return { from: [ref], to: [`${ref},mode=max,image-manifest=true,oci-mediatypes=true,ignore-error=true`] };
}

/** Where each kind of cache keeps apart what is in it; for the others it is a tag or a folder. */
const cacheKeys: readonly (readonly [kind: RegExp, key: string])[] = [
  [/(?:^|,)type=gha(?:,|$)/, 'scope'],
  // Without a name BuildKit calls it `buildkit`, for all platforms (moby/buildkit, README, "S3 cache" and "Azure Blob Storage cache").
  [/(?:^|,)type=(?:s3|azblob)(?:,|$)/, 'name'],
];

/** Full cache specs: `from:` and `to:` before a spec give it one direction; a scope, name or tag gets the platform's name. */
function ownCache(specs: readonly string[], scope: string): Cache {
  const scoped = (spec: string): string => {
    const key = cacheKeys.find(([kind]) => kind.test(spec))?.[1];
    if (key === undefined) return spec.replace(/((?:^|,)(?:ref|dest|src)=[^,]*)/g, `$1-${scope}`);
    const named = new RegExp(`((?:^|,)${key}=[^,]*)`);
    return named.test(spec) ? spec.replace(named, `$1-${scope}`) : `${spec},${key}=${scope}`;
  };
  const pick = (direction: 'from' | 'to'): string[] =>
    specs
      .filter((spec) => !spec.startsWith(direction === 'from' ? 'to:' : 'from:'))
      .map((spec) => scoped(spec.replace(/^(?:from|to):/, '')));
  const from = pick('from').map((spec) =>
    spec.replace(/,(?:mode|ignore-error|image-manifest|oci-mediatypes|compression)=[^,]*/g, ''),
  );
  return { from, to: pick('to') };
}
