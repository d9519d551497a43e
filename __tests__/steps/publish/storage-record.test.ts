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
    await recordStorage({ plan, world: { github: it }, steps: quickSteps() }, image, of('Organization'));
    expect(records).toEqual([
      {
        ...{ name: 'ghcr.io/octo-org/app', digest: image.digest, version: 'v1.2.0' },
        registryUrl: 'https://ghcr.io/',
      },
    ]);
  });

  test.each([403, 404, 422])('that GitHub refuses with %i is no fault', async (status) => {
    const { it } = strict<GitHub>('github', {
      recordStorage: () => Promise.reject(Object.assign(new Error('no'), { status })),
    });
    const steps = quickSteps();
    await recordStorage({ plan, world: { github: it }, steps }, image, of('unknown'));
    expect(steps.outcomes()).toEqual(['Record where v1.2.0 is stored: skipped']);
  });

  test.each([
    ['of a person', plan, of('User')],
    ['of what is not attested', planOf('v1.2.0', { raw: { attest: 'false' } }), of('Organization')],
  ])('is not written %s', async (_, given, at) => {
    const { it } = strict<GitHub>('github', {});
    await recordStorage({ plan: given, world: { github: it }, steps: quickSteps() }, image, at);
  });
});
