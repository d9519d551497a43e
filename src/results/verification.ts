// What verify mode leaves; it fails on any difference from the record.
import { renderVerification } from '../report/verification.ts';
import type { Verification } from '../modes/verify.ts';
import { textOf } from '../audit/subject.ts';
import { keptWarnings } from '../plan/record/kept.ts';
import { recordName } from '../plan/asset-names.ts';
import type { Paths, RunResult } from './result.ts';
import { compact } from '../compact.ts';

export function verificationResult(found: Verification, paths: Paths): RunResult {
  const { subject, checks, honest } = found;
  const failed = checks.filter(({ state }) => state === 'failed');
  return compact({
    ...verified(found, paths),
    summary: renderVerification({ tag: subject.tag, releaseUrl: subject.release.url, checks }),
    warnings: subject.manifest ? keptWarnings(subject.manifest) : [],
    failure: honest
      ? undefined
      : `${subject.tag} is not what it says:\n${failed.map(({ text, detail }) => `${text}: ${detail ?? ''}`).join('\n')}`,
  });
}

export function verified(found: Verification, paths: Paths): Pick<RunResult, 'outputs' | 'files'> {
  const { subject, verified: all } = found;
  const { release, version, tag, images, manifest, files } = subject;
  const [image] = images;
  const record = files.find(({ name, content }) => name === recordName && Buffer.isBuffer(content));
  return {
    outputs: {
      version: version.text,
      tag,
      prerelease: String(release.prerelease),
      image: image ? `${image.name.name}@${image.digest}` : '',
      digest: image?.digest ?? '',
      'platform-digests': JSON.stringify(
        Object.fromEntries((manifest?.platforms ?? []).map(({ platform, digest }) => [platform, digest])),
      ),
      tags: JSON.stringify(images.flatMap(({ name, tags }) => tags.map((one) => `${name.name}:${one}`))),
      'release-url': release.url,
      'release-id': String(release.id),
      assets: JSON.stringify(files.map(({ name, size, sha256 }) => ({ name, size, sha256 }))),
      manifest: record ? paths.manifest : '',
      notes: paths.notes,
      verified: String(all),
    },
    files: compact({ [paths.notes]: release.body, [paths.manifest]: record ? textOf(record) : undefined }),
  };
}
