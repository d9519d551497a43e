// The footers of a commit message: BREAKING CHANGE texts, where they begin and end (Conventional Commits 1.0.0, rules 8 to 12).
import { isTrailer, isUnmistakable, withoutBlankLines } from './trailers.ts';
import { quotedLines } from './quoted.ts';

/** One commit message inside of a squash's body; `head` is empty where the body is one message's alone. */
export interface Segment {
  readonly head: string;
  readonly lines: readonly string[];
}

const squashRule = /^-{9}$/;

/**
 * The messages that a body holds: GitHub's squash puts a bullet before each and a blank line between them, `git merge
 * --squash` writes them as `git log` does. Any other body is one.
 */
export function segments(body: string): readonly Segment[] {
  const lines = body.split('\n');
  if (/^commit [0-9a-f]{40}/.test(body)) return loggedMessages(lines);
  const heads = lines.flatMap((line, i) => (line.startsWith('* ') ? [i] : []));
  const first = heads[0];
  const apart = heads.every((at) => at === first || lines[at - 1]?.trim() === '');
  if (first === undefined || !apart || lines.slice(0, first).some((line) => line.trim() !== '')) {
    return [{ head: '', lines }];
  }
  const end = lines.findIndex((line) => squashRule.test(line));
  return heads
    .filter((at) => end < 0 || at < end)
    .map((at, i, all) => ({
      head: lines[at]?.slice(2).trim() ?? '',
      lines: lines.slice(at + 1, all[i + 1] ?? (end < 0 ? lines.length : end)),
    }));
}

function loggedMessages(lines: readonly string[]): readonly Segment[] {
  const found: string[][] = [];
  for (const line of lines) {
    if (/^commit [0-9a-f]{40}/.test(line)) found.push([]);
    else if (/^(?: {4}|$)/.test(line)) found.at(-1)?.push(line.slice(4));
  }
  return found.map((message) => {
    const at = message.findIndex((line) => line !== '');
    return { head: message[at]?.trim() ?? '', lines: message.slice(at + 1) };
  });
}

const nothing =
  /^(?:none|no|nope|nothing|n\/?a|not applicable|does not apply|nil|null|false|-+|(?:there (?:are|is|was|were) )?(?:none|nothing|no(?:t any)?(?: known)? (?:breaking|incompatible) changes?)(?: (?:here|known|expected|that i know of|in this (?:pr|change|commit|release)))?|not(?: a)? breaking(?: change)?|nothing (?:breaks|is broken|breaking)|this is not (?:a )?breaking(?: change)?)?[.!]*$/i;

/** `BREAKING CHANGE: none`, `_None._` or `No breaking changes` in a template that was filled in. */
export function saysNothing(text: string): boolean {
  const plain = text.trim();
  return (
    plain.length < 100 &&
    nothing.test(
      plain
        .replace(/^[-*+] +/, '')
        .replace(/^[*_`~(]+|[*_`~)]+$/g, '')
        .trim(),
    )
  );
}
const start = /^BREAKING[ -]CHANGE:/;

/** The texts of all BREAKING CHANGE footers of a body, whole: over paragraphs, lists and code, to the next footer. */
export function breakingTexts(body: string): readonly string[] {
  return segments(body).flatMap(textsOf);
}

/** As breakingTexts, for one message: its lines below the subject. */
export function textsOf({ lines }: Pick<Segment, 'lines'>): readonly string[] {
  if (!lines.some((line) => start.test(line))) return [];
  const quoted = quotedLines(lines);
  const trailers = trailersFrom(lines, quoted);
  const texts: string[] = [];
  let text: string[] | undefined;
  let begun = false;
  const close = (): void => {
    if (text) texts.push(withoutBlankLines(text).join('\n'));
    text = undefined;
  };
  for (const [i, line] of lines.entries()) {
    const plain = !quoted[i];
    if (plain && start.test(line) && (begun || mayBegin(lines, i, quoted))) {
      close();
      begun = true;
      text = [line.slice(line.indexOf(':') + 1).trim()];
    } else if (plain && (i >= trailers || ends(line))) close();
    else text?.push(line.trimEnd());
  }
  close();
  return texts.filter((one) => !saysNothing(one));
}

/**
 * A footer begins a paragraph, or follows another footer. People forget the blank line: it counts behind the end of a
 * sentence or a list, and not in the middle of one, where it is prose about footers.
 */
function mayBegin(lines: readonly string[], i: number, quoted: readonly boolean[]): boolean {
  const before = lines[i - 1]?.trim() ?? '';
  if (before === '' || quoted[i - 1] === true) return true;
  return /[.!?:;)`>]$/.test(before) || /^(?:[-*+]|\d+[.)]) /.test(before) || isTrailer(before);
}

/** `🤖 Generated with [Claude Code](…)`, as coding agents sign what they have written. */
const signedByAgent =
  /^(?:[^\p{L}\p{N}\s]{1,8} ?)?(?:Generated|Made|Created) (?:with|by) (?:\[[^\]]{1,60}\]\(\S|(?:Aider|Amp|Claude|Codex|Copilot|Crush|Cursor|Devin|Gemini|GitHub Copilot|OpenCode)\b)/iu;

/**
 * What ends a footer's text wherever it stands: a trailer that is nothing else, a rule, a heading, a task of a template, Git's
 * list of conflicts, an agent's signature, or release-please's mark around a message.
 */
function ends(line: string): boolean {
  return (
    isUnmistakable(line) ||
    /^(?:-{3,}|\* \* \*|\(cherry picked from commit .*|[-*] \[[ xX]\] .*|<!--.*|Conflicts:\s*|(?:BEGIN|END)_(?:NESTED_COMMIT|COMMIT_OVERRIDE))$/.test(
      line,
    ) ||
    signedByAgent.test(line) ||
    (/^#{1,6} /.test(line) && !/\b(?:before|after|migrat|upgrad|example|why|how|what|old|new)/i.test(line))
  );
}

/** Where the trailers at a message's end begin. */
function trailersFrom(lines: readonly string[], quoted: readonly boolean[]): number {
  let from = lines.length;
  for (let i = lines.length - 1; i >= 0 && quoted[i] !== true; i -= 1) {
    const line = lines[i] ?? '';
    if (isTrailer(line)) from = i;
    // A trailer's value goes on in indented lines.
    else if (line.trim() !== '' && !/^\s/.test(line)) break;
  }
  return from;
}
