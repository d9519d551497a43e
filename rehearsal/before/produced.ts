// What a hand-written release workflow leaves behind for its users: tags, labels, files, proofs, and what its jobs were allowed.
import type { Access } from '../standins/run.ts';
import type { Recipe } from '../runner/recipe.ts';
import { evaluateText, evaluateValue, holds } from '../runner/workflow-expressions.ts';
import type { WorkflowStep } from '../runner/workflow-file.ts';
import { goreleaserProduces } from './goreleaser.ts';
import { metadataTags, type Pushed } from './metadata-tags.ts';

export interface Produced {
  /** Of the image, without its name. */
  readonly tags: readonly string[];
  /** Their keys. */
  readonly labels: readonly string[];
  /** On the release page. */
  readonly assets: readonly string[];
  readonly proofs: readonly ('signature' | 'provenance')[];
  /** What is on no page of GitHub: taps, packages. */
  readonly other: readonly string[];
  /** The most that any job has. */
  readonly permissions: Readonly<Record<string, Access>>;
}

type Part = Partial<Omit<Produced, 'permissions'>>;

/** The labels of docker/metadata-action: its README, "Overwrite labels and annotations". */
const LABELS = ['created', 'description', 'licenses', 'revision', 'source', 'title', 'url', 'version'].map(
  (key) => `org.opencontainers.image.${key}`,
);

async function partOf(
  { uses = '', run = '', with: given = {} }: WorkflowStep,
  contexts: object,
  pushed: Pushed,
  goreleaser: string,
): Promise<Part> {
  const text = (name: string): string => evaluateText(given[name], contexts as Record<string, unknown>);
  const [action = ''] = uses.split('@');
  switch (action) {
    case 'docker/metadata-action':
      return { tags: metadataTags(text('tags'), text('flavor'), pushed), labels: LABELS };
    case 'actions/attest-build-provenance':
      return { proofs: ['provenance'] };
    case 'softprops/action-gh-release':
      return { assets: text('files').split('\n').filter(Boolean) };
    case 'goreleaser/goreleaser-action':
      return goreleaserProduces(goreleaser, pushed);
    default:
      return /\bcosign sign /.test(run) ? { proofs: ['signature'] } : {};
  }
}

const more: Readonly<Record<Access, number>> = { none: 0, read: 1, write: 2 };

/** What a workflow grants its jobs, the most of each scope. */
export function permissionsIn({ permissions, jobs }: Recipe): Readonly<Record<string, Access>> {
  const most: Record<string, Access> = {};
  for (const job of Object.values(jobs))
    for (const [scope, access] of Object.entries(job.permissions ?? permissions ?? {}))
      if (more[access] > more[most[scope] ?? 'none']) most[scope] = access;
  return most;
}

/** All that the workflow leaves when this is pushed. `goreleaser` is its configuration's file, where a step asks for it. */
export async function producedBy(workflow: Recipe, pushed: Pushed, goreleaser = ''): Promise<Produced> {
  const github = {
    ref: `refs/${pushed.kind === 'tag' ? 'tags' : 'heads'}/${pushed.name}`,
    ref_name: pushed.name,
    repository: 'acme/signpost',
  };
  const parts: Part[] = [];
  for (const job of Object.values(workflow.jobs)) {
    const base = { github, env: workflow.env ?? {}, secrets: {}, steps: {}, needs: {} };
    if (!holds(job.if, base, 'success')) continue;
    const { include = [{}] } = (evaluateValue(job.strategy?.matrix, base) ?? {}) as {
      readonly include?: readonly object[];
    };
    for (const matrix of include)
      for (const step of job.steps ?? [])
        parts.push(await partOf(step, { ...base, matrix }, pushed, goreleaser));
  }
  const all = (key: keyof Part): readonly string[] => [...new Set(parts.flatMap((part) => part[key] ?? []))];
  return {
    tags: all('tags'),
    labels: all('labels'),
    assets: all('assets'),
    proofs: all('proofs') as Produced['proofs'],
    other: all('other'),
    permissions: permissionsIn(workflow),
  };
}

/** As a row of a page has it: names in code, and versions as 1.2.0. */
const asPagesWriteIt = (one: string, version: string): string =>
  one.includes(' ') ? one : `\`${one.replace(version, '1.2.0')}\``;

/** What of it is neither there afterwards nor named in the page's rows of what is lost. */
export function unaccounted(
  before: readonly string[],
  after: readonly string[],
  page: string,
  version: string,
): readonly string[] {
  const lost = page.split('\n').filter((line) => line.startsWith('| **lost:**'));
  return before
    .filter((one) => !after.includes(one))
    .filter((one) => !lost.some((row) => row.includes(asPagesWriteIt(one, version))));
}
