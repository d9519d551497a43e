// Another run of this tag was faster: what it has published is taken for ours only when all of it is proven.
import { ReleaseError } from '../../errors.ts';
import { readRecord } from '../../find/earlier-release.ts';
import type { ReleaseRecord, ReleaseAsset } from '../../plan/record/release-record.ts';
import { releaseAfter } from '../../plan/version/version.ts';
import type { GitHubRelease } from '../../world/github/types.ts';
import type { World } from '../../world/world.ts';

/** What `mode: verify` finds wrong with a published release, one sentence each. */
export type Proof = (release: GitHubRelease) => Promise<readonly string[]>;

export interface Adopted {
  readonly assets: readonly ReleaseAsset[];
  readonly manifest: ReleaseRecord;
}

/**
 * The release of another run stands when it has the same commit and image, and everything about it verifies; our draft
 * goes then. Image tags come after publishing: none of ours is in its way.
 * @throws ReleaseError otherwise; nothing of the published release is touched.
 */
export async function adopt(
  { published, draft }: { readonly published: GitHubRelease; readonly draft: GitHubRelease },
  ours: { readonly manifest: ReleaseRecord; readonly proof: Proof },
  world: World,
): Promise<{ readonly release: GitHubRelease; readonly adopted: Adopted }> {
  const theirs = await readRecord(published, world.github);
  const facts = ({ commit, images }: ReleaseRecord): string => JSON.stringify([commit, images]);
  if (theirs === undefined || facts(theirs) !== facts(ours.manifest)) {
    throw foreign(published, draft, 'with other contents');
  }
  const wrong = await ours.proof(published);
  if (wrong.length > 0) throw foreign(published, draft, `and it does not verify:\n${wrong.join('\n')}`);
  if (draft.id !== published.id) await world.github.deleteRelease(draft.id);
  const sums = new Map(theirs.assets.map(({ name, sha256 }) => [name, sha256]));
  const assets = published.assets.flatMap(({ name, size, digest }) => {
    const sha256 = digest?.replace(/^sha256:/, '') ?? sums.get(name);
    return sha256 === undefined ? [] : [{ name, size, sha256 }];
  });
  return { release: published, adopted: { assets, manifest: theirs } };
}

function foreign(published: GitHubRelease, draft: GitHubRelease, how: string): ReleaseError {
  return new ReleaseError(`somebody else has published ${published.tag} ${how}\nnothing more was touched`, {
    code: 'tag-conflict',
    hint: `${releaseAfter(published.tag)}   # see ${published.url} and the draft ${draft.url} first; remove the draft when the published release is right`,
  });
}
