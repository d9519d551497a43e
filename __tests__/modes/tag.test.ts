// `mode: tag`: what it makes, what it finds, and where it stops.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { tagRelease } from '../../src/modes/tag.ts';
import { tagResult } from '../../src/results/tag.ts';
import type { CommitCheck, Tagging, WorkflowRun } from '../../src/world/github/tagging.ts';
import { strict } from '../support/fakes.ts';
import { commit } from '../support/samples.ts';
import { wholeWorld } from '../support/whole-run.ts';
import { remembering } from '../support/run-identity.ts';
import { makeAuthority } from '../support/world/authority.ts';

const authority = remembering(await makeAuthority());
const folder = mkdtempSync(join(tmpdir(), 'tag-'));
writeFileSync(join(folder, 'Dockerfile'), 'FROM scratch\n');
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const passed: CommitCheck = { name: 'test', state: 'passed', said: 'success', url: '' };
const startable = 'on:\n  workflow_dispatch:\n  push: { branches: [main] }\n';

interface Ground {
  readonly checks?: readonly CommitCheck[];
  readonly workflow?: string | undefined;
  /** Tag → commit, before the run. */
  readonly tags?: Readonly<Record<string, string>>;
  /** What stands in the way of starting. */
  readonly refuse?: number;
  readonly run?: Partial<WorkflowRun>;
  /** Git is set up to sign tags. */
  readonly signs?: boolean;
  /** GitHub's words and status where it makes no tag for this token. */
  readonly protects?: readonly [status: number, said: string];
  /** Another run makes the tag in between, of this commit. */
  readonly raced?: string;
}

function ground(given: Ground = {}) {
  const whole = wholeWorld(folder, authority);
  const calls: string[] = [];
  const tags = new Map(Object.entries(given.tags ?? {}));
  const runs: WorkflowRun[] = [];
  const tagging = strict<Tagging>('tagging', {
    checks: () => Promise.resolve(given.checks ?? [passed]),
    createTag: (name, of) => {
      if (given.protects !== undefined) {
        const [status, said] = given.protects;
        return Promise.reject(Object.assign(new Error(said), { status }));
      }
      calls.push(`tag ${name} ${of.slice(0, 6)}`);
      tags.set(name, given.raced ?? of);
      return Promise.resolve(given.raced === undefined);
    },
    runsOn: () => Promise.resolve(runs),
    start: (workflow, tag) => {
      calls.push(`start ${workflow} ${tag}`);
      if (given.refuse !== undefined)
        return Promise.reject(Object.assign(new Error('refused'), { status: given.refuse }));
      runs.unshift({
        id: 7,
        url: 'https://github.com/o/r/actions/runs/7',
        said: 'queued',
        ended: false,
        ...given.run,
      });
      return Promise.resolve();
    },
  }).it;
  const run = (raw: Readonly<Record<string, string>> = {}) => {
    const made = whole.run({ mode: 'tag', tag: 'v1.3.0', ...raw });
    const git = {
      ...made.outside.git,
      show: () => Promise.resolve('workflow' in given ? given.workflow : startable),
      signsTags: () => Promise.resolve(given.signs === true),
    };
    return {
      ...made,
      tagging,
      outside: { ...made.outside, git },
      records: { ...made.records, tagCommit: (name: string) => Promise.resolve(tags.get(name)) },
    };
  };
  return { run, calls, tags };
}

describe('mode: tag', () => {
  test('makes the tag, starts the release on it, and a rerun finds both', async () => {
    const { run, calls } = ground();
    const first = await tagRelease(run());
    expect(calls).toEqual(['tag v1.3.0 c0ffee', 'start release.yml v1.3.0']);
    expect(first).toMatchObject({ found: false, workflow: 'release.yml', run: { id: 7 } });
    const second = await tagRelease(run());
    expect(calls).toHaveLength(2);
    expect(second.found).toBe(true);
    expect(tagResult(second, []).summary).toContain('is there, and its release started');
  });

  test.each<[number, string]>([
    [422, 'Repository rule violations found\n\nCannot create ref due to creations being restricted.'],
    [403, 'Resource not accessible by integration'],
  ])('H4 a tag that GitHub makes for others alone (%s) is told who may', async (status, said) => {
    const { run } = ground({ protects: [status, said] });
    await expect(tagRelease(run())).rejects.toMatchObject({
      code: 'no-tagging',
      message: expect.stringContaining('does not let this token make the tag v1.3.0: ') as unknown,
      hint: expect.stringMatching(
        /GitHub App that the rule of .*\/settings\/rules lets by\ngit tag -a v1\.3\.0 /,
      ) as unknown,
    });
  });

  test('a refusal that says nothing of rules is told as it is', async () => {
    const { run } = ground({ protects: [422, 'Validation Failed'] });
    await expect(tagRelease(run())).rejects.toThrow('Validation Failed');
  });

  test('H18 after another workflow, tags the commit that this one has passed, and not what main has by now', async () => {
    const { run, calls } = ground();
    const made = run();
    const head = 'a'.repeat(40) as typeof made.context.sha;
    const deepened: string[] = [];
    const git = {
      ...made.outside.git,
      deepen: (input: { readonly commit: string }) => {
        deepened.push(input.commit);
        return Promise.resolve([]);
      },
    };
    const context = { ...made.context, startedFor: { event: 'push', head } };
    await tagRelease({ ...made, context, outside: { ...made.outside, git } });
    expect(deepened).toEqual([head]);
    expect(calls[0]).toBe('tag v1.3.0 aaaaaa');
  });

  test('starts the workflow that is named', async () => {
    const { run, calls } = ground();
    await tagRelease(run({ workflow: '.github/workflows/publish.yaml' }));
    expect(calls[1]).toBe('start publish.yaml v1.3.0');
  });

  test('of a tag that is there asks CI no more: what is tagged is tagged', async () => {
    const { run, calls } = ground({ tags: { 'v1.3.0': commit }, checks: [] });
    await tagRelease(run());
    expect(calls).toEqual(['start release.yml v1.3.0']);
  });

  test('where Git is set up to sign tags, starts the release on one that is there, and makes none', async () => {
    const { run, calls } = ground({ tags: { 'v1.3.0': commit }, signs: true });
    await tagRelease(run());
    expect(calls).toEqual(['start release.yml v1.3.0']);
  });

  test.each<[string, Ground, RegExp]>([
    ['Git is set up to sign tags', { signs: true }, /set up to sign tags .*signs none/],
    ['CI has not passed', { checks: [{ ...passed, state: 'failed', said: 'failure' }] }, /test \(failure\)/],
    ['the tag is another commit', { tags: { 'v1.3.0': 'd'.repeat(40) } }, /names d{40}, not c0ffee/],
    ['the workflow is not there', { workflow: undefined }, /no \.github\/workflows\/release\.yml at c0ffee/],
    ['the workflow cannot be started', { workflow: 'on: [push]' }, /it has no workflow_dispatch/],
    ['the workflow is no YAML', { workflow: 'on: [' }, /it has no workflow_dispatch/],
  ])('makes nothing where %s', async (_, given, words) => {
    const { run, calls } = ground(given);
    await expect(tagRelease(run())).rejects.toMatchObject({
      faults: [expect.objectContaining({ message: expect.stringMatching(words) })],
    });
    expect(calls).toEqual([]);
  });

  test.each(['workflow_dispatch', '[push, workflow_dispatch]', '{ workflow_dispatch: }'])(
    'starts a workflow with on: %s',
    async (on) => {
      const { run, calls } = ground({ workflow: `on: ${on}\n` });
      await tagRelease(run());
      expect(calls).toHaveLength(2);
    },
  );

  test('that loses the race for the name to another commit starts nothing', async () => {
    const { run, calls } = ground({ raced: 'e'.repeat(40) });
    await expect(tagRelease(run())).rejects.toThrow(/names e{40}/);
    expect(calls).toEqual(['tag v1.3.0 c0ffee']);
  });

  test('without actions: write leaves the tag, and says what the next run needs', async () => {
    const { run, calls } = ground({ refuse: 403 });
    await expect(tagRelease(run())).rejects.toMatchObject({
      code: 'no-tagging',
      hint: expect.stringContaining('actions: write'),
    });
    await expect(tagRelease(run())).rejects.toThrow('may not start');
    expect(calls.filter((call) => call.startsWith('tag '))).toHaveLength(1);
  });

  test('whose release has failed says so, with the command that runs it again', async () => {
    const { run } = ground({ run: { said: 'failure', ended: true } });
    expect(tagResult(await tagRelease(run()), [])).toMatchObject({
      failure: expect.stringContaining('gh run rerun 7 --failed'),
    });
  });
});
