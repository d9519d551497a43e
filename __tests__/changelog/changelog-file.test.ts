import { describe, expect, test } from '@jest/globals';
import { migrationFor, sectionOf } from '../../src/changelog/changelog-file.ts';

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
  ])('%s is a heading of 1.2.0', (heading) => {
    expect(sectionOf(`${heading}\n\ntext\n\n## 1.1.0\n\nno\n`, '1.2.0')?.text).toBe('text');
  });

  test.each(['## 1.2.0-rc.1', '## 1.2.01', '## 11.2.0', '<!--\n## 1.2.0\n-->', '1.2.0'])(
    '%s is not',
    (heading) => {
      expect(sectionOf(`${heading}\n\ntext\n`, '1.2.0')).toBeUndefined();
    },
  );
});

describe('migrationFor', () => {
  test('all of a file without versions', () => {
    expect(migrationFor('Do this.\n', '1.2.0')).toBe('Do this.\n');
  });
  test('the section of the version where there are such', () => {
    expect(migrationFor('# Upgrading\n\n## 1.2.0\n\nDo this.\n\n## 1.1.0\n\nDid that.\n', '1.2.0')).toBe(
      'Do this.',
    );
    expect(migrationFor('# Upgrading\n\n## 1.1.0\n\nDid that.\n', '1.2.0')).toBe('');
  });
});
