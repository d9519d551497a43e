// The commands and actions that this repository's workflows name are there: a renamed script fails here, not on a Saturday night.
import { accessSync, constants, existsSync, globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { lockFaults, ownLockFaults, usesOf } from '../scripts/actions-lock.ts';

interface Workflow {
  readonly jobs: Readonly<
    Record<
      string,
      { readonly needs?: string | string[]; readonly steps: readonly { readonly run?: string }[] }
    >
  >;
}

const files = globSync('.github/workflows/*.yml').sort();
const scripts = (folder: string): object =>
  (JSON.parse(readFileSync(`${folder}/package.json`, 'utf8')) as { readonly scripts: object }).scripts;

/** What of a command line is not there: an npm script, a program of this repository, a folder of tests. */
function missingIn(command: string): readonly string[] {
  const npm = [...command.matchAll(/\bnpm (?:--prefix (\S+) )?(?:run ([\w:-]+)|(test)\b)/g)]
    .filter(([, folder = '.', name, test = '']) => !((name ?? test) in scripts(folder)))
    .map(([all]) => all);
  const programs = [...command.matchAll(/(?:^|\s)(\.[\w-]*\/[\w./-]+)(?=\s|$)/gm)]
    .map(([, file = '']) => file)
    .filter((file) => !file.startsWith('.rehearsal/'))
    .filter((file) => {
      try {
        accessSync(file, constants.X_OK);
        return false;
      } catch {
        return true;
      }
    });
  const tests = [...command.matchAll(/\s(__tests__\/\S+)/g)]
    .map(([, folder = '']) => folder)
    .filter((folder) => !existsSync(folder));
  return [...npm, ...programs, ...tests];
}

test.each([
  ['npm run build', []],
  ['npm run bulid -- --check', ['npm run bulid']],
  ['npm --prefix docs run build', []],
  ['npm ci && npm test -- __tests__/gone __tests__/plan', ['__tests__/gone']],
  ['.ci/run', []],
  ['set -e\n.ci/walk --here', ['.ci/walk']],
])('missing in %j: %j', (command, missing) => {
  expect(missingIn(command)).toEqual(missing);
});

describe.each(files)('%s', (file) => {
  const text = readFileSync(file, 'utf8');
  const { jobs } = parse(text) as Workflow;
  const commands = Object.values(jobs).flatMap(({ steps }) => steps.flatMap(({ run }) => run ?? []));

  test('runs commands that are there', () => {
    expect(commands.flatMap(missingIn)).toEqual([]);
  });

  test('needs jobs that it has', () => {
    const needed = Object.values(jobs).flatMap(({ needs = [] }) => needs);
    expect(needed.filter((id) => !(id in jobs))).toEqual([]);
  });

  test('says beside each commit which version it is', () => {
    const pinned = text.split('\n').filter((line) => /uses: .*@[0-9a-f]{40}/.test(line));
    expect(pinned.filter((line) => !/@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))).toEqual([]);
  });
});

test('an action is at one commit in all of them', () => {
  const commits = new Map<string, Set<string>>();
  for (const name of Object.values(usesOf()).flat()) {
    const [action = '', ref = ''] = name.split('@');
    // Parts of one repository move together: actions/cache/save and actions/cache/restore.
    const repository = action.split('/').slice(0, 2).join('/');
    commits.set(repository, (commits.get(repository) ?? new Set()).add(ref));
  }
  expect([...commits].filter(([, refs]) => refs.size > 1)).toEqual([]);
  expect(commits.size).toBeGreaterThan(3);
});

test('R10 the action of this repository is used at the commit that runs, nowhere from the workspace', () => {
  const own = files.filter((file) => readFileSync(file, 'utf8').includes('uses: ./'));
  expect(own).toEqual([]);
  expect(readFileSync('.github/workflows/publish.yml', 'utf8')).toMatch(/uses: \$\/(?: #|$)/m);
});

describe('the lock file of GitHub', () => {
  const sha = 'de0fac2e4500dabe0009e67214ff5f5447ce83dd';
  const lock = `version: 'v0.0.2'
workflows:
    '.github/workflows/ci.yml':
        - 'actions/checkout@v6.0.2'
dependencies:
    'actions/checkout@v6.0.2':
        ref: 'v6.0.2'
        commit: 'sha1-${sha}'
`;
  const ci = '.github/workflows/ci.yml';

  test('agrees with the workflows, where there is one', () => {
    expect(ownLockFaults()).toEqual([]);
    expect(Object.keys(usesOf()).map((file) => basename(file))).toEqual(files.map((file) => basename(file)));
  });

  test.each([
    ['the same commit', { [ci]: [`actions/checkout@${sha}`] }, []],
    ['the tag that it locks', { [ci]: ['actions/checkout@v6.0.2'] }, []],
    ['a workflow that is not locked yet', { [ci]: [], 'other.yml': ['actions/cache@v4'] }, []],
    [
      'another commit',
      { [ci]: [`actions/checkout@${'0'.repeat(40)}`] },
      [expect.stringMatching(/^\S+ci\.yml uses actions\/checkout@0+, which \S+ lacks: run gh actions-lock$/)],
    ],
    ['a workflow that is gone', {}, [expect.stringMatching(/names \S+ci\.yml, which is gone/)]],
  ])('%s', (_, uses: Record<string, string[]>, faults) => {
    expect(lockFaults(lock, uses)).toEqual(faults);
  });
});
