// Builds dist/ from src/: tsc, then a bundle by ncc for the action and one for `npm run notes`, and the licences of what is
// inside. `--check` builds beside it and fails when dist/ differs.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getLicenseFileText } from 'generate-license-file';

const check = process.argv.includes('--check');
const out = check ? mkdtempSync(join(tmpdir(), 'dist-')) : 'dist';
const run = (...argv: string[]): unknown =>
  execFileSync('npx', ['--no-install', ...argv], { stdio: ['ignore', 'ignore', 'inherit'] });

const files = (dir: string) =>
  new Map(
    readdirSync(dir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => [
        join(entry.parentPath, entry.name).slice(dir.length + 1),
        join(entry.parentPath, entry.name),
      ]),
  );

/**
 * Writes characters beyond ASCII as escapes: V8 keeps a script with one character beyond Latin-1 in two bytes each, which
 * for this bundle is 5 MiB of the action's memory.
 */
function ascii(text: string): string {
  if (/\\[^\0-\x7f]/.test(text))
    throw new Error('a character beyond ASCII follows a backslash in the bundle');
  return text.replaceAll(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

rmSync('build', { recursive: true, force: true });
run('tsc', '-p', 'tsconfig.build.json');
// ncc reads package.json beside the entry to learn that the bundle is ESM.
writeFileSync('build/package.json', '{"type":"module"}\n');
if (!check) rmSync('dist', { recursive: true, force: true });
// iconv-lite is optional to minipass-fetch, for pages in old encodings; its tables are not worth their memory.
run('ncc', 'build', 'build/index.js', '-o', out, '-e', 'iconv-lite');
// A command is loaded sooner as CommonJS, and minified.
writeFileSync('build/package.json', '{}\n');
run('ncc', 'build', 'build/cli/notes.js', '-m', '-o', join(out, 'notes'));
writeFileSync(join(out, 'notes', 'package.json'), '{"type":"commonjs"}\n');
// ncc only warns of a package that is not installed, and bundles a call that fails when the action starts.
for (const [name, path] of files(out)) {
  const [, missing] = /ncc\/@@notfound\.js\?([^\s'"]+)/.exec(readFileSync(path, 'utf8')) ?? [];
  if (missing !== undefined) throw new Error(`${name} needs ${missing}, which is not installed. Run: npm ci`);
}
for (const [name, path] of files(out)) {
  if (name.endsWith('.js')) writeFileSync(path, ascii(readFileSync(path, 'utf8')));
}
writeFileSync(join(out, 'licenses.txt'), await getLicenseFileText('package.json'));

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
