// The record of every call: numbered per run, one JSON line each, never a secret.
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** One call that left a process of the rehearsal. `status` 0: no answer was sent. */
export interface Call {
  /** Counted from 1, per run. */
  readonly n: number;
  readonly run: string;
  /** ISO 8601 with milliseconds. */
  readonly time: string;
  readonly method: string;
  readonly host: string;
  /** Path and query, credentials in the query replaced by `***`. */
  readonly path: string;
  readonly userAgent: string;
  readonly status?: number;
  readonly requestBytes?: number;
  readonly responseBytes?: number;
  /** Milliseconds until the last byte. */
  readonly ms?: number;
  /** The injected fault, if any. */
  readonly fault?: string;
}

const SECRET_PARAMETER = /([?&](?:sig|jwt|token|access_token|[a-z_]*secret)=)[^&]*/gi;

/** Path and query without credentials. */
export function withoutSecrets(path: string): string {
  return path.replace(SECRET_PARAMETER, '$1***');
}

/** Numbers calls and writes each finished one as a line of `file`. */
export class CallLog {
  readonly #file: string;
  readonly #counts = new Map<string, number>();
  readonly #calls: Call[] = [];

  constructor(file: string) {
    this.#file = file;
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, '');
  }

  /** A new call with the next number of its run. */
  begin(call: Omit<Call, 'n' | 'time'>): Call {
    const n = (this.#counts.get(call.run) ?? 0) + 1;
    this.#counts.set(call.run, n);
    return { n, time: new Date().toISOString(), ...call, path: withoutSecrets(call.path) };
  }

  /** Keeps a finished call. Written at once, so that a killed rehearsal loses none. */
  end(call: Call): void {
    this.#calls.push(call);
    appendFileSync(this.#file, `${JSON.stringify(call)}\n`);
  }

  /** The finished calls, in the order in which they ended. */
  calls(): readonly Call[] {
    return this.#calls;
  }
}
