// Platforms over pods of a real Kubernetes cluster: a pod that is deleted comes back and builds again, a machine that is cut off loses its
// build to another, what does not start is named with a remedy, and nothing is left in the cluster.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { buildOver, type NodeBuild } from '../e2e/node-builds.ts';
import { type OpenGround, openGround } from '../e2e/node-ground.ts';
import { RELEASE_MS, SET_UP_MS } from '../e2e/stage.ts';
import { type ClusterGround, NAMESPACE, openCluster, type Pod, until } from './ground.ts';

let ground: OpenGround;
let own: ClusterGround;

const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

beforeAll(async () => {
  ground = await openGround();
  own = await openCluster(ground.parts, ground.dir, say);
  const config = join(ground.env['BUILDX_CONFIG'] ?? '', 'buildkitd.default.toml');
  await writeFile(config, `[registry.${JSON.stringify(ground.registry)}]\n  http = true\n`);
}, 2 * SET_UP_MS);
afterAll(async () => {
  await own.close();
  await ground.close();
}, SET_UP_MS);
afterEach(async () => {
  ground.onGate(() => undefined);
  expect(await own.objects()).toEqual([]);
});

const yaml = (platform: string, opts: Readonly<Record<string, string>>): string =>
  `- { platforms: "${platform}", driver: kubernetes, driver-opts: ${JSON.stringify({ namespace: NAMESPACE, ...opts })} }\n`;
const pool = (of: string): Readonly<Record<string, string>> => ({ nodeselector: `pool=${of}` });
const over = (nodes: string, kubeconfig: string, options: Parameters<typeof buildOver>[3] = {}): NodeBuild =>
  buildOver({ ...ground, env: { ...ground.env, KUBECONFIG: kubeconfig } }, nodes, ground.waitAtGate, options);

/** Told of the pod that builds, when its step calls. */
const onGate = (at: (pod: Pod) => Promise<void> | void): void => {
  ground.onGate(async (address) => {
    const pod = (await own.pods()).find((one) => one.address === address);
    if (pod !== undefined) await at(pod);
  });
};
const remove = async ({ name }: Pod): Promise<void> => {
  await own.cluster.kubectl(['--namespace', NAMESPACE, 'delete', 'pod', name, '--grace-period=1']);
};

test(
  'pods on the machines that their selectors name build side by side',
  async () => {
    const seen = new Map<string, () => void>();
    onGate(
      ({ machine }) =>
        new Promise((go) => {
          seen.set(machine, go);
          if (seen.size === 2) for (const each of seen.values()) each();
        }),
    );
    const nodes = yaml('linux/amd64', pool('amd64')) + yaml('linux/arm64', pool('arm64'));
    const { build, warnings, left } = over(nodes, own.kubeconfig, { platforms: 'linux/amd64,linux/arm64' });
    const built = await build();
    expect(built.map(({ image }) => image.platform.name)).toEqual(['linux/amd64', 'linux/arm64']);
    expect([...seen.keys()].sort()).toEqual(['machine-amd64', 'machine-arm64']);
    expect([warnings, left]).toEqual([[], []]);
  },
  RELEASE_MS,
);

describe('a pod that is deleted in mid-build', () => {
  test(
    'is replaced, and builds again, which is told',
    async () => {
      const built: string[] = [];
      onGate(async (pod) => {
        built.push(pod.name);
        if (built.length === 1) await remove(pod);
      });
      const { build, warnings, left } = over(yaml('linux/amd64', {}), own.kubeconfig);
      const [done] = await build();
      expect(done?.image.digest).toMatch(/^sha256:/);
      expect(new Set(built).size).toBe(2);
      expect(warnings).toEqual([
        'the node 1 (kubernetes, linux/amd64) was lost while it built, and came back: linux/amd64 is built there again',
      ]);
      expect(left).toEqual([]);
    },
    RELEASE_MS,
  );

  test(
    'is not waited for where another node names the platform',
    async () => {
      const built: string[] = [];
      onGate(async (pod) => {
        built.push(pod.machine);
        if (built.length === 1) await remove(pod);
      });
      const nodes = yaml('linux/amd64', pool('arm64')) + yaml('linux/amd64', pool('amd64'));
      const { build, warnings, left } = over(nodes, own.kubeconfig);
      await build();
      expect(built).toEqual(['machine-arm64', 'machine-amd64']);
      expect(warnings).toEqual(['the node 1 (kubernetes, linux/amd64) is down: stopped']);
      expect(left).toEqual([]);
    },
    RELEASE_MS,
  );

  test(
    'again and again ends the run, which names it',
    async () => {
      const built: string[] = [];
      onGate(async (pod) => {
        built.push(pod.name);
        await remove(pod);
      });
      const { build, left } = over(yaml('linux/amd64', {}), own.kubeconfig);
      await expect(build()).rejects.toThrow(
        'no node is left that builds linux/amd64: the node 1 (kubernetes, linux/amd64) is down: it was lost 3 times while it built',
      );
      expect(new Set(built).size).toBe(3);
      expect(left).toEqual([]);
    },
    RELEASE_MS,
  );
});

describe('a node that does not come up is named, and the run stops with a remedy', () => {
  const file = async (name: string, change: (text: string) => string): Promise<string> => {
    const path = own.cluster.admin.replace('admin.', `${name}.`);
    await writeFile(path, change(await readFile(own.cluster.admin, 'utf8')));
    return path;
  };
  test.each<[string, () => Promise<string>, Readonly<Record<string, string>>, RegExp, RegExp]>([
    [
      'whose user may not make it',
      () => own.cluster.kubeconfig('nobody', NAMESPACE),
      {},
      /deployments\.apps "\S+" is forbidden: User "nobody" cannot get resource "deployments"/,
      /^kubectl auth can-i get deployments\.apps --namespace ci --as nobody /,
    ],
    [
      'in a namespace that does not exist',
      () => Promise.resolve(own.cluster.admin),
      { namespace: 'nope' },
      /namespaces "nope" not found/,
      /^kubectl create namespace nope /,
    ],
    [
      'that fits on no machine',
      () => Promise.resolve(own.kubeconfig),
      { nodeselector: 'pool=riscv64', timeout: '5s' },
      /expected 1 replicas to be ready, got 0/,
      /^kubectl --namespace ci get events /,
    ],
    [
      'in a cluster that does not know us',
      () =>
        file('stranger', (text) =>
          text.replace(/"client-certificate":"[^"]*","client-key":"[^"]*"/, '"token":"worn-out"'),
        ),
      {},
      /Unauthorized/,
      /^kubectl auth whoami /,
    ],
    [
      'in a cluster that is gone',
      () => file('gone', (text) => text.replace(/https:\/\/[^"]*/, 'https://127.0.0.1:9')),
      {},
      /dial tcp 127\.0\.0\.1:9: connect: connection refused/,
      /^kubectl cluster-info /,
    ],
    [
      'in no cluster at all',
      () => Promise.resolve('/nowhere/kubeconfig'),
      {},
      /cannot determine Kubernetes namespace/,
      /^env: \{ KUBECONFIG: /,
    ],
  ])(
    '%s',
    async (_, kubeconfig, opts, why, remedy) => {
      const { build } = over(yaml('linux/amd64', opts), await kubeconfig());
      await expect(build()).rejects.toMatchObject({
        code: 'no-builder',
        message: expect.stringMatching(
          new RegExp(
            `^no node is left that builds linux/amd64: the node 1 \\(kubernetes, linux/amd64\\) is down: .*${why.source}`,
          ),
        ),
        hint: expect.stringMatching(remedy),
      });
      // The Deployment of a pod that fits nowhere is removed with its builder.
      expect(await own.objects()).toEqual([]);
    },
    RELEASE_MS,
  );
});

// The last: the machine does not come back.
test(
  'a machine that is cut off in mid-build loses it to another, and its Deployment goes all the same',
  async () => {
    const machine = own.cluster.machines.find(({ name }) => name === 'machine-arm64');
    const built: string[] = [];
    onGate(async (pod) => {
      built.push(pod.machine);
      if (pod.machine === machine?.name) await machine.cutOff();
    });
    const { build, warnings, left } = over(
      yaml('linux/amd64', pool('arm64')) + yaml('linux/amd64', pool('amd64')),
      own.kubeconfig,
      { silence: { look: 1000 } },
    );
    const [done] = await build();
    expect(done?.image.digest).toMatch(/^sha256:/);
    expect(built).toEqual(['machine-arm64', 'machine-amd64']);
    expect(warnings).toEqual([expect.stringMatching(/^the node 1 \(kubernetes, linux\/amd64\) is down: ./)]);
    expect(left).toEqual([]);
    // Nobody hears that the pod of the lost machine has ended; the other's goes.
    await until(own.pods, (pods) => pods.every((pod) => pod.machine === 'machine-arm64'));
  },
  RELEASE_MS,
);
