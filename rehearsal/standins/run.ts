// The workflow run that a process belongs to: who it says it is, and what its token may do.
import { randomBytes } from 'node:crypto';

export type Scope =
  | 'contents'
  | 'packages'
  | 'id-token'
  | 'attestations'
  | 'artifact-metadata'
  | 'pull-requests'
  | 'discussions'
  | 'actions'
  | 'checks'
  | 'statuses';
export type Access = 'read' | 'write' | 'none';
/** Of the repository. To a stranger an internal one is a private one, and GitHub's own Sigstore signs for both. */
export type Visibility = 'public' | 'private' | 'internal';
export type Permissions = Readonly<Record<Scope, Access>>;

/** What GitHub knows of a workflow run; it becomes the claims of its OIDC tokens. */
export interface RunIdentity {
  readonly event: string;
  /** Full ref, e.g. `refs/tags/v1.2.0`. */
  readonly ref: string;
  /** The commit, 40 hex digits. */
  readonly sha: string;
  /** Default `.github/workflows/release.yml`. */
  readonly workflowPath?: string;
  /** The workflow's `name:`; default `release`. */
  readonly workflow?: string;
  /** Of a reusable workflow: `owner/repo/path@ref`; default the workflow itself. */
  readonly jobWorkflowRef?: string;
  /** The commit of that workflow; default the run's own. */
  readonly jobWorkflowSha?: string;
  /** Of a run with several jobs: which of them, as its page names it. Each has a token of its own. */
  readonly job?: string;
  readonly runId: number;
  readonly runNumber?: number;
  readonly runAttempt?: number;
  readonly actor?: string;
  readonly runnerEnvironment?: 'github-hosted' | 'self-hosted';
  /** Overrides the world's permissions for this run. */
  readonly permissions?: Partial<Permissions>;
}

/** A run with its secrets. An observer is a person or a test: not counted, not disturbed. */
export interface Run {
  readonly name: string;
  readonly identity: RunIdentity;
  readonly permissions: Permissions;
  /** The value of GITHUB_TOKEN. */
  readonly token: string;
  /** The bearer token of the OIDC request URL. */
  readonly requestToken: string;
  readonly observer: boolean;
}

// What the README's workflow asks for; what a workflow does not name is `none`.
const USUAL: Permissions = {
  contents: 'write',
  packages: 'write',
  'id-token': 'write',
  attestations: 'write',
  'artifact-metadata': 'none',
  'pull-requests': 'none',
  discussions: 'none',
  actions: 'none',
  checks: 'none',
  statuses: 'none',
};

/** What somebody with write access may besides. */
const PERSON: Partial<Permissions> = { actions: 'write', checks: 'write', statuses: 'write' };

/** A run with fresh secrets. */
export function makeRun(
  identity: RunIdentity,
  permissions: Partial<Permissions> = {},
  observer = false,
): Run {
  return {
    name: observer
      ? 'observer'
      : [identity.runId, identity.runAttempt ?? 1, identity.job ?? []].flat().join('/'),
    identity,
    permissions: { ...USUAL, ...(observer ? PERSON : {}), ...permissions, ...identity.permissions },
    token: `ghs_${randomBytes(18).toString('hex')}`,
    requestToken: randomBytes(24).toString('base64url'),
    observer,
  };
}

/** Whether a run's token has at least this access. */
export function may(run: Run | undefined, scope: Scope, access: 'read' | 'write'): boolean {
  if (run === undefined) return false;
  const granted = run.permissions[scope];
  return granted === 'write' || granted === access;
}
