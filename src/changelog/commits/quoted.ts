// Which lines of a message are somebody else's words: code, quotations, folded parts, comments, the release notes of others.

const fenceStart = /^ {0,3}(`{3,}|~{3,})/;
const quotingHeading =
  /^(#{1,6}) .*(?:\brelease notes?\b|\bchange ?log\b|\bchanges in\b|\bwhat['’]s changed\b|\bv?\d+\.\d+)/i;

/** For each line whether it is quoted. What is opened and never closed quotes nothing. Linear in the text's length. */
export function quotedLines(lines: readonly string[]): readonly boolean[] {
  const quoted = new Array<boolean>(lines.length).fill(false);
  markFences(lines, quoted);
  markPairs(lines, quoted, /<(?:details|blockquote)\b/gi, /<\/(?:details|blockquote)\s*>/gi);
  markPairs(lines, quoted, /<!--/g, /-->/g);
  markReleaseNotes(lines, quoted);
  for (const [i, line] of lines.entries()) if (/^ {0,3}>/.test(line)) quoted[i] = true;
  return quoted;
}

function markFences(lines: readonly string[], quoted: boolean[]): void {
  const longest = new Map<string, number[]>();
  for (const mark of ['`', '~']) {
    // For each line the longest run that stands alone on a line from there on: whether a fence is ever closed.
    const from = new Array<number>(lines.length + 1).fill(0);
    for (let i = lines.length - 1; i >= 0; i -= 1) {
      const run = /^ {0,3}(`{3,}|~{3,})\s*$/.exec(lines[i] ?? '')?.[1] ?? '';
      from[i] = Math.max(from[i + 1] ?? 0, run.startsWith(mark) ? run.length : 0);
    }
    longest.set(mark, from);
  }
  let fence: string | undefined;
  for (const [i, line] of lines.entries()) {
    const run = fenceStart.exec(line)?.[1];
    if (fence !== undefined) {
      quoted[i] = true;
      if (run?.startsWith(fence) && line.trim() === run) fence = undefined;
    } else if (run !== undefined && (longest.get(run.charAt(0))?.[i + 1] ?? 0) >= run.length) {
      quoted[i] = true;
      fence = run;
    }
  }
}

function markPairs(lines: readonly string[], quoted: boolean[], open: RegExp, close: RegExp): void {
  const count = (line: string, mark: RegExp): number =>
    line.includes('-') || line.includes('<') ? (line.match(mark) ?? []).length : 0;
  const last = lines.findLastIndex((line, i) => !quoted[i] && count(line, close) > 0);
  let depth = 0;
  for (let i = 0; i <= last; i += 1) {
    const line = lines[i] ?? '';
    if (quoted[i]) continue;
    const opened = count(line, open);
    if (depth > 0 || opened > 0) quoted[i] = true;
    depth = Math.max(0, depth + opened - count(line, close));
  }
}

/** Below a heading such as `### Release Notes` or `## [2.0.0]`, to a rule or a heading that is no deeper. */
function markReleaseNotes(lines: readonly string[], quoted: boolean[]): void {
  let level = 0;
  for (const [i, line] of lines.entries()) {
    if (quoted[i]) continue;
    const own = /^(#{1,6}) /.exec(line)?.[1]?.length ?? 0;
    if (level > 0 && ((own > 0 && own <= level) || /^(?:-{3,}|\*{3,}|_{3,})\s*$/.test(line))) level = 0;
    if (level === 0 && own > 0 && quotingHeading.test(line.slice(0, 300))) level = own;
    if (level > 0) quoted[i] = true;
  }
}
