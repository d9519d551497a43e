// `npm run openapi`: takes GitHub's OpenAPI description from npm and keeps only the operations in use.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OPERATIONS } from './operations.ts';

// 385 MB unpacked, so it is no dependency; one file of it is read.
const PACKAGE = '@octokit/openapi@23.0.2';
const FILE = 'package/generated/api.github.com.json';
const TARGET = join(import.meta.dirname, '../../github/openapi.json');

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type JsonObject = Readonly<Record<string, Json>>;

interface Description {
  readonly openapi: string;
  readonly info: JsonObject;
  readonly paths: Readonly<Record<string, Readonly<Record<string, JsonObject>>>>;
  readonly components: Readonly<Record<string, JsonObject>>;
}

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A schema's own keys, not the names of a schema's properties: those may be called `description` too. */
const PROSE = new Set(['examples', 'example', 'externalDocs', 'description', 'summary', 'x-github', 'tags']);

/** Without prose. `named` says that the keys are names given by the author. */
function bare(value: Json, named = false): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map((item) => bare(item));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => named || !PROSE.has(key))
      .map(([key, child]) => [key, bare(child, !named && key === 'properties')]),
  );
}

/** The references inside a value, as `kind/name`. */
function references(value: Json): readonly string[] {
  if (Array.isArray(value)) return (value as readonly Json[]).flatMap(references);
  if (!isObject(value)) return [];
  const { $ref } = value;
  const own = typeof $ref === 'string' ? [$ref.replace('#/components/', '')] : [];
  return [...own, ...Object.values(value).flatMap(references)];
}

/**
 * Where the prose of the documentation and the schema disagree, the prose is right: a broken upload
 * "may leave an empty asset with a state of `starter`" (docs.github.com, "Upload a release asset").
 */
function corrected(name: string, schema: Json): Json {
  if (name !== 'release-asset') return schema;
  return JSON.parse(
    JSON.stringify(schema).replace('"enum":["uploaded","open"]', '"enum":["uploaded","open","starter"]'),
  ) as Json;
}

/** The description with only `operations` and the components they reach. */
export function slim(full: Description, operations: readonly string[]): JsonObject {
  const paths: Record<string, Record<string, Json>> = {};
  const found = new Set<string>();
  for (const [path, item] of Object.entries(full.paths)) {
    for (const [method, operation] of Object.entries(item)) {
      const id = operation['operationId'];
      if (typeof id !== 'string' || !operations.includes(id)) continue;
      found.add(id);
      (paths[path] ??= {})[method] = bare(operation);
    }
  }
  const missing = operations.filter((id) => !found.has(id));
  if (missing.length > 0) throw new Error(`not in ${PACKAGE}: ${missing.join(', ')}`);
  const components: Record<string, Record<string, Json>> = {};
  const queue = [...references(paths)];
  for (let reference = queue.pop(); reference !== undefined; reference = queue.pop()) {
    const [kind = '', name = ''] = reference.split('/');
    if (components[kind]?.[name] !== undefined) continue;
    const component = corrected(name, bare(full.components[kind]?.[name] ?? null));
    (components[kind] ??= {})[name] = component;
    queue.push(...references(component));
  }
  return { openapi: full.openapi, info: { ...full.info, 'x-source': PACKAGE }, paths, components };
}

if (import.meta.main) {
  const folder = mkdtempSync(join(tmpdir(), 'openapi-'));
  try {
    const [{ filename }] = JSON.parse(
      execFileSync('npm', ['pack', PACKAGE, '--json', '--pack-destination', folder], { encoding: 'utf8' }),
    ) as [{ filename: string }];
    execFileSync('tar', ['-xzf', join(folder, filename), '-C', folder, FILE]);
    const full = JSON.parse(readFileSync(join(folder, FILE), 'utf8')) as Description;
    const text = JSON.stringify(slim(full, OPERATIONS));
    writeFileSync(TARGET, `${text}\n`);
    console.log(`${TARGET}: ${OPERATIONS.length} operations, ${text.length} bytes`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
