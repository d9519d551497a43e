import { describe, expect, test } from '@jest/globals';
import * as fc from '../support/property.ts';
import { closed, collapsed, fit, rowVariants, table, wholeLines } from '../../src/report/document.ts';
import { githubHtml } from '../support/report/github-markdown.ts';

describe('fit', () => {
  const sections = [
    { rank: 9, forms: ['head'] },
    { rank: 2, forms: ['b'.repeat(50), 'b'.repeat(10), ''] },
    { rank: 1, forms: ['a'.repeat(50), 'a'] },
  ];

  test.each([
    [200, ['head', 'b'.repeat(50), 'a'.repeat(50)]],
    [109, ['head', 'b'.repeat(50), 'a'.repeat(50)]],
    [108, ['head', 'b'.repeat(50), 'a']],
    [59, ['head', 'b'.repeat(10), 'a']],
    [19, ['head', 'a']],
  ])('%i bytes', (limit, parts) => {
    expect(fit(sections, limit)).toBe(`${parts.join('\n\n')}\n`);
  });

  test('bytes count, not characters', () => {
    expect(fit([{ rank: 1, forms: ['ééé', 'e'] }], 6)).toBe('e\n');
    expect(fit([{ rank: 1, forms: ['ééé', 'e'] }], 7)).toBe('ééé\n');
  });

  test('is never too long', () => {
    const anySection = fc.record({
      rank: fc.nat(5),
      forms: fc.array(
        fc.string({ maxLength: 60 }).map((s) => `${s}\n${s}`),
        { maxLength: 4 },
      ),
    });
    fc.assert(
      fc.property(fc.array(anySection, { maxLength: 6 }), fc.nat(300), (all, limit) => {
        expect(Buffer.byteLength(fit(all, limit))).toBeLessThanOrEqual(limit);
      }),
    );
  });
});

test.each([
  ['a\nb\nc', 5, 'a\nb\nc'],
  ['a\nb\nc', 4, 'a\nb\n'],
  ['a\nb\nc', 3, 'a\n'],
  ['abc', 2, ''],
  ['\n', 0, ''],
  ['é\né\n', 5, 'é\n'],
])('whole lines of %j in %i bytes: %j', (markdown, limit, lines) => {
  expect(wholeLines(markdown, limit)).toBe(lines);
});

test('a table', () => {
  expect(
    table(
      ['Name', 'Size:'],
      [
        ['a', '1 B'],
        ['b', '2 B'],
      ],
    ),
  ).toBe('| Name | Size |\n| --- | ---: |\n| a | 1 B |\n| b | 2 B |');
});

describe('rowForms', () => {
  const forms = (n: number) =>
    rowVariants(
      '# H',
      Array.from({ length: n }, (_, i) => i),
      (rows) => rows.join(','),
      'See there.',
    );

  test('nothing is no section', () => {
    expect(forms(0)).toEqual([]);
  });

  test('few rows', () => {
    expect(forms(2)).toEqual([
      '# H\n\n0,1',
      '# H\n\n_2 are not shown: this page would be too long. See there._',
    ]);
  });

  test('many rows', () => {
    expect(forms(101).map((form) => form.split('\n').at(-1))).toEqual([
      Array.from({ length: 101 }, (_, i) => i).join(','),
      '_100 of 101 are shown. See there._',
      '_10 of 101 are shown. See there._',
      '_101 are not shown: this page would be too long. See there._',
    ]);
  });
});

describe('closed', () => {
  test.each([
    ['no fence', 'no fence'],
    ['```\nx\n```', '```\nx\n```'],
    ['```sh\nx', '```sh\nx\n```'],
    ['````\nx\n```\n', '````\nx\n```\n````'],
    ['~~~\nx\n```', '~~~\nx\n```\n~~~'],
    ['```\nx\n``` y', '```\nx\n``` y\n```'],
    ['``` a`b', '``` a`b'],
    ['    ```\nx', '    ```\nx'],
  ])('%j is closed as %j', (markdown, whole) => {
    expect(closed(markdown)).toBe(whole);
  });

  test('what follows is outside', () => {
    const line = fc.constantFrom('```', '````', '~~~', '```sh', 'x', '', '   ```', '~~~~', '``` `');
    fc.assert(
      fc.property(fc.array(line, { maxLength: 10 }), (lines) => {
        expect(githubHtml(`${closed(lines.join('\n'))}\n\nafter`)).toMatch(/<p>after<\/p>$/);
      }),
    );
  });
});

test('folded Markdown is still Markdown', () => {
  expect(githubHtml(collapsed('Title', '- a'))).toBe(
    '<details>\n<summary>Title</summary>\n<ul>\n<li>a</li>\n</ul>\n</details>',
  );
});
