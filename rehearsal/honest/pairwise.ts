// Few rows that have every pair of values together: what two settings do to each other is what breaks (covering arrays).

/** Name → what it may be. */
export type Parameters = Readonly<Record<string, readonly string[]>>;
export type Row = Readonly<Record<string, string>>;

/**
 * Rows in which each two values of different parameters stand together at least once, as far as `allowed` lets them; always
 * the same rows for the same parameters. Greedy: not the fewest, but few.
 */
export function pairwise(parameters: Parameters, allowed: (row: Row) => boolean): readonly Row[] {
  const rows = product(parameters).filter(allowed);
  const open = new Set(rows.flatMap(pairsOf));
  const chosen: Row[] = [];
  while (open.size > 0) {
    let best: { readonly row: Row; readonly gain: number } | undefined;
    for (const row of rows) {
      const gain = pairsOf(row).filter((pair) => open.has(pair)).length;
      if (best === undefined || gain > best.gain) best = { row, gain };
    }
    if (best === undefined) break;
    chosen.push(best.row);
    for (const pair of pairsOf(best.row)) open.delete(pair);
  }
  return chosen;
}

/** `name=value` of each two, in the parameters' order. */
export function pairsOf(row: Row): readonly string[] {
  const values = Object.entries(row).map(([name, value]) => `${name}=${value}`);
  return values.flatMap((one, at) => values.slice(at + 1).map((other) => `${one} ${other}`));
}

export function product(parameters: Parameters): readonly Row[] {
  return Object.entries(parameters).reduce<readonly Row[]>(
    (rows, [name, values]) => rows.flatMap((row) => values.map((value) => ({ ...row, [name]: value }))),
    [{}],
  );
}
