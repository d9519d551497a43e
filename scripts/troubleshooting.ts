// `npm run troubleshooting`: writes docs/troubleshooting.md from the table of error classes.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ErrorClass, errorClasses } from '../src/error-codes.ts';

/** docs/troubleshooting.md, whole. */
export function troubleshooting(): string {
  const classes: readonly (readonly [string, ErrorClass])[] = Object.entries(errorClasses);
  const language = (remedy: string): string => (/^(?:[a-z-]+:|- )/.test(remedy) ? 'yaml' : 'sh');
  const index = classes.map(
    ([code, { title, visible }]) => `| [\`${code}\`](#${code}) | ${title} | 1 | ${visible} |`,
  );
  const pages = classes.map(([code, { title, means, remedy }]) =>
    [`## ${code}`, `**${title}.** ${means}`, `\`\`\`${language(remedy)}\n${remedy}\n\`\`\``].join('\n\n'),
  );
  return (
    [
      '<!-- Made by `npm run troubleshooting` from src/error-codes.ts: edit that instead. -->',
      '# Troubleshooting',
      'Every error says what happened, why, and what to do, and ends with the address of its class on this page; of several faults, each has its class in the title of its annotation. Whatever the class, the step ends with exit code 1, and a rerun continues with what is finished.',
      ['| class | what | exit | what is public then |', '| --- | --- | --- | --- |', ...index].join('\n'),
      ...pages,
    ].join('\n\n') + '\n'
  );
}

if (import.meta.main) {
  writeFileSync(join(import.meta.dirname, '../docs/troubleshooting.md'), troubleshooting());
}
