// What builds over nodes stand on: an engine, a registry that this process and the nodes reach over HTTP, and a gate for their steps.
import { mkdtemp, rm } from 'node:fs/promises';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pushBases } from '../parts/bases.ts';
import { dockerEnv } from '../parts/builder.ts';
import { hostAddress } from '../parts/buildkit-node.ts';
import { forward } from '../parts/forwarder.ts';
import { startRegistry } from '../parts/registry.ts';
import { openWorld } from '../runner/world.ts';
import type { NodeGround } from './node-builds.ts';

export interface OpenGround extends NodeGround {
  /** A Dockerfile of one step, which calls at the gate and goes on when it is answered. */
  readonly waitAtGate: string;
  /** Says what happens at the gate until the next. It is given the address of the one who calls. */
  readonly onGate: (at: (address: string) => Promise<void> | void) => void;
  readonly close: () => Promise<void>;
}

export async function openGround(): Promise<OpenGround> {
  const dir = await mkdtemp(join(tmpdir(), 'rehearsal-nodes-'));
  const parts = await openWorld(() => undefined);
  const store = await startRegistry(parts.tools, { dir: join(dir, 'registry') });
  const env = await dockerEnv(parts.engine, join(dir, 'docker'));
  const host = await hostAddress(parts.tools, env);
  const door = await forward(host, new URL(store.url));
  const registry = `${host}:${door.port}`;
  const [pushed = ''] = await pushBases(parts.tools, parts.bases, store.port);
  let atGate: (address: string) => Promise<void> | void = () => undefined;
  const gate = await openGate(host, (address) => atGate(address));
  const { port } = gate.address() as AddressInfo;
  return {
    ...{ parts, dir, env, registry },
    waitAtGate: `FROM ${pushed.replace('ghcr.io', registry)}\nRUN wget -q -O /dev/null http://${host}:${port}/\n`,
    onGate: (at) => {
      atGate = at;
    },
    close: async () => {
      gate.closeAllConnections();
      gate.close();
      await door.close();
      await store.stop();
      await parts.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}

async function openGate(host: string, at: (address: string) => Promise<void> | void): Promise<Server> {
  const server = createServer((request, response) => {
    const from = (request.socket.remoteAddress ?? '').replace('::ffff:', '');
    void Promise.resolve(at(from)).then(() => response.end('open'));
  });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  return server;
}
