// `npm run docs`: writes docs/reality.md from the table of facts, the tests that are named after them, and what recordings agree with.
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { type Fact, facts, parts } from '../rehearsal/reality.ts';
import { agreements } from '../rehearsal/recorded.ts';

/** Row id → the files whose tests bear it at the start of their name, or right after a colon or a quoted value in it. */
export function testsOf(): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, Set<string>>();
  for (const file of globSync(['__tests__/**/*.test.ts', 'rehearsal/**/*.test.ts']).sort()) {
    for (const [, id = ''] of readFileSync(file, 'utf8').matchAll(
      /['"`](?:[^'"`\n]*: )?([RGHSO]\d{1,2}) [^'"`\n]/g,
    )) {
      const files = found.get(id) ?? new Set();
      found.set(id, files.add(file));
    }
  }
  return new Map([...found].map(([id, files]) => [id, [...files]]));
}

const link = (path: string): string =>
  path.includes('/') ? `[${path.replace(/^rehearsal\/(?:standins\/)?/, '')}](../${path})` : path;
const testLink = (path: string): string => `[${path.split('/').slice(-1).join('')}](../${path})`;

function section(letter: keyof typeof parts, tests: ReadonlyMap<string, readonly string[]>): string {
  const row = ({ id, fact, source, unproven, standIn }: Fact): string =>
    `| ${id} | ${fact} | ${[source, ...(unproven ? ['**unproven**, tried in every answer'] : [])].filter((text) => text !== '').join('; ')} | ${link(standIn)} | ${(tests.get(id) ?? []).map(testLink).join(', ')} |`;
  return [
    `## ${parts[letter]}`,
    '',
    '| id | fact | source | behaves so | tests |',
    '| --- | --- | --- | --- | --- |',
    ...facts.filter(({ id }) => id.startsWith(letter)).map(row),
  ].join('\n');
}

/** The page, as prettier writes it. */
export async function realityPage(): Promise<string> {
  const tests = testsOf();
  const text = `# How the real services behave

No test here reaches GitHub, GHCR, Sigstore or a hosted runner. So what their stand-ins do comes from evidence: each row below is a fact with
its source, what behaves so in a rehearsal, and the tests that are named after the row. What is marked unproven has not been proven
by anybody; there the action lives with every answer that is named. New evidence becomes a row, a behavior and a test, before the action is changed.

This page is made by \`npm run docs\` from \`rehearsal/reality.ts\`; a test fails for a row without a test, and for a page that is not up to date.

${(Object.keys(parts) as (keyof typeof parts)[]).map((letter) => section(letter, tests)).join('\n\n')}

## Recordings that the stand-in agrees with

Exchanges of GitHub's API that were recorded at GitHub (\`@octokit/fixtures\`) are asked of the stand-in again; the test is
[recorded.test.ts](../rehearsal/standins/recorded.test.ts). What is compared is the status and the shape: every property of the recorded answer
is in the stand-in's, with a value of the same type.

| scenario | request | what agrees |
| --- | --- | --- |
${agreements.map(({ scenario, request, agrees }) => `| ${scenario} | \`${request}\` | ${agrees} |`).join('\n')}
`;
  return format(text, { ...(await resolveConfig('docs/reality.md')), parser: 'markdown' });
}

if (import.meta.main) writeFileSync('docs/reality.md', await realityPage());
