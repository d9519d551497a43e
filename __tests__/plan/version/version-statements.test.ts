import { describe, expect, test } from '@jest/globals';
import { readVersionsIn } from '../../../src/plan/version/version-statements.ts';

/** `field=value` of every statement, or the fault's message. */
function read(path: string, text: string): readonly string[] | string {
  const found = readVersionsIn(path, text);
  return 'fault' in found
    ? found.fault.message
    : found.statements.map(({ field, value }) => `${field}=${value}`);
}

describe('what files state', () => {
  test.each<[string, string, readonly string[]]>([
    ['Cargo.toml', '[package]\nname = "a"\nversion = "1.2.0"\n', ['package.version=1.2.0']],
    ['crates/a/Cargo.toml', '[package]\nversion = "1.2.0" # here', ['package.version=1.2.0']],
    ['Cargo.toml', '[workspace.package]\nversion = "1.2.0"', ['workspace.package.version=1.2.0']],
    [
      'Cargo.toml',
      '[package]\nversion.workspace = true\n[workspace.package]\nversion = "1.2.0"',
      ['workspace.package.version=1.2.0'],
    ],
    [
      'Cargo.toml',
      '[package]\nversion = { workspace = true }\n[workspace]\npackage = { version = "1.2.0" }',
      ['workspace.package.version=1.2.0'],
    ],
    [
      'Cargo.toml',
      '[package]\nversion = "1.2.0"\n[workspace.package]\nversion = "9.9.9"',
      ['package.version=1.2.0'],
    ],
    ['package.json', '{ "version": "1.2.0", "dependencies": { "version": "9.9.9" } }', ['version=1.2.0']],
    ['package.json', '\ufeff{ "version": "1.2.0" }', ['version=1.2.0']],
    [
      'package-lock.json',
      '{ "version": "1.2.0", "packages": { "": { "version": "1.1.0" } } }',
      ['version=1.2.0', 'packages[""].version=1.1.0'],
    ],
    ['package-lock.json', '{ "version": "1.2.0" }', ['version=1.2.0']],
    ['composer.json', '{ "version": "1.2.0" }', ['version=1.2.0']],
    ['pyproject.toml', '[project]\nversion = "1.2.0rc1"', ['project.version=1.2.0rc1']],
    ['pyproject.toml', '[tool.poetry]\nversion = "1.2.0"', ['tool.poetry.version=1.2.0']],
    [
      'pyproject.toml',
      '[project]\nversion = "1.2.0"\n[tool.poetry]\nversion = "9.9.9"',
      ['project.version=1.2.0'],
    ],
    [
      'pyproject.toml',
      '[project]\ndynamic = ["version"]\n[tool.poetry]\nversion = "1.2.0"',
      ['tool.poetry.version=1.2.0'],
    ],
    ['Chart.yaml', 'apiVersion: v2\nversion: 1.2.0\nappVersion: "1.2.0"\n', ['appVersion=1.2.0']],
    ['charts/a/Chart.yaml', 'version: 1.2.0 # here', ['version=1.2.0']],
    ['pubspec.yaml', 'name: a\nversion: 1.10\n', ['version=1.10']],
    ['Project.toml', 'version = "1.2.0"', ['version=1.2.0']],
    ['gradle.properties', '# x\nversion=1.2.0\nversionCode=9', ['version=1.2.0']],
    ['src/app/__init__.py', '"""x"""\n__version__ = "1.2.0"\n', ['__version__=1.2.0']],
    ['a/_version.py', "__version__: str = '1.2.0'", ['__version__=1.2.0']],
    ['VERSION', '1.2.0\n', ['version=1.2.0']],
    ['VERSION', 'version=1.2.0\n', ['version=1.2.0']],
    [
      'Cargo.lock',
      '[[package]]\nname = "a"\nversion = "1.2.0"\n[[package]]\nname = "b"\nversion = "3.0.0"\nsource = "registry+x"',
      ['package.version=1.2.0'],
    ],
    [
      'uv.lock',
      '[[package]]\nname = "a"\nversion = "1.2.0"\nsource = { editable = "." }\n[[package]]\nname = "b"\nversion = "3.0.0"\nsource = { registry = "x" }',
      ['package.version=1.2.0'],
    ],
    ['src-tauri/tauri.conf.json', '{ "package": { "version": "1.2.0" } }', ['version=1.2.0']],
    ['app.json', '{ "expo": { "version": "1.2.0" } }', ['version=1.2.0']],
    ['a.nuspec', '<package><metadata a="b"><version>1.2.0</version></metadata></package>', ['version=1.2.0']],
    [
      'Info.plist',
      '<dict><key>CFBundleVersion</key><string>7</string><key>CFBundleShortVersionString</key>\n<string>1.2.0</string></dict>',
      ['CFBundleShortVersionString=1.2.0'],
    ],
    [
      'a.csproj',
      '<VersionPrefix>1.2.0</VersionPrefix><VersionSuffix>rc.1</VersionSuffix>',
      ['Version=1.2.0-rc.1'],
    ],
    ['a.py', "VERSION = (1, 2, 0)\n__version__ = '.'.join(map(str, VERSION))", ['version=1.2.0']],
    ['setup.cfg', '[metadata]\nname = a\nversion = 1.2.0\n', ['version=1.2.0']],
    ['Makefile', 'VERSION ?= 1.2.0\n', ['version=1.2.0']],
    ['Dockerfile', 'FROM a:3.1.0\nARG VERSION=1.2.0\n', ['version=1.2.0']],
    ['a.h', '#define APP_VERSION "1.2.0"', ['version=1.2.0']],
    ['a.sh', 'readonly VERSION="1.2.0"', ['version=1.2.0']],
    ['build.sbt', 'ThisBuild / version := "1.2.0"', ['version=1.2.0']],
    ['CMakeLists.txt', 'cmake_minimum_required(VERSION 3.10)\nset(PROJECT_VERSION 1.2.0)', ['version=1.2.0']],
    ['app/build.gradle', 'defaultConfig {\n  versionCode 12\n  versionName "1.2.0"\n}', ['version=1.2.0']],
    ['gradle.properties', 'VERSION_NAME=1.2.0', ['version=1.2.0']],
    ['plugin.php', '<?php\n/*\n * Plugin Name: A\n * Version: 1.2.0\n */', ['version=1.2.0']],
    ['a.php', "<?php\ndefine('VERSION', '1.2.0');", ['version=1.2.0']],
    ['dune-project', '(lang dune 3.0)\n(version 1.2.0)', ['version=1.2.0']],
    ['a.app.src', '  {vsn, "1.2.0"},', ['version=1.2.0']],
    ['version.txt', 'v1.2.0', ['version=v1.2.0']],
    ['.version', '1.2.0', ['version=1.2.0']],
  ])('%s: %j', (path, text, statements) => {
    expect(read(path, text)).toEqual(statements);
  });
});

describe('faults', () => {
  test.each([
    ['Cargo.toml', '[package]\nname = "a"', 'version-files: Cargo.toml states no version (package.version)'],
    ['Cargo.toml', '[package]\nversion = 1', 'version-files: Cargo.toml states no version (package.version)'],
    [
      'a/Cargo.toml',
      '[package]\nversion.workspace = true',
      'version-files: a/Cargo.toml inherits its version from the workspace',
    ],
    [
      'pyproject.toml',
      '[project]\ndynamic = ["version"]',
      'version-files: pyproject.toml leaves its version to the build (dynamic = ["version"])',
    ],
    ['pyproject.toml', '[project]', 'version-files: pyproject.toml states no version (project.version)'],
    [
      'notes.txt',
      'Needs node version 20.1.0\n',
      'version-files: nobody knows where notes.txt keeps its version',
    ],
    [
      'Cargo.lock',
      '[[package]]\nname = "a"\nversion = "1.2.0"\n[[package]]\nname = "b"\nversion = "1.3.0"',
      'version-files: Cargo.lock states several versions, 1.2.0, 1.3.0',
    ],
    ['package.json', '{}', 'version-files: package.json states no version (version)'],
    ['package.json', '[]', 'version-files: package.json states no version (version)'],
    ['package.json', 'null', 'version-files: package.json states no version (version)'],
    ['Chart.yaml', 'name: x', 'version-files: Chart.yaml states no version (version)'],
    ['Chart.yaml', 'version: [1]', 'version-files: Chart.yaml states no version (version)'],
    ['x.yaml', '', 'version-files: x.yaml states no version (version)'],
    ['VERSION', '  \n', 'version-files: VERSION states no version (version)'],
    ['x.py', 'name = "1.2.0"', 'version-files: x.py states no version (version = "…")'],
    ['go.mod', 'module x', 'version-files: nobody knows where go.mod keeps its version'],
  ])('%s: %j', (path, text, message) => {
    expect(read(path, text)).toBe(message);
  });

  test.each([
    ['Cargo.toml', '[package'],
    ['package.json', '{ "version": '],
    ['Chart.yaml', 'version: "1'],
    ['pyproject.toml', 'a = \n'],
  ])('%s: %j cannot be read', (path, text) => {
    expect(read(path, text)).toMatch(`version-files: ${path} cannot be read: `);
  });
});
