// `npm run troubleshooting`: writes docs/troubleshooting.md from the table of error classes.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { troubleshooting } from '../src/errors-table.ts';

writeFileSync(join(import.meta.dirname, '../docs/troubleshooting.md'), troubleshooting());
