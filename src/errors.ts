// One error for everything that can go wrong: what happened, why, and what to do next.
import type { ErrorCode } from './error-codes.ts';
import { compact } from './compact.ts';

/** A place in the repository, for GitHub to show the error at. */
export interface Place {
  readonly file: string;
  /** From 1; absent where only the file is known. */
  readonly line?: number;
}

/** A fault the person who runs the release can mend. `hint` is a command or a line of YAML wherever possible. */
export class ReleaseError extends Error {
  override readonly name = 'ReleaseError';
  readonly hint: string;
  /** The class of errors that it belongs to, where it has a page of its own (docs/troubleshooting.md). */
  readonly code: ErrorCode | undefined;
  readonly at: Place | undefined;

  constructor(message: string, options: { hint: string; code?: ErrorCode; cause?: unknown; at?: Place }) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.hint = options.hint;
    this.code = options.code;
    this.at = options.at;
  }
}

/** A fault as plain data, collected so that all of them can be reported at once. */
export interface Fault {
  readonly message: string;
  readonly hint: string;
  readonly code?: ErrorCode;
  readonly at?: Place;
}

/** Several faults found together; the message lists every one with its remedy. */
export class FaultsError extends ReleaseError {
  readonly faults: readonly Fault[];

  constructor(faults: readonly Fault[]) {
    const [first] = faults;
    super(
      faults.length === 1 && first
        ? first.message
        : `${faults.length} faults were found before anything was pushed`,
      compact({
        code: faults.length === 1 ? (first?.code ?? 'bad-input') : 'several-faults',
        hint:
          faults.length === 1 && first
            ? first.hint
            : faults.map((f, i) => `${i + 1}. ${f.message}\n   ${f.hint}`).join('\n'),
        at: faults.length === 1 && first?.at ? first.at : undefined,
      }),
    );
    this.faults = faults;
  }
}

/** The message of whatever was thrown, with the messages of its causes. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message}: ${messageOf(error.cause)}`;
}
