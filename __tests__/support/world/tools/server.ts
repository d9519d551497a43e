// A web server on loopback that says what it was asked, for downloads in tests.
import http from 'node:http';
import type { AddressInfo } from 'node:net';

export type Answer = (response: http.ServerResponse) => void;

export interface Server {
  readonly origin: string;
  /** `<path>` of each request, with `authorization: …` after it where the request showed one. */
  readonly asked: readonly string[];
  /** What is at each path; an unknown one is answered with 404. */
  readonly files: Map<string, Buffer | Answer>;
  close(): Promise<void>;
}

export async function startServer(): Promise<Server> {
  const asked: string[] = [];
  const files = new Map<string, Buffer | Answer>();
  const server = http.createServer((request, response) => {
    const { authorization } = request.headers;
    asked.push(
      `${request.url ?? ''}${authorization === undefined ? '' : ` authorization: ${authorization}`}`,
    );
    const file = files.get((request.url ?? '').replace(/\?.*$/, ''));
    if (typeof file === 'function') file(response);
    else response.writeHead(file === undefined ? 404 : 200).end(file);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    files,
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections();
        server.close(() => {
          closed();
        });
      }),
  };
}

export const redirectTo =
  (location: string): Answer =>
  (response) => {
    response.writeHead(302, { location }).end();
  };
