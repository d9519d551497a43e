// Sections of Markdown put together so that the whole always fits.

/** GitHub takes 1 MiB per step (https://docs.github.com/actions, "Adding a job summary"); a little is left to spare. */
export const SUMMARY_LIMIT = 1_048_576 - 1_024;
/** GitHub refuses longer comments; it counts characters, of which there are never more than bytes. */
export const COMMENT_LIMIT = 65_536;

/** A part of a document in several forms: the first in full, each next one shorter. */
export interface Section {
  /** The lowest rank is shortened first; a section without a second form never is. */
  readonly rank: number;
  readonly forms: readonly string[];
}

/**
 * Joins the sections with blank lines. Above `limit` bytes of UTF-8 the lowest rank takes its next shorter form, and
 * so on until it fits; a section with no form left gives way to the next rank.
 */
export function fit(sections: readonly Section[], limit: number): string {
  const chosen = sections.map((section) => ({ section, form: 0 }));
  const byRank = [...chosen].sort((a, b) => a.section.rank - b.section.rank);
  const join = (): string =>
    chosen
      .map(({ section, form }) => section.forms[form] ?? '')
      .filter((markdown) => markdown !== '')
      .join('\n\n') + '\n';
  let document = join();
  for (const choice of byRank) {
    while (Buffer.byteLength(document) > limit && choice.form + 1 < choice.section.forms.length) {
      choice.form += 1;
      document = join();
    }
  }
  return Buffer.byteLength(document) > limit ? wholeLines(document, limit) : document;
}

/** The longest start of the text that ends with a line and has at most `limit` bytes. */
export function wholeLines(markdown: string, limit: number): string {
  const bytes = Buffer.from(markdown);
  if (bytes.length <= limit) return markdown;
  const start = bytes.subarray(0, Math.max(0, limit));
  return start.subarray(0, start.lastIndexOf(0x0a) + 1).toString();
}

/** A table; cells are Markdown without bars and line breaks, as `text` and `code` give it. */
export function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  // A header that ends in `:` stands over numbers, which read best from the right.
  const titles = header.map((title) => title.replace(/:$/, ''));
  const rules = header.map((title) => (title.endsWith(':') ? '---:' : '---'));
  return [titles, rules, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/**
 * The forms of a section that is a heading and a table or list: all rows, the first hundred, the first ten, none;
 * `rest` says where the rows are that are not shown.
 */
export function rowVariants<Row>(
  heading: string,
  rows: readonly Row[],
  render: (rows: readonly Row[]) => string,
  rest: string,
): readonly string[] {
  if (rows.length === 0) return [];
  const shorter = [100, 10]
    .filter((most) => most < rows.length)
    .map(
      (most) =>
        `${heading}\n\n${render(rows.slice(0, most))}\n\n_${most} of ${rows.length} are shown. ${rest}_`,
    );
  return [
    `${heading}\n\n${render(rows)}`,
    ...shorter,
    `${heading}\n\n_${rows.length} are not shown: this page would be too long. ${rest}_`,
  ];
}

/** Markdown behind a line to click on. `title` is Markdown of one line. */
export function collapsed(title: string, markdown: string): string {
  return `<details>\n<summary>${title}</summary>\n\n${markdown}\n\n</details>`;
}

/** Closes the code fence that a Markdown text leaves open (CommonMark 0.31, 4.5), so that what follows is not in it. */
export function closed(markdown: string): string {
  let open: string | undefined;
  for (const line of markdown.split('\n')) {
    const bar = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,})(.*)$/.exec(line);
    if (!bar?.[1]) continue;
    if (open === undefined) open = bar[1];
    else if (bar[1].startsWith(open) && bar[2]?.trim() === '') open = undefined;
  }
  return open === undefined ? markdown : `${markdown.replace(/\n$/, '')}\n${open}`;
}
