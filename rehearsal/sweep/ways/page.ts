// Releases that begin on GitHub's page: published in the browser, or drafted by a person or by release-drafter.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Programs, programsFor } from '../../e2e/programs.ts';
import type { Site } from '../../runner/site.ts';
import { TAG } from '../tag.ts';
import type { Seen, Way } from '../way.ts';

/** CRLF, as a browser sends it; a table, HTML, an emoji, right-to-left text and blanks that Markdown minds. */
export const words =
  '# 1.2 is here 🎉\r\n\r\n| a | b |\r\n|---|---|\r\n| `x` | <kbd>y</kbd> |\r\n\r\nline break  \r\nשלום @mona, see #1\r\n';

export interface PageMade {
  readonly tag: string;
  readonly draft: boolean;
  readonly body: string;
  readonly title: string;
  /** Paths of files that are uploaded with it. */
  readonly files: readonly string[];
}

/** As the page in the browser does: words, title and files at once. `dir` is for the words. */
export async function createPage(site: Site, gh: Programs['gh'], dir: string, page: PageMade): Promise<void> {
  const said = async (...argv: readonly string[]): Promise<string> => {
    const { code, stdout, stderr } = await gh(...argv);
    if (code !== 0) throw new Error(`gh ${argv.join(' ')} failed: ${stderr}`);
    return stdout;
  };
  const { tag, draft, body, title, files } = page;
  const notes = join(dir, `${tag}.md`);
  await writeFile(notes, body);
  const form = ['--repo', site.repository, '--title', title, '-F', notes, ...(draft ? ['--draft'] : [])];
  await said('release', 'create', tag, ...files, ...form);
  // For seconds the list may lack a fresh draft (H1 in docs/reality.md); a person is slower than that.
  const listed = `.[] | select(.tag_name == "${tag}") | .id`;
  const wanted = site.standIns.releases().filter(({ tag_name }) => tag_name === tag).length;
  for (let there = 0; there < wanted;) {
    await sleep(200);
    const ids = await said('api', `repos/${site.repository}/releases`, '--jq', listed);
    there = ids.split('\n').filter(Boolean).length;
  }
}

const title = `${TAG}: first light`;
const poster = { name: 'poster.txt', text: 'by hand\n' };

async function prepare(site: Site, draft: boolean): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), 'rehearsal-page-'));
  try {
    const { gh } = await programsFor(site, join(dir, 'gh'));
    const file = join(dir, poster.name);
    await writeFile(file, poster.text);
    await createPage(site, gh, dir, { tag: TAG, draft, body: words, title, files: draft ? [file] : [] });
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}

/** Nothing that a person wrote is lost, byte for byte, and no second page stands beside it. */
async function lost({ site }: Seen, file: boolean): Promise<readonly string[]> {
  const pages = site.standIns.releases().filter(({ tag_name }) => tag_name === TAG);
  const [page] = pages;
  if (page === undefined) return [`the page of ${TAG} is gone`];
  const asset = page.assets.find(({ name }) => name === poster.name);
  const bytes = asset && (await readFile(site.standIns.assetFile(asset.id), 'utf8'));
  return [
    ...(pages.length === 1 ? [] : [`there are ${pages.length} pages of ${TAG}`]),
    ...(page.name === title ? [] : [`the title is ${JSON.stringify(page.name)}`]),
    ...((page.body ?? '').startsWith(words) ? [] : [`words are lost: ${JSON.stringify(page.body)}`]),
    ...(!file || bytes === poster.text ? [] : [`${poster.name} is ${JSON.stringify(bytes)}`]),
  ];
}

export const browser: Way = {
  name: 'browser',
  what: 'a release is made in the browser',
  before: (site) => prepare(site, false),
  events: ['push', 'release'],
  rules: (seen) => lost(seen, false),
};

export const draft: Way = {
  name: 'draft',
  what: 'a person has drafted the page, with a file',
  before: (site) => prepare(site, true),
  rules: (seen) => lost(seen, true),
};
