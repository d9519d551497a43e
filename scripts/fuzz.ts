// Tries the hostile suites on as many cases as asked for, and prints (or records) how many each property had.
import { spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const usage = `npm run fuzz -- [--cases 10000] [--chunk 50000] [--kept FILE] [--record docs/threat-model.cases.json]

  --chunk   how many cases one process tries, with seeds of its own
  --kept    where the chunks that held are kept: the same command goes on after the last of them (of the same source)
  --record  where the figures go when every case held
`;

interface Tried {
  readonly name: string;
  readonly cases: number;
  readonly seconds: number;
}

/** A chunk in which every case held. */
interface Chunk {
  readonly asked: number;
  readonly tried: readonly Tried[];
}

const { values } = parseArgs({
  options: {
    cases: { type: 'string', default: '10000' },
    chunk: { type: 'string', default: '50000' },
    kept: { type: 'string' },
    record: { type: 'string' },
  },
});
if (![values.cases, values.chunk].every((count) => /^[1-9]\d*$/.test(count))) {
  process.stderr.write(usage);
  process.exit(2);
}

const readLines = (file: string): readonly unknown[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as unknown);

const dir = mkdtempSync(join(tmpdir(), 'fuzz-'));

/** One run of the suites: nothing when a case did not hold; jest says which, with seed and path. */
function tryChunk(asked: number): Chunk | undefined {
  const lines = join(dir, 'tried.jsonl');
  writeFileSync(lines, '');
  const { status } = spawnSync(
    process.execPath,
    ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js', '__tests__/hostile/'],
    { stdio: 'inherit', env: { ...process.env, HOSTILE_CASES: String(asked), HOSTILE_RECORD: lines } },
  );
  return status === 0 ? { asked, tried: readLines(lines) as Tried[] } : undefined;
}

const wanted = Number(values.cases);
const chunks =
  values.kept !== undefined && existsSync(values.kept) ? (readLines(values.kept) as Chunk[]) : [];
const done = (): number => chunks.reduce((sum, { asked }) => sum + asked, 0);
let held = true;
while (held && done() < wanted) {
  const chunk = tryChunk(Math.min(Number(values.chunk), wanted - done()));
  if (chunk) {
    chunks.push(chunk);
    if (values.kept !== undefined) appendFileSync(values.kept, `${JSON.stringify(chunk)}\n`);
  }
  held = chunk !== undefined;
}
rmSync(dir, { recursive: true });

const tried = new Map<string, Tried>();
for (const { name, cases, seconds } of chunks.flatMap((chunk) => chunk.tried)) {
  const before = tried.get(name) ?? { cases: 0, seconds: 0 };
  tried.set(name, { name, cases: before.cases + cases, seconds: before.seconds + seconds });
}
const all = [...tried.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
const total = all.reduce((sum, { cases }) => sum + cases, 0);
for (const { name, cases, seconds } of all)
  process.stdout.write(`${cases}\t${seconds.toFixed(1)} s\t${name}\n`);
process.stdout.write(`${total} cases held\n`);
// Only a run in which everything held is a record.
if (values.record !== undefined && held) {
  const cases = Object.fromEntries(all.map((one) => [one.name, one.cases]));
  writeFileSync(values.record, `${JSON.stringify({ total, cases }, null, 2)}\n`);
}
process.exitCode = held ? 0 : 1;
