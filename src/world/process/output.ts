// What a program prints, as it comes: whole lines made safe for a log, and the end of it, which is kept.
import { safeLogLine } from '../../log-line.ts';

/** A line without an end is shown in pieces of at least this length, in characters, instead of being held. */
const longestOpenLine = 64 * 1024;

/** Keeps the last bytes of an output, in whole pieces. */
export function endOfOutput(limit: number): {
  readonly push: (chunk: Buffer) => void;
  readonly text: () => string;
} {
  const chunks: Buffer[] = [];
  let size = 0;
  return {
    push: (chunk) => {
      chunks.push(chunk);
      size += chunk.length;
      while (size - (chunks[0]?.length ?? 0) >= limit) size -= chunks.shift()?.length ?? 0;
    },
    text: () => Buffer.concat(chunks).toString(),
  };
}

interface LineReader {
  push(chunk: Buffer): void;
  end(): void;
}

const noLines: LineReader = { push: () => undefined, end: () => undefined };

/** Calls `onLine` with each finished line, made safe; without it nothing is read. */
export function lineReader(onLine: ((line: string) => void) | undefined): LineReader {
  if (onLine === undefined) return noLines;
  let rest = '';
  const decoder = new TextDecoder();
  const emit = (text: string): void => {
    const parts = (rest + text).split(/\r?\n|\r/);
    rest = parts.pop() ?? '';
    for (const part of parts) onLine(safeLogLine(part));
    if (rest.length < longestOpenLine) return;
    onLine(safeLogLine(rest));
    rest = '';
  };
  return {
    push: (chunk) => {
      emit(decoder.decode(chunk, { stream: true }));
    },
    end: () => {
      if (rest !== '') onLine(safeLogLine(rest));
      rest = '';
    },
  };
}
