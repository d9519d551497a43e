// Kinds of messages that real histories hold, each with several members: what the notes and the next version make of them.
import { describe, expect, test } from '@jest/globals';
import type { RawCommit } from '../../src/changelog/commits/commit.ts';
import { changesToShow } from '../../src/changelog/history.ts';
import { renderNotes } from '../../src/changelog/notes.ts';
import type { NotesInput } from '../../src/changelog/notes.ts';
import { readCommit } from '../../src/changelog/commits/parse.ts';
import { originOf, withoutReleased } from '../../src/changelog/commits/released.ts';
import { parseTag } from '../../src/plan/version/version.ts';
import { type TestCommit, historyOf } from '../support/changelog/history-of.ts';

type Given = string | TestCommit;

const notes = (commits: readonly Given[], input: Partial<NotesInput> = {}): ReturnType<typeof renderNotes> =>
  renderNotes({
    version: parseTag('v1.2.0', '')!,
    previousTag: 'v1.1.0',
    commits: historyOf(commits),
    repository: { owner: 'acme', name: 'app', serverUrl: 'https://github.com' },
    ...input,
  });

/** The sections' lines without the link at the end: `Features: feat: a | fix: b`. */
const seen = (commits: readonly Given[], input: Partial<NotesInput> = {}): string[] => {
  const { groups } = notes(commits, input);
  return groups.map(
    ({ title, entries }) =>
      `${title}: ${entries
        .map((entry) =>
          entry.kind === 'updates'
            ? `${entry.count} updates`
            : [entry.change.subject, ...entry.change.notes].join(' // '),
        )
        .join(' | ')}`,
  );
};

/** A branch with these commits, merged under a message into a main line with one commit of its own. */
const merged = (message: string, ...branch: string[]): Given[] => [
  'fix: on main',
  ...branch.map((one, i) => ({ message: one, parents: i === 0 ? [1] : [i + 1] })),
  { message, parents: [1, branch.length + 1] },
];
const main = 'Bug Fixes: fix: on main';

describe('a title that Git or a forge made up', () => {
  test.each<[string, string]>([
    [
      'Merge commit from fork\n\n* fix(auth): check the issuer\n\nLong text.\n\n* update the changelog\n\n---------\n\nCo-authored-by: A <a@b.c>',
      'Bug Fixes: fix(auth): check the issuer',
    ],
    ['Merge commit from fork\n\nfix(db): compare bytes', 'Bug Fixes: fix(db): compare bytes'],
    ['Merge commit from fork\n\nHarden the parser', 'Bug Fixes: Harden the parser'],
    [
      'Merge commit from fork\n\nCheck that a name is local (e.g. by\n{path.*}) before the file is\nopened. It was not.\n\nGHSA-mcj4-mphf-j9ff',
      'Bug Fixes: Check that a name is local (e.g. by {path.*}) before the file is opened',
    ],
    [
      'Merge commit from fork\n\nRead no more than a megabyte:\n- of a header\n- of a body',
      'Bug Fixes: Read no more than a megabyte',
    ],
    ['Merge commit from fork\n\n* server: keep two tags apart', 'Bug Fixes: server: keep two tags apart'],
    ['Merge commit from fork\n\ndocs: say who may read', 'Other Changes: docs: say who may read'],
    ['Merge commit from fork\n\nSigned-off-by: A <a@b.c>', 'Other Changes: Merge commit from fork'],
    ['Merge commit from fork\n\n* wip\n\n* fix(db): compare bytes', 'Bug Fixes: fix(db): compare bytes'],
    ['Merge commit from fork\n\n* fix: one\n\n* test: it\n\n* fix: two', 'Bug Fixes: fix: one'],
    ['Merge commit from fork', 'Other Changes: Merge commit from fork'],
    ['Merge pull request #12 from dev/topic\n\nfeat: one', 'Features: feat: one (#12)'],
    [
      "Merge branch 'topic' into 'main'\n\nfeat: one\n\nSee merge request acme/app!12",
      'Features: feat: one (#12)',
    ],
    [
      "Merge branch 'topic' into 'main'\n\nSee merge request acme/app!12",
      "Other Changes: Merge branch 'topic' into 'main'",
    ],
    ["Merge branch 'topic' (#12)", "Other Changes: Merge branch 'topic' (#12)"],
    [
      "Merge branch 'main' of https://github.com/acme/app\n\n# Conflicts:\n#\tsrc/a.ts",
      "Other Changes: Merge branch 'main' of https://github.com/acme/app",
    ],
    ['Merged in dev/topic (pull request #12)\n\nfix: one', 'Bug Fixes: fix: one (#12)'],
    ['Merged PR 345: fix: one', 'Bug Fixes: fix: one'],
    ['Merge "fix: one" into stable', 'Bug Fixes: fix: one'],
    [
      'Merge #12: fix: one\n\n0123456 wip (Ann)\n\nPull request description:\n\n  text',
      'Bug Fixes: fix: one (#12)',
    ],
    ['Merge acme/app#12: fix: one', 'Bug Fixes: fix: one (#12)'],
    ["Merge pull request 'feat: one' (#12) from topic into main", 'Features: feat: one (#12)'],
    ['Auto merge of #12 - dev:topic, r=ann\n\nfix: one\n\nLong text.', 'Bug Fixes: fix: one (#12)'],
    ['Merge #12\n\n12: fix: one r=ann a=dev\n\nLong text.', 'Bug Fixes: fix: one (#12)'],
    [
      'Squashed commit of the following:\n\ncommit 0123456789abcdef0123456789abcdef01234567\nAuthor: A <a@b.c>\nDate:   today\n\n    fix: one\n\ncommit 1123456789abcdef0123456789abcdef01234567\nAuthor: A <a@b.c>\nDate:   today\n\n    feat: two\n    \n    BREAKING CHANGE: old',
      '⚠ Breaking Changes: feat: two // old',
    ],
  ])('%j is %s', (message, expected) => {
    expect(seen([message]).join('; ')).toBe(expected);
  });
});

describe('what a merge says beside its commits', () => {
  test.each<[string, Given[], string[]]>([
    [
      'the same as its commit',
      merged('Merge pull request #3 from d/t\n\nfeat: one', 'feat: one'),
      ['Features: feat: one', main],
    ],
    [
      'a breaking change in its body',
      merged('Merge pull request #3 from d/t\n\nfeat!: one\n\nBREAKING CHANGE: old files', 'feat: one'),
      ['⚠ Breaking Changes: feat!: one (#3) // old files', main],
    ],
    [
      'a breaking change under its own title',
      merged('feat: one (#3)\n\nText.\n\nBREAKING CHANGE: old files', 'feat: one'),
      ['⚠ Breaking Changes: feat: one (#3) // old files', main],
    ],
    [
      'a breaking change that a commit states too',
      merged(
        'Merge pull request #3 from d/t\n\nfeat!: one\n\nBREAKING CHANGE: old',
        'feat: one\n\nBREAKING CHANGE: old',
      ),
      ['⚠ Breaking Changes: feat: one // old', main],
    ],
    [
      'a footer without a title',
      merged("Merge branch 'topic'\n\nBREAKING CHANGE: old", 'feat: one'),
      ['⚠ Breaking Changes: feat: one // old', main],
    ],
    [
      'a feature over work in progress',
      merged('Merge pull request #3 from d/t\n\nfeat: one', 'wip', 'more'),
      ['Features: feat: one (#3)', main],
    ],
    [
      'a feature over a repair',
      merged('Merge pull request #3 from d/t\n\nfeat: one', 'fix: a detail', 'wip'),
      ['Features: feat: one (#3)', 'Bug Fixes: fix: on main | fix: a detail'],
    ],
    [
      'no more than its commits',
      merged('Merge pull request #3 from d/t\n\ndocs: one', 'feat: one part'),
      ['Features: feat: one part', main],
    ],
    [
      'no conventional title over commits without',
      merged('Merge pull request #3 from d/t\n\nOne', 'one', 'two'),
      [main, 'Other Changes: one | two'],
    ],
    [
      'a release that gathers others',
      merged('Merge pull request #9 from acme/develop\n\nchore: release 1.2.0', 'Add a page', 'Mend a page'),
      [main, 'Other Changes: Add a page | Mend a page'],
    ],
    [
      'a release of pull requests',
      merged(
        'Merge pull request #9 from acme/develop\n\nfeat: all of spring',
        'Add a page (#7)',
        'Mend a page (#8)',
      ),
      ['Features: feat: all of spring (#9)', main, 'Other Changes: Add a page (#7) | Mend a page (#8)'],
    ],
    [
      'only what was undone in it',
      merged(
        'Merge pull request #3 from d/t\n\nfeat: one',
        'feat: one',
        'Revert "feat: one"\n\nThis reverts commit <hash:2>.',
      ),
      [main],
    ],
    [
      'its branch took in main before',
      [
        'fix: on main',
        { message: 'feat: one', parents: [1] },
        { message: 'fix: later', parents: [1] },
        { message: "Merge branch 'main' into topic", parents: [2, 3] },
        { message: 'Merge pull request #3 from d/t\n\nfeat: one', parents: [3, 4] },
      ],
      ['Features: feat: one', `${main} | fix: later`],
    ],
    [
      'a merge inside of it says it',
      [
        'fix: on main',
        { message: 'feat: one', parents: [1] },
        { message: 'Merge pull request #3 from d/t\n\nfeat: one', parents: [1, 2] },
        { message: 'Merge pull request #4 from acme/develop\n\nDevelop', parents: [1, 3] },
      ],
      ['Features: feat: one', main],
    ],
  ])('%s', (_, commits, expected) => {
    expect(seen(commits)).toEqual(expected);
  });
});

describe('undoing', () => {
  const feature = 'feat: add flags (#8)';
  test.each<[string, Given[], string[]]>([
    [
      'another repository’s number',
      ['fix: close the hole (#50)', 'Revert "perf: cache (#50)" (#51)\n\nReverts upstream/engine#50'],
      ['Bug Fixes: fix: close the hole (#50)', 'Other Changes: Revert "perf: cache (#50)" (#51)'],
    ],
    [
      'another repository’s number, its commit taken over',
      ['perf: cache (#50)', 'Revert "perf: cache (#50)" (#51)\n\nReverts upstream/engine#50'],
      [],
    ],
    [
      'this repository under an old name',
      [feature, 'Revert "feat: add flags (#8)" (#9)\n\nReverts old/name#8'],
      [],
    ],
    ['the repository in other letters', [feature, 'Back to before (#9)\n\nReverts Acme/App#8'], []],
    ['without a body', [feature, 'Revert "feat: add flags (#8)" (#9)'], []],
    ['without a body, by the title of the pull request', [feature, 'Revert "feat: add flags" (#9)'], []],
    [
      'another number under the same title',
      [feature, 'Revert "feat: add flags (#7)" (#9)'],
      [`Features: ${feature}`, 'Other Changes: Revert "feat: add flags (#7)" (#9)'],
    ],
    [
      'what comes after it',
      [
        'Revert "feat: add flags"\n\nThis reverts commit 0123456789abcdef0123456789abcdef01234567.',
        'feat: add flags',
      ],
      ['Features: feat: add flags', 'Other Changes: Revert "feat: add flags"'],
    ],
    [
      'a hash that a rebase changed',
      [
        'feat: add flags',
        'Revert "feat: add flags"\n\nThis reverts commit 0123456789abcdef0123456789abcdef01234567.',
      ],
      [],
    ],
    [
      'twice, by titles',
      [feature, 'Revert "feat: add flags (#8)" (#9)', 'Revert "Revert "feat: add flags (#8)"" (#13)'],
      [`Features: ${feature}`],
    ],
    [
      'three times, by titles',
      [
        feature,
        'Revert "feat: add flags (#8)" (#9)',
        'Revert "Revert "feat: add flags (#8)"" (#13)',
        'Revert "Revert "Revert "feat: add flags (#8)""" (#14)',
      ],
      [],
    ],
    [
      'a reapplied one again',
      [
        feature,
        'Revert "feat: add flags (#8)" (#9)',
        'Reapply "feat: add flags (#8)" (#13)',
        'Revert "Reapply "feat: add flags (#8)"" (#14)',
      ],
      [],
    ],
    [
      'twice, from an earlier release',
      ['Revert "Revert "feat: add flags (#8)"" (#13)\n\nReverts acme/app#9'],
      ['Features: Reapply "feat: add flags (#8)" (#13)'],
    ],
    [
      'twice, breaking again',
      ['Reapply "feat!: drop v1"\n\nThis reverts commit 0123456789abcdef.'],
      ['⚠ Breaking Changes: Reapply "feat!: drop v1"'],
    ],
    [
      'under a subject of its own',
      ['feat: one', 'chore: take it out again (#9)\n\nThis reverts commit <hash:1>.'],
      [],
    ],
    [
      'under the title of a repair that says so',
      [
        'feat: one',
        'fix: back out the first try (#9)\n\nIt broke the build.\n\nThis reverts commit <hash:1>.',
      ],
      [],
    ],
    [
      'beside something new',
      ['feat: one', 'feat: another way (#9)\n\nThis reverts commit <hash:1>.\n\nNow with a queue.'],
      ['Features: feat: another way (#9)'],
    ],
    [
      'in part',
      ['feat: one', 'Revert "feat: one"\n\nThis reverts commit <hash:1> except for the docs.'],
      ['Features: feat: one', 'Other Changes: Revert "feat: one"'],
    ],
    [
      'a merge, with all that it brought',
      [
        ...merged('Merge pull request #3 from d/t\n\nOne', 'feat: one', 'feat: two'),
        'Revert "Merge pull request #3 from d/t"\n\nThis reverts commit <hash:4>, reversing\nchanges made to <hash:1>.',
      ],
      [main],
    ],
    [
      'a merge, by its pull request',
      [
        ...merged('Merge pull request #3 from d/t\n\nOne', 'feat: one', 'feat: two'),
        'Revert "One" (#4)\n\nReverts acme/app#3',
      ],
      [main],
    ],
    [
      'as GitLab says it',
      [
        ...merged("Merge branch 't' into 'main'\n\nOne\n\nSee merge request acme/app!3", 'feat: one'),
        "Revert \"Merge branch 't' into 'main'\"\n\nThis reverts merge request !3",
      ],
      [main],
    ],
    ['as Angular writes it, without a body', ['feat(api): one', 'revert: feat(api): one'], []],
    [
      'by its words alone, under its scope',
      [
        'fix(db): one (#4)',
        'feat(api): one (#5)',
        'revert(api): two',
        'feat(api): two',
        'revert(api): two (#7)',
      ],
      ['Features: feat(api): one (#5)', 'Bug Fixes: fix(db): one (#4)', 'Other Changes: revert(api): two'],
    ],
    [
      'by words that two have, or one of another scope',
      ['fix(db): one', 'feat(api): one', 'revert: one', 'feat(api): two', 'revert(db): two'],
      [
        'Features: feat(api): one | feat(api): two',
        'Bug Fixes: fix(db): one',
        'Other Changes: revert: one | revert(db): two',
      ],
    ],
    ['a title in a conventional one', [feature, 'chore: revert "feat: add flags" (#9)'], []],
    [
      'a title under another word',
      ['feat: one', 'Rollback "feat: one" (#9)', 'feat: two', 'Undo "feat: two"'],
      [],
    ],
    ['a title in single quotes', ['feat: one', "Revert 'feat: one'"], []],
    [
      'a hash in its first line',
      ['feat: one', 'revert: <hash:1>', 'feat: two', 'Revert commit <hash:3> (#9)'],
      [],
    ],
    [
      'a word that could be a hash',
      ['feat: one', 'revert: defaced'],
      ['Features: feat: one', 'Other Changes: revert: defaced'],
    ],
    ['a trailer', ['feat: one', 'fix: back out the first try\n\nReverts: <hash:1>'], []],
  ])('%s', (_, commits, expected) => {
    expect(seen(commits)).toEqual(expected);
  });

  test.each([
    'chore: revert feat: one',
    'revert feat: one (#9)',
    'Rollback of feat: one',
    'revert(api): "feat: one"',
    'Revert `feat: one`',
    'Revert «feat: one»',
    'Revert "feat: one (#5)" because it broke the login (#9)',
    'Revert "feat: one" [skip ci]',
    '[Revert] feat: one (#9)',
    '⏪️ feat: one',
    ':rewind: Revert "feat: one"',
    'Revert PR #5 (#9)',
    'fix: revert #5',
    'Revert #5: it broke the login',
    'Revert changes from #5',
    'Backed out changeset <hash:1> (feat: one)',
    'Revert <hash:1>: feat: one',
  ])('by the subject %j', (subject) => {
    expect(seen(['feat: one (#5)', subject])).toEqual([]);
  });

  test.each([
    'This reverts commit `<hash:1>`.',
    'This reverts commit\n<hash:1>.',
    'This reverts\ncommit <hash:1>.',
    'this reverts commit <hash:1>',
    'This reverts merge commit <hash:1>.',
    'This reverts commit https://github.com/acme/app/commit/<hash:1>.',
    'This reverts commit acme/app@<hash:1>.',
    'Reverts <hash:1>',
    'Reverts: #5',
    'This PR reverts #5',
  ])('by the body %j', (body) => {
    expect(seen(['feat: one (#5)', `revert: the first try\n\n${body}`])).toEqual([]);
  });

  test.each([
    'This reverts commits <hash:1> and\n<hash:2>.',
    'This reverts commits\n<hash:1>,\n<hash:2>.',
    'This reverts the following commits:\n\n- <hash:1>\n- <hash:2>',
    'This reverts the following commits:\n* <hash:1> feat: one\n* <hash:2> feat: two',
    'Reverts: <hash:1>, <hash:2>',
  ])('several by %j', (body) => {
    expect(seen(['feat: one', 'feat: two', `Revert two\n\n${body}`])).toEqual([]);
  });

  test.each([
    ['a range has more than its ends', 'Revert all\n\nThis reverts commits <hash:1>..<hash:2>.'],
    ['a part', 'Revert some\n\nThis reverts commit <hash:1> except for the tests.'],
    ['no subject of the range', 'fix: undo "feat: one" on Windows'],
    ['a word in quotes', 'feat: undo "feat" for ten seconds'],
  ])('%s undoes nothing', (_, message) => {
    const [subject = ''] = message.split('\n');
    expect(seen(['feat: one', 'feat: two', message]).join(' | ').split(': ').slice(1).join(': ')).toContain(
      'feat: one | feat: two',
    );
    expect(seen(['feat: one', 'feat: two', message]).join()).toContain(subject);
  });

  test('what an older release has is no feature again', () => {
    expect(seen(['[Revert] feat: one', '⏪️ feat: two', 'revert feat: three'])).toEqual([
      'Other Changes: [Revert] feat: one | ⏪️ feat: two | revert feat: three',
    ]);
  });
});

describe('a header with a slip', () => {
  test.each([
    ['feat:add a flag', 'Features'],
    ['feat (api): add a flag', 'Features'],
    ['feat(api) : add a flag', 'Features'],
    ['fix : mend it', 'Bug Fixes'],
    ['fix(api):mend it', 'Bug Fixes'],
    ['feat：加一个选项', 'Features'],
    ['feat（api）：加一个选项', 'Features'],
    ['[JIRA-1] fix:mend it', 'Bug Fixes'],
    ['Feature/add a flag (#3)', 'Features'],
    ['fix/crash-on-start (#3)', 'Bug Fixes'],
    ['test:unit is faster', 'Other Changes'],
    ['build:prod is documented', 'Other Changes'],
    ['fix::path is read', 'Other Changes'],
    ['fix/feat: neither', 'Other Changes'],
    ['feat:', 'Other Changes'],
  ])('%s is one of the %s', (subject, title) => {
    expect(seen([subject])).toEqual([`${title}: ${subject}`]);
  });
});

describe('a squash whose title says too little', () => {
  test.each([
    ['175 (#176)\n\n* docs: one\n\n* feat: two\n\n* fix: three', 'Features: feat: two (#176)'],
    ['PROJ-12 (#5)\n\n* wip\n\n* fix(api): close it', 'Bug Fixes: fix(api): close it (#5)'],
    ['Patch 1 (#9)\n\n* Update a.ts\n\n* feat!: drop b', '⚠ Breaking Changes: feat!: drop b (#9)'],
    ['Dev (#5)\n\n* chore: one\n\n* docs: two', 'Other Changes: Dev (#5)'],
    ['Read links (#106)\n\n* fix: one\n\n* feat: two', 'Features: Read links (#106)'],
    ['Read links (#106)\n\n* feat: one\n* feat: a list of prose', 'Other Changes: Read links (#106)'],
    ['chore: tidy up (#1)\n\n* feat: one\n\n* fix: two', 'Other Changes: chore: tidy up (#1)'],
  ])('%j is %s', (message, expected) => {
    expect(seen([message]).join('; ')).toBe(expected);
  });
});

describe('what stands in brackets before a header', () => {
  test.each([
    ['[Backport release-1.2] fix(db): close the file (#17)', 'Bug Fixes'],
    ['[1.x] fix: z (#16)', 'Bug Fixes'],
    ['[release-1.2] 🐛 fix: z (#16)', 'Bug Fixes'],
    ['[cherry-pick][release-1.2]: feat(api): add a flag', 'Features'],
    ['[JIRA-12] feat: add a flag', 'Features'],
    ['🍒 [1.2] feat!: drop v1', '⚠ Breaking Changes'],
    ['JIRA-12 feat(api): add a flag', 'Features'],
    ['JIRA-12: [1.x] feat: add a flag', 'Features'],
    ['#12 fix: z', 'Bug Fixes'],
    ['UTF-8 is read', 'Other Changes'],
    ['JIRA-12 note: no type', 'Other Changes'],
    ['#12fix: z', 'Other Changes'],
    ['[WIP] note: no type', 'Other Changes'],
    ['[feat] no header', 'Other Changes'],
  ])('%s is one of the %s', (subject, title) => {
    expect(seen([subject])).toEqual([`${title}: ${subject}`]);
  });

  test('is no part of what is undone', () => {
    expect(seen(['feat: one', '[1.x] revert: feat: one'])).toEqual([]);
  });
});

describe('where a breaking footer stands', () => {
  const breaks = (body: string, header = 'feat: a'): string[] | undefined => {
    const [change] = changesToShow(historyOf([`${header}\n\n${body}`]));
    return change?.breaking ? [...change.notes] : undefined;
  };
  test.each<[string, string, string[] | undefined]>([
    ['alone', 'BREAKING CHANGE: x', ['x']],
    ['with a hyphen', 'Text.\n\nBREAKING-CHANGE: x', ['x']],
    ['on the next line', 'BREAKING CHANGE:\nx', ['x']],
    ['no blank line before', 'Text.\nBREAKING CHANGE: x', ['x']],
    ['among trailers', 'Refs: #1\nBREAKING CHANGE: x\nReviewed-by: Z', ['x']],
    ['two of them', 'BREAKING CHANGE: x\n\ny\n\nBREAKING CHANGE: z\nCloses #4', ['x\n\ny', 'z']],
    [
      'code that looks like trailers',
      'BREAKING CHANGE: send\n\n```http\nContent-Type: a\nSigned-off-by: b\n```\n\nor else\n\nRefs: #7',
      ['send\n\n```http\nContent-Type: a\nSigned-off-by: b\n```\n\nor else'],
    ],
    [
      'headers of HTTP in the text',
      'BREAKING CHANGE: send\n\nContent-Type: a\nX-Token: b\n\nor else',
      ['send\n\nContent-Type: a\nX-Token: b\n\nor else'],
    ],
    [
      'bullets in the text',
      'BREAKING CHANGE: renamed\n\n* `a` is `b`\n* fix: too\n\nSigned-off-by: D <d@e.f>',
      ['renamed\n\n* `a` is `b`\n* fix: too'],
    ],
    [
      'the signature of a coding agent behind it',
      'BREAKING CHANGE: x\n\n🤖 Generated with [Claude Code](https://a.b)\n\nCo-Authored-By: C <a@b.c>',
      ['x'],
    ],
    ['the same in words', 'BREAKING CHANGE: x\n\nGenerated by Copilot', ['x']],
    ['what is generated by something else', 'BREAKING CHANGE: x\n\nMade with care', ['x\n\nMade with care']],
    ['a list of conflicts behind it', 'BREAKING CHANGE: x\n\nConflicts:\n\tsrc/a.ts', ['x']],
    [
      'a list of conflicts, and help of an editor',
      'BREAKING CHANGE: x\n\n# Conflicts:\n#\tsrc/a.ts\n#\n# On branch main',
      ['x'],
    ],
    [
      'prose with words and colons',
      'BREAKING CHANGE: x\n\nBefore: a\nAfter: b\nNote: c',
      ['x\n\nBefore: a\nAfter: b\nNote: c'],
    ],
    ['a trailer with a folded value', 'BREAKING CHANGE: x\n\nReviewed-by: Ann\n  and Bob', ['x']],
    ['references and nothing else end it', 'BREAKING CHANGE: x\nCloses #1, acme/b#2\n\nMore.', ['x']],
    [
      'a sentence that begins like one does not',
      'BREAKING CHANGE: x.\nFixes the way that #1 was done.',
      ['x.\nFixes the way that #1 was done.'],
    ],
    ['a template after it', 'BREAKING CHANGE: x\n\n## Checklist\n\n- [x] tests', ['x']],
    [
      'a commit of a squash',
      '* feat: b\n\nBREAKING CHANGE: x\n\n* fix: c\n\n---------\n\nCo-authored-by: A <a@b.c>',
      ['x'],
    ],
    ['a marked commit of a squash', '* feat(b)!: drop it\n\n* fix: c', ['drop it']],
    ['in prose', 'What the specification calls a\nBREAKING CHANGE: footer is not used here.', undefined],
    ['in a code block', '```\nBREAKING CHANGE: x\n```', undefined],
    ['indented', 'Example:\n\n    BREAKING CHANGE: x', undefined],
    ['quoted', '> BREAKING CHANGE: x', undefined],
    ['folded', '<details>\n<summary>Notes</summary>\n\nBREAKING CHANGE: x\n\n</details>', undefined],
    ['in a comment', '<!--\nBREAKING CHANGE: describe it\n-->', undefined],
    ['in the notes of another project', '### Release Notes\n\nBREAKING CHANGE: x\n\n---\n\nMore.', undefined],
    ['in the notes of a version', '## [2.0.0](https://a.b) (2024-01-01)\n\nBREAKING CHANGE: x', undefined],
    ['a bullet', '- one\n- BREAKING CHANGE: x', undefined],
    ['a template filled in', 'BREAKING CHANGE: none', undefined],
    ['in lower case', 'breaking change: x', undefined],
  ])('%s', (_, body, expected) => {
    expect(breaks(body)).toEqual(expected);
  });

  test('a bot quotes what it updates', () => {
    const bot = { author: 'renovate[bot]', email: '29139614+renovate[bot]@users.noreply.github.com' };
    const quoted =
      'chore(deps): update dependency uuid to v14 (#9)\n\nNotes:\n\nBREAKING CHANGE: no default export';
    expect(changesToShow(historyOf([{ message: quoted, ...bot }]))[0]?.breaking).toBe(false);
    const merge = merged(
      `Merge pull request #9 from acme/renovate/uuid-14.x\n\n${quoted}`,
      'chore: bump uuid',
    );
    expect(changesToShow(historyOf(merge)).some(({ breaking }) => breaking)).toBe(false);
    const own = 'chore(deps): update dependency uuid to v14\n\nBREAKING CHANGE: needs Node 24';
    expect(changesToShow(historyOf([{ message: own, ...bot }]))[0]?.notes).toEqual(['needs Node 24']);
  });
});

describe('a footer that says that nothing breaks', () => {
  test.each([
    'none',
    'No.',
    'n/a',
    'false',
    '_None_',
    '**None.**',
    '- none',
    '(none)',
    'No breaking changes',
    'There are none.',
    'There are no breaking changes in this PR.',
    'not a breaking change',
    'Nothing breaks.',
    'None that I know of',
    'This is not a breaking change.',
  ])('BREAKING CHANGE: %s', (text) => {
    expect(notes([`feat: a\n\nBREAKING CHANGE: ${text}`]).warnings).toEqual([]);
    expect(seen([`feat: a\n\nBREAKING CHANGE: ${text}`])).toEqual(['Features: feat: a']);
  });
  test.each([
    'No more support for Node 18',
    'None of the old keys is read',
    'nothing is logged by default',
    'no breaking of lines any more',
  ])('and not BREAKING CHANGE: %s', (text) => {
    expect(seen([`feat: a\n\nBREAKING CHANGE: ${text}`])).toEqual([`⚠ Breaking Changes: feat: a // ${text}`]);
  });
});

describe('what nearly marks a breaking change', () => {
  test.each([
    'feat!(x): a',
    'feat (x)!: a',
    'feat !: a',
    'feat(x)! : a',
    'feat!:a',
    'BREAKING: a',
    'breaking change: a',
    'feat: a [BREAKING]',
    '💥 drop it',
    ':boom: feat: a',
    'feat: a\n\nBREAKING CHANGES: x',
    'feat: a\n\n**BREAKING CHANGE**: x',
    'feat: a\n\n**BREAKING CHANGE:** x',
    'feat: a\n\nBREAKING CHANGE #12 x',
    'feat: a\n\nBREAKING CHANGE - x',
    'feat: a\n\nBreaking change: x',
    'feat: a\n\n- BREAKING CHANGE: x',
    'feat: a\n\n## Breaking changes\n\n- x is gone',
    'feat: a\n\nBREAKING_CHANGE: x',
    'feat: a\n\nBREAKING  CHANGE: x',
    'feat: a\n\n  BREAKING CHANGE: x',
    'feat!!: a',
    'feat(api!): a',
    '!feat: a',
    'feat(api)！: a',
    'breaking(api): a',
    'feat: [breaking] drop v1',
    'feat: drop v1 (breaking change)',
    'feat: a\n\nBREAKING CHANGE(api): x',
    'feat: a\n\n[BREAKING CHANGE] x',
    'feat: a\n\n⚠ BREAKING CHANGE ⚠: x',
    'feat: a\n\nMINOR BREAKING CHANGE (table): x',
    'feat: a\n\n*BREAKING CHANGE*: x',
    'feat: a\n\nBREAKING CHANGE：x',
    'feat: a\n\n💥 BREAKINGCHANGE: x',
    'feat: a\n\n- [ ] Fix\n- [x] Breaking change (fix or feature that would …)',
  ])('%j warns', (message) => {
    expect(notes([message]).warnings.join()).toMatch(
      /^[0-9a-f]{7} says ".+": not counted as a breaking change\./,
    );
  });
  test.each([
    'feat: a',
    'feat!: a',
    'feat: a\n\nThis is not breaking anything.',
    'feat: a\n\n- [ ] Breaking change (fix or feature that would …)',
    'feat: a\n\n## Breaking changes\n\nNone',
    'feat: a\n\n## Breaking changes\n\n<!-- list them -->',
    'feat: a\n\nBREAKING CHANGE: n/a',
    'feat: a\n\n> BREAKING CHANGE: x',
    'chore(main): release 2.0.0 (#4)\n\n## [2.0.0](https://a.b) (2024-01-01)\n\n\n### ⚠ BREAKING CHANGES\n\n* drop v1\n\n---\nThis PR was generated.',
    'feat: a\n\nBREAKING CHANGE: x',
    'fix: line breaking of long words',
    'fix: a\n\n- [x] This is no breaking change',
    'fix: a\n\n- [x] Breaking changes: none, and not documented',
    'fix: a\n\nBreaking (of lines) is better now.',
    'fix: keep the app from breaking (again)',
    'docs: say what `BREAKING CHANGE: x` does',
    'fix : a',
  ])('%j does not', (message) => {
    expect(notes([message]).warnings.filter((one) => one.includes('not counted'))).toEqual([]);
  });
});

describe('updates by bots', () => {
  const bot = (message: string): TestCommit => ({
    message,
    author: 'renovate[bot]',
    email: '29139614+renovate[bot]@users.noreply.github.com',
  });
  const [one, two] = [
    bot('chore(deps): update dependency a to v2 (#1)'),
    bot('chore(deps): update dependency b to v3 (#2)'),
  ];
  const prod = bot('fix(deps): update dependency c to v4 (#3)');
  test.each<[string, Given[], NotesInput['types'], string[]]>([
    [
      'hidden, one',
      [one, 'fix: x'],
      [
        { type: 'fix', section: 'Fixes' },
        { type: 'chore', hidden: true },
      ],
      ['Fixes: fix: x'],
    ],
    [
      'hidden, two',
      [one, two, 'fix: x'],
      [
        { type: 'fix', section: 'Fixes' },
        { type: 'chore', hidden: true },
      ],
      ['Fixes: fix: x'],
    ],
    [
      'a section of their own',
      [one, two, 'fix: x'],
      [
        { type: 'fix', section: 'Fixes' },
        { type: 'chore', scope: 'deps', section: 'Dependencies' },
      ],
      ['Fixes: fix: x', 'Dependencies: 2 updates'],
    ],
    [
      'each in its section',
      [one, two, prod],
      [
        { type: 'fix', section: 'Fixes' },
        { type: 'chore', section: 'Chores' },
      ],
      ['Fixes: fix(deps): update dependency c to v4 (#3)', 'Chores: 2 updates'],
    ],
    [
      'one hidden kind of two',
      [one, two, prod],
      [
        { type: 'fix', scope: 'deps', hidden: true },
        { type: 'chore', section: 'Chores' },
      ],
      ['Chores: 2 updates'],
    ],
    ['by the default types', [one, two, prod], undefined, ['Other Changes: 3 updates']],
    [
      'a security update keeps its line',
      [one, two, bot('chore(deps): update dependency d to v5 [security] (#4)')],
      undefined,
      ['Other Changes: chore(deps): update dependency d to v5 [security] (#4) | 2 updates'],
    ],
  ])('%s', (_, commits, types, expected) => {
    expect(seen(commits, { types })).toEqual(expected);
  });

  test.each<[string, string]>([
    ['chore(deps): update ghcr.io/acme/app docker tag to v2 (#1)', 'ghcr.io/acme/app v2 (#1)'],
    [
      'chore(deps): update ghcr.io/acme/app:1.2 docker digest to 1a2b3c4 (#1)',
      'ghcr.io/acme/app:1.2 1a2b3c4 (#1)',
    ],
    ['chore(deps): update ghcr.io/acme/@web/app docker tag to v2', '`ghcr.io/acme/@web/app` v2'],
    ['chore(deps): update @acme/app docker tag to v2', '`@acme/app` v2'],
    [
      'chore(deps): bump @types/node from 22.1.0 to 24.0.0 in /web (#1)',
      '`@types/node` 22.1.0 → 24.0.0 (#1)',
    ],
    [
      'Bump ghcr.io/acme/base from `1a2b3c4` to `5d6e7f8` in /docker',
      'ghcr.io/acme/base `1a2b3c4` → `5d6e7f8`',
    ],
    ['chore(deps): bump the npm group across 2 directories with 3 updates (#1)', 'npm group (#1)'],
    ['chore(deps): bump the npm group in /web with 3 updates (#1)', 'npm group (#1)'],
    ['chore(deps): bump the npm group with 3 updates [backport: release/v1.1] (#1)', 'npm group (#1)'],
    ['Bump a and b in /web (#1)', 'a and b (#1)'],
    ['chore(deps): update rust crate serde to v1.0.2 (#1)', 'serde v1.0.2 (#1)'],
    ['chore(deps): update helm release traefik to v3 (#1)', 'traefik v3 (#1)'],
    ['chore(deps): update eslint monorepo to v9 (major) (#1)', 'eslint v9 (#1)'],
    ['chore(deps): update actions/checkout action to v5 (#1)', 'actions/checkout v5 (#1)'],
    ['chore(deps): lock file maintenance (#1)', 'lock file maintenance (#1)'],
    ['[pre-commit.ci] pre-commit autoupdate (#1)', '\\[pre-commit.ci] pre-commit autoupdate (#1)'],
    [
      'build(deps): bump google.golang.org/grpc in /examples (#1)\n\nBumps [google.golang.org/grpc](https://github.com/grpc/grpc-go) from 1.63.2 to 1.64.0.\n- [Commits](x)',
      'google.golang.org/grpc 1.63.2 → 1.64.0 (#1)',
    ],
    ['build(deps): bump golang.org/x/net in the go group (#1)', 'golang.org/x/net (#1)'],
    ['Update rspec requirement from ~> 3.0 to ~> 3.12 (#1)', 'rspec \\~> 3.0 → \\~> 3.12 (#1)'],
    [
      'build(deps): update x requirement from >= 1, < 3 to >= 1, < 4 (#1)',
      'x \\>= 1, < 3 → \\>= 1, < 4 (#1)',
    ],
    [
      'Update numpy requirement from <1.20,>=1.16 to >=1.16,<1.22 (#1)',
      'numpy <1.20,>=1.16 → \\>=1.16,<1.22 (#1)',
    ],
    [
      'build(deps): bump the go group with 2 updates (#1)\n\nBumps the go group with 2 updates: [x](u) and [y](u).\n\nUpdates `x` from 1.0 to 1.1\n- [Commits](u)\n\nUpdates `@y/z` from 2 to 3',
      'x 1.0 → 1.1 (#1), `@y/z` 2 → 3 (#1)',
    ],
  ])('%s', (message, expected) => {
    expect(notes([bot(message), two]).body).toContain(`- 2 dependency updates: ${expected}, b v3 (#2)`);
  });
});

describe('what a maintainer would strike out', () => {
  test.each([
    'v1.2.0',
    '1.2.0',
    'Release v1.2.0',
    'chore(main): release 1.2.0 (#40)',
    'chore(release): v1.2.0 [skip ci]',
    'release: v1.2.0 [release/v1.2] (#40)',
    'release: v1.2.0 [main] (#40)',
    'release: update changelog for release `v1.2.0` (#40)',
    'Prepare release v1.2.0-rc.1',
    'Bump version to 1.2.0',
    'Update changelog for v1.1.0 (#45)',
    'docs: add changelog updates for v1.1.4 and v1.0.6',
    '🔖 1.2.0',
    'Bump version: 1.1.0 → 1.2.0',
    'chore: bump version from 1.1.0 to 1.2.0 (#40)',
    'chore: bump 1.2.0-rc.1 -> 1.2.0',
    'Version Packages (#50)',
    'chore(main): version packages (beta) (#50)',
    '[maven-release-plugin] prepare release app-1.2.0',
    '[maven-release-plugin] prepare for next development iteration',
    'chore: Release app-core version 0.3.0',
    '(cargo-release) version 1.2.0',
    "[Gradle Release Plugin] - new version commit:  'v1.2.1-SNAPSHOT'.",
    'Setting version to 1.2.1-SNAPSHOT',
    'Back to development: 1.2.1.dev0',
    'chore(main): release 1.1.1-SNAPSHOT (#40)',
    'chore(main): release app-core 0.3.0 (#40)',
    'chore: release main (#40)',
    'chore: release (#40)',
    'Publish\n\n - app@1.2.0',
    'chore(release): publish',
    'RELEASING: Releasing 1 package(s)\n\nReleases:\n  app@1.2.0',
    'chore: bump version',
    'Automatic version bump [skip ci]',
    'release 1.2.0 [no ci]',
    'Release 1.2.0 ***NO_CI***',
    'Update CHANGELOG.md for 1.2.0',
    'Update Chart.yaml to 1.2.0',
    'chore: bump Cargo.toml and Cargo.lock to 1.2.0',
    'Release candidate 1.2.0-rc.1',
    'Release app 1.2.0',
    'app v1.2.0',
  ])('the release’s own commit: %s', (subject) => {
    expect(seen(['fix: a', subject])).toEqual(['Bug Fixes: fix: a']);
  });
  test.each([
    'chore: release 1.1.0',
    'chore: bump version to 1.3.0-dev',
    'docs: how to upgrade to 1.2.0',
    'feat: release 1.2.0',
    'Mend the changelog of v1.1.0',
    'docs: update the changelog',
    'release: v1.2.0 [security] (#40)',
    'chore!: release 1.2.0',
    'Require openssl 1.2.0',
    'Bump version to 1.2.0.1',
    'chore(deps): bump lib to 1.2.0',
    'Bump lib from 1.1.0 to 1.2.0',
    'chore: bump 1.1.0 -> 1.3.0',
    'fix: version packages',
    'Version packages by their tags',
    'Publish a list of mirrors',
    'chore: release notes',
    'Bump version of openssl',
    'other v1.2.0',
    'chore(main): release the lock',
  ])('but not: %s', (subject) => {
    expect(seen(['fix: a', subject]).join()).toContain(subject);
  });

  test('lines that are the same to the letter, but not their texts', () => {
    const { body } = notes([
      'docs: update',
      'fix: a',
      'docs: update',
      'fix!: b\n\nBREAKING CHANGE: x',
      'fix!: b\n\nBREAKING CHANGE: y',
    ]);
    expect(body).toContain('- docs: update (2 commits)\n');
    expect(body).toContain('- fix!: b\n\n  x\n\n- fix!: b\n\n  y\n');
  });

  test('lines that only differ by their pull request', () => {
    const { body } = notes([
      'chore: update generated files (#7)',
      'feat(ui): a page (#8)',
      'chore: update generated files (#9)',
      'chore: update generated files',
      'feat(ui): a page (#8)',
      ...Array.from({ length: 23 }, (_, i) => `docs: update (#${i + 100})`),
    ]);
    expect(body).toContain('- chore: update generated files (#7, #9)\n');
    expect(body).toContain('- feat(ui): a page (#8)\n');
    expect(body).toContain('#118, #119 and 3 more)\n');
    const short = notes(['feat(ui): a page (#8)', 'feat(ui): a page (#9)'], { style: 'short' });
    expect(short.body).toContain('- **ui:** a page (#8, #9)\n');
  });

  test('a title that was edited away', () => {
    expect(seen(['fix: a', '---\nupdated-dependencies:', '.', '🎉'])).toEqual([
      main.replace('on main', 'a'),
      'Other Changes: 🎉',
    ]);
  });

  test('what a lower release has by a copy', () => {
    const raw = (hash: string, message: string, authored: number): RawCommit => ({
      hash: hash.repeat(40),
      parents: [],
      author: 'Dev',
      email: 'dev@example.com',
      authored,
      message,
    });
    const commits = [
      raw('a', 'fix: picked silently (#7)', 1),
      raw('b', 'fix: picked by name (#8)', 2),
      raw('c', 'fix: back to main\n\n(cherry picked from commit ' + 'f'.repeat(40) + ')', 3),
      raw('d', 'fix: same words', 4),
    ].map((one) => readCommit(one));
    const lower = [
      raw('1', 'fix: picked silently (#9)', 1),
      raw('2', 'Backport: picked by name\n\n(cherry picked from commit ' + 'b'.repeat(40) + ')', 20),
      raw('f', 'fix: on the branch', 30),
      raw('3', 'fix: same words', 40),
    ].map(originOf);
    expect(changesToShow(withoutReleased(commits, lower)).map(({ subject }) => subject)).toEqual([
      'fix: same words',
    ]);
    expect(withoutReleased(commits, [])).toBe(commits);
  });

  test.each([
    'fix: a (backport #7) (#9)',
    '[Backport release-1.1] fix: a (#9)\n\nBackport of #7 to release-1.1.',
    'fix: a (#9)\n\nThis is an automatic backport of pull request #7 done by Mergify.',
    '[release-1.1] fix: a (#9)\n\nThis is an automated cherry-pick of #7\n\n/assign ann',
    'fix: a, for 1.1 (#9)\n\nCherry pick of #7 on release-1.1.',
    'fix: a (#7) (#9)',
    '[release-1.1] fix: a (#7) (#9)',
    'a\n\nGithub-Pull: #7\nRebased-From: 0123456789012345678901234567890123456789',
    'a\n\n[ Upstream commit aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa ]',
  ])('what a lower release has as the copy of a pull request: %j', (copy) => {
    const raw = (hash: string, message: string): RawCommit => ({
      hash: hash.repeat(40),
      parents: [],
      author: hash,
      email: `${hash}@example.com`,
      authored: 1,
      message,
    });
    const subjects = (changes: ReturnType<typeof changesToShow>): string[] =>
      changes.map(({ subject }) => subject);
    const commits = [raw('a', 'fix: a (#7)'), raw('b', 'fix: b (#8)')].map((one) => readCommit(one));
    expect(subjects(changesToShow(withoutReleased(commits, [originOf(raw('c', copy))])))).toEqual([
      'fix: b (#8)',
    ]);
    // Of another number nothing is told, and of a title that only ends in an issue's number neither.
    const others = ['fix: x (backport #70)', 'fix: x (#7) (#9)', 'fix: a, see #7', 'Backport of #70'];
    for (const other of others)
      expect(subjects(changesToShow(withoutReleased(commits, [originOf(raw('c', other))]))).length).toBe(2);
  });

  test('a pull request and its backport in one release', () => {
    expect(seen(['fix: a (#7)', 'fix: a (backport #7) (#9)', 'fix: b (#10)'])).toEqual([
      'Bug Fixes: fix: a (#7) | fix: b (#10)',
    ]);
    expect(seen(['fix: a (backport #7) (#9)'])).toEqual(['Bug Fixes: fix: a (backport #7) (#9)']);
  });
});

test('what only a terminal or an old editor writes', () => {
  expect(seen(['\u001b[1;31mfix: coloured\u001b[0m', 'fix: turned \u202e round'])).toEqual([
    'Bug Fixes: fix: coloured | fix: turned round',
  ]);
  expect(seen(['fix: old\r\rBREAKING CHANGE: gone\r'])).toEqual(['⚠ Breaking Changes: fix: old // gone']);
});

test('characters that are spelling stay, those that only hide something go', () => {
  const shown = (text: string): string | undefined =>
    changesToShow(historyOf([`feat: ${text}`]))[0]?.description;
  for (const text of [
    'می\u200cشود',
    'क्\u200cष',
    'สวัสดี\u200bครับ',
    'שלום\u200f!',
    '👩‍💻',
    '🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f}',
  ]) {
    expect(shown(text)).toBe(text);
  }
  expect(shown('pass\u200cword a\u200bb x\u200fy \u202etxt\u202c \u{e0041}z')).toBe('password ab xy txt z');
});

test('with paths, a merge is no line beside its commits, and a pull request of other paths none at all', () => {
  const history = historyOf([
    'fix(api): on main',
    { message: 'feat(api): one', parents: [1] },
    { message: 'docs: two', parents: [2] },
    { message: 'Merge pull request #3 from d/t\n\nfeat(api): one', parents: [1, 3] },
    { message: 'wip', parents: [4] },
    { message: 'Merge pull request #4 from d/u\n\nfeat(web): three', parents: [4, 5] },
  ]);
  // What Git answers for the paths: neither `docs: two` nor the second pull request touches them, nor do merges.
  const marked = history.map((change) =>
    /^(?:docs|wip|Merge)/.test(change.subject) ? { ...change, outside: true } : change,
  );
  expect(changesToShow(marked).map(({ subject }) => subject)).toEqual([
    'fix(api): on main',
    'feat(api): one',
  ]);
});

test('the link to all changes leads there whatever is in the tags', () => {
  const input = { version: parseTag('c#/v1.2.0+1', 'c#/')!, previousTag: 'c#/v1.1.0' };
  expect(notes(['fix: a'], input).body).toContain(
    '**Full changelog**: https://github.com/acme/app/compare/c%23/v1.1.0...c%23/v1.2.0+1\n',
  );
});

test.each<[string, string]>([
  ['chore(deps)(deps): bump a to 2 (#1)', 'Dependencies'],
  ['chore(deps)(deps-dev): bump a to 2 (#1)', 'Dependencies'],
  ['chore(docker)(deps): bump a to 2 (#1)', 'Dependencies'],
  ['chore(ui,deps): bump a to 2 (#1)', 'Dependencies'],
  ['chore(deps-dev): bump a to 2 (#1)', 'Chores'],
  ['chore(deps)!: bump a to 2 (#1)', '⚠ Breaking Changes'],
])('a scope among several finds its section: %s', (subject, title) => {
  const types = [
    { type: 'chore', scope: 'deps', section: 'Dependencies' },
    { type: 'chore', section: 'Chores' },
  ];
  expect(seen([subject], { types })).toEqual([`${title}: ${subject}`]);
});

test('a doubled scope is shown once in short lines', () => {
  const { body } = notes(['fix(deps)(deps): take a 2', 'fix(a)(b): c'], { style: 'short' });
  expect(body).toContain('- **deps:** take a 2\n- **a,b:** c\n');
});

describe('what release-please puts around messages', () => {
  const override = (text: string, end = ''): string =>
    `chore: many (#12)\n\nWords.\n\nBEGIN_COMMIT_OVERRIDE\n${text}\nEND_COMMIT_OVERRIDE${end}`;
  test.each<[string, string]>([
    [override('feat: one'), 'Features: feat: one (#12)'],
    [override('fix(ui): two (#9)\n\nText.', '\n\nCo-authored-by: A <a@b.c>'), 'Bug Fixes: fix(ui): two (#9)'],
    [override('fix: two\n\nfeat: one\n\ndocs: three'), 'Features: feat: one (#12)'],
    [override('fix: two\nfeat!: one'), '⚠ Breaking Changes: feat!: one (#12)'],
    [
      override('fix: two\n\nBREAKING CHANGE: no more\n\nfix: one'),
      '⚠ Breaking Changes: fix: two (#12) // no more',
    ],
    [override(''), 'Other Changes: chore: many (#12)'],
    ['chore: many\n\nBEGIN_COMMIT_OVERRIDE\nfeat: never closed', 'Other Changes: chore: many'],
    [
      'fix: a (#13)\n\nBEGIN_NESTED_COMMIT\nbuild: b\n\nBREAKING CHANGE: no more\nEND_NESTED_COMMIT\nBEGIN_NESTED_COMMIT\nfix: c\nEND_NESTED_COMMIT',
      '⚠ Breaking Changes: fix: a (#13) // no more',
    ],
  ])('%j', (message, expected) => {
    expect(seen([message])).toEqual([expected]);
  });
});

describe('a bot’s text under a person’s name', () => {
  const body = (added = ''): string =>
    `Bumps [a](https://github.com/a/a) from 1 to 2.\n- [Commits](u)\n\nBREAKING CHANGE: of theirs\n\n---\nupdated-dependencies:\n- dependency-name: a\n...\n${added}`;
  test.each<[string, string]>([
    [
      `build(deps): bump a from 1 to 2 (#1)\n\n${body()}`,
      'Other Changes: build(deps): bump a from 1 to 2 (#1)',
    ],
    [
      `build(deps): bump a from 1 to 2 (#1)\n\n${body('\nSigned-off-by: dependabot[bot] <support@github.com>')}`,
      'Other Changes: build(deps): bump a from 1 to 2 (#1)',
    ],
    [
      `build(deps): bump a from 1 to 2 (#1)\n\n${body('\nBREAKING CHANGE: of ours\n')}`,
      '⚠ Breaking Changes: build(deps): bump a from 1 to 2 (#1) // of ours',
    ],
    [
      'chore(deps): update a to v2 (#1)\n\nThis PR contains the following updates:\n\n| a | b |\n\nBREAKING CHANGE: of theirs',
      'Other Changes: chore(deps): update a to v2 (#1)',
    ],
    [
      'build(deps): bump a from 1 to 2 (#1)\n\nBREAKING CHANGE: of ours',
      '⚠ Breaking Changes: build(deps): bump a from 1 to 2 (#1) // of ours',
    ],
  ])('%j', (message, expected) => {
    expect(seen([message])).toEqual([expected]);
    const bot = {
      message,
      author: 'dependabot[bot]',
      email: '49699333+dependabot[bot]@users.noreply.github.com',
    };
    expect(seen([bot])).toEqual([expected]);
  });
});

test.each(['* fix: a', '- fix(b)!: a', '• docs: a', '+ fix: a'])(
  'a bullet before a header is none of it: %s',
  (subject) => {
    expect(changesToShow(historyOf([subject])).map((change) => change.subject)).toEqual([subject.slice(2)]);
  },
);

test.each(['- a remark: with a colon', '* 2 = 3', '-- fix: a'])(
  'a bullet before other words stays: %s',
  (subject) => {
    expect(changesToShow(historyOf([subject])).map((change) => change.subject)).toEqual([subject]);
  },
);

test.each([
  ['fix: a (backport)', 0],
  ['[1.x] fix: a', 0],
  ['fix: a [cherry-pick to 1.x]', 0],
  ['fix: a (ported by hand)', 1],
  ['fix: another', 1],
])('a copy that says so in its title and has author and date of its original: %s', (title, shown) => {
  const raw = (hash: string, message: string): RawCommit => ({
    hash: hash.repeat(40),
    parents: [],
    author: 'Dev',
    email: 'dev@example.com',
    authored: 1_700_000_000,
    message,
  });
  const commits = withoutReleased([readCommit(raw('a', 'fix: a'))], [originOf(raw('b', title))]);
  expect(changesToShow(commits)).toHaveLength(shown);
});

test('lists in a breaking change stay lists, in one another, too', () => {
  const text = [
    'do this:',
    '1. one',
    '   and more',
    '2) two',
    '   - in it',
    '     * deeper',
    '',
    'Since 1.2',
    '3. is no item.',
    '',
    '- a',
    '+ b',
  ].join('\n');
  expect(notes([`feat!: a\n\nBREAKING CHANGE: ${text}`]).body).toContain(
    [
      '  do this:',
      '',
      '  1. one',
      '     and more',
      '  2. two',
      '     - in it',
      '       - deeper',
      '',
      '  Since 1.2',
      '  3\\. is no item.',
      '',
      '  - a',
      '  - b',
    ].join('\n'),
  );
});

test('a section of the changelog with nothing in it is warned of', () => {
  const input = { changelog: { text: '', migration: '' } };
  expect(notes(['fix: a'], input).warnings).toEqual([
    'changelog-file has a heading for 1.2.0 and nothing below it.',
  ]);
  expect(notes(['fix: a'], { changelog: { text: '- A', migration: '' } }).warnings).toEqual([]);
});
