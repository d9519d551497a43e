import { expect, test } from '@jest/globals';
import { makeBuilders } from '../../../src/steps/prepare/builder.ts';
import type { Builder, Buildx } from '../../../src/world/docker/buildx.ts';
import { quickSteps, strict } from '../../support/fakes.ts';
import { inputsOf } from '../../support/samples.ts';

const own = 'release-action-789-1-abcd';
const builder = (name: string, driver: string): Builder => ({ name, driver, platforms: [] });
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
    const { ready } = makeBuilders(inputsOf(), own, it, steps, (name) => remembered.push(name));
    expect((await ready()).name).toBe(expected);
    expect(steps.outcomes()).toEqual([`Make sure of a builder: ${outcome}`]);
    expect(remembered).toEqual(kept);
  },
);
