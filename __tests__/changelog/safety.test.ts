import { describe, expect, test } from '@jest/globals';
import * as fc from '../support/property.ts';
import { block, closeMarkdown } from '../../src/changelog/markdown/blocks.ts';
import { renderNotes } from '../../src/changelog/notes.ts';
import { parseTag } from '../../src/plan/version/version.ts';
import { historyOf } from '../support/changelog/history-of.ts';
import { allNodes, mentions, nodeTypes, render } from '../support/changelog/render.ts';

const version = parseTag('v2.0.0', '')!;
const repository = { owner: 'o', name: 'r', serverUrl: 'https://github.com' };

const piece = fc.constantFrom(
  ...[
    '\n',
    '\n\n',
    ' ',
    '    ',
    '\t',
    '- ',
    '* ',
    '1. ',
    '> ',
    '# ',
    '## ',
    '```',
    '````',
    '~~~',
    '```js',
    '`',
    '---',
  ],
  ...[
    '===',
    ':-',
    '|',
    '| - |',
    '<details>',
    '</details>',
    '<!--',
    '-->',
    '<b>',
    '[x]: y',
    '[^1]: z',
    '[^1]',
    '\\',
  ],
  ...[
    '*',
    '_',
    '$$',
    '@alice',
    '@o/team',
    'https://a.b',
    'www.a.b',
    'WWW.a.b',
    'Https://a.b',
    '&lt;',
    'word',
    'é',
    'BREAKING CHANGE: ',
    '\r\n',
  ],
);
const text = fc.array(piece, { maxLength: 25 }).map((pieces) => pieces.join(''));
const type = fc.constantFrom(
  'feat: ',
  'fix(a): ',
  'feat!: ',
  'chore: ',
  'Revert "',
  "Merge branch '",
  '',
  ':bug: fix: ',
);

test('a text of a commit stays inside its list item', () => {
  const allowed = ['code', 'heading', 'inlineCode', 'link', 'list', 'listItem', 'paragraph', 'root', 'text'];
  fc.assert(
    fc.property(text, (raw) => {
      const tree = render(`- first\n\n${block(raw, '  ')}\n\n## after\n`);
      expect(tree.children.map((node) => node.type)).toEqual(['list', 'heading']);
      expect(nodeTypes(tree).filter((name) => !allowed.includes(name))).toEqual([]);
      expect(mentions(tree)).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

test('the notes keep their shape, whatever the commits say', () => {
  const message = fc.tuple(type, text, text).map(([t, subject, body]) => `${t}${subject}\n\n${body}`);
  fc.assert(
    fc.property(
      fc.array(message, { minLength: 1, maxLength: 6 }),
      fc.constantFrom('full', 'short'),
      (messages, style) => {
        const { body } = renderNotes({
          version,
          previousTag: 'v1.0.0',
          commits: historyOf(messages),
          repository,
          style: style,
          verify: ['docker pull x'],
        });
        const tree = render(body);
        const headings = tree.children.filter((node) => node.type === 'heading').map((node) => node.depth);
        expect(headings[0]).toBe(2);
        expect(headings.slice(1).every((depth) => depth === 3)).toBe(true);
        expect(
          tree.children.every(({ type: name }) => ['heading', 'list', 'paragraph', 'code'].includes(name)),
        ).toBe(true);
        expect(tree.children.at(-1)).toMatchObject({ type: 'code', lang: 'sh', value: 'docker pull x' });
        const never = [
          'html',
          'table',
          'blockquote',
          'image',
          'definition',
          'footnoteDefinition',
          'thematicBreak',
        ];
        expect(nodeTypes(tree).filter((name) => never.includes(name))).toEqual([]);
        expect(mentions(tree)).toEqual([]);
      },
    ),
    { numRuns: 300 },
  );
});

describe('the text of the user', () => {
  test.each([
    ['a fence', '```sh\nrun', '```sh\nrun\n```'],
    ['a longer fence', '~~~~\n```', '~~~~\n```\n~~~~'],
    ['a comment', 'a <!-- b', 'a <!-- b\n-->'],
    ['details', '<details><summary>x</summary>\n\ny', '<details><summary>x</summary>\n\ny\n\n</details>'],
    ['nothing', 'as it is `<details>`', 'as it is `<details>`'],
    ['a fence in a list item', '- a\n  ```js\n  b', '- a\n  ```js\n  b\n  ```'],
    ['a fence that begins an item', '1. ```js\n   b', '1. ```js\n   b\n   ```'],
    ['a fence in a quotation', '> ```js\n> b', '> ```js\n> b\n> ```'],
    ['a fence of an item that ends itself', '- a\n  ```js\n  b\n\nc', '- a\n  ```js\n  b\n\nc'],
    ['a fence of a quotation that ends itself', '> ```js\n\nc', '> ```js\n\nc'],
    ['an indented fence in no list', '  ```js\nb', '```js\nb\n```'],
    ['what only looks like one, in code', '- a\n\n      ```js', '- a\n\n      ```js'],
    ['a fence with a longer one in it', '- a\n  ````md\n  ```', '- a\n  ````md\n  ```\n  ````'],
  ])('%s left open is closed', (_, markdown, closed) => {
    expect(closeMarkdown(markdown)).toBe(closed);
    const tree = render(`${closeMarkdown(markdown)}\n\n## after\n`);
    expect(allNodes(tree).some((node) => node.type === 'heading')).toBe(true);
  });
});
