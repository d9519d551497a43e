import { describe, expect, test } from '@jest/globals';
import { buildAll } from '../../../src/steps/prepare/image.ts';
import { makeBuilders } from '../../../src/steps/prepare/builder.ts';
import { ReleaseError } from '../../../src/errors.ts';
import type { Buildx } from '../../../src/world/docker/buildx.ts';
import type { NodeState } from '../../../src/world/docker/node-states.ts';
import type { World } from '../../../src/world/world.ts';
import { memoryRegistry, quickSteps, strict } from '../../support/fakes.ts';
import { inputsOf, planOf } from '../../support/samples.ts';

const node = (platforms: string, host: string): string =>
  `- { platforms: "${platforms}", driver: remote, endpoint: "tcp://${host}:1" }\n`;
const raw = {
  'builder-nodes': node('linux/amd64', 'amd') + node('linux/arm64', 'arm-1') + node('linux/arm64', 'arm-2'),
};
const plan = planOf('v1.2.0', { raw });

interface Told {
  /** Nodes that are down from the start. */
  readonly down?: readonly number[];
  /** By platform: the node that its first build brings down. */
  readonly lostBy?: Readonly<Record<string, number>>;
  readonly refused?: readonly number[];
  /** Nodes that run again once they are started. */
  readonly startable?: readonly number[];
  /** By platform: how often its build loses the connection, to a node that runs again by then. */
  readonly broken?: Readonly<Record<string, number>>;
  readonly raw?: Readonly<Record<string, string>>;
}

function over({ down = [], lostBy = {}, refused = [], startable = [], broken = {}, raw: given = raw }: Told) {
  const calls: string[] = [];
  const dead = new Set(down);
  const left = new Set<string>();
  const registry = memoryRegistry();
  const lost = new Set<string>();
  const breaks = new Map(Object.entries(broken));
  const states = (name: string): readonly NodeState[] =>
    inputsOf(given)
      .builderNodes.map((_, at) => at + 1)
      .filter((at) => !refused.includes(at))
      .map((at): NodeState => {
        const own = `${name}-node-${at}`;
        return dead.has(at) ? { name: own, down: 'inactive', isStopped: true } : { name: own };
      })
      .filter((one) => !left.has(one.name));
  const { it: buildx } = strict<Buildx>('buildx', {
    createNodes: (_, nodes) => {
      calls.push(`create ${nodes.length}`);
      return Promise.resolve(refused.map((at) => ({ name: `b-node-${at}`, down: 'no route to host' })));
    },
    startNodes: (name) => {
      calls.push('start');
      for (const at of startable) dead.delete(at);
      return Promise.resolve(states(name));
    },
    nodes: (name) => Promise.resolve(states(name)),
    assign: (_, name, platforms) => {
      calls.push(`${platforms.map((one) => one.name).join(' ')} to ${name.slice(-1)}`);
      return Promise.resolve(undefined);
    },
    leave: (_, name, to) => {
      left.add(name);
      calls.push(`leave ${name.slice(-1)} for ${to}`);
      return Promise.resolve();
    },
    build: (_, __, { name }) => {
      calls.push(`build ${name}`);
      const at = lostBy[name];
      if (at !== undefined && !lost.has(name)) {
        lost.add(name);
        dead.add(at);
        return Promise.reject(new ReleaseError('closing transport', { hint: 'x' }));
      }
      const left = breaks.get(name) ?? 0;
      if (left > 0) {
        breaks.set(name, left - 1);
        const said =
          'ERROR: failed to build: failed to receive status: rpc error: code = Unavailable desc = EOF';
        return Promise.reject(new ReleaseError(said, { hint: 'x' }));
      }
      const digest = registry.add(
        { layers: [{ size: 1 }], of: name },
        'application/vnd.oci.image.manifest.v1+json',
      );
      return Promise.resolve(digest);
    },
  });
  const steps = quickSteps({ attempts: 1 });
  const kept: string[] = [];
  const warnings: string[] = [];
  const builders = makeBuilders({
    ...{ inputs: inputsOf(given), own: 'b', buildx, steps },
    keep: (name) => kept.push(name),
  });
  const world = { buildx, registry } as unknown as World;
  const build = () =>
    buildAll({ plan, world, steps }, plan.platforms, builders.ready, (warning) => warnings.push(warning));
  return { build, calls, kept, warnings };
}

describe('platforms over nodes', () => {
  test('are built side by side by one builder, which the run remembers to remove', async () => {
    const { build, calls, kept, warnings } = over({});
    expect(await build()).toHaveLength(2);
    expect(calls).toEqual([
      ...['create 3', 'start', 'linux/amd64 to 1', 'linux/arm64 to 2'],
      ...['build linux/amd64', 'build linux/arm64'],
    ]);
    expect([kept, warnings]).toEqual([['b'], []]);
  });

  test('are built by others where a node is down, which is named', async () => {
    const { build, calls, warnings } = over({ down: [2] });
    expect(await build()).toHaveLength(2);
    expect(calls).toEqual([
      'create 3',
      'start',
      'leave 2 for b-lost',
      ...['linux/amd64 to 1', 'linux/arm64 to 3'],
      'build linux/amd64',
      'build linux/arm64',
    ]);
    expect(warnings).toEqual(['the node tcp://arm-1:1 is down: inactive']);
  });

  test('are built by others where buildx has not taken a node into the builder', async () => {
    const { build, calls, warnings } = over({ refused: [2] });
    expect(await build()).toHaveLength(2);
    expect(calls).toEqual([
      ...['create 3', 'start', 'linux/amd64 to 1', 'linux/arm64 to 3'],
      ...['build linux/amd64', 'build linux/arm64'],
    ]);
    expect(warnings).toEqual(['the node tcp://arm-1:1 is down: no route to host']);
  });

  test('stop the run before it builds where no other node has them', async () => {
    const { build, calls } = over({ down: [1] });
    await expect(build()).rejects.toThrow(
      'no node is left that builds linux/amd64: the node tcp://amd:1 is down: inactive',
    );
    expect(calls).toEqual(['create 3', 'start']);
  });

  test('are built again by another when a node is lost in mid-build', async () => {
    const { build, calls, warnings } = over({ lostBy: { 'linux/arm64': 2 } });
    expect(await build()).toHaveLength(2);
    expect(calls.slice(4)).toEqual([
      'build linux/amd64',
      'build linux/arm64',
      'leave 2 for b-lost',
      ...['linux/amd64 to 1', 'linux/arm64 to 3'],
      'build linux/arm64',
    ]);
    expect(warnings).toEqual(['the node tcp://arm-1:1 is down: inactive']);
  });

  test('stop the run where the only node is lost in mid-build', async () => {
    const { build } = over({ lostBy: { 'linux/amd64': 1 } });
    await expect(build()).rejects.toThrow(
      'no node is left that builds linux/amd64: the node tcp://amd:1 is down',
    );
  });

  test('fail as any build does where all nodes are there', async () => {
    const { build } = over({ lostBy: { 'linux/amd64': 99 } });
    await expect(build()).rejects.toThrow('closing transport');
  });

  test('of which one is lost and comes back are built there again, which is told', async () => {
    const { build, calls, kept, warnings } = over({ broken: { 'linux/amd64': 1 } });
    expect(await build()).toHaveLength(2);
    expect(calls.slice(4)).toEqual(['build linux/amd64', 'build linux/arm64', 'build linux/amd64']);
    expect(warnings).toEqual([
      'the node tcp://amd:1 was lost while it built, and came back: linux/amd64 is built there again',
    ]);
    expect(kept).toEqual(['b']);
  });

  test('go to another node where the first is lost again and again', async () => {
    const { build, calls, kept, warnings } = over({ broken: { 'linux/arm64': 3 } });
    expect(await build()).toHaveLength(2);
    expect(calls.filter((call) => /arm64|leave/.test(call))).toEqual([
      'linux/arm64 to 2',
      ...Array<string>(3).fill('build linux/arm64'),
      ...['leave 2 for b-lost', 'linux/arm64 to 3', 'build linux/arm64'],
    ]);
    expect(warnings.at(-1)).toBe('the node tcp://arm-1:1 is down: it was lost 3 times while it built');
    expect(kept).toEqual(['b', 'b-lost']);
  });

  test('stop the run where the only node is lost again and again', async () => {
    const { build, calls } = over({ broken: { 'linux/amd64': 99 } });
    await expect(build()).rejects.toThrow(
      'no node is left that builds linux/amd64: the node tcp://amd:1 is down: it was lost 3 times while it built',
    );
    expect(calls.filter((call) => call === 'build linux/amd64')).toHaveLength(3);
  });
});

describe('nodes that buildx starts', () => {
  const one = (platforms: string, pool: string): string =>
    `- { platforms: "${platforms}", driver: kubernetes, driver-opts: { nodeselector: "pool=${pool}" } }\n`;
  const clustered = { 'builder-nodes': one('linux/amd64', 'a') + one('linux/arm64', 'b') };

  test('R13 are started again where one is lost in mid-build', async () => {
    const { build, calls, warnings } = over({ raw: clustered, lostBy: { 'linux/arm64': 2 }, startable: [2] });
    expect(await build()).toHaveLength(2);
    expect(calls.slice(2)).toEqual(['build linux/amd64', 'build linux/arm64', 'start', 'build linux/arm64']);
    expect(warnings).toEqual([
      'the node 2 (kubernetes, linux/arm64) was lost while it built, and came back: linux/arm64 is built there again',
    ]);
  });

  test('are not waited for where another has the platform', async () => {
    const both = {
      'builder-nodes': one('linux/amd64,linux/arm64', 'a') + one('linux/arm64,linux/amd64', 'b'),
    };
    const { build, calls, kept, warnings } = over({
      raw: both,
      lostBy: { 'linux/arm64': 1 },
      startable: [1],
    });
    expect(await build()).toHaveLength(2);
    expect(calls.filter((call) => call === 'start')).toHaveLength(1);
    expect(calls.slice(-3)).toEqual([
      'leave 1 for b-lost',
      'linux/arm64 linux/amd64 to 2',
      'build linux/arm64',
    ]);
    expect(warnings).toEqual(['the node 1 (kubernetes, linux/amd64, linux/arm64) is down: inactive']);
    expect(kept).toEqual(['b', 'b-lost']);
  });

  test('and are down where they do not start', async () => {
    const { build, calls } = over({ raw: clustered, lostBy: { 'linux/arm64': 2 } });
    await expect(build()).rejects.toThrow('the node 2 (kubernetes, linux/arm64) is down: inactive');
    expect(calls.filter((call) => call === 'start')).toHaveLength(2);
  });

  test('are told by their place, since they have no address', async () => {
    const { build } = over({ raw: clustered, down: [2] });
    await expect(build()).rejects.toThrow(
      'no node is left that builds linux/arm64: the node 2 (kubernetes, linux/arm64) is down: inactive',
    );
  });
});
