import { describe, expect, test } from '@jest/globals';
import { describeUpgrade } from '../../../src/changelog/upgrading/upgrading.ts';

const upgrade = (path: string, before: string | undefined, after: string | undefined): string[] =>
  describeUpgrade({
    previousTag: 'v1.0.0',
    config: { path, before, after },
    migrations: { before: [], after: [] },
  });

const files = (...paths: string[]): { path: string; blob: string }[] =>
  paths.map((path) => ({ path: path.replace(/=.*/, ''), blob: path }));

describe('configuration', () => {
  const yamlBefore = [
    '# How much is logged',
    'log:',
    '  level: info # debug, info, warn',
    '  format: text',
    'server:',
    '  port: 8080',
    '  # Where the sessions are kept',
    '  store: "memory"',
    'old_key: true',
    'list: [a, b]',
  ].join('\n');
  const yamlAfter = [
    '# How much is logged',
    'log:',
    '  level: warn # debug, info, warn',
    '  format: text',
    'server:',
    '  port: 8080',
    '  # Where the sessions are kept',
    '  session_store: "memory"',
    '  tls:',
    '    # A path; no `TLS` without it <here>',
    '    cert: ""',
    '    ports: [443, 8443]',
    'list: [a, b, c]',
  ].join('\n');

  test('YAML: added, removed, renamed, re-defaulted', () => {
    expect(upgrade('config.example.yml', yamlBefore, yamlAfter)).toEqual([
      'Configuration (`config.example.yml`):',
      '- Added `server.tls.cert`, default `""`. A path; no `TLS` without it \\<here>',
      '- Added `server.tls.ports`, default `[443,8443]`',
      '- Removed `old_key`, which was `true`',
      '- Renamed `server.store` → `server.session_store`',
      '- Changed `log.level`: default `"info"` → `"warn"`. debug, info, warn',
      '- Changed `list`: default `["a","b"]` → `["a","b","c"]`',
    ]);
  });

  test('TOML, with commented-out keys', () => {
    const before =
      '# Bind here\nbind = "0.0.0.0:80"\n\n[token]\nttl = 3600 # seconds\n# this = that, in prose\n';
    const after =
      '# Bind here\nbind = "0.0.0.0:80"\n\n[token]\nttl = 900 # seconds\n# Rotates refresh tokens\n#rotate = true\n\n[[clients]]\nid = "a"\n';
    expect(upgrade('example.toml', before, after)).toEqual([
      'Configuration (`example.toml`):',
      '- Added `token.rotate`, default `true`. Rotates refresh tokens',
      '- Added `clients`, default `[{"id":"a"}]`',
      '- Changed `token.ttl`: default `3600` → `900`. seconds',
    ]);
  });

  test('.env, with optional keys and quotes', () => {
    const before = 'PORT=80\nDB_URL="postgres://x" # required\n';
    const after =
      '# Renamed from DB_URL\nDATABASE_URL="postgres://x"\nexport PORT=8080\n# Off unless set\n#DEBUG=1\n';
    expect(upgrade('.env.example', before, after)).toEqual([
      'Configuration (`.env.example`):',
      '- Added `DEBUG`, default `1`. Off unless set',
      '- Renamed `DB_URL` → `DATABASE_URL`',
      '- Changed `PORT`: default `80` → `8080`',
    ]);
  });

  test('JSON, with comments', () => {
    const before = '{\n  "a": 1,\n  "nested": { "b": null }\n}';
    const after = '{\n  // the first\n  "a": 2,\n  "nested": { "b": null, "c": [] }\n}';
    expect(upgrade('settings.json', before, after)).toEqual([
      'Configuration (`settings.json`):',
      '- Added `nested.c`, default `[]`',
      '- Changed `a`: default `1` → `2`. the first',
    ]);
  });

  test('two keys that could both be the old one are no rename', () => {
    const before = '# Seconds\na: 5\n# Seconds\nb: 5\n';
    expect(upgrade('c.yml', before, '# Seconds\nc: 5\n')).toEqual([
      'Configuration (`c.yml`):',
      '- Added `c`, default `5`. Seconds',
      '- Removed `a`, which was `5`',
      '- Removed `b`, which was `5`',
    ]);
  });

  test.each<[string, string, string | undefined, string | undefined, string[]]>([
    ['the same', 'c.yml', 'a: 1', 'a: 1', []],
    ['another comment only', 'c.yml', '# x\na: 1', '# y\na: 1', []],
    ['nowhere', 'c.yml', undefined, undefined, []],
    [
      'new',
      'c.yml',
      undefined,
      'a: 1',
      ['`c.yml` is new: it shows every configuration key with its default.'],
    ],
    ['gone', 'c.yml', 'a: 1', undefined, ['`c.yml` is gone since v1.0.0.']],
    [
      'broken now',
      'c.toml',
      'a = 1',
      'a = = 1',
      ['`c.toml` in this release cannot be read (Invalid TOML document: invalid value): compare it by hand.'],
    ],
    [
      'broken then',
      '.env',
      'what is this',
      'A=1',
      ['`.env` in v1.0.0 cannot be read (line 1 is no KEY=value): compare it by hand.'],
    ],
  ])('%s', (_, path, before, after, lines) => {
    expect(upgrade(path, before, after)).toEqual(lines);
  });

  test('a broken YAML file is a sentence', () => {
    const [line, ...rest] = upgrade('c.yml', 'a: 1', 'a: [1\nb: {');
    expect(rest).toEqual([]);
    expect(line).toMatch(/^`c\.yml` in this release cannot be read \(.+\): compare it by hand\.$/);
  });

  test('a long value and a hostile comment stay on their line', () => {
    const after = `# </details> @alice \`\`\`\na: ${'x'.repeat(500)}\n`;
    const [, line] = upgrade('c.yml', '', after);
    expect(line).toBe(
      `- Added \`a\`, default \`"${'x'.repeat(78)}…\`. \\</details> @\u200balice \\\`\\\`\\\``,
    );
  });
});

describe('migrations', () => {
  const lines = (before: string[], after: string[]): string[] =>
    describeUpgrade({
      previousTag: 'v1.0.0',
      migrations: { before: files(...before), after: files(...after) },
    });

  test.each<[string, string[], string[], string[]]>([
    ['none', ['1.sql'], ['1.sql'], []],
    ['one', ['1.sql'], ['1.sql', '2.sql'], ['One migration will run:', '1. `2.sql`']],
    [
      'several, in the order of their numbers',
      [],
      ['m/10_c.sql', 'm/9_b.sql', 'm/2_a.sql'],
      ['3 migrations will run, in this order:', '1. `m/2_a.sql`', '2. `m/9_b.sql`', '3. `m/10_c.sql`'],
    ],
    [
      'the way down does not run',
      [],
      ['1_a.up.sql', '1_a.down.sql', '2/up.sql', '2/down.sql', '3_breakdown.sql'],
      ['3 migrations will run, in this order:', '1. `1_a.up.sql`', '2. `2/up.sql`', '3. `3_breakdown.sql`'],
    ],
    [
      'an edited one is named',
      ['1.sql=a', '2.sql'],
      ['1.sql=b', '2.sql'],
      [
        'Migrations of earlier releases were edited; a database that ran them already does not get the difference:',
        '- `1.sql`',
      ],
    ],
  ])('%s', (_, before, after, expected) => {
    expect(lines(before, after)).toEqual(expected);
  });

  test('one that was moved does not run again', () => {
    const same = 'blob';
    expect(
      describeUpgrade({
        previousTag: 'v1.0.0',
        migrations: {
          before: [{ path: 'old/1.sql', blob: same }],
          after: [{ path: 'new/1.sql', blob: same }],
        },
      }),
    ).toEqual([]);
  });
});
