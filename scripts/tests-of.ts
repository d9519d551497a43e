// `npm run docs`: writes __tests__/README.md, which says for every source without a test of its name which test covers it.
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { format, resolveConfig } from 'prettier';

/** How far a source may be from the test that covers it: imported by it, or by what it imports, and so on. */
const farthest = 4;

const importOf = /(?:from|import\()\s*'(\.{1,2}\/[^']+\.ts)'/g;

export const sources = (): readonly string[] =>
  globSync('src/**/*.ts')
    .filter((file) => !file.endsWith('.d.ts'))
    .sort();

/** The test of a source's own name. */
export const ownTest = (source: string): string =>
  source.replace(/^src\//, '__tests__/').replace(/\.ts$/, '.test.ts');

function importsOf(file: string): readonly string[] {
  return [...readFileSync(file, 'utf8').matchAll(importOf)].map(([, to = '']) => join(dirname(file), to));
}

/** What has nothing to run: its exports are types. */
export function isTypes(source: string): boolean {
  return !/^(?:export )?(?:async )?(?:function|const|class|let)\b/m.test(readFileSync(source, 'utf8'));
}

/** Source → the test that is nearest to it by imports, those of the same folder first; for sources without one of their name. */
export function coveredBy(): ReadonlyMap<string, string> {
  const tests = globSync('__tests__/**/*.test.ts').sort();
  const found = new Map<string, { readonly test: string; readonly far: number; readonly beside: boolean }>();
  for (const test of tests) {
    const folder = dirname(test).replace(/^__tests__/, 'src');
    const far = new Map([[test, 0]]);
    for (const [file, steps] of far) {
      if (steps >= farthest) continue;
      for (const to of importsOf(file)) if (existsSync(to) && !far.has(to)) far.set(to, steps + 1);
    }
    for (const [file, steps] of far) {
      const known = found.get(file);
      const beside = dirname(file) === folder;
      const nearer =
        known === undefined || steps < known.far || (steps === known.far && beside && !known.beside);
      if (file.startsWith('src/') && nearer) found.set(file, { test, far: steps, beside });
    }
  }
  return new Map([...found].map(([source, { test }]) => [source, test]));
}

/** The page, as prettier writes it. */
export async function testsPage(): Promise<string> {
  const covered = coveredBy();
  const rows = sources()
    .filter((source) => !existsSync(ownTest(source)))
    .map((source) => {
      const program = source.startsWith('src/cli/') ? '__tests__/cli/notes.test.ts' : undefined;
      const test = covered.get(source) ?? program;
      const path = test === undefined ? '' : relative('__tests__', test);
      return `| \`${source}\` | ${test === undefined ? 'types alone' : `[${path}](${path})`} |`;
    });
  const text = `# Where the tests are

A test mirrors the path of its source: \`src/plan/sbom.ts\` is tested in \`__tests__/plan/sbom.test.ts\`. What several tests share is in
\`support/\`. Releases are rehearsed end to end in \`rehearsal/e2e/\`.

These sources have no test of their name. Each is covered by the test that is nearest to it by imports, a
program by the test that runs it.

| source | covered by |
| --- | --- |
${rows.join('\n')}

Written by \`npm run docs\`.
`;
  return format(text, { ...(await resolveConfig('__tests__/README.md')), parser: 'markdown' });
}

if (import.meta.main) writeFileSync('__tests__/README.md', await testsPage());
