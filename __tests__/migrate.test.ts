// docs/migrate.md: what stands on the left is every input of the actions that people chain, what stands on the right exists here.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';

const page = readFileSync('docs/migrate.md', 'utf8');
const { inputs } = parse(readFileSync('action.yml', 'utf8')) as { readonly inputs: object };
const known = new Set(Object.keys(inputs));

/** The rows of the page's tables: [there, here]. */
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| there') && !/^\| -+/.test(line))
  .map((line) => line.split(/(?<!\\) \| /).map((cell) => cell.replace(/^\| | \|$/g, '').trim()));
const words = (cell: string): readonly string[] =>
  [...cell.matchAll(/`([^`]+)`/g)].flatMap(([, code = '']) => code.split(/, (?=[\w-]+`?)/));

/** Inputs by the action.yml of each, at these versions; what a login names by registry is a row of its own. */
const THEIRS: Readonly<Record<string, readonly string[]>> = {
  'docker/setup-buildx-action 3': [
    'version',
    'driver',
    'driver-opts',
    'buildkitd-flags',
    'buildkitd-config',
    'install',
    'use',
    'endpoint',
    'platforms',
    'append',
    'cache-binary',
    'cleanup',
    'name',
  ],
  'docker/login-action 3': ['registry', 'username', 'password', 'ecr', 'logout'],
  'docker/metadata-action 5': [
    'context',
    'images',
    'flavor',
    'labels',
    'annotations',
    'sep-tags',
    'bake-target',
  ],
  'docker/build-push-action 6': [
    'add-hosts',
    'allow',
    'annotations',
    'attests',
    'build-args',
    'build-contexts',
    'builder',
    'cache-from',
    'cache-to',
    'call',
    'cgroup-parent',
    'context',
    'file',
    'labels',
    'load',
    'network',
    'no-cache',
    'no-cache-filters',
    'outputs',
    'platforms',
    'provenance',
    'pull',
    'push',
    'sbom',
    'secrets',
    'secret-envs',
    'secret-files',
    'shm-size',
    'ssh',
    'tags',
    'target',
    'ulimit',
  ],
  'actions/attest 4': [
    'subject-path',
    'subject-digest',
    'subject-name',
    'subject-checksums',
    'predicate-type',
    'predicate',
    'predicate-path',
    'push-to-registry',
    'create-storage-record',
    'show-summary',
    'sbom-path',
  ],
  'softprops/action-gh-release 2': [
    'body',
    'body_path',
    'draft',
    'prerelease',
    'preserve_order',
    'files',
    'working_directory',
    'overwrite_files',
    'name',
    'tag_name',
    'fail_on_unmatched_files',
    'repository',
    'token',
    'target_commitish',
    'discussion_category_name',
    'generate_release_notes',
    'append_body',
    'make_latest',
    'previous_tag',
  ],
};

test.each(Object.entries(THEIRS))('%s: every input has its place', (_, theirs) => {
  const left = rows.flatMap(([there = '']) => words(there)).map((word) => word.replace(/[:=].*$/, ''));
  expect(theirs.filter((name) => !left.includes(name))).toEqual([]);
});

describe('what stands on the right', () => {
  /** Words in code that are no input: values, files, commands and options of an input. */
  const others =
    /^(?:v,none|minor,major|NAME=moves|gha|registry$|file#label|dist\/|COPY|docker |goreleaser |npm |driver-opts|type|section|hidden)/;
  test.each(rows.map(([there = '', here = '']) => [there, here]))('%s: its inputs exist', (_, here) => {
    expect(here).not.toBe('');
    const named = words(here)
      .filter((word) => !others.test(word))
      .map((word) => word.replace(/[:].*$/, ''));
    expect(named.filter((name) => !known.has(name))).toEqual([]);
    expect(
      named.length > 0 ||
        /no setting|lost|delete|stay|the same names|keep|step of yours|components|recipe|Dockerfile/.test(
          here,
        ),
    ).toBe(true);
  });
});
