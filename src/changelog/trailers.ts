// What stands at the end of a commit message: BREAKING CHANGE texts, co-authors, hashes of other commits.
import type { Person } from './commit.ts';
import { cleanLine } from './text.ts';

const none: readonly never[] = [];

const noteStart = /^(?:[*-] +)?BREAKING[ -]CHANGE:/;
/** A trailer as tools write them: `Signed-off-by: …`, `Closes #1`. A prose line such as `After: …` is none. */
const trailer =
  /^(?:[A-Za-z]+(?:-[A-Za-z]+)*-(?:by|to|id|on)|[A-Z][a-z]+(?:-[A-Z][A-Za-z]*)+|Refs?|References|Close[sd]?|Fix(?:e[sd])?|Resolve[sd]?|Issues?|Bug|PR|Jira|Related|See)(?::\s|:?\s+#)/i;
/** GitHub's squash body lists the commits it holds, each with a bullet. */
const squashed = /^\* \w+(?:\([^)]*\))?!?: /;

/**
 * The texts of all BREAKING CHANGE footers, whole: over blank lines, to the next such footer or trailer. The parser's
 * own reading ends at every line that looks like `word: text`, and so loses half of a longer explanation.
 */
export function breakingTexts(body: string): readonly string[] {
  const texts: string[] = [];
  let lines: string[] | undefined;
  const close = (): void => {
    if (lines) texts.push(trimBlankLines(lines).join('\n'));
    lines = undefined;
  };
  for (const line of body.split('\n')) {
    if (noteStart.test(line)) {
      close();
      lines = [line.slice(line.indexOf(':') + 1).trim()];
    } else if (trailer.test(line) || squashed.test(line) || line.startsWith('(cherry picked from commit ')) {
      close();
    } else if (!/^-{9}$/.test(line)) {
      lines?.push(line.trimEnd());
    }
  }
  close();
  return texts.filter((text) => text !== '');
}

/** The people of the `Co-authored-by` trailers, each once. */
export function coAuthors(body: string): readonly Person[] {
  if (!/co-authored-by:/i.test(body)) return none;
  const people = new Map<string, Person>();
  for (const line of body.split('\n')) {
    const match = /^co-authored-by: ?([^<]{1,200})<([^<>\s]{1,200})>/i.exec(line.trim());
    const [, name = '', email = ''] = match ?? [];
    if (match) people.set(email.toLowerCase(), { name: cleanLine(name), email });
  }
  return [...people.values()];
}

/** The commit hashes that follow `lead` at the start of a line, lists (`a, b and c`) included. */
export function hashesAfter(body: string, lead: string): readonly string[] {
  if (!body.includes(lead)) return none;
  const hashes: string[] = [];
  for (const line of body.split('\n')) {
    if (!line.startsWith(lead)) continue;
    const list = /^s?:? *((?:[0-9a-f]{7,64}(?:, *(?:and +)?| and +)?){1,50})/i.exec(line.slice(lead.length));
    hashes.push(...(list?.[1]?.match(/[0-9a-f]{7,64}/gi) ?? []).map((hash) => hash.toLowerCase()));
  }
  return hashes;
}

function trimBlankLines(lines: readonly string[]): readonly string[] {
  let start = 0;
  let end = lines.length;
  while (start < end && lines[start]?.trim() === '') start += 1;
  while (end > start && lines[end - 1]?.trim() === '') end -= 1;
  return lines.slice(start, end);
}
