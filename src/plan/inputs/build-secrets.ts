// The input `build-secrets`: all secrets of a build as one YAML mapping, since a called workflow declares each secret by name.
import { LineCounter, isMap, isScalar, parseDocument } from 'yaml';
import type { InputReader } from './reader.ts';

const hint = [
  'secrets:',
  '  build-secrets: |',
  '    npm_token: ${{ secrets.NPM_TOKEN }}',
  "    # a value with characters of YAML's own: ${{ toJSON(secrets.NPM_TOKEN) }}",
].join('\n');

/** BuildKit looks secrets up by id; its clients name files and environment variables after it. */
const id = /^[\w.-]+$/;

/** Whether this run may build, and so must have every secret. */
export function builds(read: Pick<InputReader, 'text'>): boolean {
  return ['release', 'build'].includes(read.text('mode'));
}

/** Id and value of each secret; a value is text as it stands. No fault shows any of it but the number of a line. */
export function buildSecrets(
  read: InputReader,
  known: readonly (readonly [id: string, value: string])[],
): readonly (readonly [id: string, value: string])[] {
  const text = read.text('build-secrets');
  const lines = new LineCounter();
  // Only text: 1.10 is no number here, and `no` is no boolean.
  const document = parseDocument(text, { schema: 'failsafe', lineCounter: lines, prettyErrors: false });
  const [error] = document.errors;
  if (error) {
    read.fault(`build-secrets: line ${lines.linePos(error.pos[0]).line} is not valid YAML`, hint);
    return [];
  }
  const { contents } = document;
  if (text === '' || contents === null) return [];
  if (!isMap(contents)) {
    read.fault('build-secrets is not a mapping of ids to values', hint);
    return [];
  }
  return contents.items.flatMap(({ key, value }, at) => {
    const name = isScalar(key) ? String(key.value) : '';
    if (!id.test(name)) {
      read.fault(`build-secrets: key ${at + 1} cannot be the ID of a secret`, hint);
      return [];
    }
    if (!isScalar(value) || typeof value.value !== 'string' || value.value === '') {
      // Jobs that build nothing, such as a plan of a fork's pull request, see no secrets.
      if (isScalar(value) && !builds(read)) return [];
      read.fault(`build-secrets: ${name} has no text for its value`, hint);
      return [];
    }
    if (known.some(([other]) => other === name)) {
      read.fault(`build-secrets: ${name} is in secrets, too`, 'Give each secret once.');
      return [];
    }
    return [[name, value.value] as const];
  });
}
