import { describe, expect, test } from '@jest/globals';
import { authorsIn, peopleLines, peopleOf } from '../../src/changelog/people.ts';
import { hashOf, historyOf } from '../support/changelog/history-of.ts';

describe('people', () => {
  const commits = historyOf([
    { message: 'feat: one', email: 'ann@example.com' },
    {
      message:
        'feat: two (#7)\n\nCo-authored-by: Cy <cy@example.com>\nCo-authored-by: Ann <ANN@example.com>\nCo-authored-by: x[bot] <1+x[bot]@users.noreply.github.com>\nCo-authored-by: Claude <noreply@anthropic.com>\nCo-authored-by: Copilot <175728472+Copilot@users.noreply.github.com>\nCo-Authored-By: Bob <2+bob@users.noreply.github.com>',
      email: 'bob@example.com',
    },
    { message: 'fix: three (#8)', email: 'ann@example.com' },
    { message: 'chore: four', email: 'bot@example.com' },
    { message: 'chore: five', email: 'nobody@example.com' },
  ]);
  const compared = [
    { sha: hashOf(1), author: { login: 'ann' } },
    { sha: hashOf(2), author: { login: 'bob', type: 'User' } },
    { sha: hashOf(3), author: { login: 'ann' } },
    { sha: hashOf(4), author: { login: 'release-helper', type: 'Bot' } },
    { sha: hashOf(5), author: null },
  ];

  test('are who the API says, in the order of their first commit; bots are not people', () => {
    expect(authorsIn(compared)).toEqual(['ann', 'bob']);
    const people = peopleOf(commits, compared, new Set(['ann', 'bob']));
    expect(people).toEqual({
      logins: ['ann', 'bob'],
      newcomers: [
        { login: 'ann', pull: '8' },
        { login: 'bob', pull: '7' },
      ],
      coAuthors: 1,
    });
    expect(peopleLines(people)).toEqual([
      '**Contributors**: @ann, @bob and 1 co-author',
      '**New contributors**: @ann in #8, @bob in #7',
    ]);
  });

  test('no API, no names', () => {
    const people = peopleOf(commits, [], new Set());
    expect(people).toMatchObject({ logins: [], newcomers: [] });
    expect(peopleLines(people)).toEqual([]);
  });

  test('an answer cannot put Markdown into the notes', () => {
    expect(peopleLines({ logins: ['a](b)', 'ok-1'], newcomers: [{ login: '<b>' }], coAuthors: 0 })).toEqual([
      '**Contributors**: @ok-1',
    ]);
  });
});
