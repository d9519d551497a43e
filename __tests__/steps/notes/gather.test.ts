import { afterAll, describe, expect, jest, test } from '@jest/globals';
import { renderNotes } from '../../../src/changelog/notes.ts';
import { commitSha } from '../../../src/plan/brands.ts';
import { parseTag } from '../../../src/plan/version/version.ts';
import { type NotesRequest, gatherNotes } from '../../../src/steps/notes/gather.ts';
import { makeExec } from '../../../src/world/process/exec.ts';
import { makeGit } from '../../../src/world/git/git.ts';
import {
  folder,
  gitEnvironment,
  makeRepository,
  removeFolders,
  runGit,
} from '../../support/world/repository.ts';

jest.setTimeout(60_000);
afterAll(removeFolders);

const repository = makeRepository();
const config = (level: string): string => `log:\n  level: ${level}\n`;
const root = repository.commit({
  message: 'feat: begin',
  files: { 'c.yml': config('info'), 'm/1.sql': '1' },
});
const fix = repository.commit(
  { message: 'fix: on main', files: { 'c.yml': config('info'), 'm/1.sql': '1' } },
  root,
);
const hot = repository.commit(
  { message: 'fix: hot', files: { 'c.yml': config('info'), 'm/1.sql': '1' } },
  root,
);
const merge = repository.commit({ message: "Merge branch 'release-1.0'" }, fix, hot);
const last = repository.commit(
  {
    message: 'feat!: last',
    files: {
      'c.yml': config('warn'),
      'm/1.sql': '1',
      'm/2.sql': '2',
      'CHANGELOG.md': '# Changelog\n\n## 1.1.0\n\nA word before.\n\n### Upgrade\n\nTurn it off first.\n',
    },
  },
  merge,
);
repository.branch('main', last);
repository.tag('v1.0.0', root);
repository.tag('v1.0.1', hot);
repository.tag('v1.1.0-rc.1', fix);
repository.tag('v1.1.0', last);
repository.tag('nightly', last, true);

const notesOf = async (
  tag: string,
  more: Partial<NotesRequest> = {},
  dir = repository.dir,
): Promise<{ body: string; warnings: readonly string[]; commands: string[] }> => {
  const commands: string[] = [];
  const trace = (argv: readonly string[]): void => {
    commands.push(argv.find((arg, i) => i > 1 && !arg.startsWith('-') && argv[i - 1] !== '-c') ?? '');
  };
  const git = makeGit(makeExec({ env: gitEnvironment, trace }), { cwd: dir });
  const { input } = await gatherNotes(git, { version: parseTag(tag, '')!, tagPrefix: '', ...more });
  const { body, warnings } = renderNotes(input);
  return { body, warnings, commands };
};

const lines = (body: string): string[] => body.split('\n').filter((line) => line.startsWith('- '));

describe('the notes of a repository', () => {
  test('take two git processes', async () => {
    expect((await notesOf('v1.1.0', { previousTag: 'v1.0.0' })).commands).toEqual(['for-each-ref', 'log']);
  });

  test('of a commit that has no tag yet take no third one', async () => {
    const { body, commands } = await notesOf('v1.2.0', { commit: commitSha(last) });
    expect(commands).toEqual(['for-each-ref', 'log']);
    expect(body).toContain('v1.1.0');
  });

  test('take one for each merge that brings a released branch back', async () => {
    expect((await notesOf('v1.1.0')).commands).toEqual(['for-each-ref', 'log', 'log']);
  });

  test.each<[string, Partial<NotesRequest>, string[]]>([
    ['v1.0.0', {}, ['- feat: begin']],
    ['v1.0.1', {}, ['- fix: hot']],
    ['v1.1.0-rc.1', {}, ['- fix: on main']],
    ['v1.1.0', {}, ['- feat!: last', '- fix: on main']],
    ['v1.1.0', { previousTag: 'v1.0.0' }, ['- feat!: last', '- fix: on main', '- fix: hot']],
    ['v1.1.0', { paths: ['m'] }, ['- feat!: last']],
  ])('%s %j', async (tag, more, expected) => {
    expect(lines((await notesOf(tag, more)).body).sort()).toEqual([...expected].sort());
  });

  test('with a changelog, a configuration and migrations', async () => {
    const { body, warnings } = await notesOf('v1.1.0', {
      changelogFile: 'CHANGELOG.md',
      configExample: 'c.yml',
      migrations: 'm/*.sql',
      notesFile: 'Then on again.\n',
    });
    expect(warnings).toEqual([]);
    expect(body).toBe(`A word before.

## What's Changed

### ⚠ Breaking Changes

- feat!: last

### Migration Notes

Turn it off first.

Then on again.

### Upgrading

Configuration (\`c.yml\`):

- Changed \`log.level\`: default \`"info"\` → \`"warn"\`

One migration will run:

1. \`m/2.sql\`

### Bug Fixes

- fix: on main
`);
  });

  test('links of a changelog and of a notes-file lead to where they led from the file', async () => {
    const linked = await notesOf('v1.1.0', {
      changelogFile: 'CHANGELOG.md',
      notesFile: 'See [how](how.md).\n',
      notesFilePath: 'docs/notes.md',
      repository: { owner: 'acme', name: 'app', serverUrl: 'https://github.com' },
    });
    expect(linked.body).toContain('See [how](https://github.com/acme/app/blob/v1.1.0/docs/how.md).');
    const alone = await notesOf('v1.1.0', {
      notesFile: 'See [how](how.md).\n',
      notesFilePath: 'docs/notes.md',
    });
    expect(alone.body).toContain('See [how](how.md).');
  });

  test('a changelog without this version is warned of, as are breaking changes without a word on migration', async () => {
    expect((await notesOf('v1.1.0', { changelogFile: 'HISTORY.md' })).warnings).toEqual([
      'changelog-file has no section for 1.1.0: add a heading "## 1.1.0".',
      'v1.1.0 has 1 breaking change and no migration notes: write them in notes-file, or under "### Migration" in changelog-file.',
    ]);
  });

  test('a changelog with two sections of this version is warned of', async () => {
    const twice = makeRepository();
    const only = twice.commit({
      message: 'fix: one',
      files: { 'CHANGELOG.md': '## 1.0.0\n\n- first\n\n## 1.0.0\n\n- second\n' },
    });
    twice.branch('main', only);
    twice.tag('v1.0.0', only);
    const { body, warnings } = await notesOf('v1.0.0', { changelogFile: 'CHANGELOG.md' }, twice.dir);
    expect(warnings).toEqual([
      'changelog-file has two sections for 1.0.0, and the notes have the first: make one of them.',
    ]);
    expect(body).toContain('- first');
    expect(body).not.toContain('- second');
  });

  test('a previous-tag that does not exist stops the run', async () => {
    await expect(notesOf('v1.1.0', { previousTag: 'v0.9' })).rejects.toMatchObject({
      hint: 'previous-tag: v1.0.1',
    });
  });

  test('a clone of one commit gives the same notes', async () => {
    const dir = folder();
    repository.git('config', 'uploadpack.allowFilter', 'true');
    runGit(dir, ['init', '-q']);
    runGit(dir, ['remote', 'add', 'origin', `file://${repository.dir}`]);
    runGit(dir, ['fetch', '-q', '--no-tags', '--depth=1', 'origin', `+${last}:refs/tags/v1.1.0`]);
    const more = { configExample: 'c.yml', migrations: 'm/*.sql' };
    const [shallow, whole] = [await notesOf('v1.1.0', more, dir), await notesOf('v1.1.0', more)];
    expect(shallow.body).toBe(whole.body);
  });
});

describe('a sample that has another name in one of the releases', () => {
  test.each<
    [name: string, before: string, after: string, asked: string, text: string, expected: readonly string[]]
  >([
    [
      'another word',
      'config.example.yml',
      'config.sample.yaml',
      'config.sample.yaml',
      'a: 2\n',
      [
        '`config.example.yml` is now `config.sample.yaml`.',
        'Configuration (`config.sample.yaml`):',
        '- Changed `a`: default `1` → `2`',
      ],
    ],
    [
      'another folder, and the input has the old path',
      'c.yml',
      'deploy/c.yml',
      'c.yml',
      'a: 2\n',
      [
        '`c.yml` is now `deploy/c.yml`.',
        'Configuration (`deploy/c.yml`):',
        '- Changed `a`: default `1` → `2`',
      ],
    ],
    [
      'another form',
      'c.example.yml',
      'c.example.json',
      'c.example.json',
      '{"a": 2}\n',
      [
        '`c.example.yml` is now `c.example.json`.',
        'Configuration (`c.example.json`):',
        '- Changed `a`: default `1` → `2`',
      ],
    ],
    [
      'another name with the same content',
      'c.yml',
      'etc/app.yml',
      'etc/app.yml',
      'a: 1\n',
      ['`c.yml` is now `etc/app.yml`.'],
    ],
    [
      'another file altogether',
      'c.yml',
      'etc/app.yml',
      'etc/app.yml',
      'b: 7\n',
      ['`etc/app.yml` is new: it shows every configuration key with its default.'],
    ],
  ])('%s', async (_, before, after, asked, text, expected) => {
    const moving = makeRepository();
    const one = moving.commit({ message: 'feat: one', files: { [before]: 'a: 1\n', 'x.txt': 'x' } });
    const two = moving.commit({ message: 'feat: two', files: { [after]: text, 'x.txt': 'x' } }, one);
    moving.branch('main', two);
    moving.tag('v1.0.0', one);
    moving.tag('v1.1.0', two);
    const { input } = await gatherNotes(makeGit(makeExec({ env: gitEnvironment }), { cwd: moving.dir }), {
      version: parseTag('v1.1.0', '')!,
      tagPrefix: '',
      configExample: asked,
    });
    expect(input.upgrading).toEqual(expected);
  });
});

describe('a fix of a released branch that the main line has, too, by a copy', () => {
  const at = (seconds: number): { readonly date: number } => ({ date: 1_700_000_000 + seconds });
  test.each<[name: string, copy: (original: string) => string, shown: readonly string[]]>([
    ['that names its original', (original) => `fix: mended\n\n(cherry picked from commit ${original})`, []],
    ['with author, date and title of its original', () => 'fix: leak', []],
    ['of other words', () => 'fix: mended', ['- fix: mended']],
  ])('%s, is told once when the branch was merged back', async (_, copyOf, shown) => {
    const made = makeRepository();
    const root = made.commit({ message: 'feat: one', files: { a: '1' } });
    const hot = made.commit({ message: 'fix: leak', files: { a: '1', b: '1' }, ...at(5) }, root);
    const copy = made.commit({ message: copyOf(hot), files: { a: '1', b: '1', c: '1' }, ...at(5) }, root);
    const main = made.commit({ message: 'feat: two', files: { a: '2', b: '1' } }, copy);
    const merge = made.commit({ message: "Merge branch 'release-1.0'" }, main, hot);
    made.branch('main', merge);
    made.tag('v1.0.0', root);
    made.tag('v1.0.1', hot);
    made.tag('v1.1.0', merge);
    const { body } = await notesOf('v1.1.0', {}, made.dir);
    expect(lines(body).sort()).toEqual(['- feat: two', ...shown]);
  });
});
