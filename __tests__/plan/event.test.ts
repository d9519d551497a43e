import { describe, expect, test } from '@jest/globals';
import { eventFaults } from '../../src/plan/event.ts';
import { contextOf, inputsOf, payload } from '../samples.ts';

const startedBy = (full_name: unknown) => ({ ...payload, workflow_run: { head_repository: { full_name } } });
const modes = ['release', 'plan', 'verify', 'repoint'] as const;
/** The modes that the event may not have. */
const refused = (event: string, given: object = payload): readonly string[] =>
  modes.filter(
    (mode) => eventFaults(inputsOf({ mode }), contextOf({ GITHUB_EVENT_NAME: event }, given)).length > 0,
  );

describe('an event that a stranger can cause with code of their own', () => {
  test.each<[string, object]>([
    ['pull_request', payload],
    ['pull_request_target', payload],
    ['pull_request_review', payload],
    ['pull_request_review_comment', payload],
    ['workflow_run', startedBy('mallory/app')],
    ['workflow_run', { ...payload, workflow_run: { head_repository: null } }],
    ['workflow_run', { ...payload, workflow_run: {} }],
  ])('%s, %j: only plan and verify', (event, given) => {
    expect(refused(event, given)).toEqual(['release', 'repoint']);
  });

  test.each<[string, object]>([
    ['push', payload],
    ['workflow_dispatch', payload],
    ['schedule', payload],
    ['release', payload],
    ['repository_dispatch', payload],
    ['workflow_run', startedBy('Octo-Org/App')],
    ['push', { ...payload, workflow_run: null }],
  ])('not %s, %j: every mode', (event, given) => {
    expect(refused(event, given)).toEqual([]);
  });

  test('is told with what to write instead', () => {
    const at = (event: string, given = payload) =>
      eventFaults(inputsOf(), contextOf({ GITHUB_EVENT_NAME: event }, given))[0];
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
