// The outcome of a sweep as a table, with the worst case of each kind.
import type { Tried } from './try-point.ts';

/** `kill after`, `fault 429`, `race`: what a point's name begins with. */
export function groupOf(name: string): string {
  const [kind = '', form = ''] = name.split(' ');
  return kind === 'race' ? kind : `${kind} ${form}`;
}

interface Column {
  readonly title: string;
  readonly cell: (own: readonly Tried[], planned: readonly string[]) => string | number;
}

const most = (numbers: readonly number[]): number => Math.max(0, ...numbers);

/** Points that met one run together are one run's worth of whatever it left. */
const alone = (own: readonly Tried[]): readonly Tried[] =>
  own.filter(({ with: first }) => first === undefined);

const columns: readonly Column[] = [
  { title: 'points tried', cell: (own, planned) => `${own.length} of ${planned.length}` },
  { title: 'of these, with other faults in one run', cell: (own) => own.length - alone(own).length },
  {
    title: 'of these, left what another kill had left',
    cell: (own) => own.filter(({ like }) => like !== undefined).length,
  },
  {
    title: 'converged, no rule broken',
    cell: (own) => own.filter(({ problems }) => problems.length === 0).length,
  },
  {
    title: 'finished by the disturbed run itself',
    cell: (own) => own.filter(({ runs }) => runs === 1).length,
  },
  {
    title: 'of these, the call did not come',
    cell: (own) => own.filter(({ kind, call }) => kind !== 'race' && call === 0).length,
  },
  { title: 'most runs needed', cell: (own) => most(own.map(({ runs }) => runs)) },
  {
    title: 'points with extra log entries',
    cell: (own) => alone(own).filter(({ extraLogEntries }) => extraLogEntries > 0).length,
  },
  {
    title: 'most extra log entries',
    cell: (own) => most(alone(own).map(({ extraLogEntries }) => extraLogEntries)),
  },
  { title: 'most extra referrers', cell: (own) => most(own.map(({ extraReferrers }) => extraReferrers)) },
  { title: 'slowest point, s', cell: (own) => most(own.map(({ seconds }) => seconds)).toFixed(1) },
];

const wayColumns = columns.filter(({ title }) => !/^(?:points tried|of these|slowest)/.test(title));

/** Markdown: one row a group of the planned points, then every point with a problem, then the slowest. */
export function table(tried: readonly Tried[], planned: readonly string[]): string {
  const names = new Set(planned);
  // A release that makes other calls than before has other points; what was tried of the old ones says nothing of it.
  const known = tried.filter(({ point }) => names.has(point));
  const row = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
  const rows = [...Map.groupBy(planned, groupOf)].map(([group, planned]) => {
    const own = known.filter(({ point }) => groupOf(point) === group);
    return row([group, ...columns.map(({ cell }) => cell(own, planned))]);
  });
  const broken = known.filter(({ problems }) => problems.length > 0);
  const slowest = [...known].sort((a, b) => b.seconds - a.seconds)[0];
  return [
    row(['disturbance', ...columns.map(({ title }) => title)]),
    row(['', ...columns].map(() => '---')),
    ...rows,
    '',
    ...broken.flatMap(({ point, problems }) => [`${point}:`, ...problems.map((problem) => `  - ${problem}`)]),
    ...(slowest === undefined
      ? []
      : [`slowest: ${slowest.point}, ${slowest.runs} runs, ${slowest.seconds.toFixed(1)} s`]),
    '',
  ].join('\n');
}

/** One row a way, all its disturbances together; then every point with a problem. */
export function waysTable(
  swept: readonly (readonly [what: string, tried: readonly Tried[], planned: readonly string[]])[],
): string {
  const row = (cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;
  const rows = swept.map(([what, tried, planned]) => {
    const names = new Set(planned);
    const known = tried.filter(({ point }) => names.has(point));
    const counts = (['kill', 'fault', 'race'] as const).map((kind) => {
      const all = planned.filter((name) => name.startsWith(kind)).length;
      const own = known.filter((one) => one.kind === kind).length;
      return all === 0 ? '' : `${own} of ${all}`;
    });
    const cells = wayColumns.map(({ cell }) => cell(known, planned));
    return row([what, ...counts, ...cells]);
  });
  const broken = swept.flatMap(([what, tried]) =>
    tried
      .filter(({ problems }) => problems.length > 0)
      .flatMap(({ point, problems }) => [
        `${what}, ${point}:`,
        ...problems.map((problem) => `  - ${problem}`),
      ]),
  );
  const titles = ['way', 'kills', 'faults', 'races', ...wayColumns.map(({ title }) => title)];
  return [row(titles), row(titles.map(() => '---')), ...rows, '', ...broken, ''].join('\n');
}
