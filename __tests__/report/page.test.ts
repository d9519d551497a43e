import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { renderFailure } from '../../src/report/failure.ts';
import { renderPlan } from '../../src/report/plan.ts';
import { renderSummary } from '../../src/report/summary.ts';
import { renderRepoint, renderVerification } from '../../src/report/verification.ts';
import { openBrowser } from '../../rehearsal/parts/browser.ts';
import { type Judgement, type Theme, drawPage, judgePage } from '../support/report/page.ts';
import { FAILURE, MOVED, PLAN, RELEASE, REPOINTED, VERIFIED } from '../support/report/samples.ts';

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

/** Long titles at every place of a run: on neither side of some bars there is room for all of it. */
const everywhere = Array.from({ length: 12 }, (_, from) => from * 1_000).flatMap((from) =>
  [100, 1_500, 4_000].map((took) => ({
    phase: `after ${from / 1_000} s`,
    title: `Look whether a deleted immutable release has used up v1.2.0, or another one of ${took}`,
    start: from,
    end: from + took,
    outcome: took === 1_500 ? ('failed' as const) : ('checked' as const),
  })),
);

describe.each(THEMES)('GitHub shows in %s', (theme) => {
  test.each([
    ['the summary', renderSummary(RELEASE), 1, 14],
    ['a plan', renderPlan(PLAN), 0, 0],
    ['a failure', renderFailure(FAILURE), 1, 4],
    ['a crowded timeline', renderSummary({ ...RELEASE, steps: crowded }), 1, 40],
    ['a timeline of long titles', renderFailure({ ...FAILURE, steps: everywhere }), 1, 36],
    ['a verification', renderVerification(VERIFIED), 0, 0],
    ['a verification that failed', renderVerification(MOVED), 0, 0],
    ['a repoint', renderRepoint(REPOINTED), 0, 0],
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
