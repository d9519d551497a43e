import { describe, expect, test } from '@jest/globals';
import { startDiscussion } from '../../../src/steps/publish/discussion.ts';
import { quickSteps, strict } from '../../support/fakes.ts';
import { planOf } from '../../support/samples.ts';
import type { GitHub, GitHubRelease } from '../../../src/world/github/types.ts';

const plan = planOf('v1.2.0', { raw: { 'discussion-category': 'News' } });
const url = 'https://github.com/Octo-Org/App/discussions/7';
const started = { id: 7, discussionUrl: url } as GitHubRelease;
const none = { release: () => Promise.resolve({ id: 7 } as GitHubRelease) };

describe('H3 a discussion', () => {
  test('is started once the release is public', async () => {
    const { it } = strict<GitHub>('github', { ...none, startDiscussion: () => Promise.resolve(started) });
    const steps = quickSteps();
    expect(await startDiscussion({ plan, world: { github: it }, steps }, { id: 7 })).toMatchObject([
      { state: 'passed', detail: url },
    ]);
    expect(steps.outcomes()).toEqual(['Start a discussion in News: made']);
  });

  test('that an earlier run has started is found', async () => {
    const steps = quickSteps();
    const { it } = strict<GitHub>('github', {});
    expect(await startDiscussion({ plan, world: { github: it }, steps }, started)).toMatchObject([
      { state: 'passed', detail: url },
    ]);
    expect(steps.outcomes()).toEqual(['Start a discussion in News: found']);
  });

  test('that GitHub refuses is a thing to do: the release stands', async () => {
    const message = 'Discussion could not be created. Make sure you passed a valid category name.';
    const { it } = strict<GitHub>('github', {
      ...none,
      startDiscussion: () => Promise.reject(Object.assign(new Error(message), { status: 404 })),
    });
    const steps = quickSteps();
    const [check] = await startDiscussion({ plan, world: { github: it }, steps }, { id: 7 });
    expect(check).toMatchObject({
      state: 'to-do',
      detail: `${message}; it needs the category, and permissions: { discussions: write }`,
      commands: [
        "gh api --method PATCH repos/Octo-Org/App/releases/7 --field discussion_category_name='News'",
      ],
    });
    expect(steps.outcomes()).toEqual(['Start a discussion in News: skipped']);
  });

  test('that nobody asked for is none', async () => {
    const { it } = strict<GitHub>('github', {});
    expect(
      await startDiscussion({ plan: planOf(), world: { github: it }, steps: quickSteps() }, { id: 7 }),
    ).toEqual([]);
  });
});
