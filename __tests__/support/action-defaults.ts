// The inputs as the runner hands them over when the workflow gives nothing: the defaults of action.yml.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

export const action = parse(readFileSync(join(import.meta.dirname, '../../action.yml'), 'utf8')) as {
  readonly inputs: Readonly<Record<string, { readonly default?: string }>>;
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly runs: Readonly<Record<string, string>>;
};

export const inputDefaults: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(action.inputs).map(([name, input]) => [
    name,
    (input.default ?? '').replace('${{ github.token }}', 'ghs_token'),
  ]),
);
