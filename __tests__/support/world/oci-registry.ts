// An OCI registry on loopback that speaks the real protocol, fails where a test says, and knows what it was asked.
import { createHash } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';

/** Answers a request itself (`true`), or leaves it to the registry. */
export type Fault = (request: http.IncomingMessage, response: http.ServerResponse) => boolean;

export interface OciRegistry {
  /** `127.0.0.1:<port>` */
  readonly host: string;
  /** `<method> <path>` of each request. */
  readonly asked: readonly string[];
  /** The Authorization header of each request, in the same order. */
  readonly authorizations: readonly (string | undefined)[];
  /** Bodies of requests to the token service. */
  readonly forms: readonly string[];
  /** By tag or digest. */
  readonly manifests: Map<string, { type: string; bytes: Buffer }>;
  readonly blobs: Map<string, Buffer>;
  /** One after the other, each for one request that it wants. */
  readonly faults: Fault[];
  /** What a client must show; none unless set. */
  guard?: { readonly challenge: string; readonly authorization: string };
  /** What the token service at `/token` answers. */
  token?: (request: http.IncomingMessage) => { status: number; body: string };
  referrersApi: boolean;
  /**
   * Whether a tag like `sha256-…` is taken for the digest, as GitLab's registry takes it (docs/reality.md, O26): until
   * somebody has put that tag, or always, which is not known of it.
   */
  dashIsColon?: 'until put' | 'always';
  close(): Promise<void>;
}

export const digestOf = (bytes: Buffer | string): string =>
  `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

export async function startRegistry(): Promise<OciRegistry> {
  const asked: string[] = [];
  const authorizations: (string | undefined)[] = [];
  const forms: string[] = [];
  const registry: OciRegistry = {
    host: '',
    asked,
    authorizations,
    forms,
    manifests: new Map(),
    blobs: new Map(),
    faults: [],
    referrersApi: true,
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections();
        server.close(() => {
          closed();
        });
      }),
  };
  const server = http.createServer((request, response) => {
    asked.push(`${request.method ?? ''} ${request.url ?? ''}`);
    authorizations.push(request.headers.authorization);
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const at = registry.faults.findIndex((fault) => fault(request, response));
      if (at >= 0) registry.faults.splice(at, 1);
      else answer(registry, request, response, Buffer.concat(chunks), forms);
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return Object.assign(registry, { host: `127.0.0.1:${(server.address() as AddressInfo).port}` });
}

function answer(
  registry: OciRegistry,
  request: http.IncomingMessage,
  response: http.ServerResponse,
  body: Buffer,
  forms: string[],
): void {
  const { pathname } = new URL(request.url ?? '', 'http://registry');
  if (pathname === '/token') {
    forms.push(body.toString());
    const { status, body: text } = registry.token?.(request) ?? { status: 404, body: '' };
    response.writeHead(status).end(text);
    return;
  }
  const { guard } = registry;
  if (guard && request.headers.authorization !== guard.authorization) {
    response.writeHead(401, { 'www-authenticate': guard.challenge }).end();
    return;
  }
  if (pathname === '/v2/') {
    response.writeHead(200).end('{}');
    return;
  }
  const [, kind = '', name = ''] = /^\/v2\/.+?\/(manifests|blobs|referrers)\/(.*)$/.exec(pathname) ?? [];
  if (kind === 'manifests') manifests(registry, request, response, name, body);
  else if (kind === 'referrers') referrers(registry, response, name);
  else blobs(registry, request, response, name, body);
}

function manifests(
  registry: OciRegistry,
  request: http.IncomingMessage,
  response: http.ServerResponse,
  name: string,
  body: Buffer,
): void {
  if (request.method === 'PUT') {
    const one = { type: request.headers['content-type'] ?? '', bytes: body };
    registry.manifests.set(name, one).set(digestOf(body), one);
    response.writeHead(201).end();
    return;
  }
  const asDigest = registry.dashIsColon && registry.manifests.get(name.replace(/^sha256-/, 'sha256:'));
  const asTag = registry.manifests.get(name);
  const found = registry.dashIsColon === 'always' ? asDigest : (asTag ?? asDigest);
  if (!found) {
    response.writeHead(404).end('{"errors":[{"code":"MANIFEST_UNKNOWN"}]}');
    return;
  }
  response
    .writeHead(200, {
      'content-type': found.type,
      'content-length': found.bytes.length,
      'docker-content-digest': digestOf(found.bytes),
    })
    .end(request.method === 'HEAD' ? undefined : found.bytes);
}

/** Every manifest whose `subject` is the digest, as the referrers API lists them. */
function referrers(registry: OciRegistry, response: http.ServerResponse, digest: string): void {
  if (!registry.referrersApi) {
    response.writeHead(404).end('404 page not found');
    return;
  }
  const list = [...registry.manifests]
    .filter(([name]) => name.startsWith('sha256:'))
    .flatMap(([name, { type, bytes }]) => {
      const { subject } = JSON.parse(bytes.toString()) as { subject?: { digest: string } };
      return subject?.digest === digest ? [{ mediaType: type, digest: name, size: bytes.length }] : [];
    });
  response
    .writeHead(200, { 'content-type': 'application/vnd.oci.image.index.v1+json' })
    .end(JSON.stringify({ schemaVersion: 2, manifests: list }));
}

function blobs(
  registry: OciRegistry,
  request: http.IncomingMessage,
  response: http.ServerResponse,
  name: string,
  body: Buffer,
): void {
  if (request.method === 'POST') {
    response.writeHead(202, { location: `${request.url ?? ''}one?_state=x` }).end();
    return;
  }
  if (request.method === 'DELETE') {
    response.writeHead(204).end();
    return;
  }
  if (request.method === 'PUT') {
    const digest = new URL(request.url ?? '', 'http://registry').searchParams.get('digest') ?? '';
    registry.blobs.set(digest, body);
    response.writeHead(digestOf(body) === digest ? 201 : 400).end();
    return;
  }
  const found = registry.blobs.get(name);
  response.writeHead(found === undefined ? 404 : 200).end(found);
}
