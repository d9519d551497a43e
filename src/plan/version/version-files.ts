// Files that state a version of their own (`version-files`) must state the tag's.
import type { Fault } from '../../errors.ts';
import { readVersionsIn } from './version-statements.ts';
import type { Statement } from './version-tables.ts';
import type { Version } from './version.ts';
import { compact } from '../../compact.ts';

/** A file as it is in the tag's commit; `text` is absent when there is none. */
export interface VersionFile {
  readonly path: string;
  readonly text?: string;
}

/** Every file that is missing, unreadable, or states another version than the tag; all at once. */
export function versionFileFaults(files: readonly VersionFile[], version: Version): readonly Fault[] {
  return files.flatMap((file) => {
    if (file.text === undefined) {
      return {
        message: `version-files: ${file.path} does not exist in ${version.tag}`,
        hint: `git ls-tree -r --name-only ${version.tag} | grep -F ${quoted(file.path.split('/').at(-1) ?? '')}`,
      };
    }
    const read = readVersionsIn(file.path, file.text);
    if ('fault' in read) return read.fault;
    const wrong = read.statements.filter((statement) => !states(statement, version));
    const lines = file.text.split('\n');
    return wrong.map((statement) => mismatch(file.path, statement, version, lines));
  });
}

/**
 * Whether a file's words mean the tag's version. Build metadata may be left out, since many formats have none; a
 * leading `v` may stand where people write one; Python's spelling is read as PEP 440 has it.
 */
function states(statement: Statement, version: Version): boolean {
  const meant = statement.value.replace(/^v/, '');
  const release = version.text.replace(/\+.*$/, '');
  if (meant === version.text || meant === release) return true;
  if (statement.spelling === 'build') return meant.replace(/\+.*$/, '') === release;
  if (statement.spelling !== 'pep440') return false;
  const python = canonicalPython(meant);
  return python !== undefined && python === canonicalPython(release);
}

const PYTHON_PHASE: Readonly<Record<string, string>> = {
  a: 'a',
  alpha: 'a',
  b: 'b',
  beta: 'b',
  c: 'rc',
  rc: 'rc',
  pre: 'rc',
  preview: 'rc',
  dev: 'dev',
};

/** `1.2.0-rc.1`, `1.2.0rc1` and `1.2.0.RC1` are one version (PEP 440, "Normalization"); `undefined` for other forms. */
function canonicalPython(text: string): string | undefined {
  const match =
    /^(\d+)\.(\d+)(?:\.(\d+))?(?:[-_.]?(a|alpha|b|beta|c|rc|pre|preview|dev)[-_.]?(\d*))?(?:\+.*)?$/i.exec(
      text,
    );
  if (!match) return undefined;
  const [, major, minor, patch, phase, number] = match;
  const core = [major, minor, patch ?? '0'].map(Number).join('.');
  return phase === undefined
    ? core
    : `${core}${PYTHON_PHASE[phase.toLowerCase()] ?? ''}${Number(number ?? 0)}`;
}

function mismatch(path: string, statement: Statement, version: Version, lines: readonly string[]): Fault {
  const release = version.text.replace(/\+.*$/, '');
  const line = lineOf(statement, lines);
  return {
    at: compact({ file: path, line }),
    message: `${path} states ${statement.field} ${JSON.stringify(statement.value)}, the tag is ${version.tag}`,
    hint: `Write ${release} into ${path}, commit it, and tag that commit instead:\ngit tag --force ${version.tag} && git push --force origin ${version.tag}`,
  };
}

/** Where the statement stands, from 1; `undefined` where several lines could be it. */
function lineOf({ field, value }: Statement, lines: readonly string[]): number | undefined {
  const key = field.split('.').at(-1) ?? field;
  const stating = lines.flatMap((line, at) => (line.includes(value) ? [{ line, at: at + 1 }] : []));
  const named = stating.filter(({ line }) => line.includes(key));
  const [first, second] = named.length > 0 ? named : stating;
  return second === undefined ? first?.at : undefined;
}

/** A word for a POSIX shell. */
function quoted(word: string): string {
  return /^[\w./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
