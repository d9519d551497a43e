// The Upgrading section's words on schema migrations: no more than what their names and files tell.
import { codeSpan } from '../markdown/markdown.ts';
import {
  type Migration,
  type MigrationFile,
  forwardMigrations,
  inOrder,
  isBelow,
  readMigration,
} from './migration-files.ts';
import { cleanLine, cutLine } from '../markdown/text.ts';
import { sameNumber } from './same-number.ts';

/** How much of a path is shown; Linux allows one of 4,096 bytes. */
const longestPath = 4096;

/** Markdown lines on the migrations that came or changed between two releases; none when there is nothing to run. */
export function migrationLines(before: readonly MigrationFile[], after: readonly MigrationFile[]): string[] {
  const old = new Map(before.map(({ path, blob }) => [path, blob]));
  const paths = new Set(after.map(({ path }) => path));
  const gone = new Map(before.filter(({ path }) => !paths.has(path)).map((file) => [file.blob, file]));
  const forward = forwardMigrations(after);
  const added: Migration[] = [];
  const changed: Migration[] = [];
  const renamed: Renamed[] = [];
  for (const migration of forward) {
    const { path, blob } = migration.file;
    const was = gone.get(blob);
    if (old.has(path)) {
      if (old.get(path) !== blob) changed.push(migration);
    } else if (was === undefined) added.push(migration);
    else if (!isMoved(migration, was)) {
      if (hasNumberOf(migration, was)) renamed.push({ migration, was });
      else added.push(migration);
    }
  }
  const twice = new Set(sameNumber(added, forward));
  const late = lateOf(
    added.filter((one) => !twice.has(one)),
    forwardMigrations(before),
  );
  const kept = new Set(after.map(({ blob }) => blob));
  const lost = forwardMigrations(before).filter(({ file }) => !paths.has(file.path) && !kept.has(file.blob));
  const of = (list: readonly Migration[], kind: Migration['kind']): Migration[] =>
    list.filter((migration) => migration.kind === kind);
  return [
    ...groups(of(added, 'forward').filter((one) => !late.has(one) && !twice.has(one))).flatMap(newLines),
    ...listed(
      [...twice],
      ([count]) =>
        `${count} have a number that another one has, too. A tool that goes by the number (Flyway, golang-migrate, goose, sqlx, dbmate, Rails) refuses to start:`,
      ['migration', 'migrations'],
    ),
    ...listed(
      [...late],
      ([count]) =>
        `${count} ${isOne(count)} new, with a number below those of earlier releases. A tool that counts up (golang-migrate, goose, Flyway) skips ${isOneOf(count, 'it', 'them')} or stops there; others run ${isOneOf(count, 'it', 'them')}:`,
      ['migration', 'migrations'],
    ),
    ...listed(
      of(added, 'squash'),
      ([count]) =>
        `${count} ${isOne(count)} new: where the migrations that ${isOneOf(count, 'it replaces', 'they replace')} have run, nothing runs again:`,
      ['squashed migration', 'squashed migrations'],
    ),
    ...renamedLines(renamed),
    ...listed(
      of(added, 'changelog'),
      ([count]) => `${count} of Liquibase ${isOne(count)} new (the master changelog has the order):`,
      ['changelog file', 'changelog files'],
    ),
    ...listed(
      of(changed, 'changelog'),
      ([count]) => `${count} of Liquibase changed: the change sets that a database has not run yet will run:`,
      ['changelog file', 'changelog files'],
    ),
    ...listed(
      [...of(added, 'repeatable'), ...of(changed, 'repeatable')],
      ([count]) => `${count} will run, after all others, since ${isOneOf(count, 'it', 'they')} changed:`,
      ['repeatable migration', 'repeatable migrations'],
    ),
    ...listed(
      of(changed, 'forward'),
      () =>
        'Migrations of earlier releases were edited; a database that ran them already does not get the difference:',
      ['', ''],
    ),
    ...listed(of(lost, 'forward'), ([count]) => `${count} of earlier releases ${isOne(count)} gone:`, [
      'migration',
      'migrations',
    ]),
  ];
}

/** The same file at another place, which no tool runs again: all know a migration by its own name. */
function isMoved({ unit, revision }: Migration, was: MigrationFile): boolean {
  return revision !== undefined || readMigration(was).unit === unit;
}

interface Renamed {
  readonly migration: Migration;
  readonly was: MigrationFile;
}

/** Whether it runs again is the tool's to say: some know a migration by its number, others by its whole name. */
function renamedLines(renamed: readonly Renamed[]): string[] {
  if (renamed.length === 0) return [];
  const count = renamed.length === 1 ? 'One migration' : `${renamed.length} migrations`;
  const them = isOneOf(count, 'it by its', 'them by their');
  return [
    `${count} ${isOneOf(count, 'was', 'were')} renamed, with the same content; a tool that knows ${them} name will run ${isOneOf(count, 'it', 'them')} again:`,
    ...renamed.map(
      ({ migration, was }) => `- ${codeSpan(shown(was.path))} → ${codeSpan(shown(migration.file.path))}`,
    ),
  ];
}

/**
 * New SQL files whose number is below one that was released from the same folder: two branches took their numbers before
 * either was merged. The tools of other files keep a list of what has run, and run what is missing.
 */
function lateOf(added: readonly Migration[], before: readonly Migration[]): ReadonlySet<Migration> {
  const highest = new Map<string, Migration>();
  for (const one of before) {
    const key = counterOf(one);
    const known = key === undefined ? undefined : highest.get(key);
    if (key !== undefined && (!known || isBelow(known, one))) highest.set(key, one);
  }
  return new Set(
    added.filter((one) => {
      const released = highest.get(counterOf(one) ?? '');
      return released !== undefined && isBelow(one, released);
    }),
  );
}

/** What is counted up together; a time stamp and a plain number have no order. */
function counterOf({
  kind,
  unit,
  file,
  folder,
  dialect,
  number: [first] = [],
}: Migration): string | undefined {
  if (kind !== 'forward' || first === undefined || !unit.endsWith('.sql') || !file.path.endsWith(unit))
    return undefined;
  return `${folder}\0${dialect ?? ''}\0${first >= 1_000_000n ? 'stamp' : 'number'}`;
}

function hasNumberOf({ number }: Migration, was: MigrationFile): boolean {
  return String(number) === String(readMigration(was).number);
}

interface Group {
  readonly migrations: readonly Migration[];
  /** Where these are, said only where there is more than one such place. */
  readonly place?: string;
  /** The databases that these are for, one folder each, with the same names. */
  readonly dialects?: readonly string[];
}

/** By folder and database: files of two folders have no common order, and of two databases only one is there. */
function groups(migrations: readonly Migration[]): Group[] {
  const byPlace = new Map<string, Migration[]>();
  for (const migration of migrations) {
    const key = `${migration.folder}\0${migration.dialect ?? ''}`;
    const list = byPlace.get(key);
    if (list === undefined) byPlace.set(key, [migration]);
    else list.push(migration);
  }
  const all = [...byPlace.values()];
  const [first] = all;
  if (first === undefined) return [];
  if (all.length === 1) return [{ migrations: first }];
  const units = (list: readonly Migration[]): string => JSON.stringify(list.map(({ unit }) => unit).sort());
  const named = all.map(([one]) => one?.dialect).filter((name) => name !== undefined);
  if (new Set(named).size === all.length && all.every((list) => units(list) === units(first)))
    return [{ migrations: first, dialects: named }];
  return all.map((list) => ({
    migrations: list,
    place: list[0]?.folder === '' ? (list[0].dialect ?? '.') : (list[0]?.folder ?? '.'),
  }));
}

function newLines({ migrations, place, dialects }: Group): string[] {
  const order = inOrder(migrations);
  const count = migrations.length;
  const where = place === undefined ? '' : ` in ${codeSpan(shown(place))}`;
  const show = ({ file, unit }: Migration): string => codeSpan(shown(dialects ? unit : file.path));
  if (order === undefined) {
    const names = migrations.map(show).sort();
    return [
      `${count} migration files${where} are new${choice(dialects)}:`,
      ...names.map((name) => `- ${name}`),
    ];
  }
  const [only] = order;
  if (count === 1 && only?.number === undefined && only?.revision === undefined)
    return [`One migration file${where} is new${choice(dialects)}:`, ...order.map((one) => `- ${show(one)}`)];
  const lead =
    count === 1
      ? `One migration${where} will run${choice(dialects)}:`
      : `${count} migrations${where} will run, in this order${choice(dialects)}:`;
  return [lead, ...order.map((migration, i) => `${i + 1}. ${show(migration)}`)];
}

function choice(dialects: readonly string[] | undefined): string {
  if (dialects === undefined) return '';
  const names = dialects.map((name) => codeSpan(name));
  return `, those of your database (${names.slice(0, -1).join(', ')} or ${names.at(-1) ?? ''})`;
}

function listed(
  migrations: readonly Migration[],
  lead: (count: readonly [string]) => string,
  [one, many]: readonly [string, string],
): string[] {
  if (migrations.length === 0) return [];
  const count = migrations.length === 1 ? `One ${one}` : `${migrations.length} ${many}`;
  return [lead([count]), ...migrations.map(({ file }) => `- ${codeSpan(shown(file.path))}`)];
}

function isOne(count: string): string {
  return isOneOf(count, 'is', 'are');
}

function isOneOf(count: string, one: string, many: string): string {
  return count.startsWith('One ') ? one : many;
}

/** Whatever its bytes, one line that is not empty. */
function shown(path: string): string {
  return cutLine(cleanLine(path), longestPath) || '?';
}
