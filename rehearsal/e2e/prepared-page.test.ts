// Releases that begin on GitHub's page: published in the browser, or drafted by a person or by release-drafter.
import { execFileSync } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { JobResult } from '../runner/job.ts';
import { snapshot } from '../sweep/snapshot.ts';
import { createPage, type PageMade, words } from '../sweep/ways/page.ts';
import { identityOf } from './programs.ts';
import { errorsOf, openStage, publicWrites, RELEASE_MS, SET_UP_MS, type Stage } from './stage.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
}, SET_UP_MS);
afterAll(() => stage.close(), SET_UP_MS);

const gh = async (...argv: readonly string[]): Promise<string> => {
  const { code, stdout, stderr } = await stage.judges.gh(...argv);
  expect({ argv, code, stderr: code === 0 ? '' : stderr }).toEqual({ argv, code: 0, stderr: '' });
  return stdout;
};
const repo = (): readonly string[] => ['--repo', stage.site.repository];

const create = (tag: string, more: Partial<PageMade> = {}): Promise<void> =>
  createPage(stage.site, stage.judges.gh, stage.dir, {
    ...{ tag, draft: false, body: words, title: `${tag}: first light`, files: [] },
    ...more,
  });

interface Page {
  readonly name: string;
  readonly body: string;
  readonly isDraft: boolean;
  readonly assets: readonly { readonly name: string }[];
}
const pageOf = async (tag: string): Promise<Page> =>
  JSON.parse(await gh('release', 'view', tag, ...repo(), '--json', 'name,body,isDraft,assets')) as Page;

/** gh, cosign, crane and sha256sum on what is public. */
async function expectRelease(tag: string, result: JobResult): Promise<void> {
  const { judges, site, dir } = stage;
  const digest = result.outputs['digest'] ?? '';
  const identity = identityOf(site, tag);
  expect(await judges.cosignVerify(`${judges.image}@${digest}`, identity)).toMatchObject({ code: 0 });
  expect(await judges.cosignProvenance(`${judges.image}@${digest}`, identity)).toMatchObject({ code: 0 });
  expect(await judges.ghVerify(`oci://${judges.image}@${digest}`, ...repo())).toMatchObject({ code: 0 });
  expect((await judges.crane('digest', `${judges.image}:${tag}`)).stdout.trim()).toBe(digest);
  const folder = join(dir, `assets-${tag}`);
  await gh('release', 'download', tag, ...repo(), '--dir', folder);
  execFileSync('sha256sum', ['--check', '--strict', 'checksums.txt'], { cwd: folder });
}

const ended = (result: JobResult): object => ({ conclusion: result.conclusion, errors: errorsOf(result) });
const good = { conclusion: 'success', errors: '' };

/** The action's own verification, once no higher tag waits for its release. */
async function expectVerified(tag: string): Promise<void> {
  const verified = await stage.release(tag, { with: { mode: 'verify' }, builder: false });
  expect(ended(verified)).toEqual(good);
}

test(
  'a page published in the browser: the push and the published release start two runs at once, which make one release',
  async () => {
    await create('v1.1.0');
    const plan = await stage.release('v1.1.0', { with: { mode: 'plan' }, builder: false });
    expect(plan).toMatchObject({ conclusion: 'success' });
    expect(plan.summary).toContain('published already, and completed');
    expect(plan.summary).toContain('its words stay, above ours');

    const [pushed, published] = await Promise.all([
      stage.release('v1.1.0'),
      stage.release('v1.1.0', { event: 'release' }),
    ]);
    for (const run of [pushed, published]) expect(ended(run)).toEqual(good);
    const page = await pageOf('v1.1.0');
    expect(page).toMatchObject({ name: 'v1.1.0: first light', isDraft: false });
    expect(page.body.startsWith(words)).toBe(true);
    expect(page.body.match(/## What's Changed/g)).toHaveLength(1);
    expect(pushed.outputs['digest']).toBe(published.outputs['digest']);
    expect([pushed, published].some(({ summary }) => summary.includes('was public before the image'))).toBe(
      true,
    );
    await expectRelease('v1.1.0', pushed);

    // One more, as when somebody edits the page: it finds all of it.
    const before = await snapshot(stage.site);
    const again = await stage.release('v1.1.0', { event: 'release', builder: false });
    expect(ended(again)).toEqual(good);
    expect(await snapshot(stage.site)).toEqual(before);
  },
  RELEASE_MS * 3,
);

test(
  'a draft that somebody prepared, with a file: a run that is killed half way loses nothing, and the next one publishes it',
  async () => {
    const poster = join(stage.dir, 'poster.txt');
    await writeFile(poster, 'by hand\n');
    await create('v1.2.0', { draft: true, files: [poster] });
    const plan = await stage.release('v1.2.0', { with: { mode: 'plan' }, builder: false });
    expect(plan.summary).toContain('a draft that somebody prepared is taken over');

    const uploads = /^POST uploads\.github\.com\/.*name=checksums\.txt$/;
    const killed = await stage.release('v1.2.0', {
      killAfter: {
        phase: 'after',
        matches: ({ method, host, path }) => uploads.test(`${method} ${host}${path}`),
      },
    });
    expect(killed.exitCode).not.toBe(0);
    const left = await pageOf('v1.2.0');
    expect(left).toMatchObject({ isDraft: true });
    expect(left.body.startsWith(words)).toBe(true);
    expect((await snapshot(stage.site)).tags['v1.2.0']).toBeUndefined();

    const result = await stage.release('v1.2.0');
    expect(ended(result)).toEqual(good);
    expect(result.outputs['verified']).toBe('true');
    const page = await pageOf('v1.2.0');
    expect(page).toMatchObject({ name: 'v1.2.0: first light', isDraft: false });
    expect(page.body.startsWith(words)).toBe(true);
    expect(page.body.match(/## What's Changed/g)).toHaveLength(1);
    await expectRelease('v1.2.0', result);
    await expectVerified('v1.2.0');
    await expectVerified('v1.1.0');
    expect(await readFile(join(stage.dir, 'assets-v1.2.0', 'poster.txt'), 'utf8')).toBe('by hand\n');
    const all = stage.site.standIns.releases().filter(({ tag_name }) => tag_name === 'v1.2.0');
    expect(all).toHaveLength(1);
  },
  RELEASE_MS * 3,
);

test(
  'a page that cannot be completed is named before anything is built, and nothing is touched',
  async () => {
    const git = (...argv: readonly string[]): string =>
      execFileSync('git', ['--git-dir', stage.site.gitDir, ...argv], { encoding: 'utf8' }).trim();
    git('update-ref', 'refs/tags/v1.3.0', git('rev-parse', 'main'));
    await create('v1.3.0', { draft: true });
    await create('v1.3.0', { draft: true });
    const before = await snapshot(stage.site);
    const result = await stage.release('v1.3.0', { builder: false });
    expect(result).toMatchObject({ conclusion: 'failure', exitCode: 1 });
    expect(errorsOf(result)).toContain("v1.3.0 has two drafts with somebody's words");
    expect(publicWrites(result.calls)).toEqual([]);
    expect(await snapshot(stage.site)).toEqual(before);
  },
  RELEASE_MS,
);

test(
  'H17 words that take nearly all that GitHub takes stay byte for byte, and ours are shortened beside them',
  async () => {
    const git = (...argv: readonly string[]): string =>
      execFileSync('git', ['--git-dir', stage.site.gitDir, ...argv], { encoding: 'utf8' }).trim();
    git('update-ref', 'refs/tags/v1.4.0', git('rev-parse', 'main'));
    // A form feed, an escape and blanks at line ends among them; 🎉 is one character, and two UTF-16 units.
    const line = 'פסקה 🎉 \u000c\u001b[1m with blanks   \r\n';
    const room = 123_500 - Array.from(words).length;
    const body = `${words}${line.repeat(Math.floor(room / Array.from(line).length))}the end`;
    await create('v1.4.0', { draft: true, body });
    const result = await stage.release('v1.4.0', { with: { notes: 'append' } });
    expect(ended(result)).toEqual(good);
    const page = await pageOf('v1.4.0');
    // gh shows control characters as ^L and ^[, so that the words are read from behind.
    const is = stage.site.standIns.releases().find(({ tag_name }) => tag_name === 'v1.4.0')?.body ?? '';
    expect(is.endsWith(body)).toBe(true);
    expect(Array.from(is).length).toBeLessThanOrEqual(125_000);
    expect(is).toMatch(/^## What's Changed/);
    expect(page.assets.map(({ name }) => name)).toContain('release-notes.md');
  },
  RELEASE_MS,
);

test(
  'words of every kind on a page of the browser stay above ours, byte for byte, with the title; a rerun changes nothing',
  async () => {
    const git = (...argv: readonly string[]): string =>
      execFileSync('git', ['--git-dir', stage.site.gitDir, ...argv], { encoding: 'utf8' }).trim();
    git('update-ref', 'refs/tags/v1.5.0', git('rev-parse', 'main'));
    const body = [
      ...[
        words,
        'tab\t, form feed\u000c, bell\u0007, escape\u001b[31m, next line\u0085, half\u{1f469}\u200d',
        '  \r\n \n',
      ],
      ...[
        '\u202eabc\u202c \u05e9\u05dc\u05d5\u05dd \u6f22\u5b57 e\u0301\u0302',
        '${{ github.token }} $(id) `id` %0A\n',
      ],
      // Our marks, and those of another tag.
      ...[
        '<!-- release-action writes what follows -->',
        'mine',
        `<!-- release-action v1.1.0 ${'0'.repeat(64)} -->\n`,
      ],
      ...['<details><summary>open', '```md\r\n## a fence that nobody closes', '<!-- nor this', 'the end  \t'],
    ].join('\n');
    const title = '🚀 "1.5" <b>& more</b> \u202eabc\u202c `x` ${{ y }}';
    await create('v1.5.0', { body, title });
    const result = await stage.release('v1.5.0');
    expect(ended(result)).toEqual(good);
    const page = (): Pick<Page, 'name' | 'body'> | undefined => {
      const found = stage.site.standIns.releases().find(({ tag_name }) => tag_name === 'v1.5.0');
      return found && { name: found.name ?? '', body: found.body ?? '' };
    };
    expect(page()?.name).toBe(title);
    expect(page()?.body.slice(0, body.length)).toBe(body);
    expect(page()?.body.slice(body.length)).toContain("## What's Changed");
    await expectVerified('v1.5.0');

    const before = await snapshot(stage.site);
    const again = await stage.release('v1.5.0', { builder: false });
    expect(ended(again)).toEqual(good);
    expect(await snapshot(stage.site)).toEqual(before);
  },
  RELEASE_MS * 2,
);

test('none of it broke a rule of GitHub, registry or Sigstore', () => {
  expect(stage.site.standIns.violations()).toEqual([]);
});
