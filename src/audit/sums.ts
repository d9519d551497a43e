// Lists of checksums among a release's assets, whoever wrote them.
import { count } from '../report/quantities.ts';
import type { CheckReport } from '../report/model.ts';
import { type Downloaded, type AuditedRelease, AuditFailure, check, textOf } from './subject.ts';

interface SumList {
  readonly list: string;
  /** File name → 64 hex digits. */
  readonly sums: ReadonlyMap<string, string>;
}

/** By the names that release tools give them: checksums.txt, myapp_1.2.0_checksums.txt, SHA256SUMS. */
export const listName = /^(?:.*[-_.])?(?:checksums?(?:\.txt|\.sha256)?|sha256sums?(?:\.txt)?)$/i;

/** Every list of SHA-256 sums among the files, as sha256sum writes them: hex, a blank, a blank or `*`, the name. */
export function listedSums(files: readonly Downloaded[]): readonly SumList[] {
  return files
    .filter(({ name, content }) => listName.test(name) && Buffer.isBuffer(content))
    .map((file) => ({ list: file.name, sums: readSums(textOf(file)) }));
}

function readSums(text: string): ReadonlyMap<string, string> {
  return new Map(
    [...text.matchAll(/^([0-9a-f]{64})[ \t][ *]?(?:\.\/)?(.+?)\r?$/gm)].map(
      ([, sum = '', name = '']) => [name, sum] as const,
    ),
  );
}

/** Each list names files that are there, and none twice in different ways; what it says of each is checked with the file. */
export function auditSums({ files }: AuditedRelease): Promise<readonly CheckReport[]> {
  return Promise.all(
    listedSums(files).map(({ list, sums }) =>
      check(`${list} lists what is there`, [`sha256sum --check ${list}`], () => {
        const gone = [...sums.keys()].filter((name) => !files.some((file) => file.name === name));
        if (gone.length > 0)
          throw new AuditFailure(
            `it lists ${gone.join(', ')}, which ${gone.length === 1 ? 'is' : 'are'} not there`,
          );
        if (sums.size === 0) throw new AuditFailure('it lists nothing');
        const own = files.find((file) => file.name === list);
        const lines = own ? textOf(own).trim().split('\n').length : 0;
        if (lines !== sums.size) throw new AuditFailure(`${lines} lines, but ${sums.size} sums can be read`);
        const wrong = files.filter(({ name, sha256 }) => (sums.get(name) ?? sha256) !== sha256);
        if (wrong.length > 0) throw new AuditFailure(`wrong of ${wrong.map(({ name }) => name).join(', ')}`);
        return count(sums.size, 'file');
      }),
    ),
  );
}
