import { expect, test } from '@jest/globals';
import { pageMarks } from '../../src/find/page-marks.ts';
import { parseTag } from '../../src/plan/version/version.ts';
import { memoryGitHub } from '../support/fakes.ts';
import { planOf } from '../support/samples.ts';
import { makePlan } from '../../src/plan/plan.ts';
import { commit, commitTime, contextOf, inputsOf } from '../support/samples.ts';

const tags = ['v1.0.0', 'v1.1.0', 'v1.1.1', 'v1.2.0', 'v2.0.0'];

const given = (marked: Readonly<Record<string, boolean>>) => {
  const github = memoryGitHub();
  for (const [tag, prerelease] of Object.entries(marked)) github.give({ tag, draft: false, prerelease });
  return github;
};

test('a retracted release leads no line: a hotfix below it takes what is left', async () => {
  const github = given({ 'v1.2.0': true, 'v2.0.0': true, 'v1.1.0': false });
  const version = parseTag('v1.1.1', '')!;
  const marks = await pageMarks(version, tags, '', github);
  expect(marks).toEqual({ withdrawn: ['v1.2.0', 'v2.0.0'] });
  const made = makePlan(inputsOf(), contextOf(), { tags, commit, commitTime, marks }, version);
  expect('plan' in made && made.plan.pointers.floating.filter(({ moves }) => !moves)).toEqual([]);
});

test('a tag without a release, or with a draft only, still holds its line: it may come at any moment', async () => {
  const github = given({ 'v1.2.0': true });
  github.give({ tag: 'v2.0.0', draft: true, prerelease: true });
  const version = parseTag('v1.1.1', '')!;
  const marks = await pageMarks(version, tags, '', github);
  expect(marks).toEqual({ withdrawn: ['v1.2.0'] });
  const made = makePlan(inputsOf(), contextOf(), { tags, commit, commitTime, marks }, version);
  expect('plan' in made && made.plan.pointers.floating.map(({ name, moves }) => [name, moves])).toEqual([
    ['v1.1', true],
    ['v1', true],
    ['latest', false],
    ['latest', false],
  ]);
});

test('of many in a row not every one is asked about', async () => {
  const many = Array.from({ length: 80 }, (_, n) => `v3.0.${n}`);
  const github = given(Object.fromEntries(many.map((tag) => [tag, true])));
  const marks = await pageMarks(parseTag('v1.1.1', '')!, [...tags, ...many], '', github);
  expect(marks.withdrawn).toHaveLength(50);
});

test("a prerelease asks nothing, and a release of before, without a record, is nobody's to judge", async () => {
  expect(await pageMarks(parseTag('v2.0.0-rc.1', '')!, tags, '', memoryGitHub())).toEqual({ withdrawn: [] });
  const github = given({ 'v1.1.0': false, 'v2.0.0': false });
  github.latest = [...github.releases.values()].find(({ tag }) => tag === 'v1.1.0')!.id;
  expect(await pageMarks(planOf().version, [], '', github)).toEqual({ withdrawn: [] });
  expect(await pageMarks(parseTag('v2.0.0', '')!, tags, '', github)).toEqual({
    withdrawn: [],
  });
});
