// Which moving names (`v1.2`, `v1`, `latest`, on the image, in Git, on GitHub) a release may take.
import { FaultsError } from '../../errors.ts';
import type { CommitSha, TagName } from '../brands.ts';
import { exactImageTag, extraImageTags, type ImageTagPolicy, imageTagFaults } from './image-tags.ts';
import { compareNaturally, isStable, parseTag, type Version } from '../version/version.ts';

export type PointerName = 'minor' | 'major' | 'latest';

/** The inputs of the same names, already read. */
export interface PointerPolicy extends ImageTagPolicy {
  /** The image pointers that exist at all. */
  readonly floating: readonly PointerName[];
  /** What the image's `latest` follows. */
  readonly latest: 'release' | 'branch' | 'never';
  /** Who takes GitHub's Latest mark, of which a repository has one: `auto` is no component (`tagPrefix`). */
  readonly makeLatest: 'auto' | 'true' | 'false';
  /** The Git tags that move too; chosen apart from `floating`. */
  readonly gitTags: readonly ('minor' | 'major')[];
  /** Whether 0.x has a major pointer, `v0`, too: by choice, since any 0.Y may break. */
  readonly majorZero?: true;
}

/** One moving name, and whether this release may take it. */
export interface Pointer {
  readonly kind: 'image' | 'git' | 'github-latest';
  readonly pointer: PointerName;
  /** An image tag, a Git tag without `refs/tags/`, or `latest`. */
  readonly name: string;
  readonly moves: boolean;
  /** One clause that says why it moves or stays. */
  readonly why: string;
  /** The release that keeps the pointer, where that is another one. */
  readonly heldBy?: TagName;
}

export interface PointerPlan {
  /** The release's own image tag: `v1.2.0`, with `+` as `_`. */
  readonly exact: string;
  /** The tags of `image-tags`, resolved. They never move either. */
  readonly extra: readonly string[];
  readonly floating: readonly Pointer[];
}

/** The highest stable version of each line that a version belongs to. */
type Leaders = Readonly<Partial<Record<PointerName, Version>>>;

/**
 * Decides every name that the release of `version` writes. `tags` are all tags of the repository, in any order,
 * with or without the release's own. Linear in the number of tags.
 * @throws FaultsError when an image tag is impossible or collides (`imageTagFaults` lists the same).
 */
export function planPointers(
  version: Version,
  tags: readonly string[],
  policy: PointerPolicy & {
    /** Tags that lead no line, whatever they are called. */
    readonly withdrawn?: readonly TagName[];
    /** Why this release moves nothing, where that is not for its version to tell. */
    readonly stays?: string;
  },
  commit: CommitSha,
): PointerPlan {
  const faults = imageTagFaults(version, tags, policy, commit);
  if (faults.length > 0) throw new FaultsError(faults);
  const { withdrawn = [], stays } = policy;
  const counting =
    withdrawn.length === 0 ? tags : tags.filter((tag) => !withdrawn.some((one) => one === tag));
  const leaders = leadersOf([...counting, version.tag], version, policy.tagPrefix);
  const image = [
    ...order(policy.floating).map((pointer) => imagePointer(pointer, version, leaders, policy)),
    // `latest` has no prefix, and so is one.
    ...(policy.otherPrefixes ?? []).flatMap((imageTagPrefix) =>
      order(policy.floating)
        .filter((pointer) => pointer !== 'latest')
        .map((pointer) => imagePointer(pointer, version, leaders, { ...policy, imageTagPrefix })),
    ),
    ...(policy.movingImageTags ?? []).map((name): Pointer => ({
      kind: 'image',
      pointer: 'latest',
      name,
      ...decide('latest', version, leaders),
    })),
  ];
  const git = order(policy.gitTags).map((pointer): Pointer => {
    const name = pointerName(pointer, version, `${policy.tagPrefix}v`);
    return { kind: 'git', pointer, name, ...decide(pointer, version, leaders, policy) };
  });
  return {
    exact: exactImageTag(version, policy.imageTagPrefix),
    extra: extraImageTags(version, policy, commit),
    floating: [...image, ...git, githubLatest(version, leaders, policy)].map((pointer) =>
      stays === undefined || !pointer.moves ? pointer : { ...pointer, moves: false, why: stays },
    ),
  };
}

/**
 * GitHub's mark follows the highest stable release whatever `floating` and `latest` say of the image: GitHub always shows
 * one, and left alone it goes by commit date, which puts a hotfix of an old line first. A repository has one mark and may
 * have several components, whose versions are not to be compared: none of these takes it unasked.
 */
function githubLatest(version: Version, leaders: Leaders, { makeLatest, tagPrefix }: PointerPolicy): Pointer {
  const mark = { kind: 'github-latest', pointer: 'latest', name: 'latest' } as const;
  if (makeLatest === 'false')
    return { ...mark, moves: false, why: 'it is left alone (`make-latest: false`)' };
  if (makeLatest === 'auto' && tagPrefix !== '')
    return { ...mark, moves: false, why: 'a component leaves it alone (`make-latest: auto`)' };
  return { ...mark, ...decide('latest', version, leaders) };
}

/**
 * The highest stable version that a pointer may name: for `minor` within the X.Y of `line`, for `major` within
 * its X (of 0, too: whether that has such a pointer is the policy's), for `latest` of all. `undefined` when there is none.
 * The question is asked again right before a pointer moves, and its answer read back after.
 */
export function highestFor(
  pointer: PointerName,
  tags: readonly string[],
  line: Pick<Version, 'major' | 'minor'>,
  tagPrefix: string,
): Version | undefined {
  return leadersOf(tags, line, tagPrefix)[pointer];
}

/** A pointer's name for the line that `line` belongs to: `v1.2`, `v1` or `latest`. */
export function pointerName(
  pointer: PointerName,
  line: Pick<Version, 'major' | 'minor'>,
  prefix: string,
): string {
  switch (pointer) {
    case 'minor':
      return `${prefix}${line.major}.${line.minor}`;
    case 'major':
      return `${prefix}${line.major}`;
    case 'latest':
      return 'latest';
  }
}

/**
 * A total order of stable versions: SemVer precedence, and where only build metadata differs, that decides, so
 * that two releases always agree which of them is higher. None is lowest (a rebuild `v1.0.0+2` follows `v1.0.0`);
 * then identifier by identifier, numbers by value and before words, as SemVer orders prereleases.
 */
export function compareStable(a: Version, b: Version): number {
  return (
    a.major - b.major ||
    a.minor - b.minor ||
    a.patch - b.patch ||
    (a.build.length + b.build.length > 0 ? compareBuild(a, b) : 0)
  );
}

function compareBuild(a: Version, b: Version): number {
  // None is lowest; `+1` and `+01` are equal numbers but two tags: the text settles it.
  return compareNaturally(identifiers(a), identifiers(b)) || (a.text < b.text ? -1 : Number(a.text > b.text));
}

function identifiers({ build }: Version): readonly (string | number)[] {
  return build.map((part) => (/^\d{1,15}$/.test(part) ? Number(part) : part));
}

function leadersOf(
  tags: readonly string[],
  line: Pick<Version, 'major' | 'minor'>,
  tagPrefix: string,
): Leaders {
  const leaders: Partial<Record<PointerName, Version>> = {};
  const offer = (pointer: PointerName, version: Version): void => {
    const leader = leaders[pointer];
    if (!leader || compareStable(version, leader) > 0) leaders[pointer] = version;
  };
  for (const tag of tags) {
    const version = parseTag(tag, tagPrefix);
    if (!version || !isStable(version)) continue;
    offer('latest', version);
    if (version.major !== line.major) continue;
    offer('major', version);
    if (version.minor === line.minor) offer('minor', version);
  }
  return leaders;
}

function imagePointer(
  pointer: PointerName,
  version: Version,
  leaders: Leaders,
  policy: PointerPolicy,
): Pointer {
  const named = {
    kind: 'image',
    pointer,
    name: pointerName(pointer, version, policy.imageTagPrefix),
  } as const;
  if (pointer === 'latest' && policy.latest === 'branch') {
    return { ...named, moves: false, why: 'it follows the default branch (`latest: branch`)' };
  }
  if (pointer === 'latest' && policy.latest === 'never') {
    return { ...named, moves: false, why: 'it is left alone (`latest: never`)' };
  }
  return { ...named, ...decide(pointer, version, leaders, policy) };
}

/** Why 0.x has no major pointer, unless it is asked for. */
export const noMajorZero = '0.x has no major pointer: any 0.Y may break';

function decide(
  pointer: PointerName,
  version: Version,
  leaders: Leaders,
  { majorZero }: Pick<PointerPolicy, 'majorZero'> = {},
): Pick<Pointer, 'moves' | 'why' | 'heldBy'> {
  const isNone = pointer === 'major' && version.major === 0 && majorZero !== true;
  const leader = isNone ? undefined : leaders[pointer];
  const held = leader && leader.tag !== version.tag ? { heldBy: leader.tag } : {};
  if (!isStable(version)) return { moves: false, why: `${version.tag} is a prerelease`, ...held };
  if (isNone) return { moves: false, why: noMajorZero };
  if (leader && leader.tag !== version.tag) return { moves: false, why: `${leader.tag} is higher`, ...held };
  return { moves: true, why: `${version.tag} is the highest stable release${SCOPE[pointer](version)}` };
}

const SCOPE: Readonly<Record<PointerName, (version: Version) => string>> = {
  minor: (version) => ` of ${version.major}.${version.minor}`,
  major: (version) => ` of ${version.major}`,
  latest: () => '',
};

/** Narrow to wide and each once, so that the order of an input's words never shows. */
function order<Name extends PointerName>(names: readonly Name[]): readonly Name[] {
  const wanted: ReadonlySet<PointerName> = new Set(names);
  return (['minor', 'major', 'latest'] as const).filter((name): name is Name => wanted.has(name));
}
