// A summary as GitHub shows it, in a real browser: Markdown by GitHub's rules and style sheet, charts by Mermaid.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { githubHtml } from './github-markdown.ts';

export type Theme = 'light' | 'dark';

const MODULES = join(import.meta.dirname, '../../../node_modules');
/** GitHub's column for a job summary on a laptop, in pixels. */
const WIDTH = 960;

/** Runs in the page: turns the fences into charts, as wide as the column. */
const DRAW = `async (theme) => {
  for (const code of document.querySelectorAll('code.language-mermaid')) {
    const box = document.createElement('div');
    box.className = 'mermaid';
    box.textContent = code.textContent;
    box.dataset.lines = code.textContent.split('\\n').filter((line) => / :/.test(line)).length;
    code.parentElement.replaceWith(box);
  }
  mermaid.initialize({ startOnLoad: false, theme });
  await mermaid.run({ querySelector: '.mermaid', suppressErrors: true });
}`;

/** What a page looks like, in figures. */
export interface Judgement {
  /** Charts asked for, and drawn. */
  readonly timelines: number;
  readonly charts: number;
  readonly bars: number;
  /** What must not be: one sentence each. */
  readonly faults: readonly string[];
}

interface Seen {
  readonly timelines: number;
  readonly charts: number;
  readonly errors: number;
  readonly bars: number;
  readonly lines: number;
  readonly wide: readonly string[];
  readonly cut: readonly string[];
  readonly covered: readonly string[];
}

/** Runs in the page: the figures of a `Seen`. */
const LOOK = `() => {
  const all = (query) => [...document.querySelectorAll(query)];
  const edge = document.querySelector('main').getBoundingClientRect().right;
  const labels = all('.mermaid svg text[class*="taskText"]').map((one) => [one, one.getBoundingClientRect()]);
  return {
    timelines: all('.mermaid').length,
    charts: all('.mermaid svg').length,
    errors: all('.mermaid .error-icon').length,
    bars: all('.mermaid rect.task').length,
    lines: all('.mermaid').reduce((sum, box) => sum + Number(box.dataset.lines), 0),
    wide: all('main *')
      .filter((one) => !one.closest('svg, pre') && one.getBoundingClientRect().right > edge)
      .map((one) => one.tagName + ' ' + one.textContent.slice(0, 60)),
    cut: all('.mermaid svg text')
      .filter((one) => {
        const [text, svg] = [one.getBoundingClientRect(), one.ownerSVGElement.getBoundingClientRect()];
        return text.width > 0 && (text.left < svg.left - 1 || text.right > svg.right + 1);
      })
      .map((one) => one.textContent),
    covered: labels
      .filter(([one, at], index) =>
        labels.slice(index + 1).some(([, other]) =>
          at.left < other.right && other.left < at.right && at.top + 2 < other.bottom && other.top + 2 < at.bottom))
      .map(([one]) => one.textContent),
  };
}`;

/** A page of GitHub's with this Markdown on it. */
export async function drawPage(browser: Browser, markdown: string, theme: Theme): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: WIDTH, height: 800 }, colorScheme: theme });
  await page.setContent(`<!doctype html><main class="markdown-body">${githubHtml(markdown)}</main>`);
  await page.addStyleTag({ path: join(MODULES, 'github-markdown-css', `github-markdown-${theme}.css`) });
  await page.addStyleTag({
    content: 'body { margin: 0 } main { padding: 24px; font-family: "Noto Sans", "DejaVu Sans", sans-serif }',
  });
  await page.addScriptTag({ content: readFileSync(join(MODULES, 'mermaid/dist/mermaid.min.js'), 'utf8') });
  await page.evaluate(`(${DRAW})('${theme === 'dark' ? 'dark' : 'default'}')`);
  return page;
}

/** What must be true of a page that a person should enjoy: charts that were drawn, no bar lost, nothing cut off. */
export async function judgePage(page: Page): Promise<Judgement> {
  const seen: Seen = await page.evaluate(`(${LOOK})()`);
  const { timelines, charts, bars } = seen;
  return {
    ...{ timelines, charts, bars },
    faults: [
      ...(charts < timelines ? ['a timeline was not drawn'] : []),
      ...(seen.errors > 0 ? ['Mermaid drew its error picture'] : []),
      ...(bars < seen.lines ? [`${bars} bars for ${seen.lines} steps`] : []),
      ...seen.wide.map((what) => `sticks out to the right: ${what}`),
      ...seen.cut.map((label) => `the label "${label}" is cut off`),
      ...seen.covered.map((label) => `the label "${label}" is covered by another`),
    ],
  };
}
