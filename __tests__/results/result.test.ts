import { describe, expect, test } from '@jest/globals';
import { FaultsError, ReleaseError } from '../../src/errors.ts';
import type { Release } from '../../src/modes/release.ts';
import type { StepRecord } from '../../src/run/step.ts';
import { contextOf, imageOf, planOf } from '../support/samples.ts';
import { releaseResult } from '../../src/results/release.ts';
import { failureResult } from '../../src/results/failure.ts';

const failed: StepRecord = {
  phase: 'prepare',
  title: 'Build linux/arm64',
  start: 0,
  end: 1000,
  outcome: 'failed',
  detail: 'exit code 1',
};

describe('a failure', () => {
  test('names the step, its output, the remedy and the page of its class', () => {
    const error = new ReleaseError('buildx failed\n#9 ERROR: no cc', {
      code: 'tool-failed',
      hint: 'gh run view',
    });
    const { annotations, summary, failure } = failureResult(error, [failed], contextOf());
    expect(annotations).toEqual([]);
    expect(failure.title).toBe('Release: tool-failed');
    expect(failure.text).toMatch(
      /^buildx failed\n#9 ERROR: no cc\n\ngh run view\n\nhttps:\/\/.*#tool-failed$/,
    );
    for (const said of [
      'Build linux/arm64',
      'buildx failed',
      '#9 ERROR: no cc',
      'gh run view',
      '#tool-failed',
      'v1.2.0 was not released',
      'the previous release, or the new one whole',
      'gh run rerun 789 --failed --repo Octo-Org/App',
    ]) {
      expect(summary).toContain(said);
    }
  });

  test('of several faults is one annotation each', () => {
    const faults = [
      { message: 'no platform', hint: 'with: { platforms: linux/amd64 }' },
      { message: 'no token', hint: 'permissions: { id-token: write }', code: 'no-id-token' as const },
    ];
    const { annotations, summary } = failureResult(new FaultsError(faults), [], contextOf());
    expect(annotations.map(({ title }) => title)).toEqual(['Release: bad-input', 'Release: no-id-token']);
    for (const { message, hint } of faults) {
      expect(summary).toContain(message);
      expect(summary).toContain(hint);
    }
  });

  test.each([
    ['an error of a library', new Error('odd', { cause: new Error('why') }), 'odd: why'],
    ['what is no error at all', 'a text', 'a text'],
  ])('by %s is told as unexpected', (_, error, what) => {
    const { summary, failure } = failureResult(error, [], contextOf());
    expect(failure.text).toContain(what);
    expect(failure.text).toMatch(/#unexpected$/);
    expect(summary).toContain('debug logging');
  });

  test('without a class links to no page', () => {
    expect(failureResult(new ReleaseError('it broke', { hint: 'mend it' }), [], contextOf()).failure).toEqual(
      {
        text: 'it broke\n\nmend it',
      },
    );
  });
});

describe('a release that ends', () => {
  const plan = { ...planOf(), warnings: ['a warning of the plan'] };
  const check = { text: 'signed', detail: 'no signature', state: 'passed' as const, commands: [] };
  const done = (passed: boolean, draft = false): Release =>
    ({
      plan,
      gathered: { commits: [], write: () => ({}) },
      notes: { body: 'notes', warnings: ['a warning'] },
      published: {
        image: imageOf(plan),
        release: { id: 1, url: 'https://x', draft, assets: [] },
        manifest: { schema: 'x' },
        assets: [],
        moved: [],
        checks: [check, { ...check, state: passed ? 'passed' : 'failed' }],
        previousSizes: new Map(),
        tolerated: [],
      },
    }) as unknown as Release;
  const paths = { notes: '/t/notes.md', manifest: '/t/release.json' };

  test.each([
    ['with every check passed', done(true), undefined, 'true'],
    [
      'with a check that failed',
      done(false),
      /^The release is public, but a check failed: [^\n]+ \([^\n]+\)\n\n[^\n]*Run the workflow again/,
      'false',
    ],
    ['as a draft with one', done(false, true), undefined, 'false'],
  ])('%s', (_, release, failure, verified) => {
    const ended = releaseResult(release, [], paths);
    if (failure === undefined) expect(ended.failure).toBeUndefined();
    else expect(ended.failure).toMatch(failure);
    expect(ended.outputs).toMatchObject({ verified, notes: paths.notes, manifest: paths.manifest });
    expect(ended.warnings).toEqual(['a warning of the plan', 'a warning']);
    expect(ended.files).toEqual({ [paths.notes]: 'notes', [paths.manifest]: '{\n  "schema": "x"\n}\n' });
  });
});
