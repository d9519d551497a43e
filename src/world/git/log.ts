// Reads git log's answer commit by commit as it comes, so that no message is held longer than it is looked at.
import { isUtf8 } from 'node:buffer';
import type { RawCommit } from '../../changelog/commits/commit.ts';
import { compact } from '../../compact.ts';

/**
 * Six fields, a NUL after each; a message cannot hold a NUL, so it cannot forge a field. The first three are ASCII. Before the
 * hash stands `<` for a commit that only the first end of `a...b` has, else `>`.
 */
export const logFormat = '%m%H%x00%P%x00%at%x00%an%x00%ae%x00%B';
const fields = 6;

export interface LogReader {
  readonly push: (chunk: Buffer) => void;
  /** @throws TypeError when the output ended inside a commit. */
  readonly end: () => void;
}

/** Calls `onCommit` for each commit of `git log -z --format=<logFormat>`, in whatever pieces the output comes. */
export function logReader(onCommit: (commit: RawCommit) => void): LogReader {
  const pending: Buffer[] = [];
  return {
    push: (chunk) => {
      pending.push(chunk);
      // A piece without a NUL lies inside a long message: joining only where one is keeps the time linear.
      if (!chunk.includes(0)) return;
      const data = pending.length === 1 ? chunk : Buffer.concat(pending);
      pending.length = 0;
      let start = 0;
      let ends: number[] = [];
      for (let nul = data.indexOf(0); nul >= 0; nul = data.indexOf(0, nul + 1)) {
        ends.push(nul);
        if (ends.length < fields) continue;
        onCommit(readRecord(data, start, ends));
        start = nul + 1;
        ends = [];
      }
      if (start < data.length) pending.push(data.subarray(start));
    },
    end: () => {
      if (pending.length > 0) throw new TypeError('git log ended in the middle of a commit');
    },
  };
}

/** Three texts a commit, not six: what is cut from a text keeps it in memory, so names and message come apart. */
function readRecord(data: Buffer, start: number, ends: readonly number[]): RawCommit {
  const [, , endOfAscii = 0, , endOfEmail = 0, endOfMessage = 0] = ends;
  const [marked = '', parents = '', authored = ''] = data.toString('latin1', start, endOfAscii).split('\0');
  const people = decode(data, endOfAscii + 1, endOfEmail);
  return compact({
    hash: marked.slice(1),
    beside: marked.startsWith('<') ? true : undefined,
    parents: parents === '' ? [] : parents.split(' '),
    author: people.slice(0, people.indexOf('\0')),
    email: people.slice(people.indexOf('\0') + 1),
    authored: Number(authored),
    message: decode(data, endOfEmail + 1, endOfMessage),
  });
}

/** Git converts what names its encoding; bytes that are no UTF-8 all the same are most often Windows-1252. */
function decode(data: Buffer, start: number, end: number): string {
  const text = data.toString('utf8', start, end);
  // Only where it stands for something may it be that the bytes were no UTF-8.
  if (!text.includes('\ufffd')) return text;
  const bytes = data.subarray(start, end);
  return isUtf8(bytes) ? text : new TextDecoder('windows-1252').decode(bytes);
}
