// Downloads of tools: files from this machine under the addresses from which the world gets them.
import { createReadStream, existsSync, statSync } from 'node:fs';
import { type Handler, json } from './core/exchange.ts';

/** `host/path` (no scheme, no query) → file. */
export type Downloads = Readonly<Record<string, string>>;

/** The hosts that the downloads need. */
export function downloadHosts(downloads: Downloads): readonly string[] {
  return [...new Set(Object.keys(downloads).map((address) => address.split('/')[0] ?? ''))];
}

/** Serves what it has and leaves the rest to `next`. */
export function downloadHandler(downloads: Downloads, next?: Handler): Handler {
  return (exchange) => {
    const file = downloads[exchange.host + exchange.url.pathname];
    if (file === undefined || !existsSync(file)) {
      return next === undefined ? json(404, { message: 'Not Found' }) : next(exchange);
    }
    return {
      status: 200,
      headers: { 'content-type': 'application/octet-stream', 'content-length': String(statSync(file).size) },
      body: createReadStream(file),
    };
  };
}
