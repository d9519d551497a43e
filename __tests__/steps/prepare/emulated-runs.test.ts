import { expect, test } from '@jest/globals';
import { emulationWarnings, timeRuns } from '../../../src/steps/prepare/emulated-runs.ts';

/** A build as BuildKit prints it, with one RUN that takes this long. */
function built(platform: string, seconds: number, command = 'cargo build --release', step = 'build 4/5') {
  const watch = timeRuns();
  const lines = [
    '#5 [build 3/5] COPY . .',
    '#5 DONE 99.0s',
    `#7 [${step}] RUN ${command}`,
    '#7 0.532 #9 [build 5/5] RUN never',
    '#7 0.533 #9 DONE 500.0s',
    '',
    '#8 [stage-1 1/2] FROM scratch',
    '#8 CACHED',
    `#7 [${step}] RUN ${command}`,
    `#7 DONE ${seconds.toFixed(1)}s`,
  ];
  for (const line of lines) watch.onLine(line);
  return { platform, runs: watch.runs() };
}

test('R1 a compile under emulation is warned of, with what it costs and what to do', () => {
  expect(emulationWarnings([built('linux/amd64', 10), built('linux/arm64', 129)])).toEqual([
    `linux/arm64 is compiled under emulation, which costs 119 s: "RUN cargo build --release" took 129 s, and 10 s for linux/amd64.
Compile on the builder's own platform and for the target's: FROM --platform=$BUILDPLATFORM … AS build, with ARG TARGETARCH; or name a builder with a node of linux/arm64.`,
  ]);
});

test.each([
  ['where both take as long: it is cross-compiled', [built('linux/amd64', 100), built('linux/arm64', 110)]],
  ['of what is short all the same', [built('linux/amd64', 1), built('linux/arm64', 29)]],
  ['where nothing can be compared', [built('linux/arm64', 500)]],
  ['of another step', [built('linux/amd64', 10), built('linux/arm64', 500, 'make', 'build 5/5')]],
])('nobody is warned %s', (_, builds) => {
  expect(emulationWarnings(builds)).toEqual([]);
});

test('a step that was cached in no time has no length', () => {
  expect(timeRuns().runs()).toEqual([]);
  expect(emulationWarnings([built('linux/amd64', 0), built('linux/arm64', 40)])[0]).toContain('costs 40 s');
});

test('a long command is cut', () => {
  const long = 'a'.repeat(100);
  const [warning = ''] = emulationWarnings([built('linux/amd64', 1, long), built('linux/s390x', 90, long)]);
  expect(warning).toContain(`"RUN ${'a'.repeat(60)}…"`);
});
