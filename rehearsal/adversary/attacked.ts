// One release of a rehearsal under attack: tampered with in the stand-ins' state, judged by the bundle, and undone.
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import {
  type Published,
  type Statement,
  archiveName,
  issuer,
  keptName,
} from '../../__tests__/support/published.ts';
import type { SerializedBundle, SigningOptions } from '../../__tests__/support/world/authority.ts';
import { type Digest } from '../../src/plan/brands.ts';
import { provenanceName } from '../../src/plan/asset-names.ts';
import { type JobOptions, type JobResult, runJob } from '../runner/job.ts';
import type { Site } from '../runner/site.ts';
import { GitHubState, statementIn } from './github-state.ts';
import { RegistryState } from './registry-state.ts';
import type { Signing } from './sealed.ts';
import type { Tampering } from './tamperings.ts';

export const TAG = 'v1.2.0';
const BEFORE = 'v1.1.0';

/** What came of one tampering. */
export interface Verdict {
  /** `unverified`: nothing was found wrong, and verify says that it could not see everything. */
  readonly outcome: 'caught' | 'unverified' | 'harmless' | 'MISSED' | 'REFUSED';
  /** What verify said first. */
  readonly first: string;
  /** Where among what verify said the lie is named; 1 is first, 0 not at all. */
  readonly named: number;
  readonly seconds: number;
}

export interface Attacked {
  /** Makes one tampering, has `mode: verify` judge it, and undoes it. */
  readonly attempt: (tampering: Tampering) => Promise<Verdict>;
  readonly close: () => Promise<void>;
}

/**
 * Releases v1.1.0 and v1.2.0 on a fresh site, each asset signed: what every tampering begins from.
 * @param actionDir where action.yml and dist/ are; default this project
 */
export async function attack(site: Site, actionDir?: string): Promise<Attacked> {
  const job = (options: Omit<JobOptions, 'actionDir'>): Promise<JobResult> =>
    runJob(site, { ...options, actionDir }, () => undefined);
  for (const tag of [BEFORE, TAG]) {
    if (tag === TAG) await prepareDraft(site);
    const file = archiveName.replace(TAG.slice(1), tag.slice(1));
    const { exitCode, log } = await job({
      ...{ ref: `refs/tags/${tag}`, event: 'push' },
      with: { files: file, 'sign-assets': 'each' },
      prepare: (workspace) => writeFile(join(workspace, file), `the archive of ${tag}`),
    });
    if (exitCode !== 0) throw new Error(`the honest release of ${tag} failed:\n${log.slice(-10).join('\n')}`);
  }
  const kept = await mkdtemp(join(tmpdir(), 'attacked-'));
  const registry = new RegistryState(site);
  await registry.save(join(kept, 'manifests'));
  const github = new GitHubState(site, TAG);
  const honest = await read(site, github, registry);
  const signing = signingOf(site);
  const restore = async (): Promise<void> => {
    github.restore();
    await registry.restore(join(kept, 'manifests'));
  };
  return {
    attempt: async (tampering) => {
      const { release: page, honest: facts, ...maps } = honest;
      const world: Published = { ...structuredClone({ release: page }), ...copy(maps), honest: facts };
      await tampering.tamper(world, signing);
      try {
        await github.write(honest, world);
        await writeRegistry(registry, honest, world);
        return verdictOf(tampering, await job(verifying(tampering)));
      } finally {
        await restore();
      }
    },
    close: () => rm(kept, { recursive: true, force: true }),
  };
}

/** As a person does it in the browser: a draft with a file of theirs, which the run keeps. */
async function prepareDraft({ standIns: { store } }: Site): Promise<void> {
  const at = new Date().toISOString();
  const [bytes, id] = [Buffer.from('by hand'), store.nextId()];
  await writeFile(store.assetFile(id), bytes);
  store.data.releases.push({
    ...{ id: store.nextId(), tag_name: TAG, target_commitish: 'main', name: TAG, body: 'By hand.\n' },
    ...{ draft: true, prerelease: false, immutable: false, visibleFrom: 0 },
    ...{ created_at: at, published_at: null, updated_at: at },
    assets: [
      {
        ...{ id, name: keptName, label: null, content_type: 'text/plain', state: 'uploaded' },
        ...{ size: bytes.length, digest: `sha256:${createHash('sha256').update(bytes).digest('hex')}` },
        ...{ created_at: at, updated_at: at },
      },
    ],
  });
  store.save();
}

/** Buffers stay themselves, so that what was not touched can be told by identity. */
function copy(maps: Omit<Published, 'release' | 'honest'>): Omit<Published, 'release' | 'honest'> {
  return {
    ...structuredClone({ others: maps.others, latest: maps.latest, stored: maps.stored }),
    ...{ files: new Map(maps.files), content: new Map(maps.content) },
    ...{ gitTags: new Map(maps.gitTags), imageTags: new Map(maps.imageTags) },
    referrers: new Map([...maps.referrers].map(([digest, texts]) => [digest, [...texts]])),
  };
}

async function read(site: Site, github: GitHubState, registry: RegistryState): Promise<Published> {
  const imageTags = await registry.tags();
  const index = imageTags.get(TAG)!;
  const digests: readonly Digest[] = [index, ...(await registry.platforms(index))];
  const onGitHub = await github.read(digests);
  const contents = await Promise.all(
    digests.map(async (one) => [one, (await registry.manifest(one))!] as const),
  );
  const texts = await Promise.all(digests.map(async (one) => [one, await registry.referrers(one)] as const));
  const layers = await Promise.all(digests.slice(1).map((one) => registry.layers(one)));
  const provenance = statementIn(JSON.parse(onGitHub.files.get(provenanceName)!.toString()))!;
  return {
    ...onGitHub,
    imageTags,
    content: new Map([...contents, ...layers.flat()]),
    referrers: new Map(texts),
    honest: {
      signer: signerOf(site, provenance, onGitHub.gitTags.get(TAG)!),
      provenance,
      other: imageTags.get(BEFORE)!,
      elsewhere: onGitHub.gitTags.get(BEFORE)!,
    },
  };
}

/** Fulcio's claims for the run that released, by what its provenance says of it. */
function signerOf({ repository }: Site, { predicate }: Statement, commit: string): SigningOptions {
  const { runDetails } = predicate as {
    readonly runDetails: {
      readonly builder: { readonly id: string };
      readonly metadata: { readonly invocationId: string };
    };
  };
  const { id } = runDetails.builder;
  const claims = {
    ...{ 9: id, 11: 'self-hosted', 12: `https://github.com/${repository}`, 13: commit },
    ...{ 14: `refs/tags/${TAG}`, 18: id, 20: 'push', 21: runDetails.metadata.invocationId, 22: 'public' },
  };
  return { san: id, issuer, claims };
}

/** The rehearsal's Sigstore, as whoever has such an identity may use it. */
function signingOf({ standIns }: Site): Signing {
  const holder = ({
    san,
    issuer: by,
    claims,
  }: SigningOptions): Parameters<typeof standIns.publish.blob>[1] => ({
    name: { type: san.startsWith('https://') ? 'url' : 'email', value: san },
    claims: { ...claims, 8: by },
  });
  return {
    attest: async (statement, by) =>
      (await standIns.publish.statement(statement as object, holder(by))) as SerializedBundle,
    signBlob: async (bytes, by) => (await standIns.publish.blob(bytes, holder(by))) as SerializedBundle,
  };
}

async function writeRegistry(registry: RegistryState, before: Published, after: Published): Promise<void> {
  for (const [digest, texts] of after.referrers)
    if (!isDeepStrictEqual(texts, before.referrers.get(digest))) await registry.refer(digest, texts);
  for (const tag of before.imageTags.keys()) if (!after.imageTags.has(tag)) await registry.untag(tag);
  for (const [tag, digest] of after.imageTags)
    if (before.imageTags.get(tag) !== digest) await registry.tag(tag, digest);
  for (const digest of before.content.keys()) {
    const kind = before.referrers.has(digest) ? 'manifest' : 'blob';
    if (!after.content.has(digest)) await registry.delete(digest, kind);
  }
}

/** From the default branch, so that a tag that was moved or taken away is judged too. */
function verifying({ with: given }: Tampering): JobOptions {
  return {
    ...{ ref: 'refs/heads/main', event: 'workflow_dispatch', builder: false },
    with: { mode: 'verify', tag: TAG, ...given },
  };
}

function verdictOf({ found, alsoNamed, atTheDoor }: Tampering, result: JobResult): Verdict {
  const { exitCode, outputs, log, annotations, seconds } = result;
  const said = (mark: RegExp): readonly string[] =>
    log.flatMap((line) => (mark.test(line) ? [line.replace(mark, '')] : []));
  const failed = said(/^NOT OK\s+/);
  const errors = annotations.filter(({ level }) => level === 'error').map(({ message }) => message);
  const open = [
    ...failed,
    ...(failed.length === 0 ? errors : []),
    ...said(/^not run\s+/),
    ...said(/^to do\s+(?=The words)/),
  ];
  const verified = exitCode === 0 && outputs['verified'] === 'true';
  const first = open[0] ?? '';
  if (!(found instanceof RegExp)) {
    return { outcome: verified ? 'harmless' : 'REFUSED', first, named: 0, seconds };
  }
  const isNamed = (line: string): boolean => found.test(line) || atTheDoor?.test(line) === true;
  const named = 1 + open.findIndex((line) => isNamed(line) || alsoNamed?.test(line) === true);
  if (verified || !open.some(isNamed)) return { outcome: 'MISSED', first, named, seconds };
  return { outcome: exitCode === 0 ? 'unverified' : 'caught', first, named, seconds };
}
