import { describe, expect, test } from '@jest/globals';
import * as fc from '../../support/property.ts';
import { countCharacters, fit } from '../../../src/changelog/markdown/fit.ts';
import { githubLimit, renderNotes } from '../../../src/changelog/notes.ts';
import { parseTag } from '../../../src/plan/version/version.ts';
import { historyOf } from '../../support/changelog/history-of.ts';
import { render } from '../../support/changelog/render.ts';

const version = parseTag('v1.0.0', '')!;

test('characters are code points', () => {
  expect(countCharacters('aé✨👩‍💻')).toBe(6);
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => countCharacters(text) === Array.from(text).length),
  );
});

test('a history too long to be shown is not made into text', () => {
  const made: number[] = [];
  const items = { length: 1_000_000, at: (i: number) => (made.push(i), `- line ${i}`) };
  const { body } = fit(
    [
      { rank: 1, items: ['- first'] },
      { rank: 2, heading: '# H', items, counted: true },
    ],
    1000,
    'X',
  );
  expect(countCharacters(body)).toBeLessThanOrEqual(1000);
  expect(body).toMatch(/^- first|… 1 more line: see X/);
  expect(made.length).toBeLessThan(200);
});

describe('fit', () => {
  const sections = [
    { rank: 9, heading: '## Title', items: ['intro'] },
    { rank: 2, heading: '### High', items: ['- h1', '- h2'], counted: true },
    {
      rank: 1,
      heading: '### Low',
      items: ['- l1', '- l2', '- l3 is a longer line than the others are'],
      counted: true,
    },
  ];
  const all =
    '## Title\n\nintro\n\n### High\n\n- h1\n- h2\n\n### Low\n\n- l1\n- l2\n- l3 is a longer line than the others are\n';

  test('leaves alone what fits', () => {
    expect(fit(sections, all.length, 'X')).toEqual({ body: all });
  });

  test('cuts one change with a text like a book, so that the others keep their lines', () => {
    const book = ['- fix!: two', '', '  ```sh', ...Array.from({ length: 2000 }, (_, i) => `  line ${i}`)];
    const long = [
      { rank: 9, heading: '### Breaking', items: [book.join('\n'), '- fix!: three'], counted: true },
      ...sections,
    ];
    const { body, full } = fit(long, 10_000, 'X');
    expect(countCharacters(body)).toBeLessThanOrEqual(10_000);
    expect(body).toMatch(
      / {2}line 150\n(?:.|\n)*\n {2}```\n\n {2}… \d+ more lines: see X\n\n- fix!: three\n/,
    );
    for (const line of ['- h1', '- h2', '- l1', '- l2', '- l3']) expect(body).toContain(line);
    expect(full?.()).toContain('  line 1999\n\n- fix!: three');
  });

  test('takes whole lines from the lowest rank', () => {
    const cut = fit(sections, all.length - 1, 'X');
    expect(cut.full?.()).toBe(all);
    expect(cut).toEqual({
      body: '## Title\n\nintro\n\n### High\n\n- h1\n- h2\n\n### Low\n\n- l1\n- l2\n- … and 1 more change: see X\n',
      full: expect.any(Function),
    });
  });

  test('goes on with the next', () => {
    const low = '## Title\n\nintro\n\n### High\n\n- h1\n- h2\n\n### Low\n\n- … and 3 more changes: see X\n';
    expect(fit(sections, low.length, 'X').body).toBe(low);
    const high = fit(sections, low.length - 1, 'X').body;
    expect(high).toContain('### High\n\n- … and 2 more changes: see X');
  });

  test('cuts a text of the user at a line, and closes its code block', () => {
    const text = ['```sh', ...Array.from({ length: 40 }, (_, i) => `line ${i}`), '```', 'the end'].join('\n');
    const { body } = fit(
      [
        { rank: 1, items: [text], whole: true },
        { rank: 2, items: ['after'] },
      ],
      200,
      'X',
    );
    expect(body.length).toBeLessThanOrEqual(200);
    expect(render(body).children.map(({ type }) => type)).toEqual(['code', 'paragraph', 'paragraph']);
  });

  test.each([
    ['details', '<details><summary>All</summary>\n', '</details>'],
    ['a comment', '<!--', '-->'],
    ['a fence in an item', '- a\n  ~~~~sh', '  ~~~~'],
  ])('closes %s of a text of the user that is cut, so that what follows is seen', (_, opens, closes) => {
    const lines = Array.from({ length: 2000 }, (_line, i) => `  line ${i} of many`);
    const { body, full } = fit(
      [
        { rank: 6, items: [`${opens}\n${lines.join('\n')}\n${closes}`], whole: true },
        { rank: 1, heading: '## After', items: ['- one', '- two'], counted: true },
      ],
      5000,
      'X',
    );
    expect(countCharacters(body)).toBeLessThanOrEqual(5000);
    expect(countCharacters(body)).toBeGreaterThan(4800);
    expect(body).toMatch(
      /\n *(?:<\/details>|-->|~~~~)\n\n… \d+ more lines: see X\n\n## After\n\n- one\n- two\n$/,
    );
    expect(full?.()).toContain('line 1999');
  });

  test('a long text of the user leaves a fifth to the others, and to each what it needs', () => {
    const text = Array.from({ length: 2000 }, (_, i) => `line ${i} of many`).join('\n');
    const changes = Array.from({ length: 2000 }, (_, i) => `- change ${i}`);
    const { body } = fit(
      [
        { rank: 6, items: [text], whole: true },
        { rank: 1, heading: '## After', items: changes, counted: true },
      ],
      5000,
      'X',
    );
    const [own = '', others = ''] = body.split('## After');
    expect(countCharacters(own)).toBeGreaterThan(3800);
    expect(countCharacters(others)).toBeGreaterThan(900);
    expect(own).toMatch(/\n… \d+ more lines: see X\n\n$/);
    expect(Number(/… (\d+) more lines/.exec(own)?.[1]) + (own.match(/^line/gm) ?? []).length).toBe(2000);
  });
});

test('20,000 wide subjects fit into what GitHub takes, and breaking changes outlive the rest', () => {
  const messages = Array.from(
    { length: 20_000 },
    (_, i) => `${i % 100 === 0 ? 'feat!' : 'chore'}: 👍 number ${i} ${'✨'.repeat(9)}`,
  );
  const { body, full } = renderNotes({ version, previousTag: 'v0.9.0', commits: historyOf(messages) });
  expect(countCharacters(body)).toBeLessThanOrEqual(githubLimit);
  expect(countCharacters(body)).toBeGreaterThan(githubLimit - 200);
  expect(body.match(/^- feat!/gm)).toHaveLength(200);
  const shown = body.match(/^- chore/gm)?.length ?? 0;
  expect(body).toContain(`- … and ${19_800 - shown} more changes: see \`release-notes.md\``);
  expect(full?.().match(/^- /gm)).toHaveLength(20_000);
});
