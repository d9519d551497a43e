// GitHub behind a CONNECT proxy that closes: every asset is as long as its id says, streamed from memory. A program of its own
// is run in that world, since Node reads its certificate authorities once.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import { CallLog } from '../../../rehearsal/standins/core/calls.ts';
import type { Exchange, Reply } from '../../../rehearsal/standins/core/exchange.ts';
import { FaultPlan } from '../../../rehearsal/standins/core/faults.ts';
import { KeyStore } from '../../../rehearsal/standins/core/keys.ts';
import { listen } from '../../../rehearsal/standins/core/listener.ts';
import { tlsMaterial } from '../../../rehearsal/standins/core/tls.ts';
import { makeRun } from '../../../rehearsal/standins/run.ts';

export interface ClosingServer {
  /** Runs a TypeScript program behind the proxy; answers what it printed. */
  readonly inside: (program: string, ...args: readonly string[]) => Promise<string>;
  readonly stop: () => Promise<void>;
}

const storage = 'release-assets.githubusercontent.com';
const piece = Buffer.alloc(256 * 1024, 'asset');

function* pieces(size: number): Generator<Buffer> {
  for (let left = size; left > 0; left -= piece.length)
    yield left < piece.length ? piece.subarray(0, left) : piece;
}

/** SHA-256 (hex) of the asset of that many bytes. */
export function sumOf(size: number): string {
  const hash = createHash('sha256');
  for (const one of pieces(size)) hash.update(one);
  return hash.digest('hex');
}

function answer({ host, url }: Exchange): Reply {
  const size = Number(/\d+$/.exec(url.pathname)?.[0]);
  if (host !== storage) return { status: 302, headers: { location: `https://${storage}/${size}` } };
  const headers = { 'content-type': 'application/octet-stream', 'content-length': String(size) };
  return { status: 200, headers, body: Readable.from(pieces(size)) };
}

export async function startClosingServer(): Promise<ClosingServer> {
  const out = await mkdtemp(join(tmpdir(), 'closing-'));
  const tls = await tlsMaterial(new KeyStore(join(out, 'keys')), ['api.github.com', storage], out);
  const violations: string[] = [];
  const listener = listen(tls, () => true, {
    route: () => answer,
    log: new CallLog(join(out, 'calls')),
    faults: new FaultPlan([]),
    closing: true,
    violation: (text) => violations.push(text),
  });
  const proxy = await listener.open(
    makeRun({ event: 'push', ref: 'refs/tags/v1.2.0', sha: 'a'.repeat(40), runId: 1 }),
  );
  const env = { PATH: process.env['PATH'], HTTPS_PROXY: proxy, NODE_EXTRA_CA_CERTS: tls.caFile };
  return {
    inside: async (program, ...args) =>
      (await promisify(execFile)(process.execPath, [program, ...args], { env })).stdout,
    stop: async () => {
      await listener.stop();
      await rm(out, { recursive: true });
      if (violations.length > 0) throw new Error(violations.join('\n'));
    },
  };
}
