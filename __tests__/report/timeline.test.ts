import { describe, expect, test } from '@jest/globals';
import * as fc from '../support/property.ts';
import mermaid from 'mermaid';
import type { StepReport } from '../../src/report/model.ts';
import { renderTimeline } from '../../src/report/timeline.ts';
import { hostile } from '../support/report/hostile.ts';
import { FAILURE, RELEASE } from '../support/report/samples.ts';

const step = (title: string, start: number, end: number, more: Partial<StepReport> = {}): StepReport => ({
  title,
  phase: 'prepare',
  outcome: 'made',
  start,
  end,
  ...more,
});

/** The bars of a chart. */
const bars = (source: string): readonly string[] => source.split('\n').filter((line) => line.includes(' :'));

describe('renderTimeline', () => {
  test('a small run, in full', () => {
    const steps = [
      step('Build linux/amd64', 1_000, 61_000),
      step('Draft', 1_000, 1_300, { outcome: 'found' }),
      step('Merge back', 61_000, 61_000, { outcome: 'skipped' }),
      step('Sign', 61_000, 65_250, { phase: 'prove' }),
    ];
    expect(renderTimeline(steps))
      .toBe(`%%{init: {"themeVariables":{"critBkgColor":"#9a6700","critBorderColor":"#bf8700"}}}%%
gantt
  dateFormat YYYY-MM-DD HH:mm:ss.SSS
  axisFormat %M:%S
  tickInterval 30second
  todayMarker off
  section prepare
  Build linux/amd64 (1 m 00 s) :crit, 2000-01-01 00:00:00.000, 2000-01-01 00:01:00.000
  Draft (found, 300 ms) :2000-01-01 00:00:00.000, 2000-01-01 00:00:00.428
  section prove
  Sign (4.3 s) :crit, 2000-01-01 00:01:00.000, 2000-01-01 00:01:04.250`);
  });

  test('a failure is what stands out, in red', () => {
    const source = renderTimeline(FAILURE.steps);
    expect(source).not.toContain('init');
    expect(bars(source).filter((bar) => bar.includes('crit'))).toEqual([
      '  ✗ Build linux/arm64 (failed after 1 m 04 s) :crit, 2000-01-01 00:00:04.200, 2000-01-01 00:01:08.100',
    ]);
  });

  test.each([
    ['no steps', []],
    ['only skipped steps', [step('x', 0, 0, { outcome: 'skipped' as const })]],
  ])('%s are no picture', (_, steps) => {
    expect(renderTimeline(steps)).toBe('');
  });

  test.each([
    ['section x', '· section x'],
    ['title: my title', '· title my title'],
    ['Click here', '· Click here'],
    ['Gantt', '· Gantt'],
    ['a:b;c#d%%e', 'a b c d e'],
    ['--> x', '- x'],
    ['```', '…'],
  ])('the title %j is drawn as %j', (title, drawn) => {
    expect(bars(renderTimeline([step(title, 0, 1_000)]))[0]).toMatch(
      new RegExp(`^ {2}${drawn} \\(1\\.0 s\\) :`),
    );
  });

  test('a title is cut where neither side of its bar has room for it; its time stays', () => {
    const title = 'Look whether a deleted immutable release has used up v1.2.0';
    const steps = [step('Build', 0, 4_800), step(title, 1_700, 2_300, { outcome: 'checked' })];
    expect(renderTimeline(steps)).toMatch(
      /^ {2}Look whether a deleted immutable \S.*… \(checked, 600 ms\) :/m,
    );
    expect(renderTimeline([...steps, step('Sign', 4_800, 30_000)])).toContain(
      `  ${title} (checked, 600 ms) :`,
    );
  });

  test('runs over an hour and over midnight keep their order', () => {
    const source = renderTimeline([step('a', 0, 90_000_000), step('b', 90_000_000, 93_600_000)]);
    expect(source).toContain('axisFormat %H:%M');
    expect(source).toContain('tickInterval 5hour');
    expect(source).toContain(':crit, 2000-01-02 01:00:00.000, 2000-01-02 02:00:00.000');
  });

  test('of too many steps the failed, the critical and the long stay', () => {
    const chain = Array.from({ length: 30 }, (_, i) => step(`chain ${i}`, i * 10, i * 10 + 10));
    const beside = Array.from({ length: 200 }, (_, i) => step(`beside ${i}`, 0, 1 + (i % 9)));
    const source = renderTimeline([...beside, ...chain]);
    expect(bars(source)).toHaveLength(40);
    expect(bars(source).filter((bar) => bar.includes('chain'))).toHaveLength(30);
    expect(bars(source).filter((bar) => bar.includes('(9 ms)'))).toHaveLength(10);
    const failing = renderTimeline([...beside, step('broke', 0, 0, { outcome: 'failed' }), ...chain]);
    expect(failing).toContain('✗ broke (failed after 0 ms)');
  });
});

describe("Mermaid's own parser", () => {
  test('takes the samples', async () => {
    for (const { steps } of [RELEASE, FAILURE]) {
      await expect(mermaid.parse(renderTimeline(steps))).resolves.toMatchObject({ diagramType: 'gantt' });
    }
  });

  test('takes any title and phase, and reads every bar', async () => {
    const anyStep = fc.record({
      title: hostile,
      phase: hostile,
      start: fc.nat(100_000),
      length: fc.nat(100_000),
      outcome: fc.constantFrom('found', 'made', 'checked', 'failed', 'skipped'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { minLength: 1, maxLength: 8 }), async (all) => {
        const steps = all.map(({ length, ...rest }) => ({ ...rest, end: rest.start + length }));
        const source = renderTimeline(steps);
        const drawn = steps.filter((one) => one.outcome !== 'skipped').length;
        if (drawn === 0) {
          expect(source).toBe('');
          return;
        }
        // eslint-disable-next-line @typescript-eslint/no-deprecated -- no other way to the bars that were read
        const diagram = await mermaid.mermaidAPI.getDiagramFromText(source);
        const tasks = (diagram.db as unknown as { getTasks: () => readonly unknown[] }).getTasks();
        expect(tasks).toHaveLength(drawn);
      }),
      { numRuns: 200 },
    );
  });
});
