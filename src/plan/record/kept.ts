// Files that somebody had put on the page before the run: published with the release, named in its record, and not built here.
import type { ReleaseRecord } from './release-record.ts';

/** For log, annotation and summary: which files those are, and what nothing says of them. */
export function keptWarnings({ kept = [], tag }: Pick<ReleaseRecord, 'kept' | 'tag'>): readonly string[] {
  if (kept.length === 0) return [];
  const [names, are] = [kept.map(({ name }) => name).join(', '), kept.length === 1 ? 'was' : 'were'];
  return [
    `${names} ${are} on the page of ${tag} before its run, and not built here: release.json has the SHA-256 as \`kept\`; provenance, checksums and signatures of files are silent about them. Files that nobody of yours has put there: delete the draft, or release the next version without them.`,
  ];
}
