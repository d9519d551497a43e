// How long the RUN instructions of a build took, platform by platform: what is compiled under emulation takes many times
// as long, and nothing else in a build says so.

/** A RUN of one platform's build. */
export interface TimedRun {
  /** As BuildKit names it: the stage, and which of its instructions it is. */
  readonly step: string;
  readonly command: string;
  readonly seconds: number;
}

export interface PlatformRuns {
  readonly platform: string;
  readonly runs: readonly TimedRun[];
}

/** Less than this costs nobody a thought, in s. */
const longSeconds = 30;
/** Emulated code is seen to be ten times slower and more (a Rust crate: 129 s for 10 s); machines of one kind differ by less than this. */
const factor = 3;
const longestCommand = 60;

/** Reads BuildKit's plain progress: `#7 [build 4/5] RUN make`, and later `#7 DONE 12.3s`. What runs print begins with a time. */
export function timeRuns(): {
  readonly onLine: (line: string) => void;
  readonly runs: () => readonly TimedRun[];
} {
  const named = new Map<string, Pick<TimedRun, 'step' | 'command'>>();
  const done = new Map<string, TimedRun>();
  return {
    onLine: (line) => {
      const [, vertex = '', step, command] = /^#(\d+) \[([^\]]*\d+\/\d+)\] RUN (.*)$/.exec(line) ?? [];
      if (step !== undefined && command !== undefined) named.set(vertex, { step, command });
      const [, ended = '', seconds] = /^#(\d+) DONE (\d+(?:\.\d+)?)s$/.exec(line) ?? [];
      const run = named.get(ended);
      if (run !== undefined && seconds !== undefined) done.set(ended, { ...run, seconds: Number(seconds) });
    },
    runs: () => [...done.values()],
  };
}

/** A warning for each platform with a RUN that took many times as long as on another: what it cost, and what to do. */
export function emulationWarnings(builds: readonly PlatformRuns[]): readonly string[] {
  return builds.flatMap(({ platform, runs }) => {
    const slow = runs.flatMap((run) => {
      const others = builds
        .filter((other) => other.platform !== platform)
        .flatMap((other) =>
          other.runs.filter(({ step }) => step === run.step).map((one) => ({ ...one, on: other.platform })),
        )
        .sort((a, b) => a.seconds - b.seconds);
      const [fastest] = others;
      const isSlow =
        fastest !== undefined &&
        run.seconds >= longSeconds &&
        run.seconds >= factor * Math.max(fastest.seconds, 1);
      return isSlow ? [{ ...run, fastest }] : [];
    });
    const [worst] = [...slow].sort((a, b) => b.seconds - a.seconds);
    if (worst === undefined) return [];
    const lost = slow.reduce((sum, { seconds, fastest }) => sum + seconds - fastest.seconds, 0);
    const shown =
      worst.command.length > longestCommand ? `${worst.command.slice(0, longestCommand)}…` : worst.command;
    return [
      `${platform} is compiled under emulation, which costs ${Math.round(lost)} s: "RUN ${shown}" took ${Math.round(worst.seconds)} s, ` +
        `and ${Math.round(worst.fastest.seconds)} s for ${worst.fastest.on}.\n` +
        `Compile on the builder's own platform and for the target's: FROM --platform=$BUILDPLATFORM … AS build, with ARG TARGETARCH; or name a builder with a node of ${platform}.`,
    ];
  });
}
