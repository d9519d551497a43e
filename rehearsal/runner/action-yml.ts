// Reads an action.yml as the runner does, and turns `with:` into the INPUT_* variables the action will see.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { evaluate, type Contexts } from './expressions.ts';

interface Declared {
  readonly default?: string | number | boolean | null;
  readonly deprecationMessage?: string;
}

/** The part of an action.yml that decides how a JavaScript action runs. */
export interface ActionMetadata {
  readonly name: string;
  readonly using: string;
  readonly pre: string | undefined;
  readonly main: string;
  readonly post: string | undefined;
  readonly inputs: ReadonlyMap<string, Declared>;
  readonly outputs: ReadonlySet<string>;
}

interface ActionFile {
  readonly name?: string;
  readonly inputs?: Readonly<Record<string, Declared | null>>;
  readonly outputs?: Readonly<Record<string, unknown>>;
  readonly runs?: Readonly<Record<string, string | undefined>>;
}

/** The runner evaluates `post-if` and `pre-if`; only the default condition is carried out here. */
function refuseConditions(runs: Readonly<Record<string, string | undefined>>): void {
  for (const key of ['pre-if', 'post-if']) {
    const condition = runs[key]?.replace(/^\$\{\{\s*|\s*\}\}$/g, '').trim() ?? 'always()';
    if (condition !== 'always()')
      throw new Error(`action.yml: this runner carries out '${key}: always()' only, not '${condition}'`);
  }
}

/** Reads `action.yml` (or `action.yaml`) in `dir`. Throws when it is not a Node 24 JavaScript action. */
export async function readAction(dir: string): Promise<ActionMetadata> {
  const text = await readFile(join(dir, 'action.yml'), 'utf8').catch(() =>
    readFile(join(dir, 'action.yaml'), 'utf8'),
  );
  const file = parse(text) as ActionFile;
  const runs = file.runs ?? {};
  if (runs['using'] !== 'node24')
    throw new Error(`action.yml: runs.using is '${runs['using'] ?? ''}', and this runner runs node24 only`);
  if (runs['main'] === undefined) throw new Error('action.yml: runs.main is missing');
  refuseConditions(runs);
  return {
    name: file.name ?? '',
    using: runs['using'],
    pre: runs['pre'],
    main: runs['main'],
    post: runs['post'],
    inputs: new Map(Object.entries(file.inputs ?? {}).map(([name, value]) => [name, value ?? {}])),
    outputs: new Set(Object.keys(file.outputs ?? {})),
  };
}

/** What `with:` becomes: the variables, and the warnings the runner prints about it. */
export interface Inputs {
  readonly env: Readonly<Record<string, string>>;
  readonly warnings: readonly string[];
}

const variable = (name: string): string => `INPUT_${name.replaceAll(' ', '_').toUpperCase()}`;

/** Joins `given` with the defaults of action.yml. Names are compared without case, as the runner does. */
export function inputsOf(
  action: ActionMetadata,
  given: Readonly<Record<string, string>>,
  contexts: Contexts,
): Inputs {
  const env: Record<string, string> = {};
  for (const [name, declared] of action.inputs) {
    const value = declared.default;
    // YAML scalars reach the action as text: `true`, `3`.
    env[variable(name)] = value === undefined || value === null ? '' : evaluate(String(value), contexts);
  }
  const known = new Map([...action.inputs.keys()].map((name) => [name.toLowerCase(), name]));
  const warnings: string[] = [];
  const unexpected: string[] = [];
  for (const [name, value] of Object.entries(given)) {
    env[variable(name)] = value;
    const declared = known.get(name.toLowerCase());
    if (declared === undefined) unexpected.push(name);
    const deprecated = declared === undefined ? undefined : action.inputs.get(declared)?.deprecationMessage;
    if (deprecated !== undefined)
      warnings.push(`Input '${name}' has been deprecated with message: ${deprecated}`);
  }
  if (unexpected.length > 0) {
    const list = (names: readonly string[]): string => names.map((name) => `'${name}'`).join(', ');
    warnings.unshift(
      `Unexpected input(s) ${list(unexpected)}, valid inputs are [${list([...action.inputs.keys()])}]`,
    );
  }
  return { env, warnings };
}
