import { compact } from '../../compact.ts';

// What the names and the text of schema migrations tell: which files are migrations, which way they go, and where their tool has them in order.

export interface MigrationFile {
  readonly path: string;
  readonly blob: string;
  /** Its text, where that was read: some tools keep the order there and not in the names. */
  readonly text?: string;
}

/** How a migration is run: once and forward, again whenever it changed, in place of others, or as a part of something else. */
export type MigrationKind = 'forward' | 'repeatable' | 'changelog' | 'squash' | 'other';

export interface Migration {
  readonly file: MigrationFile;
  readonly kind: MigrationKind;
  /** What its tool knows it by: the name of the file, or of the folder for `<name>/up.sql`. */
  readonly unit: string;
  /** The folder that the units are in; empty at the root. */
  readonly folder: string;
  /** The database that it is written for, where the path says so. */
  readonly dialect?: string;
  /** The number in front of the unit's name, part by part; absent where there is none. */
  readonly number?: readonly bigint[];
  /** Alembic's own name of it, and those that it follows. */
  readonly revision?: { readonly id: string; readonly follows: readonly string[] };
}

const dialects = new Map(
  Object.entries({
    mysql: 'mysql',
    mariadb: 'mariadb',
    postgres: 'postgres',
    postgresql: 'postgresql',
    pg: 'pg',
    pgsql: 'pgsql',
    sqlite: 'sqlite',
    sqlite3: 'sqlite3',
    mssql: 'mssql',
    sqlserver: 'sqlserver',
    oracle: 'oracle',
    cockroach: 'cockroach',
    cockroachdb: 'cockroachdb',
    crdb: 'crdb',
    h2: 'h2',
    hsqldb: 'hsqldb',
    db2: 'db2',
    tidb: 'tidb',
    yugabyte: 'yugabyte',
    clickhouse: 'clickhouse',
  }),
);

/** Files that lie among migrations and are none: of Flyway, Diesel, Alembic, SeaORM, Drizzle, Prisma, Atlas, Rails, EF Core, and of people. */
const none =
  /(?:^|\/)(?:(?:seeds?|seeders?|factories|fixtures)\/.*|__init__\.py|env\.py|conftest\.py|(?:lib|main|mod)\.rs|index\.[jt]s|(?:main|migrations?|migrate|embed)\.go|migration_lock\.toml|_journal\.json|meta\/[^/]*\.json|atlas\.sum|sqitch\.(?:plan|conf)|schema\.rb|structure\.sql|metadata\.toml|[^/]*(?:\.md|\.txt|\.conf|\.mako|\.pyc|\.sum|\.map|\.d\.[cm]?ts|\.lock|\.designer\.cs|ModelSnapshot\.cs|_test\.go|\.test\.[jt]s|\.spec\.[jt]s)|\.[^/]*)$/i;

/** The migrations that go forward, of all files that the glob matches. */
export function forwardMigrations(files: readonly MigrationFile[]): Migration[] {
  const paths = new Set(files.map(({ path }) => path));
  // A folder that holds everything says nothing of what is in it.
  const folders = new Set(files.flatMap(({ path }) => path.split('/').slice(0, -1)));
  const backward = (folder: string): boolean =>
    (/^(?:downs?|rollbacks?|undo|reverts?|downgrades?)$/i.test(folder) &&
      files.some(({ path }) => !path.split('/').includes(folder))) ||
    // Sqitch looks with these whether a deployment has worked.
    (folder === 'verify' && folders.has('deploy'));
  const forward = files
    .filter(({ path }) => !none.test(path) && !isBackward(path, paths, backward))
    .map(readMigration);
  return withoutHelpers(forward);
}

/** What tools write of the whole schema, or fill it with. */
const wholeSchema = /^(?:schema|structure|seeds?|dump)\.sql$/i;

/**
 * Where migrations have numbers, a program's file without one beside them helps them or is made of them (Drizzle's `schema.ts`,
 * `helpers.ts`, `Cargo.toml`), and so is a dump. An SQL file without a number may be one that people run by hand.
 */
function withoutHelpers(migrations: readonly Migration[]): Migration[] {
  const numbered = migrations.filter(({ number }) => number !== undefined);
  const folders = new Set(numbered.flatMap(({ folder }) => [folder, folder.replace(/\/?[^/]*$/, '')]));
  return migrations.filter(
    ({ kind, number, revision, unit, folder }) =>
      kind !== 'forward' ||
      number !== undefined ||
      revision !== undefined ||
      numbered.length === 0 ||
      // Alembic's, whose text was not read: a hash may have digits alone.
      /^[0-9a-f]{6,40}[_-]/i.test(unit) ||
      (/\.(?:sql|cql|cypher)$/i.test(unit) ? !wholeSchema.test(unit) : !folders.has(folder)),
  );
}

/**
 * `3_users.down.sql`, `down.sql` beside `up.sql`, `down/3_users.sql`, Flyway's `U3__users.sql` and `3_users_rollback.sql`
 * beside `3_users.sql` do not run on the way up.
 */
function isBackward(
  path: string,
  paths: ReadonlySet<string>,
  backward: (folder: string) => boolean,
): boolean {
  const folders = path.split('/');
  const name = folders.pop() ?? '';
  if (/\.down\.[^.]+$/i.test(name) || /^U\d[\d._]*__/.test(name) || folders.some(backward)) return true;
  const up = path.replace(/(^|[./_-])down(?=\.[^./]*$|\.[^./]*\.[^./]*$)/i, '$1up');
  if (up !== path && paths.has(up)) return true;
  const whole = path.replace(/[._-](?:rollback|undo|revert|down)(?=\.[^./]*$)/i, '');
  if (whole === path) return false;
  // The way back may be SQL where the way up is a program.
  const stem = whole.replace(/[^./]*$/, '');
  return paths.has(whole) || extensions.some((extension) => paths.has(`${stem}${extension}`));
}

const extensions = ['sql', 'py', 'js', 'ts', 'go', 'rb', 'php'];

/** One file, whichever way it goes. */
export function readMigration(file: MigrationFile): Migration {
  const folders = file.path.split('/');
  let unit = folders.pop() ?? '';
  // Diesel, Prisma and others: the folder is the migration.
  if (/^(?:up|migration)\.[^.]+$/i.test(unit) && folders.length > 0) unit = folders.pop() ?? unit;
  const inName = unit
    .split('.')
    .slice(1, -1)
    .find((part) => dialects.has(part.toLowerCase()));
  const dialect = folders.findLast((part) => dialects.has(part.toLowerCase())) ?? inName;
  const number = numberOf(unit);
  const revision = unit.endsWith('.py') ? alembic(file.text) : undefined;
  return compact({
    file,
    kind: kindOf(unit, file),
    unit: inName === undefined ? unit : unit.replace(`.${inName}`, ''),
    folder: folders.join('/'),
    dialect,
    number,
    revision,
  });
}

function kindOf(unit: string, { text = '' }: MigrationFile): MigrationKind {
  if (unit.startsWith('R__')) return 'repeatable';
  // Flyway's baselines are for new databases alone; callbacks belong to every run.
  if (/^B\d[\d._]*__/.test(unit) || /^(?:before|after)[A-Z]\w*\.\w+$/.test(unit)) return 'other';
  // Liquibase: a file is a list of change sets that grows, and another file has the order of the files.
  if (text.slice(0, 20_000).includes('databaseChangeLog') || /^\s*--\s*liquibase\s+formatted/i.test(text))
    return 'changelog';
  // Django: several migrations in one, which a database that has run them takes for done.
  if (unit.endsWith('.py') && /^[ \t]*replaces[ \t]*=[ \t]*\[/m.test(text.slice(0, 20_000))) return 'squash';
  return 'forward';
}

/** `V1.2__x`, `0002_x`, `2024_01_31_120000_x`, `m20240131_000001_x`, `7.sql`; a hash such as `0ab2_x` is not a number. */
function numberOf(unit: string): readonly bigint[] | undefined {
  const [, digits] = /^(?:V|v|m|Version|Migration)?(\d+(?:[._-]\d+)*)(?=[._-]|$)/.exec(unit) ?? [];
  return digits?.split(/[._-]/).map((part) => BigInt(part.slice(0, 40)));
}

/** `revision` and `down_revision` of one of Alembic's files; `undefined` for another file. */
function alembic(text: string | undefined): Migration['revision'] {
  const value = (name: string): string | undefined =>
    new RegExp(
      `^${name}(?:[ \\t]*:[^=\\n]{1,200})?[ \\t]*=[ \\t]*(\\([^)]{0,2000}\\)|[^\\n]{1,300})`,
      'm',
    ).exec(text?.slice(0, 50_000) ?? '')?.[1];
  const down = value('down_revision');
  if (down === undefined) return undefined;
  const names = (list: string): string[] =>
    [...list.matchAll(/['"]([^'"]+)['"]/g)].map(([, name]) => name ?? '');
  return { id: names(value('revision') ?? '')[0] ?? '', follows: names(down) };
}

/**
 * The migrations in the order in which they run; `undefined` where nothing tells it. Alembic's order is in its files, of all
 * others in the numbers.
 */
export function inOrder(migrations: readonly Migration[]): readonly Migration[] | undefined {
  if (migrations.length < 2) return migrations;
  if (migrations.some(({ revision }) => revision)) return chained(migrations);
  const sorted = [...migrations].sort((a, b) => compareNumbers(a.number ?? [], b.number ?? []));
  const told = sorted.every(
    ({ number }, i) =>
      number !== undefined && (i === 0 || compareNumbers(sorted[i - 1]?.number ?? [], number) !== 0),
  );
  // Of a number and a time stamp one was another scheme once, and which of them counts is the tool's to say.
  return told ? sorted : undefined;
}

/** One migration after the other, each following the one before; a branch has no one order. */
function chained(migrations: readonly Migration[]): readonly Migration[] | undefined {
  const next = new Map<string, Migration[]>();
  const ids = new Set(migrations.map(({ revision }) => revision?.id));
  const first: Migration[] = [];
  for (const migration of migrations) {
    const before = (migration.revision?.follows ?? []).filter((id) => ids.has(id));
    if (before.length === 0) first.push(migration);
    for (const id of before) next.set(id, [...(next.get(id) ?? []), migration]);
  }
  const order: Migration[] = [];
  for (let all = first; all.length === 1;) {
    const [migration] = all;
    if (!migration || order.includes(migration)) return undefined;
    order.push(migration);
    all = next.get(migration.revision?.id ?? '') ?? [];
  }
  return order.length === migrations.length ? order : undefined;
}

export function isBelow(a: Migration, b: Migration): boolean {
  return compareNumbers(a.number ?? [], b.number ?? []) < 0;
}

function compareNumbers(a: readonly bigint[], b: readonly bigint[]): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const [one, other] = [a[i] ?? 0n, b[i] ?? 0n];
    if (one !== other) return one < other ? -1 : 1;
  }
  return 0;
}
