// The record of a build: what one job built for one platform, as the predicate of a statement that it signs.
import * as v from 'valibot';
import { type CommitSha, type Digest, type TagName, digestPattern } from '../brands.ts';
import type { Cache } from '../build.ts';
import { isJsonObject } from '../json.ts';
import { type Readonlyly, type Schema, matching } from '../schema.ts';

export const buildRecordType = 'https://github.com/org/release-action/build-record/v1';

const text = v.string();
const digest = matching<Digest>(digestPattern);
const caches = v.array(text);

/** The definition: the facts of the anchor, and what the job made of them. */
const buildRecord = v.object({
  repository: text,
  commit: text as Schema<string> as Schema<CommitSha>,
  tag: text as Schema<string> as Schema<TagName>,
  platform: text,
  inputs: text,
  /** Of the anchor. */
  anchor: digest,
  /** The platform's own manifest. */
  digest,
  /** What BuildKit pushed: the same, or an index with its own provenance beside the image. */
  pushed: digest,
  /** Of the manifest that names what was made beside the image; absent where nothing was. */
  files: v.exactOptional(digest),
  /** The full ref that the run was on. */
  ref: text,
  /** `https://github.com/<owner>/<name>/actions/runs/<id>/attempts/<n>` */
  run: text,
  /** The job's key in its workflow. */
  job: text,
  /** `x64` or `arm64`. */
  runner: text,
  /** Which caches the build read and wrote, without what leads to them. */
  cache: v.object({ from: caches, to: caches }),
  /** How the start check ended on the machine that built the platform. */
  started: v.object({ state: v.picklist(['passed', 'not-run']), detail: text }),
});

export type BuildRecord = Readonlyly<v.InferOutput<typeof buildRecord>>;
export type StartCheck = BuildRecord['started'];

/** A record that was found and verified. */
export interface HandedOver {
  readonly record: BuildRecord;
  /** Where its signature is logged. */
  readonly logIndex?: string;
}

/** Platform → what another job built for it. */
export type BuiltElsewhere = ReadonlyMap<string, HandedOver>;

/** Type, scope and reference of each cache: the rest of a spec may be credentials, and the record is public. */
export function cacheKeys({ from, to }: Cache): BuildRecord['cache'] {
  const key = (spec: string): string =>
    spec
      .split(',')
      .filter((field) => /^(?:type|scope|ref)=/.test(field.trim()))
      .join(',');
  return { from: from.map(key), to: to.map(key) };
}

/** Reads the predicate of a verified statement. @throws TypeError saying what is wrong with it. */
export function parseBuildRecord(predicate: unknown): BuildRecord {
  if (!isJsonObject(predicate)) throw new TypeError('it is not an object');
  const read = v.safeParse(buildRecord, predicate, { abortEarly: true });
  if (read.success) return read.output;
  const [issue] = read.issues;
  const [field] = (v.getDotPath(issue) ?? '').split('.');
  if (field === 'started') throw new TypeError('it does not say how the start check ended');
  if (field === 'cache') throw new TypeError('its cache is not two lists');
  throw new TypeError(`its ${field} is not ${issue.type === 'regex' ? 'a digest' : 'text'}`);
}
