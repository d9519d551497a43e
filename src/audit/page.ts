// The release page judged from outside: state, words, and every asset byte by byte against release.json and checksums.
import { count } from '../report/quantities.ts';
import { recordName } from '../plan/asset-names.ts';
import type { ReleaseRecord } from '../plan/record/release-record.ts';
import { prereleaseByInput } from '../plan/tags/marks.ts';
import { isStable } from '../plan/version/version.ts';
import { changedWords } from '../plan/record/page.ts';
import { recordedNames } from '../plan/record/recorded-names.ts';
import type { CheckReport } from '../report/model.ts';
import { listedSums } from './sums.ts';
import { type AuditedRelease, AuditFailure, check, expectSame } from './subject.ts';

export async function auditPage(subject: AuditedRelease): Promise<readonly CheckReport[]> {
  const { release, tag, repository } = subject;
  const page = [`gh release view ${tag} --repo ${repository.fullName}`];
  return Promise.all([
    check('The release page is published and marked for what it is', page, () => {
      if (release.draft) throw new AuditFailure('it is a draft');
      return prereleaseMark(subject);
    }),
    check('The release page has its notes', page, () => {
      if (release.body.trim() === '') throw new AuditFailure('the notes are empty');
      for (const { name, digest } of subject.images) {
        for (const rest of release.body.split(`${name.name}@`).slice(1)) {
          const named = /^sha256:[0-9a-f]*/.exec(rest)?.[0] ?? 'nothing';
          if (named !== digest) throw new AuditFailure(`the notes tell people to use ${name.name}@${named}`);
        }
      }
      return `${release.body.length} characters`;
    }),
    ...words(subject),
    check('The assets are exactly those of the record', page, () => exactAssets(subject)),
    ...keptFiles(subject, page),
    ...subject.files.map((file) =>
      check(
        `Asset ${file.name}`,
        [`gh release download ${tag} -R ${repository.fullName} -p '${file.name}'`],
        () => asset(subject, file.name),
      ),
    ),
  ]);
}

/**
 * The mark is what the record says it was made. A person may promote a release later; one that is marked as a pre-release
 * later is retracted, and that is told. Of another tool's release nobody knows what was meant, but by the inputs.
 */
function prereleaseMark({ release, version, manifest, inputs }: AuditedRelease): string {
  const is = release.prerelease ? 'prerelease' : 'stable';
  if (!manifest && inputs.prerelease === undefined) return is;
  const made = wasPrerelease(manifest) ?? inputs.prerelease ?? !isStable(version);
  if (made && !release.prerelease && isStable(version)) return 'stable: promoted since it was published';
  if (!made && release.prerelease && isStable(version))
    throw new AuditFailure('its prerelease mark is true, not false: it was retracted since it was published');
  expectSame('its prerelease mark', release.prerelease, made);
  return is;
}

/** Records of before have no such field, but the reason stands with the pointers. */
function wasPrerelease(manifest: ReleaseRecord | undefined): boolean | undefined {
  return (
    manifest?.prerelease ??
    (manifest?.pointers.some(({ why }) => why === prereleaseByInput) ? true : undefined)
  );
}

/** Words may be edited at any time, by people too: what was changed is named, and somebody has to read it. */
function words({ release, manifest, repository }: AuditedRelease): readonly Promise<CheckReport>[] {
  if (manifest?.page === undefined) return [];
  const labels = manifest.assets.filter(({ name, label = '' }) =>
    release.assets.some((asset) => asset.name === name && asset.label !== label),
  );
  const changed = [
    ...changedWords(manifest.page, { title: release.name, notes: release.body }),
    ...labels.map(({ name }) => `label of ${name}`),
  ];
  const text = 'The words of the page are those that were published';
  if (changed.length === 0)
    return [check(text, [], () => `title, notes and labels, as ${recordName} has them`)];
  const detail = `changed since: ${changed.join(', ')}; read them, and who changed them`;
  const commands = [`gh release view ${release.tag} --repo ${repository.fullName}`];
  return [Promise.resolve({ text, state: 'to-do', detail, commands, unproven: true })];
}

function exactAssets({ release, manifest, files }: AuditedRelease): string {
  const broken = release.assets.filter(({ state }) => state !== 'uploaded').map(({ name }) => name);
  if (broken.length > 0) throw new AuditFailure(`broken uploads: ${broken.join(', ')}`);
  const there = files.map(({ name }) => name);
  const unread = release.assets.map(({ name }) => name).filter((name) => !there.includes(name));
  if (unread.length > 0) throw new AuditFailure(`cannot be downloaded: ${unread.join(', ')}`);
  if (!manifest) return count(there.length, 'asset');
  const kept = (manifest.kept ?? []).map(({ name }) => name);
  const said = [...recordedNames(manifest), ...kept];
  const missing = said.filter((name) => !there.includes(name));
  const extra = there.filter((name) => !said.includes(name));
  if (missing.length > 0) throw new AuditFailure(`missing: ${missing.join(', ')}`);
  if (extra.length > 0) throw new AuditFailure(`not of this release: ${extra.join(', ')}`);
  return count(there.length, 'asset');
}

/**
 * What a person had put on the page is published as it lay there. The signed record names it, so that nobody can add to it or
 * change it later; that it was not built here stands on a line of its own, since nothing else says where it comes from.
 */
function keptFiles(
  { manifest, files }: AuditedRelease,
  page: readonly string[],
): readonly Promise<CheckReport>[] {
  const kept = manifest?.kept ?? [];
  if (manifest === undefined || kept.length === 0) return [];
  return [
    check('Files that were on the page before the release, and were not built here', page, () => {
      const ours = recordedNames(manifest);
      const both = kept.filter(({ name }) => ours.includes(name)).map(({ name }) => name);
      if (both.length > 0) throw new AuditFailure(`recorded as built here, too: ${both.join(', ')}`);
      const other = kept.filter(
        ({ name, sha256 }) => !files.some((file) => file.name === name && file.sha256 === sha256),
      );
      if (other.length > 0)
        throw new AuditFailure(`changed or gone since: ${other.map(({ name }) => name).join(', ')}`);
      return `${kept.map(({ name }) => name).join(', ')}, as they were then; nothing proves where they come from`;
    }),
  ];
}

/** What was downloaded is what release.json, every list of checksums, and GitHub's own digest say. */
function asset({ release, manifest, files }: AuditedRelease, name: string): string {
  const file = files.find((one) => one.name === name);
  if (!file) throw new AuditFailure('it is not there');
  const known: string[] = [];
  const at = release.assets.find((one) => one.name === name);
  if (at?.digest !== undefined) {
    expectSame("GitHub's digest of it", at.digest, `sha256:${file.sha256}`);
    known.push('GitHub');
  }
  const record = [...(manifest?.assets ?? []), ...(manifest?.kept ?? [])].find((one) => one.name === name);
  if (record) {
    expectSame('its SHA-256', file.sha256, record.sha256);
    expectSame('its size', file.size, record.size);
    known.push(recordName);
  }
  for (const { list, sums } of listedSums(files)) {
    const sum = sums.get(name);
    if (sum === undefined) continue;
    expectSame(`its SHA-256 by ${list}`, file.sha256, sum);
    known.push(list);
  }
  return `sha256:${file.sha256}${known.length === 0 ? '' : `, as said by ${known.join(', ')}`}`;
}
