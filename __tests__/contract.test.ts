import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type ParsedInputs, parseInputs } from '../src/plan/inputs/parse.ts';
import { action, inputDefaults as defaults } from './support/action-defaults.ts';

const root = join(import.meta.dirname, '..');

function watch(raw: Readonly<Record<string, string>>): { parsed: ParsedInputs; read: ReadonlySet<string> } {
  const read = new Set<string>();
  const watched = new Proxy(raw, {
    get: (target, name) => {
      if (typeof name === 'string') read.add(name);
      return target[name as string];
    },
  });
  return { parsed: parseInputs(watched), read };
}

describe('action.yml and the input parser agree', () => {
  test('every input declared is read, and every input read is declared', () => {
    expect([...watch(defaults).read].sort()).toEqual(Object.keys(action.inputs).sort());
  });

  test('the defaults have no fault', () => {
    expect(watch(defaults).parsed.faults).toEqual([]);
  });

  test('every default is text, as the runner takes it', () => {
    const odd = Object.entries(action.inputs).filter(([, input]) => typeof input.default !== 'string');
    expect(odd).toEqual([]);
  });

  test('secrets are in no plain data', () => {
    const { inputs, secrets } = parseInputs({
      ...defaults,
      'github-token': 'ghs_SECRET',
      'registry-username': 'robot',
      'registry-password': 'SECRET-password',
      secrets: 'npm=SECRET-npm',
    });
    expect(JSON.stringify(inputs)).not.toContain('SECRET');
    expect(JSON.stringify(secrets)).toContain('SECRET-npm');
  });
});

test('the bundle that action.yml names is there, for Node 24', () => {
  expect(action.runs).toEqual({ using: 'node24', main: 'dist/index.js', post: 'dist/index.js' });
  expect(readFileSync(join(root, 'dist/index.js')).length).toBeGreaterThan(0);
});
