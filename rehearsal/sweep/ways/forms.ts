// Tags of several forms and pointers by choice; and archives that another tool has built.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Way } from '../way.ts';

export const tagForms: Way = {
  name: 'tag-forms',
  what: 'several `image-tag-prefix`, further and moving `image-tags`',
  start: () => Promise.resolve({ with: { 'image-tag-prefix': 'v,none', 'image-tags': 'sha\nstable=moves' } }),
  rules: ({ now }) =>
    [['v1.2.0', '1.2.0'] as const].flatMap(([one, other]) => {
      const [a, b] = [now.tags[one], now.tags[other]];
      return a === undefined || b === undefined || a === b ? [] : [`${one} names ${a}, and ${other} ${b}`];
    }),
};

const built = ['signpost_1.2.0_darwin_arm64.tar.gz', 'signpost_1.2.0_windows_amd64.zip'];

export const archives: Way = {
  name: 'archives',
  what: '`files:` of another tool, and `binaries` by `archive-name`',
  start: () =>
    Promise.resolve({
      with: {
        files: 'dist/*.tar.gz\ndist/*.zip',
        binaries: 'binary',
        'archive-name': '<name>-<tag>-<machine>-<os>',
      },
      /** As goreleaser leaves its dist folder, its own checksums among it. */
      prepare: async (workspace) => {
        await mkdir(join(workspace, 'dist'));
        for (const name of [...built, 'checksums.txt'])
          await writeFile(join(workspace, 'dist', name), `${name}\n`);
      },
    }),
  assets: [...built, 'signpost-v1.2.0-aarch64-linux.tar.gz', 'signpost-v1.2.0-x86_64-linux.tar.gz'],
};
