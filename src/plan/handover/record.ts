// The record of a build: what one job built for one platform, as the predicate of a statement that it signs.
import { type Digest, isDigest } from '../brands.ts';
import type { Cache } from '../build.ts';
import { isJsonObject } from '../json.ts';
import type { AnchorFacts } from './anchor.ts';

export const buildRecordType = 'https://github.com/org/release-action/build-record/v1';

/** How the start check ended on the machine that built the platform. */
export interface StartCheck {
  readonly state: 'passed' | 'not-run';
  readonly detail: string;
}

export interface BuildRecord extends AnchorFacts {
  /** Of the anchor. */
  readonly anchor: Digest;
  /** The platform's own manifest. */
  readonly digest: Digest;
  /** What BuildKit pushed: the same, or an index with its own provenance beside the image. */
  readonly pushed: Digest;
  /** Of the manifest that names what was made beside the image; absent where nothing was. */
  readonly files?: Digest;
  /** The full ref that the run was on. */
  readonly ref: string;
  /** `https://github.com/<owner>/<name>/actions/runs/<id>/attempts/<n>` */
  readonly run: string;
  /** The job's key in its workflow. */
  readonly job: string;
  /** `x64` or `arm64`. */
  readonly runner: string;
  /** Which caches the build read and wrote, without what leads to them. */
  readonly cache: { readonly from: readonly string[]; readonly to: readonly string[] };
  readonly started: StartCheck;
}

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

const texts = [
  'repository',
  'commit',
  'tag',
  'platform',
  'inputs',
  'anchor',
  'digest',
  'pushed',
  'ref',
  'run',
  'job',
  'runner',
] as const satisfies readonly (keyof BuildRecord)[];

/** Reads the predicate of a verified statement. @throws TypeError saying what is wrong with it. */
export function parseBuildRecord(predicate: unknown): BuildRecord {
  if (!isJsonObject(predicate)) throw new TypeError('it is not an object');
  const odd = texts.find((key) => typeof predicate[key] !== 'string');
  if (odd !== undefined) throw new TypeError(`its ${odd} is not text`);
  const wrong = (['anchor', 'digest', 'pushed'] as const).find((key) => !isDigest(String(predicate[key])));
  if (wrong !== undefined) throw new TypeError(`its ${wrong} is not a digest`);
  const { started, cache, files } = predicate;
  if (files !== undefined && (typeof files !== 'string' || !isDigest(files)))
    throw new TypeError('its files is not a digest');
  if (
    !isJsonObject(started) ||
    (started['state'] !== 'passed' && started['state'] !== 'not-run') ||
    typeof started['detail'] !== 'string'
  )
    throw new TypeError('it does not say how the start check ended');
  if (!isJsonObject(cache) || !isTexts(cache['from']) || !isTexts(cache['to']))
    throw new TypeError('its cache is not two lists');
  return predicate as unknown as BuildRecord;
}

function isTexts(value: unknown): boolean {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}
