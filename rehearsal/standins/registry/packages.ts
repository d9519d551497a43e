// GHCR's packages: the first push makes one, and it is private until somebody changes that in its settings.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Visibility } from '../run.ts';

type Access = 'public' | 'private';

export interface PackagesOptions {
  readonly file: string;
  /** Of the repository. A package of a private repository is private whatever its settings say here. */
  readonly repository: Visibility;
  /** What a new package is. Source: GitHub's documentation, "Configuring a package's access control and visibility". */
  readonly fresh: Access;
}

export class Packages {
  readonly #options: PackagesOptions;
  readonly #known: Record<string, Access>;

  constructor(options: PackagesOptions) {
    this.#options = options;
    this.#known = existsSync(options.file)
      ? (JSON.parse(readFileSync(options.file, 'utf8')) as Record<string, Access>)
      : {};
  }

  /** Whether anybody may pull it, signed in or not. */
  isPublic(name: string): boolean {
    return this.#options.repository === 'public' && (this.#known[name] ?? this.#options.fresh) === 'public';
  }

  /** A manifest was pushed: the package is there from now on. */
  pushed(name: string): void {
    if (this.#known[name] === undefined) this.set(name, this.#options.fresh);
  }

  /** What a person does on the package's settings page; no API does it. */
  set(name: string, access: Access): void {
    this.#known[name] = access;
    mkdirSync(dirname(this.#options.file), { recursive: true });
    writeFileSync(this.#options.file, JSON.stringify(this.#known));
  }
}
