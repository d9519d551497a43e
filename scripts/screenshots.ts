// Draws the job summaries of real rehearsals as GitHub shows them, light and dark; the pictures go to docs/images/.
//
//   npm run screenshots            the pages of docs/images; makes them smaller with pngquant, where that is there
//   npm run screenshots -- a.md    draws that summary instead, into a-light.png and a-dark.png beside it
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { drawPage, judgePage } from '../__tests__/support/report/page.ts';
import { openStage, type Stage } from '../rehearsal/e2e/stage.ts';
import { openBrowser } from '../rehearsal/parts/browser.ts';
import type { JobOptions } from '../rehearsal/runner/job.ts';
import { shown, SHOWN_FILE } from './pictures.ts';

const [FILE] = process.argv.slice(2);
const IMAGES = FILE === undefined ? join(import.meta.dirname, '../docs/images') : dirname(resolve(FILE));

/** Name → Markdown, as runs of the action wrote it. */
async function pages(): Promise<Readonly<Record<string, string>>> {
  if (FILE !== undefined) return { [basename(FILE, '.md')]: readFileSync(FILE, 'utf8') };
  const stage = await openStage();
  try {
    return await rehearsed(stage);
  } finally {
    await stage.close();
  }
}

async function rehearsed(stage: Stage): Promise<Readonly<Record<string, string>>> {
  const summary = async (tag: string, options: Partial<JobOptions> = {}): Promise<string> =>
    (await stage.release(tag, options)).summary;
  const byHand = (mode: string, tag: string): Partial<JobOptions> => ({
    ...{ builder: false, ref: 'refs/heads/main', event: 'workflow_dispatch', with: { mode, tag } },
  });
  const breaking = async (workspace: string): Promise<void> => {
    const file = join(workspace, 'Dockerfile');
    writeFileSync(file, `${readFileSync(file, 'utf8')}\nRUN false\n`);
    return Promise.resolve();
  };
  await summary('v1.1.0');
  const plan = await summary('v1.2.0', { builder: false, with: { mode: 'plan' } });
  const failure = await summary('v1.2.0', { prepare: breaking });
  const faults = await summary('v1.2.0', {
    with: { 'release-branches': 'release/9.x', file: 'docker/Dockerfile' },
    permissions: { contents: 'read', 'id-token': 'none', attestations: 'none' },
  });
  const release = await summary('v1.2.0');
  const verified = await summary('v1.2.0', byHand('verify', 'v1.2.0'));
  const repointed = await summary('v1.2.0', byHand('repoint', 'v1.1.0'));
  const moved = await summary('v1.2.0', byHand('verify', 'v1.2.0'));
  return {
    summary: release,
    plan,
    failure,
    faults,
    verify: verified,
    repoint: repointed,
    'verify-moved': moved,
  };
}

async function draw(browser: Browser, name: string, markdown: string): Promise<void> {
  for (const theme of ['light', 'dark'] as const) {
    const page = await drawPage(browser, markdown, theme);
    const { bars, charts, faults } = await judgePage(page);
    console.log(`${name}, ${theme}: ${bars} bars, ${faults.length === 0 ? 'fine' : faults.join('; ')}`);
    if (faults.length > 0) process.exitCode = 1;
    await page.locator('main').screenshot({ path: join(IMAGES, `${name}-${theme}.png`) });
    if (FILE === undefined && name === 'summary' && charts === 1)
      await page.locator('.mermaid').screenshot({ path: join(IMAGES, `timeline-${theme}.png`) });
    await page.close();
  }
}

/** A palette is enough for letters and bars: a third of the size. */
function shrink(): void {
  const pictures = readdirSync(IMAGES).filter((name) => name.endsWith('.png'));
  const options = ['--quality', '60-90', '--speed', '1', '--strip', '--force', '--ext', '.png'];
  const { error, status } = spawnSync('pngquant', [...options, ...pictures], {
    cwd: IMAGES,
    stdio: 'inherit',
  });
  if (error || status !== 0) console.log('The pictures were not made smaller: apt-get install pngquant');
}

const all = await pages();
const browser = await openBrowser((line) => {
  console.log(line);
});
try {
  mkdirSync(IMAGES, { recursive: true });
  for (const [name, markdown] of Object.entries(all)) await draw(browser, name, markdown);
} finally {
  await browser.close();
}
if (FILE === undefined) {
  shrink();
  writeFileSync(join(import.meta.dirname, '..', SHOWN_FILE), `${JSON.stringify(shown(), undefined, 2)}\n`);
}
