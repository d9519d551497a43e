import { describe, expect, test } from '@jest/globals';
import { versionFileFaults } from '../../../src/plan/version/version-files.ts';
import { parseTag } from '../../../src/plan/version/version.ts';

const faults = (tag: string, path: string, text: string) =>
  versionFileFaults([{ path, text }], parseTag(tag, '')!).map((fault) => fault.message);

describe('one version, written in each format', () => {
  test.each([
    ['v1.2.0', 'package.json', '{"version":"1.2.0"}'],
    ['v1.2.0', 'VERSION', 'v1.2.0\n'],
    ['v1.2.0', 'Chart.yaml', 'version: 1.2.0\nappVersion: v1.2.0'],
    ['v1.2.0', 'charts/app/Chart.yaml', 'version: 0.5.3\nappVersion: "1.2.0"'],
    ['v1.2.0', 'Chart.yml', 'version: 1.2.0'],
    ['v1.2.0+7', 'package.json', '{"version":"1.2.0"}'],
    ['v1.2.0+7', 'pubspec.yaml', 'version: 1.2.0+7'],
    ['v1.2.0-rc.1', 'Cargo.toml', '[package]\nversion = "1.2.0-rc.1"'],
    ['v1.2.0-rc.1', 'pyproject.toml', '[project]\nversion = "1.2.0rc1"'],
    ['v1.2.0-rc.1', 'pyproject.toml', '[project]\nversion = "1.2.0-rc.1"'],
    ['v1.2.0-alpha.2', 'pyproject.toml', '[project]\nversion = "1.2.0a2"'],
    ['v1.2.0-beta', 'pyproject.toml', '[project]\nversion = "1.2.0.beta0"'],
    ['v1.2.0-dev.3', 'pyproject.toml', '[project]\nversion = "1.2.0.dev3"'],
    ['v1.2.0', 'pyproject.toml', '[project]\nversion = "1.2"'],
    ['v1.2.0-rc.1', 'a/__init__.py', '__version__ = "1.2.0c1"'],
    ['v1.2.0', 'a/_version.py', "version = '1.2.0'\n__version__ = version\n"],
    ['v1.2.0-rc.1', 'setup.py', 'setup(name="a", version="1.2.0rc1")\n'],
    ['v1.2.0', 'pubspec.yaml', 'version: 1.2.0+5\n'],
    [
      'v1.2.0',
      'pom.xml',
      '<project><parent><version>3.0.0</version></parent><!-- <version>9</version> --><version>1.2.0</version><dependencies><dependency><version>9</version></dependency></dependencies></project>',
    ],
    [
      'v1.2.0',
      'pom.xml',
      '<project><parent><version>1.2.0</version></parent><artifactId>a</artifactId></project>',
    ],
    [
      'v1.2.0',
      'pom.xml',
      '<project><version>${revision}</version><properties><revision>1.2.0</revision></properties></project>',
    ],
    ['v1.2.0', 'a.csproj', '<Project><PropertyGroup><Version>1.2.0</Version></PropertyGroup></Project>'],
    ['v1.2.0', 'Directory.Build.props', '<Project><VersionPrefix>1.2.0</VersionPrefix></Project>'],
    ['v1.2.0', 'build.gradle', "plugins {\n  id 'x' version '3.0.0'\n}\nversion = '1.2.0'\n"],
    ['v1.2.0', 'build.gradle.kts', 'group = "a"\nversion = "1.2.0"\n'],
    ['v1.2.0', 'internal/version.go', 'package a\n\nconst Version = "1.2.0"\n'],
    ['v1.2.0', 'version.go', 'var (\n\tgoVersion = "1.22.0"\n\tversion = "v1.2.0"\n)\n'],
    ['v1.2.0', 'src/lib.rs', 'pub const VERSION: &str = "1.2.0";\n'],
    ['v1.2.0', 'lib/a/version.rb', 'module A\n  VERSION = "1.2.0"\nend\n'],
    ['v1.2.0', 'a.gemspec', 'Gem::Specification.new do |s|\n  s.version = "1.2.0"\nend\n'],
    ['v1.2.0', 'mix.exs', '  [\n      app: :a,\n      version: "1.2.0",\n      elixir: "~> 1.15"\n  ]\n'],
    [
      'v1.2.0',
      'CMakeLists.txt',
      'cmake_minimum_required(VERSION 3.10.0)\nproject(a\n  VERSION 1.2.0\n  LANGUAGES C)\n',
    ],
    ['v1.2.0', 'meson.build', "project('a', 'c', version : '1.2.0')\n"],
    ['v1.2.0', 'configure.ac', 'AC_INIT([a],[1.2.0])\n'],
    ['v1.2.0', 'openapi.yaml', 'openapi: 3.0.0\ninfo:\n  version: 1.2.0\n'],
    ['v1.2.0', 'openapi.json', '{"openapi":"3.0.0","info":{"version":"1.2.0"}}'],
    ['v1.2.0', '.release-please-manifest.json', '{".":"1.2.0"}'],
  ])('%s in %s: %j', (tag, path, text) => {
    expect(faults(tag, path, text)).toEqual([]);
  });
});

test.each([
  [
    'pom.xml',
    '<project><version>1.2.0-SNAPSHOT</version></project>',
    'pom.xml states version "1.2.0-SNAPSHOT", the tag is v1.2.0',
  ],
  ['version.go', 'const Version = "1.1.0"\n', 'version.go states version "1.1.0", the tag is v1.2.0'],
  [
    'a.go',
    'version = "1.2.0"\nVersion = "1.3.0"\n',
    'version-files: a.go states several versions, 1.2.0, 1.3.0',
  ],
  ['main.go', 'package main\n', 'version-files: main.go states no version (version = "…")'],
  ['README.md', 'docker pull a:1.2.0\n', 'version-files: nobody knows where README.md keeps its version'],
])('%s: %j is a fault', (path, text, expected) => {
  expect(faults('v1.2.0', path, text)).toEqual([expected]);
});

describe('the line that states it', () => {
  test.each([
    ['package.json', '{\n  "name": "x",\n  "version": "1.1.0",\n  "x": "1.1.0"\n}', 3],
    ['VERSION', '1.1.0\n', 1],
    ['Chart.yaml', 'name: x\nversion: 1.2.0\nappVersion: 1.1.0\n', 3],
    ['pyproject.toml', '[project]\nname = "x"\nversion = "1.1.0"\n', 3],
    ['Cargo.toml', '[package]\nversion = "1.1.0"\n[dependencies]\nx = { version = "1.1.0" }\n', undefined],
  ])('of %s: %j', (path, text, line) => {
    const [fault] = versionFileFaults([{ path, text }], parseTag('v1.2.0', '')!);
    expect(fault?.at).toEqual(line === undefined ? { file: path } : { file: path, line });
  });
});

describe('another version', () => {
  test.each([
    [
      'v1.2.0',
      'package.json',
      '{"version":"1.1.0"}',
      'package.json states version "1.1.0", the tag is v1.2.0',
    ],
    [
      'v1.2.0',
      'package.json',
      '{"version":"1.2.0-rc.1"}',
      'package.json states version "1.2.0-rc.1", the tag is v1.2.0',
    ],
    [
      'v1.2.0-rc.1',
      'package.json',
      '{"version":"1.2.0rc1"}',
      'package.json states version "1.2.0rc1", the tag is v1.2.0-rc.1',
    ],
    ['v1.2.0', 'package.json', '{"version":"1.2"}', 'package.json states version "1.2", the tag is v1.2.0'],
    [
      'v1.2.0',
      'package.json',
      '{"version":"1.2.0+7"}',
      'package.json states version "1.2.0+7", the tag is v1.2.0',
    ],
    [
      'v1.2.0',
      'Chart.yaml',
      'version: 1.2.0\nappVersion: 1.1.0',
      'Chart.yaml states appVersion "1.1.0", the tag is v1.2.0',
    ],
    [
      'v1.2.0',
      'pyproject.toml',
      '[project]\nversion = "1.2.0.post1"',
      'pyproject.toml states project.version "1.2.0.post1", the tag is v1.2.0',
    ],
    [
      'v1.2.0-rc.1',
      'pyproject.toml',
      '[project]\nversion = "1.2.0rc2"',
      'pyproject.toml states project.version "1.2.0rc2", the tag is v1.2.0-rc.1',
    ],
  ])('%s, but %s: %j', (tag, path, text, message) => {
    expect(faults(tag, path, text)).toEqual([message]);
  });

  test('the remedy is to write it and to tag that commit', () => {
    const [fault] = versionFileFaults([{ path: 'VERSION', text: '1.1.0' }], parseTag('v1.2.0+7', '')!);
    expect(fault?.hint).toBe(
      'Write 1.2.0 into VERSION, commit it, and tag that commit instead:\ngit tag --force v1.2.0+7 && git push --force origin v1.2.0+7',
    );
  });
});

test('all files are judged, missing and unreadable ones too', () => {
  const files = [
    { path: 'package.json', text: '{"version":"1.2.0"}' },
    { path: 'VERSION', text: '1.1.0' },
    { path: "it's/Cargo.toml" },
    { path: "it's" },
    { path: 'Chart.yaml', text: '' },
  ];
  expect(versionFileFaults(files, parseTag('v1.2.0', '')!)).toEqual([
    {
      message: 'VERSION states version "1.1.0", the tag is v1.2.0',
      hint: expect.any(String),
      at: { file: 'VERSION', line: 1 },
    },
    {
      message: "version-files: it's/Cargo.toml does not exist in v1.2.0",
      hint: 'git ls-tree -r --name-only v1.2.0 | grep -F Cargo.toml',
    },
    {
      message: "version-files: it's does not exist in v1.2.0",
      hint: String.raw`git ls-tree -r --name-only v1.2.0 | grep -F 'it'\''s'`,
    },
    { message: 'version-files: Chart.yaml states no version (version)', hint: expect.any(String) },
  ]);
});
