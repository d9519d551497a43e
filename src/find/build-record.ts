// Records of builds by other jobs of the release: found at their anchor, and verified before they count.
import { messageOf } from '../errors.ts';
import type { Digest } from '../plan/brands.ts';
import type { Anchor } from '../plan/handover/anchor.ts';
import {
  type BuildRecord,
  type HandedOver,
  buildRecordType,
  parseBuildRecord,
} from '../plan/handover/record.ts';
import { type ImagePlan, firstName } from '../plan/plan.ts';
import type { Context } from '../plan/context.ts';
import type { Job } from '../run/job.ts';
import type { Log } from '../run/step.ts';
import { type CertificateClaims, originOf } from '../world/sigstore/certificate.ts';
import { SignatureError } from '../world/sigstore/signature-error.ts';
import { type VerifiedStatement, verifyBundle } from '../world/sigstore/verify.ts';
import type { World } from '../world/world.ts';
import { referringBundles } from './bundles.ts';

/** The run that looks: a record must be of the same ref and of the same workflow. */
export type LookingRun = Pick<Context, 'ref' | 'run' | 'workflowRef'>;

/** What was found at one anchor: a record that counts, and why others do not. */
export interface RecordSearch {
  readonly found?: HandedOver;
  /** A sentence each. */
  readonly refused: readonly string[];
  /** Records that count and name different images, neither of which is this run's. */
  readonly doubled?: readonly BuildRecord[];
}

type Looking = Pick<Job<ImagePlan, Pick<World, 'registry' | 'trust' | 'signer'>>, 'plan' | 'world'>;

/** Looks at the anchor for a record by this workflow, of this commit, ref and calling workflow. */
export async function findBuildRecord(
  job: Looking,
  anchor: Anchor,
  context: LookingRun,
  log: Log,
): Promise<RecordSearch> {
  const name = firstName(job.plan);
  // Most releases have no other jobs: one question then says so.
  if ((await job.world.registry.head(name, anchor.digest)) === undefined) return { refused: [] };
  const refused: string[] = [];
  const good: (HandedOver & { readonly text: string })[] = [];
  for (const text of await referringBundles(job.world.registry, name, anchor.digest, log)) {
    const read = readRecord(job, text, anchor, context);
    const why = 'why' in read ? read.why : await whyUnusable(job, read.record);
    if (why !== undefined) refused.push(`a record of ${anchor.facts.platform} is refused: ${why}`);
    else if ('record' in read) good.push({ ...read, text });
  }
  for (const line of refused) log(line);
  return { ...chosen(good, context), refused };
}

/**
 * Of records that name one image any will do, and best one that names files too; else the one of this very run, if there is one.
 */
function chosen(good: readonly HandedOver[], { run }: LookingRun): Pick<RecordSearch, 'found' | 'doubled'> {
  const [first] = good;
  if (first === undefined) return {};
  const own = good.filter(({ record }) => record.run.startsWith(`${run.url}/attempts/`));
  if (isOneImage(good))
    return { found: [...own, ...good].find(({ record }) => record.files !== undefined) ?? first };
  const [mine] = own;
  return mine && isOneImage(own) ? { found: mine } : { doubled: good.map(({ record }) => record) };
}

function isOneImage(records: readonly HandedOver[]): boolean {
  return new Set(records.map(({ record }) => record.pushed)).size === 1;
}

/** The record in a bundle, or why it does not count. */
function readRecord(
  { plan, world }: Looking,
  text: string,
  anchor: Anchor,
  context: LookingRun,
): HandedOver | { readonly why: string } {
  let statement: VerifiedStatement;
  try {
    const policy = { predicateType: buildRecordType, subjectDigests: [anchor.digest] };
    statement = verifyBundle(JSON.parse(text), world.trust, { ...world.signer, ...policy });
  } catch (error) {
    if (!(error instanceof SignatureError) && !(error instanceof SyntaxError)) throw error;
    return { why: error.message };
  }
  const stranger = whyOfAnother(statement.certificate, plan, context);
  if (stranger !== undefined) return { why: stranger };
  let record: BuildRecord;
  try {
    record = parseBuildRecord(statement.predicate);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return { why: messageOf(error) };
  }
  const untrue = whyUntrue(record, statement, anchor);
  if (untrue !== undefined) return { why: untrue };
  const { logIndex } = statement;
  return logIndex === undefined ? { record } : { record, logIndex };
}

/** Why the run that signed is not one of this workflow on this commit and ref. */
function whyOfAnother(
  claims: CertificateClaims,
  { repository, commit }: Pick<ImagePlan, 'repository' | 'commit'>,
  { ref, workflowRef }: LookingRun,
): string | undefined {
  const { from, of, on, began } = originOf(claims);
  if (from !== repository.url) return `it was signed in ${from}, not in ${repository.url}`;
  if (of !== commit) return `it was signed on commit ${of}, not on ${commit}`;
  if (on !== ref) return `it was signed on ${on}, and this run is on ${ref}`;
  // A called workflow signs for all that call it.
  const own = `${repository.serverUrl}/${workflowRef}`;
  return began === own ? undefined : `its run was started by ${began}, not by ${own}`;
}

/** Why what the record says is not what its signature and its anchor say. */
function whyUntrue(
  record: BuildRecord,
  { subjects, certificate }: VerifiedStatement,
  { facts, digest }: Anchor,
): string | undefined {
  if (record.anchor !== digest) return `it is of the anchor ${record.anchor}, not of ${digest}`;
  const other = (['repository', 'commit', 'tag', 'platform', 'inputs'] as const).find(
    (key) => record[key] !== facts[key],
  );
  if (other !== undefined) return `its ${other} is ${record[other]}, not ${facts[other]}`;
  if (!subjects.some((subject) => subject.digest === record.digest))
    return `it names ${record.digest}, which its signature does not speak of`;
  if (certificate.runInvocationUri !== undefined && record.run !== certificate.runInvocationUri)
    return `it says that ${record.run} built it, and ${certificate.runInvocationUri} signed it`;
  return undefined;
}

/** Why what the record names cannot be released: it is gone, or is another platform's. */
async function whyUnusable(
  { plan, world: { registry } }: Looking,
  record: BuildRecord,
): Promise<string | undefined> {
  const wanted: readonly Digest[] = [...new Set([record.pushed, record.digest])];
  for (const name of plan.images) {
    const heads = await Promise.all(wanted.map((digest) => registry.head(name, digest)));
    const gone = wanted.find((_, at) => heads[at] === undefined);
    if (gone !== undefined) return `it names ${gone}, which ${name.name} does not have`;
  }
  return undefined;
}
