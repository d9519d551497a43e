// The example service's history: conventional commits of every kind, one merge, two annotated tags.
import * as file from './example-files.ts';
import type { Commit, Person } from './history.ts';

const ANA: Person = { name: 'Ana Ortiz', email: 'ana@example.com' };
const BEN: Person = { name: 'Ben Okafor', email: 'ben@example.com' };
const CHLOE: Person = { name: 'Chloé Martin', email: 'chloe@example.com' };

/** 2026-01-05 09:00:00 UTC, and so many hours later. */
const at = (hours: number): number => 1_767_603_600 + hours * 3600;

export function exampleCommits(repository: string): readonly Commit[] {
  const owner = repository.split('/')[0] ?? repository;
  return [
    {
      id: 'start',
      author: ANA,
      time: at(0),
      message: 'chore: start the project',
      files: {
        '.gitignore': file.GITIGNORE,
        'README.md': file.README(repository),
        'package.json': file.PACKAGE('1.0.0'),
        'chart/Chart.yaml': file.CHART('1.0.0'),
      },
    },
    {
      id: 'machine',
      author: ANA,
      time: at(3),
      message: 'feat: print the machine it runs on (#1)',
      files: { 'src/main.c': file.MAIN_C },
    },
    {
      id: 'image',
      author: BEN,
      time: at(27),
      message: 'build: compile a static program in a multi-stage Dockerfile (#2)',
      files: {
        Dockerfile: file.DOCKERFILE,
        '.dockerignore': file.DOCKERIGNORE,
        'config.example.yaml': file.CONFIG_1,
        'migrations/0001_visits.sql': file.MIGRATION_1,
      },
    },
    {
      id: 'http',
      author: ANA,
      time: at(50),
      message:
        'feat(http): answer requests with version and machine (#4)\n\nThe service is told what it runs on by the load balancer’s page.\n\nCloses #3',
      files: { 'src/main.c': file.MAIN_SERVE_C, 'src/signpost.h': file.HEADER_1, 'src/http.c': file.HTTP_1 },
    },
    {
      id: 'close',
      author: BEN,
      time: at(74),
      message: 'fix(http): close the connection after each answer (#5)',
      files: { 'src/http.c': file.HTTP_2 },
    },
    {
      id: 'v1.1.0',
      author: ANA,
      time: at(170),
      message: 'chore(release): 1.1.0',
      files: {
        'package.json': file.PACKAGE('1.1.0'),
        'chart/Chart.yaml': file.CHART('1.1.0'),
        'CHANGELOG.md': file.CHANGELOG_1,
      },
      tag: ['v1.1.0', 'signpost 1.1.0'],
    },
    {
      id: 'config',
      author: CHLOE,
      time: at(240),
      message:
        'feat(config): read settings from a file (#12)\n\nCo-authored-by: Ben Okafor <ben@example.com>',
      files: {
        'src/config.c': file.CONFIG_C,
        'src/signpost.h': file.HEADER_2,
        'config.example.yaml': file.CONFIG_2,
        'README.md': file.README_CONFIGURED(repository),
      },
    },
    {
      id: 'visits',
      author: CHLOE,
      time: at(300),
      message: 'feat(store): count visits (#15)',
      files: { 'src/store.c': file.STORE_C, 'migrations/0002_visits_path.sql': file.MIGRATION_2 },
    },
    {
      id: 'index',
      author: CHLOE,
      time: at(306),
      message: 'perf(store): look visits up by path (#15)',
      files: { 'migrations/0003_visits_by_path.sql': file.MIGRATION_3 },
    },
    {
      id: 'tidy',
      author: ANA,
      time: at(310),
      parents: ['config'],
      message: 'Ignore the compiled program',
      files: { '.gitignore': `${file.GITIGNORE}/out/\n` },
    },
    {
      id: 'merge',
      author: ANA,
      time: at(330),
      parents: ['tidy', 'index'],
      message: `Merge pull request #15 from ${owner}/count-visits\n\nCount visits`,
      files: {
        'src/store.c': file.STORE_C,
        'migrations/0002_visits_path.sql': file.MIGRATION_2,
        'migrations/0003_visits_by_path.sql': file.MIGRATION_3,
      },
    },
    {
      id: 'json',
      author: ANA,
      time: at(400),
      message: `feat(http)!: answer with JSON (#17)

BREAKING CHANGE: answers are a JSON object now; take \`service\` and \`machine\` from it.
The setting \`greeting\` is gone.`,
      files: { 'src/http.c': file.HTTP_3 },
    },
    {
      id: 'context',
      author: BEN,
      time: at(410),
      message: 'fix(image): keep documents out of the build context (#16)',
      files: { '.dockerignore': `${file.DOCKERIGNORE}*.md\n` },
    },
    {
      id: 'docs',
      author: BEN,
      time: at(420),
      message: 'docs: say where settings are read from (#18)',
      files: {
        'README.md': `${file.README_CONFIGURED(repository)}\nThe container runs as nobody and needs no volume.\n`,
      },
    },
    {
      id: 'deps',
      author: { name: 'dependabot[bot]', email: '49699333+dependabot[bot]@users.noreply.github.com' },
      time: at(500),
      message: 'chore(deps): bump the base image from 1.0 to 1 (#19)',
      files: { Dockerfile: `# Base images are named by their major version.\n${file.DOCKERFILE}` },
    },
    {
      id: 'v1.2.0',
      author: ANA,
      time: at(1100),
      message: 'chore(release): 1.2.0',
      files: {
        'package.json': file.PACKAGE('1.2.0'),
        'chart/Chart.yaml': file.CHART('1.2.0'),
        'CHANGELOG.md': file.CHANGELOG_2,
      },
      tag: ['v1.2.0', 'signpost 1.2.0'],
    },
  ];
}
