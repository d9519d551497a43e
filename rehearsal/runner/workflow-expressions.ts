// The expressions of a workflow, evaluated by GitHub's own library: `@actions/expressions`.
import { data, Evaluator, Lexer, Parser } from '@actions/expressions';

/** A context as plain JSON, for example `{ inputs: { tag: 'v1.2.0' } }`. */
export type ExpressionContexts = Readonly<Record<string, unknown>>;

/** How the jobs that a job needs ended, for the functions that ask. */
export type Status = 'success' | 'failure' | 'cancelled';

const statusFunctions = ['success', 'failure', 'cancelled', 'always'] as const;

function toData(value: unknown): data.ExpressionData {
  return JSON.parse(JSON.stringify(value ?? null), data.reviver) as data.ExpressionData;
}

/** The value of what stands between `${{` and `}}`. */
function evaluateOne(expression: string, contexts: ExpressionContexts, status: Status): data.ExpressionData {
  const { tokens } = new Lexer(expression).lex();
  const known = statusFunctions.map((name) => ({ name, minArgs: 0, maxArgs: 0 }));
  const tree = new Parser(tokens, Object.keys(contexts), known).parse();
  const functions = new Map(
    known.map((one) => [
      one.name,
      { ...one, call: () => new data.BooleanData(one.name === 'always' || one.name === status) },
    ]),
  );
  const context = new data.Dictionary(
    ...Object.entries(contexts).map(([key, value]) => ({ key, value: toData(value) })),
  );
  return new Evaluator(tree, context, functions).evaluate();
}

/** The value of a scalar of the workflow: text with expressions in it, or one expression, which may be anything. */
export function evaluateValue(
  value: unknown,
  contexts: ExpressionContexts,
  status: Status = 'success',
): unknown {
  if (typeof value !== 'string') return value;
  const [, only] = /^\s*\$\{\{((?:(?!\}\}).)*)\}\}\s*$/s.exec(value) ?? [];
  if (only !== undefined)
    return JSON.parse(JSON.stringify(evaluateOne(only, contexts, status), data.replacer)) as unknown;
  return value.replace(/\$\{\{(.*?)\}\}/gs, (_, body: string) =>
    evaluateOne(body, contexts, status).coerceString(),
  );
}

/** A scalar as a step is given it: always text. */
export function evaluateText(value: unknown, contexts: ExpressionContexts): string {
  return textOf(evaluateValue(value, contexts));
}

/** Numbers and booleans as YAML writes them, nothing as nothing, and what is no scalar as JSON. */
export function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** A condition: without a function that asks for the status, everything that is needed must have succeeded. */
export function holds(condition: string | undefined, contexts: ExpressionContexts, status: Status): boolean {
  const text = (condition ?? 'success()').replace(/^\s*\$\{\{|\}\}\s*$/g, '');
  const asks = new RegExp(`\\b(?:${statusFunctions.join('|')})\\s*\\(`).test(text);
  // Twice `not`: what an expression of any kind counts as.
  return (
    (asks || status === 'success') && evaluateOne(`!!(${text})`, contexts, status).coerceString() === 'true'
  );
}
