// Builds dist/ from src/: tsc, then one bundle by ncc. `--check` builds beside it and fails when dist/ differs.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const check = process.argv.includes('--check');
const out = check ? mkdtempSync(join(tmpdir(), 'dist-')) : 'dist';
const run = (...argv: string[]): unknown =>
  execFileSync('npx', ['--no-install', ...argv], { stdio: ['ignore', 'ignore', 'inherit'] });

rmSync('build', { recursive: true, force: true });
run('tsc', '-p', 'tsconfig.build.json');
// ncc reads package.json beside the entry to learn that the bundle is ESM.
writeFileSync('build/package.json', '{"type":"module"}\n');
if (!check) rmSync('dist', { recursive: true, force: true });
run('ncc', 'build', 'build/index.js', '-o', out, '--license', 'licenses.txt');

const files = (dir: string) =>
  new Map(
    readdirSync(dir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => [
        join(entry.parentPath, entry.name).slice(dir.length + 1),
        join(entry.parentPath, entry.name),
      ]),
  );

if (check) {
  const [fresh, committed] = [files(out), files('dist')];
  const names = [...new Set([...fresh.keys(), ...committed.keys()])].sort();
  const differ = names.filter((name) => {
    const [a, b] = [fresh.get(name), committed.get(name)];
    return a === undefined || b === undefined || !readFileSync(a).equals(readFileSync(b));
  });
  rmSync(out, { recursive: true, force: true });
  if (differ.length > 0) {
    console.error(`dist/ is not what src/ builds: ${differ.join(', ')}. Run: npm run build`);
    process.exit(1);
  }
  console.log(`dist/ is what src/ builds (${names.length} files)`);
}
