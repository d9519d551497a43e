// A real browser: Chromium on PATH or in CHROMIUM, else Debian's headless one with its libraries and a font, in the cache.
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { cacheDir, type Progress, writeWhole } from './cache.ts';
import { which } from './lookup.ts';
import { fetchTree, libraryFolders } from './package-tree.ts';

interface Found {
  readonly executablePath: string;
  readonly env: Readonly<Record<string, string>>;
}

/** The fonts behind the generic names of a style sheet: without them `monospace` is drawn in a proportional font. */
const ALIASES = Object.entries({
  'sans-serif': 'DejaVu Sans',
  serif: 'DejaVu Serif',
  monospace: 'DejaVu Sans Mono',
})
  .map(([name, font]) => `<alias><family>${name}</family><prefer><family>${font}</family></prefer></alias>`)
  .join('');

/** Opens Chromium; fetches it first where there is none (160 MB, once). */
export async function openBrowser(progress: Progress): Promise<Browser> {
  const { executablePath, env } = await find(progress);
  return chromium.launch({
    executablePath,
    env: { ...process.env, ...env },
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--disable-background-networking',
      '--disable-sync',
    ],
  });
}

async function find(progress: Progress): Promise<Found> {
  const given = process.env['CHROMIUM'];
  if (given !== undefined && given !== '') return { executablePath: given, env: {} };
  for (const name of ['chromium', 'chromium-browser', 'google-chrome', 'chromium-headless-shell']) {
    const [file] = await which(name);
    if (file !== undefined) return { executablePath: file, env: {} };
  }
  const root = await fetchTree(
    { label: 'chromium', names: ['chromium-headless-shell', 'fonts-dejavu-core'], suite: 'bookworm' },
    progress,
  );
  return {
    executablePath: path.join(root, 'usr/lib/chromium/chromium-headless-shell'),
    env: await within(root),
  };
}

/** What makes a program of this tree use the tree's own libraries and fonts. */
async function within(root: string): Promise<Readonly<Record<string, string>>> {
  const dir = cacheDir('fonts');
  await mkdir(dir, { recursive: true });
  const file = path.join(dir, 'fonts.conf');
  await writeWhole(
    file,
    '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n' +
      `<fontconfig><dir>${path.join(root, 'usr/share/fonts')}</dir><cachedir>${dir}</cachedir>${ALIASES}</fontconfig>\n`,
  );
  const libraries = await libraryFolders(root);
  return { LD_LIBRARY_PATH: libraries.join(path.delimiter), FONTCONFIG_FILE: file };
}
