// What looks like the mark of a breaking change and is none, so that the notes can say so instead of passing over it.
import { saysNothing } from './footers.ts';
import { quotedLines } from './quoted.ts';

const nearHeader: readonly RegExp[] = [
  // feat!(x): …, feat (x)!: …, feat !: …, feat(x)! : …, feat!:no blank
  /^\w+ ?! ?\([^()]{0,100}\) ?:/,
  /^\w+ \([^()]{0,100}\) ?! ?:/,
  /^\w+(?:\([^()]{0,100}\))?(?: !|! | ! ):/,
  /^\w+(?:\([^()]{0,100}\))?!:\S/,
  // feat!!: …, feat(api!): …, !feat: …, feat！: …
  /^\w+(?:\([^()]{0,100}\))?(?:!{2,}|！) ?[:：]/,
  /^\w+\([^()]{0,100}!\)!?:/,
  /^!\w+(?:\([^()]{0,100}\))?:/,
  /^breaking(?: changes?)?(?:\([^()]{0,100}\))? ?(?::|- )/i,
  /[[(]breaking(?: changes?)?[\])]/i,
  /\bBREAKING\b/,
];
const gitmoji = /^(?::boom:|💥)/u;
const nearLine =
  /^ {0,3}(?:[-*+] +|#{1,6} +)?(?:(?:⚠️?|💥|🚨|!) *)?(?:(?:API|MAJOR|MINOR) )?(?:\*\*|__|[`*_[])?BREAKING(?:[ _-]{0,3}CHANGES?)?(?:\*\*|__|[`*_])? *(?:\([^()]{1,100}\) *)?(?:⚠️? *)?(?:[:：]|-{1,2} |–|—|#|!|\]:?|$)(?:\*\*|__|[`*_])?(.*)$/iu;

/** The task of a template that somebody has ticked. */
const ticked =
  /^ {0,3}[-*+] \[[xX]\] (?!.{0,200}\b(?:no|not|non|none|without)\b).{0,40}\bbreaking changes?\b/i;

/** The line that looks like one, or undefined. `body` is asked for only where the message has the word. */
export function nearMiss(subject: string, header: string, body: string): string | undefined {
  const plain = header.includes('`') ? header.replace(/`[^`]*`/g, '') : header;
  const marked = /[!！]|breaking/i.test(plain);
  if (gitmoji.test(subject) || (marked && nearHeader.some((pattern) => pattern.test(plain)))) return subject;
  if (!/breaking/i.test(body)) return undefined;
  const lines = body.split('\n');
  const quoted = quotedLines(lines);
  const at = lines.findIndex((line, i) => {
    const start = line.slice(0, 1000);
    return !quoted[i] && (ticked.test(start) || says(lines, i, nearLine.exec(start)));
  });
  return at < 0 ? undefined : lines[at]?.trim();
}

/** A heading or a bare mark says something only by what stands below it: `## Breaking changes`, `None.` says nothing. */
function says(lines: readonly string[], i: number, found: RegExpExecArray | null): boolean {
  if (!found) return false;
  const text = found[1]?.trim() ?? '';
  const below = text === '' ? (lines.slice(i + 1, i + 20).find((line) => line.trim() !== '') ?? '') : text;
  return !saysNothing(below) && !/^(?:#|<!--|[-*+] \[[ xX]\]|[A-Za-z]+-[A-Za-z-]+: )/.test(below);
}
