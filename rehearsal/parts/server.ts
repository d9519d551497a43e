// Starts a server on loopback, waits until it answers, and ends it.
import { spawn } from 'node:child_process';
import { open, readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Server {
  /** Waits until a GET of `url` is answered well; throws with the log's last lines when the program ends before. */
  answering(url: string): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a program that serves; its output goes to the file `log`. */
export async function startServer(
  file: string,
  args: readonly string[],
  options: { readonly log: string; readonly env?: Readonly<Record<string, string>> },
): Promise<Server> {
  const log = await open(options.log, 'a');
  const child = spawn(file, args, {
    stdio: ['ignore', log.fd, log.fd],
    env: { ...process.env, ...options.env },
  });
  await log.close();
  let over = false;
  const ended = new Promise<void>((resolve) => {
    for (const event of ['exit', 'error']) {
      child.once(event, () => {
        over = true;
        resolve();
      });
    }
  });
  return {
    async answering(url) {
      // Ten minutes for a machine that has much to do; a program that cannot start ends sooner.
      for (let tries = 0; tries < 24_000 && !over; tries++) {
        if (await answersWell(url)) return;
        await sleep(25);
      }
      const last = (await readFile(options.log, 'utf8')).trim().split('\n').slice(-4).join('\n');
      throw new Error(`${path.basename(file)} did not start at ${url}:\n${last}`);
    },
    async stop() {
      child.kill('SIGTERM');
      // Some wait for idle connections, whose other end may be this very process.
      const late = setTimeout(() => child.kill('SIGKILL'), 2000);
      await ended;
      clearTimeout(late);
    },
  };
}

function answersWell(url: string): Promise<boolean> {
  return fetch(url).then(
    (response) => response.ok,
    () => false,
  );
}

/** A port nobody listens on; taken by whoever binds it next. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => {
        resolve(port);
      });
    });
  });
}
