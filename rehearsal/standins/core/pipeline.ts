// What happens to every request: number it, delay or spoil it if so planned, let a handler act, answer.
import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Run } from '../run.ts';
import { RequestBody, send, sendTruncated } from './body.ts';
import type { Call, CallLog } from './calls.ts';
import { type Exchange, type Handler, HttpError, type Reply, json } from './exchange.ts';
import { type FaultKind, type FaultPlan, troubledReply } from './faults.ts';

/**
 * Called (and awaited) right before the server acts, and right after it has acted but before the answer is
 * sent. A result of `'drop'` breaks the connection there and then; before: the server does not act.
 */
export type OnCall = (n: number, phase: 'before' | 'after', call: Call) => unknown;

/** The same for every call, as a network has it; or drawn from a seed, so that two runs at once interleave in a repeatable way. */
export type Latency = { readonly ms: number } | { readonly seed: number; readonly maxMs: number };

export interface PipelineOptions {
  readonly route: (host: string) => Handler | undefined;
  readonly log: CallLog;
  readonly faults: FaultPlan;
  readonly onCall?: OnCall | undefined;
  readonly latency?: Latency | undefined;
  /** Each connection is closed right behind its first answer, whether or not the client has read it. */
  readonly closing?: boolean | undefined;
  /** Told of every mistake of a client that the real world would not forgive, and of our own failures. */
  readonly violation: (text: string) => void;
}

/** The connection a request came through. */
export interface Link {
  readonly run: Run;
  readonly raw: Socket;
}

/** The same call of the same run with the same seed waits equally long. */
function delayOf(latency: Latency, call: Call): number {
  if ('ms' in latency) return latency.ms;
  const { seed, maxMs } = latency;
  let x = seed ^ Math.imul(call.n, 0x9e3779b1);
  for (const char of call.run) x = Math.imul(x ^ char.charCodeAt(0), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 15), 0xc2b2ae35);
  return ((x ^ (x >>> 13)) >>> 0) % Math.max(1, Math.round(maxMs));
}

/** Lets the handler act; whatever goes wrong becomes a reply. */
async function act(
  options: PipelineOptions,
  exchange: Exchange,
  fault: FaultKind | undefined,
): Promise<Reply> {
  if (typeof fault === 'number' || fault === 'secondary') return troubledReply(fault);
  const handler = options.route(exchange.host);
  if (handler === undefined) return json(421, { message: `no such host here: ${exchange.host}` });
  try {
    return await handler(exchange);
  } catch (error) {
    if (error instanceof HttpError) return error.reply;
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    // A client may go away in the middle of a body: killed, timed out. No fault of ours.
    if (!/broke off|premature close/i.test(text)) {
      options.violation(`stand-in failed on ${exchange.method} ${exchange.url.href}: ${text}`);
    }
    return json(500, { message: `stand-in failed: ${text}` });
  }
}

/** Serves one request from beginning to end. */
export async function serve(
  options: PipelineOptions,
  link: Link,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const began = performance.now();
  const { run } = link;
  if (options.closing === true) response.setHeader('connection', 'close');
  const host = (request.headers.host ?? 'localhost').replace(/:\d+$/, '').toLowerCase();
  const method = request.method ?? 'GET';
  const path = request.url ?? '/';
  const body = new RequestBody(request);
  const userAgent = request.headers['user-agent'] ?? '';
  const call = options.log.begin({ run: run.name, method, host, path, userAgent });
  const finish = (status: number, responseBytes = 0, fault?: string) => {
    const ms = Math.round(performance.now() - began);
    const sizes = { requestBytes: body.bytes, responseBytes };
    options.log.end({ ...call, ...sizes, ms, status, ...(fault === undefined ? {} : { fault }) });
  };
  const breakOff = (fault: string) => {
    if (!link.raw.destroyed) link.raw.resetAndDestroy();
    finish(0, 0, fault);
  };
  const told = async (phase: 'before' | 'after', known: Call) =>
    !run.observer && (await options.onCall?.(call.n, phase, known)) === 'drop';

  if (options.latency !== undefined && !run.observer) await sleep(delayOf(options.latency, call));
  if (await told('before', call)) {
    breakOff('drop');
    return;
  }
  const fault = run.observer ? undefined : options.faults.take(call);
  if (fault === 'reset') {
    breakOff(fault);
    return;
  }
  if (fault === 'timeout') {
    request.resume();
    if (!link.raw.destroyed) await once(link.raw, 'close');
    finish(0, 0, fault);
    return;
  }
  const exchange: Exchange = {
    method,
    host,
    url: new URL(`https://${host}${path}`),
    headers: request.headers,
    run,
    stream: () => body.stream(),
    body: () => body.whole(),
  };
  const reply = await act(options, exchange, fault);
  if (await told('after', { ...call, status: reply.status })) {
    breakOff('drop');
    return;
  }
  if (fault === 'lost' || reply.reset === true) {
    breakOff(fault === 'lost' ? fault : 'reset');
    return;
  }
  body.drain();
  if (fault === 'truncate') {
    const sent = await sendTruncated(reply, response, () => link.raw.destroy());
    finish(reply.status, sent, fault);
    return;
  }
  const sent = await send(reply, response, method === 'HEAD').catch(() => undefined);
  // Status 0 when the client went away before the end of the answer.
  finish(sent === undefined ? 0 : reply.status, sent, fault === undefined ? undefined : String(fault));
}
