// Reads the timeline the action leaves where RELEASE_ACTION_TIMELINE points: one JSON object a line.
import { readFile } from 'node:fs/promises';

/** One finished step of the action. `start` and `end` are ISO 8601 with milliseconds. */
export interface TimelineEntry {
  readonly title: string;
  readonly start: string;
  readonly end: string;
  readonly phase?: string;
  /** `checked`: it proves something and makes nothing. */
  readonly outcome: 'found' | 'made' | 'checked' | 'skipped' | 'failed';
  readonly detail?: string;
}

/** Parses the lines; a last line cut short by a kill is left out, any other damage throws. */
export function parseTimeline(text: string): readonly TimelineEntry[] {
  const lines = text.split('\n');
  const whole = lines.slice(0, -1);
  return whole.filter((line) => line !== '').map((line) => JSON.parse(line) as TimelineEntry);
}

/** The timeline in `file`; empty when the action never got so far as to write one. */
export async function readTimeline(file: string): Promise<readonly TimelineEntry[]> {
  try {
    return parseTimeline(await readFile(file, 'utf8'));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
