import { describe, expect, test } from '@jest/globals';
import { migrationFor, sectionOf } from '../../../src/changelog/file/section.ts';

const keepAChangelog = `# Changelog

## [Unreleased]

## [1.2.0] - 2024-05-01

A quiet one, see [the guide] and [1.1.0].

### Added

- Device flow ([#5])

### Migration

Run \`app migrate\`.

#### From 1.0

Read the guide first.

### Fixed

- A crash

\`\`\`md
## [1.0.0] is no heading here
\`\`\`

## [1.1.0] - 2024-01-01

- Older

[the guide]: https://example.com/guide
[#5]: https://example.com/5
[1.2.0]: https://example.com/1.2.0
[1.1.0]: https://example.com/1.1.0
`;

const conventional = `# [1.2.0](https://github.com/a/b/compare/v1.1.1...v1.2.0) (2024-05-01)


### Features

* device flow ([abc](https://github.com/a/b/commit/abc))



## [1.1.1](https://github.com/a/b/compare/v1.1.0...v1.1.1) (2024-04-01)


### Bug Fixes

* crash

# 1.1.0 (2024-01-01)

* first
`;

const underlined = `History
=======

1.2.0 / 2024-05-01
==================

  * device flow

v1.1.0 / 2024-01-01
-------------------

  * older
`;

describe('sectionOf', () => {
  test('Keep a Changelog: text, migration part, and the link definitions in use', () => {
    expect(sectionOf(keepAChangelog, '1.2.0')).toEqual({
      text: [
        'A quiet one, see [the guide] and [1.1.0].',
        '',
        '### Added',
        '',
        '- Device flow ([#5])',
        '',
        '### Fixed',
        '',
        '- A crash',
        '',
        '```md',
        '## [1.0.0] is no heading here',
        '```',
        '',
        '[the guide]: https://example.com/guide',
        '[1.1.0]: https://example.com/1.1.0',
        '[#5]: https://example.com/5',
      ].join('\n'),
      migration: 'Run `app migrate`.\n\n#### From 1.0\n\nRead the guide first.',
    });
    expect(sectionOf(keepAChangelog, '1.1.0')).toEqual({ text: '- Older', migration: '' });
    expect(sectionOf(keepAChangelog, '1.0.0')).toBeUndefined();
  });

  test('conventional-changelog: majors, minors and patches have different levels', () => {
    expect(sectionOf(conventional, '1.2.0')?.text).toBe(
      '### Features\n\n* device flow ([abc](https://github.com/a/b/commit/abc))',
    );
    expect(sectionOf(conventional, '1.1.1')?.text).toBe('### Bug Fixes\n\n* crash');
    expect(sectionOf(conventional, '1.1.0')?.text).toBe('* first');
  });

  test('underlined headings, Windows line ends, a byte-order mark', () => {
    expect(sectionOf(`\ufeff${underlined.replaceAll('\n', '\r\n')}`, '1.2.0')?.text).toBe('* device flow');
    expect(sectionOf(underlined, '1.1.0')?.text).toBe('* older');
  });

  test.each([
    '## 1.2.0',
    '## v1.2.0',
    '## [v1.2.0] - 2024-05-01',
    '## 1.2.0 (2024-05-01)',
    '## [1.2.0](https://example.com)',
    '## Version 1.2.0',
    '## app@1.2.0',
    '## 1.2.0 – the quiet one',
    '## 1.2.0 [YANKED]',
    '## [Unreleased] (1.2.0)',
    '## Unreleased - v1.2.0',
  ])('%s is a heading of 1.2.0', (heading) => {
    expect(sectionOf(`${heading}\n\ntext\n\n## 1.1.0\n\nno\n`, '1.2.0')?.text).toBe('text');
  });

  test.each([
    '## Unreleased (after 1.2.0)',
    '## Unreleased (1.2.0-rc.1)',
    '## 1.2.0-rc.1',
    '## 1.2.01',
    '## 11.2.0',
    '<!--\n## 1.2.0\n-->',
    '1.2.0',
  ])('%s is not', (heading) => {
    expect(sectionOf(`${heading}\n\ntext\n`, '1.2.0')).toBeUndefined();
  });
});

describe('forms of changelogs', () => {
  const next = (heading: string): string => `# Changelog\n\n## 1.2.0\n\n- Mine\n\n${heading}\n\n- Not mine\n`;
  test.each([
    '## Version 1.1: Formatter',
    '## 1.2.0rc1 (2024-01-02)',
    '## 1.2.0-rc.1',
    '## 1.1.0.4',
    '## 1.1.0.post1',
    '## 1.1',
    '## v1.1 (2024-01-01)',
    '## 2024.01',
    '## [1.1.0] - 2024-01-01',
    '## \\[1.1.0] - 2024-01-01',
    '## <a name="1.1.0"></a>1.1.0',
    '## 1.1.0 <!-- 2024 -->',
    '## [1.1.0](https://a.b/(x)) (2024-01-01)',
    '## 2024-01-01, Version 1.1.0 (Current)',
    '## Older releases',
    '## Unreleased',
    '### [1.1.1](https://a.b) (2024-01-01)',
    '# 1.0.0',
    '<a name="1.1.0"></a>\n## 1.1.0',
    '<h2>1.1.0</h2>',
    '---\n\n## 1.1.0',
    '1.1.0\n-----',
    '<!-- older -->\n## 1.1.0',
    '## app 1.1.0 (2024-01-01)',
  ])('the section ends before %j', (heading) => {
    expect(sectionOf(next(heading), '1.2.0')).toEqual({ text: '- Mine', migration: '' });
  });

  test.each([
    '### Fixed',
    '### 🐛 Bug Fixes',
    '## Added',
    '## 🚀 Features',
    '### Python 3.12',
    '### From 1.1.0 to 1.2.0',
    '### Support for 1.1.0',
    '```\n## 1.1.0\n```',
    '<!--\n## 1.1.0\n-->',
    '> ## 1.1.0',
    '- a list\n\n  ## 1.1.0',
    'A text with a rule right under it\n---',
    '- a list with a rule right under it\n---',
  ])('and not before %j', (inside) => {
    expect(sectionOf(next(inside), '1.2.0')?.text).toContain('- Not mine');
  });

  test.each([
    '## \\[1.2.0] - 2024-05-01',
    '## <a name="1.2.0"></a>1.2.0 (2024-05-01)',
    '## 1.2.0 <!-- released -->',
    '## `1.2.0`',
    '## **1.2.0**',
    '## [1.2.0][] / 2024-05-01',
    '## 🎉 1.2.0',
    '## 2024-05-01, Version 1.2.0 (Current), @ann',
    '## 2024-05-01 - 1.2.0',
    '## towncrier 1.2.0 (2024-05-01)',
    '## My Project v1.2.0',
    '## @acme/app@1.2.0',
    '## app-v1.2.0',
    '## api/v1.2.0',
    '## 1.2.0: the quiet one',
    '## 1.2.0 ##',
    '## 1.2',
    '## v1.2 (2024-05-01)',
    '<h2 id="v1.2.0">v1.2.0</h2>',
    '**1.2.0** (2024-05-01)',
    '1.2.0 (2024-05-01)\n==================',
    '## The quiet one - 1.2.0',
    '## The quiet one (v1.2.0)',
    '## May 1, 2024 - 1.2.0',
    '## May 2024 (version 1.2.0)',
    '## 1 May 2024: 1.2.0',
    '## app-1.2.0',
    '## acme/app 1.2.0',
    '## :rocket: v1.2.0',
    '## 1.1.0 → 1.2.0',
    '## Changes between 1.1.0 and 1.2.0',
    '## (1.2.0)',
    '## "1.2.0"',
    '## 1.2.0.',
    '## 1.2.0; of May',
    '## 1.2.0（2024-05-01）',
    '## 版本 1.2.0',
    '## 第 1.2.0 版',
    '## Версия 1.2.0',
  ])('%j is a heading of 1.2.0', (heading) => {
    expect(sectionOf(`# Changes\n\n${heading}\n\n- Mine\n\n## 1.1.0\n\n- no\n`, '1.2.0')?.text).toBe(
      '- Mine',
    );
  });

  test('a version in another spelling', () => {
    expect(sectionOf('## 1.2.0rc1\n\n- Mine\n', '1.2.0-rc.1')?.text).toBe('- Mine');
    expect(sectionOf('## 1.2.0-rc.10\n\n- no\n', '1.2.0-rc.1')).toBeUndefined();
    expect(sectionOf('## 1.2\n\n- no\n', '1.2.1')).toBeUndefined();
    expect(sectionOf('## 1.2\n\n- no\n\n## 1.2.0\n\n- Mine\n', '1.2.0')?.text).toBe('- Mine');
  });

  test.each([
    ['1.2.0-rc.1', '## 1.2.0 RC 1', '- Mine'],
    ['1.2.0-rc.1', '## 1.2.0 (Release Candidate 1)', '- Mine'],
    ['1.2.0-beta.2', '## 1.2.0 Beta 2 (2024-05-01)', '- Mine'],
    ['1.2.0', '## 1.2.0 RC 1', undefined],
    ['1.2.0', '## 1.2.0 (Release Candidate 1)', undefined],
    ['1.2.0+k3s1', '## 1.2.0', '- Mine'],
    ['1.2.0+k3s1', '## 1.2.0+k3s1', '- Mine'],
    ['1.2.0+k3s1', '## 1.2.0+k3s2', undefined],
  ])('%s looks for its section in %j', (version, heading, text) => {
    expect(sectionOf(`${heading}\n\n- Mine\n\n## 1.1.0\n\n- no\n`, version)?.text).toBe(text);
  });

  test('a bold line is smaller than the headings of its parts', () => {
    const file = '# Changes\n\n**1.2.0**\n\n### Fixed\n\n- Mine\n\n**1.1.0**\n\n- no\n';
    expect(sectionOf(file, '1.2.0')?.text).toBe('### Fixed\n\n- Mine');
  });

  test('what is as large as the version belongs to it where another version follows', () => {
    const part = '## Model catalog\n\n- Mine\n\n## Deals\n\n- mine, too';
    expect(sectionOf(`## 1.2.0\n\n${part}\n\n## 1.1.0\n\n- no\n`, '1.2.0')?.text).toBe(part);
    expect(sectionOf(`## 1.2.0\n\n- Mine\n\n## How we count\n\n- no\n`, '1.2.0')?.text).toBe('- Mine');
    expect(sectionOf(`## 1.2.0\n\n- Mine\n\n## The 1.x line\n\n## 1.1.0\n\n- no\n`, '1.2.0')?.text).toBe(
      '- Mine',
    );
    expect(sectionOf(`## 1.2.0\n\n- Mine\n\n## Older\n\nno\n\n## 1.1.0\n\n- no\n`, '1.2.0')?.text).toBe(
      '- Mine',
    );
  });

  test('of two headings of one version, one right under the other, the one with a text counts', () => {
    const file =
      '## [v1.2.0](https://a.b) - 2024-05-01\n\n## [1.2.0](https://a.b) (2024-05-01)\n\n- Mine\n\n## 1.1.0\n';
    expect(sectionOf(file, '1.2.0')).toEqual({ text: '- Mine', migration: '' });
  });

  test('a section of a long file, with definitions at its end', () => {
    const older = Array.from(
      { length: 4000 },
      (_, i) => `## 1.1.${4000 - i}\n\n- change ${i}, see [${i}] ${'and so on '.repeat(12)}\n`,
    ).join('\n');
    const file = `# Changelog\n\n## 1.2.0\n\n- Mine [#5]\n\n${older}\n## 1.0.0\n\n- first\n\n[#5]: https://a.b/5\n`;
    expect(sectionOf(file, '1.2.0')?.text).toBe('- Mine [#5]\n\n[#5]: https://a.b/5');
    expect(sectionOf(file, '1.0.0')?.text).toBe('- first');
    expect(sectionOf(file, '0.9.0')).toBeUndefined();
  });

  test('footnotes, definitions of another spelling, rules and anchors around', () => {
    const file =
      '## 1.2.0\n\n- Mine[^a], see [The  Guide]\n\n***\n\n<a name="v1.1.0"></a>\n\n## 1.1.0\n\n- no[^b]\n\n[^a]: A note.\n\n[^b]: Not mine.\n\n[the guide]: https://a.b\n[the guide]: https://c.d\n';
    expect(sectionOf(file, '1.2.0')?.text).toBe(
      '- Mine[^a], see [The  Guide]\n\n[^a]: A note.\n[the guide]: https://a.b',
    );
  });
});

describe('migrationFor', () => {
  test('all of a file without versions', () => {
    expect(migrationFor('Do this.\n', '1.2.0')).toBe('Do this.\n');
  });
  test('from one version to another', () => {
    const file =
      '# Upgrading\n\n## Upgrading from 1.1 to 1.2.0\n\nDo this.\n\n## Upgrading to 1.1.0\n\nDid that.\n';
    expect(migrationFor(file, '1.2.0')).toBe('Do this.');
    expect(migrationFor(file, '1.3.0')).toBe('');
  });
  test('the section of the version where there are such', () => {
    expect(migrationFor('# Upgrading\n\n## 1.2.0\n\nDo this.\n\n## 1.1.0\n\nDid that.\n', '1.2.0')).toBe(
      'Do this.',
    );
    expect(migrationFor('# Upgrading\n\n## 1.1.0\n\nDid that.\n', '1.2.0')).toBe('');
    const parts = '### Upgrade the database\n\nDo this.\n\n### Migrate the files\n\nAnd that.';
    expect(migrationFor(`# Upgrading\n\n## 1.2.0\n\n${parts}\n\n## 1.1.0\n\nDid that.\n`, '1.2.0')).toBe(
      parts,
    );
  });

  test.each([
    ['## From v1 to v2', '## From v0 to v1'],
    ['## 1.x → 2.x', '## 0.x → 1.x'],
    ['## v2', '## v1'],
    ['## Upgrading to 2.0', '## Upgrading to 1.0'],
    ['## Migration guide: v1 to v2', '## Migration guide: v0 to v1'],
    ['## Version 2', '## Version 1'],
  ])('a guide of several majors: %s', (now, before) => {
    const guide = `# Upgrading\n\nRead this.\n\n${now}\n\nDo this.\n\n### Upgrade Node from 18 to 20\n\nAnd that.\n\n${before}\n\nDid that.\n`;
    const own = 'Do this.\n\n### Upgrade Node from 18 to 20\n\nAnd that.';
    for (const version of ['2.0.0', '2.0.0-rc.1']) expect(migrationFor(guide, version)).toBe(own);
    expect(migrationFor(guide, '1.0.0')).toBe('Did that.');
    expect(migrationFor(guide, '2.0.1')).toBe('');
  });

  test.each([
    '# Migrating to v2\n\nDo this.\n\n## From 1.x to 2.x\n\nAnd that.\n',
    'Do this.\n\n## From v1 to v2\n\nAnd that.\n\n## Upgrade Node from 18 to 20\n\nToo.\n',
    '## PostgreSQL 15 to 16\n\nDo this.\n\n## Steps to 100\n\nAnd that.\n',
  ])('a text about one release stays whole: %j', (text) => {
    for (const version of ['2.0.0', '2.0.1']) expect(migrationFor(text, version)).toBe(text);
  });
});

test.each([
  ['two of one version', '## [v1.2.0]\n\n- by a tool\n\n## 1.2.0 (2024-05-01)\n\n- by hand', true],
  ['one, and its prerelease', '## 1.2.0\n\n- a\n\n## 1.2.0-rc.1\n\n- b', undefined],
  ['one, and a heading that speaks of it', '## 1.2.0\n\n- a\n\n## Upgrading to 1.2.0\n\n- b', undefined],
])('%s are told apart', (_, text, twice) => {
  const section = sectionOf(text, '1.2.0');
  expect(section?.twice).toBe(twice);
  expect(section?.text).toMatch(/^- (?:a|by a tool)$/);
});
