// release.json as text: read as data from outside, and written in one form.
import * as v from 'valibot';
import { parseJson } from '../json.ts';
import { type ReleaseRecord, releaseRecord } from './release-record.ts';

/** No record of ours comes near it, in bytes. */
export const maxRecordBytes = 8 * 1024 * 1024;

/** `undefined` for whatever has not the shape of a record. The fields keep the order that they have in the text. */
export function parseRecord(json: string): ReleaseRecord | undefined {
  const value = parseJson(json);
  return v.is(releaseRecord, value) ? value : undefined;
}

/** @throws TypeError naming each field that no reader would take. */
export function recordText(record: ReleaseRecord): string {
  const { issues = [] } = v.safeParse(releaseRecord, record);
  if (issues.length > 0) {
    const faults = issues.map((issue) => `${v.getDotPath(issue) ?? 'release.json'}: ${issue.message}`);
    throw new TypeError(`release.json would not be readable: ${faults.join('; ')}`);
  }
  return `${JSON.stringify(record, null, 2)}\n`;
}
