// The part of GraphQL that a server cannot do without: answering exactly the fields that were asked for.

interface Field {
  readonly field: string;
  readonly below: Selection | undefined;
}

/** Response name → the field's name and what is selected below it. */
export type Selection = Readonly<Record<string, Field>>;

// Names, spreads, strings and punctuation; commas and white space are nothing.
const TOKEN = /\.\.\.|"(?:\\.|[^"\\])*"|[$@]?\w+|[{}()[\]:!=|]/g;

class Parser {
  readonly #tokens: readonly string[];
  readonly #fragments = new Map<string, Selection>();
  #at = 0;

  constructor(query: string) {
    this.#tokens = query.replace(/#[^\n]*/g, '').match(TOKEN) ?? [];
  }

  /** The selection of the one operation in the document. */
  document(): Selection {
    const start = this.#tokens.indexOf('fragment');
    const operation = this.#operation();
    return start < 0 ? operation : this.#withFragments(operation);
  }

  // Fragments usually stand after the operation: read them, then read the operation again.
  #withFragments(first: Selection): Selection {
    for (let i = 0; i < this.#tokens.length; i += 1) {
      if (this.#tokens[i] !== 'fragment') continue;
      this.#at = this.#tokens.indexOf('{', i);
      this.#fragments.set(this.#tokens[i + 1] ?? '', this.#selection());
    }
    this.#at = 0;
    return this.#fragments.size === 0 ? first : this.#operation();
  }

  #operation(): Selection {
    for (; this.#at < this.#tokens.length; this.#at += 1) {
      if (this.#tokens[this.#at] === '(') this.#skipArguments();
      if (this.#tokens[this.#at] === '{') return this.#selection();
    }
    return {};
  }

  #skipArguments(): void {
    let depth = 0;
    do {
      if (this.#tokens[this.#at] === '(') depth += 1;
      if (this.#tokens[this.#at] === ')') depth -= 1;
      this.#at += 1;
    } while (depth > 0 && this.#at < this.#tokens.length);
  }

  #selection(): Selection {
    const selected: Record<string, Field> = {};
    this.#at += 1;
    while (this.#at < this.#tokens.length && this.#tokens[this.#at] !== '}') {
      const token = this.#tokens[this.#at] ?? '';
      this.#at += 1;
      if (token === '...') {
        const name = this.#tokens[this.#at];
        this.#at += name === 'on' ? 2 : name === '{' ? 0 : 1;
        const inline = this.#tokens[this.#at] === '{' && (name === 'on' || name === '{');
        Object.assign(selected, inline ? this.#selection() : this.#fragments.get(name ?? ''));
        continue;
      }
      let field = token;
      if (this.#tokens[this.#at] === ':') {
        field = this.#tokens[this.#at + 1] ?? '';
        this.#at += 2;
      }
      if (this.#tokens[this.#at] === '(') this.#skipArguments();
      const below = this.#tokens[this.#at] === '{' ? this.#selection() : undefined;
      selected[token] = { field, below };
    }
    this.#at += 1;
    return selected;
  }
}

/** What a query selects. */
export function selectionOf(query: string): Selection {
  return new Parser(query).document();
}

/** The selected part of `data`; a field that `data` lacks is null. */
export function project(data: unknown, selection: Selection | undefined): unknown {
  if (selection === undefined || data === null || data === undefined) return data ?? null;
  if (Array.isArray(data)) return data.map((item) => project(item, selection));
  const from = data as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    Object.entries(selection).map(([name, { field, below }]) => [name, project(from[field], below)]),
  );
}
