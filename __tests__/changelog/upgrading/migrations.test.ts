import { describe, expect, test } from '@jest/globals';
import type { MigrationFile } from '../../../src/changelog/upgrading/migration-files.ts';
import { migrationLines } from '../../../src/changelog/upgrading/migrations.ts';

/** `path`, `path=content`: the content is the text and stands for the blob. */
const files = (...given: readonly string[]): MigrationFile[] =>
  given.map((one) => {
    const [path = '', ...rest] = one.split('=');
    return { path, blob: one, ...(rest.length > 0 ? { text: rest.join('=') } : {}) };
  });

const added = (...paths: string[]): string[] => migrationLines([], files(...paths));

const alembic = (id: string, down: string): string =>
  `versions/${id}_x.py=revision: str = "${id}"\ndown_revision: Union[str, None] = ${down}\n`;

describe('new migrations', () => {
  test.each<[string, readonly string[], readonly string[]]>([
    [
      'Alembic: its files have the order',
      [alembic('0ab2', '"f9e1"'), alembic('f9e1', "'c0d1'"), 'versions/env.py', 'versions/__init__.py'],
      ['2 migrations will run, in this order:', '1. `versions/f9e1_x.py`', '2. `versions/0ab2_x.py`'],
    ],
    [
      'Alembic: two branches have no one order',
      [alembic('a1', '"00"'), alembic('b1', '"00"'), alembic('c1', '("a1", "b1")')],
      ['3 migration files are new:', '- `versions/a1_x.py`', '- `versions/b1_x.py`', '- `versions/c1_x.py`'],
    ],
    [
      'hashes whose text nobody read',
      ['versions/38d63c18f30f_a.py', 'versions/0f_b.py'],
      ['2 migration files are new:', '- `versions/0f_b.py`', '- `versions/38d63c18f30f_a.py`'],
    ],
    [
      'Flyway: versions by their parts, no undo, no baseline',
      ['V1_10__c.sql', 'V1.9__b.sql', 'U1.9__b.sql', 'B1__base.sql', 'R__views.sql', 'beforeMigrate.sql'],
      [
        '2 migrations will run, in this order:',
        '1. `V1.9__b.sql`',
        '2. `V1_10__c.sql`',
        'One repeatable migration will run, after all others, since it changed:',
        '- `R__views.sql`',
      ],
    ],
    [
      'golang-migrate: the way down, with or without its way up',
      ['m/000002_a.up.sql', 'm/000002_a.down.sql', 'm/000001_gone.down.sql'],
      ['One migration will run:', '1. `m/000002_a.up.sql`'],
    ],
    [
      'a program beside numbered ones helps them, and a dump is made of them',
      [
        'm/0001_b.sql',
        'm/schema.ts',
        'm/helpers.js',
        'm/schema.sql',
        'm/seeds/1_users.sql',
        'm/meta/0001_snapshot.json',
      ],
      ['One migration will run:', '1. `m/0001_b.sql`'],
    ],
    [
      'SQL without a number is for people, and shown',
      ['m/0001_b.sql', 'm/fix_users.sql'],
      ['2 migration files are new:', '- `m/0001_b.sql`', '- `m/fix_users.sql`'],
    ],
    [
      'programs without numbers are migrations where nothing has one',
      ['m/b.ts', 'm/b.d.ts', 'm/b.js.map', 'm/a.ts'],
      ['2 migration files are new:', '- `m/a.ts`', '- `m/b.ts`'],
    ],
    [
      'a hash of digits alone makes no helpers of others',
      ['v/123456789012_a.py', 'v/38d63c18f30f_b.py'],
      ['2 migration files are new:', '- `v/123456789012_a.py`', '- `v/38d63c18f30f_b.py`'],
    ],
    [
      'SeaORM: the crate around the migrations',
      ['m/src/m20240201_000001_b.rs', 'm/src/lib.rs', 'm/Cargo.toml', 'm/Cargo.lock'],
      ['One migration will run:', '1. `m/src/m20240201_000001_b.rs`'],
    ],
    [
      'yoyo: the way back in SQL',
      ['m/0002.b.py', 'm/0002.b.rollback.sql'],
      ['One migration will run:', '1. `m/0002.b.py`'],
    ],
    [
      'MikroORM: by the time in the name',
      ['m/Migration20240301120000.ts', 'm/Migration20240201120000.ts', 'm/.snapshot-db.json'],
      [
        '2 migrations will run, in this order:',
        '1. `m/Migration20240201120000.ts`',
        '2. `m/Migration20240301120000.ts`',
      ],
    ],
    [
      'a folder for each way',
      ['m/up/2_b.sql', 'm/up/1_a.sql', 'm/down/2_b.sql', 'm/down/1_a.sql'],
      ['2 migrations will run, in this order:', '1. `m/up/1_a.sql`', '2. `m/up/2_b.sql`'],
    ],
    [
      'a folder that everything is in says nothing',
      ['undo/migrations/1_a.sql'],
      ['One migration will run:', '1. `undo/migrations/1_a.sql`'],
    ],
    [
      'a rollback beside its migration',
      ['1_a.sql', '1_a.rollback.sql', '2_b.sql', '2_b_undo.sql', '3_undo_c.sql'],
      ['3 migrations will run, in this order:', '1. `1_a.sql`', '2. `2_b.sql`', '3. `3_undo_c.sql`'],
    ],
    [
      'Diesel: the folder is the migration',
      ['m/2024-02-01-000000_b/up.sql', 'm/2024-02-01-000000_b/down.sql', 'm/2024-01-09-000000_a/up.sql'],
      [
        '2 migrations will run, in this order:',
        '1. `m/2024-01-09-000000_a/up.sql`',
        '2. `m/2024-02-01-000000_b/up.sql`',
      ],
    ],
    [
      'the settings of one migration',
      [
        'db/V2__a.sql',
        'db/V2__a.sql.conf',
        'm/2024-01-09-000000_a/up.sql',
        'm/2024-01-09-000000_a/metadata.toml',
      ],
      [
        'One migration in `db` will run:',
        '1. `db/V2__a.sql`',
        'One migration in `m` will run:',
        '1. `m/2024-01-09-000000_a/up.sql`',
      ],
    ],
    [
      'Sqitch: its plan has the order, and what verifies changes nothing',
      ['deploy/zeta.sql', 'revert/zeta.sql', 'verify/zeta.sql', 'deploy/beta.sql', 'verify/beta.sql'],
      ['2 migration files are new:', '- `deploy/beta.sql`', '- `deploy/zeta.sql`'],
    ],
    [
      'Prisma',
      ['p/20240102000000_b/migration.sql', 'p/20240101000000_a/migration.sql', 'p/migration_lock.toml'],
      [
        '2 migrations will run, in this order:',
        '1. `p/20240101000000_a/migration.sql`',
        '2. `p/20240102000000_b/migration.sql`',
      ],
    ],
    [
      'SeaORM',
      ['src/lib.rs', 'src/m20240101_000002_b.rs', 'src/m20240101_000001_a.rs'],
      [
        '2 migrations will run, in this order:',
        '1. `src/m20240101_000001_a.rs`',
        '2. `src/m20240101_000002_b.rs`',
      ],
    ],
    [
      'goose, dbmate, Rails, Knex, TypeORM, Laravel: one number each',
      [
        'm/00002_b.go',
        'm/20240101_c.rb',
        'm/00001_a.sql',
        'm/1700000000000-D.ts',
        'm/2024_a.md',
        'm/00002_b_test.go',
      ],
      [
        '4 migrations will run, in this order:',
        '1. `m/00001_a.sql`',
        '2. `m/00002_b.go`',
        '3. `m/20240101_c.rb`',
        '4. `m/1700000000000-D.ts`',
      ],
    ],
    [
      'two of one number have no order',
      ['m/0002_a.py', 'm/0002_b.py'],
      ['2 migration files are new:', '- `m/0002_a.py`', '- `m/0002_b.py`'],
    ],
    ['a name without a number', ['m/users.sql'], ['One migration file is new:', '- `m/users.sql`']],
    [
      'Django: each application has an order of its own',
      ['shop/migrations/0002_a.py', 'shop/migrations/0003_b.py', 'users/migrations/0009_c.py'],
      [
        '2 migrations in `shop/migrations` will run, in this order:',
        '1. `shop/migrations/0002_a.py`',
        '2. `shop/migrations/0003_b.py`',
        'One migration in `users/migrations` will run:',
        '1. `users/migrations/0009_c.py`',
      ],
    ],
    [
      'one schema in three dialects',
      ['mysql', 'postgres', 'sqlite'].flatMap((name) => [`m/${name}/V2.B.up.sql`, `m/${name}/V3.C.up.sql`]),
      [
        '2 migrations will run, in this order, those of your database (`mysql`, `postgres` or `sqlite`):',
        '1. `V2.B.up.sql`',
        '2. `V3.C.up.sql`',
      ],
    ],
    [
      'dialects that differ',
      ['m/mysql/2_b.sql', 'm/sqlite/2_b.sql', 'm/sqlite/3_c.sql'],
      [
        'One migration in `m/mysql` will run:',
        '1. `m/mysql/2_b.sql`',
        '2 migrations in `m/sqlite` will run, in this order:',
        '1. `m/sqlite/2_b.sql`',
        '2. `m/sqlite/3_c.sql`',
      ],
    ],
    [
      'a dialect in the name',
      ['1_a.mysql.sql', '1_a.postgres.sql'],
      ['One migration will run, those of your database (`mysql` or `postgres`):', '1. `1_a.sql`'],
    ],
    [
      'Liquibase: another file has the order',
      ['db/2.xml=<databaseChangeLog>', 'db/1.sql=--liquibase formatted sql'],
      [
        '2 changelog files of Liquibase are new (the master changelog has the order):',
        '- `db/2.xml`',
        '- `db/1.sql`',
      ],
    ],
  ])('%s', (_, paths, expected) => {
    expect(added(...paths)).toEqual(expected);
  });
});

describe('migrations that were there', () => {
  const sharing =
    'migrations have a number that another one has, too. A tool that goes by the number (Flyway, golang-migrate, goose, sqlx, dbmate, Rails) refuses to start:';
  test.each<[string, readonly string[], readonly string[], readonly string[]]>([
    [
      'two branches took one number, and one of them was released',
      ['m/1_a.up.sql', 'm/2_b.up.sql'],
      ['m/1_a.up.sql', 'm/2_b.up.sql', 'm/2_c.up.sql', 'm/3_d.up.sql', 'm/2_c.down.sql'],
      [
        'One migration will run:',
        '1. `m/3_d.up.sql`',
        `2 ${sharing}`,
        '- `m/2_b.up.sql`',
        '- `m/2_c.up.sql`',
      ],
    ],
    [
      'two new ones with one version, as Flyway counts',
      [],
      ['V1_2__a.sql', 'V1.2__b.sql', 'mysql/V1.2__a.sql'],
      [
        'One migration will run:',
        '1. `mysql/V1.2__a.sql`',
        `2 ${sharing}`,
        '- `V1_2__a.sql`',
        '- `V1.2__b.sql`',
      ],
    ],
    [
      'what shared a number before is not news',
      ['1_a.sql', '1_b.sql'],
      ['1_a.sql', '1_b.sql', '2_c.sql'],
      ['One migration will run:', '1. `2_c.sql`'],
    ],
    [
      'days, folders and programs are known by their whole names',
      [],
      ['2024-01-31_a.sql', '2024-01-31_b.sql'],
      ['2 migration files are new:', '- `2024-01-31_a.sql`', '- `2024-01-31_b.sql`'],
    ],
    [
      'Sqitch: its plan is no migration',
      ['deploy/a.sql', 'sqitch.plan=a'],
      ['deploy/a.sql', 'deploy/b.sql', 'sqitch.plan=b'],
      ['One migration file is new:', '- `deploy/b.sql`'],
    ],
    [
      'one that repeats runs again when it changed',
      ['R__views.sql=a', 'R__same.sql=b'],
      ['R__views.sql=b', 'R__same.sql=b'],
      ['One repeatable migration will run, after all others, since it changed:', '- `R__views.sql`'],
    ],
    [
      'a Liquibase changelog grows',
      ['c.yaml=databaseChangeLog: []'],
      ['c.yaml=databaseChangeLog: [1]'],
      [
        'One changelog file of Liquibase changed: the change sets that a database has not run yet will run:',
        '- `c.yaml`',
      ],
    ],
    ['its way back was mended', ['1_a.up.sql', '1_a.down.sql=a'], ['1_a.up.sql', '1_a.down.sql=b'], []],
    ['the list of them in Rust', ['lib.rs=a', 'm1_a.rs'], ['lib.rs=b', 'm1_a.rs'], []],
    [
      'a number below those that were released, which tools that count up do not run',
      ['m/20230105_a.sql', 'm/3_old.sql', 'p/9_z.sql'],
      [
        'm/20230105_a.sql',
        'm/3_old.sql',
        'p/9_z.sql',
        'm/20230102_late.sql',
        'm/20230106_b.sql',
        'm/4_c.sql',
      ],
      [
        '2 migrations will run, in this order:',
        '1. `m/4_c.sql`',
        '2. `m/20230106_b.sql`',
        'One migration is new, with a number below those of earlier releases. A tool that counts up (golang-migrate, goose, Flyway) skips it or stops there; others run it:',
        '- `m/20230102_late.sql`',
      ],
    ],
    [
      'a number below, where the tool keeps a list of what has run',
      ['m/20230105_a.rb', 'p/20230105_a/migration.sql'],
      ['m/20230105_a.rb', 'p/20230105_a/migration.sql', 'm/20230102_late.rb'],
      ['One migration will run:', '1. `m/20230102_late.rb`'],
    ],
    [
      'Django: one in place of others',
      ['m/0001_initial.py=x', 'm/0002_a.py=y'],
      [
        'm/0001_initial.py=x',
        'm/0002_a.py=y',
        'm/0001_squashed_0002_a.py=class M:\n    replaces = [("app", "0001_initial")]\n',
      ],
      [
        'One squashed migration is new: where the migrations that it replaces have run, nothing runs again:',
        '- `m/0001_squashed_0002_a.py`',
      ],
    ],
    [
      'squashed',
      ['1_a.sql', '2_b.sql'],
      [],
      ['2 migrations of earlier releases are gone:', '- `1_a.sql`', '- `2_b.sql`'],
    ],
  ])('%s', (_, before, after, expected) => {
    expect(migrationLines(files(...before), files(...after))).toEqual(expected);
  });

  test('one that has another number now runs, one that lies elsewhere does not', () => {
    const of = (path: string): MigrationFile => ({ path, blob: 'same' });
    expect(migrationLines([of('m/5_a.sql')], [of('m/6_a.sql')])).toEqual([
      'One migration will run:',
      '1. `m/6_a.sql`',
    ]);
    expect(migrationLines([of('m/5_a.sql')], [of('db/m/5_a.sql')])).toEqual([]);
    expect(migrationLines([of('m/5_a/up.sql')], [of('m/6_b/up.sql')])).toHaveLength(2);
  });

  test('one that has the same number under another name runs again where the tool goes by names', () => {
    const of = (path: string): MigrationFile => ({ path, blob: 'same' });
    expect(migrationLines([of('m/5_a.sql')], [of('m/5_accounts.sql')])).toEqual([
      'One migration was renamed, with the same content; a tool that knows it by its name will run it again:',
      '- `m/5_a.sql` → `m/5_accounts.sql`',
    ]);
  });
});

test('more migrations than a call may have arguments, in one folder and in many, changed and gone', () => {
  const many = (folder: (n: number) => string, blob: string): MigrationFile[] =>
    Array.from({ length: 150_000 }, (_, n) => ({
      path: `${folder(n)}/${String(n).padStart(6, '0')}_step.sql`,
      blob: `${blob}${n}`,
    }));
  const one = many(() => 'migrations', 'a');
  expect(migrationLines([], one)).toHaveLength(150_001);
  expect(
    migrationLines(
      one,
      many(() => 'migrations', 'b'),
    ).length,
  ).toBeGreaterThan(0);
  expect(migrationLines(one, []).length).toBeGreaterThan(0);
  expect(
    migrationLines(
      [],
      many((n) => `db/${n % 1000}`, 'c'),
    ).length,
  ).toBeGreaterThan(150_000);
}, 60_000);
