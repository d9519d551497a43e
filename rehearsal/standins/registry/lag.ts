// Read-after-write lag: what was written is shown only after a while, and a tag names its old digest until then.

interface Written {
  readonly digest: string;
  /** Milliseconds since the epoch, from which on it is shown. */
  readonly from: number;
}

/** What readers are shown of each name: a tag, a digest or a blob. What was there before this start is not delayed. */
export class Lag {
  readonly #ms: number;
  readonly #written = new Map<string, Written[]>();

  constructor(ms: number) {
    this.#ms = ms;
  }

  /** @param before what the name was shown as until now, where it is a tag that was there already */
  wrote(key: string, digest: string, before?: string): void {
    if (this.#ms === 0) return;
    const known = this.#written.get(key) ?? (before === undefined ? [] : [{ digest: before, from: 0 }]);
    // The same bytes once more are shown no later than they would have been.
    if (known.at(-1)?.digest !== digest) known.push({ digest, from: Date.now() + this.#ms });
    this.#written.set(key, known);
  }

  /** The digest that readers are shown; `undefined`: nothing yet; `'as stored'`: whatever is stored. */
  shown(key: string): string | undefined {
    const known = this.#written.get(key);
    if (known === undefined) return 'as stored';
    const now = Date.now();
    const last = known.at(-1);
    if (last === undefined || last.from <= now) return 'as stored';
    return known.findLast(({ from }) => from <= now)?.digest;
  }
}
