// The site of docs/ as people see it: built from the pages, opened in a browser at three widths, in light and dark.
import { spawnSync } from 'node:child_process';
import { createReadStream, existsSync, readdirSync, readFileSync } from 'node:fs';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { pipeline } from 'node:stream';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../parts/browser.ts';
import { PROJECT } from '../runner/machine.ts';
import { SET_UP_MS } from './stage.ts';

const SITE = join(PROJECT, 'build/site');
const TYPES: Readonly<Record<string, string>> = {
  ...{ '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json' },
  ...{ '.png': 'image/png', '.woff2': 'font/woff2', '.svg': 'image/svg+xml' },
};

let browser: Browser;
let server: Server;
let origin: string;
/** What page or server complained of. */
let faults: string[] = [];

beforeAll(async () => {
  const npm = (...argv: readonly string[]): void => {
    const { status, stdout, stderr } = spawnSync('npm', ['--prefix', 'docs', ...argv], {
      ...{ cwd: PROJECT, encoding: 'utf8' },
    });
    if (status !== 0) throw new Error(`npm ${argv.join(' ')}:\n${stdout.slice(-4000)}${stderr.slice(-4000)}`);
  };
  if (!existsSync(join(PROJECT, 'docs/node_modules/vitepress'))) npm('ci');
  // Fails on a link that leads nowhere.
  npm('run', 'build');
  browser = await openBrowser((line) => process.stderr.write(`${line}\n`));
  // As GitHub Pages serves it: an address without .html is that page.
  server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const named = join(SITE, pathname.endsWith('/') ? `${pathname}index.html` : pathname);
    const file = [named, `${named}.html`].find((path) => extname(path) !== '' && existsSync(path));
    response.writeHead(file === undefined ? 404 : 200, {
      'content-type': TYPES[extname(file ?? '')] ?? 'text/plain',
    });
    if (file === undefined) {
      response.end();
      return;
    }
    // Not pipe(): of an answer that the browser gives up, it leaves the file open.
    pipeline(createReadStream(file), response, (error) => {
      if (error && error.code !== 'ERR_STREAM_PREMATURE_CLOSE') faults.push(`${pathname}: ${error.message}`);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}, SET_UP_MS);
afterAll(async () => {
  await browser.close();
  const closed = once(server, 'close');
  server.close();
  server.closeAllConnections();
  await closed;
});

/** Every page of docs/, as the site addresses it. */
const pages = readdirSync(join(PROJECT, 'docs'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.md') && !name.includes('node_modules') && !name.startsWith('.'))
  .map((name) => `/${name.replace(/(?:index)?\.md$/, '')}`);

const WIDTHS = { phone: 390, tablet: 820, desk: 1440 } as const;

const looks = `(() => {
  const root = document.documentElement;
  return {
    wide: root.scrollWidth > root.clientWidth,
    heading: document.querySelector('h1')?.textContent?.trim() ?? '',
    dark: root.classList.contains('dark'),
    broken: [...document.querySelectorAll('.vp-doc td:first-child code')]
      .filter((one) => /^\\S+$/.test(one.textContent) && one.getClientRects().length > 1)
      .map((one) => one.textContent),
    pictures: [...document.images].filter((one) => one.complete && one.naturalWidth === 0).map((one) => one.src),
  };
})()`;

/**
 * Chromium gives up what it loads when an interface of the machine comes or goes, as with every network namespace of the tests
 * beside this one. It says so, and the page is opened again.
 */
async function visit(page: Page, path: string): Promise<void> {
  const isDisturbed = (text: string): boolean => /ERR_NETWORK_CHANGED|interrupted by another/.test(text);
  for (let tries = 1; tries <= 20; tries += 1) {
    faults = [];
    try {
      await page.goto(`${origin}${path}`);
      if (!faults.some(isDisturbed)) return;
    } catch (error) {
      if (tries >= 20 || !(error instanceof Error) || !isDisturbed(error.message)) throw error;
    }
  }
}

describe.each(['light', 'dark'] as const)('in %s', (theme) => {
  let page: Page;
  beforeAll(async () => {
    page = await browser.newPage({ colorScheme: theme });
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(message.text());
    });
    page.on('pageerror', (error) => faults.push(error.message));
    page.on('response', (response) => {
      if (response.status() >= 400) faults.push(`${response.status()} ${response.url()}`);
    });
  }, SET_UP_MS);
  afterAll(() => page.close());

  test.each(pages)(
    '%s fits a phone, a tablet and a desk, and complains of nothing',
    async (path) => {
      await visit(page, path);
      for (const [device, width] of Object.entries(WIDTHS)) {
        await page.setViewportSize({ width, height: 900 });
        const seen = { device, faults, ...(await page.evaluate<object>(looks)) };
        expect(seen).toMatchObject({
          ...{ device, faults: [], wide: false, broken: [], dark: theme === 'dark', pictures: [] },
          heading: expect.stringMatching(/\S/),
        });
      }
    },
    SET_UP_MS,
  );
});

test(
  'the search finds an input',
  async () => {
    const page = await browser.newPage({ viewport: { width: WIDTHS.desk, height: 900 } });
    page.setDefaultTimeout(SET_UP_MS);
    await visit(page, '/start');
    await page.locator('#local-search button').click();
    await page.locator('.VPLocalSearchBox input').fill('image-tag-prefix');
    const first = page.locator('.VPLocalSearchBox .result').first();
    await first.waitFor();
    expect(await first.textContent()).toMatch(/tag/i);
    await page.close();
  },
  SET_UP_MS,
);

test('every page of docs/ is in the menu', () => {
  const html = readFileSync(join(SITE, 'start.html'), 'utf8');
  const missing = pages.filter((path) => !path.endsWith('/') && !html.includes(`href="${path}"`));
  expect(missing).toEqual([]);
});
