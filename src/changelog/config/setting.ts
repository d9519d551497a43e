// A setting of a sample configuration, and all of them by their keys.

/** A key of a sample configuration; `value` and `comment` are plain text as the file has them. */
export interface Setting {
  readonly value: string;
  /** The comment above it or behind it; empty when there is none. */
  readonly comment: string;
  /** Of a list of tables: the keys inside. */
  readonly items?: Settings;
  /** The same by the number of each table, where a list with more or fewer of them has other names for them. */
  readonly numbered?: () => Settings;
  /** Whether two of the tables have the same name, so that they go by their numbers. */
  readonly doubled?: boolean;
  /** Of a list of plain values: each of them. */
  readonly elements?: readonly string[];
}

/** The settings by their full key (`server.port`), in the order of the file. */
export type Settings = ReadonlyMap<string, Setting>;
