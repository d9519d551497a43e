import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { listFiles } from '../../../src/steps/prepare/workspace-files.ts';
import { findFiles } from '../../../src/world/files/workspace.ts';
import type { AssetInputs } from '../../../src/plan/inputs/inputs.ts';

const root = realpathSync(mkdtempSync(join(tmpdir(), 'workspace-')));
const workspace = join(root, 'work');
beforeAll(() => {
  mkdirSync(join(workspace, 'dist/sub'), { recursive: true });
  const names = ['a.txt', 'dist/b.txt', 'dist/c d.txt', 'dist/sub/e.txt', 'dist/.hidden', 'pages/[slug].js'];
  mkdirSync(join(workspace, 'pages'));
  for (const name of names) writeFileSync(join(workspace, name), name);
  writeFileSync(join(root, 'outside.txt'), '');
  symlinkSync('../outside.txt', join(workspace, 'leak.txt'));
  symlinkSync('..', join(workspace, 'up'));
  symlinkSync('dist/b.txt', join(workspace, 'link.txt'));
  symlinkSync('nowhere', join(workspace, 'broken.txt'));
});
afterAll(() => {
  rmSync(root, { recursive: true });
});

describe('a glob finds', () => {
  test.each<[string, readonly string[]]>([
    ['a.txt', ['a.txt']],
    ['dist/*', ['dist/b.txt', 'dist/c d.txt']],
    ['dist/**', ['dist/b.txt', 'dist/c d.txt', 'dist/sub/e.txt']],
    ['dist/**/*.txt', ['dist/b.txt', 'dist/c d.txt', 'dist/sub/e.txt']],
    ['dist', []],
    ['{a,dist/b}.txt', ['a.txt', 'dist/b.txt']],
    ['dist/.hidden', ['dist/.hidden']],
    ['link.txt', ['link.txt']],
    ['broken.txt', ['broken.txt']],
    ['pages/[slug].js', ['pages/[slug].js']],
    ['pages/[s]*.js', []],
    ['no*', []],
  ])('%s: %j', async (glob, shown) => {
    expect((await findFiles(workspace, glob)).map((found) => found.shown)).toEqual(shown);
  });

  test('a link within the workspace by its true path', async () => {
    expect(await findFiles(workspace, 'link.txt')).toEqual([
      { path: join(workspace, 'dist/b.txt'), size: 10, shown: 'link.txt' },
    ]);
  });

  test('a link to nothing, which is refused', async () => {
    expect(await findFiles(workspace, 'br*')).toEqual([
      { refused: 'is a link that leads to nothing', shown: 'broken.txt' },
    ]);
  });

  test.each([
    ['leak.txt', 'leak.txt'],
    ['../*.txt', '../outside.txt'],
    ['up/outside.txt', 'up/outside.txt'],
    [join(root, 'outside.txt'), '../outside.txt'],
  ])('nothing outside: %s', async (glob, shown) => {
    expect(await findFiles(workspace, glob)).toEqual([
      { refused: `leads to ${join(root, 'outside.txt')}`, outside: join(root, 'outside.txt'), shown },
    ]);
  });
});

describe('the files of a release', () => {
  const inputs = (more: Partial<AssetInputs>): AssetInputs => ({
    files: [],
    archiveName: '<name>',
    filesMustMatch: true,
    signEach: false,
    sboms: [],
    scan: false,
    ...more,
  });

  test('have GitHub names and labels, and each is taken once', async () => {
    const listed = await listFiles(inputs({ files: ['dist/c*#A label', 'dist/*'] }), workspace);
    expect(listed).toEqual({
      files: [
        { name: 'c.d.txt', from: 'dist/c d.txt', path: join(workspace, 'dist/c d.txt'), label: 'A label' },
        { name: 'b.txt', from: 'dist/b.txt', path: join(workspace, 'dist/b.txt') },
      ],
      sboms: [],
      faults: [],
    });
  });

  test('are without what a glob behind a ! takes away, wherever it stands', async () => {
    const files = ['!./dist/sub/**', 'dist/**', '!**/c*'];
    const listed = await listFiles(inputs({ files }), workspace);
    expect(listed.files.map(({ from }) => from)).toEqual(['dist/b.txt']);
    expect(listed.faults).toEqual([]);
    const whole = await listFiles(inputs({ files: ['dist/*', `!${workspace}/dist//c*`] }), workspace);
    expect(whole.files.map(({ from }) => from)).toEqual(['dist/b.txt']);
    const none = await listFiles(inputs({ files: ['dist/b.txt', '!dist/*'] }), workspace);
    expect(none).toMatchObject({ files: [], faults: [] });
  });

  test('that Git LFS has not fetched are not published', async () => {
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'a'.repeat(64)}\nsize 18151\n`;
    writeFileSync(join(workspace, 'model.bin'), pointer);
    writeFileSync(join(workspace, 'about-lfs.bin'), `See:\n${pointer}`);
    const listed = await listFiles(inputs({ files: ['*.bin'] }), workspace);
    rmSync(join(workspace, 'model.bin'));
    rmSync(join(workspace, 'about-lfs.bin'));
    expect(listed.files.map(({ from }) => from)).toEqual(['about-lfs.bin']);
    expect(listed.faults).toEqual([
      {
        message: 'files: model.bin is a pointer of Git LFS, and not the file that it stands for',
        hint: '- uses: actions/checkout@v6\n  with: { lfs: true }',
      },
    ]);
  });

  test.each([
    ['"dist/*"', 'with: { files: "dist/*" }   # without quotes of its own'],
    ["'a.txt'", 'with: { files: "a.txt" }   # without quotes of its own'],
    ['dist', 'with: { files: "dist/**" }   # or dist/*, without the folders in it'],
    ['dist/', 'with: { files: "dist/**" }   # or dist/*, without the folders in it'],
    ['no*', 'with: { fail-on-unmatched-files: false }   # or make the file in a step before this one'],
  ])('%s matches nothing, and the remedy fits', async (glob, hint) => {
    const { faults } = await listFiles(inputs({ files: [glob] }), workspace);
    expect(faults.map((fault) => fault.hint)).toEqual([hint]);
  });

  test('that are missing or outside are faults, all at once', async () => {
    const { faults } = await listFiles(
      inputs({ files: ['no*.deb', 'leak.txt', 'a.txt'], sboms: ['none.json', 'a.txt'] }),
      workspace,
    );
    expect(faults.map(({ message }) => message)).toEqual([
      'files: "no*.deb" matches no file',
      `files: leak.txt leads out of the workspace, to ${join(root, 'outside.txt')}`,
      'sbom: there is no file none.json in the workspace',
      'sbom: a.txt is neither SPDX 2 nor CycloneDX in JSON',
    ]);
  });

  test("that are Git's own are one fault for each glob", async () => {
    mkdirSync(join(workspace, '.git'));
    for (const name of ['config', 'HEAD']) writeFileSync(join(workspace, '.git', name), name);
    symlinkSync('../.git/config', join(workspace, 'dist/token'));
    const { files, faults } = await listFiles(
      inputs({ files: ['.git/*', 'dist/token'], sboms: ['.git/config'] }),
      workspace,
    );
    rmSync(join(workspace, 'dist/token'));
    rmSync(join(workspace, '.git'), { recursive: true });
    expect(files).toEqual([]);
    expect(faults.map(({ message }) => message)).toEqual([
      "files: .git/HEAD is one of Git's own files, as is 1 other",
      "files: dist/token is one of Git's own files",
      "sbom: .git/config is one of Git's own files",
    ]);
  });

  test('may be missing when that is said', async () => {
    const { files, faults } = await listFiles(
      inputs({ files: ['no*.deb'], filesMustMatch: false }),
      workspace,
    );
    expect({ files, faults }).toEqual({ files: [], faults: [] });
  });
});
