import { describe, expect, test } from '@jest/globals';
import { describeUpgrade } from '../../../src/changelog/upgrading/upgrading.ts';

const changes = (path: string, before: string, after: string): string[] => {
  const lines = describeUpgrade({
    previousTag: 'v1.0.0',
    config: { path, before, after },
    migrations: { before: [], after: [] },
  });
  return lines[0] === `Configuration (\`${path}\`):` ? lines.slice(1) : lines;
};

type Case = readonly [name: string, path: string, before: string, after: string, expected: readonly string[]];

describe('commented-out keys', () => {
  test.each<Case>([
    [
      'TOML: below a commented-out table',
      'server.toml',
      '## the port\n# port = 8888\n\n# [metrics]\n# port = 9001\n',
      '## the port\n# port = 8080\n\n# [metrics]\n# port = 9001\n',
      ['- Changed `port`: default `8888` → `8080`. the port'],
    ],
    [
      'TOML: a commented-out table that comes',
      'c.toml',
      '[log]\nlevel = "info"\n',
      '[log]\nlevel = "info"\n\n# [metrics]\n# enabled = false\n# port = 9001\n',
      ['- Added `metrics.enabled`, default `false`', '- Added `metrics.port`, default `9001`'],
    ],
    [
      'TOML: a live key ends the commented-out table',
      'c.toml',
      '[log]\n#[a]\nlevel = 1\n',
      '[log]\n#[a]\nlevel = 1\n# format = "text"\n',
      ['- Added `log.format`, default `"text"`'],
    ],
    [
      'TOML: a word in brackets is no table, a sentence no key',
      'c.toml',
      '[log]\n',
      '[log]\n# [optional]\n# port = 80\n# this = that, in prose\n',
      ['- Added `log.port`, default `80`. \\[optional]'],
    ],
    [
      'TOML: a list over several lines, and one that is commented out',
      'c.toml',
      'live = [\n  "a", # one = 1\n]\n# off = [\n#   "a",\n# ]\n',
      'live = [\n  "a", # one = 2\n]\n# off = [\n#   "a",\n#   "b",\n# ]\n',
      ['- Changed `off`: default `["a"]` → `["a","b"]`'],
    ],
    ['TOML: taken into use as it was', 'c.toml', '# port = 80\n', 'port = 80\n', []],
    [
      'TOML: text in a long string is no key',
      'c.toml',
      's = """\n# a = 1\n"""\n',
      's = """\n# a = 2\n"""\n',
      ['- Changed `s`: default `"# a = 1\\n"` → `"# a = 2\\n"`'],
    ],
    [
      'YAML: in the tables around them, however they are indented',
      'c.yml',
      'server:\n  port: 80\n',
      'server:\n  port: 80\n  # The address\n  # host: localhost\n#  tls:\n#    cert: /a/b.pem\n#    ciphers: [a, b]\n# top: 1\n',
      [
        '- Added `server.host`, default `"localhost"`. The address',
        '- Added `server.tls.cert`, default `"/a/b.pem"`',
        '- Added `server.tls.ciphers`, default `["a","b"]`',
        '- Added `top`, default `1`',
      ],
    ],
    [
      'YAML: a sentence is no key',
      'c.yml',
      'a: 1\n',
      '# Note: see below\n# Default: 1\n# ports: one or more of them\n# https://example.org\na: 1\n',
      [],
    ],
    [
      'YAML: a block of text has no keys',
      'c.yml',
      'a: |\n  # b: 1\nc: 2\n',
      'a: |\n  # b: 2\nc: 2\n',
      ['- Changed `a`: default `"# b: 1\\n"` → `"# b: 2\\n"`'],
    ],
    [
      'YAML: taken into use with another value',
      'c.yml',
      '# port: 80\n',
      'port: 81\n',
      ['- Changed `port`: default `80` → `81`'],
    ],
    [
      'JSONC',
      'c.jsonc',
      '{ "server": { "port": 1 } }',
      '{\n  "server": {\n    "port": 1,\n    // "host": "::",\n    // words: about it\n  },\n}',
      ['- Added `server.host`, default `"::"`'],
    ],
    [
      '.env: whatever stands before the key',
      '.env.example',
      'A=1\n',
      'A=1\n## A sentence.\n# export TOKEN=abc\n#debug=false\n# set a=b to be sure\n',
      ['- Added `TOKEN`, default `abc`. A sentence.', '- Added `debug`, default `false`'],
    ],
    [
      '.env: two that are offered',
      '.env',
      '# DB=sqlite\n# DB=mysql\n',
      '# DB=sqlite\n# DB=postgres\n',
      ['- Changed `DB`: default `sqlite or mysql` → `sqlite or postgres`'],
    ],
  ])('%s', (_, path, before, after, expected) => {
    expect(changes(path, before, after)).toEqual(expected);
  });
});

describe('forms of files', () => {
  test.each<Case>([
    [
      'TOML: a second table of a list, where one of one key had no number',
      'c.toml',
      '[[srv]]\nport = 1\n',
      '[[srv]]\nport = 1\n[[srv]]\nport = 2\n',
      ['- Added `srv[1].port`, default `2`'],
    ],
    [
      'YAML: the same, and one that goes',
      'c.yml',
      'srv:\n  - port: 1\n  - port: 2\n',
      'srv:\n  - port: 3\n',
      ['- Removed `srv[1].port`, which was `2`', '- Changed `srv[0].port`: default `1` → `3`'],
    ],
    [
      '.properties: lines that go on, a blank as a separator, comments of both kinds',
      'application.properties',
      'a.b=1\n# c=2\npath=one,\\\n  two\nlast C:\\\\\n',
      '! words\na.b : 2\n#c=3\npath=one,\\\n  three\nlast D:\\\\\n',
      [
        '- Changed `a.b`: default `1` → `2`. words',
        '- Changed `path`: default `one,two` → `one,three`',
        '- Changed `last`: default `C:\\\\` → `D:\\\\`',
        '- Changed `c`: default `2` → `3`',
      ],
    ],
    [
      'a template of YAML',
      'c.yml',
      'port: {{ .port }}\n',
      'port: {{ .ports }}\n',
      ['`c.yml` in v1.0.0 cannot be read (it is a template): compare it by hand.'],
    ],
    [
      'YAML documents by what they call themselves',
      'c.yaml',
      'kind: Server\nport: 80\n---\nkind: Worker\nport: 90\n',
      'kind: Worker\nport: 90\n---\nkind: Server\nport: 81\n',
      ['- Changed `[Server].port`: default `80` → `81`'],
    ],
    [
      'YAML documents by their number',
      'c.yaml',
      'a: 1\n---\na: 2\n',
      'a: 1\n---\na: 3\n',
      ['- Changed `[2].a`: default `2` → `3`'],
    ],
    ['a second document', 'c.yaml', 'a: 1\n', 'a: 1\n---\nb: 2\n', ['- Added `[2].b`, default `2`']],
    [
      'a `---` at the top is no second document',
      'c.yaml',
      '---\n# words\na: 1\n',
      'a: 2\n',
      ['- Changed `a`: default `1` → `2`'],
    ],
    [
      'a list at the top',
      'list.yaml',
      '- Media:\n    - Player:\n        href: http://localhost/\n',
      '- Media:\n    - Player:\n        href: http://localhost/\n        siteMonitor: http://x/\n',
      ['- Added `Media.Player.siteMonitor`, default `"http://x/"`'],
    ],
    [
      'a list of words at the top',
      'l.yaml',
      '- a\n',
      '- a\n- b\n',
      ['- Changed `[]`: default `["a"]` → `["a","b"]`'],
    ],
    [
      'a list of tables, by their names',
      'c.toml',
      '[[clients]]\nid = "a"\nttl = 1\n[[clients]]\nid = "b"\nttl = 1\n',
      '[[clients]]\nid = "b"\nttl = 2\n[[clients]]\nid = "a"\nttl = 1\n[[clients]]\nid = "c"\n',
      ['- Added `clients[c].id`, default `"c"`', '- Changed `clients[b].ttl`: default `1` → `2`'],
    ],
    [
      'a list of tables without names',
      'c.yml',
      'a:\n  - {x: 1, y: 2}\n',
      'a:\n  - {x: 1, y: 3}\n',
      ['- Changed `a[0].y`: default `2` → `3`'],
    ],
    [
      'a long list by what came and went',
      'c.yml',
      `a: [${Array.from({ length: 40 }, (_, i) => i).join(', ')}]`,
      `a: [${Array.from({ length: 40 }, (_, i) => i + 1).join(', ')}]`,
      ['- Changed `a`: added `40`; removed `0`'],
    ],
    [
      'a dot in a name',
      'c.yml',
      '"a.b": 1\na: {b: 1}\n',
      '"a.b": 2\na: {b: 1}\n',
      ['- Changed `"a.b"`: default `1` → `2`'],
    ],
    [
      'a key that is there twice',
      'c.yml',
      'a: 1\na: 2\n',
      'a: 1\na: 3\n',
      ['- Changed `a`: default `1 or 2` → `1 or 3`'],
    ],
    [
      'an anchor',
      'c.yml',
      'x: &p 80\ny: *p\n',
      'x: &p 81\ny: *p\n',
      ['- Changed `x`: default `80` → `81`', '- Changed `y`: default `80` → `81`'],
    ],
    ['other quotes are no change', 'c.yml', 'a: "b"\nc: \'d\'\n', 'a: b\nc: d\n', []],
    [
      'JSON5',
      'c.json5',
      "// what it is\n{\n  port: 80, /* the port */\n  url: 'http://a/b', // not a comment: //\n\t'x': [1,2,],\n}\n",
      "{\n  port: 81, /* the port */\n  url: 'http://a/c',\n\t'x': [1,2,],\n}\n",
      [
        '- Changed `port`: default `80` → `81`. the port',
        '- Changed `url`: default `"http://a/b"` → `"http://a/c"`',
      ],
    ],
    [
      'JSON without its name',
      'settings',
      '/* a */ {"a": 1}',
      '{"a": 2}',
      ['- Changed `a`: default `1` → `2`'],
    ],
    ['.env by other names', '.env_example', 'A=1', 'A=2', ['- Changed `A`: default `1` → `2`']],
    ['.env by other names', 'example.env', 'A=1', 'A=2', ['- Changed `A`: default `1` → `2`']],
    ['.env by other names', 'deploy/env.sample', 'A', 'A\nB=', ['- Added `B`, default empty']],
    [
      'a YAML file about an environment',
      'env.yaml',
      'a: {b: 1}',
      'a: {b: 2}',
      ['- Changed `a.b`: default `1` → `2`'],
    ],
    [
      '.env: a value of several lines',
      '.env',
      'KEY="-----BEGIN\nabc=\n-----END"\nA=\'x # y\' # said\n',
      'KEY="-----BEGIN\nabd=\n-----END"\nA=\'x # y\' # said\n',
      ['- Changed `KEY`: default `-----BEGIN abc= -----END` → `-----BEGIN abd= -----END`'],
    ],
    [
      '.env: an open quote is a part of the value',
      '.env',
      "A=it's\nB='x\nC=1\n",
      "A=it's\nB='y\nC=1\n",
      ["- Changed `B`: default `'x` → `'y`"],
    ],
    [
      'INI',
      'app.ini',
      '; the app\n[server]\nport = 80\n;tls = false\n',
      '; the app\n[server]\nport = 81\n;tls = true\n',
      ['- Changed `server.port`: default `80` → `81`', '- Changed `server.tls`: default `false` → `true`'],
    ],
    ['.properties', 'a.properties', 'a.b=1\n', 'a.b=2\n', ['- Changed `a.b`: default `1` → `2`']],
    [
      'a renamed section',
      'c.toml',
      '[server]\na = 1\nb = 2\nc = 3\nd = 4\n',
      '[http]\na = 1\nb = 2\nc = 3\nd = 5\n',
      ['- Renamed the section `server` → `http`, with 4 keys', '- Changed `http.d`: default `4` → `5`'],
    ],
    [
      'two sections that are alike are not one renamed',
      'c.toml',
      '[a]\nx = 1\ny = 2\n',
      '[b]\nx = 1\ny = 2\n[c]\nx = 1\ny = 2\n',
      [
        '- Added `b.x`, default `1`',
        '- Added `b.y`, default `2`',
        '- Added `c.x`, default `1`',
        '- Added `c.y`, default `2`',
        '- Removed `a.x`, which was `1`',
        '- Removed `a.y`, which was `2`',
      ],
    ],
    [
      'a key that went into a section',
      'c.yml',
      'store: memory\na: 1',
      'session:\n  store: memory\na: 1',
      ['- Renamed `store` → `session.store`'],
    ],
    [
      'a long value from where it differs',
      'c.yml',
      `a: ${'x'.repeat(100)}1`,
      `a: ${'x'.repeat(100)}2`,
      [`- Changed \`a\`: default \`…${'x'.repeat(20)}1"\` → \`…${'x'.repeat(20)}2"\``],
    ],
  ])('%s: %s', (_, path, before, after, expected) => {
    expect(changes(path, before, after)).toEqual(expected);
  });

  test.each([
    ['nginx.conf', 'server { listen 80; }', 'server { listen 81; }'],
    ['c.xml', '<a>1</a>', '<a>2</a>'],
    ['c.yml', 'words', 'other words'],
    ['app.ini', 'words', 'other words'],
    ['main.hcl', 'a "b" {\n c = 1\n}', 'a "b" {\n c = 2\n}'],
  ])('%s cannot be compared, and that is said', (path, before, after) => {
    expect(changes(path, before, after)).toEqual([
      expect.stringMatching(/cannot be read \(.+\): compare it by hand\.$/),
    ]);
  });
});

describe('files whose names do not tell their form', () => {
  test.each<Case>([
    [
      'INI without a name',
      'config.example',
      'port = 80\nhost = x\n',
      'port = 81\nhost = x\n',
      ['- Changed `port`: default `80` → `81`'],
    ],
    [
      'TOML without a name',
      'config.dist',
      '[a]\nb = "x"\n',
      '[a]\nb = "y"\n',
      ['- Changed `a.b`: default `"x"` → `"y"`'],
    ],
    [
      'variables of Terraform',
      'x.tfvars.example',
      'a = "1"\nt = { k = "v" }\n',
      'a = "2"\nt = { k = "w" }\n',
      ['- Changed `a`: default `"1"` → `"2"`', '- Changed `t.k`: default `"v"` → `"w"`'],
    ],
    [
      '.conf as INI',
      'rabbitmq.conf',
      'listeners.tcp.default = 5672\n',
      'listeners.tcp.default = 5673\n',
      ['- Changed `listeners.tcp.default`: default `5672` → `5673`'],
    ],
    [
      '.conf as TOML',
      'telegraf.conf',
      '[[inputs.cpu]]\npercpu = true\n',
      '[[inputs.cpu]]\npercpu = false\n',
      ['- Changed `inputs.cpu.percpu`: default `true` → `false`'],
    ],
    [
      '.conf as nested YAML',
      'app.conf',
      'a:\n  b: 1\n',
      'a:\n  b: 2\n',
      ['- Changed `a.b`: default `1` → `2`'],
    ],
    [
      'MySQL: what is on by its name',
      'my.cnf',
      '[mysqld]\nport=1\n',
      '[mysqld]\nport=1\nskip-networking\n',
      ['- Added `mysqld.skip-networking`, default empty'],
    ],
    ['nothing but comments', 'config.example', '# a\n', '# b\n', []],
    [
      'YAML with a slip keeps its reason',
      'config.example',
      'a: 1\n',
      'a: [1\nb: 2\n',
      [
        '`config.example` in this release cannot be read (Flow sequence in block collection must be sufficiently indented and end with a ] at line 2, column 1): compare it by hand.',
      ],
    ],
    [
      'nginx',
      'nginx.conf',
      'server {\n  listen 80;\n}\n',
      'server {\n  listen 81;\n}\n',
      [
        '`nginx.conf` in v1.0.0 cannot be read (it is neither YAML nor JSON, TOML or INI): compare it by hand.',
      ],
    ],
    [
      'a program',
      'config.example.js',
      'module.exports = { port: 80 };\n',
      'module.exports = { port: 81 };\n',
      ['`config.example.js` in v1.0.0 cannot be read (it is a program): compare it by hand.'],
    ],
    [
      'HCL',
      'vault.hcl',
      'ui = false\n',
      'ui = true\n',
      ['`vault.hcl` in v1.0.0 cannot be read (HCL is not compared): compare it by hand.'],
    ],
    [
      'XML',
      'app.config',
      '<a>1</a>\n',
      '<a>2</a>\n',
      ['`app.config` in v1.0.0 cannot be read (XML is not compared): compare it by hand.'],
    ],
  ])('%s', (_, path, before, after, expected) => {
    expect(changes(path, before, after)).toEqual(expected);
  });
});

describe('INI as its readers have it', () => {
  test.each<Case>([
    [
      'a value over indented lines',
      'setup.cfg',
      '[a]\nlist =\n    one\n    two\n',
      '[a]\nlist =\n    one\n    three\n',
      ['- Changed `a.list`: default `one two` → `one three`'],
    ],
    [
      'a value behind a backslash',
      'c.ini',
      'a = one \\\ntwo\n',
      'a = one \\\nthree\n',
      ['- Changed `a`: default `one two` → `one three`'],
    ],
    [
      'keys that are indented below their section',
      'git.cfg',
      '[core]\n\tbare = false\n\teol = lf\n',
      '[core]\n\tbare = true\n\teol = lf\n',
      ['- Changed `core.bare`: default `false` → `true`'],
    ],
    [
      'a remark behind a value',
      'c.ini',
      'a = 1 ; the one\ncolour = #fff\n',
      'a = 2 ; the two\ncolour = #ffe\n',
      ['- Changed `a`: default `1` → `2`. the two', '- Changed `colour`: default `#fff` → `#ffe`'],
    ],
    [
      'names of several words, lists',
      'smb.ini',
      '[global]\nnetbios name = A\npath[] = x\n',
      '[global]\nnetbios name = B\npath[] = y\n',
      ['- Changed `global.netbios name`: default `A` → `B`', '- Changed `global.path[]`: default `x` → `y`'],
    ],
    [
      'a sentence is no key',
      'c.ini',
      '[a]\nb = 1\n',
      '[a]\n; this is how x = 1\nb = 2\n',
      ['- Changed `a.b`: default `1` → `2`. this is how x = 1'],
    ],
  ])('%s', (_, path, before, after, expected) => {
    expect(changes(path, before, after)).toEqual(expected);
  });
});

describe('comments', () => {
  test.each<Case>([
    [
      'what is commented out above a key is no comment of it',
      'c.yaml',
      '# Debugging\n# debug: true\nurl: x\n',
      '# Debugging\n# debug: true\n# Where it is\nurl: y\n',
      ['- Changed `url`: default `"x"` → `"y"`. Where it is'],
    ],
    [
      'nor is an element of the list before',
      'c.yaml',
      'list:\n  - a\n  # - c\nb: 1\n',
      'list:\n  - b\n  # - c\nb: 2\n',
      ['- Changed `list`: default `["a"]` → `["b"]`', '- Changed `b`: default `1` → `2`'],
    ],
    [
      'nor of JSON',
      'c.jsonc',
      '{\n  // "debug": true,\n  "url": "x"\n}',
      '{\n  // "debug": true,\n  "url": "y"\n}',
      ['- Changed `url`: default `"x"` → `"y"`'],
    ],
    [
      'a list in words is',
      'c.yaml',
      'a: 1\n',
      '# Options:\n# - one\n# - two\na: 2\n',
      ['- Changed `a`: default `1` → `2`. Options: - one - two'],
    ],
    [
      'rules and frames are no words',
      '.env',
      'A=1\n',
      '########\n# --- Server ---\n# =====\nA=2\n',
      ['- Changed `A`: default `1` → `2`. Server'],
    ],
  ])('%s', (_, path, before, after, expected) => {
    expect(changes(path, before, after)).toEqual(expected);
  });
});

describe('values of other spellings', () => {
  test.each<Case>([
    [
      'TOML: an integer of 64 bits',
      'c.toml',
      'a = 9223372036854775806\n',
      'a = 9223372036854775807\n',
      ['- Changed `a`: default `9223372036854775806` → `9223372036854775807`'],
    ],
    [
      'Compose: KEY=value in a list',
      'compose.yaml',
      's:\n  environment:\n    - PORT=80\n    - MODE=a\n    - TOKEN\n',
      's:\n  environment:\n    - PORT=81\n    - MODE=a\n    - TOKEN\n    - X=\n',
      ['- Added `s.environment.X`, default `""`', '- Changed `s.environment.PORT`: default `80` → `81`'],
    ],
    [
      'Compose: the list becomes a map',
      'compose.yaml',
      's:\n  environment:\n    - PORT=80\n    - MODE=a\n',
      's:\n  environment:\n    PORT: 80\n    MODE: b\n',
      ['- Changed `s.environment.MODE`: default `"a"` → `"b"`'],
    ],
    [
      'a list with a name twice stays one',
      'c.yaml',
      'a: [X=1, X=2]\n',
      'a: [X=1, X=3]\n',
      ['- Changed `a`: default `["X=1","X=2"]` → `["X=1","X=3"]`'],
    ],
  ])('%s', (_, path, before, after, expected) => {
    expect(changes(path, before, after)).toEqual(expected);
  });
});
