// Writes the README's tables of inputs and outputs from action.yml: `npm run docs`.
import { readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'yaml';
import { format, resolveConfig } from 'prettier';

interface Declared {
  readonly description: string;
  readonly default?: string | boolean;
}

const action = parse(readFileSync('action.yml', 'utf8')) as {
  readonly inputs: Readonly<Record<string, Declared>>;
  readonly outputs: Readonly<Record<string, Declared>>;
};

const cell = (text: string): string => text.replaceAll(/[|<*_]/g, String.raw`\$&`);
const code = (text: string): string => (text === '' ? '' : `\`${text.replaceAll('|', String.raw`\|`)}\``);
const inputs = Object.entries(action.inputs).map(
  ([name, input]) => `| ${code(name)} | ${code(String(input.default ?? ''))} | ${cell(input.description)} |`,
);
const outputs = Object.entries(action.outputs).map(
  ([name, output]) => `| ${code(name)} | ${cell(output.description)} |`,
);

/** Puts the table in the place of everything under its heading. */
function replace(text: string, heading: string, table: readonly string[]): string {
  const [before = '', rest = ''] = text.split(`\n## ${heading}\n`);
  const end = rest.indexOf('\n## ');
  return `${before}\n## ${heading}\n\n${table.join('\n')}\n${rest.slice(end)}`;
}

const readme = readFileSync('README.md', 'utf8');
const written = replace(
  replace(readme, 'Inputs', ['| input | default | meaning |', '| --- | --- | --- |', ...inputs]),
  'Outputs',
  ['| output | meaning |', '| --- | --- |', ...outputs],
);
writeFileSync(
  'README.md',
  await format(written, { ...(await resolveConfig('README.md')), parser: 'markdown' }),
);
