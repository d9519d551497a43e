// docs/honest.md: every combination of what proves a release, and what came of it when it was rehearsed.
import { combinations, isAllowed, parameters, refusal } from './matrix.ts';
import type { Row } from './pairwise.ts';

/** What is kept of one combination, by its key. */
export interface Tried {
  /** Nothing: the release and its verification are whole. */
  readonly wrong: readonly string[];
  readonly seconds: number;
  /** SHA-256 of the bundle that was tried, its first 12 digits. */
  readonly bundle: string;
}

export type Results = Readonly<Record<string, Tried>>;

export const keyOf = (row: Row): string => Object.values(row).join(' | ');

/** The parameters of the rows of the table; those of its columns are the others. */
const down = ['sign', 'attest', 'checksums', 'sign-assets'];
const pick = (row: Row, names: readonly string[]): Row =>
  Object.fromEntries(names.map((name) => [name, row[name] ?? '']));

const short: Readonly<Record<string, string>> = {
  'octo-org/shared/.github/workflows/release.yml@refs/heads/main': 'called',
  'sbom=auto': 'sbom',
  'prerelease=true': 'prerelease',
  'visibility=private': 'private',
};

function cellOf(row: Row, results: Results): string {
  if (refusal(row) !== undefined) return 'refused';
  const tried = results[keyOf(row)];
  if (tried === undefined) return '·';
  return tried.wrong.length === 0 ? '✓' : '**✗**';
}

/** The whole page. */
export function page(results: Results): string {
  const across = Object.keys(parameters).filter((name) => !down.includes(name));
  const unique = (names: readonly string[]): readonly Row[] => [
    ...new Map(combinations.map((row) => [keyOf(pick(row, names)), pick(row, names)])).values(),
  ];
  const columns = unique(across);
  const title = (row: Row): string =>
    Object.entries(row)
      .flatMap(([name, value]) => short[`${name}=${value}`] ?? short[value] ?? [])
      .join(', ') || 'as it is';
  const tried = combinations.filter((row) => isAllowed(row) && results[keyOf(row)] !== undefined);
  const wrong = tried.filter((row) => results[keyOf(row)]!.wrong.length > 0);
  const head = [...down.map((name) => `\`${name}\``), ...columns.map(title)];
  const lines = unique(down).map((row) => {
    const cells = columns.map((column) => {
      const whole = combinations.find((one) => keyOf(one) === keyOf(inOrder({ ...row, ...column })));
      return whole === undefined ? '' : cellOf(whole, results);
    });
    return `| ${[...Object.values(row).map((value) => value || '–'), ...cells].join(' | ')} |`;
  });
  const bundles = new Set(tried.map((row) => results[keyOf(row)]!.bundle));
  const allowed = combinations.filter(isAllowed).length;
  return `# Every honest release verifies

Written by \`npm run rehearse:honest\`. Each combination is one release by the bundle, on a rehearsal's registry, GitHub and Sigstore, and then
\`mode: verify\` over it: ✓ is a release whose own checks and whose verification are whole, with no line that failed or was not run. CI tries all of
them in memory, and each pair of settings end to end.

${combinations.length} combinations: ${combinations.length - allowed} are refused by the inputs (\`sign: none\` with \`sign-assets: each\`, since nobody signs), ${allowed} are releases.
Rehearsed: ${tried.length}, of which ${tried.length - wrong.length} verify and ${wrong.length} do not; ${allowed - tried.length} not yet (·). Bundles: ${[...bundles].sort().join(', ') || 'none'}.

| ${head.join(' | ')} |
|${head.map(() => ' --- |').join('')}
${lines.join('\n')}
${wrong.map((row) => `\n- ${keyOf(row)}: ${results[keyOf(row)]!.wrong.join('; ')}`).join('')}
`;
}

/** With the keys in the order of the parameters. */
function inOrder(row: Row): Row {
  return Object.fromEntries(Object.keys(parameters).map((name) => [name, row[name] ?? '']));
}
