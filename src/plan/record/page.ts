// The words of a release page, as the record has them: what a person changes in them later can be seen.
import { createHash } from 'node:crypto';
import type { RecordedPage } from './release-record.ts';

/** Title and notes of a release page. */
export interface Page {
  readonly title: string;
  readonly notes: string;
}

export function recordedPage({ title, notes }: Page): RecordedPage {
  return { title, notes: createHash('sha256').update(plain(notes)).digest('hex') };
}

/** Which of title and notes are others than those recorded; nothing where nothing is recorded. */
export function changedWords(recorded: RecordedPage | undefined, { title, notes }: Page): readonly string[] {
  if (recorded === undefined) return [];
  return [
    ...(recorded.title === title ? [] : ['title']),
    ...(recorded.notes === recordedPage({ title, notes }).notes ? [] : ['notes']),
  ];
}

export function sameNotes(a: string, b: string): boolean {
  return plain(a) === plain(b);
}

/** GitHub keeps CRLF or LF as it likes and trims the end. */
function plain(text: string): string {
  return text.replaceAll('\r\n', '\n').trim();
}
