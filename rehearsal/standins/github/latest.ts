// Which release is the latest: GitHub's own mark, set on publishing and by `make_latest`.
import semver from 'semver';
import { type GitHub, invalid } from './endpoint.ts';
import type { ReleaseRecord } from './store.ts';

/** The release that GET /releases/latest answers. */
export function latestRelease({ store }: GitHub): ReleaseRecord | undefined {
  const candidates = store.data.releases.filter(({ draft, prerelease }) => !draft && !prerelease);
  const marked = candidates.find(({ id }) => id === store.data.latest);
  return marked ?? candidates.sort((a, b) => b.created_at.localeCompare(a.created_at) || b.id - a.id)[0];
}

/** Applies `make_latest` to a published release; newly published ones default to `true`. */
export function markLatest(
  github: GitHub,
  release: ReleaseRecord,
  wish: string | undefined,
  fresh: boolean,
): void {
  const { data } = github.store;
  if (release.draft || release.prerelease) {
    if (wish === 'true' && release.prerelease) {
      throw invalid('Release', 'custom', 'make_latest', 'Latest release cannot be draft or prerelease');
    }
    if (data.latest === release.id) data.latest = null;
    return;
  }
  const effective = wish ?? (fresh ? 'true' : undefined);
  if (effective === 'true') data.latest = release.id;
  if (effective === 'false' && (fresh || data.latest === release.id)) {
    // Another one stays marked, or the newest by date is taken.
    if (data.latest === release.id) data.latest = null;
    data.latest ??= latestOther(github, release)?.id ?? null;
  }
  if (effective === 'legacy') {
    const current = latestOther(github, release);
    const [a, b] = [semver.coerce(release.tag_name), semver.coerce(current?.tag_name)];
    if (current === undefined || (a !== null && b !== null && semver.gt(a, b))) data.latest = release.id;
  }
}

function latestOther(github: GitHub, release: ReleaseRecord): ReleaseRecord | undefined {
  const current = latestRelease(github);
  return current?.id === release.id ? undefined : current;
}
