// Which runs may write: none that carries what somebody only proposes.
import type { Fault } from '../errors.ts';
import type { Context } from './context.ts';
import type { Inputs } from './inputs/inputs.ts';

/**
 * The fault of a run that would release what somebody has just taken back. Every other change of a published release may
 * start one: it finds what is done, and does the rest. Drafts start none.
 * Source: docs.github.com, "Events that trigger workflows", on `release`.
 */
export function takenBackFaults(
  { mode }: Pick<Inputs, 'mode'>,
  { releaseAction }: Pick<Context, 'releaseAction'>,
): readonly Fault[] {
  const isTakenBack = releaseAction === 'deleted' || releaseAction === 'unpublished';
  if (!isTakenBack || mode !== 'release') return [];
  return [
    {
      code: 'bad-input',
      message: `the release of this tag was ${releaseAction}: a run for that does not release it again`,
      hint: 'on: { release: { types: [published] } }',
    },
  ];
}

/**
 * The fault of a run that would release, repoint or publish a branch for an event that people without write access can
 * cause with code of their own: `pull_request`, its kin, and `workflow_run` after a run of a fork.
 * Source: docs.github.com, "Secure use reference", on `pull_request_target` and `workflow_run`.
 */
export function untrustedEventFaults(
  { mode }: Pick<Inputs, 'mode'>,
  { event, startedBy, repository }: Pick<Context, 'event' | 'startedBy' | 'repository'>,
): readonly Fault[] {
  if (mode === 'plan' || mode === 'verify') return [];
  const why = /^pull_request(?:_|$)/.test(event)
    ? `a run for ${event} may carry what nobody has merged yet`
    : startedBy !== undefined && startedBy !== repository.fullName
      ? `a workflow run of ${startedBy} started this one, not one of ${repository.fullName}`
      : undefined;
  if (why === undefined) return [];
  return [
    {
      code: 'untrusted-event',
      message: `${why}: nothing is released from it`,
      hint: "on: { push: { tags: ['v*.*.*'] } }   # for pull requests: with: { mode: plan }",
    },
  ];
}
