// Draws the job summaries as GitHub shows them, light and dark, in a real browser; the pictures go to docs/images/.
//
//   npm run screenshots            needs Chromium: /usr/bin/chromium, or its path in CHROMIUM; and pngquant
//   npm run screenshots -- --check draws and judges them, and writes nothing
//   npm run screenshots -- a.md    draws that summary instead, into a-light.png and a-dark.png beside it
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { githubHtml } from '../__tests__/report/github-markdown.ts';
import { FAILURE, PLAN, RELEASE } from '../__tests__/report/samples.ts';
import { renderFailure } from '../src/report/failure.ts';
import { renderPlan } from '../src/report/plan.ts';
import { renderSummary } from '../src/report/summary.ts';

const ROOT = join(import.meta.dirname, '..');
const [FILE] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const IMAGES = FILE === undefined ? join(ROOT, 'docs', 'images') : dirname(resolve(FILE));
const MODULES = join(ROOT, 'node_modules');
/** GitHub's column for a job summary on a laptop. */
const WIDTH = 960;

const PAGES: Readonly<Record<string, string>> =
  FILE === undefined
    ? { summary: renderSummary(RELEASE), plan: renderPlan(PLAN), failure: renderFailure(FAILURE) }
    : { [basename(FILE, '.md')]: readFileSync(FILE, 'utf8') };

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

interface Judgement {
  readonly timelines: number;
  readonly charts: number;
  readonly errors: number;
  readonly bars: number;
  readonly lines: number;
  readonly wide: number;
  readonly outside: readonly string[];
}

/** Runs in the page: the figures of a `Judgement`. */
const JUDGE = `() => {
  const all = (query) => [...document.querySelectorAll(query)];
  const edge = document.querySelector('main').getBoundingClientRect().right;
  return {
    timelines: all('.mermaid').length,
    charts: all('.mermaid svg').length,
    errors: all('.mermaid .error-icon').length,
    bars: all('.mermaid rect.task').length,
    lines: all('.mermaid').reduce((sum, box) => sum + Number(box.dataset.lines), 0),
    wide: all('main *').filter((one) => !one.closest('svg, pre, table') && one.getBoundingClientRect().right > edge).length,
    outside: all('.mermaid svg text')
      .filter((one) => {
        const [text, svg] = [one.getBoundingClientRect(), one.ownerSVGElement.getBoundingClientRect()];
        return text.width > 0 && (text.left < svg.left - 1 || text.right > svg.right + 1);
      })
      .map((one) => one.textContent),
  };
}`;

const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--disable-background-networking',
    '--disable-sync',
  ],
});
try {
  mkdirSync(IMAGES, { recursive: true });
  for (const theme of ['light', 'dark'] as const) {
    for (const [name, markdown] of Object.entries(PAGES)) {
      const page = await open(browser, markdown, theme);
      await judge(page, `${name}, ${theme}`);
      if (!process.argv.includes('--check')) {
        await page.locator('main').screenshot({ path: join(IMAGES, `${name}-${theme}.png`) });
        if (FILE === undefined && name === 'summary') {
          await page.locator('.mermaid').screenshot({ path: join(IMAGES, `timeline-${theme}.png`) });
        }
      }
      await page.close();
    }
  }
  if (FILE === undefined && !process.argv.includes('--check')) shrink();
} finally {
  await browser.close();
}

/** A palette is enough for letters and bars: a third of the size. Without pngquant the pictures stay large. */
function shrink(): void {
  const pictures = readdirSync(IMAGES).filter((name) => name.endsWith('.png'));
  const options = ['--quality', '60-90', '--speed', '1', '--strip', '--force', '--ext', '.png'];
  const { error, status } = spawnSync('pngquant', [...options, ...pictures], {
    cwd: IMAGES,
    stdio: 'inherit',
  });
  if (error || status !== 0) console.log('The pictures were not made smaller: apt-get install pngquant');
}

async function open(from: Browser, markdown: string, theme: 'light' | 'dark'): Promise<Page> {
  const page = await from.newPage({ viewport: { width: WIDTH, height: 800 }, colorScheme: theme });
  await page.setContent(`<!doctype html><main class="markdown-body">${githubHtml(markdown)}</main>`);
  await page.addStyleTag({ path: join(MODULES, 'github-markdown-css', `github-markdown-${theme}.css`) });
  await page.addStyleTag({
    content: 'body { margin: 0 } main { padding: 24px; font-family: "Noto Sans", sans-serif }',
  });
  await page.addScriptTag({ content: readFileSync(join(MODULES, 'mermaid/dist/mermaid.min.js'), 'utf8') });
  await page.evaluate(`(${DRAW})('${theme === 'dark' ? 'dark' : 'default'}')`);
  return page;
}

/** What must be true of a page that a person should enjoy: a chart that was drawn, no bar lost, nothing cut off. */
async function judge(page: Page, name: string): Promise<void> {
  const found: Judgement = await page.evaluate(`(${JUDGE})()`);
  const faults = [
    ...(found.charts < found.timelines ? ['the timeline was not drawn'] : []),
    ...(found.errors > 0 ? ['Mermaid drew its error picture'] : []),
    ...(found.bars < found.lines ? [`${found.bars} bars for ${found.lines} steps`] : []),
    ...(found.wide > 0 ? [`${found.wide} elements stick out to the right`] : []),
    ...found.outside.map((label) => `the label "${label}" is cut off`),
  ];
  console.log(`${name}: ${found.bars} bars, ${faults.length === 0 ? 'fine' : faults.join('; ')}`);
  if (faults.length > 0) process.exitCode = 1;
}
