import { describe, expect, test } from '@jest/globals';
import * as fc from '../support/property.ts';
import { COMMENT_LIMIT } from '../../src/report/document.ts';
import { renderPlan } from '../../src/report/plan.ts';
import type { PlanReport } from '../../src/report/model.ts';
import { githubTree, skeleton } from '../support/report/github-markdown.ts';
import { hostile } from '../support/report/hostile.ts';
import { infected } from '../support/report/infected.ts';
import { PLAN } from '../support/report/samples.ts';

describe('renderPlan', () => {
  test('the sample, whole', () => {
    expect(renderPlan(PLAN)).toMatchSnapshot();
  });

  test.each<[Partial<PlanReport>, string]>([
    [{ faults: [] }, '## Plan: v1.3.0 would be released\n'],
    [{}, '## Plan: v1.3.0 cannot be released yet: 1 fault to mend\n'],
    [
      { prerelease: true },
      '\nprerelease · follows `v1.2.0` · commit `860c190` · 2 commits. Nothing has been written.\n',
    ],
    [{ images: [] }, '**Image** none\n'],
    [{ tools: [{ name: 'cosign', source: 'missing' }] }, '| `cosign` | – | **missing** |'],
    [{ findings: [{ what: 'Image', state: 'conflict', detail: 'two' }] }, '| Image | **conflict** | two |'],
    [{ platforms: Array.from({ length: 31 }, (_, i) => `p${i}`) }, '`p28`, `p29` and 1 more'],
  ])('%j says so', (more, markdown) => {
    expect(renderPlan({ ...PLAN, ...more })).toContain(markdown);
  });

  test('no foreign text changes the shape of the page', () => {
    const shape = skeleton(githubTree(renderPlan(PLAN)));
    fc.assert(
      fc.property(hostile, (word) => {
        expect(skeleton(githubTree(renderPlan(infected(PLAN, `${word}x`))))).toEqual(shape);
      }),
      { numRuns: 25 },
    );
  });

  test('fits a comment; the commits go first', () => {
    const commits = Array.from({ length: 900 }, (_, i) => ({
      sha: PLAN.commit,
      subject: `fix: ${i} ${'x'.repeat(80)}`,
    }));
    const page = renderPlan({ ...PLAN, commits }, { limit: COMMENT_LIMIT });
    expect(Buffer.byteLength(page)).toBeLessThanOrEqual(COMMENT_LIMIT);
    expect(page).toContain('_100 of 900 are shown. The notes below hold what matters of them._');
    expect(page).toContain("## What's Changed");
  });

  test('a comment has the notes as text: nothing in them calls, shows or leads anywhere', () => {
    const notes =
      '## 1.3.0\n\n@octocat ![x](https://evil/x.png) [here](https://evil)\n```\n<img src=x>\n````\n@team';
    const comment = renderPlan({ ...PLAN, notes }, { limit: COMMENT_LIMIT, asSource: true });
    expect(comment).toContain('@octocat ![x](https://evil/x.png)');
    const plain = renderPlan({ ...PLAN, notes: 'none' }, { limit: COMMENT_LIMIT });
    const shape = (markdown: string): string => JSON.stringify(skeleton(githubTree(markdown)));
    const links = (markdown: string): number => shape(markdown).split(/"(?:link|image|html)"/).length;
    expect(links(comment)).toBe(links(plain));
  });
});
