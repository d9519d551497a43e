// Where the manifests of each language keep their version.
import { isMap, isScalar, parseDocument } from 'yaml';
import {
  versionInMsbuild,
  versionInNuspec,
  versionInPlist,
  versionInPom,
  versionsInSource,
} from './version-in-source.ts';
import {
  type ReadVersions,
  type Statement,
  at,
  fault,
  one,
  parsedJson,
  parsedToml,
  unreadable,
} from './version-tables.ts';

type Reader = (text: string, path: string) => ReadVersions;

/** By the file's name; the first that fits. */
const READERS: readonly (readonly [name: RegExp, read: Reader])[] = [
  [/^Cargo\.toml$/, readCargo],
  [/^pyproject\.toml$/, readPyproject],
  [/^Chart\.ya?ml$/, readChart],
  [/^package-lock\.json$|^npm-shrinkwrap\.json$/, readPackageLock],
  [/^(?:Cargo|uv)\.lock$/, readLock],
  [/\.json$/, readJson],
  [/^pubspec\.ya?ml$/, (text, path) => readYaml(text, path, 'version', 'build')],
  [/^pom\.xml$/, (text, path) => one(path, 'version', versionInPom(text))],
  [/\.(?:cs|fs|vb)proj$|\.props$/, (text, path) => one(path, 'Version', versionInMsbuild(text))],
  [/\.nuspec$/, (text, path) => one(path, 'version', versionInNuspec(text))],
  [/\.plist$/, (text, path) => one(path, 'CFBundleShortVersionString', versionInPlist(text))],
  [/\.toml$/, (text, path) => parsedToml(text, path, (table) => one(path, 'version', at(table, 'version')))],
  [/\.ya?ml$/, (text, path) => readYaml(text, path, 'version')],
  [
    /\.properties$/,
    (text, path) => {
      const plain = /^[ \t]*version[ \t]*[=:][ \t]*(\S+)/m.exec(text)?.[1];
      return plain === undefined ? readSource(text, path) : one(path, 'version', plain);
    },
  ],
  [
    /\.py$/,
    (text, path) => {
      const own = /^__version__[ \t]*(?::[ \t]*\w+[ \t]*)?=[ \t]*["'](v?\d[^"'\n]*)["']/m.exec(text)?.[1];
      return own === undefined
        ? readSource(text, path, 'pep440')
        : one(path, '__version__', own, { spelling: 'pep440' });
    },
  ],
  [
    /^\.?version(?:\.txt)?$/i,
    (text, path) => {
      const plain = text.trim();
      const named = /^\S+$/.test(plain) && !plain.includes('=') ? [] : versionsInSource(text);
      return named.length > 0 ? readSource(text, path) : one(path, 'version', plain);
    },
  ],
  [
    /\.(?:go|rs|rb|gemspec|exs?|gradle|kts?|java|scala|sbt|swift|php|js|mjs|cjs|ts|nix|lua|dart|build|ac|podspec)$|^CMakeLists\.txt$/,
    (text, path) => readSource(text, path),
  ],
];

/**
 * The versions that a manifest states; a file may state more than one, and all of them count.
 * Knows Cargo.toml (with `version.workspace`), pyproject.toml (PEP 621 and Poetry), Chart.yaml (`appVersion`, else `version`),
 * the lock files of npm, Cargo and uv, VERSION files, `__version__` in Python, pom.xml, MSBuild's projects, pubspec.yaml, OpenAPI documents, a top-level
 * `version` in any other JSON, TOML, YAML or .properties file, and the one `version = "…"` of a source file or a build's script.
 */
export function readVersionsIn(path: string, text: string): ReadVersions {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const read = READERS.find(([pattern]) => pattern.test(name))?.[1];
  if (!read) {
    if (versionsInSource(text).length > 0) return readSource(text, path);
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

/** The packages of a lock file that are the repository's own: they have no source, or it is the folder itself. */
function readLock(text: string, path: string): ReadVersions {
  return parsedToml(text, path, (table) => {
    const packages = at(table, 'package');
    const own = (Array.isArray(packages) ? packages : []).filter((one: unknown) => {
      const source = at(one, 'source');
      return path.endsWith('uv.lock')
        ? [at(source, 'editable'), at(source, 'virtual'), at(source, 'directory')].includes('.')
        : source === undefined;
    });
    const versions = [...new Set(own.map((one: unknown) => at(one, 'version')))].filter(
      (one) => typeof one === 'string',
    );
    if (versions.length > 1) return severalFault(path, versions);
    return one(path, 'package.version', versions[0], {
      spelling: path.endsWith('Cargo.lock') ? 'semver' : 'pep440',
    });
  });
}

/** A top-level `version`; else an OpenAPI document's, or what release-please keeps of the whole repository. */
function readJson(text: string, path: string): ReadVersions {
  return parsedJson(text, path, (table) => {
    const whole = path.endsWith('.release-please-manifest.json') ? at(table, '.') : undefined;
    // Tauri's and Expo's own tables.
    const own =
      at(table, 'version') ?? whole ?? at(table, 'package', 'version') ?? at(table, 'expo', 'version');
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
  return severalFault(path, [first ?? '', ...more]);
}

function severalFault(path: string, versions: readonly string[]): ReadVersions {
  return fault(
    `version-files: ${path} states several versions, ${versions.slice(0, 5).join(', ')}`,
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
