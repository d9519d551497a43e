// A setting of a sample configuration, and all of them by their keys.

/** A key of a sample configuration; `value` and `comment` are plain text as the file has them. */
export interface Setting {
  readonly value: string;
  /** The comment above it or behind it; empty when there is none. */
  readonly comment: string;
  /** Of a list of tables: the keys inside. */
  readonly items?: Settings;
  /** Of a list of plain values: each of them. */
  readonly elements?: readonly string[];
}

/** The settings by their full key (`server.port`), in the order of the file. */
export type Settings = ReadonlyMap<string, Setting>;
