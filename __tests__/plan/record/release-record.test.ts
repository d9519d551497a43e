import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { recordSchemaFile } from '../../../scripts/record-schema.ts';

test('release.schema.json is what the definition says: npm run docs writes it', async () => {
  expect(readFileSync('release.schema.json', 'utf8')).toBe(await recordSchemaFile());
});
