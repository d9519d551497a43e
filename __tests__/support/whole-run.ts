// A run against a world in memory: every effect, and every proof by a program, passes one gate that records it or breaks it.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RawCommit } from '../../src/changelog/commits/commit.ts';
import { type Digest, commitSha, digest as asDigest, tagName } from '../../src/plan/brands.ts';
import type { TagRef } from '../../src/plan/version/range.ts';
import type { Attestor } from '../../src/world/sigstore/attestor.ts';
import type { Buildx } from '../../src/world/docker/buildx.ts';
import type { Sandbox } from '../../src/world/docker/sandbox.ts';
import type { Cosign } from '../../src/world/sigstore/cosign.ts';
import type { Exec } from '../../src/world/process/exec.ts';
import type { Gh } from '../../src/world/sigstore/gh.ts';
import type { Git } from '../../src/world/git/git.ts';
import type { Tagging } from '../../src/world/github/tagging.ts';
import type { Comments } from '../../src/world/github/comments.ts';
import type { TokenProbe } from '../../src/world/github/permissions.ts';
import type { Records } from '../../src/world/github/lookups.ts';
import { type Registry } from '../../src/world/registry/registry.ts';
import type { World } from '../../src/world/world.ts';
import {
  type FakeSteps,
  type MemoryGitHub,
  memoryGitHub,
  memoryRegistry,
  quickSteps,
  strict,
} from './fakes.ts';
import { commit, commitTime, contextOf, inputsOf, payload, planOf } from './samples.ts';
import { builtImage, configs, scannedImage } from './built-images.ts';
import { predicateOf, signerOf } from './run-identity.ts';
import { bundleType, signingWorld } from './world-of.ts';
import type { Authority, SerializedBundle } from './world/authority.ts';
import type { GitHub, StorageRecord } from '../../src/world/github/types.ts';
import type { Run } from '../../src/run/run.ts';

/** Where the release happens, and who signs it: a public repository and the workflow itself, unless said otherwise. */
export interface Setting {
  readonly visibility?: 'public' | 'private';
  /** The reusable workflow that signs, `owner/repo/path@ref`. */
  readonly called?: string;
  /** PEM: what `cosign-key` is. */
  readonly key?: { readonly privateKey: string; readonly publicKey: string };
  /** GitHub's own Sigstore, which attests for a private repository. */
  readonly gitHubs?: Authority;
}

export interface WholeWorld {
  /** Each effect and each proof, in order, as it began. */
  readonly calls: string[];
  readonly github: MemoryGitHub;
  /** `<name>:<tag>` → digest. */
  readonly tags: ReadonlyMap<string, Digest>;
  /** The call that breaks, once; the run's error says `broken`. */
  breakAt: string | undefined;
  /** What an attacker does right before that call, once. */
  strike: { readonly at: string; readonly act: () => void } | undefined;
  /** A new run against what is there. */
  run(raw?: Readonly<Record<string, string>>): Run & { readonly steps: FakeSteps };
}

const rawCommit = (hash: string, message: string): RawCommit => ({
  hash: hash.repeat(40),
  parents: ['f'.repeat(40)],
  author: 'Mona',
  email: 'mona@example.org',
  authored: commitTime,
  message,
});

const tagRef = (name: string, of: string): TagRef => ({
  name: tagName(name),
  commit: commitSha(of),
  annotated: true,
});

/** The digests that a bundle's statement speaks of. */
function subjectsOf(bundle: unknown): readonly Digest[] {
  const { dsseEnvelope } = bundle as SerializedBundle;
  const statement = JSON.parse(Buffer.from(dsseEnvelope?.payload ?? '', 'base64').toString()) as {
    readonly subject: readonly { readonly digest: { readonly sha256: string } }[];
  };
  return statement.subject.map(({ digest: { sha256 } }) => asDigest(`sha256:${sha256}`));
}

/** What is attached, for the log of calls: nothing for provenance. */
const kindOf = ({ annotations, mediaType }: Parameters<Registry['attach']>[2]): string => {
  if (mediaType !== bundleType) return `${mediaType} `;
  return annotations['dev.sigstore.bundle.predicateType']?.includes('cosign') === true ? 'signature ' : '';
};

/**
 * A repository with the release v1.1.0, and the tag v1.2.0 pushed to it. `folder` has the Dockerfile, and takes what the run
 * writes on its way.
 */
export function wholeWorld(folder: string, authority: Authority, setting: Setting = {}): WholeWorld {
  const { visibility = 'public', called, key, gitHubs } = setting;
  const context = contextOf(
    { GITHUB_WORKSPACE: folder, RUNNER_TEMP: folder },
    { ...payload, repository: { ...payload.repository, visibility } },
  );
  const calls: string[] = [];
  const state: Pick<WholeWorld, 'breakAt' | 'strike'> = { breakAt: undefined, strike: undefined };
  const act = (call: string): void => {
    calls.push(call);
    if (call === state.strike?.at) {
      const { act: strike } = state.strike;
      state.strike = undefined;
      strike();
    }
    if (call !== state.breakAt) return;
    state.breakAt = undefined;
    throw new Error(`${call} is broken`);
  };
  const gated = <T>(call: string, then: () => T | Promise<T>): Promise<T> =>
    Promise.resolve().then(() => {
      act(call);
      return then();
    });
  const plan = planOf('v1.2.0', { context });
  const signer = signerOf(plan, visibility, called);
  const signing = signingWorld(plan, authority, {
    ...{ predicate: predicateOf(plan, signer.san), signer },
    attest: (statement, by, program) => {
      if (program === 'cosign' && key) return authority.attestByKey(statement, key.privateKey);
      // GitHub's own instance has no public log: its timestamp authority vouches for the time.
      if (program === 'attestor' && gitHubs)
        return gitHubs.attest(statement, { ...by, time: 'tsa', log: false });
      return authority.attest(statement, by);
    },
  });
  const signed = signing.world;
  const trust = gitHubs ? { ...authority.trust(), github: gitHubs.trust('github') } : authority.trust();

  /** Blobs that were pushed from a file. */
  const files = new Map<Digest, Buffer>();
  const images = memoryRegistry({
    before: (call) => {
      if (call.startsWith('put ')) act(call.replace(/sha256:\S+/, 'by digest'));
    },
  });
  const older = images.add({ manifests: [] }, 'application/vnd.oci.image.index.v1+json');
  const app = 'ghcr.io/octo-org/app';
  for (const tag of ['v1.1.0', 'v1.1', 'v1', 'latest']) images.tags.set(`${app}:${tag}`, older);
  const registry: Registry = {
    head: (image, reference) => images.head(image, reference),
    put: (image, reference, manifest) => images.put(image, reference, manifest),
    manifest: async (image, reference) =>
      (await images.manifest(image, reference)) ??
      (reference.startsWith('sha256:') ? signed.registry.manifest(image, reference) : undefined),
    referrers: (image, digest) => signed.registry.referrers(image, digest),
    blob: (image, digest) => {
      const known = files.get(digest) ?? configs.get(digest);
      return known ? Promise.resolve(known) : signed.registry.blob(image, digest);
    },
    sumBlob: (image, digest, most) => signed.registry.sumBlob(image, digest, most),
    probePush: () => Promise.resolve(),
    putBlob: () => gated('put blob', () => undefined),
    putFile: (_, digest, file) =>
      gated('put file', async () => {
        files.set(digest, await readFile(file));
      }),
    fetchBlob: async (_, digest, file) => {
      const bytes = files.get(digest);
      if (bytes) await writeFile(file, bytes);
      return bytes !== undefined;
    },
    attach: (image, digest, artifact) =>
      gated(`attach ${kindOf(artifact)}${digest.slice(7, 15)}`, () =>
        signed.registry.attach(image, digest, artifact),
      ),
    shown: (image, digests) => images.shown(image, digests),
    settled: (image, put) => images.settled(image, put),
    isPublic: () => Promise.resolve(visibility === 'public'),
    frozen: () => Promise.resolve([]),
    putAgain: (image, tag) => images.putAgain(image, tag),
  };

  const records: StorageRecord[] = [];
  const memory = memoryGitHub({
    before: (call) => {
      if (call !== 'tags') act(call.replace(/^(publish|update|delete) \d+/, '$1'));
    },
  });
  for (const tag of ['v1.0.0', 'v1.1.0', 'v1.2.0']) memory.refs.set(tag, commit);
  memory.latest = memory.give({ tag: 'v1.1.0', draft: false }).id;
  const github: GitHub = {
    ...memory,
    attestations: (digest) => signed.github.attestations(digest),
    storeAttestation: (bundle) =>
      gated('store', () => {
        for (const digest of subjectsOf(bundle)) {
          signing.stored.set(digest, [...(signing.stored.get(digest) ?? []), bundle]);
        }
        return '1';
      }),
    compare: () => Promise.resolve([]),
    recordStorage: (record) => gated(`record ${record.name}`, () => void records.push(record)),
    storageRecords: (digest) => Promise.resolve(records.filter((record) => record.digest === digest)),
    hasCommits: () => Promise.resolve(true),
    isReachable: () => Promise.resolve(true),
  };

  const git: Partial<Git> = {
    remoteTags: () =>
      Promise.resolve([
        tagRef('v1.0.0', '0'.repeat(40)),
        tagRef('v1.1.0', '1'.repeat(40)),
        tagRef('v1.2.0', commit),
      ]),
    tagNames: () => Promise.resolve(['v1.0.0', 'v1.1.0', 'v1.2.0'].map(tagName)),
    commitOf: () => Promise.resolve(commit),
    committerDate: () => Promise.resolve(commitTime),
    signsTags: () => Promise.resolve(false),
    isShallow: () => Promise.resolve(false),
    deepen: ({ exclude }) => Promise.resolve(exclude),
    log: (_, read) =>
      Promise.resolve(
        [rawCommit('a', 'feat: add tokens (#42)'), rawCommit('b', 'fix: close the door')].map(read),
      ),
  };

  const buildx: Partial<Buildx> = {
    inspect: () =>
      Promise.resolve({
        name: 'there',
        driver: 'docker-container',
        platforms: ['linux/amd64', 'linux/arm64'],
      }),
    build: (_, { scanner }, { name }) =>
      scanner === undefined
        ? gated(`build ${name}`, () =>
            images.add(builtImage(name), 'application/vnd.oci.image.manifest.v1+json'),
          )
        : gated(`scan ${name}`, () => scannedImage(name, (made, type) => images.add(made, type))),
    export: (_, __, { platform: { name }, target, folder: to }) =>
      gated(`export ${name}`, async () => {
        await mkdir(to, { recursive: true });
        await writeFile(join(to, 'app'), `${target} of ${name}`);
      }),
  };
  const cosign: Cosign = {
    sign: (ref, file, log) =>
      gated(`sign ${ref.digest.slice(7, 15)}`, () => signed.cosign.sign(ref, file, log)),
    verify: (_, __, ___, attestation) =>
      gated(`cosign verify${attestation === undefined ? '' : ', provenance too'}`, () => undefined),
    verifyProvenance: () => gated('cosign verify-attestation', () => undefined),
    signBlob: (file, bundle) =>
      gated('sign-blob', async () => {
        const bytes = await readFile(file);
        const made = key
          ? await authority.signBlobByKey(bytes, key.privateKey)
          : await authority.signBlob(bytes, signer);
        await writeFile(bundle, JSON.stringify(made));
      }),
    verifyBlob: () => gated('cosign verify-blob', () => undefined),
    signLegacy: () => Promise.reject(new Error('not foreseen: signLegacy')),
    verifyLegacy: () => Promise.reject(new Error('not foreseen: verifyLegacy')),
  };
  const gh: Gh = {
    verifyProvenance: (_, digest) => gated(`gh verify ${digest.slice(7, 15)}`, () => undefined),
  };
  const attestor: Partial<Attestor> = {
    readClaims: () => Promise.resolve(),
    provenance: (subjects, built) => gated('provenance', () => signed.attestor.provenance(subjects, built)),
    statement: (subjects, type, predicate) =>
      gated(`statement ${type.split('/').at(-2) ?? ''}`, () =>
        signed.attestor.statement(subjects, type, predicate),
      ),
  };
  const probe: TokenProbe = {
    contents: () => Promise.resolve('present'),
    attestations: () => Promise.resolve('present'),
    clockSkew: () => Promise.resolve(0),
  };
  const lookups: Records = {
    tagCommit: () => Promise.resolve(commit),
    runCommit: () => Promise.resolve(commit),
  };
  const exec: Exec = {
    run: (argv) =>
      /^(?:docker version|bash --noprofile --norc -n) /.test(argv.join(' '))
        ? Promise.resolve({ code: 0, stdout: Buffer.from('28.5.2'), stderr: '' })
        : Promise.reject(new Error(`not foreseen: ${argv.join(' ')}`)),
  };
  const outside = { git: strict('git', git).it, github, registry };
  const world: World = {
    ...outside,
    buildx: strict('buildx', buildx).it,
    cosign,
    gh,
    attestor: strict('attestor', attestor).it,
    gate: {
      run: (command, facts, onLine) =>
        gated(`gate ${command}`, () => {
          onLine(`${command} on ${facts.DIGEST}`);
          return command === 'false' ? 1 : 0;
        }),
    },
    sandbox: strict<Sandbox>('sandbox', {
      run: () => Promise.resolve({ state: 'runs' }),
      file: () => Promise.resolve(undefined),
    }).it,
    trust,
    signer: signed.signer,
    ...(key ? { publicKey: key.publicKey } : {}),
    temp: folder,
    tools: { buildx: '0.30.1', cosign: '3.0.2', gh: '2.83.0' },
    installed: [],
  };
  return {
    calls,
    github: memory,
    tags: images.tags,
    get breakAt() {
      return state.breakAt;
    },
    set breakAt(call) {
      state.breakAt = call;
    },
    get strike() {
      return state.strike;
    },
    set strike(strike) {
      state.strike = strike;
    },
    run: (raw = {}) => ({
      inputs: inputsOf(raw),
      context,
      faults: [],
      steps: quickSteps(),
      exec,
      outside,
      world: (given) => Promise.resolve({ ...world, ...given }),
      own: 'release-action-7-1-abcd',
      registerBuilder: (name) => {
        throw new Error(`no builder was to be made: ${name}`);
      },
      knownKey: () => Promise.resolve(raw['sign'] === 'key' ? key?.publicKey : undefined),
      probe,
      records: lookups,
      tagging: strict<Tagging>('tagging', {}).it,
      comments: strict<Comments>('comments', {}).it,
      trust: () => Promise.resolve(trust),
      findTools: () => Promise.resolve([]),
    }),
  };
}
