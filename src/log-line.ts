// A tool's text made safe for the runner's log, where a line may be a command.

/**
 * Makes a line of a tool's output safe to print: the runner reads `::command::` at the start of a line and
 * `##[command]` anywhere in one, so both are broken up; control characters (terminal escapes too) go.
 */
export function safeLogLine(line: string): string {
  return (
    line
      // CSI and OSC sequences first, whole, so that no `[31m` is left behind.
      // eslint-disable-next-line no-control-regex
      .replace(/\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?)/g, '')
      // eslint-disable-next-line no-control-regex
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '')
      .replace(/^(\s*):(?=:)/, '$1:\u200b')
      .replace(/##(?=\[)/g, '#\u200b#')
  );
}

/** A text of several lines for the log, each made safe; for the runner a carriage return ends a line too. */
export function safeLogLines(text: string): readonly string[] {
  return text.split(/\r\n?|\n/).map(safeLogLine);
}
