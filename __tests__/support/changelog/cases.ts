// The edge cases of docs/changelog.md: what is in the history, and with which inputs. The output stands in the document.
import type { NotesInput } from '../../../src/changelog/notes.ts';
import type { TestCommit } from './history-of.ts';

export interface Case {
  readonly title: string;
  /** What to see in it. */
  readonly rule: string;
  /** Oldest first. */
  readonly commits: readonly (string | TestCommit)[];
  readonly inputs?: Partial<NotesInput>;
}

const bot = { author: 'dependabot[bot]', email: '49699333+dependabot[bot]@users.noreply.github.com' };

export const cases: readonly Case[] = [
  {
    title: 'The usual',
    rule: 'A line is the whole subject; features, fixes, then all else.',
    commits: [
      'feat: add refresh token rotation (#42)',
      'fix(codes): prevent double consumption of authorization codes (#43)',
      'chore: update sea-orm to 1.1.0 (#44)',
    ],
  },
  {
    title: 'Types in any case',
    rule: 'The specification lets types be written in any case; the line stays as it was written.',
    commits: [
      'FEAT: one',
      'Fix(API): two',
      'Feature: three',
      'fix : a blank before the colon',
      'fix:no blank',
    ],
  },
  {
    title: 'Odd scopes',
    rule: 'A scope may hold anything; it ends at the first bracket that a colon follows.',
    commits: [
      'fix(ui/forms, a.b): one',
      'feat(@acme/web): two',
      'fix(parse(x)): three',
      'fix(core): say foo (bar): baz',
      'feat(): empty',
    ],
    inputs: { style: 'short' },
  },
  {
    title: 'Breaking by an exclamation mark',
    rule: 'Whatever the type, and even when the type is hidden. Shown there only.',
    commits: ['feat(api)!: drop v1', 'chore!: need Node 24', 'fix: calm'],
    inputs: {
      types: [
        { type: 'fix', section: 'Bug Fixes' },
        { type: 'chore', hidden: true },
      ],
    },
  },
  {
    title: 'Breaking by a footer',
    rule: 'The text in full: paragraphs, lists and code, to the next trailer.',
    commits: [
      'feat(config): read TOML\n\nA body that is not shown.\n\nBREAKING CHANGE: The YAML file is no longer read.\n\nBefore: `config.yml`\nAfter: `config.toml`\n\n- move the file\n- rename `log` to `log.level`\n\n```sh\nmv config.yml config.toml\n```\n\nSigned-off-by: Dev <dev@example.com>',
      'fix!: two footers\n\nBREAKING CHANGE: first\nBREAKING-CHANGE: second\nRefs: #7',
      'fix: prose\n\nbreaking change: it only says so, in lower case.',
    ],
  },
  {
    title: 'Squashed pull requests',
    rule: 'The title counts, not the list of commits in the body; GitHub’s cut titles are put together again.',
    commits: [
      'feat: add device flow (#123)\n\n* feat: add endpoint\n\n* fix: typo\n\n---------\n\nCo-authored-by: Ann <ann@example.com>',
      'fix: a title that GitHub found too long for the first line of a commit and so it we… (#124)\n\n…nt on in the body',
    ],
  },
  {
    title: 'A revert in the same release',
    rule: 'Both go: the release does not have the change. By hash, short ones too; by pull request, as GitHub writes it.',
    commits: [
      'feat: bad idea',
      'fix: stays',
      'feat: worse idea (#50)',
      'Revert "feat: bad idea"\n\nThis reverts commit <hash:1>.',
      'Revert "feat: worse idea (#50)" (#51)\n\nReverts acme/app#50',
    ],
  },
  {
    title: 'A revert of an older release',
    rule: 'It is a change of this release, and listed.',
    commits: [
      'Revert "feat: shipped long ago"\n\nThis reverts commit 0123456789abcdef0123456789abcdef01234567.',
      'revert: feat: as Angular writes it\n\nThis reverts commit 89abcdef.',
      'revert: let us never speak of the noodle incident\n\nRefs: 676104e, a215868',
    ],
    inputs: {
      types: [
        { type: 'feat', section: 'Features' },
        { type: 'revert', section: 'Reverts' },
      ],
    },
  },
  {
    title: 'A revert of a revert',
    rule: 'Back is the first change; a reapplied one of an older release goes where it belongs.',
    commits: [
      'feat: back and forth',
      'Revert "feat: back and forth"\n\nThis reverts commit <hash:1>.',
      'Reapply "feat: back and forth"\n\nThis reverts commit <hash:2>.',
      'Reapply "feat: from the last release"\n\nThis reverts commit 0123456789abcdef0123456789abcdef01234567.',
    ],
  },
  {
    title: 'Fixups and empty messages',
    rule: 'What was meant to be squashed is no change of its own.',
    commits: ['feat: one', 'fixup! feat: one', 'squash! feat: one\n\nmore', 'amend! feat: one', '', ' \n\n'],
  },
  {
    title: 'Merge commits',
    rule: 'Left out. A pull request’s title stands in when none of its commits is shown.',
    commits: [
      'feat: base',
      { message: 'fix: from a branch', parents: [1] },
      { message: 'Merge pull request #60 from dev/topic\n\nFix from a branch', parents: [1, 2] },
      { message: "Merge branch 'main' into topic", parents: [3, 1] },
      { message: 'fixup! nothing to see', parents: [4] },
      { message: 'Merge pull request #61 from dev/other\n\nfeat: all that is left of it', parents: [4, 5] },
      {
        message: "Merge branch 'x' into 'main'\n\nGitLab writes it so\n\nSee merge request acme/app!62",
        parents: [6, 99],
      },
    ],
  },
  {
    title: 'Cherry-picks',
    rule: 'The same change twice in the range is shown once: it names its original, or has its author, date and subject. Other lines that are the same to the letter are counted.',
    commits: [
      'fix: picked by name',
      'fix: picked by name, reworded\n\n(cherry picked from commit <hash:1>)',
      { message: 'fix: picked silently', authored: 1_600_000_000 },
      { message: 'fix: picked silently', authored: 1_600_000_000 },
      { message: 'fix: same words, another day', authored: 1 },
      { message: 'fix: same words, another day', authored: 2 },
    ],
  },
  {
    title: 'Updates by bots',
    rule: 'Folded into one line with a count, the steps of one dependency joined. One alone, a person’s, or a breaking one stays.',
    commits: [
      { message: 'chore(deps): bump lodash from 4.17.20 to 4.17.21 (#70)', ...bot },
      { message: 'build(deps): bump @types/node from 22.1.0 to 24.0.0 (#71)', ...bot },
      { message: 'chore(deps): bump lodash from 4.17.21 to 4.18.0 (#72)', ...bot },
      {
        message: 'fix(deps): update dependency sea-orm to v1.1.0 (#73)',
        author: 'renovate[bot]',
        email: '29139614+renovate[bot]@users.noreply.github.com',
      },
      'chore(deps): bump the base image by hand',
    ],
  },
  {
    title: 'Windows, emoji, gitmoji',
    rule: 'Line ends, emoji and shortcodes do not hide the type.',
    commits: [
      'fix: with carriage returns\r\n\r\nBREAKING CHANGE: one\r\n\r\ntwo\r\n',
      '✨ feat: sparkle',
      ':bug: fix(ui): squash',
      '👩‍💻 feat: work from home',
      ':memo: Write it down',
    ],
  },
  {
    title: 'Endless subjects',
    rule: 'Cut after 256 characters with an ellipsis, between words; the pull request’s number stays.',
    commits: [`feat: ${'word '.repeat(2000)}end (#80)`, `fix: ${'x'.repeat(10_000)}`],
  },
  {
    title: 'A body that looks like git log',
    rule: 'Fields are separated by NUL, which no message can hold.',
    commits: [
      'fix: one\n\ncommit 0123456789abcdef0123456789abcdef01234567\nAuthor: Eve <eve@example.com>\nDate:   today\n\n    feat: forged\n\n-hash-\n(tag: v7.7.7, origin/main)',
    ],
  },
  {
    title: 'Markdown and HTML in subjects',
    rule: 'Only text, but code spans and links stay.',
    commits: [
      'feat: allow `<T>` in **generics** and <b>bold</b>',
      'fix: handle snake_case, _emphasis_ and a|b',
      'fix: see [the docs](https://example.com/a_b) and https://example.com/?a=1&b=2.',
      'fix: an image ![x](https://example.com/x.png) and a script [x](javascript:alert(1))',
      'fix: </details> <!-- and $HOME, $PATH &lt;',
      'docs: a lone ` and ```fences```',
    ],
  },
  {
    title: 'Mentions',
    rule: 'Who only appears in a message is not called; a scoped package becomes code, since people copy it.',
    commits: ['fix: thanks @alice for the report', 'feat: use @acme/sdk 2', 'fix: mail to bob@example.com'],
  },
  {
    title: 'References',
    rule: 'Left as they are: GitHub links `#1`, `owner/repo#1` and `GH-1` itself.',
    commits: [
      'fix: one (closes #1)',
      'fix: two, see acme/other#2',
      'fix: three GH-3\n\nCloses: #4, acme/other#5',
    ],
  },
  {
    title: 'No conventional commit at all',
    rule: 'All are listed.',
    commits: ['Update the readme', 'wip', 'Add login page', 'JIRA-12: repair export'],
  },
  {
    title: 'First release',
    rule: 'All there is, and a link to the commits instead of a comparison.',
    commits: ['Initial commit', 'feat: say hello'],
    inputs: {
      previousTag: undefined,
      repository: { owner: 'acme', name: 'app', serverUrl: 'https://github.com' },
    } as unknown as Partial<NotesInput>,
  },
  {
    title: 'Nothing changed',
    rule: 'Two tags on one commit.',
    commits: [],
    inputs: { repository: { owner: 'acme', name: 'app', serverUrl: 'https://github.com' } },
  },
  {
    title: 'Nothing to show',
    rule: 'Everything there is, is hidden.',
    commits: ['chore: one', 'fixup! chore: one'],
    inputs: { types: [{ type: 'chore', hidden: true }] },
  },
  {
    title: 'changelog-types',
    rule: 'Sections in the order given, under the names given; a type with no section goes with the others.',
    commits: ['feat: one', 'perf: two', 'docs: three', 'fix(deps): four', 'fix: five', 'test: six'],
    inputs: {
      types: [
        { type: 'perf', section: 'Faster' },
        { type: 'fix', scope: 'deps', section: 'Dependencies' },
        { type: 'fix', section: 'Repaired' },
        { type: 'feat', section: 'New' },
        { type: 'docs', hidden: true },
      ],
    },
  },
  {
    title: 'changelog-style: short',
    rule: 'No type where the heading says it, the scope in bold.',
    commits: ['feat: one', 'fix(codes): two', 'chore(db): three', 'feat(api)!: four', 'Five'],
    inputs: { style: 'short' },
  },
  {
    title: 'People',
    rule: 'Where the GitHub API says who they are; co-authors are counted, nobody else is named.',
    commits: ['feat: one (#90)'],
    inputs: {
      people: { logins: ['ann', 'bob'], newcomers: [{ login: 'bob', pull: '90' }], coAuthors: 1 },
    },
  },
  {
    title: 'Everything at once',
    rule: 'The order of the sections.',
    commits: ['feat!: new format (#91)', 'feat: one (#92)', 'fix: two (#93)', 'Three (#94)'],
    inputs: {
      header: '_Thanks for waiting._',
      changelog: { text: 'A big one.', migration: 'Convert the file with `app convert`.' },
      upgrading: ['Configuration (`config.example.toml`):', '- Added `log.level`, default `"info"`'],
      people: { logins: ['ann'], newcomers: [], coAuthors: 0 },
      repository: { owner: 'acme', name: 'app', serverUrl: 'https://github.com' },
      verify: [
        'docker pull ghcr.io/acme/app@sha256:…',
        'gh attestation verify oci://ghcr.io/acme/app@sha256:… --repo acme/app',
      ],
      footer: 'Questions? Ask in the forum.',
    },
  },
  {
    title: 'Too long',
    rule: 'Whole lines go, the least important section first; here with a limit of 330 characters instead of 125,000.',
    commits: [
      'feat: this one stays',
      'fix: this one stays too',
      ...Array.from({ length: 30 }, (_, i) => `chore: number ${i + 1}`),
    ],
    inputs: { limit: 330, repository: { owner: 'acme', name: 'app', serverUrl: 'https://github.com' } },
  },
];
