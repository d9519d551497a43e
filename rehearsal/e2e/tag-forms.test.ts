// Tag forms: several prefixes at once, and a major pointer on 0.x by choice; an older tool's pointer is nobody's lie.
import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { errorsOf, openStage, RELEASE_MS, SET_UP_MS, type Stage } from './stage.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
  const git = (...argv: readonly string[]): string =>
    execFileSync('git', ['--git-dir', stage.site.gitDir, ...argv], { encoding: 'utf8' }).trim();
  // A project that is not stable yet.
  const tags = git('tag', '--list').split('\n').filter(Boolean);
  const head = git('rev-parse', 'main');
  for (const tag of tags) git('update-ref', '-d', `refs/tags/${tag}`);
  git('update-ref', 'refs/tags/v0.1.0', `${head}~1`);
  git('update-ref', 'refs/tags/v0.2.0', head);
}, SET_UP_MS);
afterAll(() => stage.close(), SET_UP_MS);

const verified = async (tag: string): Promise<string> => {
  const result = await stage.release(tag, { with: { mode: 'verify' }, builder: false });
  return `${result.conclusion} ${errorsOf(result)}`.trim();
};

test(
  'an earlier release leaves 0.x without a major pointer; one that another tool made is no lie of it',
  async () => {
    const { judges } = stage;
    const result = await stage.release('v0.1.0');
    expect(result).toMatchObject({ conclusion: 'success' });
    expect((await judges.crane('digest', `${judges.image}:v0`)).code).not.toBe(0);
    expect(await judges.crane('tag', `${judges.image}:v0.1.0`, 'v0')).toMatchObject({ code: 0 });
    const left = await stage.release('v0.1.0', { with: { mode: 'verify' }, builder: false });
    expect(errorsOf(left)).not.toContain(':v0 ');
    expect(left.summary).toContain(`${judges.image}:v0 is an older tool's`);
    expect(left.summary).toContain('gh api -X DELETE');
    const plan = await stage.release('v0.2.0', { with: { mode: 'plan' }, builder: false });
    expect(plan.summary).toContain("is an older tool's: no rule of this action moves it");
  },
  RELEASE_MS * 2,
);

test(
  'v and none, and v0 by choice: every form names the release, crane says so, and verify needs no input for it',
  async () => {
    const { judges } = stage;
    const inputs = { 'image-tag-prefix': 'v,none', floating: 'minor,major,major-0,latest' };
    const forms = ['v0.2.0', '0.2.0', 'v0.2', '0.2', 'v0', '0', 'latest'];
    const plan = await stage.release('v0.2.0', { with: { ...inputs, mode: 'plan' }, builder: false });
    for (const form of forms) expect(plan.summary).toContain(`\`${form}\``);

    const result = await stage.release('v0.2.0', { with: inputs });
    expect({ conclusion: result.conclusion, errors: errorsOf(result) }).toEqual({
      conclusion: 'success',
      errors: '',
    });
    const digest = result.outputs['digest'];
    for (const form of forms) {
      const said = await judges.crane('digest', `${judges.image}:${form}`);
      expect({ form, digest: said.stdout.trim() }).toEqual({ form, digest });
    }
    const tags = JSON.parse(result.outputs['tags'] ?? '[]') as string[];
    expect(tags).toEqual(expect.arrayContaining(forms.map((form) => `${judges.image}:${form}`)));
    expect(await verified('v0.2.0')).toBe('success');

    expect(await judges.crane('tag', `${judges.image}:v0.1.0`, '0.2')).toMatchObject({ code: 0 });
    expect(await verified('v0.2.0')).toContain(`${judges.image}:0.2 names the highest release`);
    expect(stage.site.standIns.violations()).toEqual([]);
  },
  RELEASE_MS * 2,
);
