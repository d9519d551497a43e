// What the pages of published releases say and Git's tags do not: people mark, promote and retract releases in the browser.
import type { TagName } from '../brands.ts';
import type { Inputs } from '../inputs/inputs.ts';
import { type Version, isStable } from '../version/version.ts';

/** What people have decided on a page stays (docs/adr/0005-pointers.md). */
export interface PageMarks {
  /** How the release's own page is marked; absent where it is not published. */
  readonly own?: 'stable' | 'prerelease';
  /** Stable tags whose page is marked as a pre-release: retracted, or not promoted yet. They lead no line. */
  readonly withdrawn: readonly TagName[];
  /** The lower release that somebody has made GitHub's latest since this one was. */
  readonly pointedBackTo?: TagName;
}

export const noMarks: PageMarks = { withdrawn: [] };

/** Reasons that a record may have too. */
export const prereleaseByInput = 'this is a prerelease (`prerelease: true`)';
export const prereleaseByPage = 'its page is marked as a pre-release';

type Asked = Pick<Inputs, 'prerelease'>;

/** Why a stable version moves no pointer. For a published page its pre-release mark decides, not the input. */
export function whyItStays(
  version: Version,
  { prerelease: asked }: Asked,
  { own, pointedBackTo }: PageMarks,
): string | undefined {
  if (!isStable(version)) return undefined;
  if (own === 'stable')
    return pointedBackTo === undefined
      ? undefined
      : `GitHub's latest release was made ${pointedBackTo} after this one was published`;
  if (asked === true) return prereleaseByInput;
  return own === 'prerelease' ? prereleaseByPage : undefined;
}

/** What people have decided in the browser since the release was published, and a run leaves as it is: one sentence each. */
export function decidedSince(
  version: Version,
  { prerelease: asked }: Asked,
  { own, pointedBackTo }: PageMarks,
): readonly string[] {
  const { tag } = version;
  if (own === undefined || !isStable(version)) return [];
  if (own === 'prerelease')
    return asked === true
      ? []
      : [
          `${tag} is marked as a pre-release on its page, since it was published: it stays so, and no pointer moves to it. To take that back: gh release edit ${tag} --prerelease=false`,
        ];
  return [
    ...(asked === true
      ? [`${tag} was promoted on its page since it was published: \`prerelease: true\` is ignored`]
      : []),
    ...(pointedBackTo === undefined
      ? []
      : [
          `GitHub's latest release was made ${pointedBackTo} after ${tag} was published: every pointer stays where it is. To move them to ${tag}: with: { mode: repoint, tag: ${tag} }`,
        ]),
  ];
}
