// The commits that the body of a revert names, as Git writes them and as people do.

/** `This reverts commit`, `Reverts:`, `This PR reverts the following commits:`; people wrap their lines anywhere. */
const lead =
  /^(?:This\s(?:(?:PR|pull request|merge request|commit|change)\s)?reverts|Reverts)(?:\sthe)?(?:\sfollowing)?(?:\s(?:merge\s)?commits?)?:?\s+/gim;
/** One commit of a list: its hash, its address, `acme/app@hash`; in code, in quotes, with its subject behind it. */
const item =
  /(?:[-*] +)?[`"']?(?:https:\/\/\S{1,300}\/commit\/|[\w.-]{1,100}\/[\w.-]{1,100}@)?([0-9a-f]{7,64})(?![0-9a-z])[`"']?/iy;
/** Between two of a list. */
const separator = /(?:,?\s+and\s+|,\s*|\s+(?=[-*] )|\n(?=[`"']?[0-9a-f]{7,64}\b)|\s+(?=[0-9a-f]{40}\b))/iy;
/** `- 571fb71f feat: a`, `571fb71f ("feat: a")` */
const title = / (?:\([^()\n]{1,200}\)|[^\n,]{1,200})(?=\n[-*] |,)/y;

/** A revert is not looked for in a text like a book. */
const longest = 64 * 1024;
const most = 50;

export interface RevertedHashes {
  /** Those that are undone as a whole. */
  readonly whole: readonly string[];
  /** Whether some are undone in part, or are the ends of a range, of which nothing tells what else is in it. */
  readonly inPart: boolean;
}

export function revertedHashes(body: string): RevertedHashes {
  const whole: string[] = [];
  let inPart = false;
  if (!/\breverts\b/i.test(body)) return { whole, inPart };
  const text = body.slice(0, longest);
  for (const found of text.matchAll(lead)) {
    const { hashes, end } = listAt(text, found.index + found[0].length);
    if (hashes.length === 0) continue;
    if (isWhole(text.slice(end, end + 300))) whole.push(...hashes);
    else inPart = true;
  }
  return { whole, inPart };
}

function listAt(text: string, from: number): { readonly hashes: readonly string[]; readonly end: number } {
  const hashes: string[] = [];
  let end = from;
  for (let at = from; hashes.length < most;) {
    const found = stickyAt(item, text, at);
    if (!found) break;
    hashes.push((found[1] ?? '').toLowerCase());
    end = at + found[0].length;
    const behind = end + (stickyAt(title, text, end)?.[0].length ?? 0);
    const between = stickyAt(separator, text, behind);
    if (!between) break;
    at = behind + between[0].length;
  }
  return { hashes, end };
}

function stickyAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** What follows the hashes on their line; `except for the tests`, `in part`, `..` undo less than these commits, or more. */
function isWhole(rest: string): boolean {
  const line = rest.split('\n', 1)[0] ?? '';
  return (
    !/^\^?(?:\.{2}|[-–—][0-9a-f]|\s(?:to|through|until)\s[`"]?[0-9a-f]{7})/i.test(line) &&
    !/\b(?:partial(?:ly)?|except|in part|apart from|but (?:not|keep)|only)\b/i.test(line)
  );
}
