// A small Kubernetes cluster: etcd, API server, controllers and scheduler, and machines with kubelet and containerd. Each is a container
// of the rehearsal's engine, so that nothing of it is left when they are gone.
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ensureBuildkitImage } from './buildkit-image.ts';
import type { Progress } from './cache.ts';
import { type ClusterKeys, type Holder, clusterKeys } from './cluster-keys.ts';
import {
  AT,
  CNI,
  CONTAINERD,
  type ClusterMachine,
  type MachineGround,
  PAUSE_IMAGE,
  startMachine,
} from './cluster-machine.ts';
import { attempt, run } from './command.ts';
import type { Engine } from './engine.ts';
import { KUBERNETES } from './go-modules.ts';
import { buildGo } from './golang.ts';
import { fetchPackages, hostArch, packageDir, type Package } from './packages.ts';
import type { Tools } from './tools.ts';

export interface Cluster {
  /** `https://…` of the API server. */
  readonly server: string;
  /** The address of this machine as pods reach it. */
  readonly gateway: string;
  readonly machines: readonly ClusterMachine[];
  /** The kubeconfig of an administrator, who may do all. */
  readonly admin: string;
  /** Runs kubectl as that administrator. */
  readonly kubectl: (argv: readonly string[], input?: string) => Promise<string>;
  /** The kubeconfig of a user who may do what RBAC gives. */
  readonly kubeconfig: (user: string, namespace: string) => Promise<string>;
  readonly stop: () => Promise<void>;
}

export interface ClusterOptions {
  /** Begins the name of every container and of the network. */
  readonly name: string;
  /** Labels of each machine, by its name. */
  readonly machines: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly progress: Progress;
}

const sid = (name: string): Package => ({ name, arch: hostArch(), suite: 'sid' });
const ETCD = sid('etcd-server');
const KUBECTL = sid('kubectl');

/** Gets what a cluster is made of: minutes, once. */
export async function ensureCluster(progress: Progress): Promise<string> {
  await fetchPackages([ETCD, KUBECTL, CONTAINERD, CNI], progress);
  return buildGo(KUBERNETES, progress);
}

export async function startCluster(
  { tools, engine }: { readonly tools: Tools; readonly engine: Engine },
  env: Readonly<Record<string, string>>,
  options: ClusterOptions,
): Promise<Cluster> {
  const { name, progress } = options;
  const programs = await ensureCluster(progress);
  const image = await ensureBuildkitImage(tools, engine, progress);
  const dir = await mkdtemp(path.join(tmpdir(), 'rehearsal-cluster-'));
  const docker = (argv: readonly string[]): Promise<string> => run(tools.docker, argv, { env });
  const containers: string[] = [];
  const stop = async (): Promise<void> => {
    const all = [...containers, ...Object.keys(options.machines).map((one) => `${name}-${one}`)];
    await attempt(tools.docker, ['rm', '--force', '--volumes', ...all], { env });
    await attempt(tools.docker, ['network', 'rm', name], { env });
    await rm(dir, { recursive: true, force: true });
  };
  try {
    const place = await makeNetwork(name, (argv) => attempt(tools.docker, argv, { env }));
    const at = (offset: number, last: number): string => place.address(offset, last);
    const control = at(0, 10);
    const server = `https://${control}:6443`;
    const ground: MachineGround = {
      ...{ docker: tools.docker, env, image, network: name, dir, programs, prefix: name },
      ...{ subnet: place.subnet, gateway: place.gateway, control },
    };
    const keys = await makeKeys(dir, server, control);
    const machines = Object.entries(options.machines).map(([machine, labels], index) => ({
      ...{ name: machine, labels, address: at(0, 11 + index) },
      pods: [at(1 + index, 1), at(1 + index, 254)] as const,
    }));
    await keys.issueTo(machines.map(holderOf));
    for (const machine of machines) await keys.kubeconfig(holderOf(machine), { server });
    await saveImages(dir, image, docker, progress);
    progress('starting a Kubernetes cluster');
    await startControlPlane(ground, containers, docker);
    const admin = path.join(dir, 'admin.kubeconfig');
    const kubectl = (argv: readonly string[], input = ''): Promise<string> =>
      run(path.join(packageDir(KUBECTL), 'usr/bin/kubectl'), ['--kubeconfig', admin, ...argv], {
        // Its cache of what the API server serves goes with the cluster.
        env: { HOME: dir },
        input,
      });
    const started = await Promise.all(machines.map((machine) => startMachine(ground, machine)));
    await answering(() => kubectl(['get', '--raw', '/readyz']), 'the API server');
    for (const machine of started) {
      const ready = ['wait', '--for=condition=Ready', '--timeout=60s', `node/${machine.name}`];
      await answering(() => kubectl(ready), `the kubelet of ${machine.name}`, machine.log);
    }
    return {
      ...{ server, admin, gateway: place.gateway, machines: started, kubectl, stop },
      kubeconfig: (user, namespace) => keys.kubeconfig({ name: user, user }, { server, namespace }),
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

interface Place {
  readonly subnet: string;
  readonly gateway: string;
  /** @param offset of the third number from the subnet's own */
  readonly address: (offset: number, last: number) => string;
}

/** A network of the cluster's own, in the first range that is free: addresses can only be chosen in a range that is given. */
async function makeNetwork(
  name: string,
  docker: (argv: readonly string[]) => ReturnType<typeof attempt>,
): Promise<Place> {
  let why = '';
  for (let third = 0; third < 256; third += 16) {
    const address: Place['address'] = (offset, last) => `10.217.${third + offset}.${last}`;
    const [subnet, gateway] = [`${address(0, 0)}/20`, address(0, 1)];
    const { code, stderr } = await docker([
      'network',
      'create',
      '--subnet',
      subnet,
      '--gateway',
      gateway,
      name,
    ]);
    if (code === 0) return { subnet, gateway, address };
    why = stderr.trim();
  }
  throw new Error(`no network for a cluster: ${why}`);
}

const holderOf = ({ name, address }: { readonly name: string; readonly address: string }): Holder => ({
  ...{ name, user: `system:node:${name}`, group: 'system:nodes', addresses: [address] },
});

async function makeKeys(dir: string, server: string, control: string): Promise<ClusterKeys> {
  const keys = await clusterKeys(dir);
  await keys.issueTo([
    { name: 'apiserver', user: 'kube-apiserver', addresses: [control, '127.0.0.1', '10.96.0.1'] },
    { name: 'apiserver-kubelet', user: 'kube-apiserver-kubelet-client', group: 'system:masters' },
  ]);
  for (const [name, user, group] of [
    ['admin', 'admin', 'system:masters'],
    ['controllers', 'system:kube-controller-manager'],
    ['scheduler', 'system:kube-scheduler'],
  ] as const)
    await keys.kubeconfig({ name, user, ...(group === undefined ? {} : { group }) }, { server });
  return keys;
}

/** What the machines need of images, in one file: BuildKit's under the name that buildx asks for, and that of a pod's sandbox. */
async function saveImages(
  dir: string,
  image: string,
  docker: (argv: readonly string[]) => Promise<string>,
  progress: Progress,
): Promise<void> {
  progress('saving the images of a Kubernetes cluster');
  const root = path.join(dir, 'pause');
  await mkdir(path.join(root, 'bin'), { recursive: true });
  const busybox: Package = { name: 'busybox-static', arch: hostArch(), suite: 'bookworm' };
  await symlink(path.join(packageDir(busybox), 'bin/busybox'), path.join(root, 'bin/busybox'));
  const tar = path.join(dir, 'pause.tar');
  await run('tar', ['--dereference', '--owner=0', '--group=0', '-C', root, '-cf', tar, '.']);
  await docker(['import', '--change', 'ENTRYPOINT ["/bin/busybox", "sleep", "infinity"]', tar, PAUSE_IMAGE]);
  await docker(['save', '--output', path.join(dir, 'images.tar'), image, PAUSE_IMAGE]);
}

async function startControlPlane(
  ground: MachineGround,
  containers: string[],
  docker: (argv: readonly string[]) => Promise<string>,
): Promise<void> {
  const at = (file: string): string => `${AT.cluster}/${file}`;
  const pair = (role: string): readonly [string, string] => [at(`${role}.pem`), at(`${role}.key.pem`)];
  const first = `${ground.prefix}-etcd`;
  const start = async (name: string, network: readonly string[], argv: readonly string[]): Promise<void> => {
    const [program = '', ...args] = argv;
    const container = `${ground.prefix}-${name}`;
    containers.push(container);
    const mounts = [
      [ground.dir, AT.cluster],
      [ground.programs, AT.kube],
      [packageDir(ETCD), AT.etcd],
    ];
    await docker([
      ...['run', '--detach', '--name', container, ...network],
      ...mounts.flatMap(([from, to]) => ['--volume', `${from}:${to}:ro`]),
      ...['--tmpfs', '/var/lib/etcd', '--tmpfs', '/run', '--entrypoint', program, ground.image, ...args],
    ]);
  };
  await start(
    'etcd',
    ['--network', ground.network, '--ip', ground.control],
    [
      ...[`${AT.etcd}/usr/bin/etcd`, '--data-dir=/var/lib/etcd/data', '--unsafe-no-fsync'],
      ...['--listen-client-urls=http://127.0.0.1:2379', '--advertise-client-urls=http://127.0.0.1:2379'],
    ],
  );
  const beside = ['--network', `container:${first}`];
  const [tlsCert, tlsKey] = pair('apiserver');
  const [kubeletCert, kubeletKey] = pair('apiserver-kubelet');
  await start('apiserver', beside, [
    ...[`${AT.kube}/kube`, 'kube-apiserver', '--etcd-servers=http://127.0.0.1:2379'],
    ...[`--advertise-address=${ground.control}`, '--service-cluster-ip-range=10.96.0.0/24'],
    ...[
      '--authorization-mode=Node,RBAC',
      '--enable-admission-plugins=NodeRestriction',
      '--allow-privileged=true',
    ],
    ...[`--tls-cert-file=${tlsCert}`, `--tls-private-key-file=${tlsKey}`, `--client-ca-file=${at('ca.pem')}`],
    ...[`--kubelet-client-certificate=${kubeletCert}`, `--kubelet-client-key=${kubeletKey}`],
    ...[`--kubelet-certificate-authority=${at('ca.pem')}`, '--kubelet-preferred-address-types=InternalIP'],
    ...[
      `--service-account-key-file=${at('accounts.pub')}`,
      `--service-account-signing-key-file=${at('accounts.key.pem')}`,
    ],
    ...['--service-account-issuer=https://kubernetes.default.svc', '--cert-dir=/run'],
  ]);
  await start('controllers', beside, [
    ...[`${AT.kube}/kube`, 'kube-controller-manager', `--kubeconfig=${at('controllers.kubeconfig')}`],
    ...[`--service-account-private-key-file=${at('accounts.key.pem')}`, `--root-ca-file=${at('ca.pem')}`],
    ...['--use-service-account-credentials=true', '--leader-elect=false', '--cert-dir=/run'],
  ]);
  await start('scheduler', beside, [
    ...[`${AT.kube}/kube`, 'kube-scheduler', `--kubeconfig=${at('scheduler.kubeconfig')}`],
    ...['--leader-elect=false', '--cert-dir=/run'],
  ]);
}

/** Waits until something succeeds; five minutes, for a machine that has much to do. */
async function answering(
  ask: () => Promise<unknown>,
  what: string,
  log: () => Promise<string> = () => Promise.resolve(''),
): Promise<void> {
  const until = Date.now() + 300_000;
  for (;;) {
    try {
      await ask();
      return;
    } catch (error) {
      if (Date.now() > until) throw new Error(`${what} did not come up:\n${await log()}`, { cause: error });
    }
    await sleep(100);
  }
}
