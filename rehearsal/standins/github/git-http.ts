// github.com's git side: clones and fetches through git's own http-backend; pushing is refused.
import { spawn } from 'node:child_process';
import { basename, dirname } from 'node:path';
import { type Exchange, type Reply, bytes } from '../core/exchange.ts';

// What GitHub's servers allow a client to ask for.
const CONFIG = {
  'safe.directory': '*',
  'uploadpack.allowFilter': 'true',
  'uploadpack.allowAnySHA1InWant': 'true',
};

function environmentOf({ method, url, headers }: Exchange, gitDir: string, path: string): NodeJS.ProcessEnv {
  const config = Object.entries(CONFIG).flatMap(([key, value], i) => [
    [`GIT_CONFIG_KEY_${i}`, key],
    [`GIT_CONFIG_VALUE_${i}`, value],
  ]);
  return {
    PATH: process.env['PATH'],
    GIT_PROJECT_ROOT: dirname(gitDir),
    GIT_HTTP_EXPORT_ALL: '1',
    PATH_INFO: `/${basename(gitDir)}${path}`,
    REQUEST_METHOD: method,
    QUERY_STRING: url.search.slice(1),
    REMOTE_ADDR: '127.0.0.1',
    CONTENT_TYPE: headers['content-type'] ?? '',
    ...(headers['content-length'] === undefined ? {} : { CONTENT_LENGTH: headers['content-length'] }),
    HTTP_CONTENT_ENCODING: headers['content-encoding'] ?? '',
    GIT_PROTOCOL: [headers['git-protocol'] ?? ''].flat()[0],
    GIT_CONFIG_COUNT: String(Object.keys(CONFIG).length),
    ...(Object.fromEntries(config) as Record<string, string>),
  };
}

/** Splits the head of a CGI answer from the first bytes of its body. */
function parseHead(head: string): { readonly status: number; readonly headers: Record<string, string> } {
  const headers: Record<string, string> = {};
  let status = 200;
  for (const line of head.split(/\r?\n/).filter(Boolean)) {
    const [name = '', value = ''] = line.split(/:\s*(.*)/);
    if (name.toLowerCase() === 'status') status = Number.parseInt(value, 10);
    else headers[name.toLowerCase()] = value;
  }
  return { status, headers };
}

/** `path`: what follows the repository's name, e.g. `/info/refs`. */
export function gitHttp(exchange: Exchange, gitDir: string, path: string): Promise<Reply> {
  const service = exchange.url.searchParams.get('service') ?? path.slice(1);
  if (service !== 'git-upload-pack') {
    return Promise.resolve(bytes(403, 'text/plain', 'The rehearsal takes no pushes.\n'));
  }
  const child = spawn('git', ['http-backend'], { env: environmentOf(exchange, gitDir, path) });
  const stderr: Buffer[] = [];
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
  // The backend may end before it has read all; that is no fault of ours.
  child.stdin.on('error', () => child.stdin.destroy());
  exchange.stream().pipe(child.stdin);
  return new Promise((resolve, reject) => {
    let head = Buffer.alloc(0);
    const onData = (chunk: Buffer) => {
      head = Buffer.concat([head, chunk]);
      const end = /\r?\n\r?\n/.exec(head.toString('latin1'));
      if (end === null) return;
      child.stdout.off('data', onData).pause();
      child.stdout.unshift(head.subarray(end.index + end[0].length));
      resolve({ ...parseHead(head.subarray(0, end.index).toString('latin1')), body: child.stdout });
    };
    child.stdout.on('data', onData);
    child.on('error', reject);
    child.stdout.on('end', () => {
      reject(new Error(`git http-backend gave no answer: ${Buffer.concat(stderr).toString()}`));
    });
  });
}
