// The site of docs/: `npm run site`. A link that leads nowhere stops the build, in the pages and out of them.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { defineConfig, type DefaultTheme } from 'vitepress';

const ROOT = resolve(import.meta.dirname, '../..');
const DOCS = join(ROOT, 'docs');
const REPOSITORY = 'https://github.com/org/release-action';
/** `main`, or the tag that a version of the site was built from. */
const VERSION = process.env['SITE_VERSION'] ?? 'main';
/** Where the site is served: `/release-action/` for main, `/release-action/v1/` for a version. */
const BASE = process.env['SITE_BASE'] ?? '/';

/** The first heading of a page is its name in the menu. */
function titleOf(file: string): string {
  const line = readFileSync(join(DOCS, file), 'utf8')
    .split('\n')
    .find((text) => text.startsWith('# '));
  if (line === undefined) throw new Error(`docs/${file} has no heading`);
  return line.slice(2).replaceAll('`', '');
}

const item = (file: string): DefaultTheme.SidebarItem => ({
  text: titleOf(file),
  link: `/${file.replace(/\.md$/, '')}`,
});
const folder = (name: string): DefaultTheme.SidebarItem[] =>
  readdirSync(join(DOCS, name))
    .filter((file) => file.endsWith('.md') && file !== 'index.md')
    .sort()
    .map((file) => item(`${name}/${file}`));

const GROUPS: readonly { readonly text: string; readonly files: readonly string[] }[] = [
  {
    text: 'Use it',
    files: ['start.md', 'inputs.md', 'permissions.md', 'migrate.md', 'changelog.md', 'summary.md'],
  },
  { text: 'When something is wrong', files: ['troubleshooting.md'] },
  {
    text: 'What holds',
    files: ['reliability.md', 'threat-model.md', 'adversary.md', 'reality.md', 'profiles.md'],
  },
];

function sidebar(): DefaultTheme.SidebarItem[] {
  const [use, ...others] = GROUPS.map(({ text, files }) => ({ text, items: files.map(item) }));
  const listed = new Set(GROUPS.flatMap(({ files }) => files));
  const more = readdirSync(DOCS).filter(
    (file) => file.endsWith('.md') && file !== 'index.md' && !listed.has(file),
  );
  return [
    ...(use === undefined ? [] : [use]),
    { text: 'Recipes', items: folder('recipes') },
    ...others,
    ...(more.length === 0 ? [] : [{ text: 'More', items: more.map(item) }]),
    { text: 'Why it is so', collapsed: true, items: folder('adr') },
  ];
}

/** The newest stable release of each major, newest first: their sites are kept beside this one. */
function majors(): readonly string[] {
  const tags = execFileSync('git', ['-C', ROOT, 'tag', '--list', 'v*.*.*', '--sort=-version:refname'], {
    encoding: 'utf8',
  });
  const found = new Set<string>();
  for (const tag of tags.split('\n')) {
    const match = /^(v\d+)\.\d+\.\d+$/.exec(tag);
    if (match?.[1] !== undefined) found.add(match[1]);
  }
  return [...found];
}

/** A file of the repository that is no page: its place on GitHub. Null where there is no such file. */
function onGitHub(from: string, link: string): string | null {
  const [path = '', fragment] = link.split('#', 2);
  const target = resolve(dirname(from), decodeURIComponent(path));
  if (!existsSync(target)) return null;
  const hash = fragment === undefined ? '' : `#${fragment}`;
  return `${REPOSITORY}/blob/${VERSION}/${relative(ROOT, target)}${hash}`;
}

/** Links to files that are not there, over all pages. */
const broken = new Set<string>();

export default defineConfig({
  lang: 'en-US',
  title: 'release-action',
  description: 'A pushed tag becomes a finished, trustworthy container release.',
  base: BASE,
  outDir: '../build/site',
  cacheDir: '../build/site-cache',
  srcExclude: ['node_modules/**'],
  cleanUrls: true,
  lastUpdated: false,
  vite: { css: { postcss: {} }, build: { chunkSizeWarningLimit: 2000 } },
  markdown: {
    config(md) {
      // Expressions of GitHub's are text here, not Vue's.
      const code = md.renderer.rules.code_inline;
      md.renderer.rules.code_inline = (tokens, index, options, env, self) => {
        tokens[index]?.attrSet('v-pre', '');
        return code?.(tokens, index, options, env, self) ?? '';
      };
      const render = md.renderer.rules.link_open;
      md.renderer.rules.link_open = (tokens, index, options, env, self) => {
        const token = tokens[index];
        const link = token?.attrGet('href') ?? '';
        // Only what leaves docs/, or is no page: VitePress itself asks about the others.
        if (/^(?!\w+:|#|\/)/.test(link)) {
          const { realPath, path } = env as { readonly realPath?: string; readonly path: string };
          const page = realPath ?? path;
          const target = resolve(dirname(page), link.split('#')[0] ?? '');
          if (!target.startsWith(`${DOCS}/`) || !/\.(md|png)$/.test(target)) {
            const address = onGitHub(page, link);
            if (address === null) broken.add(`${relative(ROOT, page)}: nothing is at ${link}`);
            else token?.attrSet('href', address);
          }
        }
        return render ? render(tokens, index, options, env, self) : self.renderToken(tokens, index, options);
      };
    },
  },
  buildEnd() {
    if (broken.size > 0) throw new Error(['Links that lead nowhere:', ...broken].join('\n'));
  },
  themeConfig: {
    search: { provider: 'local' },
    outline: [2, 3],
    sidebar: sidebar(),
    nav: [
      { text: 'Start', link: '/start' },
      { text: 'Inputs', link: '/inputs' },
      { text: 'Recipes', link: '/recipes/', activeMatch: '/recipes/' },
      {
        text: VERSION,
        items: [
          { text: 'main', link: 'https://org.github.io/release-action/' },
          ...majors().map((major) => ({
            text: major,
            link: `https://org.github.io/release-action/${major}/`,
          })),
        ],
      },
    ],
    socialLinks: [{ icon: 'github', link: REPOSITORY }],
    editLink: { pattern: `${REPOSITORY}/edit/main/docs/:path` },
  },
});
