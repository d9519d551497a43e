// release.json: what the release is made of, written while it is a draft and found again by a rerun.
import { finishedRelease } from '../../find/earlier-release.ts';
import { readPointer } from '../../find/read-pointer.ts';
import { bundleName, keyName, recordName } from '../../plan/asset-names.ts';
import { signsRecord } from '../../plan/assets.ts';
import type { Context } from '../../plan/context.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Attestation, Image } from '../../plan/artifacts.ts';
import {
  type AttestationReference,
  type ReleaseRecord,
  type ReleaseAsset,
  recordSchema,
} from '../../plan/record/release-record.ts';
import { isJsonObject } from '../../plan/json.ts';
import { isStable } from '../../plan/version/version.ts';
import { type Page, recordedPage } from '../../plan/record/page.ts';
import { recordText } from '../../plan/record/record-text.ts';
import type { Proofs } from '../prove/prove.ts';
import type { World } from '../../world/world.ts';
import type { EarlierRelease } from '../../run/job.ts';
import { compact } from '../../compact.ts';

type PointerKind = ReleaseRecord['pointers'][number]['kind'];

export interface RecordInput {
  readonly plan: Plan;
  readonly image: Image;
  /** Every asset but release.json itself, the checksums, and the signatures of single assets. */
  readonly files: readonly ReleaseAsset[];
  readonly proofs: Proofs;
  readonly gate?: Attestation | undefined;
  readonly world: Pick<World, 'signer' | 'publicKey' | 'tools'> & {
    readonly registry: Pick<World['registry'], 'head'>;
    readonly github: Pick<World['github'], 'tagTarget' | 'latestRelease'>;
  };
  readonly context: Context;
  readonly earlier: EarlierRelease;
  /** What the page will say. */
  readonly page: Page;
  /** What lay on the page before, where somebody else made it. */
  readonly kept?: ReleaseRecord['kept'];
  /** The commit of a run, as GitHub knows it. */
  readonly runCommit: (id: number) => Promise<string | undefined>;
}

/**
 * The record of this release, made anew. An earlier run's record is kept byte for byte only where it agrees with this one:
 * whoever may write a draft may have replaced it, and this run would sign it.
 */
export async function manifest(
  input: RecordInput,
): Promise<{ readonly manifest: ReleaseRecord; readonly text: string }> {
  const kept = input.earlier.manifest;
  const core = coreOf(input);
  const stands = kept !== undefined && (await isSame(kept, core, input));
  const record = stands ? kept : { ...core, pointers: await pointersNow(input) };
  return { manifest: record, text: recordText(record) };
}

/** All but the pointers, which have to be asked for. */
function coreOf(input: RecordInput): ReleaseRecord {
  const { plan, image, files, world, context } = input;
  const { signatures, provenance, sboms } = input.proofs;
  const { checksums } = plan.assets;
  return compact({
    schema: recordSchema,
    version: plan.version.text,
    tag: plan.tag,
    commit: plan.commit,
    repository: plan.repository.fullName,
    prerelease: plan.release.prerelease === !isStable(plan.version) ? undefined : plan.release.prerelease,
    run: `${context.run.url}/attempts/${context.run.attempt}`,
    images: image.names.map(({ name }) => ({
      name,
      digest: image.digest,
      tags: [plan.pointers.exact, ...plan.pointers.extra],
    })),
    platforms: image.platforms.map(({ platform, digest, size }) => ({
      platform: platform.name,
      digest,
      size,
    })),
    pointers: [],
    assets: files.map(({ name, size, sha256, bundle, label }) =>
      compact({ name, size, sha256, bundle, label }),
    ),
    page: recordedPage(input.page),
    kept: input.kept,
    promoted: plan.promoted && compact({ from: plan.promoted.from, built: plan.promoted.built }),
    checksums:
      checksums === undefined
        ? undefined
        : compact({ asset: checksums.name, bundle: plan.sign === 'none' ? undefined : checksums.bundle }),
    signature:
      plan.sign === 'none'
        ? undefined
        : compact({
            ...signerOf(world),
            bundle: signsRecord(plan) ? bundleName(recordName) : undefined,
            images: signatures,
          }),
    provenance:
      provenance === undefined
        ? undefined
        : compact({
            ...referenceOf(provenance),
            bundle: plan.sign === 'none' ? bundleName(recordName) : undefined,
          }),
    sboms: sboms.map(referenceOf),
    gate: input.gate && referenceOf(input.gate),
    tools: world.tools,
  });
}

function signerOf({
  signer,
  publicKey,
}: RecordInput['world']): Pick<NonNullable<ReleaseRecord['signature']>, 'issuer' | 'identity' | 'publicKey'> {
  return publicKey === undefined ? { issuer: signer.issuer, identity: signer.san } : { publicKey: keyName };
}

function referenceOf({ asset, predicateType, logIndex, url }: Attestation): AttestationReference {
  return compact({ asset, predicateType, logIndex, url });
}

/** The pointers as planned: what each that moves names now, and what it will. */
async function pointersNow({ plan, image, world }: RecordInput): Promise<ReleaseRecord['pointers']> {
  const [first] = plan.images;
  return Promise.all(
    plan.pointers.floating.map(async ({ kind, name, moves, why }) => {
      if (!moves) return { kind, name, moves, why };
      const from = await readPointer({ kind, name }, first, world);
      return compact({ kind, name, moves, why, from, to: targetsOf(plan, image)[kind] });
    }),
  );
}

/**
 * Whether to keep an earlier record. That of a draft must agree in everything but the run that wrote it, its tools and the
 * pointers at that time, and each of these must be plausible. That of a published release cannot change and its signature is
 * verified later, so it only has to agree with the facts of this run.
 */
async function isSame(kept: ReleaseRecord, core: ReleaseRecord, input: RecordInput): Promise<boolean> {
  if (finishedRelease(input.earlier)) return facts(kept) === facts(core);
  const { repository, commit } = input.plan;
  const { run, tools, pointers } = kept;
  const anew: ReleaseRecord = { ...withPagesOf(core, kept, repository.url), run, tools, pointers };
  if (JSON.stringify(inOrder(anew)) !== JSON.stringify(inOrder(kept))) return false;
  if (!isOfTools(tools) || !isPlanned(pointers, input)) return false;
  if (run === core.run) return true;
  const id = /^(\d+)\/attempts\/\d+$/.exec(run.replace(`${repository.url}/actions/runs/`, ''))?.[1];
  return id !== undefined && (await input.runCommit(Number(id))) === commit;
}

/**
 * A run that has stored an attestation knows its page at GitHub; one that has found it there knows only that it is in the list.
 * Both say the same.
 */
function withPagesOf(core: ReleaseRecord, kept: ReleaseRecord, repository: string): ReleaseRecord {
  const all = [kept.provenance, ...kept.sboms, kept.gate].filter((one) => one !== undefined);
  const list = `${repository}/attestations`;
  const as = (own: AttestationReference): AttestationReference => {
    const url = all.find(({ asset }) => asset === own.asset)?.url;
    const isPage = url?.startsWith(list) === true && /^(?:\/\d+)?$/.test(url.slice(list.length));
    return own.url !== undefined && isPage ? { ...own, url } : own;
  };
  const { provenance, sboms, gate } = core;
  return compact({
    ...core,
    provenance: provenance && as(provenance),
    sboms: sboms.map(as),
    gate: gate && as(gate),
  });
}

/** With the keys of every object sorted: their order says nothing. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (!isJsonObject(value)) return value;
  const sorted = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(sorted.map(([key, inner]) => [key, inOrder(inner)]));
}

function isOfTools(tools: ReleaseRecord['tools']): boolean {
  return Object.entries(tools).every(
    ([name, version]) => ['buildx', 'cosign', 'gh'].includes(name) && /^\d+\.\d+\.\d+[\w.+-]*$/.test(version),
  );
}

/** What each kind of pointer names that moves to this release. */
function targetsOf({ commit, tag }: Plan, { digest }: Image): Readonly<Record<PointerKind, string>> {
  return { image: digest, git: commit, 'github-latest': tag };
}

/** The very pointers of the plan; what they named before is a digest, a commit or a tag. */
function isPlanned(said: ReleaseRecord['pointers'], { plan, image }: RecordInput): boolean {
  const to = targetsOf(plan, image);
  const form = {
    image: /^sha256:[0-9a-f]{64}$/,
    git: /^[0-9a-f]{40,64}$/,
    'github-latest': /^[\w./+-]{1,200}$/,
  };
  return (
    said.length === plan.pointers.floating.length &&
    plan.pointers.floating.every(({ kind, name, moves, why }, at) => {
      const one = said[at];
      const agrees = one?.kind === kind && one.name === name && one.moves === moves && one.why === why;
      return agrees && one.to === (moves ? to[kind] : undefined) && form[kind].test(one.from ?? to[kind]);
    })
  );
}

/** What must agree in a public record: all but who wrote it, with what, where it is logged, and what moved. */
function facts(manifest: ReleaseRecord): string {
  const { version, tag, commit, repository, images, platforms, assets, signature } = manifest;
  return JSON.stringify([version, tag, commit, repository, images, platforms, assets, signature?.bundle]);
}
