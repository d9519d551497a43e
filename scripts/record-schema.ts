// `npm run docs`: writes release.schema.json from the definition of release.json.
import { writeFileSync } from 'node:fs';
import { toJsonSchema } from '@valibot/to-json-schema';
import { format, resolveConfig } from 'prettier';
import { recordSchema, releaseRecord } from '../src/plan/record/release-record.ts';

/** The file, as prettier writes it. */
export async function recordSchemaFile(): Promise<string> {
  const { $schema, ...schema } = toJsonSchema(releaseRecord, {
    target: 'draft-2020-12',
    // A schema of our own gives its keywords as metadata.
    overrideSchema: ({ valibotSchema }) => (valibotSchema.type === 'custom' ? {} : undefined),
  });
  const description =
    'What a release of release-action is made of. The file is an asset of the release; checksums.txt covers it, and the signature over checksums.txt with it.';
  const text = JSON.stringify({ $schema, $id: recordSchema, title: 'release.json', description, ...schema });
  return format(text, { ...(await resolveConfig('release.schema.json')), parser: 'json' });
}

if (import.meta.main) writeFileSync('release.schema.json', await recordSchemaFile());
