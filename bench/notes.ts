// `npm run bench:notes [-- --update] [-- --rounds N]`: how fast the notes are, against git log and git-cliff.
import { type SpawnSyncReturns, execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { renderNotes } from '../src/changelog/notes.ts';
import { readCommit } from '../src/changelog/commits/parse.ts';
import { parseTag } from '../src/plan/version/version.ts';
import { logFormat } from '../src/world/git/log.ts';
import { generate } from './generate.ts';
import { worstMessages } from './worst.ts';

interface Contender {
  readonly name: string;
  readonly argv: readonly string[];
  readonly cwd?: string;
}

/** Medians over the rounds, in ms: wall clock, and processor time of the process and its children. */
interface Measured {
  readonly wall: number;
  readonly processor: number;
}

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '9' }, update: { type: 'boolean', default: false } },
});
const rounds = Number(values.rounds);
/** As `npm run notes` has it: the young generation may not grow with the history. */
const smallHeap = '--max-semi-space-size=8';
const work = mkdtempSync(join(tmpdir(), 'bench-'));
const node = resolve('node_modules/.bin/node');
/** The very file that `npm run notes` runs. */
const notes = resolve('dist/notes/index.js');
const questions = questionsAlone();

try {
  const text = [
    `${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} threads; Node ${process.versions.node}, ${gitVersion()}; medians of ${rounds} interleaved rounds, in ms (wall clock / processor time).`,
    '',
    ...ranges(),
    '',
    ...worst(),
  ].join('\n');
  console.log(text);
  if (values.update) update(text);
} finally {
  rmSync(work, { recursive: true, force: true });
}

/**
 * What no program on Node can go below: the same two questions to git, one after the other as the second needs the first's
 * answer, and nothing done with the answers but to count their bytes.
 */
function questionsAlone(): string {
  const file = join(work, 'questions.cjs');
  writeFileSync(
    file,
    `const { spawn } = require('node:child_process');
const [repo, ...revisions] = process.argv.slice(2);
const ask = (...args) =>
  new Promise((answered) => {
    const git = spawn('git', ['-C', repo, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
    let bytes = 0;
    git.stdout.on('data', (chunk) => (bytes += chunk.length));
    git.on('close', () => answered(bytes));
  });
(async () => {
  const tags = await ask('for-each-ref', '--format=%(refname:strip=2)', 'refs/tags');
  const log = await ask('log', '-z', '--format=${logFormat}', ...revisions);
  console.log(tags + log);
})();
`,
  );
  return file;
}

function ranges(): string[] {
  const table = [
    '| range | node alone | `git log` | node that only asks git | notes | git-cliff | notes ÷ git log | without node’s start | git-cliff ÷ notes | peak memory |',
    '|---|---|---|---|---|---|---|---|---|---|',
  ];
  const last = repository('last', 100_000, 12_000);
  table.push(
    row('the last release of 12,000', last, 'v59.19.9', ['v59.19.9', '^v59.19.8'], 'v59.19.8..v59.19.9'),
  );
  for (const commits of [1000, 20_000, 100_000]) {
    const repo = commits === 100_000 ? withoutTags(last) : repository(`all-${commits}`, commits, 1);
    table.push(row(`${commits.toLocaleString('en')} commits`, repo, 'v0.0.0', ['v0.0.0']));
  }
  return table;
}

function repository(name: string, commits: number, tags: number): string {
  const dir = join(work, name);
  generate(dir, { commits, tags, seed: commits + tags });
  return dir;
}

/** The same history as one release, v0.0.0. */
function withoutTags(repo: string): string {
  const dir = join(work, 'untagged');
  execFileSync('git', ['clone', '-q', '--no-tags', repo, dir]);
  execFileSync('git', ['-C', dir, 'tag', 'v0.0.0']);
  return dir;
}

function row(
  title: string,
  repo: string,
  tag: string,
  revisions: readonly string[],
  cliffRange?: string,
): string {
  const cliff = gitCliff();
  const contenders: Contender[] = [
    { name: 'node', argv: [node, '-e', '0'] },
    { name: 'log', argv: ['git', '-C', repo, 'log', '-z', `--format=${logFormat}`, ...revisions] },
    { name: 'questions', argv: [node, questions, repo, ...revisions] },
    { name: 'notes', argv: [node, smallHeap, notes, '--repo', repo, '--tag', tag] },
    {
      name: 'cliff',
      argv: [cliff, '--offline', ...(cliffRange === undefined ? [] : [cliffRange])],
      cwd: repo,
    },
  ];
  const measured = interleaved(contenders);
  const of = (name: string): Measured => measured.get(name) ?? { wall: NaN, processor: NaN };
  const [start, log, ours, theirs] = [of('node'), of('log'), of('notes'), of('cliff')];
  const show = ({ wall, processor }: Measured): string => `${wall.toFixed(0)} / ${processor.toFixed(0)}`;
  const ratio = (a: number, b: number): string => `${(a / b).toFixed(1)} ×`;
  return `| ${[
    title,
    show(start),
    show(log),
    show(of('questions')),
    show(ours),
    show(theirs),
    ratio(ours.wall, log.wall),
    ratio(ours.wall - start.wall, log.wall),
    ratio(theirs.wall, ours.wall),
    `${Math.round(peakMemory(repo, tag))} MB`,
  ].join(' | ')} |`;
}

function interleaved(contenders: readonly Contender[]): Map<string, Measured> {
  const samples = new Map<string, { wall: number[]; processor: number[] }>();
  // One round more than counts: the first warms the disk's cache.
  for (let round = 0; round <= rounds; round += 1) {
    for (const { name, argv, cwd } of contenders) {
      const children = childTime();
      const start = performance.now();
      const done = run(argv, cwd);
      const wall = performance.now() - start;
      if (done.status !== 0) throw new Error(`${argv.join(' ')}: ${done.stderr.toString()}`);
      if (round === 0) continue;
      const list = samples.get(name) ?? { wall: [], processor: [] };
      list.wall.push(wall);
      list.processor.push(childTime() - children);
      samples.set(name, list);
    }
  }
  return new Map(
    [...samples].map(([name, { wall, processor }]) => [
      name,
      { wall: median(wall), processor: median(processor) },
    ]),
  );
}

function run(argv: readonly string[], cwd = '.'): SpawnSyncReturns<Buffer> {
  const [program = '', ...args] = argv;
  return spawnSync(program, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 2 ** 30 });
}

/** Processor time of all finished children so far, in ms, from Linux's own count for this process. */
function childTime(): number {
  const fields = readFileSync('/proc/self/stat', 'utf8').split(') ')[1]?.split(' ') ?? [];
  const ticks = Number(fields[13]) + Number(fields[14]);
  return ticks * 10;
}

/** The most memory the notes command held, in MB. */
function peakMemory(repo: string, tag: string): number {
  const hook = join(work, 'memory.cjs');
  writeFileSync(
    hook,
    "process.on('exit', () => process.stderr.write(`maxRSS ${process.resourceUsage().maxRSS}`));\n",
  );
  const done = run([node, smallHeap, '-r', hook, notes, '--repo', repo, '--tag', tag]);
  return Number(/maxRSS (\d+)/.exec(done.stderr.toString())?.[1]) / 1024;
}

/** Time for messages made to take long: ten times the length may take about ten times as long. */
function worst(): string[] {
  const version = parseTag('v1.0.0', '');
  if (!version) throw new TypeError('v1.0.0 is a version');
  const time = (message: string): number => {
    const start = process.cpuUsage();
    const commit = { hash: 'a'.repeat(40), parents: [], author: 'A', email: 'a@b.c', authored: 1, message };
    renderNotes({ version, commits: [readCommit(commit)], limit: Infinity, style: 'short' });
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  };
  const [short, long] = [worstMessages(10_000), worstMessages(100_000)];
  const best = (message = ''): number => Math.min(...Array.from({ length: 3 }, () => time(message)));
  const found = Object.keys(short).map((name) => ({
    name,
    short: best(short[name]),
    long: best(long[name]),
  }));
  found.sort((a, b) => b.long - a.long);
  const shown = found
    .slice(0, 5)
    .map((one) => `| ${one.name} | ${one.short.toFixed(1)} | ${one.long.toFixed(1)} |`);
  return [
    `Of ${found.length} messages made to take long, the five slowest, processor time in ms:`,
    '',
    '| message | 10,000 characters | 100,000 characters |',
    '|---|---|---|',
    ...shown,
  ];
}

function gitCliff(): string {
  const require = createRequire(import.meta.url);
  const platform = `git-cliff-${process.platform}-${process.arch}`;
  return require.resolve(`${platform}/bin/git-cliff`);
}

function gitVersion(): string {
  return execFileSync('git', ['--version']).toString().trim();
}

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

function update(text: string): void {
  const path = 'docs/changelog.md';
  const document = readFileSync(path, 'utf8');
  const [begin, end] = ['<!-- bench: written by npm run bench:notes -- --update -->', '<!-- /bench -->'];
  const before = document.slice(0, document.indexOf(begin));
  const after = document.slice(document.indexOf(end));
  writeFileSync(path, `${before}${begin}\n\n${text}\n\n${after}`);
}
