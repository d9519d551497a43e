import { describe, expect, test } from '@jest/globals';
import { imagesOf, makePlan, releaseTag, releaseVersion } from '../../src/plan/plan.ts';
import { tagName } from '../../src/plan/brands.ts';
import { commit, commitTime, contextOf, inputsOf, planOf, versionOf } from '../support/samples.ts';

describe('the tag', () => {
  test.each([
    ['a push', {}, {}, 'v1.2.0'],
    ['a component', {}, { GITHUB_REF: 'refs/tags/api/v1.2.0' }, 'api/v1.2.0'],
    ['given', { tag: 'v1.1.0' }, {}, 'v1.1.0'],
    ['given in full', { tag: 'refs/tags/v1.1.0' }, {}, 'v1.1.0'],
    ['given on a branch', { tag: 'v1.1.0' }, { GITHUB_REF: 'refs/heads/main' }, 'v1.1.0'],
  ])('%s', (_name, raw, env, tag) => {
    expect(releaseTag(inputsOf(raw), contextOf(env))).toEqual({ tag });
  });

  test.each([
    ['push', "on: { push: { tags: ['v*.*.*'] } }"],
    [
      'workflow_dispatch',
      'gh workflow run release.yml --repo Octo-Org/App --ref v1.2.0   # the tag under "Use workflow from"',
    ],
  ])('a %s on a branch is none, and says what to do', (event, hint) => {
    const context = contextOf({ GITHUB_REF: 'refs/heads/main', GITHUB_EVENT_NAME: event });
    expect(releaseTag(inputsOf(), context)).toMatchObject({
      fault: { message: 'the run was started on refs/heads/main, which is not a tag', hint },
    });
  });

  test.each([
    ['v1.2', '', 'v1.2.0'],
    ['1.2.0', '', 'v1.2.0'],
    ['v1.6', '', 'v1.6.0'],
    ['release-1.0', '', 'v1.0.0'],
    ['1.3.0+$(touch x)', '', 'v1.2.0'],
    ['v1.02.0', '', 'v1.2.0'],
    ['v1.2.0', 'api/', 'api/v1.2.0'],
    ['$(touch x)', '', 'v1.2.0'],
  ])('%s with the prefix %j is not a version; %s would be', (tag, prefix, example) => {
    const read = releaseVersion(tagName(tag), inputsOf({ 'tag-prefix': prefix }));
    expect(read).toMatchObject({
      fault: { hint: expect.stringContaining(`git tag -a ${example} -m ${example}`) as unknown },
    });
  });

  test.each([
    ['v1.2.0', 'v', "with: { tag-prefix: '' }"],
    ['api/v1.2.0', 'api', "with: { tag-prefix: 'api/' }"],
    ['api/v1.2.0', '', "with: { tag-prefix: 'api/' }"],
    ['@acme/web@v1.2.0', '@acme/web', "with: { tag-prefix: '@acme/web@' }"],
  ])('%s with the prefix %j has another one', (tag, prefix, hint) => {
    expect(releaseVersion(tagName(tag), inputsOf({ 'tag-prefix': prefix }))).toMatchObject({
      fault: { hint: expect.stringContaining(hint) as unknown },
    });
  });

  test('given without its v is asked for with it', () => {
    expect(releaseVersion(tagName('1.2.0'), inputsOf({ tag: '1.2.0' }))).toMatchObject({
      fault: { hint: expect.stringMatching(/^with: \{ tag: v1\.2\.0 \} .*git tag -a v1\.2\.0/) as unknown },
    });
  });
});

describe('the images', () => {
  test('are the repository’s own in lower case unless given', () => {
    const { repository } = contextOf();
    expect(imagesOf(inputsOf(), repository).map(({ name }) => name)).toEqual(['ghcr.io/octo-org/app']);
    expect(imagesOf(inputsOf({ image: 'a/b' }), repository).map(({ name }) => name)).toEqual([
      'docker.io/a/b',
    ]);
  });
});

test.each([
  ['octo-org/.github', {}, 'ghcr.io/octo-org/github'],
  ['octo-org/_tools', { 'tag-prefix': 'api/' }, 'ghcr.io/octo-org/tools/api'],
  ['octo-org/a..b', {}, 'ghcr.io/octo-org/a-b'],
])('%s, whose name no image can have, is told one', (name, raw, image) => {
  const made = makePlan(
    inputsOf(raw),
    contextOf({ GITHUB_REPOSITORY: name }),
    { tags: [], commit, commitTime },
    versionOf('v1.2.0'),
  );
  expect(made).toEqual({
    faults: [
      expect.objectContaining({
        code: 'bad-input',
        hint: expect.stringContaining(`image: ${image} }`) as unknown,
      }),
    ],
  });
});

describe('the image of a component', () => {
  const { repository } = contextOf();

  test.each([
    ['api/', 'ghcr.io/octo-org/app/api'],
    ['services/Api/', 'ghcr.io/octo-org/app/services/api'],
    ['api-', 'ghcr.io/octo-org/app/api'],
    ['@scope/worker@', 'ghcr.io/octo-org/app/scope/worker'],
    ['a..b/', 'ghcr.io/octo-org/app/a-b'],
    ['/', 'ghcr.io/octo-org/app'],
  ])('%s: %s', (prefix, image) => {
    expect(imagesOf(inputsOf({ 'tag-prefix': prefix }), repository).map(({ name }) => name)).toEqual([image]);
  });

  test('that is given the image of the whole repository is warned of', () => {
    const shared = (raw: Readonly<Record<string, string>>): readonly string[] =>
      planOf(raw['tag-prefix'] === undefined ? 'v1.2.0' : 'api/v1.2.0', { raw }).warnings.filter((text) =>
        text.includes('components that share an image'),
      );
    const image = 'ghcr.io/octo-org/app';
    expect(shared({ 'tag-prefix': 'api/', image })).toEqual([
      expect.stringContaining('Leave image out for ghcr.io/octo-org/app/api'),
    ]);
    expect(shared({ 'tag-prefix': 'api/' })).toEqual([]);
    expect(shared({ image })).toEqual([]);
  });
});

describe('the plan', () => {
  test('is plain data, all of it', () => {
    const plan = planOf();
    expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
  });

  test('holds no secret, whatever the inputs hold', () => {
    const plan = planOf('v1.2.0', {
      raw: {
        'github-token': 'ghs_SECRET',
        secrets: 'a=SECRET',
        'registry-username': 'u',
        'registry-password': 'SECRET',
      },
    });
    expect(JSON.stringify(plan)).not.toContain('SECRET');
  });

  const moving = (tag: string, raw = {}): readonly string[] =>
    planOf(tag, { raw })
      .pointers.floating.filter(({ moves }) => moves)
      .map(({ kind, name }) => `${kind} ${name}`);

  test.each<[string, Readonly<Record<string, string>>, boolean, readonly string[]]>([
    ['v1.2.0', {}, false, ['image v1.2', 'image v1', 'image latest', 'github-latest latest']],
    [
      'v1.2.0',
      { prerelease: 'false' },
      false,
      ['image v1.2', 'image v1', 'image latest', 'github-latest latest'],
    ],
    ['v1.2.0-rc.1', {}, true, []],
    ['v1.2.0-rc.1', { prerelease: 'false' }, false, []],
    ['v1.2.0', { prerelease: 'true', 'git-tags': 'minor,major' }, true, []],
  ])('%s with %j', (tag, raw, prerelease, moves) => {
    expect(planOf(tag, { raw }).release.prerelease).toBe(prerelease);
    expect(moving(tag, raw)).toEqual(moves);
  });

  test('a pointer says why it stays', () => {
    const whys = planOf('v1.2.0', { raw: { prerelease: 'true' } }).pointers.floating.map(({ why }) => why);
    expect(new Set(whys)).toEqual(new Set(['this is a prerelease (`prerelease: true`)']));
  });

  test('a draft and a discussion are the release’s', () => {
    expect(planOf('v1.2.0', { raw: { draft: 'true', 'discussion-category': 'News' } }).release).toEqual({
      title: 'v1.2.0',
      prerelease: false,
      draft: true,
      words: 'keep',
      discussionCategory: 'News',
    });
  });

  test('impossible image tags are faults, not a plan', () => {
    const inputs = inputsOf({ 'image-tags': 'latest' });
    const made = makePlan(inputs, contextOf(), { tags: [], commit, commitTime }, versionOf('v1.2.0'));
    expect(made).toMatchObject({
      faults: [{ message: expect.stringContaining('image-tags: latest') as unknown }],
    });
  });
});
