// docs/scale.md: what grows how.
import { lawOf } from './law.ts';
import type { Measured } from './measure.ts';

export interface Row extends Measured {
  readonly what: string;
  readonly mode: string;
  readonly n: number;
}

/** Requests are counted; a machine's seconds and megabytes vary with what else it does. */
const noise = {
  requests: { part: 0.05, least: 3 },
  seconds: { part: 0.5, least: 2 },
  megabytes: { part: 0.25, least: 30 },
};

const number = (n: number): string => n.toLocaleString('en-US');

function lawText(rows: readonly Row[], measure: keyof typeof noise): string {
  if (rows.length < 2) return '';
  const { name, slope } = lawOf(
    rows.map((row) => ({ n: row.n, y: row[measure] })),
    noise[measure],
  );
  if (measure !== 'requests' || name === 'constant' || slope <= 0) return name;
  return slope >= 0.75
    ? `${name}, ${slope.toFixed(1)} for each`
    : `${name}, one for ${number(Math.round(1 / slope))}`;
}

/** Whether no count of requests grows faster than its input. */
export function isGood(rows: readonly Row[]): boolean {
  return ![...Map.groupBy(rows, ({ what }) => what).values()].some((own) =>
    lawText(own, 'requests').startsWith('FASTER'),
  );
}

export function page(rows: readonly Row[]): string {
  const groups = [...Map.groupBy(rows, ({ what }) => what)];
  const laws = groups.map(([what, own]) => {
    const cells = (['requests', 'seconds', 'megabytes'] as const).map((measure) => lawText(own, measure));
    return `| ${what} | ${number(own.at(-1)?.n ?? 0)} | ${cells.join(' | ')} |`;
  });
  const points = groups.flatMap(([what, own]) =>
    own.map(({ mode, n, requests, seconds, megabytes }) => {
      const ratio = seconds / (own[0]?.seconds ?? seconds);
      return `| ${what} | ${mode} | ${number(n)} | ${number(requests)} | ${seconds.toFixed(1)} | ${ratio.toFixed(1)} × | ${megabytes.toFixed(0)} |`;
    }),
  );
  return `# How it grows

Written by \`npm run rehearse:scale\`. One thing at a time is made larger; the bundled action runs on it against the rehearsal's stand-ins, which
answer at once. A request is one of the action or of git, cosign, gh or BuildKit that reaches GitHub, the registry or Sigstore; BuildKit's
moving of layers is left out. Memory is the most that the action's own process had. Tags, releases and commits are read in \`mode: plan\` as in a
release, so they are measured with it; platforms, names and assets are measured with whole releases, on a builder that is up.

## Laws

_Constant_: it does not change by more than a machine's noise. _In proportion_: each further one costs what the one before cost. Nothing may grow faster than
its input: the command fails when requests do.

| what grows | up to | requests | seconds | memory |
| --- | --- | --- | --- | --- |
${laws.join('\n')}

## What was measured

| what grows | mode | how many | requests | s | beside the smallest | MB |
| --- | --- | --- | --- | --- | --- | --- |
${points.join('\n')}
`;
}
