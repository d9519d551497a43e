// The results as a page: ratios first, and how far the rounds were apart.
import type { Compared, Figure, Figures } from './release.ts';
import { PARTIES } from './requests.ts';

const seconds = ({ median, least, most }: Figure): string =>
  `${median.toFixed(2)} s (${least.toFixed(2)} to ${most.toFixed(2)})`;
const milliseconds = ({ median, least, most }: Figure): string =>
  `${median.toFixed(0)} ms (${least.toFixed(0)} to ${most.toFixed(0)})`;
const times = (a: number, b: number): string => `${(a / b).toFixed(2)} ×`;
const mebibytes = (bytes: number): string => `${(bytes / 1024 / 1024).toFixed(0)} MiB`;

interface Row {
  readonly what: string;
  readonly wanted: string;
  readonly of: (figures: Figures) => string;
}

const ratio = ({ hand, added }: Compared): string => times(hand.median, added.median);
const ours = ({ requests }: Figures): number =>
  PARTIES.filter((party) => party !== 'BuildKit').reduce((sum, party) => sum + requests.ours[party], 0);

const ROWS: readonly Row[] = [
  {
    what: 'start: node, bundle, inputs and what is read of the repository before anybody is asked, beside `node -e 0`',
    wanted: '≤ 3 ×',
    of: ({ start }) => times(start.action.median, start.node.median),
  },
  {
    what: 'by hand after the build, beside all that the action adds to it: loopback',
    wanted: '≥ 1.3 ×',
    of: ({ loopback }) => ratio(loopback),
  },
  {
    what: 'the same, at 40 ms a request',
    wanted: '≥ 2 ×',
    of: ({ delayed }) => ratio(delayed),
  },
  {
    what: 'beyond the bare build, loopback',
    wanted: '≤ 1.5 s',
    of: ({ loopback }) => seconds(loopback.added),
  },
  {
    what: 'the longest chain of requests, beside that by hand, at 40 ms a request',
    wanted: '≤ 0.33 ×',
    of: ({ delayed: { chains } }) => `${times(chains.ours, chains.hand)} (${chains.ours} and ${chains.hand})`,
  },
  {
    what: 'requests beyond BuildKit’s',
    wanted: '≤ 120',
    of: (figures) => String(ours(figures)),
  },
  {
    what: 'a build of 30 s for each platform: the action beside the bare build',
    wanted: '≤ 1.05 ×',
    of: ({ long }) => (long ? times(long.ours.median, long.build.median) : 'not measured'),
  },
  {
    what: 'a second run of a finished release, beside the first',
    wanted: '≤ 0.15 ×, 0 writes',
    of: ({ loopback, writesAgain }) =>
      `${times(loopback.again.median, loopback.ours.median)}, ${writesAgain} writes`,
  },
  {
    what: 'peak memory of the action',
    wanted: '≤ 100 MB',
    of: ({ memory }) => mebibytes(memory.median),
  },
];

/** @param before the same figures of an earlier state, where they were kept */
export function resultsPage(figures: Figures, before: Figures | undefined): string {
  const { machine, rounds, loopback, delayed, start, latency } = figures;
  const head = before ? ['what', 'wanted', 'before', 'now'] : ['what', 'wanted', 'seen'];
  const table = [
    `| ${head.join(' | ')} |`,
    `|${'---|'.repeat(head.length)}`,
    ...ROWS.map(({ what, wanted, of }) => {
      const cells = [what, wanted, ...(before ? [of(before)] : []), of(figures)];
      return `| ${cells.join(' | ')} |`;
    }),
  ];
  const measured = (compared: Compared): string[] => [
    `| bare build | ${seconds(compared.build)} |`,
    `| by hand, after the build | ${seconds(compared.hand)} |`,
    `| the action, all of it | ${seconds(compared.ours)} |`,
    `| the action without the bare build | ${seconds(compared.added)} |`,
    `| the action on a finished release | ${seconds(compared.again)} |`,
  ];
  return [
    '<!-- Written by npm run bench. -->',
    '',
    '# How long a release takes',
    '',
    `${machine}; medians of ${rounds} interleaved rounds, in brackets the least and the most. Both contenders find cosign, gh and buildx on the`,
    'machine, and release the same tag of the same repository, each on a registry and a GitHub of its own.',
    '',
    ...table,
    '',
    '## Loopback',
    '',
    '| | |',
    '|---|---|',
    ...measured(loopback),
    '',
    `## ${latency} ms added to each request`,
    '',
    '| | |',
    '|---|---|',
    ...measured(delayed),
    '',
    '## Start',
    '',
    `\`node -e 0\`: ${milliseconds(start.node)}; the action until it asks somebody for the first time: ${milliseconds(start.action)}.`,
    '',
    '## Requests',
    '',
    `| | ${PARTIES.join(' | ')} |`,
    `|---|${'---|'.repeat(PARTIES.length)}`,
    `| the action | ${PARTIES.map((party) => figures.requests.ours[party]).join(' | ')} |`,
    `| bare build | ${PARTIES.map((party) => figures.requests.build[party]).join(' | ')} |`,
    `| by hand, after the build | ${PARTIES.map((party) => figures.requests.hand[party]).join(' | ')} |`,
    '',
    'What the action and its tools ask, most often first:',
    '',
    '| times | request |',
    '|---|---|',
    ...figures.requests.kinds.map(([kind, count]) => `| ${count} | \`${kind}\` |`),
    '',
    '## By hand, one command after the other',
    '',
    '| | |',
    '|---|---|',
    ...figures.byHand.map(([what, took]) => `| ${what} | ${took.toFixed(2)} s |`),
    '',
  ].join('\n');
}
