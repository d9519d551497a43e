import { describe, expect, test } from '@jest/globals';
import { ReleaseError } from '../../../src/errors.ts';
import { createDraft, refuseUsedTag } from '../../../src/steps/preflight/immutable-tag.ts';
import { TransientError } from '../../../src/world/retry/retry.ts';
import { type MemoryGitHub, memoryGitHub, quickSteps, strict } from '../../support/fakes.ts';
import { planOf } from '../../support/samples.ts';
import type { GitHub, GitHubRelease } from '../../../src/world/github/types.ts';

const plan = planOf('v1.2.0-rc.1');
const refusing = (status: number, message: string): Partial<GitHub> => ({
  createDraft: () => Promise.reject(Object.assign(new Error(message), { status })),
});

describe('H2 a tag that a deleted immutable release has used up', () => {
  const attested = (object: string, tags: readonly string[]): MemoryGitHub => {
    const github = memoryGitHub();
    github.attested.set(object, tags);
    github.refs.set(plan.tag, 'f'.repeat(40));
    return github;
  };
  const refused = {
    code: 'tag-burned',
    message: expect.stringMatching(/^the tag v1\.2\.0-rc\.1 belonged to an immutable release/) as unknown,
  };

  test.each([
    ['the commit', plan.commit as string],
    ['the tag object', 'f'.repeat(40)],
  ])("is known by GitHub's own attestation of %s, before anything is built", async (_, object) => {
    const github = attested(object, ['v1.1.0', plan.tag]);
    await expect(
      refuseUsedTag({ plan, steps: quickSteps(), earlier: { spare: [] } }, github),
    ).rejects.toMatchObject(refused);
    expect(github.writes).toEqual([]);
  });

  test.each([
    ['another tag of the commit', ['v1.1.0']],
    ['none', []],
  ])('is not seen in the attestation of %s, and nothing is written to try it', async (_, tags) => {
    const github = attested(plan.commit, tags);
    const steps = quickSteps();
    await refuseUsedTag({ plan, steps, earlier: { spare: [] } }, github);
    expect(github.writes).toEqual([]);
    expect(steps.outcomes()).toEqual([
      'Look whether a deleted immutable release has used up v1.2.0-rc.1: checked',
    ]);
  });

  test('is not looked for beside a release or draft of an earlier run', async () => {
    const { it } = strict<GitHub>('github', {});
    await refuseUsedTag(
      { plan, steps: quickSteps(), earlier: { spare: [], release: {} as GitHubRelease } },
      it,
    );
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
