// Every recipe is a workflow that this version can run: each step of the action on the pages has inputs that it knows and takes.
import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { parseInputs } from '../src/plan/inputs/parse.ts';
import { secretInputs } from '../scripts/called-workflow.ts';
import { inputDefaults } from './support/action-defaults.ts';

interface Uses {
  readonly uses?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly secrets?: Readonly<Record<string, string>>;
}

const pages = globSync('docs/recipes/*.md')
  .filter((page) => !page.endsWith('/index.md'))
  .sort();
const blocksOf = (page: string): readonly unknown[] =>
  [...readFileSync(page, 'utf8').matchAll(/^```yaml\n([^]*?)^```$/gm)].map(
    ([, text = '']) => parse(text) as unknown,
  );

/** Every job or step that uses something, wherever it stands in a block. */
function usesIn(value: unknown): readonly Uses[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'uses' in value ? [value as Uses] : [];
  return [...own, ...Object.values(value).flatMap(usesIn)];
}

/** An expression is something that a run fills in: nothing is known of it but that it is text. */
const isKnown = (value: unknown): boolean => !String(value).includes('${{');

describe.each(pages)('%s', (page) => {
  const blocks = blocksOf(page);
  const all = blocks.flatMap(usesIn);
  const steps = all.filter(({ uses }) => uses === 'org/release-action@v1');
  const calls = all.filter(({ uses }) => uses === 'org/release-action/.github/workflows/release.yml@v1');

  test('begins with a whole workflow that runs the action', () => {
    expect([...steps, ...calls].length).toBeGreaterThan(0);
    expect(
      blocks.some((block) => typeof block === 'object' && block !== null && 'jobs' in block && 'on' in block),
    ).toBe(true);
  });

  test('gives the action inputs that it has, with values that it takes', () => {
    const given = steps.map((step) => step.with ?? {});
    for (const raw of given) {
      expect(Object.keys(raw).filter((name) => !(name in inputDefaults))).toEqual([]);
      const known = Object.entries(raw)
        .filter(([, value]) => isKnown(value))
        .map(([name, value]) => [name, String(value)]);
      const { faults } = parseInputs({
        ...inputDefaults,
        ...(Object.fromEntries(known) as Record<string, string>),
      });
      // What a secret holds is not known here: nothing is said of inputs that get one.
      const unknown = Object.keys(raw).filter((name) => !isKnown(raw[name]));
      const told = faults.filter(({ message }) => !unknown.some((name) => message.includes(name)));
      expect({ page: basename(page), raw, told }).toMatchObject({ told: [] });
    }
  });

  test('gives the called workflow inputs and secrets that it has', () => {
    const { on } = parse(readFileSync('.github/workflows/release.yml', 'utf8')) as {
      readonly on: { readonly workflow_call: { readonly inputs: object } };
    };
    const known = Object.keys(on.workflow_call.inputs);
    for (const call of calls) {
      expect(Object.keys(call.with ?? {}).filter((name) => !known.includes(name))).toEqual([]);
      const secrets: readonly string[] = secretInputs;
      expect(Object.keys(call.secrets ?? {}).filter((name) => !secrets.includes(name))).toEqual([]);
    }
  });
});
