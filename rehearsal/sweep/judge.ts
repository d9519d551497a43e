// What must hold of a site at every moment, and what must be equal in the end.
import type { SeenRelease, Snapshot } from './snapshot.ts';

const signature = 'https://sigstore.dev/cosign/sign/v1';
const provenance = 'https://slsa.dev/provenance/v1';
/** The image tag of a version. */
const exact = /^v?\d+\.\d+\.\d+/;

/**
 * Every rule that a snapshot breaks, whenever it was taken; `old` is the site before the disturbed run.
 * @param names the assets that every published release has
 * @param more by tag, those that one of them has besides
 */
export function brokenRules(
  now: Snapshot,
  old: Snapshot,
  names: readonly string[],
  more: Readonly<Record<string, readonly string[]>> = {},
): readonly string[] {
  const broken: string[] = [];
  const known = new Set(Object.values(old.tags));
  for (const [tag, index] of Object.entries(now.tags)) {
    if (known.has(index) && (old.tags[tag] !== undefined || !exact.test(tag))) continue;
    for (const digest of [index, ...(now.platforms[index] ?? [])]) {
      // A promoted image was signed before, by whoever built it: that is no proof of this release.
      const types = without(now.referrers[digest] ?? [], old.referrers[digest] ?? []);
      const names = `${tag} names ${digest}${digest === index ? '' : `, a platform of ${index}`}`;
      if (!types.includes(signature)) broken.push(`${names}, which is not signed`);
      if (!types.includes(provenance)) broken.push(`${names}, which has no provenance`);
    }
  }
  for (const [tag, digest] of Object.entries(old.tags)) {
    if (/v\d+\.\d+\.\d+/.test(tag) && now.tags[tag] !== digest)
      broken.push(`${tag} named ${digest} and now names ${now.tags[tag] ?? 'nothing'}`);
  }
  for (const release of now.releases.filter(({ draft }) => !draft)) {
    const assets = [...names, ...(more[release.tag] ?? [])];
    // A page that was public first is completed in public, before the image has its tag.
    const wasFirst = old.releases.some(
      (page) => page.tag === release.tag && !page.draft && incomplete(page, assets).length > 0,
    );
    if (!wasFirst || now.tags[release.tag] !== undefined) broken.push(...incomplete(release, assets));
  }
  return broken;
}

/** What is left of a list when each of the others has been taken out once. */
function without(types: readonly string[], others: readonly string[]): readonly string[] {
  const left = [...types];
  for (const other of others.filter((type) => left.includes(type))) left.splice(left.indexOf(other), 1);
  return left;
}

function incomplete(release: SeenRelease, wanted: readonly string[]): readonly string[] {
  const whole = new Set(
    release.assets.flatMap(({ name, state, matches }) => (state === 'uploaded' && matches ? [name] : [])),
  );
  return wanted
    .filter((name) => !whole.has(name))
    .map((name) => `the published ${release.tag} lacks ${name}, or has other bytes than its record says`);
}

/**
 * In what a finished site differs from an undisturbed one; the log is counted apart. `repeats` lets signatures and
 * attestations stand more than once.
 */
export function differences(now: Snapshot, undisturbed: Snapshot, repeats = false): readonly string[] {
  if (repeats) return differences(once(now), once(undisturbed));
  const parts = ['tags', 'referrers', 'gitTags', 'attestations', 'dispatches'] as const;
  return [
    ...parts.flatMap((part) => differing(part, now[part], undisturbed[part])),
    ...differing('releases', byTag(now.releases), byTag(undisturbed.releases)),
  ];
}

/** As if every signature and attestation stood once. */
function once(seen: Snapshot): Snapshot {
  const set = ([key, types]: [string, readonly string[]]): [string, readonly string[]] => [
    key,
    [...new Set(types)],
  ];
  return {
    ...seen,
    referrers: Object.fromEntries(Object.entries(seen.referrers).map(set)),
    attestations: Object.fromEntries(Object.keys(seen.attestations).map((digest) => [digest, 1])),
  };
}

function byTag(releases: readonly SeenRelease[]): Readonly<Record<string, readonly SeenRelease[]>> {
  const groups: Record<string, SeenRelease[]> = {};
  for (const release of releases) (groups[release.tag] ??= []).push(release);
  return groups;
}

function differing(
  part: string,
  now: Readonly<Record<string, unknown>>,
  then: Readonly<Record<string, unknown>>,
): readonly string[] {
  const keys = [...new Set([...Object.keys(now), ...Object.keys(then)])].sort();
  const text = (value: unknown): string => (value === undefined ? 'nothing' : JSON.stringify(value));
  return keys
    .filter((key) => text(now[key]) !== text(then[key]))
    .map((key) => `${part} ${key}: ${text(now[key])} instead of ${text(then[key])}`);
}
