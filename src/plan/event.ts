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
 * The fault of a run that would release, tag, repoint or publish a branch for an event that people without write access can
 * cause with code of their own: `pull_request`, its kin, and `workflow_run` after a run of a fork.
 * Source: docs.github.com, "Secure use reference", on `pull_request_target` and `workflow_run`.
 */
export function untrustedEventFaults(
  { mode }: Pick<Inputs, 'mode'>,
  {
    event,
    startedBy,
    startedFor,
    repository,
  }: Pick<Context, 'event' | 'startedBy' | 'startedFor' | 'repository'>,
): readonly Fault[] {
  if (mode === 'plan' || mode === 'verify') return [];
  const refuse = (why: string, hint: string): readonly Fault[] => [
    { code: 'untrusted-event', message: `${why}: nothing is released from it`, hint },
  ];
  const pushed = "on: { push: { tags: ['v*.*.*'] } }   # for pull requests: with: { mode: plan }";
  if (isPullRequest(event)) return refuse(`a run for ${event} may carry what nobody has merged yet`, pushed);
  if (startedBy !== undefined && startedBy !== repository.fullName)
    return refuse(
      `a workflow run of ${startedBy} started this one, not one of ${repository.fullName}`,
      pushed,
    );
  // The other modes release what the default branch has; a tag is made on the commit of the run that came before.
  if (mode === 'tag' && startedFor !== undefined && isPullRequest(startedFor.event))
    return refuse(
      `a workflow run for ${startedFor.event} started this one, and its commit ${startedFor.head} may not be merged`,
      'on: { workflow_run: { workflows: [ci], types: [completed], branches: [main] } }   # and on: push: { branches: [main] } in ci',
    );
  return [];
}

const isPullRequest = (event: string): boolean => /^pull_request(?:_|$)/.test(event);
