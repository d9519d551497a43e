// The machine's own apt sources, in both formats, lead to its Debian mirror and to nothing else.
import { describe, expect, test } from '@jest/globals';
import { debianMirror, osRelease, parseList, parseSources } from './sources.ts';

const DEB822 = `Types: deb
# http://snapshot.example/archive/debian/20250520T000000Z
URIs: http://mirror.example/debian
Suites: bookworm bookworm-updates
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

Types: deb
URIs: http://mirror.example/debian-security
Suites: bookworm-security
Components: main
`;

describe('parseSources', () => {
  test('reads every stanza, comments left out', () => {
    expect(parseSources(DEB822)).toEqual([
      {
        uri: 'http://mirror.example/debian',
        suites: ['bookworm', 'bookworm-updates'],
        components: ['main'],
        signedBy: '/usr/share/keyrings/debian-archive-keyring.gpg',
      },
      {
        uri: 'http://mirror.example/debian-security',
        suites: ['bookworm-security'],
        components: ['main'],
        signedBy: undefined,
      },
    ]);
  });

  test.each([
    [
      'a stanza that is switched off',
      'Types: deb\nEnabled: no\nURIs: http://a.example\nSuites: sid\nComponents: main',
    ],
    ['source packages only', 'Types: deb-src\nURIs: http://a.example\nSuites: sid\nComponents: main'],
    ['nothing', ''],
  ])('%s gives no source', (_, text) => {
    expect(parseSources(text)).toEqual([]);
  });

  test('a key written out in the stanza is no path, and folded lines join their field', () => {
    const text = `Types: deb deb-src
URIs: http://a.example/debian
 http://b.example/debian
Suites: trixie
Components: main contrib
Signed-By:
 -----BEGIN PGP PUBLIC KEY BLOCK-----
 .
 mDMEY
 -----END PGP PUBLIC KEY BLOCK-----`;
    const rest = { suites: ['trixie'], components: ['main', 'contrib'], signedBy: undefined };
    expect(parseSources(text)).toEqual([
      { uri: 'http://a.example/debian', ...rest },
      { uri: 'http://b.example/debian', ...rest },
    ]);
  });
});

describe('parseList', () => {
  test.each([
    [
      'deb http://mirror.example/debian bookworm main contrib # ours',
      {
        uri: 'http://mirror.example/debian',
        suites: ['bookworm'],
        components: ['main', 'contrib'],
        signedBy: undefined,
      },
    ],
    [
      'deb [arch=amd64 signed-by=/k.gpg] https://mirror.example/debian sid main',
      { uri: 'https://mirror.example/debian', suites: ['sid'], components: ['main'], signedBy: '/k.gpg' },
    ],
  ])('%s', (line, source) => {
    expect(parseList(`# a comment\n\n${line}\ndeb-src http://mirror.example/debian bookworm main\n`)).toEqual(
      [source],
    );
  });
});

describe('debianMirror', () => {
  test('is the source of the release itself, not of its updates or of somebody else', () => {
    const others = parseList(`deb https://vendor.example/apt stable vendor
deb http://mirror.example/debian-security bookworm-security main
deb http://mirror.example/ubuntu noble main`);
    const own = parseSources(DEB822);
    expect(debianMirror([...others, ...own], 'bookworm')?.uri).toBe('http://mirror.example/debian');
    expect(debianMirror(others, 'bookworm')).toBeUndefined();
  });
});

test.each([
  ['VERSION_CODENAME=bookworm\nID=debian\n', 'VERSION_CODENAME', 'bookworm'],
  ['NAME="Debian GNU/Linux"\n', 'NAME', 'Debian GNU/Linux'],
  ['ID=debian\n', 'VERSION_CODENAME', undefined],
])('osRelease of %j: %s', (text, field, value) => {
  expect(osRelease(text, field)).toBe(value);
});
