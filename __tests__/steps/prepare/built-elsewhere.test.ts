import { expect, test } from '@jest/globals';
import { builtElsewhere, missingRecords } from '../../../src/steps/prepare/built-elsewhere.ts';
import { type RecordWorld, recordWorld, run } from '../../support/build-records.ts';
import { quickSteps } from '../../support/fakes.ts';
import { contextOf, planOf } from '../../support/samples.ts';
import { makeAuthority } from '../../support/world/authority.ts';
import type { World } from '../../../src/world/world.ts';

const plan = planOf('v1.2.0', { raw: { platforms: 'linux/arm64' } });
const authority = await makeAuthority();
const retryPolicy = { attempts: 3, firstMs: 1, maxMs: 1 };
const context = contextOf();

const look = (
  { world }: Pick<RecordWorld, 'world'>,
  builds: 'any' | 'here' | 'elsewhere' = 'elsewhere',
): ReturnType<typeof builtElsewhere> =>
  builtElsewhere({ plan, world: world as World, steps: quickSteps() }, context, builds, retryPolicy);

test('a record that a registry shows late is waited for where it must be there', async () => {
  const late = recordWorld(plan, authority);
  await late.leave(late.push('a'));
  let asked = 0;
  const registry = new Proxy(late.world.registry, {
    get: (target, key): unknown =>
      key === 'head' && asked++ < 2 ? () => Promise.resolve(undefined) : Reflect.get(target, key),
  });
  const { found } = await look({ world: { ...late.world, registry } });
  expect([...found.keys()]).toEqual(['linux/arm64']);
});

test('where it need not be there one question is enough', async () => {
  const empty = recordWorld(plan, authority);
  let asked = 0;
  const registry = new Proxy(empty.world.registry, {
    get: (target, key): unknown => {
      asked++;
      return Reflect.get(target, key);
    },
  });
  expect((await look({ world: { ...empty.world, registry } }, 'any')).found.size).toBe(0);
  expect(asked).toBe(1);
});

test('a refused record is told, also where others must have built it', async () => {
  const forged = recordWorld(plan, authority);
  await forged.leave(forged.push('a'), { claims: { 13: 'd'.repeat(40) } });
  const { found, refused } = await look(forged);
  expect(found.size).toBe(0);
  const error = missingRecords(plan.platforms, refused);
  expect(error.message).toMatch(
    /^no other job has built linux\/arm64, .*\na record of linux\/arm64 is refused: it was signed on commit d+/,
  );
  expect(error.hint).toContain("with: { mode: build, platforms: 'linux/arm64' }");
});

test('two records of other runs that name different images stop the release', async () => {
  const doubled = recordWorld(plan, authority);
  for (const [letter, id] of [
    ['a', '787'],
    ['b', '788'],
  ] as const) {
    const other = run.replace('789', id);
    await doubled.leave(doubled.push(letter), { record: { run: other }, claims: { 21: other } });
  }
  await expect(look(doubled, 'any')).rejects.toThrow(
    /^2 records of linux\/arm64 name different images, and none is of this run: sha256:.*runs\/787.*runs\/788/,
  );
});

test('a run without an identity looks for nothing', async () => {
  const world = recordWorld(plan, authority);
  await world.leave(world.push('a'));
  const nobody = { ...world.world, signer: { issuer: '', san: '' } };
  expect((await look({ world: nobody }, 'any')).found.size).toBe(0);
});
