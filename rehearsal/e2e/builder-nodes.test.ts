// Platforms over real BuildKit daemons, each in a network namespace of its own, reached over TCP with TLS: what is down is named and left
// out, and a node that is killed or cut off in mid-build loses its build to another.
import { mkdtemp, readlink, rm } from 'node:fs/promises';
import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { pushBases } from '../parts/bases.ts';
import { dockerEnv } from '../parts/builder.ts';
import {
  type BuildkitNode,
  type NodeCertificates,
  hostAddress,
  nodeCertificates,
  startNode,
} from '../parts/buildkit-node.ts';
import { run } from '../parts/command.ts';
import { type Forwarder, forward } from '../parts/forwarder.ts';
import { type Registry, startRegistry } from '../parts/registry.ts';
import { freePort } from '../parts/server.ts';
import { openWorld, type World as Parts } from '../runner/world.ts';
import { type NodeGround, buildOver } from './node-builds.ts';
import { RELEASE_MS, SET_UP_MS } from './stage.ts';

let parts: Parts;
let store: Registry;
let door: Forwarder;
let dir: string;
let ground: NodeGround;
let certificates: NodeCertificates;
let base: string;
let gate: Server;
let atGate: (node: BuildkitNode) => Promise<void> | void = () => undefined;
const nodes: BuildkitNode[] = [];

/** A step of a build calls here, and goes on when it is answered. Who calls is told by the address. */
async function openGate(address: string): Promise<Server> {
  const server = createServer((request, response) => {
    const from = request.socket.remoteAddress?.replace('::ffff:', '');
    const node = nodes.find((one) => one.address === from);
    void Promise.resolve(node === undefined ? undefined : atGate(node)).then(() => response.end('open'));
  });
  await new Promise<void>((resolve) => server.listen(0, address, resolve));
  return server;
}

const waitAtGate = (): string =>
  `FROM ${base}\nRUN wget -q -O /dev/null http://${(gate.address() as AddressInfo).address}:${(gate.address() as AddressInfo).port}/\n`;

const yaml = (
  node: Pick<BuildkitNode, 'endpoint'>,
  platforms: string,
  opts: object = certificates.client,
): string =>
  `- { platforms: "${platforms}", driver: remote, endpoint: "${node.endpoint}", driver-opts: ${JSON.stringify(opts)} }\n`;

const start = async (): Promise<BuildkitNode> => {
  const node = await startNode(parts, ground.env, certificates, {
    ...{ name: `rehearsal-machine-${process.pid}-${nodes.length + 1}`, registries: [ground.registry] },
    progress: () => undefined,
  });
  nodes.push(node);
  return node;
};

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'rehearsal-network-'));
  parts = await openWorld(() => undefined);
  store = await startRegistry(parts.tools, { dir: join(dir, 'registry') });
  const env = await dockerEnv(parts.engine, join(dir, 'docker'));
  const host = await hostAddress(parts.tools, env);
  door = await forward(host, new URL(store.url));
  ground = { parts, dir, env, registry: `${host}:${door.port}` };
  const [pushed = ''] = await pushBases(parts.tools, parts.bases, store.port);
  base = pushed.replace('ghcr.io', ground.registry);
  certificates = await nodeCertificates(join(dir, 'certificates'));
  gate = await openGate(host);
}, SET_UP_MS);
// An address that is free again may be the next node's.
afterEach(async () => {
  for (const node of nodes.splice(0)) await node.kill();
});
afterAll(async () => {
  gate.closeAllConnections();
  gate.close();
  await door.close();
  await store.stop();
  await parts.close();
  await rm(dir, { recursive: true, force: true });
}, SET_UP_MS);

test(
  'nodes in network namespaces of their own build side by side; one that is down and one that refuses us are named',
  async () => {
    const [one, two, three] = [await start(), await start(), await start()];
    const namespaces = await Promise.all(
      nodes.map(async ({ name }) => {
        const format = '{{.State.Pid}}';
        const pid = await run(parts.tools.docker, ['inspect', '--format', format, name], { env: ground.env });
        return readlink(`/proc/${pid.trim()}/ns/net`);
      }),
    );
    expect(new Set([...namespaces, await readlink('/proc/self/ns/net')]).size).toBe(4);

    const dead = { endpoint: `tcp://127.0.0.1:${await freePort()}` };
    const { servername = '', cacert = '' } = certificates.client;
    const bare = { servername, cacert };
    // Both are at the gate before either may go on: neither build waits for the other.
    const seen = new Map<string, () => void>();
    atGate = (node) =>
      new Promise((go) => {
        seen.set(node.name, go);
        if (seen.size === 2) for (const each of seen.values()) each();
      });
    const { build, warnings } = buildOver(
      ground,
      yaml(dead, 'linux/amd64') +
        yaml(one, 'linux/amd64', bare) +
        yaml(two, 'linux/amd64') +
        yaml(three, 'linux/arm64'),
      waitAtGate(),
      { platforms: 'linux/amd64,linux/arm64' },
    );
    const built = await build();
    expect(built.map(({ image }) => image.platform.name)).toEqual(['linux/amd64', 'linux/arm64']);
    expect([...seen.keys()].sort()).toEqual([two.name, three.name]);
    expect(warnings).toEqual([
      expect.stringMatching(`^the node ${dead.endpoint} is down: .`),
      expect.stringMatching(`^the node ${one.endpoint} is down: .`),
    ]);
  },
  RELEASE_MS,
);

/** As looks at a silent build go here: a node that is cut off prints nothing more. */
const silence = { look: 1000, longest: 600_000 };

test(
  'one node is killed in mid-build, the next is cut off: both are named, and the third builds',
  async () => {
    const all = [await start(), await start(), await start()];
    const lost: BuildkitNode[] = [];
    atGate = async (node) => {
      if (lost.length === 2) return;
      await (lost.length === 0 ? node.kill() : node.cutOff());
      lost.push(node);
    };
    const { build, warnings } = buildOver(
      ground,
      all.map((node) => yaml(node, 'linux/amd64')).join(''),
      waitAtGate(),
      { silence },
    );
    const [built] = await build();
    expect(built?.image.digest).toMatch(/^sha256:/);
    expect(lost).toHaveLength(2);
    expect(warnings.map((warning) => /^the node (\S+) is down: ./.exec(warning)?.[1])).toEqual(
      lost.map(({ endpoint }) => endpoint),
    );
  },
  RELEASE_MS,
);

test.each([
  ['killed', (node: BuildkitNode) => node.kill()],
  ['cut off', (node: BuildkitNode) => node.cutOff()],
])(
  'the run stops, naming it, where the only node of a platform is %s in mid-build',
  async (_, lose) => {
    const [only, other] = [await start(), await start()];
    atGate = (node) => (node === only ? lose(only) : undefined);
    const { build } = buildOver(
      ground,
      yaml(only, 'linux/amd64') + yaml(other, 'linux/arm64'),
      waitAtGate(),
      { platforms: 'linux/amd64,linux/arm64', silence },
    );
    await expect(build()).rejects.toThrow(
      new RegExp(`no node is left that builds linux/amd64: the node ${only.endpoint} is down: `),
    );
  },
  RELEASE_MS,
);
