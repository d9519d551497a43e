// Where the manifests of each language keep their version.
import { parse as parseToml } from 'smol-toml';
import { isMap, isScalar, parseDocument } from 'yaml';
import type { Fault } from '../../errors.ts';
import { versionInMsbuild, versionInPom, versionsInSource } from './version-in-source.ts';

/** One version that a file states. */
export interface Statement {
  /** Where in the file, e.g. `package.version`; `version` for a file that is nothing else. */
  readonly field: string;
  readonly value: string;
  /** `build`: a number for the stores stands behind a `+`, whatever the tag says. */
  readonly spelling: 'semver' | 'pep440' | 'build';
}

export type ReadVersions = { readonly statements: readonly Statement[] } | { readonly fault: Fault };

type Reader = (text: string, path: string) => ReadVersions;

/** By the file's name; the first that fits. */
const READERS: readonly (readonly [name: RegExp, read: Reader])[] = [
  [/^Cargo\.toml$/, readCargo],
  [/^pyproject\.toml$/, readPyproject],
  [/^Chart\.ya?ml$/, readChart],
  [/^package-lock\.json$|^npm-shrinkwrap\.json$/, readPackageLock],
  [/\.json$/, readJson],
  [/^pubspec\.ya?ml$/, (text, path) => readYaml(text, path, 'version', 'build')],
  [/^pom\.xml$/, (text, path) => one(path, 'version', versionInPom(text))],
  [/\.(?:cs|fs|vb)proj$|\.props$/, (text, path) => one(path, 'Version', versionInMsbuild(text))],
  [/\.toml$/, (text, path) => parsedToml(text, path, (table) => one(path, 'version', at(table, 'version')))],
  [/\.ya?ml$/, (text, path) => readYaml(text, path, 'version')],
  [
    /\.properties$/,
    (text, path) => one(path, 'version', /^[ \t]*version[ \t]*[=:][ \t]*(\S+)/m.exec(text)?.[1]),
  ],
  [
    /\.py$/,
    (text, path) => {
      const own = /^__version__[ \t]*(?::[ \t]*\w+[ \t]*)?=[ \t]*["']([^"'\n]+)["']/m.exec(text)?.[1];
      return own === undefined
        ? readSource(text, path, 'pep440')
        : one(path, '__version__', own, { spelling: 'pep440' });
    },
  ],
  [/^\.?version(?:\.txt)?$/i, (text, path) => one(path, 'version', text.trim())],
  [
    /\.(?:go|rs|rb|gemspec|exs?|gradle|kts?|java|scala|sbt|swift|php|js|mjs|cjs|ts|nix|lua|dart|build|ac|podspec)$|^CMakeLists\.txt$/,
    (text, path) => readSource(text, path),
  ],
];

/**
 * The versions that a manifest states; a file may state more than one, and all of them count.
 * Knows Cargo.toml (with `version.workspace`), pyproject.toml (PEP 621 and Poetry), Chart.yaml (`appVersion`, else `version`),
 * npm's lock files, VERSION files, `__version__` in Python, pom.xml, MSBuild's projects, pubspec.yaml, OpenAPI documents, a top-level
 * `version` in any other JSON, TOML, YAML or .properties file, and the one `version = "…"` of a source file or a build's script.
 */
export function readVersionsIn(path: string, text: string): ReadVersions {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const read = READERS.find(([pattern]) => pattern.test(name))?.[1];
  if (!read) {
    return fault(
      `version-files: nobody knows where ${path} keeps its version`,
      'version-files: Cargo.toml   # or package.json, pyproject.toml, Chart.yaml, pom.xml, VERSION, any JSON, TOML, YAML with `version`, a source file with version = "…"',
    );
  }
  return read(text.replace(/^\ufeff/, ''), path);
}

/** https://doc.rust-lang.org/cargo/reference/workspaces.html, "The package table": members may inherit. */
function readCargo(text: string, path: string): ReadVersions {
  return parsedToml(text, path, (table) => {
    const own = at(table, 'package', 'version');
    const shared = at(table, 'workspace', 'package', 'version');
    const inherits = at(table, 'package', 'version', 'workspace') === true;
    if (inherits && shared === undefined) {
      return fault(
        `version-files: ${path} inherits its version from the workspace`,
        'version-files: Cargo.toml   # the one with [workspace.package]',
      );
    }
    if (inherits || own === undefined)
      return one(path, 'workspace.package.version', shared, {
        spelling: 'semver',
        expected: 'package.version',
      });
    return one(path, 'package.version', own);
  });
}

/** PEP 621 (`project.version`), else Poetry's own table. */
function readPyproject(text: string, path: string): ReadVersions {
  return parsedToml(text, path, (table) => {
    const standard = at(table, 'project', 'version');
    const poetry = at(table, 'tool', 'poetry', 'version');
    const dynamic = at(table, 'project', 'dynamic');
    if (
      standard === undefined &&
      Array.isArray(dynamic) &&
      dynamic.includes('version') &&
      poetry === undefined
    ) {
      return fault(
        `version-files: ${path} leaves its version to the build (dynamic = ["version"])`,
        `Take ${path} out of \`version-files\`, or name the file that the build reads the version from`,
      );
    }
    return standard === undefined && poetry !== undefined
      ? one(path, 'tool.poetry.version', poetry, { spelling: 'pep440' })
      : one(path, 'project.version', standard, { spelling: 'pep440' });
  });
}

function readPackageLock(text: string, path: string): ReadVersions {
  return parsedJson(text, path, (table) => {
    const root = at(table, 'packages', '', 'version');
    const top = one(path, 'version', at(table, 'version'));
    if ('fault' in top || typeof root !== 'string') return top;
    const inner: Statement = { field: 'packages[""].version', value: root, spelling: 'semver' };
    return { statements: [...top.statements, inner] };
  });
}

/** A top-level `version`; else an OpenAPI document's, or what release-please keeps of the whole repository. */
function readJson(text: string, path: string): ReadVersions {
  return parsedJson(text, path, (table) => {
    const whole = path.endsWith('.release-please-manifest.json') ? at(table, '.') : undefined;
    const own = at(table, 'version') ?? whole;
    const isApi = (at(table, 'openapi') ?? at(table, 'swagger')) !== undefined;
    return own === undefined && isApi
      ? one(path, 'info.version', at(table, 'info', 'version'))
      : one(path, 'version', own);
  });
}

/** Which of several versions is the file's own cannot be told: that is a fault. */
function readSource(text: string, path: string, spelling: Statement['spelling'] = 'semver'): ReadVersions {
  const [first, ...more] = versionsInSource(text);
  if (more.length === 0) return one(path, 'version', first, { spelling, expected: 'version = "…"' });
  return fault(
    `version-files: ${path} states several versions, ${[first, ...more].slice(0, 5).join(', ')}`,
    `Take ${path} out of \`version-files\`, or name a file that states one alone`,
  );
}

/**
 * Helm: `appVersion` is what the chart installs, and `version` the chart's own, which goes its own way
 * (https://helm.sh/docs/topics/charts/, "The appVersion Field"). Where a chart states only its own, that is the release's.
 */
function readChart(text: string, path: string): ReadVersions {
  const app = readYaml(text, path, 'appVersion');
  return 'fault' in app ? readYaml(text, path, 'version') : app;
}

/** Scalars are taken as written: `1.10` is not a number here. */
function readYaml(
  text: string,
  path: string,
  field: string,
  spelling: Statement['spelling'] = 'semver',
): ReadVersions {
  const document = parseDocument(text, {
    schema: 'failsafe',
    // Either costs the square of a file that has nothing but such errors.
    prettyErrors: false,
    uniqueKeys: false,
  });
  const [error] = document.errors;
  if (error) return unreadable(path, error.message);
  const root = document.contents;
  const node = isMap(root) ? root.get(field, true) : undefined;
  if (
    node === undefined &&
    isMap(root) &&
    field === 'version' &&
    (root.has('openapi') || root.has('swagger'))
  )
    return one(path, 'info.version', root.getIn(['info', 'version']));
  return one(path, field, isScalar(node) ? node.value : undefined, { spelling });
}

function parsedToml(text: string, path: string, read: (table: unknown) => ReadVersions): ReadVersions {
  let table: unknown;
  try {
    table = parseToml(text);
  } catch (error) {
    return unreadable(path, (error as Error).message);
  }
  return read(table);
}

function parsedJson(text: string, path: string, read: (table: unknown) => ReadVersions): ReadVersions {
  let table: unknown;
  try {
    table = JSON.parse(text);
  } catch (error) {
    return unreadable(path, (error as Error).message);
  }
  return read(table);
}

/** The value at a path of keys; `undefined` when the path ends early. */
function at(table: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>(
    (inner, key) =>
      typeof inner === 'object' && inner !== null && Object.hasOwn(inner, key)
        ? (inner as Readonly<Record<string, unknown>>)[key]
        : undefined,
    table,
  );
}

function one(
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

function unreadable(path: string, why: string): ReadVersions {
  return fault(
    `version-files: ${path} cannot be read: ${why.split('\n', 1)[0] ?? ''}`,
    `Mend ${path}, and tag that commit`,
  );
}

function fault(message: string, hint: string): ReadVersions {
  return { fault: { message, hint } };
}
