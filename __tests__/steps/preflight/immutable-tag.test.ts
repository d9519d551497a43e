import { describe, expect, test } from '@jest/globals';
import { ReleaseError } from '../../../src/errors.ts';
import { createDraft, refuseUsedTag } from '../../../src/steps/preflight/immutable-tag.ts';
import { TransientError } from '../../../src/world/retry/retry.ts';
import { memoryGitHub, quickSteps, strict } from '../../support/fakes.ts';
import { planOf } from '../../support/samples.ts';
import type { GitHub, GitHubRelease } from '../../../src/world/github/types.ts';

const plan = planOf('v1.2.0-rc.1');
const refusing = (status: number, message: string): Partial<GitHub> => ({
  createDraft: () => Promise.reject(Object.assign(new Error(message), { status })),
});

describe('whether GitHub takes a release of the tag is tried', () => {
  test('by a draft that is taken away again, where no release is left to tell', async () => {
    const github = memoryGitHub();
    const steps = quickSteps();
    await refuseUsedTag(plan, { spare: [] }, github, steps);
    expect(github.writes).toEqual(['create v1.2.0-rc.1', 'delete 1']);
    expect(steps.outcomes()).toEqual(['Make sure that GitHub takes a release of v1.2.0-rc.1: checked']);
  });

  test('not beside an earlier run that has a release or a draft', async () => {
    const { it } = strict<GitHub>('github', {});
    await refuseUsedTag(plan, { spare: [], release: {} as GitHubRelease }, it, quickSteps());
  });

  test('not where no release is immutable', async () => {
    const { it, used } = strict<GitHub>('github', { mayHaveImmutable: () => Promise.resolve(false) });
    await refuseUsedTag(plan, { spare: [] }, it, quickSteps());
    used();
  });
});

describe('a draft that GitHub refuses', () => {
  const fields = { tag: 'v1.2.0-rc.1', name: 'v1.2.0-rc.1', body: '', prerelease: true };
  const fail = (github: Partial<GitHub>): Promise<unknown> =>
    createDraft(strict<GitHub>('github', github).it, fields).then(
      () => undefined,
      (error: unknown) => error,
    );

  test('for a tag that is used up names the next one', async () => {
    const error = await fail(refusing(422, 'tag_name was used by an immutable release'));
    expect(error).toBeInstanceOf(ReleaseError);
    expect(error).toMatchObject({
      code: 'tag-burned',
      message: expect.stringMatching(/^the tag v1\.2\.0-rc\.1 belonged to an immutable release/) as unknown,
      hint: 'git tag -a v1.2.0-rc.2 -m v1.2.0-rc.2 && git push origin v1.2.0-rc.2   # release the next version',
    });
  });

  test('because a release came a moment ago is looked at again', async () => {
    expect(await fail(refusing(422, 'Validation Failed: already_exists'))).toBeInstanceOf(TransientError);
  });

  test.each([
    [422, 'body is too long'],
    [403, 'Resource not accessible by integration (immutable)'],
  ])('for another reason (%i %s) is told as it is', async (status, message) => {
    expect(await fail(refusing(status, message))).toMatchObject({ status, message });
  });
});
