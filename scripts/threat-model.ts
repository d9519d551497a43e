// `npm run threat-model`: writes docs/threat-model.md from the table of threats and the record of the hostile suites.
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Threat, assets, attackers, chapters } from './threats.ts';

/** What `npm run fuzz -- --record` has written: only a run in which every case held is a record. */
export interface CaseRecord {
  readonly total: number;
  /** By the name of the property. */
  readonly cases: Readonly<Record<string, number>>;
}

const root = join(import.meta.dirname, '..');

export function readRecord(): CaseRecord {
  return JSON.parse(readFileSync(join(root, 'docs', 'threat-model.cases.json'), 'utf8')) as CaseRecord;
}

const cell = (text: string): string => text.replaceAll('|', '\\|');
const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');

/** The file's own name, as a link. */
const linked = (file: string): string => `[${basename(file).replace(/\.test\.ts$/, '')}](../${file})`;

function row({ threat, defence, tests }: Threat, record: CaseRecord): string {
  const shown = [...new Set(tests.map(({ file }) => linked(file)))].join(', ');
  const tried = tests.flatMap(({ names }) => names).reduce((sum, name) => sum + (record.cases[name] ?? 0), 0);
  return `| ${[threat, defence, shown, tried === 0 ? 'by example' : grouped(tried)].map(cell).join(' | ')} |`;
}

/** What the tests of a chapter are called, a file a line. */
function namesOf(threats: readonly Threat[]): string {
  const files = new Map<string, Set<string>>();
  for (const { file, names } of threats.flatMap(({ tests }) => tests))
    files.set(file, new Set([...(files.get(file) ?? []), ...names]));
  return [...files]
    .map(([file, names]) => `- ${linked(file)}: ${[...names].map((name) => `“${name}”`).join(', ')}`)
    .join('\n');
}

/** The whole page. */
export function threatModel(record: CaseRecord): string {
  return `# Threat model

What is worth attacking, who might, and for each threat what stands against it, how far it reaches, and which test shows it. Weaknesses:
see [SECURITY.md](../SECURITY.md).

This page is written by \`npm run threat-model\`. A test sees to it that every test named here is there, and that the
figures are those of [the record](threat-model.cases.json) of the last long run of the hostile suites:
${grouped(record.total)} cases, all of which held. Each run of the tests tries 10,000 new ones; a workflow is
scheduled to try a million every week. \`npm run fuzz -- --cases N\` does it anywhere.

## What is worth attacking

${assets.map((asset) => `- ${asset}`).join('\n')}

## Who might, and with what

| attacker | their means |
| --- | --- |
${attackers.map(([who, means]) => `| ${who} | ${means} |`).join('\n')}

Not among them: whoever can change the workflow file on the released commit, GitHub itself, the runner's
administrator, and Sigstore's public instance as a whole. They can release whatever they like; what they do is in the
transparency log.

${chapters
  .map(
    ({ title, threats }) => `## ${title}

| threat | what stands against it | tests | cases tried |
| --- | --- | --- | ---: |
${threats.map((threat) => row(threat, record)).join('\n')}

<details><summary>The tests by name</summary>

${namesOf(threats)}

</details>`,
  )
  .join('\n\n')}
`;
}

if (process.argv[1] === import.meta.filename)
  writeFileSync(join(root, 'docs', 'threat-model.md'), threatModel(readRecord()));
