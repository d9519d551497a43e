// A release whose platforms are built in a real Kubernetes cluster, by a user who may do there what the recipe says: it ends as one of a
// machine does, by the word of programs that know nothing of the action. One that the cluster refuses ends before anything is public.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { identityOf, SIGNATURE } from '../e2e/programs.ts';
import { errorsOf, openStage, publicWrites, RELEASE_MS, SET_UP_MS, type Stage } from '../e2e/stage.ts';
import type { JobOptions, JobResult } from '../runner/job.ts';
import { differences } from '../sweep/judge.ts';
import { snapshot } from '../sweep/snapshot.ts';
import {
  type ClusterBuilders,
  type ClusterGround,
  clusterBuilders,
  NAMESPACE,
  openCluster,
  type Pod,
  until,
} from './ground.ts';

let alone: Stage;
let stage: Stage;
let own: ClusterGround;
let builders: ClusterBuilders;

const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

beforeAll(async () => {
  [alone, stage] = [await openStage(), await openStage()];
  own = await openCluster(stage.site.world, stage.dir, say);
  builders = await clusterBuilders(stage.site.world.engine, own.cluster.gateway);
}, 2 * SET_UP_MS);
afterAll(async () => {
  await builders.close();
  await own.close();
  await stage.close();
  await alone.close();
}, SET_UP_MS);

/** What a release ships beside its image. */
const assets = { binaries: 'binary', files: 'README.md', sbom: 'auto' };

const node = (architecture: string, namespace: string): string => {
  const opts = {
    ...builders.driverOpts,
    namespace,
    nodeselector: `pool=${architecture}`,
  };
  return `- { platforms: linux/${architecture}, driver: kubernetes, driver-opts: ${JSON.stringify(opts)} }\n`;
};

const release = (
  kubeconfig: string,
  { namespace = NAMESPACE, ...more }: Partial<JobOptions> & { readonly namespace?: string } = {},
): Promise<JobResult> =>
  stage.release('v1.2.0', {
    with: { ...assets, 'builder-nodes': node('amd64', namespace) + node('arm64', namespace) },
    // The runner's own way to the world is a proxy; the cluster is beside it.
    env: { KUBECONFIG: kubeconfig, NO_PROXY: `127.0.0.1,localhost,${new URL(own.cluster.server).hostname}` },
    builders,
    ...more,
  });

test.each<[string, () => Promise<string>, string, RegExp, readonly string[]]>([
  [
    'to whom the cluster gives no right',
    () => own.cluster.kubeconfig('nobody', NAMESPACE),
    NAMESPACE,
    /User "nobody" cannot get resource "deployments" in API group "apps" in the namespace "ci"/,
    ['auth', 'can-i', 'get', 'deployments.apps', '--namespace', 'ci', '--as', 'nobody'],
  ],
  [
    'that names no namespace of the cluster',
    () => Promise.resolve(own.cluster.admin),
    'nope',
    /namespaces "nope" not found/,
    ['create', 'namespace', 'nope'],
  ],
])(
  'a release %s ends before anything is public, with a remedy',
  async (_, kubeconfig, namespace, why, remedy) => {
    const job = await release(await kubeconfig(), { namespace });
    expect(job.conclusion).toBe('failure');
    const said = errorsOf(job);
    expect(said).toMatch(/no node is left that builds linux\/amd64, linux\/arm64: the node 1 \(kubernetes, /);
    expect(said).toMatch(why);
    expect(`${said}\n${job.log.join('\n')}`).toContain(`kubectl ${remedy.join(' ')} `);
    expect(publicWrites(job.calls)).toEqual([]);
    expect([await own.objects(), await own.pods(), job.leftovers]).toEqual([[], [], []]);
    // The command is one: it says no, or mends what was wrong.
    const ran = await own.cluster.kubectl(remedy).catch((error: unknown) => String(error));
    expect(ran).toMatch(/\bno\b|namespace\/nope created/);
  },
  RELEASE_MS,
);

test(
  'a release over two machines of the cluster ends as one of a single machine does',
  async () => {
    const one = await alone.release('v1.2.0', { with: assets });
    expect(one.exitCode).toBe(0);

    let seen: Promise<readonly Pod[]> | undefined;
    const job = await release(own.kubeconfig, {
      onCall: async (call, phase) => {
        // BuildKit pushes: whatever builds is there.
        if (phase === 'before' && call.method === 'PUT' && call.host === 'ghcr.io')
          await (seen ??= own.pods());
      },
    });
    expect(errorsOf(job)).toBe('');
    expect(job).toMatchObject({
      conclusion: 'success',
      exitCode: 0,
      undeclared: [],
      orphans: 0,
      leftovers: [],
    });
    expect(job.annotations.filter(({ level }) => level !== 'notice')).toEqual(
      one.annotations.filter(({ level }) => level !== 'notice'),
    );
    expect((await seen)?.map(({ machine, app }) => [machine, app.slice(-7)]).sort()).toEqual([
      ['machine-amd64', '-node-1'],
      ['machine-arm64', '-node-2'],
    ]);
    expect(job.log.filter((line) => /^Start linux\/\w+: checked /.test(line))).toHaveLength(2);

    // After post.
    expect(await own.objects()).toEqual([]);
    await until(own.pods, (pods) => pods.length === 0);

    expect(stage.site.standIns.violations()).toEqual([]);
    expect(job.outputs['digest']).toBe(one.outputs['digest']);
    expect(differences(await snapshot(stage.site), await snapshot(alone.site))).toEqual([]);

    const { judges, site } = stage;
    const identity = identityOf(site, 'v1.2.0');
    const platforms = JSON.parse(job.outputs['platform-digests'] ?? '{}') as Readonly<Record<string, string>>;
    for (const digest of [job.outputs['digest'] ?? '', ...Object.values(platforms)]) {
      const ref = `${judges.image}@${digest}`;
      const signed = await judges.cosignVerify(ref, identity);
      expect([signed.code, signed.types]).toEqual([0, expect.arrayContaining([SIGNATURE])]);
      expect((await judges.cosignProvenance(ref, identity)).code).toBe(0);
      const stored = await judges.ghVerify(
        `oci://${ref}`,
        '--repo',
        site.repository,
        '--source-digest',
        job.sha,
      );
      expect([stored.code, stored.stderr]).toEqual([0, expect.any(String)]);
    }
    const verified = await stage.release('v1.2.0', { with: { mode: 'verify' } });
    expect(verified.exitCode).toBe(0);
  },
  2 * RELEASE_MS,
);
