import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { format, resolveConfig } from 'prettier';
import { parse } from 'yaml';
import {
  calledWorkflow,
  ownDefaults,
  ownInputs,
  secretInputs,
  workflowFile,
} from '../scripts/called-workflow.ts';
import { action } from './support/action-defaults.ts';

interface Job {
  readonly needs?: string | readonly string[];
  readonly permissions: Readonly<Record<string, string>>;
  readonly outputs?: Readonly<Record<string, string>>;
  readonly steps: readonly {
    readonly uses?: string;
    readonly run?: string;
    readonly env?: Readonly<Record<string, string>>;
    readonly with: Readonly<Record<string, string>>;
  }[];
}

const root = join(import.meta.dirname, '..');
const text = readFileSync(join(root, workflowFile), 'utf8');
const workflow = parse(text) as {
  readonly on: {
    readonly workflow_call: {
      readonly inputs: Readonly<Record<string, { readonly type: string; readonly default: unknown }>>;
      readonly secrets: object;
      readonly outputs: Readonly<Record<string, { readonly value: string }>>;
    };
  };
  readonly jobs: Readonly<Record<'plan' | 'build' | 'release', Job>>;
};
const { inputs, secrets, outputs } = workflow.on.workflow_call;
const withOf = (job: keyof typeof workflow.jobs): Readonly<Record<string, string>> =>
  workflow.jobs[job].steps.at(-1)?.with ?? {};

describe('the workflow for callers', () => {
  test('is what action.yml makes of it: npm run docs', async () => {
    const made = calledWorkflow(readFileSync(join(root, 'action.yml'), 'utf8'));
    const config = await resolveConfig(join(root, workflowFile));
    expect(await format(made, { ...config, parser: 'yaml' })).toBe(text);
  });

  test('takes every input of the action but those that it sets, or takes as secrets', () => {
    const taken = [...Object.keys(inputs).filter((name) => name !== 'runner'), ...secretInputs, ...ownInputs];
    expect(taken.sort()).toEqual(Object.keys(action.inputs).sort());
    expect(Object.keys(secrets).sort()).toEqual([...secretInputs].sort());
    for (const [name, input] of Object.entries(inputs))
      if (name !== 'runner')
        expect(String(input.default)).toBe(ownDefaults[name] ?? action.inputs[name]?.default);
    expect(ownDefaults).toEqual({ cache: 'none' });
  });

  test('hands each of them to each of its jobs, so that they agree on what is built', () => {
    for (const name of Object.keys(inputs)) {
      if (name === 'runner') continue;
      const value = `\${{ inputs.${name} }}`;
      expect([name, withOf('plan')[name], withOf('release')[name]]).toEqual([name, value, value]);
      if (!['platforms', 'runners'].includes(name))
        expect([name, withOf('build')[name]]).toEqual([name, value]);
    }
  });

  test('lets a build job push and sign, and nobody but the releasing job write to the repository', () => {
    expect(workflow.jobs.plan.permissions).toEqual({ contents: 'read', packages: 'read' });
    expect(workflow.jobs.build.permissions).toEqual({
      contents: 'read',
      packages: 'write',
      'id-token': 'write',
    });
    expect(workflow.jobs.release.permissions).toEqual({
      contents: 'write',
      packages: 'write',
      'id-token': 'write',
      attestations: 'write',
    });
  });

  test('gives secrets of the build to jobs that build, and a key to those that sign with it', () => {
    const given = (job: keyof typeof workflow.jobs): readonly string[] =>
      secretInputs.filter((name) => withOf(job)[name] !== undefined);
    expect(given('plan')).toEqual(['registry-password', 'cosign-key', 'cosign-password']);
    expect(given('build')).toEqual(['registry-password', 'build-secrets', 'ssh-key']);
    expect(given('release')).toEqual([...secretInputs]);
    expect(text).not.toMatch(/secrets\.GITHUB_TOKEN|secrets: inherit/);
  });

  test('runs no step but a checkout and the action of its own commit', () => {
    for (const { steps } of Object.values(workflow.jobs)) {
      expect(steps.map(({ uses, run }) => [uses?.replace(/@.*/, ''), run])).toEqual([
        ['actions/checkout', undefined],
        ['$/', undefined],
      ]);
      expect(steps.at(-1)?.env).toEqual({ RELEASE_ACTION_WORKFLOW_SHA: '${{ job.workflow_sha }}' });
    }
  });

  test('answers with the outputs of the releasing job', () => {
    for (const [name, { value }] of Object.entries(outputs)) {
      expect(value).toBe(`\${{ jobs.release.outputs.${name} }}`);
      expect(workflow.jobs.release.outputs?.[name]).toBe(`\${{ steps.release.outputs.${name} }}`);
      expect(Object.keys(action.outputs)).toContain(name);
    }
    expect(Object.keys(outputs)).toEqual(expect.arrayContaining(['digest', 'tags', 'verified']));
  });
});
