// One TLS listener for every host, and one CONNECT proxy per run that leads to it and nowhere else.
import { type Server, createServer as createHttp } from 'node:http';
import { createServer as createTls } from 'node:https';
import { type Socket, connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Run } from '../run.ts';
import { type Link, type PipelineOptions, serve } from './pipeline.ts';
import type { TlsMaterial } from './tls.ts';

export interface Listener {
  /** Opens a proxy whose requests count as those of `run`; returns its URL. */
  readonly open: (run: Run) => Promise<string>;
  readonly stop: () => Promise<void>;
}

const LOOPBACK = /^(127\.\d+\.\d+\.\d+|localhost|::1)$/;

/** `known` says which hosts exist; any other is refused, so that nothing leaves the machine. */
export function listen(
  tls: TlsMaterial,
  known: (host: string) => boolean,
  options: PipelineOptions,
): Listener {
  const links = new Map<number, Link>();
  const proxies: Server[] = [];
  /** Whatever is open: a server waits for each, and those of a CONNECT are no longer known to it. */
  const sockets = new Set<Socket>();
  const active = new Set<Promise<void>>();
  // Never bound to a port: the proxies hand their sockets over.
  const inner = createTls({ key: tls.key, cert: tls.cert, keepAliveTimeout: 65_000 }, (request, response) => {
    const link = links.get(request.socket.remotePort ?? -1);
    if (link === undefined) {
      request.socket.destroy();
      return;
    }
    const served = serve(options, link, request, response)
      .catch((error: unknown) => {
        options.violation(`stand-in failed: ${String(error)}`);
        response.destroy();
      })
      .finally(() => active.delete(served));
    active.add(served);
  });
  inner.requestTimeout = 0;

  function refuse(run: Run, method: string, target: string, userAgent: string, socket?: Duplex): void {
    const [host = '', port = ''] = target.split(/:(?=\d+$)/);
    const call = options.log.begin({ run: run.name, method, host, path: `:${port}`, userAgent });
    options.log.end({ ...call, status: 403, requestBytes: 0, responseBytes: 0 });
    socket?.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
  }

  function tunnel(run: Run, target: string, userAgent: string, socket: Socket, head: Buffer): void {
    const [host = '', port = ''] = target.replace(/[[\]]/g, '').split(/:(?=\d+$)/);
    socket.on('error', () => socket.destroy());
    if (LOOPBACK.test(host)) {
      const onward = connect({ host, port: Number(port) }, () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
        if (head.length > 0) onward.write(head);
        onward.pipe(socket).pipe(onward);
      });
      onward.on('error', () => socket.destroy());
      socket.once('close', () => onward.destroy());
      return;
    }
    if (port !== '443' || !known(host.toLowerCase())) {
      refuse(run, 'CONNECT', target, userAgent, socket);
      return;
    }
    const remotePort = socket.remotePort ?? -1;
    links.set(remotePort, { run, raw: socket });
    socket.once('close', () => links.delete(remotePort));
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    if (head.length > 0) socket.unshift(head);
    inner.emit('connection', socket);
  }

  return {
    open: async (run) => {
      const proxy = createHttp((request, response) => {
        refuse(run, request.method ?? 'GET', request.headers.host ?? '', request.headers['user-agent'] ?? '');
        response.writeHead(403).end('only CONNECT to a host of the rehearsal\n');
      });
      proxy.on('connect', (request, socket: Socket, head: Buffer) => {
        tunnel(run, request.url ?? '', request.headers['user-agent'] ?? '', socket, head);
      });
      proxy.on('connection', (socket: Socket) => {
        sockets.add(socket);
        socket.once('close', () => sockets.delete(socket));
      });
      proxies.push(proxy);
      await new Promise<void>((resolve, reject) => {
        proxy.once('error', reject).listen(0, '127.0.0.1', resolve);
      });
      return `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
    },
    stop: async () => {
      const closed = proxies.map((proxy) => new Promise((resolve) => proxy.close(resolve)));
      for (const socket of sockets) socket.destroy();
      await Promise.all(closed);
      // What is being served ends by itself now that its connection is gone; a hook may take longer.
      await Promise.race([Promise.allSettled(active), sleep(2000, undefined, { ref: false })]);
    },
  };
}
