// Passes connections to a port of ours on to a proxy, which may be another one later.
import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

export interface Forwarder {
  readonly port: number;
  /** Leads new connections to this proxy from now on, or nowhere; those that are open end. */
  lead(to: URL | undefined): void;
  close(): Promise<void>;
}

/** Listens on a free port of `address`. */
export async function forward(address: string, to?: URL): Promise<Forwarder> {
  let target = to;
  const open = new Set<Socket>();
  const server = createServer((from) => {
    if (target === undefined) {
      from.destroy();
      return;
    }
    const onward = connect(Number(target.port), target.hostname);
    const pair = [from, onward];
    for (const socket of pair) {
      open.add(socket);
      // Either side going away, in whatever manner, ends both.
      socket.on('error', () => undefined);
      socket.on('close', () => {
        open.delete(socket);
        for (const other of pair) other.destroy();
      });
    }
    from.pipe(onward).pipe(from);
  });
  const end = (): void => {
    for (const socket of open) socket.destroy();
  };
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, address, resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    lead: (next) => {
      target = next;
      end();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        end();
      }),
  };
}
