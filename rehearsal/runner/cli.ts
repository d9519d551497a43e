// Reads the command line of `npm run rehearse`.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { Visibility } from '../standins/run.ts';
import { EVENTS, type EventName } from './event.ts';
import { RUNNERS, type RunnerName } from './profile.ts';

/** Kill the action at its `call`-th outside call, before or after the server has acted on it. */
export interface KillAfter {
  readonly call: number;
  readonly phase: 'before' | 'after';
}

/** What one rehearsal is asked to do; paths are absolute. */
export interface RehearseOptions {
  /** Any git repository; undefined: the example. */
  readonly repo?: string;
  /** Undefined: the newest version tag. */
  readonly tag?: string;
  /** A branch is pushed, or dispatched, and no tag. */
  readonly branch?: string;
  readonly event: EventName;
  readonly with: Readonly<Record<string, string>>;
  /** Undefined: a fresh one inside `out`. */
  readonly state?: string;
  readonly out: string;
  readonly keep: boolean;
  /** A Dockerfile from outside the repository's history, or `rehearsal` for the one the rehearsal has. */
  readonly dockerfile?: string;
  /** Where action.yml and dist/ are; undefined: this project. */
  readonly action?: string;
  /** `owner/name` on the GitHub of the rehearsal. */
  readonly repository?: string;
  readonly killAfter?: KillAfter;
  /** `METHOD HOST/PATH-REGEX=KIND[:TIMES]`, read by the stand-ins. */
  readonly faults: readonly string[];
  /** Two tags released at the same time. */
  readonly parallel?: readonly [string, string];
  readonly permissions: Readonly<Record<string, string>>;
  readonly visibility: Visibility;
  /** Whether the registry has the OCI 1.1 referrers API; GHCR has not. */
  readonly referrers: boolean;
  /** Seconds until ghcr.io shows what was written. */
  readonly lag: number;
  /** Milliseconds that every call of the job waits for its answer. */
  readonly latency: number;
  readonly immutable: boolean;
  /** Whether the owner's plan has the attestations API for this repository. */
  readonly attestations: boolean;
  readonly sigstore: 'stand-in' | 'real';
  /** Undefined: hosted. */
  readonly runner?: RunnerName;
}

/** A command line that asks for something. */
export type Command =
  | { readonly kind: 'help' }
  | { readonly kind: 'serve'; readonly out: string }
  | { readonly kind: 'advice'; readonly repo: string }
  | { readonly kind: 'rehearse'; readonly options: RehearseOptions };

export const USAGE = `npm run rehearse -- [options]        releases a repository for real, on this machine alone

  --repo DIR             a git repository (default: an example service, made on the spot); first it is said what the action would
                         do with it, with a workflow for it and what would not work
  --advice               that alone, of --repo or the folder at hand: nothing is started
  --tag TAG              a tag in it (default: its newest version, behind the input tag-prefix); one that DIR lacks is made on HEAD,
                         in the rehearsal's copy alone
  --branch NAME          a push of that branch instead of a tag; with the input latest=branch
  --event NAME           push (default), workflow_dispatch, release: the page of the tag was published in the browser, or pull_request: a commit after the tag's, proposed for the
                         default branch, with the input mode=plan; or schedule: on the default branch
  --with INPUT=VALUE     an input of the action; repeatable
  --dockerfile FILE      a Dockerfile that is not in the repository, handed over as the input 'file';
                         'rehearsal' for a plain one that suits any repository
  --action DIR           where action.yml and dist/ are (default: this project)
  --repository OWNER/NAME  what the repository is called on GitHub (default: octo-org/<name of DIR>)
  --state DIR            keep the registry and GitHub here between rehearsals (default: start empty)
  --out DIR              where the results go (default: .rehearsal/out)
  --keep                 stay up until interrupted, to look around with OUT/env.sh
  --serve OUT            bring an earlier rehearsal up again, until interrupted; OUT/env.sh does this

  --kill-after N | N+    kill the action at its Nth outside call, before or (+) after the server acted
  --fault 'METHOD HOST/PATH-REGEX=500|429|reset|timeout|truncate[:TIMES]'   repeatable
  --parallel TAG,TAG     two releases at once
  --permissions contents=read,packages=none,…   the token of the job
  --visibility public|private|internal   --referrers   --immutable   the repository and its registry
  --lag SECONDS          until ghcr.io shows what was written (default: 5)
  --latency MS           added to each request of the job, whoever makes it (default: 0)
  --sigstore stand-in|real  real: Fulcio, Rekor v2 and the timestamp authority themselves (built once, 3 minutes)
  --runner hosted|hosted-arm|self-hosted|bare  the machine of the job (default: hosted, which is ubuntu-24.04: nothing in
                         binfmt_misc, an older gh, no cosign; self-hosted: all tools, and a proxy that closes; bare: none)
  --no-attestations      the owner's plan has no attestations at GitHub
`;

const pair = (option: string, text: string): readonly [string, string] => {
  const at = text.indexOf('=');
  if (at < 1) throw new Error(`--${option} takes name=value, not '${text}'`);
  return [text.slice(0, at), text.slice(at + 1)];
};

function oneOf<T extends string>(option: string, text: string, allowed: readonly T[]): T {
  const found = allowed.find((value) => value === text);
  if (found === undefined) throw new Error(`--${option} takes ${allowed.join(' or ')}, not '${text}'`);
  return found;
}

function killAfterOf(text: string): KillAfter {
  const match = /^([1-9]\d*)(\+?)$/.exec(text);
  if (match === null) throw new Error(`--kill-after takes a number or a number and '+', not '${text}'`);
  return { call: Number(match[1]), phase: match[2] === '+' ? 'after' : 'before' };
}

function twoTags(text: string): readonly [string, string] {
  const [first = '', second = '', ...more] = text.split(',');
  if (first === '' || second === '' || more.length > 0)
    throw new Error(`--parallel takes two tags with a comma between them, not '${text}'`);
  return [first, second];
}

function numberOf(option: string, text: string, unit: string): number {
  if (!/^\d+(?:\.\d+)?$/.test(text)) throw new Error(`--${option} takes ${unit}, not '${text}'`);
  return Number(text);
}

const scopes = ['contents', 'packages', 'id-token', 'attestations', 'pull-requests'] as const;
const access = ['read', 'write', 'none'] as const;

function permissionsOf(text: string): Readonly<Record<string, string>> {
  const pairs = text.split(',').map((part) => pair('permissions', part));
  for (const [scope, level] of pairs) {
    oneOf('permissions', scope, scopes);
    oneOf('permissions', level, access);
  }
  return Object.fromEntries(pairs);
}

/** Parses the arguments after the script's name. Throws with one line that names the option at fault. */
export function parseCommandLine(argv: readonly string[], cwd: string): Command {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      help: { type: 'boolean', short: 'h' },
      repo: { type: 'string' },
      tag: { type: 'string' },
      branch: { type: 'string' },
      event: { type: 'string', default: 'push' },
      with: { type: 'string', multiple: true, default: [] },
      dockerfile: { type: 'string' },
      action: { type: 'string' },
      repository: { type: 'string' },
      state: { type: 'string' },
      out: { type: 'string', default: '.rehearsal/out' },
      keep: { type: 'boolean', default: false },
      advice: { type: 'boolean', default: false },
      serve: { type: 'string' },
      'kill-after': { type: 'string' },
      fault: { type: 'string', multiple: true, default: [] },
      parallel: { type: 'string' },
      permissions: { type: 'string' },
      visibility: { type: 'string', default: 'public' },
      referrers: { type: 'boolean', default: false },
      lag: { type: 'string', default: '5' },
      latency: { type: 'string', default: '0' },
      immutable: { type: 'boolean', default: false },
      sigstore: { type: 'string', default: 'stand-in' },
      'no-attestations': { type: 'boolean', default: false },
      runner: { type: 'string' },
    },
  });
  if (values.help === true) return { kind: 'help' };
  if (values.serve !== undefined) return { kind: 'serve', out: resolve(cwd, values.serve) };
  const path = (text: string): string => resolve(cwd, text);
  if (values.advice) return { kind: 'advice', repo: path(values.repo ?? '.') };
  if (values.branch !== undefined) {
    const other = (['tag', 'parallel'] as const).find((name) => values[name] !== undefined);
    if (other !== undefined) throw new Error(`--branch and --${other} cannot both say what is pushed`);
    if (values.event === 'pull_request')
      throw new Error('--branch takes the event push or workflow_dispatch');
  }
  return {
    kind: 'rehearse',
    options: {
      ...(values.repo === undefined ? {} : { repo: path(values.repo) }),
      ...(values.tag === undefined ? {} : { tag: values.tag }),
      ...(values.branch === undefined ? {} : { branch: values.branch.replace(/^refs\/heads\//, '') }),
      event: oneOf('event', values.event, EVENTS),
      with: Object.fromEntries(values.with.map((text) => pair('with', text))),
      ...(values.dockerfile === undefined
        ? {}
        : { dockerfile: values.dockerfile === 'rehearsal' ? 'rehearsal' : path(values.dockerfile) }),
      ...(values.action === undefined ? {} : { action: path(values.action) }),
      ...(values.repository === undefined ? {} : { repository: values.repository }),
      ...(values.state === undefined ? {} : { state: path(values.state) }),
      out: path(values.out),
      keep: values.keep,
      ...(values['kill-after'] === undefined ? {} : { killAfter: killAfterOf(values['kill-after']) }),
      faults: values.fault,
      ...(values.parallel === undefined ? {} : { parallel: twoTags(values.parallel) }),
      permissions: values.permissions === undefined ? {} : permissionsOf(values.permissions),
      visibility: oneOf('visibility', values.visibility, ['public', 'private', 'internal']),
      referrers: values.referrers,
      lag: numberOf('lag', values.lag, 'seconds'),
      latency: numberOf('latency', values.latency, 'milliseconds'),
      immutable: values.immutable,
      sigstore: oneOf('sigstore', values.sigstore, ['stand-in', 'real']),
      attestations: !values['no-attestations'],
      ...(values.runner === undefined ? {} : { runner: oneOf('runner', values.runner, RUNNERS) }),
    },
  };
}
