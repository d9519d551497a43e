import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { lfsWarnings } from '../../../src/steps/preflight/lfs.ts';
import { makeGit } from '../../../src/world/git/git.ts';
import { makeExec } from '../../../src/world/process/exec.ts';
import { gitEnvironment, makeRepository, removeFolders } from '../../support/world/repository.ts';

afterAll(removeFolders);

const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'a'.repeat(64)}\nsize 18151\n`;
const repository = makeRepository();
const { dir } = repository;
const files = { 'a.bin': pointer, 'b.bin': pointer, 'c.bin': 'the file itself', 'notes.txt': pointer };
for (const [name, text] of Object.entries(files)) writeFileSync(join(dir, name), text);
repository.git('add', '--all');
const warnings = (from?: object): Promise<readonly string[]> =>
  lfsWarnings(
    { ...(from === undefined ? {} : { from: from as never }) },
    dir,
    makeGit(makeExec({ env: gitEnvironment }), { cwd: dir }),
  );

test('files that Git LFS keeps and has not fetched are named, with the step that fetches them', async () => {
  expect(await warnings()).toEqual([]);
  writeFileSync(join(dir, '.gitattributes'), '*.bin filter=lfs diff=lfs merge=lfs -text\n');
  expect(await warnings()).toEqual([
    'a.bin and 1 other file of this checkout are pointers of Git LFS: what is built from it has pointers in the place of files\n- uses: actions/checkout@v6\n  with: { lfs: true }',
  ]);
  rmSync(join(dir, 'b.bin'));
  expect(await warnings()).toEqual([
    expect.stringMatching(/^a\.bin of this checkout is a pointer of Git LFS: /),
  ]);
  // Nothing is built where an image is promoted.
  expect(await warnings({ kind: 'digest' })).toEqual([]);
  writeFileSync(join(dir, 'a.bin'), 'the file itself');
  expect(await warnings()).toEqual([]);
});
