// Faults on purpose: which call is spoiled, how, and how often.
import type { Call } from './calls.ts';
import { json, type Reply } from './exchange.ts';

/**
 * How a call is spoiled. Any status; `secondary`: GitHub's secondary rate limit; `reset`: the connection
 * breaks before the server acts; `lost`: the server acts, then the connection breaks; `timeout`: the server
 * never acts nor answers; `truncate`: the server acts and half of its answer arrives.
 */
export type FaultKind = number | 'secondary' | 'reset' | 'lost' | 'timeout' | 'truncate';

export interface Fault {
  /** HTTP method, or `*`. */
  readonly method: string;
  /** Matched from the start of `host/path?query`; ignored when `call` is given. */
  readonly target: RegExp;
  /** Only this call of the run (counted from 1). */
  readonly call?: number;
  /** Decides instead of all that; asked about every call once, in their order. */
  readonly matches?: (call: Call) => boolean;
  readonly kind: FaultKind;
  /** How many times; `Infinity` for ever. */
  readonly times: number;
}

const SYNTAX = /^(?:(\S+)\s+(\S+)|#(\d+))=(\d{3}|secondary|reset|lost|timeout|truncate)(?::(\d+|\*))?$/;

/** Reads `METHOD HOST/PATH-REGEX=KIND[:TIMES]` or `#CALL=KIND`; `*` stands for any method, or for ever. */
export function parseFault(text: string): Fault {
  const match = SYNTAX.exec(text.trim());
  if (match === null) {
    throw new Error(`not a fault: ${text}. Example: --fault 'PUT ghcr.io/v2/.*/manifests/=500:2'`);
  }
  const [, method = '*', pattern = '', call, kind = '', times] = match;
  return {
    method: method.toUpperCase(),
    target: new RegExp(`^(?:${pattern})`),
    ...(call === undefined ? {} : { call: Number(call) }),
    kind: /^\d+$/.test(kind) ? Number(kind) : (kind as FaultKind),
    times: times === '*' ? Infinity : Number(times ?? 1),
  };
}

/** The faults still to come; each match uses one up. */
export class FaultPlan {
  readonly #left: { readonly fault: Fault; times: number }[];

  constructor(faults: readonly Fault[]) {
    this.#left = faults.map((fault) => ({ fault, times: fault.times }));
  }

  /** The fault for this call, if one is due. */
  take(call: Call): FaultKind | undefined {
    const due = this.#left.find(({ fault, times }) => {
      if (times <= 0) return false;
      if (fault.matches !== undefined) return fault.matches(call);
      if (fault.call !== undefined) return fault.call === call.n;
      return (
        (fault.method === '*' || fault.method === call.method) && fault.target.test(call.host + call.path)
      );
    });
    if (due === undefined) return undefined;
    due.times -= 1;
    return due.fault.kind;
  }
}

/** The answer of a server in trouble; 429 and the secondary limit say when to come back. */
export function troubledReply(kind: number | 'secondary'): Reply {
  if (kind === 'secondary') {
    const message =
      'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.';
    const documentation_url =
      'https://docs.github.com/rest/overview/rate-limits-for-the-rest-api#about-secondary-rate-limits';
    return json(403, { message, documentation_url }, { 'retry-after': '1' });
  }
  return json(
    kind,
    { message: `Injected ${kind}` },
    kind === 429 || kind === 503 ? { 'retry-after': '1' } : {},
  );
}
