// A reusable workflow as its file has it: inputs, secrets, outputs, and jobs in the order in which they may run.
import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import type { Access, Permissions, Scope } from '../standins/run.ts';

export interface WorkflowStep {
  readonly id?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly env?: Readonly<Record<string, unknown>>;
  readonly with?: Readonly<Record<string, unknown>>;
}

export interface WorkflowJob {
  readonly id: string;
  readonly name: string;
  readonly needs: readonly string[];
  readonly if: string | undefined;
  readonly runsOn: unknown;
  /** `strategy.matrix` as it stands: an expression, or a mapping. */
  readonly matrix: unknown;
  readonly permissions: Permissions;
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly steps: readonly WorkflowStep[];
}

export interface WorkflowFile {
  readonly inputs: Readonly<
    Record<string, { readonly type?: string; readonly default?: unknown; readonly required?: boolean }>
  >;
  readonly secrets: Readonly<Record<string, { readonly required?: boolean } | null>>;
  readonly outputs: Readonly<Record<string, { readonly value: unknown }>>;
  /** Each behind those that it needs. */
  readonly jobs: readonly WorkflowJob[];
}

const scopes: readonly Scope[] = [
  'contents',
  'packages',
  'id-token',
  'attestations',
  'artifact-metadata',
  'pull-requests',
  'discussions',
  'actions',
  'checks',
  'statuses',
];

interface RawJob {
  readonly name?: string;
  readonly needs?: string | readonly string[];
  readonly if?: string;
  readonly 'runs-on'?: unknown;
  readonly strategy?: { readonly matrix?: unknown };
  readonly permissions?: Readonly<Record<string, Access>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly steps?: readonly WorkflowStep[];
}

interface RawFile {
  readonly on?: {
    readonly workflow_call?: Partial<Pick<WorkflowFile, 'inputs' | 'secrets' | 'outputs'>> | null;
  };
  readonly permissions?: Readonly<Record<string, Access>>;
  readonly jobs?: Readonly<Record<string, RawJob>>;
}

/** What a job's token may do: a scope that is not named is none (docs.github.com, "Workflow syntax", `permissions`). */
export function permissionsOf(named: Readonly<Record<string, Access>> | undefined): Permissions {
  const unknown = Object.keys(named ?? {}).filter((name) => !(scopes as readonly string[]).includes(name));
  if (unknown.length > 0)
    throw new Error(`permissions: ${unknown.join(', ')} is no scope that this runner knows`);
  return Object.fromEntries(scopes.map((scope) => [scope, named?.[scope] ?? 'none'])) as Permissions;
}

/** Reads a workflow that has `on: workflow_call`. Throws where it has none, or its jobs need each other in a circle. */
export async function readWorkflow(file: string): Promise<WorkflowFile> {
  const raw = parse(await readFile(file, 'utf8')) as RawFile;
  const call = raw.on?.workflow_call;
  if (call === undefined) throw new Error(`${file} cannot be called: it has no workflow_call`);
  const jobs = Object.entries(raw.jobs ?? {}).map(([id, job]): WorkflowJob => {
    return {
      id,
      name: job.name ?? id,
      needs: typeof job.needs === 'string' ? [job.needs] : (job.needs ?? []),
      if: job.if,
      runsOn: job['runs-on'],
      matrix: job.strategy?.matrix,
      permissions: permissionsOf(job.permissions ?? raw.permissions),
      outputs: job.outputs ?? {},
      steps: job.steps ?? [],
    };
  });
  return {
    inputs: call?.inputs ?? {},
    secrets: call?.secrets ?? {},
    outputs: call?.outputs ?? {},
    jobs: inOrder(jobs),
  };
}

/** Each behind those that it needs. Throws where they wait for each other. */
export function inOrder<J extends Pick<WorkflowJob, 'id' | 'needs'>>(jobs: readonly J[]): readonly J[] {
  const ordered: J[] = [];
  const left = [...jobs];
  while (left.length > 0) {
    const at = left.findIndex(({ needs }) => needs.every((id) => ordered.some((job) => job.id === id)));
    const [next] = at < 0 ? [] : left.splice(at, 1);
    if (!next) throw new Error(`these jobs wait for each other: ${left.map(({ id }) => id).join(', ')}`);
    ordered.push(next);
  }
  return ordered;
}
