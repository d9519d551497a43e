import { describe, expect, test } from '@jest/globals';
import type { Release } from '../../src/modes/release.ts';
import { action } from '../support/action-defaults.ts';
import { planOf } from '../support/samples.ts';
import { isVerified, outputsOf } from '../../src/results/release.ts';

const planned: Release = {
  plan: planOf(),
  gathered: { commits: [], write: () => ({ body: '', warnings: [] }) as never },
  notes: { body: '', warnings: [] } as never,
};

describe('outputs', () => {
  test('are those that action.yml declares, and all are text', () => {
    const outputs = outputsOf(planned, { notes: '/t/notes.md' });
    expect(Object.keys(outputs).sort()).toEqual(Object.keys(action.outputs).sort());
    expect(Object.values(outputs).every((value) => typeof value === 'string')).toBe(true);
  });

  test('of a plan claim nothing that is not so yet', () => {
    expect(outputsOf(planned, { notes: '/t/notes.md' })).toMatchObject({
      version: '1.2.0',
      tag: 'v1.2.0',
      image: '',
      digest: '',
      tags: '[]',
      moved: '{}',
      'release-url': '',
      verified: 'false',
    });
    expect(isVerified(planned)).toBe(false);
  });
});
