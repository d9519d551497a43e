// What builds in a Kubernetes cluster stand on: two machines, each with a label of its own, and a user who may do there what the recipe says
// that it needs.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Builder, buildkitConfig, dockerEnv } from '../parts/builder.ts';
import { type Cluster, startCluster } from '../parts/cluster.ts';
import type { Progress } from '../parts/cache.ts';
import type { Engine } from '../parts/engine.ts';
import { forward } from '../parts/forwarder.ts';
import type { Borrowing, KeptBuilders } from '../parts/kept-builder.ts';
import type { Tools } from '../parts/tools.ts';

export const NAMESPACE = 'ci';

export interface ClusterGround {
  readonly cluster: Cluster;
  /** The kubeconfig of `ci`. */
  readonly kubeconfig: string;
  /** The pods of builders, wherever they are in their lives. */
  readonly pods: () => Promise<readonly Pod[]>;
  /** What there is of builders beside pods, as kind/name. */
  readonly objects: () => Promise<readonly string[]>;
  readonly close: () => Promise<void>;
}

export interface Pod {
  readonly name: string;
  readonly machine: string;
  readonly address: string;
  /** The Deployment that it is of. */
  readonly app: string;
}

interface PodList {
  readonly items: readonly {
    readonly metadata: { readonly name: string; readonly labels: { readonly app: string } };
    readonly spec: { readonly nodeName?: string };
    readonly status: { readonly podIP?: string };
  }[];
}

export async function openCluster(
  parts: { readonly tools: Tools; readonly engine: Engine },
  dir: string,
  progress: Progress,
): Promise<ClusterGround> {
  const env = await dockerEnv(parts.engine, join(dir, 'cluster-docker'));
  const cluster = await startCluster(parts, env, {
    name: `rehearsal-cluster-${process.pid}`,
    // Both are of this processor, and kubelet lets nobody say otherwise: BuildKit emulates the other, as on a hosted runner (R1).
    machines: { 'machine-amd64': { pool: 'amd64' }, 'machine-arm64': { pool: 'arm64' } },
    progress,
  });
  const { kubectl } = cluster;
  try {
    await kubectl(['create', 'namespace', NAMESPACE]);
    await kubectl(['apply', '--filename', '-'], await roleOfRecipe());
    // Without it no pod is made there.
    await kubectl([
      '--namespace',
      NAMESPACE,
      'wait',
      '--for=create',
      '--timeout=60s',
      'serviceaccount/default',
    ]);
    const own = ['--namespace', NAMESPACE, 'get', '--output'];
    return {
      cluster,
      kubeconfig: await cluster.kubeconfig('ci', NAMESPACE),
      pods: async () => {
        const { items } = JSON.parse(await kubectl([...own, 'json', 'pods'])) as PodList;
        return items.map(({ metadata: { name, labels }, spec, status }) => ({
          ...{ name, app: labels.app, machine: spec.nodeName ?? '', address: status.podIP ?? '' },
        }));
      },
      objects: async () => {
        const text = await kubectl([...own, 'name', 'deployments,statefulsets,replicasets,configmaps']);
        // Every namespace has this one.
        return text.split('\n').filter((one) => one !== '' && one !== 'configmap/kube-root-ca.crt');
      },
      close: cluster.stop,
    };
  } catch (error) {
    await cluster.stop();
    throw error;
  }
}

/** The Role and its binding, as the recipe shows them. */
export async function roleOfRecipe(): Promise<string> {
  const recipe = await readFile(join(import.meta.dirname, '../../docs/recipes/native-runners.md'), 'utf8');
  const blocks = [...recipe.matchAll(/^```yaml\n(.*?)^```$/gms)].map(([, block = '']) => block);
  const role = blocks.filter((block) => /^kind: Role(?:Binding)?$/m.test(block));
  if (role.length !== 2) throw new Error('the recipe shows no Role and its binding');
  return role.join('---\n');
}

/** Waits for a fact; five minutes at most. */
export async function until<T>(ask: () => Promise<T>, holds: (seen: T) => boolean): Promise<T> {
  const end = Date.now() + 300_000;
  for (;;) {
    const seen = await ask();
    if (holds(seen)) return seen;
    if (Date.now() > end) throw new Error(`it did not come so far: ${JSON.stringify(seen)}`);
    await sleep(200);
  }
}

/** What a job of the rehearsal needs for its builders to be in a cluster: they are made by the action, and reach the world as its job does. */
export interface ClusterBuilders extends KeptBuilders {
  /** Driver options with which BuildKit reaches the world. */
  readonly driverOpts: Readonly<Record<string, string>>;
}

export async function clusterBuilders(engine: Engine, gateway: string): Promise<ClusterBuilders> {
  const [proxy, hub] = [await forward(gateway), await forward(gateway)];
  const url = `http://${gateway}:${proxy.port}`;
  return {
    driverOpts: { 'env.HTTPS_PROXY': url, 'env.HTTP_PROXY': url, 'env.NO_PROXY': gateway },
    borrow: async (job: Borrowing): Promise<Builder> => {
      const env = await dockerEnv(engine, job.configDir);
      proxy.lead(new URL(job.proxy));
      hub.lead(job.hub === undefined ? undefined : new URL(`http://${job.hub}`));
      // buildx hands this to every BuildKit that it starts: in a cluster as a ConfigMap.
      await writeFile(
        join(env['BUILDX_CONFIG'] ?? '', 'buildkitd.default.toml'),
        buildkitConfig(job.ca, ['ghcr.io'], `${gateway}:${hub.port}`),
      );
      return {
        ...{ name: 'auto', env },
        stop: () => {
          proxy.lead(undefined);
          hub.lead(undefined);
          return Promise.resolve();
        },
      };
    },
    close: async () => {
      await Promise.all([proxy.close(), hub.close()]);
    },
  };
}
