import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { renderFailure } from '../../src/report/failure.ts';
import { renderPlan } from '../../src/report/plan.ts';
import { renderSummary } from '../../src/report/summary.ts';
import { openBrowser } from '../../rehearsal/parts/browser.ts';
import { type Judgement, type Theme, drawPage, judgePage } from '../support/report/page.ts';
import { FAILURE, PLAN, RELEASE } from '../support/report/samples.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser((line) => process.stderr.write(`${line}\n`));
}, 900_000);
afterAll(() => browser.close());

const THEMES = ['light', 'dark'] as const;
async function judge(markdown: string, theme: Theme): Promise<Judgement> {
  const page = await drawPage(browser, markdown, theme);
  try {
    return await judgePage(page);
  } finally {
    await page.close();
  }
}
/** Steps as a release of many parts has them: long titles, and most of them short beside one that is not. */
const crowded = Array.from({ length: 60 }, (_, at) => ({
  phase: `phase ${Math.floor(at / 12)}`,
  title: `Upload a file of quite a long name, one of many that there are, number ${at}`,
  start: at * 700,
  end: at === 30 ? 600_000 : at * 700 + 300,
  outcome: 'made' as const,
}));

describe.each(THEMES)('GitHub shows in %s', (theme) => {
  test.each([
    ['the summary', renderSummary(RELEASE), 1, 14],
    ['a plan', renderPlan(PLAN), 0, 0],
    ['a failure', renderFailure(FAILURE), 1, 4],
    ['a crowded timeline', renderSummary({ ...RELEASE, steps: crowded }), 1, 40],
  ])(
    '%s, with every bar drawn and nothing cut off',
    async (_, markdown, timelines, least) => {
      const judgement = await judge(markdown, theme);
      expect(judgement).toMatchObject({ timelines, charts: timelines, faults: [] });
      expect(judgement.bars).toBeGreaterThanOrEqual(least);
    },
    60_000,
  );
});

test('a page that is not in order is found to be so', async () => {
  const broken = '```mermaid\ngantt\n  nonsense here\n```\n\n<p>a</p>';
  expect((await judge(broken, 'light')).faults.join()).toMatch(/drawn|error picture/);
}, 60_000);
