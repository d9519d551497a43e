import { describe, expect, test } from '@jest/globals';
import { takenBackFaults, untrustedEventFaults } from '../../src/plan/event.ts';
import { contextOf, inputsOf, payload } from '../support/samples.ts';

const startedBy = (full_name: string) => ({ workflow_run: { head_repository: { full_name } } });
const modes = ['release', 'plan', 'verify', 'repoint'] as const;
/** The modes that the event may not have. */
const refused = (event: string, more: object): readonly string[] =>
  modes.filter((mode) => {
    const context = contextOf({ GITHUB_EVENT_NAME: event }, { ...payload, ...more });
    return untrustedEventFaults(inputsOf({ mode }), context).length > 0;
  });

describe('an event that a stranger can cause with code of their own', () => {
  test.each<[string, object]>([
    ['pull_request', {}],
    ['pull_request_target', {}],
    ['pull_request_review', {}],
    ['pull_request_review_comment', {}],
    ['workflow_run', startedBy('mallory/app')],
    ['workflow_run', { workflow_run: { head_repository: null } }],
    ['workflow_run', { workflow_run: {} }],
  ])('%s, %j: only plan and verify', (event, more) => {
    expect(refused(event, more)).toEqual(['release', 'repoint']);
  });

  test.each<[string, object]>([
    ['push', {}],
    ['workflow_dispatch', {}],
    ['schedule', {}],
    ['release', {}],
    ['repository_dispatch', {}],
    ['workflow_run', startedBy('Octo-Org/App')],
    ['push', { workflow_run: null }],
  ])('not %s, %j: every mode', (event, more) => {
    expect(refused(event, more)).toEqual([]);
  });

  test('after a run for a pull request of the repository itself no commit is tagged that may not be merged', () => {
    const after = (event: string) => ({
      workflow_run: { event, head_sha: 'a'.repeat(40), head_repository: { full_name: 'Octo-Org/App' } },
    });
    const faults = (mode: string, event: string) =>
      untrustedEventFaults(
        inputsOf({ mode, tag: 'next' }),
        contextOf({ GITHUB_EVENT_NAME: 'workflow_run' }, { ...payload, ...after(event) }),
      );
    expect(faults('tag', 'push')).toEqual([]);
    expect(faults('plan', 'pull_request')).toEqual([]);
    expect(faults('tag', 'pull_request')).toEqual([
      expect.objectContaining({
        code: 'untrusted-event',
        message: expect.stringContaining('for pull_request started this one, and its commit aaaaaaa'),
        hint: expect.stringContaining('branches: [main]'),
      }),
    ]);
  });

  test('is told with what to write instead', () => {
    const at = (event: string, more = {}) =>
      untrustedEventFaults(inputsOf(), contextOf({ GITHUB_EVENT_NAME: event }, { ...payload, ...more }))[0];
    expect(at('pull_request_target')).toEqual({
      code: 'untrusted-event',
      message:
        'a run for pull_request_target may carry what nobody has merged yet: nothing is released from it',
      hint: "on: { push: { tags: ['v*.*.*'] } }   # for pull requests: with: { mode: plan }",
    });
    expect(at('workflow_run', startedBy('mallory/app'))?.message).toBe(
      'a workflow run of mallory/app started this one, not one of Octo-Org/App: nothing is released from it',
    );
  });
});

test.each<[string, readonly string[]]>([
  ['published', []],
  ['released', []],
  ['edited', []],
  ['deleted', ['release']],
  ['unpublished', ['release']],
])('a release that was %s starts no new one of itself where it was taken back', (action, expected) => {
  const context = contextOf({ GITHUB_EVENT_NAME: 'release' }, { ...payload, action });
  expect(modes.filter((mode) => takenBackFaults(inputsOf({ mode }), context).length > 0)).toEqual(expected);
  // Only of that event: others have actions by the same names.
  const other = contextOf({ GITHUB_EVENT_NAME: 'push' }, { ...payload, action });
  expect(takenBackFaults(inputsOf({ mode: 'release' }), other)).toEqual([]);
});
