// Parses the files an action writes through GITHUB_OUTPUT, GITHUB_STATE, GITHUB_ENV and GITHUB_PATH.

/** GitHub takes a step summary of at most this many bytes. */
export const SUMMARY_LIMIT = 1024 * 1024;

/**
 * Parses `name=value` lines and `name<<DELIMITER` blocks; a later value replaces an earlier one. Rules and error
 * texts follow actions/runner, FileCommandManager. Throws on the first malformed line.
 */
export function parseKeyValues(text: string): Readonly<Record<string, string>> {
  const values: Record<string, string> = {};
  const lines = text.split(/\r\n|\n/);
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!;
    if (line === '') continue;
    const equals = line.indexOf('=');
    const heredoc = line.indexOf('<<');
    if (equals >= 0 && (heredoc < 0 || equals < heredoc)) {
      if (equals === 0) throw new Error(`Invalid format '${line}'. Name must not be empty`);
      values[line.slice(0, equals)] = line.slice(equals + 1);
    } else if (heredoc >= 0) {
      const [name, delimiter] = [line.slice(0, heredoc), line.slice(heredoc + 2)];
      if (name === '' || delimiter === '')
        throw new Error(`Invalid format '${line}'. Name must not be empty and delimiter must not be empty`);
      const end = lines.indexOf(delimiter, at + 1);
      // A last line without a line feed still counts as the delimiter.
      if (end < 0) throw new Error(`Invalid value. Matching delimiter not found '${delimiter}'`);
      values[name] = lines.slice(at + 1, end).join('\n');
      at = end;
    } else {
      throw new Error(`Invalid format '${line}'`);
    }
  }
  return values;
}

/** Parses GITHUB_ENV, where the runner refuses variables that would change how later steps' Node starts. */
export function parseEnv(text: string): Readonly<Record<string, string>> {
  const values = parseKeyValues(text);
  for (const name of Object.keys(values)) {
    if (name.toUpperCase() === 'NODE_OPTIONS')
      throw new Error(`Can't store ${name} output parameter using '$GITHUB_ENV' command.`);
  }
  return values;
}

/** Parses GITHUB_PATH: one directory a line. */
export function parsePath(text: string): readonly string[] {
  return text.split(/\r\n|\n/).filter((line) => line !== '');
}
