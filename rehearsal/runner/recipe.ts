// A workflow as a page of docs/ shows it, or as a file of .github/workflows/ has it.
import { readFile } from 'node:fs/promises';
import { basename, relative } from 'node:path';
import { fromMarkdown } from 'mdast-util-from-markdown';
import type { Code } from 'mdast';
import { parse } from 'yaml';
import type { Access } from '../standins/run.ts';
import { PROJECT } from './machine.ts';
import type { Triggers } from './triggers.ts';
import type { WorkflowStep } from './workflow-file.ts';

export interface RawJob {
  readonly needs?: string | readonly string[];
  readonly if?: string;
  readonly 'runs-on'?: unknown;
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly secrets?: Readonly<Record<string, unknown>>;
  readonly strategy?: { readonly matrix?: unknown };
  readonly permissions?: Readonly<Record<string, Access>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, unknown>>;
  readonly steps?: readonly WorkflowStep[];
}

/** A whole workflow. */
export interface Recipe {
  readonly name: string;
  /** Where the file is in its repository; absent on a page, which is taken for release.yml. */
  readonly path?: string;
  readonly on: Triggers;
  readonly permissions?: Readonly<Record<string, Access>>;
  readonly env?: Readonly<Record<string, unknown>>;
  readonly jobs: Readonly<Record<string, RawJob>>;
}

/** The action as users name it, and as this repository's own workflows do: at the commit that runs. */
const OURS = 'org/release-action@';
export const OWN = '$/';
export const isOurs = ({ uses = '' }: WorkflowStep): boolean => uses === OWN || uses.startsWith(OURS);

export const CALLED = 'org/release-action/.github/workflows/release.yml@';

/** The workflow that README.md shows, around the steps that a page shows alone. */
const around = (steps: readonly WorkflowStep[]): Omit<Recipe, 'name'> => ({
  on: { push: { tags: ['v*.*.*'] }, workflow_dispatch: null },
  permissions: { contents: 'write', packages: 'write', 'id-token': 'write', attestations: 'write' },
  jobs: { release: { 'runs-on': 'ubuntu-latest', steps } },
});

function recipeOf(block: unknown): Omit<Recipe, 'name'> | undefined {
  if (Array.isArray(block))
    return (block as readonly WorkflowStep[]).some(({ uses }) => uses?.startsWith(OURS) === true)
      ? around(block as readonly WorkflowStep[])
      : undefined;
  const whole = block as Partial<Recipe> | null;
  return whole?.on === undefined || whole.jobs === undefined ? undefined : { ...(whole as Recipe) };
}

/** The workflows among a page's YAML blocks, in order: whole ones, and steps that use the action. Throws where there is none. */
export async function readRecipes(file: string): Promise<readonly Recipe[]> {
  const page = fromMarkdown(await readFile(file, 'utf8'));
  const blocks = page.children.filter((node): node is Code => node.type === 'code' && node.lang === 'yaml');
  const found = blocks.map(({ value }) => recipeOf(parse(value))).filter((one) => one !== undefined);
  if (found.length === 0) throw new Error(`${file} shows no workflow`);
  return found.map((one, at) => ({ ...one, name: `${basename(file)}, workflow ${at + 1}` }));
}

/** A file of this repository's workflows, or of another folder. */
export async function readWorkflowFile(file: string): Promise<Recipe> {
  const whole = parse(await readFile(file, 'utf8')) as Omit<Recipe, 'path'>;
  return { ...whole, path: relative(PROJECT, file) };
}
