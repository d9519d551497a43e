// A report in which every word from outside is replaced: what stays is the vocabulary of the program itself.

/** Fields with a closed vocabulary, and those whose content decides the shape of the page by right. */
const KEPT: ReadonlySet<string> = new Set(['kind', 'state', 'outcome', 'source', 'phase', 'notes', 'hint', 'url', 'releaseUrl', 'docsUrl', 'resume', 'output']); // prettier-ignore

/** A copy of the report with `word` in place of every other string, however deep. */
export function infected<Report>(report: Report, word: string): Report {
  return replaced(report, word) as Report;
}

function replaced(value: unknown, word: string): unknown {
  if (typeof value === 'string') return word;
  if (Array.isArray(value)) return value.map((one) => replaced(one, word));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, KEPT.has(key) ? inner : replaced(inner, word)]),
  );
}
