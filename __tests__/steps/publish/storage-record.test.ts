import { describe, expect, test } from '@jest/globals';
import { recordStorage } from '../../../src/steps/publish/storage-record.ts';
import { quickSteps, strict } from '../../support/fakes.ts';
import { contextOf } from '../../support/published.ts';
import { imageOf, planOf } from '../../support/samples.ts';
import type { GitHub, StorageRecord } from '../../../src/world/github/types.ts';

const plan = planOf();
const image = imageOf(plan);
const context = contextOf();
const of = (ownerType: 'User' | 'Organization' | 'unknown') => ({
  repository: { ...context.repository, ownerType },
});

describe('H12 a storage record', () => {
  test('names the image, its digest and its registry', async () => {
    const records: StorageRecord[] = [];
    const { it } = strict<GitHub>('github', {
      recordStorage: (record) => Promise.resolve(void records.push(record)),
    });
    await recordStorage(
      { plan, world: { github: it }, steps: quickSteps() },
      image,
      of('Organization'),
      true,
    );
    expect(records).toEqual([
      {
        ...{ name: 'ghcr.io/octo-org/app', digest: image.digest, version: 'v1.2.0' },
        registryUrl: 'https://ghcr.io/',
      },
    ]);
  });

  test.each<[string, StorageRecord[], number]>([
    ['is found by the run that finishes a killed one', [], 0],
    ['is written by that run where GitHub shows none of this image', [], 1],
    ['is written by that run where GitHub shows that of another registry', [], 1],
  ])('%s', async (what, made, wanted) => {
    const there = {
      name: 'ghcr.io/octo-org/app',
      registryUrl: what.includes('another') ? 'https://other.example/' : 'https://ghcr.io/',
    };
    const { it } = strict<GitHub>('github', {
      storageRecords: () => Promise.resolve(what.includes('none') ? [] : [there]),
      recordStorage: (record) => Promise.resolve(void made.push(record)),
    });
    await recordStorage(
      { plan, world: { github: it }, steps: quickSteps() },
      image,
      of('Organization'),
      false,
    );
    expect(made).toHaveLength(wanted);
  });

  test('that the job may not look for is written', async () => {
    let written = 0;
    const { it } = strict<GitHub>('github', {
      storageRecords: () => Promise.reject(Object.assign(new Error('no'), { status: 403 })),
      recordStorage: () => Promise.resolve(void (written += 1)),
    });
    await recordStorage(
      { plan, world: { github: it }, steps: quickSteps() },
      image,
      of('Organization'),
      false,
    );
    expect(written).toBe(1);
  });

  test.each([403, 404, 422])('that GitHub refuses with %i is no fault', async (status) => {
    const { it } = strict<GitHub>('github', {
      recordStorage: () => Promise.reject(Object.assign(new Error('no'), { status })),
    });
    const steps = quickSteps();
    await recordStorage({ plan, world: { github: it }, steps }, image, of('unknown'), true);
    expect(steps.outcomes()).toEqual(['Record where v1.2.0 is stored: skipped']);
  });

  test.each([
    ['of a person', plan, of('User')],
    ['of what is not attested', planOf('v1.2.0', { raw: { attest: 'false' } }), of('Organization')],
  ])('is not written %s', async (_, given, at) => {
    const { it } = strict<GitHub>('github', {});
    await recordStorage({ plan: given, world: { github: it }, steps: quickSteps() }, image, at, true);
  });
});
