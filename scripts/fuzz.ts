// Tries the hostile suites on as many cases as asked for, and prints (or records) how many each property had.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const usage = 'npm run fuzz -- [--cases 10000] [--record docs/threat-model.cases.json]\n';

interface Tried {
  readonly name: string;
  readonly cases: number;
  readonly seconds: number;
}

const { values } = parseArgs({
  options: { cases: { type: 'string', default: '10000' }, record: { type: 'string' } },
});
if (!/^[1-9]\d*$/.test(values.cases)) {
  process.stderr.write(usage);
  process.exit(2);
}

const dir = mkdtempSync(join(tmpdir(), 'fuzz-'));
const lines = join(dir, 'tried.jsonl');
writeFileSync(lines, '');
const { status } = spawnSync(
  process.execPath,
  ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js', '__tests__/hostile/'],
  { stdio: 'inherit', env: { ...process.env, HOSTILE_CASES: values.cases, HOSTILE_RECORD: lines } },
);
const tried = readFileSync(lines, 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as Tried)
  .sort((a, b) => (a.name < b.name ? -1 : 1));
rmSync(dir, { recursive: true });

const total = tried.reduce((sum, { cases }) => sum + cases, 0);
for (const { name, cases, seconds } of tried) process.stdout.write(`${cases}\t${seconds} s\t${name}\n`);
process.stdout.write(`${total} cases held\n`);
// Only a run in which everything held is a record.
if (values.record !== undefined && status === 0) {
  const cases = Object.fromEntries(tried.map((one) => [one.name, one.cases]));
  writeFileSync(values.record, `${JSON.stringify({ total, cases }, null, 2)}\n`);
}
process.exitCode = status ?? 1;
