import { describe, expect, test } from '@jest/globals';
import { gitTagWarnings } from '../../../src/steps/preflight/git-tags.ts';
import { strict } from '../../support/fakes.ts';
import { contextOf } from '../../support/published.ts';
import { planOf } from '../../support/samples.ts';
import type { GitHub } from '../../../src/world/github/types.ts';

const plan = planOf('v1.2.0', { raw: { 'git-tags': 'minor,major' } });
const { repository } = contextOf();
const context = { repository: { ...repository, defaultBranch: 'main' } };
const workflows = (own: string | undefined, theirs: string | undefined) =>
  strict<GitHub>('github', {
    directory: (path, ref) => {
      expect(path).toBe('.github/workflows');
      return Promise.resolve(ref === 'main' ? theirs : own);
    },
  }).it;

describe('H4 Git tags that move', () => {
  test.each([
    ['other workflows', 'a', 'b'],
    ['no workflows', undefined, 'b'],
  ])('onto a commit with %s than the default branch are told beforehand', async (_, own, theirs) => {
    const warnings = await gitTagWarnings(plan, context, workflows(own, theirs));
    expect(warnings).toEqual([
      expect.stringMatching(
        /differs from that of main, so GITHUB_TOKEN may not move the Git tags v1\.2, v1:/,
      ),
    ]);
  });

  test('are not spoken of where the workflows are the same, nor asked about where none moves', async () => {
    expect(await gitTagWarnings(plan, context, workflows('a', 'a'))).toEqual([]);
    expect(await gitTagWarnings(planOf(), context, strict<GitHub>('github', {}).it)).toEqual([]);
  });
});
