// A web server on loopback that answers GitHub's API from a script: each request must be the next one foreseen.
import http from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Reply {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** JSON, or bytes as they are. */
  readonly body?: unknown;
  /** Break the connection instead. */
  readonly reset?: boolean;
  /** Never answer. */
  readonly silent?: boolean;
  /** Break it after half of the body. */
  readonly truncate?: boolean;
}

export interface Request {
  /** `GET /repos/o/r/releases?per_page=100` */
  readonly line: string;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface GitHubServer {
  readonly origin: string;
  readonly requests: readonly Request[];
  /** The next request must be this one, and is answered so. */
  expect(line: string, reply?: Reply): void;
  /** @throws when a request came that was not foreseen, or one that was foreseen did not come. */
  done(): void;
  close(): Promise<void>;
}

export async function startGitHub(): Promise<GitHubServer> {
  const requests: Request[] = [];
  const script: { readonly line: string; readonly reply: Reply }[] = [];
  const surprises: string[] = [];
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      // Octokit leaves an `&` where an optional parameter of a URL template is missing.
      const line = `${request.method ?? ''} ${decodeURIComponent(request.url ?? '').replace(/&$/, '')}`;
      requests.push({ line, headers: request.headers, body: Buffer.concat(chunks) });
      const at = script.findIndex((step) => step.line === line);
      const [next] = at < 0 ? [] : script.splice(at, 1);
      if (!next) {
        surprises.push(line);
        response.writeHead(418).end('{"message":"not foreseen"}');
        return;
      }
      const { status = 200, headers = {}, body, reset, silent, truncate } = next.reply;
      if (silent) return;
      if (reset) {
        response.destroy();
        return;
      }
      const bytes = Buffer.isBuffer(body)
        ? body
        : Buffer.from(body === undefined ? '' : JSON.stringify(body));
      response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
      if (truncate) response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy());
      else response.end(bytes);
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    expect: (line, reply = {}) => {
      script.push({ line, reply });
    },
    done: () => {
      const unused = script.map(({ line }) => line);
      if (surprises.length + unused.length > 0) {
        throw new Error(
          `not foreseen: ${surprises.join('; ') || 'none'}\ndid not come: ${unused.join('; ') || 'none'}`,
        );
      }
    },
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections();
        server.close(() => {
          closed();
        });
      }),
  };
}
