import { describe, expect, test } from '@jest/globals';
import { earlierReleaseOrFault } from '../../src/find/earlier-release.ts';
import { memoryGitHub, quickSteps } from '../support/fakes.ts';
import { planOf, recordText } from '../support/samples.ts';

const plan = planOf();
const record = (commit: string): string =>
  recordText('ghcr.io/octo-org/app', `sha256:${'a'.repeat(64)}`, { commit });

describe('a release of this tag that is there already', () => {
  test.each<[string, { readonly draft: boolean }, Readonly<Record<string, string>>, readonly RegExp[]]>([
    [
      'is a fault when another tool published it',
      { draft: false },
      { 'app.zip': 'x' },
      [/is published already, with app\.zip and no release\.json of this action; nothing was touched/],
    ],
    [
      'is a fault when it is published of another commit',
      { draft: false },
      { 'release.json': record('d'.repeat(40)) },
      [/is of commit d{40}; nothing was touched/],
    ],
    ['is none when it is of this commit', { draft: false }, { 'release.json': record(plan.commit) }, []],
    ['is none while it is a draft: it goes on', { draft: true }, {}, []],
  ])('%s', async (_, release, assets, messages) => {
    const github = memoryGitHub();
    github.give({ tag: plan.tag, ...release }, assets);
    const found = await earlierReleaseOrFault(plan, github, quickSteps());
    const faults = 'fault' in found ? [found.fault] : [];
    expect(faults.map(({ message }) => message)).toEqual(messages.map((one) => expect.stringMatching(one)));
    for (const { code, hint } of faults) {
      expect(code).toBe('tag-conflict');
      expect(hint).toMatch(/git tag -a v1\.2\.1 -m v1\.2\.1/);
    }
    expect(github.writes).toEqual([]);
  });
});

describe('the remedy fits what happened', () => {
  const faultOf = async (
    of: ReturnType<typeof planOf>,
    record: object,
  ): Promise<{ message: string; hint: string }> => {
    const github = memoryGitHub();
    const text = recordText('ghcr.io/octo-org/app', `sha256:${'a'.repeat(64)}`, {
      commit: of.commit,
      ...record,
    });
    github.give({ tag: of.tag, draft: false }, { 'release.json': text });
    const found = await earlierReleaseOrFault(of, github, quickSteps());
    return 'fault' in found ? found.fault : { message: '', hint: '' };
  };

  test('a tag that was pushed again is moved back, or its commit becomes a version that is free', async () => {
    const taken = planOf('v1.2.0', { tags: ['v1.2.0', 'v1.2.1', 'v1.2.2'] });
    const { message, hint } = await faultOf(taken, { commit: 'd'.repeat(40) });
    expect(message).toContain(`is of commit ${'d'.repeat(40)}`);
    expect(message).toContain(`the tag names ${taken.commit} now`);
    const [back, next] = hint.split('\n');
    expect(back).toMatch(/^git push --force origin d{40}:refs\/tags\/v1\.2\.0 /);
    expect(next).toContain(`git tag -a v1.2.3 -m v1.2.3 ${taken.commit} && git push origin v1.2.3`);
  });

  test('a repository that was renamed since is told so, not that its commit is another', async () => {
    const { message } = await faultOf(plan, { repository: 'octo-org/before' });
    expect(message).toContain('was made when this repository was octo-org/before');
    expect(message).not.toContain('is of commit');
  });
});
