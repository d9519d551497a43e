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

/** Nodes that are down from the start, or go down in the first build of a platform. */
function over(
  down: readonly number[],
  lostBy: Readonly<Record<string, number>> = {},
  refused: readonly number[] = [],
) {
  const calls: string[] = [];
  const dead = new Set(down);
  const left = new Set<string>();
  const registry = memoryRegistry();
  const lost = new Set<string>();
  const { it: buildx } = strict<Buildx>('buildx', {
    createNodes: (_, nodes) => {
      calls.push(`create ${nodes.length}`);
      return Promise.resolve(refused.map((at) => ({ name: `b-node-${at}`, down: 'no route to host' })));
    },
    nodes: (name) =>
      Promise.resolve(
        [1, 2, 3]
          .filter((at) => !refused.includes(at))
          .map((at): NodeState => {
            const own = `${name}-node-${at}`;
            return dead.has(at) ? { name: own, down: 'inactive' } : { name: own };
          })
          .filter((one) => !left.has(one.name)),
      ),
    leave: (_, name) => {
      left.add(name);
      calls.push(`leave ${name.slice(-1)}`);
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
    ...{ inputs: inputsOf(raw), own: 'b', buildx, steps },
    keep: (name) => kept.push(name),
  });
  const world = { buildx, registry } as unknown as World;
  const build = () =>
    buildAll({ plan, world, steps }, plan.platforms, builders.ready, (warning) => warnings.push(warning));
  return { build, calls, kept, warnings };
}

describe('platforms over nodes', () => {
  test('are built side by side by one builder, which the run remembers to remove', async () => {
    const { build, calls, kept, warnings } = over([]);
    expect(await build()).toHaveLength(2);
    expect(calls).toEqual(['create 3', 'build linux/amd64', 'build linux/arm64']);
    expect([kept, warnings]).toEqual([['b'], []]);
  });

  test('are built by others where a node is down, which is named', async () => {
    const { build, calls, warnings } = over([2]);
    expect(await build()).toHaveLength(2);
    expect(calls).toEqual(['create 3', 'leave 2', 'build linux/amd64', 'build linux/arm64']);
    expect(warnings).toEqual(['the node tcp://arm-1:1 is down: inactive']);
  });

  test('are built by others where buildx has not taken a node into the builder', async () => {
    const { build, calls, warnings } = over([], {}, [2]);
    expect(await build()).toHaveLength(2);
    expect(calls).toEqual(['create 3', 'build linux/amd64', 'build linux/arm64']);
    expect(warnings).toEqual(['the node tcp://arm-1:1 is down: no route to host']);
  });

  test('stop the run before it builds where no other node has them', async () => {
    const { build, calls } = over([1]);
    await expect(build()).rejects.toThrow(
      'no node is left that builds linux/amd64: the node tcp://amd:1 is down: inactive',
    );
    expect(calls).toEqual(['create 3']);
  });

  test('are built again by another when a node is lost in mid-build', async () => {
    const { build, calls, warnings } = over([], { 'linux/arm64': 2 });
    expect(await build()).toHaveLength(2);
    expect(calls.slice(1)).toEqual([
      'build linux/amd64',
      'build linux/arm64',
      'leave 2',
      'build linux/arm64',
    ]);
    expect(warnings).toEqual(['the node tcp://arm-1:1 is down: inactive']);
  });

  test('stop the run where the only node is lost in mid-build', async () => {
    const { build } = over([], { 'linux/amd64': 1 });
    await expect(build()).rejects.toThrow(
      'no node is left that builds linux/amd64: the node tcp://amd:1 is down',
    );
  });

  test('fail as any build does where all nodes are there', async () => {
    const { build } = over([], { 'linux/amd64': 99 });
    await expect(build()).rejects.toThrow('closing transport');
  });
});
