// The outcome of a sweep as a table, with the worst case of each kind.
import type { Tried } from './try-point.ts';

const kinds = ['kill', 'fault', 'race'] as const;

/** Markdown: one row a kind, then every point with a problem, then the slowest. */
export function table(tried: readonly Tried[], planned: Readonly<Record<Tried['kind'], number>>): string {
  const rows = kinds.map((kind) => {
    const own = tried.filter((one) => one.kind === kind);
    const cells = [
      kind,
      `${own.length} of ${planned[kind]}`,
      own.filter(({ problems }) => problems.length === 0).length,
      own.filter(({ runs }) => runs === 1).length,
      Math.max(0, ...own.map(({ runs }) => runs)),
      own.filter(({ extraLogEntries }) => extraLogEntries > 0).length,
      Math.max(0, ...own.map(({ extraLogEntries }) => extraLogEntries)),
      Math.max(0, ...own.map(({ extraReferrers }) => extraReferrers)),
      Math.max(0, ...own.map(({ seconds }) => seconds)).toFixed(1),
    ];
    return `| ${cells.join(' | ')} |`;
  });
  const broken = tried.filter(({ problems }) => problems.length > 0);
  const slowest = [...tried].sort((a, b) => b.seconds - a.seconds)[0];
  return [
    '| disturbance | points tried | converged, no rule broken | finished by the disturbed run itself | most runs needed | points with extra log entries | most extra log entries | most extra referrers | slowest point, s |',
    '|---|---|---|---|---|---|---|---|---|',
    ...rows,
    '',
    ...broken.flatMap(({ point, problems }) => [`${point}:`, ...problems.map((problem) => `  - ${problem}`)]),
    ...(slowest === undefined
      ? []
      : [`slowest: ${slowest.point}, ${slowest.runs} runs, ${slowest.seconds.toFixed(1)} s`]),
    '',
  ].join('\n');
}
