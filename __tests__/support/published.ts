// A published release in memory, made by the action's own planner and record, signed by a Sigstore of the test's own.
import { provenanceName, recordName } from '../../src/plan/asset-names.ts';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { checksumLines } from '../../src/plan/assets.ts';
import { type Digest, commitSha, digest as asDigest } from '../../src/plan/brands.ts';
import { type Context, parseContext } from '../../src/plan/context.ts';
import { parseInputs } from '../../src/plan/inputs/parse.ts';
import { type ImageName, parsePlatform } from '../../src/plan/oci/image-name.ts';
import { renderIndex } from '../../src/plan/oci/index.ts';
import { type Plan, makePlan } from '../../src/plan/plan.ts';
import type { Image } from '../../src/plan/artifacts.ts';
import type { ReleaseRecord } from '../../src/plan/record/release-record.ts';
import { parseTag } from '../../src/plan/version/version.ts';
import { type Audit, audit } from '../../src/audit/audit.ts';
import type { AuditInput } from '../../src/audit/read-release.ts';
import type { AuditWorld } from '../../src/audit/subject.ts';
import { assetOf } from '../../src/steps/prepare/asset-file.ts';
import { manifest } from '../../src/steps/draft/record.ts';
import type { SigstoreTrust } from '../../src/world/sigstore/trust.ts';
import type { Authority, SerializedBundle, SigningOptions } from './world/authority.ts';
import type { Inputs } from '../../src/plan/inputs/inputs.ts';
import type { GitHubRelease } from '../../src/world/github/types.ts';

export const repository = 'octo-org/signpost';
export const repositoryUrl = `https://github.com/${repository}`;
export const issuer = 'https://token.actions.githubusercontent.com';
export const identity = `${repositoryUrl}/.github/workflows/release.yml@refs/tags/v1.2.0`;
export const image = `ghcr.io/${repository}`;
export const commit = 'c'.repeat(40);
export const signType = 'https://sigstore.dev/cosign/sign/v1';
const runUrl = `${repositoryUrl}/actions/runs/77/attempts/1`;

/** What a tampering starts from: who signed honestly, what was said, and what else there is to point at. */
export interface Honest {
  readonly signer: SigningOptions;
  /** The statement of the provenance. */
  readonly provenance: Statement;
  /** A digest of another image, and a commit that is not the release's. */
  readonly other: Digest;
  readonly elsewhere: string;
}

export interface Statement {
  subject: { name: string; digest: { sha256: string } }[];
  predicateType: string;
  predicate: unknown;
}

/** What is public of a release, as plain data that a test may change: this one's in memory, or a rehearsal's. */
export interface Published {
  release: { -readonly [Key in keyof GitHubRelease]: GitHubRelease[Key] };
  /** Asset name → bytes. */
  files: Map<string, Buffer>;
  /** Further published releases, by tag. */
  others: string[];
  latest: string;
  /** Git tag → commit. */
  gitTags: Map<string, string>;
  /** Image tag → digest. */
  imageTags: Map<string, Digest>;
  /** Digest → bytes of a manifest or blob. */
  content: Map<string, Buffer>;
  /** Digest → texts of the bundles that refer to it. */
  referrers: Map<string, string[]>;
  /** Digest → bundles stored at GitHub. */
  stored: Map<string, unknown[]>;
  readonly honest: Honest;
}

export interface Public extends Published {
  /** False: the package is private, also in a public repository. */
  isPublic?: boolean;
  /** Run id → commit. */
  runs: Map<number, string>;
  trust: SigstoreTrust;
  /** With GitHub's own root; absent where nobody should ask for it. */
  trustWithGitHub?: SigstoreTrust;
}

export const sha256 = (bytes: Uint8Array): Digest =>
  asDigest(`sha256:${createHash('sha256').update(bytes).digest('hex')}`);

/** The inputs of a workflow that gives none. */
export function defaultInputs(given: Readonly<Record<string, string>> = {}): Inputs {
  const action = parse(readFileSync(join(import.meta.dirname, '../../action.yml'), 'utf8')) as {
    readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  };
  const defaults = Object.fromEntries(
    Object.entries(action.inputs).map(([name, input]) => [name, input.default ?? '']),
  );
  return parseInputs({ ...defaults, ...given }).inputs;
}

export function contextOf(ref = 'refs/tags/v1.2.0', env: Readonly<Record<string, string>> = {}): Context {
  return parseContext(
    {
      GITHUB_REPOSITORY: repository,
      GITHUB_SHA: commit,
      GITHUB_REF: ref,
      GITHUB_RUN_ID: '77',
      GITHUB_EVENT_NAME: 'push',
      GITHUB_WORKFLOW_REF: `${repository}/.github/workflows/release.yml@${ref}`,
      GITHUB_WORKSPACE: '/nowhere',
      RUNNER_TEMP: '/nowhere',
      RUNNER_OS: 'Linux',
      RUNNER_ARCH: 'X64',
      ACTIONS_ID_TOKEN_REQUEST_URL: 'https://token',
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'token',
      ...env,
    },
    { repository: { visibility: 'public', default_branch: 'main' } },
  ).context;
}

/** Claims of a run on the release's commit, as Fulcio writes them. */
export const honestSigner: SigningOptions = {
  san: identity,
  issuer,
  claims: {
    9: identity,
    11: 'github-hosted',
    12: repositoryUrl,
    13: commit,
    14: 'refs/tags/v1.2.0',
    18: identity,
    20: 'push',
    21: runUrl,
    22: 'public',
  },
};

/** What people download besides the image. */
export const archiveName = 'signpost_1.2.0.tar.gz';
const archive = Buffer.from('an archive');

/** What a person had put on the page before the run: kept, and not built here. */
export const keptName = 'poster.txt';
const kept = Buffer.from('by hand');

/** A statement of the run about the image; a provenance speaks of the archive, too, as GitHub's library writes it. */
export function statementOf(
  predicateType: string,
  digests: readonly string[],
  of = commit,
): Statement & { readonly _type: string } {
  const about = (name: string, digest: string): Statement['subject'][number] => ({
    name,
    digest: { sha256: digest.slice('sha256:'.length) },
  });
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [
      ...digests.map((digest) => about(image, digest)),
      ...(predicateType === provenancePredicate ? [about(archiveName, sha256(archive))] : []),
    ],
    predicateType,
    predicate: predicateType === provenancePredicate ? provenanceOf(of) : {},
  };
}

export type Predicate = ReturnType<typeof provenanceOf>;

export function provenanceOf(of = commit) {
  return {
    buildDefinition: {
      buildType: 'https://actions.github.io/buildtypes/workflow/v1',
      externalParameters: {
        workflow: {
          ref: 'refs/tags/v1.2.0',
          repository: repositoryUrl,
          path: '.github/workflows/release.yml',
        },
      },
      internalParameters: { github: { event_name: 'push', runner_environment: 'github-hosted' } },
      resolvedDependencies: [{ uri: `git+${repositoryUrl}@refs/tags/v1.2.0`, digest: { gitCommit: of } }],
    },
    runDetails: { builder: { id: identity }, metadata: { invocationId: runUrl } },
  };
}

export const provenancePredicate = 'https://slsa.dev/provenance/v1';

/** Publishes v1.2.0 beside an older v1.1.0, and signs all of it honestly, the provenance by `attest` where it is given. */
export async function publish(
  authority: Authority,
  attest = (statement: object): Promise<SerializedBundle> => authority.attest(statement, honestSigner),
): Promise<Public> {
  const content = new Map<string, Buffer>();
  const keep = (value: unknown): { digest: Digest; size: number } => {
    const bytes = Buffer.from(typeof value === 'string' ? value : JSON.stringify(value));
    content.set(sha256(bytes), bytes);
    return { digest: sha256(bytes), size: bytes.length };
  };
  const manifestType = 'application/vnd.oci.image.manifest.v1+json';
  const platforms = ['linux/amd64', 'linux/arm64'].map((name) => {
    const read = parsePlatform(name);
    if (!('platform' in read)) throw new Error(name);
    const { os, architecture } = read.platform;
    const config = keep({ os, architecture });
    const layers = [{ mediaType: 'x', ...keep(name.padEnd(1000, '.')) }];
    const own = keep({ schemaVersion: 2, config, layers });
    const entry = { mediaType: manifestType, ...own, platform: { os, architecture } };
    return {
      entry,
      image: { platform: read.platform, digest: own.digest, size: own.size + config.size + 1000 },
    };
  });
  const index = renderIndex(
    platforms.map(({ entry }) => entry),
    [],
  );
  const { digest } = keep(index);
  const inputs = defaultInputs();
  const version = parseTag('v1.2.0', '')!;
  const made = makePlan(
    inputs,
    contextOf(),
    { tags: ['v1.1.0', 'v1.2.0'], commit: commitSha(commit), commitTime: 0 },
    version,
  );
  const { plan } = made as { plan: Plan };
  const built: Image = {
    names: plan.images,
    digest,
    mediaType: 'application/vnd.oci.image.index.v1+json',
    index,
    platforms: platforms.map(({ image: one }) => one),
  };
  const digests = [digest, ...built.platforms.map((one) => one.digest)];
  const provenance = JSON.stringify(await attest(statementOf(provenancePredicate, digests)));
  const referrers = new Map<string, string[]>();
  for (const one of digests) {
    const signature = await authority.attest(statementOf(signType, [one]), honestSigner);
    referrers.set(one, [provenance, JSON.stringify(signature)]);
  }
  const archiveBundle = await authority.signBlob(archive, honestSigner);
  const files = [
    assetOf(provenanceName, provenance, 'application/json'),
    assetOf(archiveName, archive.toString(), 'application/gzip'),
    assetOf(`${archiveName}.sigstore.json`, JSON.stringify(archiveBundle), 'application/json'),
  ];
  const logIndex = logIndexOf(JSON.parse(provenance) as SerializedBundle);
  const body = `## What's Changed\n\ndocker pull ${image}@${digest}\n`;
  const record = await manifest({
    plan,
    image: built,
    files,
    proofs: {
      signatures: [],
      provenance: {
        asset: provenanceName,
        predicateType: provenancePredicate,
        url: 'https://github.com/octo-org/signpost/attestations/1',
        bundle: provenance,
        ...(logIndex === undefined ? {} : { logIndex }),
      },
      sboms: [],
    },
    world: {
      signer: { issuer, san: identity },
      tools: { cosign: '3.0.6', gh: '2.98.0', buildx: '0.29.1' },
      registry: { head: () => Promise.resolve(undefined) },
      github: {
        tagTarget: () => Promise.resolve(undefined),
        latestRelease: () => Promise.resolve(undefined),
      },
    },
    context: contextOf(),
    earlier: { spare: [] },
    page: { title: 'v1.2.0', notes: body },
    kept: [{ name: keptName, size: kept.length, sha256: sha256(kept).slice('sha256:'.length) }],
    runCommit: () => Promise.resolve(undefined),
  });
  files.push(assetOf(recordName, record.text, 'application/json'));
  const sums = checksumLines(files);
  files.push(assetOf('checksums.txt', sums, 'text/plain'));
  const sumsBundle = await authority.signBlob(Buffer.from(sums), honestSigner);
  files.push(assetOf('checksums.txt.sigstore.json', JSON.stringify(sumsBundle), 'application/json'));
  const bytes = new Map<string, Buffer>([
    [keptName, kept],
    ...files.map(
      ({ name, source }) => [name, source && 'bytes' in source ? source.bytes : Buffer.alloc(0)] as const,
    ),
  ]);
  return {
    release: {
      id: 1,
      tag: 'v1.2.0',
      name: 'v1.2.0',
      body,
      draft: false,
      prerelease: false,
      immutable: false,
      url: `${repositoryUrl}/releases/tag/v1.2.0`,
      uploadUrl: '',
      author: 'github-actions[bot]',
      assets: [...bytes].map(([name, content], id) => assetEntry(name, id, content)),
    },
    files: bytes,
    others: ['v1.1.0'],
    latest: 'v1.2.0',
    gitTags: new Map([
      ['v1.2.0', commit],
      ['v1.1.0', 'b'.repeat(40)],
    ]),
    imageTags: new Map([
      ...['v1.2.0', 'v1.2', 'v1', 'latest'].map((tag) => [tag, digest] as const),
      ['v1.1.0', sha256(Buffer.from('v1.1.0'))],
    ]),
    content,
    referrers,
    stored: new Map(digests.map((one) => [one, [JSON.parse(provenance) as unknown]])),
    runs: new Map([[77, commit]]),
    honest: {
      signer: honestSigner,
      provenance: statementOf(provenancePredicate, digests),
      other: sha256(Buffer.from('other')),
      elsewhere: 'd'.repeat(40),
    },
    trust: authority.trust(),
  };
}

function logIndexOf(bundle: SerializedBundle): string | undefined {
  const [entry] = bundle.verificationMaterial.tlogEntries as readonly { readonly logIndex?: string }[];
  return entry?.logIndex;
}

export function assetEntry(name: string, id: number, bytes: Buffer): GitHubRelease['assets'][number] {
  return {
    id,
    name,
    label: '',
    state: 'uploaded',
    size: bytes.length,
    digest: sha256(bytes),
    url: `${repositoryUrl}/releases/download/v1.2.0/${name}`,
  };
}

/** A copy that may be changed without harm to the original; Sigstore's root is shared. */
export function copyOf(world: Public): Public {
  const { trust, trustWithGitHub, files, content, ...plain } = world;
  const trusts = { trust, ...(trustWithGitHub === undefined ? {} : { trustWithGitHub }) };
  return { ...structuredClone(plain), ...trusts, files: new Map(files), content: new Map(content) };
}

/** Replaces an asset as its owner could: new bytes, and GitHub's own size and digest follow. */
export function replaceAsset(world: Published, name: string, bytes: Buffer): void {
  world.files.set(name, bytes);
  const others = world.release.assets.filter((asset) => asset.name !== name);
  world.release.assets = [...others, assetEntry(name, 500 + others.length, bytes)];
}

/** Edits release.json as its owner could. */
export function editRecord(world: Published, edit: (manifest: Editable<ReleaseRecord>) => void): void {
  const record = JSON.parse(world.files.get(recordName)!.toString()) as Editable<ReleaseRecord>;
  edit(record);
  replaceAsset(world, recordName, Buffer.from(`${JSON.stringify(record, null, 2)}\n`));
}

export type Editable<T> = T extends string | number | boolean | undefined
  ? T
  : { -readonly [Key in keyof T]: Editable<T[Key]> };

/** The world as an audit sees it: reads only, and whatever it should not ask for is an error. */
export function seen(world: Public, folder: string, knownKey?: string): AuditWorld {
  const bundleManifest = (text: string): Buffer => {
    const blob = Buffer.from(text);
    world.content.set(sha256(blob), blob);
    return Buffer.from(
      JSON.stringify({
        layers: [{ mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json', digest: sha256(blob) }],
      }),
    );
  };
  const read = (reference: string): Buffer | undefined =>
    world.content.get(world.imageTags.get(reference) ?? reference);
  const mediaType = 'application/vnd.oci.image.index.v1+json';
  return {
    trust: world.trust,
    trustWithGitHub: () =>
      world.trustWithGitHub === undefined
        ? Promise.reject(new Error("nobody should ask for GitHub's root"))
        : Promise.resolve(world.trustWithGitHub),
    folder,
    ...(knownKey === undefined ? {} : { knownKey }),
    registry: {
      head: (_, reference) => {
        const digest = world.imageTags.get(reference);
        return Promise.resolve(digest && { mediaType, digest, size: 0 });
      },
      manifest: (_, reference) => {
        const bytes = read(reference);
        return Promise.resolve(
          bytes && { descriptor: { mediaType, digest: sha256(bytes), size: bytes.length }, bytes },
        );
      },
      blob: (_, digest) => {
        const bytes = world.content.get(digest);
        return bytes ? Promise.resolve(bytes) : Promise.reject(new Error(`no blob ${digest}`));
      },
      sumBlob: (_, digest) => {
        const bytes = world.content.get(digest);
        return Promise.resolve(bytes && { digest: sha256(bytes), size: bytes.length });
      },
      isPublic: () => Promise.resolve(world.isPublic !== false),
      referrers: (_, digest) =>
        Promise.resolve(
          (world.referrers.get(digest) ?? []).map((text) => {
            const bytes = bundleManifest(text);
            world.content.set(sha256(bytes), bytes);
            return { mediaType: 'x', digest: sha256(bytes), size: bytes.length };
          }),
        ),
    },
    github: {
      download: ({ name }) => {
        const bytes = world.files.get(name);
        return bytes ? Promise.resolve(bytes) : Promise.reject(new Error(`no asset ${name}`));
      },
      downloadTo: async ({ name }, file) => {
        const bytes = world.files.get(name);
        if (!bytes) throw new Error(`no asset ${name}`);
        await writeFile(file, bytes);
        return { size: bytes.length, sha256: sha256(bytes).slice('sha256:'.length) };
      },
      attestations: (digest) => Promise.resolve(world.stored.get(digest) ?? []),
      latestRelease: () => Promise.resolve({ ...world.release, tag: world.latest }),
      releasesOf: (tag) =>
        Promise.resolve(
          tag === world.release.tag || world.others.includes(tag) ? [{ ...world.release, tag }] : [],
        ),
      tagNames: (prefix) =>
        Promise.resolve([...world.gitTags.keys()].filter((name) => name.startsWith(prefix))),
    },
    records: {
      tagCommit: (name) => Promise.resolve(world.gitTags.get(name)),
      runCommit: (id) => Promise.resolve(world.runs.get(id)),
    },
  };
}

/** @param images where another tool's release may have its image; a record names its own. */
export function auditOf(
  world: Public,
  knownKey?: string,
  images: readonly ImageName[] = [],
  inputs: Inputs = defaultInputs(),
): Promise<Audit> {
  return auditAs(world, { inputs, images, pointers: true }, knownKey);
}

/** As a run judges what another has published a moment ago. */
export function auditFresh(world: Public): Promise<Audit> {
  return auditAs(world, { inputs: defaultInputs(), images: [], pointers: false, fresh: true });
}

async function auditAs(
  world: Public,
  asked: Pick<AuditInput, 'inputs' | 'images' | 'pointers' | 'fresh'>,
  knownKey?: string,
): Promise<Audit> {
  const { repository: here } = contextOf();
  const folder = await mkdtemp(join(tmpdir(), 'audit-'));
  return audit(
    {
      release: world.release,
      version: parseTag('v1.2.0', '')!,
      repository: here,
      ...asked,
    },
    seen(world, folder, knownKey),
  ).finally(() => rm(folder, { recursive: true }));
}

/** The lines that did not pass, as `text: detail`. */
export function failures({ checks }: Audit): readonly string[] {
  return checks
    .filter(({ state }) => state === 'failed')
    .map(({ text, detail }) => `${text}: ${detail ?? ''}`);
}
