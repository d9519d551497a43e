// Every input of action.yml as typed, checked data; all faults come back together.
import type { Fault } from '../errors.ts';
import { assetName, splitGlobs } from './assets.ts';
import { type Platform, type ImageName, parseImageName, parsePlatform } from './image-name.ts';
import { type InputReader, type RawInputs, makeReader } from './input-reader.ts';
import type { PointerPolicy } from './pointers.ts';

export type Mode = 'release' | 'plan' | 'verify' | 'repoint';
type Pair = readonly [key: string, value: string];

/** What the workflow asked for. Plain data without secrets; `undefined` means "by the rule of CONTRACT". */
export interface Inputs {
  readonly mode: Mode;
  readonly tag?: string;
  readonly tagPrefix: string;
  readonly previousTag?: string;
  /** Empty: `ghcr.io/<owner>/<repo>`. */
  readonly images: readonly ImageName[];
  readonly pointers: PointerPolicy;
  readonly registryUsername?: string;
  readonly build: BuildInputs;
  readonly platforms: readonly Platform[];
  readonly builder: string;
  /** `auto`, `gha`, `registry`, `none`, or full cache specs, one a line. */
  readonly cache: readonly string[];
  readonly reproducible: boolean;
  readonly sign: 'keyless' | 'key' | 'none';
  /** A KMS URI, which is no secret; a key itself is among the secrets. */
  readonly cosignKms?: string;
  readonly attest: boolean;
  readonly buildkitProvenance: 'none' | 'min' | 'max';
  readonly assets: AssetInputs;
  readonly changelog: ChangelogInputs;
  readonly versionFiles: readonly string[];
  readonly releaseBranches: readonly string[];
  readonly draft: boolean;
  readonly prerelease?: boolean;
  readonly discussionCategory?: string;
  readonly tools: { readonly buildx: string; readonly cosign: string; readonly gh: string };
  /** Plan mode on a pull request keeps a comment there up to date. */
  readonly comment: boolean;
  readonly timeoutSeconds: number;
}

export interface BuildInputs {
  readonly context: string;
  readonly file?: string;
  readonly target?: string;
  readonly buildArgs: readonly Pair[];
  readonly buildContexts: readonly Pair[];
  readonly secretFiles: readonly Pair[];
  readonly ssh: readonly string[];
  readonly labels: readonly Pair[];
  readonly annotations: readonly string[];
}

export interface AssetInputs {
  /** A Dockerfile target whose files are packed, one archive per platform. */
  readonly binaries?: string;
  /** Globs, each perhaps with `#label`. */
  readonly files: readonly string[];
  /** Whether a glob without a match is a fault. */
  readonly filesMustMatch: boolean;
  /** The name of the file with the checksums; absent: none is made. */
  readonly checksums?: string;
  readonly sboms: readonly string[];
}

export interface ChangelogInputs {
  /** JSON or YAML text of `types`, as conventional-changelog-conventionalcommits takes them; empty for the default. */
  readonly types: string;
  readonly style: 'full' | 'short';
  readonly paths: readonly string[];
  readonly file?: string;
  readonly notesFile?: string;
  readonly header: string;
  readonly footer: string;
  readonly configExample?: string;
  readonly migrations?: string;
}

/** What must never be printed, stored, or put in an argument vector. */
export interface Secrets {
  readonly githubToken: string;
  readonly registryPassword?: string;
  /** The private key of `sign: key` (PEM), and its password. */
  readonly cosignKey?: string;
  readonly cosignPassword?: string;
  /** Build secrets: id → value. */
  readonly build: readonly Pair[];
}

export interface ParsedInputs {
  readonly inputs: Inputs;
  readonly secrets: Secrets;
  readonly faults: readonly Fault[];
}

/** Reads the inputs as the workflow gave them (defaults of action.yml already filled in by the runner). */
export function parseInputs(raw: RawInputs): ParsedInputs {
  const read = makeReader(raw);
  const registryPassword = read.optional('registry-password');
  const cosignKey = read.optional('cosign-key');
  const githubToken = read.text('github-token');
  if (githubToken === '')
    read.fault('github-token is empty', 'with: { github-token: "${{ github.token }}" }');
  const inputs: Inputs = {
    mode: read.oneOf('mode', ['release', 'plan', 'verify', 'repoint']),
    ...given('tag', read.optional('tag')),
    tagPrefix: read.text('tag-prefix'),
    ...given('previousTag', read.optional('previous-tag')),
    images: read.list('image').flatMap((text) => take(read, parseImageName(text), 'image')),
    pointers: pointerPolicy(read),
    ...given('registryUsername', read.optional('registry-username')),
    build: buildInputs(read),
    platforms: platforms(read),
    builder: read.text('builder'),
    cache: cacheSpecs(read),
    reproducible: read.flag('reproducible'),
    sign: read.oneOf('sign', ['keyless', 'key', 'none']),
    ...given('cosignKms', isKms(cosignKey) ? cosignKey : undefined),
    attest: read.flag('attest'),
    buildkitProvenance: read.oneOf('buildkit-provenance', ['none', 'min', 'max']),
    assets: assetInputs(read),
    changelog: changelogInputs(read),
    versionFiles: read.list('version-files'),
    releaseBranches: read.list('release-branches'),
    draft: read.flag('draft'),
    ...given('prerelease', read.optionalFlag('prerelease')),
    ...given('discussionCategory', read.optional('discussion-category')),
    tools: {
      buildx: read.text('buildx-version'),
      cosign: read.text('cosign-version'),
      gh: read.text('gh-version'),
    },
    comment: read.flag('comment'),
    timeoutSeconds: read.seconds('timeout'),
  };
  if ((registryPassword === undefined) !== (inputs.registryUsername === undefined)) {
    read.fault('registry-username and registry-password go together', 'Give both, or neither for ghcr.io.');
  }
  if ((cosignKey === undefined) === (inputs.sign === 'key')) {
    read.fault(
      'sign: key and cosign-key go together',
      'with: { sign: key, cosign-key: "${{ secrets.COSIGN_KEY }}", cosign-password: "${{ secrets.COSIGN_PASSWORD }}" }',
    );
  } else if (cosignKey !== undefined && !isKms(cosignKey) && !isPrivateKey(cosignKey)) {
    read.fault(
      'cosign-key is neither the text of a private key nor the URI of one in a KMS',
      'cosign generate-key-pair   # then: gh secret set COSIGN_KEY < cosign.key',
    );
  }
  return {
    inputs,
    secrets: {
      githubToken,
      build: read.pairs('secrets'),
      ...given('registryPassword', registryPassword),
      ...given('cosignKey', isKms(cosignKey) ? undefined : cosignKey),
      // Not trimmed: a password may begin or end with a blank.
      ...given('cosignPassword', raw['cosign-password']),
    },
    faults: read.faults,
  };
}

/** The providers that cosign knows (https://docs.sigstore.dev/cosign/key_management/overview). */
function isKms(key: string | undefined): boolean {
  return key !== undefined && /^(?:awskms|azurekms|gcpkms|hashivault|k8s|gitlab):\/\/\S+$/.test(key);
}

function isPrivateKey(text: string): boolean {
  return /^-----BEGIN [A-Z ]*PRIVATE KEY-----\r?\n[\s\S]+-----END [A-Z ]*PRIVATE KEY-----$/.test(text);
}

function assetInputs(read: InputReader): AssetInputs {
  const checksums = read.optional('checksums');
  if (checksums !== undefined && checksums !== assetName(checksums)) {
    read.fault(
      `checksums: "${checksums}" is no name that an asset can have`,
      'with: { checksums: checksums.txt }',
    );
  }
  const sboms = read.list('sbom');
  if (sboms.includes('auto')) {
    read.fault(
      'sbom: auto is not supported; files are',
      'with: { sbom: sbom.spdx.json }   # made by an earlier step, e.g. anchore/sbom-action',
    );
  }
  return {
    ...given('binaries', read.optional('binaries')),
    files: read.lines('files').flatMap(splitGlobs),
    filesMustMatch: read.flag('fail-on-unmatched-files'),
    ...given('checksums', checksums),
    sboms,
  };
}

function pointerPolicy(read: InputReader): PointerPolicy {
  return {
    floating: read.someOf('floating', ['minor', 'major', 'latest']),
    latest: read.oneOf('latest', ['release', 'branch', 'never']),
    gitTags: read.someOf('git-tags', ['minor', 'major']),
    imageTagPrefix: read.text('image-tag-prefix'),
    tagPrefix: read.text('tag-prefix'),
    extraImageTags: read.list('image-tags'),
  };
}

function buildInputs(read: InputReader): BuildInputs {
  return {
    context: read.text('context'),
    ...given('file', read.optional('file')),
    ...given('target', read.optional('target')),
    buildArgs: read.pairs('build-args'),
    buildContexts: read.pairs('build-contexts'),
    secretFiles: read.pairs('secret-files'),
    ssh: read.list('ssh'),
    labels: read.pairs('labels'),
    annotations: read.lines('annotations'),
  };
}

function changelogInputs(read: InputReader): ChangelogInputs {
  return {
    types: read.text('changelog-types'),
    style: read.oneOf('changelog-style', ['full', 'short']),
    paths: read.lines('changelog-paths'),
    ...given('file', read.optional('changelog-file')),
    ...given('notesFile', read.optional('notes-file')),
    header: read.text('notes-header'),
    footer: read.text('notes-footer'),
    ...given('configExample', read.optional('config-example')),
    ...given('migrations', read.optional('migrations')),
  };
}

function platforms(read: InputReader): readonly Platform[] {
  const found = read.list('platforms').flatMap((text) => take(read, parsePlatform(text), 'platform'));
  if (read.list('platforms').length === 0) {
    read.fault('platforms is empty', 'with: { platforms: "linux/amd64,linux/arm64" }');
  }
  return found.filter((platform, at) => found.findIndex((other) => other.name === platform.name) === at);
}

/** One of the four words alone, or full specs, which have a `=`: a slip of the pen must not choose another cache. */
function cacheSpecs(read: InputReader): readonly string[] {
  const specs = read.lines('cache');
  const [only] = specs;
  const word = specs.length === 1 && /^(?:auto|gha|registry|none)$/.test(only ?? '');
  const unknown = word ? [] : specs.filter((spec) => !spec.includes('='));
  if (unknown.length > 0) {
    read.fault(
      `cache: ${unknown.map((spec) => `"${spec}"`).join(', ')} is not one of auto, gha, registry, none, nor a full spec`,
      'with: { cache: "type=registry,ref=ghcr.io/owner/name-buildcache" }   # or auto',
    );
  }
  return specs;
}

/** The value when reading went well; otherwise its fault is noted and nothing remains. */
function take<Key extends string, Value>(
  read: InputReader,
  result: Readonly<Record<Key, Value>> | { readonly fault: Fault },
  key: Key,
): Value[] {
  if ('fault' in result) {
    read.fault(result.fault.message, result.fault.hint);
    return [];
  }
  return [result[key]];
}

/** A property that is there only when it has a value, so that plain data stays free of `undefined`. */
function given<Key extends string, Value>(key: Key, value: Value | undefined): Partial<Record<Key, Value>> {
  return value === undefined ? {} : ({ [key]: value } as Record<Key, Value>);
}
