// One error for everything that can go wrong: what happened, why, and what to do next.

/** A fault the person who runs the release can mend. `hint` is a command or a line of YAML wherever possible. */
export class ReleaseError extends Error {
  override readonly name = 'ReleaseError';
  readonly hint: string;

  constructor(message: string, options: { hint: string; cause?: unknown }) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.hint = options.hint;
  }
}

/** A fault as plain data, collected so that all of them can be reported at once. */
export interface Fault {
  readonly message: string;
  readonly hint: string;
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
      {
        hint:
          faults.length === 1 && first
            ? first.hint
            : faults.map((f, i) => `${i + 1}. ${f.message}\n   ${f.hint}`).join('\n'),
      },
    );
    this.faults = faults;
  }
}

/** The message of whatever was thrown, with the messages of its causes. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause === undefined ? error.message : `${error.message}: ${messageOf(error.cause)}`;
}
