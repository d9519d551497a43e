import { expect, test } from '@jest/globals';
import { frozenFaults } from '../../../src/steps/preflight/frozen-tags.ts';
import { planOf } from '../../support/samples.ts';

const hub = (rule: RegExp) => {
  const asked: string[] = [];
  return {
    asked,
    frozen: ({ name }: { name: string }, tags: readonly string[]) => {
      asked.push(name);
      return Promise.resolve(tags.filter((tag) => rule.test(tag)));
    },
  };
};
const plan = (raw: Readonly<Record<string, string>>) =>
  planOf(undefined, { raw: { image: 'docker.io/octo/app', ...raw } });

test('O4 a rule for every tag takes in what moves, and the lists of signatures', async () => {
  const [fault, ...more] = await frozenFaults(plan({}), hub(/.*/));
  expect(more).toEqual([]);
  expect(fault?.message).toBe(
    'docker.io/octo/app has a rule for immutable tags that takes in v1.2, v1, latest and the lists of signatures (sha256-…), which have to change',
  );
  expect(fault?.hint).toMatch(/floating: none/);
});

test('a rule for releases alone is in nothing’s way', async () => {
  expect(await frozenFaults(plan({}), hub(/^v?\d+\.\d+\.\d+/))).toEqual([]);
});

test('where nothing is to move, nothing is asked', async () => {
  const registry = hub(/.*/);
  const still = plan({ floating: 'none', sign: 'none', attest: 'false' });
  expect(await frozenFaults(still, registry)).toEqual([]);
  expect(registry.asked).toEqual([]);
});

test('where only the lists are taken in, no pointer is blamed', async () => {
  const [fault] = await frozenFaults(plan({ floating: 'none' }), hub(/^sha256-/));
  expect(fault?.message).toContain('takes in the lists of signatures (sha256-…), which');
  expect(fault?.hint).not.toContain('floating');
});
