// Passes one exchange on to a real server on loopback, streaming both ways.
import { Agent, type IncomingMessage, request as httpRequest } from 'node:http';
import type { Readable } from 'node:stream';
import { type Exchange, HttpError, type Reply, json } from './exchange.ts';

const HOP_BY_HOP = new Set([
  'connection',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
  'proxy-authorization',
]);
const agent = new Agent({ keepAlive: true });

/** The upstream's answer as a reply whose body is still to be read. */
export function forward(
  exchange: Exchange,
  upstream: { readonly port: number; readonly headers?: Readonly<Record<string, string>> },
  body?: Buffer,
): Promise<Reply & { readonly body: Readable }> {
  const headers: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(exchange.headers)) {
    if (value !== undefined && !HOP_BY_HOP.has(name) && name !== 'authorization' && name !== 'expect') {
      headers[name] = value;
    }
  }
  Object.assign(headers, upstream.headers);
  if (body !== undefined) headers['content-length'] = String(body.length);
  const hasBody =
    exchange.headers['transfer-encoding'] !== undefined ||
    Number(exchange.headers['content-length'] ?? 0) > 0;
  return new Promise((resolve, reject) => {
    const onward = httpRequest(
      {
        agent,
        host: '127.0.0.1',
        port: upstream.port,
        method: exchange.method,
        path: exchange.url.pathname + exchange.url.search,
        headers,
      },
      (answer: IncomingMessage) => {
        const kept = Object.entries(answer.headers).filter(
          (pair): pair is [string, string | string[]] => pair[1] !== undefined && !HOP_BY_HOP.has(pair[0]),
        );
        resolve({ status: answer.statusCode ?? 502, headers: Object.fromEntries(kept), body: answer });
      },
    );
    onward.on('error', (error) => {
      reject(
        new HttpError(json(502, { message: `no answer from 127.0.0.1:${upstream.port}: ${error.message}` })),
      );
    });
    if (body !== undefined) onward.end(body);
    else if (hasBody) {
      const stream = exchange.stream();
      stream.on('error', (error) => onward.destroy(error)).pipe(onward);
    } else onward.end();
  });
}
