// Whether a release page is what this run has made of it: these assets and no other, this title, these notes.
import type { ReleaseAsset } from '../../plan/record/release-record.ts';
import { type Page, sameNotes } from '../../plan/record/page.ts';
import type { GitHubRelease } from '../../world/github/types.ts';
import { findAsset } from '../../world/github/types.ts';

/** What is wrong with the assets, one clause each: what lacks or has other bytes, and what nobody here has put there. */
export function otherAssets(
  release: Pick<GitHubRelease, 'assets'> | undefined,
  wanted: readonly ReleaseAsset[],
): readonly string[] {
  const isThere = ({ name, sha256 }: ReleaseAsset): boolean => {
    const asset = findAsset(release, name);
    return asset !== undefined && [undefined, `sha256:${sha256}`].includes(asset.digest);
  };
  const lacking = wanted.filter((asset) => !isThere(asset)).map(({ name }) => name);
  const strange = strangers(release, wanted);
  return [
    ...(lacking.length === 0 ? [] : [`it lacks ${lacking.join(', ')}, or has other bytes under the name`]),
    ...(strange.length === 0 ? [] : [`it has ${strange.join(', ')}, which this run has not made`]),
  ];
}

/** Names of assets that are not among those wanted. */
export function strangers(
  release: Pick<GitHubRelease, 'assets'> | undefined,
  wanted: readonly { readonly name: string }[],
): readonly string[] {
  return (release?.assets ?? [])
    .map(({ name }) => name)
    .filter((name) => !wanted.some((asset) => asset.name === name));
}

/** What is wrong with the words, one clause each. */
export function otherWords(
  { name, body }: Pick<GitHubRelease, 'name' | 'body'>,
  page: Page,
): readonly string[] {
  return [
    ...(name === page.title
      ? []
      : [`its title is ${JSON.stringify(name)}, not ${JSON.stringify(page.title)}`]),
    ...(sameNotes(body, page.notes) ? [] : ['its notes are others than this run has written']),
  ];
}
