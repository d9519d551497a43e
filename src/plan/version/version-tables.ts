// What the readers of manifests have in common: tables of TOML and JSON, and what is said where a version is missing.
import { parse as parseToml } from 'smol-toml';
import type { Fault } from '../../errors.ts';

/** One version that a file states. */
export interface Statement {
  /** Where in the file, e.g. `package.version`; `version` for a file that is nothing else. */
  readonly field: string;
  readonly value: string;
  /** `build`: a number for the stores stands behind a `+`, whatever the tag says. */
  readonly spelling: 'semver' | 'pep440' | 'build';
}

export type ReadVersions = { readonly statements: readonly Statement[] } | { readonly fault: Fault };

export function parsedToml(text: string, path: string, read: (table: unknown) => ReadVersions): ReadVersions {
  let table: unknown;
  try {
    table = parseToml(text);
  } catch (error) {
    return unreadable(path, (error as Error).message);
  }
  return read(table);
}

export function parsedJson(text: string, path: string, read: (table: unknown) => ReadVersions): ReadVersions {
  let table: unknown;
  try {
    table = JSON.parse(text);
  } catch (error) {
    return unreadable(path, (error as Error).message);
  }
  return read(table);
}

/** The value at a path of keys; `undefined` when the path ends early. */
export function at(table: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null && Object.hasOwn(inner, key)
        ? (inner as Readonly<Record<string, unknown>>)[key]
        : undefined,
    table,
  );
}

export function one(
  path: string,
  field: string,
  value: unknown,
  {
    spelling = 'semver',
    expected = field,
  }: { readonly spelling?: Statement['spelling']; readonly expected?: string } = {},
): ReadVersions {
  if (typeof value !== 'string' || value === '') return missing(path, expected);
  return { statements: [{ field, value, spelling }] };
}

function missing(path: string, field: string): ReadVersions {
  return fault(
    `version-files: ${path} states no version (${field})`,
    `Write it there, or take ${path} out of \`version-files\``,
  );
}

export function unreadable(path: string, why: string): ReadVersions {
  return fault(
    `version-files: ${path} cannot be read: ${why.split('\n', 1)[0] ?? ''}`,
    `Mend ${path}, and tag that commit`,
  );
}

export function fault(message: string, hint: string): ReadVersions {
  return { fault: { message, hint } };
}
