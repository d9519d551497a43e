import { describe, expect, test } from '@jest/globals';
import { withAbsoluteLinks } from '../../../src/changelog/file/links.ts';

const repository = { owner: 'acme', name: 'app', serverUrl: 'https://github.com' };
const from = (path: string, text: string, tag = 'v1.2.0'): string =>
  withAbsoluteLinks(text, { repository, tag, path });
const at = 'https://github.com/acme/app/blob/v1.2.0';

describe('a section of docs/overview/changelog.md', () => {
  test.each<[string, string]>([
    ['[a](../production/upgrade.md#pg)', `[a](${at}/docs/production/upgrade.md#pg)`],
    [
      '[a](./x.md "title") and [b](y.md)',
      `[a](${at}/docs/overview/x.md "title") and [b](${at}/docs/overview/y.md)`,
    ],
    ['[a](</docs/x.md>)', `[a](<${at}/docs/x.md>)`],
    ['![shot](img/a.png)', '![shot](https://github.com/acme/app/raw/v1.2.0/docs/overview/img/a.png)'],
    [
      '[![x](i.svg)](y.md)',
      `[![x](https://github.com/acme/app/raw/v1.2.0/docs/overview/i.svg)](${at}/docs/overview/y.md)`,
    ],
    ['[see above](#1-1-0)', `[see above](${at}/docs/overview/changelog.md#1-1-0)`],
    ['see [x]\n\n[x]: ../x.md', `see [x]\n\n[x]: ${at}/docs/x.md`],
    [
      '<img width="3" src="a.png"> <a href="../x.md">x</a>',
      `<img width="3" src="https://github.com/acme/app/raw/v1.2.0/docs/overview/a.png"> <a href="${at}/docs/x.md">x</a>`,
    ],
  ])('%s', (text, expected) => {
    expect(from('docs/overview/changelog.md', text)).toBe(expected);
  });

  test.each([
    'no link [x] at (all) #12 @ann',
    '[a](https://example.com/x) <https://example.com> [m](mailto:a@example.com) [p](//example.com/x)',
    '`[a](x.md)` and\n\n```md\n[a](x.md)\n```\n\n    [a](x.md)',
    '[a]() [b](\\x.md) [c](../../../../../../etc)',
    '[out](../../../../../x)',
  ])('%j stays', (text) => {
    expect(from('docs/overview/changelog.md', text)).toBe(text);
  });
});

test('what leads out of the files leads to the same page of the repository, whatever is in the tag', () => {
  for (const tag of ['v1.2.0', 'api/v1.2.0', 'c#/v1.2.0'])
    expect(from('CHANGELOG.md', '[#12](../../issues/12)', tag)).toBe(
      '[#12](https://github.com/acme/app/issues/12)',
    );
  expect(from('api/CHANGELOG.md', '[a](a.md)', 'api/v1.2.0')).toBe(
    '[a](https://github.com/acme/app/blob/api/v1.2.0/api/a.md)',
  );
  expect(from('c#/CHANGELOG.md', '[a](a.md)', 'c#/v1.2.0')).toBe(
    '[a](https://github.com/acme/app/blob/c%23/v1.2.0/c%23/a.md)',
  );
});
