import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { readJsonLines } from './json-lines.ts';

test('a file has a value a line; no file has none; a broken line is not passed over', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'json-lines-'));
  try {
    const file = join(dir, 'tried.jsonl');
    expect(await readJsonLines(file)).toEqual([]);
    await writeFile(file, '{"n":1}\n\n{"n":2}\n');
    expect(await readJsonLines(file)).toEqual([{ n: 1 }, { n: 2 }]);
    await writeFile(file, '{"n":1}\n{"n":');
    await expect(readJsonLines(file)).rejects.toThrow(SyntaxError);
    await expect(readJsonLines(dir)).rejects.toThrow(/EISDIR/);
  } finally {
    await rm(dir, { recursive: true });
  }
});
