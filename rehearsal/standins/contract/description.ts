// GitHub's OpenAPI description as data: operations found by method and path, references resolved.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export type Schema = Readonly<Record<string, unknown>>;

interface Media {
  readonly schema?: Schema;
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly schema: Schema;
}

export interface ResponseSpec {
  readonly content?: Readonly<Record<string, Media>>;
}

interface OperationSpec {
  readonly operationId: string;
  readonly parameters?: readonly (Parameter | { readonly $ref: string })[];
  readonly requestBody?: {
    readonly required?: boolean;
    readonly content: Readonly<Record<string, Media>>;
  };
  readonly responses: Readonly<Record<string, ResponseSpec | { readonly $ref: string }>>;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, OperationSpec>>>>;
  readonly components: object;
}

export interface Operation {
  readonly id: string;
  readonly method: string;
  readonly spec: OperationSpec;
  readonly pattern: RegExp;
  readonly names: readonly string[];
  /** How much of the path is literal: the more, the earlier it is tried. */
  readonly literal: number;
}

export interface Match {
  readonly operation: Operation;
  /** Path parameters, decoded. */
  readonly parameters: Readonly<Record<string, string>>;
}

const FILE = join(import.meta.dirname, '../../github/openapi.json');
// These may hold slashes.
const GREEDY = new Set(['ref', 'tag', 'branch', 'base', 'head', 'subject_digest']);

/** OpenAPI 3.0's `nullable`, which JSON Schema does not know. */
function withNull(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withNull);
  if (typeof value !== 'object' || value === null) return value;
  const { nullable, ...rest } = Object.fromEntries(
    Object.entries(value).map(([key, child]) => [key, withNull(child)]),
  );
  if (nullable === undefined) return rest;
  if (nullable !== true) return typeof nullable === 'object' ? { ...rest, nullable } : rest;
  return { anyOf: [rest, { type: 'null' }] };
}

function compile(path: string): { readonly pattern: RegExp; readonly names: readonly string[] } {
  const names: string[] = [];
  const source = path
    .split(/(\{[^}]+\})/)
    .map((part) => {
      if (!part.startsWith('{')) return part.replace(/[.*+?^$()|[\]\\]/g, '\\$&');
      const name = part.slice(1, -1);
      names.push(name);
      return GREEDY.has(name) ? '(.+?)' : '([^/]+)';
    })
    .join('');
  return { pattern: new RegExp(`^${source}$`), names };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export class Description {
  readonly document: Document;
  readonly operations: readonly Operation[];

  constructor(file = FILE) {
    this.document = withNull(JSON.parse(readFileSync(file, 'utf8'))) as Document;
    this.operations = Object.entries(this.document.paths)
      .flatMap(([path, item]) =>
        Object.entries(item).map(([method, spec]) => ({
          id: spec.operationId,
          method: method.toUpperCase(),
          spec,
          ...compile(path),
          literal: path.split('/').filter((part) => !part.startsWith('{')).length,
        })),
      )
      .sort((a, b) => b.literal - a.literal);
  }

  /** The operation that serves a request, or undefined. */
  find(method: string, path: string): Match | undefined {
    for (const operation of this.operations) {
      const values = operation.method === method ? operation.pattern.exec(path) : null;
      if (values === null) continue;
      const pairs = operation.names.map((name, i) => [name, decoded(values[i + 1] ?? '')]);
      return { operation, parameters: Object.fromEntries(pairs) as Record<string, string> };
    }
    return undefined;
  }

  /** Follows `$ref`s. */
  resolve(value: object): unknown {
    let found: unknown = value;
    while (typeof found === 'object' && found !== null && '$ref' in found) {
      found = String(found.$ref)
        .slice(2)
        .split('/')
        .reduce<unknown>((at, key) => (at as Readonly<Record<string, unknown>>)[key], this.document);
    }
    return found;
  }
}
