import { describe, expect, test } from '@jest/globals';
import * as fc from '../../support/property.ts';
import { codeSpan, inline } from '../../../src/changelog/markdown/markdown.ts';
import { cleanLine } from '../../../src/changelog/markdown/text.ts';
import { allNodes, mentions, nodeTypes, render, seenText } from '../../support/changelog/render.ts';

describe('inline', () => {
  test.each([
    ['feat: add refresh token rotation (#42)', 'feat: add refresh token rotation (#42)'],
    ['fix: compare <a> with a<b and 1<2', 'fix: compare \\<a> with a\\<b and 1<2'],
    ['use `<T>` and ``a`b``', 'use `<T>` and ``a`b``'],
    ['a lone ` stays', 'a lone \\` stays'],
    ['thanks @alice and bob@example.com', 'thanks @\u200balice and bob@example.com'],
    ['bump @types/node to 24', 'bump `@types/node` to 24'],
    // Side by side, their backticks would be one longer run, and the code no code any more.
    ['@o/team```js`<b>```js', '`@o/team`\u200b``js`<b>``js'],
    ['`<b>`@o/team', '`<b>`\u200b`@o/team`'],
    ['snake_case and _emphasis_', 'snake_case and \\_emphasis\\_'],
    ['see https://example.com/a_b?c=1.', 'see https://example.com/a_b?c=1.'],
    ['see https://example.com/*x*', 'see <https://example.com/*x>\\*'],
    ['[docs](https://example.com/a(b)) ok', '[docs](<https://example.com/a(b)>) ok'],
    ['[x](javascript:alert(1))', '\\[x](javascript:alert(1))'],
    ['![logo](https://example.com/x.png)', '\\![logo](https://example.com/x.png)'],
    ['$HOME and $PATH', '&#36;HOME and &#36;PATH'],
    ['costs $5', 'costs $5'],
    ['AT&amp;T & co', 'AT\\&amp;T & co'],
    ['# heading', '\\# heading'],
    ['#12 is first', '#12 is first'],
    ['- [ ] task', '\\- \\[ ] task'],
    ['1. one', '1\\. one'],
    ['> quote', '\\> quote'],
    ['~~~', '\\~\\~\\~'],
    ['a | b', 'a \\| b'],
    ['https://a.b\u0007<a href=x>', '<https://a.b>\u0007\\<a href=x>'],
    [':sparkles: shine ✨', ':sparkles: shine ✨'],
  ])('%s', (text, markdown) => {
    expect(inline(text)).toBe(markdown);
  });
});

const nasty = fc.string({
  unit: fc.constantFrom(
    ...Array.from('`*_~[]()<>!|\\&$#@-+=:.;/ "\'\n\t'),
    ...[
      'a',
      'b',
      '1',
      'é',
      '✨',
      '```',
      '~~~',
      '<b>',
      '</details>',
      '<!--',
      '-->',
      'https://a.b/c',
      'www.x.yz',
    ],
    ...[
      '](',
      '![',
      '[^1]',
      '[x]: ',
      '@al',
      '@a/b',
      '&lt;',
      '&#35;',
      '$x$',
      ' | - | ',
      '---',
      '- ',
      '1. ',
      'a@b.cd',
      '\u202e',
    ],
  ),
  maxLength: 40,
});

describe('whatever the text', () => {
  test('a line stays one paragraph of text, code and links to the web', () => {
    fc.assert(
      fc.property(nasty, (raw) => {
        const text = cleanLine(raw);
        fc.pre(text !== '');
        const tree = render(`- ${inline(text)}\n- next\n\n## after\n`);
        expect(tree.children.map(({ type }) => type)).toEqual(['list', 'heading']);
        const allowed = ['heading', 'inlineCode', 'link', 'list', 'listItem', 'paragraph', 'root', 'text'];
        expect(nodeTypes(tree).filter((type) => !allowed.includes(type))).toEqual([]);
        for (const node of allNodes(tree)) {
          if (node.type === 'link') expect(node.url).toMatch(/^(?:https?:\/\/|mailto:)/);
        }
        expect(mentions(tree)).toEqual([]);
      }),
      { numRuns: 600 },
    );
  });

  test('without code and links, the reader sees exactly the text', () => {
    fc.assert(
      fc.property(nasty, (raw) => {
        const text = cleanLine(raw.replaceAll(/`|@|https?|www|\]\(/g, ''));
        fc.pre(text !== '');
        expect(seenText(render(`x ${inline(text)}`))).toBe(`x ${text}`);
      }),
      { numRuns: 300 },
    );
  });

  test('a code span holds exactly what is put in', () => {
    fc.assert(
      fc.property(nasty, (raw) => {
        const code = cleanLine(raw);
        fc.pre(code !== '');
        const [paragraph] = render(`x ${codeSpan(code)} y`).children;
        expect(paragraph?.type === 'paragraph' && paragraph.children[1]).toMatchObject({
          type: 'inlineCode',
          value: code,
        });
      }),
      { numRuns: 300 },
    );
  });
});
