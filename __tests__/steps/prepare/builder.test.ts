import { describe, expect, test } from '@jest/globals';
import { makeBuilders } from '../../../src/steps/prepare/builder.ts';
import type { Builder, Buildx } from '../../../src/world/docker/buildx.ts';
import { quickSteps, strict } from '../../support/fakes.ts';
import { inputsOf } from '../../support/samples.ts';

const own = 'release-action-789-1-abcd';
const builder = (name: string, driver: string, platforms: readonly string[] = []): Builder => ({
  name,
  driver,
  platforms,
});
const docker = builder('default', 'docker');
const fit = builder('mine', 'docker-container');

test.each([
  ['the current builder where it fits', { '': fit }, 'mine', 'found', []],
  [
    'its own of a broken attempt, beside one that does not fit',
    { '': docker, [own]: builder(own, 'docker-container') },
    own,
    'found',
    [],
  ],
  ['its own where none is current', { [own]: builder(own, 'docker-container') }, own, 'found', []],
  ['a new one where none fits', { '': docker }, own, 'made', [own]],
] satisfies [string, Readonly<Record<string, Builder>>, string, string, string[]][])(
  'a run takes %s',
  async (_, there: Readonly<Record<string, Builder>>, expected, outcome, kept) => {
    const steps = quickSteps();
    const remembered: string[] = [];
    const { it } = strict<Buildx>('buildx', {
      inspect: (name = '') => Promise.resolve(there[name]),
      ...(outcome === 'made' ? { create: (name) => Promise.resolve(builder(name, 'docker-container')) } : {}),
    });
    const { ready } = makeBuilders({
      inputs: inputsOf(),
      own,
      buildx: it,
      steps,
      keep: (name) => remembered.push(name),
    });
    expect((await ready()).name).toBe(expected);
    expect(steps.outcomes()).toEqual([`Make sure of a builder: ${outcome}`]);
    expect(remembered).toEqual(kept);
  },
);

describe('R1 a hosted runner has nothing in binfmt_misc, and its builder lists amd64 and 386 alone', () => {
  const listed = ['linux/amd64', 'linux/amd64/v2', 'linux/386'];
  const taken = async (there: Builder, platforms: string, builderInput = 'auto'): Promise<Builder> => {
    const { it } = strict<Buildx>('buildx', { inspect: () => Promise.resolve(there) });
    const inputs = inputsOf({ platforms, builder: builderInput });
    return makeBuilders({ inputs, own, buildx: it, steps: quickSteps(), keep: () => undefined }).ready();
  };

  test.each(['auto', 'mine'])('which builds every platform all the same, chosen by %s', async (name) => {
    const there = builder('mine', 'docker-container', listed);
    const platforms =
      'linux/amd64,linux/arm64,linux/arm/v7,linux/arm/v6,linux/riscv64,linux/s390x,linux/ppc64le,linux/386,linux/mips64le';
    expect(await taken(there, platforms, name)).toBe(there);
  });

  test.each(['remote', 'kubernetes'])('but nodes elsewhere (%s) have what they list', async (driver) => {
    const there = builder('mine', driver, [...listed, 'linux/arm64']);
    expect(await taken(there, 'linux/amd64,linux/arm64', 'mine')).toBe(there);
    await expect(taken(there, 'linux/amd64,linux/arm/v7,linux/s390x', 'mine')).rejects.toMatchObject({
      code: 'no-builder',
      message: `the builder mine has no node for linux/arm/v7, linux/s390x: its nodes (driver ${driver}) list ${[...listed, 'linux/arm64'].join(', ')}`,
      hint: expect.stringContaining(`docker buildx create --append --name mine --driver ${driver}`),
    });
  });

  test('and the docker driver cannot push by digest, whatever it lists', async () => {
    await expect(taken(builder('default', 'docker', listed), 'linux/amd64', 'default')).rejects.toMatchObject(
      {
        code: 'no-builder',
        message: 'the builder default has the docker driver, which cannot push by digest',
        hint: expect.stringContaining('builder: auto'),
      },
    );
  });
});
