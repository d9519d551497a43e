// Reads and compares the version numbers that programs print, so that a fitting one on PATH is used.

/** Major, minor and patch. */
export type Numbers = readonly [number, number, number];

/**
 * The first version in a program's own words: `Docker version 28.5.2+dfsg4, build …`, `gh version 2.99.0 (…)`,
 * `GitVersion:    v3.1.1`. Undefined when it names none (`devel`, `unknown`).
 */
export function versionIn(text: string): Numbers | undefined {
  const match = /(?:^|[^\w.])v?(\d+)\.(\d+)(?:\.(\d+))?/.exec(text);
  if (!match) return undefined;
  return [Number(match[1]), Number(match[2]), Number(match[3] ?? 0)];
}

/** Whether `have` is `least` or newer. */
export function atLeast(have: Numbers, least: Numbers): boolean {
  const i = have.findIndex((n, at) => n !== least[at]);
  return i === -1 || have[i]! > least[i]!;
}

export function asText(numbers: Numbers): string {
  return numbers.join('.');
}

/** A Debian package's upstream version: without epoch, repack suffix and revision (`1:2.8.3+ds1-3` is `2.8.3`). */
export function upstreamVersion(debian: string): string {
  return debian
    .replace(/^\d+:/, '')
    .replace(/-[^-]*$/, '')
    .replace(/[+~](?:ds|dfsg|git|repack).*$/, '');
}
