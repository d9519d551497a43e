// A machine of a Kubernetes cluster: a container with a kubelet and a containerd of its own, as kind makes them.
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DEFAULT_IMAGE } from './buildkit-image.ts';
import { silenceTo } from './buildkit-node.ts';
import { attempt, run } from './command.ts';
import { hostArch, packageDir, type Package } from './packages.ts';

/** Where things are on a machine. */
export const AT = {
  /** The cluster's folder: keys, configurations and images. */
  cluster: '/etc/rehearsal',
  /** The servers of Kubernetes. */
  kube: '/opt/kube',
  containerd: '/opt/containerd',
  cni: '/opt/cni',
  etcd: '/opt/etcd',
} as const;

const sid = (name: string): Package => ({ name, arch: hostArch(), suite: 'sid' });
export const CONTAINERD = sid('containerd');
export const CNI = sid('containernetworking-plugins');

/** The image of a pod's sandbox, which holds the pod's namespaces. */
export const PAUSE_IMAGE = 'docker.io/release-action-rehearsal/pause:1';

export interface ClusterMachine {
  readonly name: string;
  /** The last that its kubelet said. */
  readonly log: () => Promise<string>;
  /** Ends it, with all pods on it. */
  readonly kill: () => Promise<void>;
  /** Lets nothing of it out to these addresses: it lives on, and nobody hears of it. */
  readonly cutOff: () => Promise<void>;
}

/** What all machines of a cluster have in common. */
export interface MachineGround {
  readonly docker: string;
  readonly env: Readonly<Record<string, string>>;
  readonly image: string;
  readonly network: string;
  readonly dir: string;
  /** The folder of the servers' program. */
  readonly programs: string;
  /** The name of every container of the cluster begins with it. */
  readonly prefix: string;
  readonly subnet: string;
  readonly gateway: string;
  /** The address of the control plane. */
  readonly control: string;
}

export interface MachineOptions {
  readonly name: string;
  readonly address: string;
  /** The first and the last address of its pods. */
  readonly pods: readonly [first: string, last: string];
  readonly labels: Readonly<Record<string, string>>;
}

/**
 * What kubelet demands of the kernel. It would set them for the whole machine under the rehearsal: in its place it finds files
 * with these values there.
 */
const TUNABLES: Readonly<Record<string, number>> = {
  'vm/overcommit_memory': 1,
  'vm/panic_on_oom': 0,
  'kernel/panic': 10,
  'kernel/panic_on_oops': 1,
  'kernel/keys/root_maxkeys': 1_000_000,
  'kernel/keys/root_maxbytes': 25_000_000,
};

/** Starts a machine. Its keys are in the cluster's folder: `NAME.pem`, `NAME.key.pem` and `NAME.kubeconfig`. */
export async function startMachine(ground: MachineGround, options: MachineOptions): Promise<ClusterMachine> {
  const { docker, env, dir } = ground;
  const { name, address } = options;
  const container = `${ground.prefix}-${name}`;
  await writeFile(path.join(dir, `${name}.containerd.toml`), containerdConfig(name));
  await writeFile(path.join(dir, `${name}.kubelet.json`), kubeletConfig(name));
  await mkdir(path.join(dir, `${name}.cni`));
  await writeFile(path.join(dir, `${name}.cni`, 'pods.conflist'), cniConfig(ground, options.pods));
  const mounts = [
    [dir, AT.cluster],
    [ground.programs, AT.kube],
    [packageDir(CONTAINERD), AT.containerd],
    [packageDir(CNI), AT.cni],
  ];
  await run(
    docker,
    [
      ...['run', '--detach', '--init', '--privileged', '--cgroupns', 'private'],
      ...['--network', ground.network, '--ip', address, '--hostname', name, '--name', container],
      ...['--tmpfs', '/run:exec', '--volume', '/var/lib/containerd', '--volume', '/var/lib/kubelet'],
      ...mounts.flatMap(([from, to]) => ['--volume', `${from}:${to}:ro`]),
      ...['--env', `PATH=${AT.containerd}/usr/bin:${AT.kube}:/usr/bin:/bin`],
      ...['--entrypoint', `${AT.containerd}/usr/bin/containerd`, ground.image],
      ...['--config', `${AT.cluster}/${name}.containerd.toml`],
    ],
    { env },
  );
  const inside = (script: string): Promise<string> =>
    run(docker, ['exec', container, '/bin/sh', '-ec', script], { env });
  await inside(
    [
      'mount --make-rshared /',
      // kubelet looks users up for whom it would map others.
      'echo root:x:0:0:root:/root:/bin/sh > /etc/passwd; echo root:x:0: > /etc/group',
      '/bin/busybox mkdir -p /run/tunables',
      ...Object.entries(TUNABLES).map(([key, value], at) => {
        const file = `/run/tunables/${at}`;
        return `echo ${value} > ${file}; mount -o bind ${file} /proc/sys/${key}`;
      }),
      // A fact to wait for: containerd serves.
      'until ctr version > /dev/null 2>&1; do /bin/busybox usleep 50000; done',
      `ctr --namespace k8s.io images import ${AT.cluster}/images.tar > /dev/null`,
      // Under the name that buildx gives a pod.
      `ctr --namespace k8s.io images tag docker.io/${ground.image} docker.io/${DEFAULT_IMAGE} > /dev/null`,
    ].join('\n'),
  );
  const labels = Object.entries(options.labels).map(([key, value]) => `${key}=${value}`);
  const kubelet = [
    ...['kube', 'kubelet', `--config=${AT.cluster}/${name}.kubelet.json`],
    ...[`--kubeconfig=${AT.cluster}/${name}.kubeconfig`, `--hostname-override=${name}`],
    ...[`--node-ip=${address}`, ...(labels.length === 0 ? [] : [`--node-labels=${labels.join(',')}`])],
  ];
  const start = `exec ${kubelet.join(' ')} > /run/kubelet.log 2>&1`;
  await run(docker, ['exec', '--detach', container, '/bin/sh', '-c', start], { env });
  return {
    name,
    log: () => inside('/bin/busybox tail -n 8 /run/kubelet.log'),
    kill: async () => {
      await attempt(docker, ['rm', '--force', '--volumes', container], { env });
    },
    cutOff: async () => {
      for (const other of [ground.control, ground.gateway])
        await run(docker, ['exec', container, ...silenceTo(other)], { env });
    },
  };
}

function kubeletConfig(name: string): string {
  const at = (file: string): string => `${AT.cluster}/${file}`;
  return JSON.stringify({
    apiVersion: 'kubelet.config.k8s.io/v1beta1',
    kind: 'KubeletConfiguration',
    authentication: {
      anonymous: { enabled: false },
      webhook: { enabled: true },
      x509: { clientCAFile: at('ca.pem') },
    },
    authorization: { mode: 'Webhook' },
    tlsCertFile: at(`${name}.pem`),
    tlsPrivateKeyFile: at(`${name}.key.pem`),
    containerRuntimeEndpoint: 'unix:///run/containerd/containerd.sock',
    cgroupDriver: 'cgroupfs',
    // Of the machine below: old cgroups, or swap.
    failCgroupV1: false,
    failSwapOn: false,
    // The disk is shared with everything else on the machine below: how full it is is no matter of the cluster's.
    evictionHard: {},
    imageGCHighThresholdPercent: 100,
    imageGCLowThresholdPercent: 99,
    readOnlyPort: 0,
  });
}

export function containerdConfig(name: string): string {
  const runtime = 'plugins."io.containerd.cri.v1.runtime"';
  return [
    'version = 3',
    'root = "/var/lib/containerd"',
    'state = "/run/containerd"',
    '[grpc]',
    '  address = "/run/containerd/containerd.sock"',
    '[plugins."io.containerd.cri.v1.images".pinned_images]',
    `  sandbox = "${PAUSE_IMAGE}"`,
    `[${runtime}]`,
    // Root of a small virtual machine may lack CAP_SYS_RESOURCE, and no process is made less likely to be killed without it.
    '  restrict_oom_score_adj = true',
    `[${runtime}.cni]`,
    `  bin_dir = "${AT.cni}/usr/lib/cni"`,
    `  conf_dir = "${AT.cluster}/${name}.cni"`,
    `[${runtime}.containerd.runtimes.runc]`,
    '  runtime_type = "io.containerd.runc.v2"',
    `[${runtime}.containerd.runtimes.runc.options]`,
    '  BinaryName = "/usr/bin/runc"',
    '  SystemdCgroup = false',
    '',
  ].join('\n');
}

/** Pods are neighbours of the machines: the registry and the gate of a rehearsal see where they come from. */
function cniConfig(
  { subnet, gateway }: Pick<MachineGround, 'subnet' | 'gateway'>,
  [rangeStart, rangeEnd]: MachineOptions['pods'],
): string {
  return JSON.stringify({
    cniVersion: '1.0.0',
    name: 'rehearsal',
    plugins: [
      {
        type: 'macvlan',
        master: 'eth0',
        mode: 'bridge',
        ipam: {
          type: 'host-local',
          dataDir: '/run/cni-addresses',
          ranges: [[{ subnet, rangeStart, rangeEnd, gateway }]],
          routes: [{ dst: '0.0.0.0/0' }],
        },
      },
    ],
  });
}
