// Platforms over real BuildKit daemons, each in a network namespace of its own, reached over TCP with TLS: what is down is named and left
// out, and a node that is killed or cut off in mid-build loses its build to another.
import { readlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import {
  type BuildkitNode,
  type NodeCertificates,
  nodeCertificates,
  startNode,
} from '../parts/buildkit-node.ts';
import { run } from '../parts/command.ts';
import { freePort } from '../parts/server.ts';
import { buildOver } from './node-builds.ts';
import { type OpenGround, openGround } from './node-ground.ts';
import { RELEASE_MS, SET_UP_MS } from './stage.ts';

let ground: OpenGround;
let certificates: NodeCertificates;
const nodes: BuildkitNode[] = [];

/** Who calls at the gate is told by the address. */
const onGate = (at: (node: BuildkitNode) => Promise<void> | void): void => {
  ground.onGate((address) => {
    const node = nodes.find((one) => one.address === address);
    return node === undefined ? undefined : at(node);
  });
};

const yaml = (
  node: Pick<BuildkitNode, 'endpoint'>,
  platforms: string,
  opts: object = certificates.client,
): string =>
  `- { platforms: "${platforms}", driver: remote, endpoint: "${node.endpoint}", driver-opts: ${JSON.stringify(opts)} }\n`;

const start = async (): Promise<BuildkitNode> => {
  const node = await startNode(ground.parts, ground.env, certificates, {
    ...{ name: `rehearsal-machine-${process.pid}-${nodes.length + 1}`, registries: [ground.registry] },
    progress: () => undefined,
  });
  nodes.push(node);
  return node;
};

beforeAll(async () => {
  ground = await openGround();
  certificates = await nodeCertificates(join(ground.dir, 'certificates'));
}, SET_UP_MS);
// An address that is free again may be the next node's.
afterEach(async () => {
  for (const node of nodes.splice(0)) await node.kill();
});
afterAll(() => ground.close(), SET_UP_MS);

test(
  'nodes in network namespaces of their own build side by side; one that is down and one that refuses us are named',
  async () => {
    const [one, two, three] = [await start(), await start(), await start()];
    const namespaces = await Promise.all(
      nodes.map(async ({ name }) => {
        const format = '{{.State.Pid}}';
        const pid = await run(ground.parts.tools.docker, ['inspect', '--format', format, name], {
          env: ground.env,
        });
        return readlink(`/proc/${pid.trim()}/ns/net`);
      }),
    );
    expect(new Set([...namespaces, await readlink('/proc/self/ns/net')]).size).toBe(4);

    const dead = { endpoint: `tcp://127.0.0.1:${await freePort()}` };
    const { servername = '', cacert = '' } = certificates.client;
    const bare = { servername, cacert };
    // Both are at the gate before either may go on: neither build waits for the other.
    const seen = new Map<string, () => void>();
    onGate(
      (node) =>
        new Promise((go) => {
          seen.set(node.name, go);
          if (seen.size === 2) for (const each of seen.values()) each();
        }),
    );
    const { build, warnings } = buildOver(
      ground,
      yaml(dead, 'linux/amd64') +
        yaml(one, 'linux/amd64', bare) +
        yaml(two, 'linux/amd64') +
        yaml(three, 'linux/arm64'),
      ground.waitAtGate,
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
const silence = { look: 1000 };

test(
  'one node is killed in mid-build, the next is cut off: both are named, and the third builds',
  async () => {
    const all = [await start(), await start(), await start()];
    const lost: BuildkitNode[] = [];
    onGate(async (node) => {
      if (lost.length === 2) return;
      await (lost.length === 0 ? node.kill() : node.cutOff());
      lost.push(node);
    });
    const { build, warnings } = buildOver(
      ground,
      all.map((node) => yaml(node, 'linux/amd64')).join(''),
      ground.waitAtGate,
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
    onGate((node) => (node === only ? lose(only) : undefined));
    const { build } = buildOver(
      ground,
      yaml(only, 'linux/amd64') + yaml(other, 'linux/arm64'),
      ground.waitAtGate,
      { platforms: 'linux/amd64,linux/arm64', silence },
    );
    await expect(build()).rejects.toThrow(
      new RegExp(`no node is left that builds linux/amd64: the node ${only.endpoint} is down: `),
    );
  },
  RELEASE_MS,
);

/** A cluster that does not answer: buildx reads the options of a node before it asks. */
async function kubeconfig(): Promise<string> {
  const file = join(ground.dir, 'kubeconfig');
  const cluster = { name: 'c', cluster: { server: `http://127.0.0.1:${await freePort()}` } };
  const context = { name: 'c', context: { cluster: 'c', user: 'u' } };
  const config = { clusters: [cluster], contexts: [context], users: [{ name: 'u', user: {} }] };
  await writeFile(
    file,
    JSON.stringify({ apiVersion: 'v1', kind: 'Config', 'current-context': 'c', ...config }),
  );
  return file;
}

test.each<[string, object, RegExp]>([
  [
    'are what its options are',
    {
      ...{ namespace: 'ci', replicas: 2, rootless: true, timeout: '1s', loadbalance: 'random' },
      ...{
        'requests.cpu': '500m',
        'limits.memory': '4Gi',
        'qemu.install': false,
        'env.HTTP_PROXY': 'http://p',
      },
      nodeselector: 'kubernetes.io/arch=arm64,pool=build',
      tolerations: 'key=arch,operator=Equal,value=arm64,effect=NoSchedule;key=spot,operator=Exists',
    },
    /error for bootstrap .*: connect: connection refused/,
  ],
  ['are refused by their name', { nodeselektor: 'a=b' }, /invalid driver option nodeselektor/],
  ['are refused by their value', { tolerations: 'kay=arch' }, /invalid tolaration/],
])(
  'the driver-opts of a kubernetes node %s, by the word of buildx itself',
  async (_, opts, why) => {
    const env = { ...ground.env, KUBECONFIG: await kubeconfig() };
    const node = `- { platforms: linux/arm64, driver: kubernetes, driver-opts: ${JSON.stringify(opts)} }\n`;
    const { build } = buildOver({ ...ground, env }, node, ground.waitAtGate, { platforms: 'linux/arm64' });
    await expect(build()).rejects.toThrow(
      new RegExp(
        `no node is left that builds linux/arm64: the node 1 \\(kubernetes, linux/arm64\\) is down: ${why.source}`,
      ),
    );
  },
  RELEASE_MS,
);
