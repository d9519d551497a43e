// What a mistyped name was probably meant to be.

/** Names longer than this are not compared: the time grows with the product of the lengths. */
const longestName = 200;
/** So many names are compared at most. */
const mostNames = 20_000;

/** The name that is nearest by its letters, when it is near enough to be meant; of equals the first. */
export function closest(name: string, known: readonly string[]): string | undefined {
  if (name.length > longestName) return undefined;
  const wanted = name.toLowerCase();
  let best: { readonly name: string; readonly distance: number } | undefined;
  for (const candidate of known.slice(0, mostNames)) {
    const most = Math.min(best?.distance ?? Infinity, Math.max(2, Math.floor(wanted.length / 4)) + 1) - 1;
    if (Math.abs(candidate.length - wanted.length) > most || candidate.length > longestName) continue;
    const distance = editDistance(wanted, candidate.toLowerCase());
    if (distance <= most) best = { name: candidate, distance };
  }
  return best?.name;
}

/** Letters added, taken away or changed, two neighbors exchanged counting once (optimal string alignment). */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let least = Math.min(change, (last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      row.push(least);
    }
    [before, last] = [last, row];
  }
  return last[b.length] ?? 0;
}
