import { describe, expect, test } from '@jest/globals';
import * as fc from '../support/property.ts';
import { clip, code, fence, link, plain, prose, text, url } from '../../src/report/escape.ts';
import { githubHtml, githubTree, visibleText } from '../support/report/github-markdown.ts';
import { hostile } from '../support/report/hostile.ts';

const shown = (markdown: string): string => visibleText(githubTree(markdown));

/** What a reader should see of a foreign line. */
const seen = (raw: string): string =>
  plain(raw)
    .replace(/@\u200b/g, '@')
    .replace(/\s+/gu, ' ')
    .trim();

describe('text', () => {
  test.each([
    ['feat: add refresh token rotation (#42)', 'feat: add refresh token rotation (#42)'],
    ['release_notes.md', 'release_notes.md'],
    ['_private_ *bold*', '&#95;private&#95; &#42;bold&#42;'],
    ['a | b', 'a &#124; b'],
    ['<img src=x onerror=y>', '&#60;img src=x onerror=y&#62;'],
    ['&lt;', '&#38;lt;'],
    ['[x](y) ![z](w)', '&#91;x&#93;(y) !&#91;z&#93;(w)'],
    ['$x$ and `y`', '&#36;x&#36; and &#96;y&#96;'],
    [
      'thanks @lea (@lea/x), not release.yml@refs/tags/v1',
      'thanks @&#8203;lea (@&#8203;lea/x), not release.yml@refs/tags/v1',
    ],
    ['see_www.x.y/|', 'see_www&#46;x.y/&#124;'],
    ['# no heading', '&#35; no heading'],
    ['1. no list', '1&#46; no list'],
    ['- no list', '&#45; no list'],
    ['two\nlines\tone', 'two lines one'],
    ['\u001b[31mred\u001b[0m \u202eesrever', 'red esrever'],
    ['\ud800 alone', '\ufffd alone'],
  ])('%j is written %j', (raw, markdown) => {
    expect(text(raw)).toBe(markdown);
  });

  test('reads as it was, in a paragraph, a list and a table', () => {
    fc.assert(
      fc.property(hostile, (raw) => {
        const expected = seen(raw);
        expect(shown(`x ${text(raw)} x`)).toBe(`x ${expected} x`.replace(/ {2}/, ' '));
        expect(shown(`- ${text(raw)}`)).toBe(expected);
        expect(shown(`| h |\n| --- |\n| ${text(raw)} |`)).toBe(`h ${expected}`.trim());
      }),
      { numRuns: 300 },
    );
  });
});

describe('code', () => {
  test.each([
    ['sha256:abc', '`sha256:abc`'],
    ['', ''],
    ['a`b', '<code>a&#96;b</code>'],
    ['a|b_c', '<code>a&#124;b&#95;c</code>'],
    ['<b>', '`<b>`'],
    ['\\', '`\\`'],
    ['\u{10fffe}|é', '<code>\u{10fffe}&#124;é</code>'],
  ])('%j is written %j', (raw, markdown) => {
    expect(code(raw)).toBe(markdown);
  });

  test('reads as it was, in a paragraph and a table', () => {
    fc.assert(
      fc.property(hostile, (raw) => {
        const expected = seen(raw);
        expect(shown(`x ${code(raw)}`)).toBe(`x ${expected}`.trim());
        expect(shown(`| h |\n| --- |\n| ${code(raw)} |`)).toBe(`h ${expected}`.trim());
      }),
      { numRuns: 300 },
    );
  });
});

describe('prose', () => {
  test.each([
    ['`id-token` is not granted', '`id-token` is not granted'],
    ['see `a|b` and <x>', 'see <code>a&#124;b</code> and &#60;x&#62;'],
    ['one ` alone', 'one &#96; alone'],
    ['`` twice', '&#96;&#96; twice'],
  ])('%j is written %j', (raw, markdown) => {
    expect(prose(raw)).toBe(markdown);
  });
});

describe('fence', () => {
  test('is longer than any run inside', () => {
    expect(fence('a\n````\nb\n', 'sh')).toBe('`````sh\na\n````\nb\n`````');
    expect(fence('a', 'sh', '  ')).toBe('  ```sh\n  a\n  ```');
  });

  test('ends where it should, whatever is inside', () => {
    const lines = fc.array(
      fc.oneof(hostile, fc.constantFrom('```', '~~~', '````sh', '  ```', '</code></pre>')),
    );
    fc.assert(
      fc.property(lines, (inner) => {
        const content = plain(inner.join('\n')).replace(/\n+$/, '');
        const html = githubHtml(`${fence(content, 'text')}\n\nafter`);
        expect(html.endsWith('</code></pre>\n<p>after</p>')).toBe(true);
        expect(html.match(/<pre>/g)).toHaveLength(1);
        const item = githubHtml(`- before\n${fence(content, 'text', '  ')}\n- after`);
        expect(item.endsWith('<li>after</li>\n</ul>')).toBe(true);
      }),
    );
  });
});

describe('links', () => {
  test.each([
    ['https://github.com/acme/app/releases/tag/v1.0.0', 'https://github.com/acme/app/releases/tag/v1.0.0'],
    ['https://x.y/a(b)_c', 'https://x.y/a%28b%29_c'],
    ['https://x.y/a b|c', 'https://x.y/a%20b%7Cc'],
    ['javascript:alert(1)', undefined],
    ['/relative', undefined],
    ['', undefined],
  ])('%j leads to %j', (raw, href) => {
    expect(url(raw)).toBe(href);
  });

  test('a label without a target is a label', () => {
    expect(link('x', undefined)).toBe('x');
    expect(link('x', 'data:text/html,x')).toBe('x');
    expect(link('x', 'https://x.y/')).toBe('[x](https://x.y/)');
  });
});

test.each([
  ['short', 10, 'short'],
  ['exactly ten', 11, 'exactly ten'],
  ['one too many', 11, 'one too ma…'],
  ['ab😀cd', 4, 'ab…'],
])('%j within %i is %j', (raw, limit, clipped) => {
  expect(clip(raw, limit)).toBe(clipped);
});
