// The outcome of a sweep as a table, with the worst case of each kind.
import type { Tried } from './try-point.ts';

/** `kill after`, `fault 429`, `race`: what a point's name begins with. */
export function groupOf(name: string): string {
  const [kind = '', form = ''] = name.split(' ');
  return kind === 'race' ? kind : `${kind} ${form}`;
}

/** Markdown: one row a group of the planned points, then every point with a problem, then the slowest. */
export function table(tried: readonly Tried[], planned: readonly string[]): string {
  const rows = [...Map.groupBy(planned, groupOf)].map(([group, names]) => {
    const own = tried.filter(({ point }) => groupOf(point) === group);
    const cells = [
      group,
      `${own.length} of ${names.length}`,
      own.filter(({ problems }) => problems.length === 0).length,
      own.filter(({ runs }) => runs === 1).length,
      own.filter(({ kind, call }) => kind !== 'race' && call === 0).length,
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
    '| disturbance | points tried | converged, no rule broken | finished by the disturbed run itself | of these, the call did not come | most runs needed | points with extra log entries | most extra log entries | most extra referrers | slowest point, s |',
    '|---|---|---|---|---|---|---|---|---|---|',
    ...rows,
    '',
    ...broken.flatMap(({ point, problems }) => [`${point}:`, ...problems.map((problem) => `  - ${problem}`)]),
    ...(slowest === undefined
      ? []
      : [`slowest: ${slowest.point}, ${slowest.runs} runs, ${slowest.seconds.toFixed(1)} s`]),
    '',
  ].join('\n');
}
