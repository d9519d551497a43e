// The whole release decided before anything happens: pure, complete, plain data.
import type { Fault } from '../errors.ts';
import { type CommitSha, type TagName, tagName } from './brands.ts';
import { branchSignerWarnings } from './branch-signer.ts';
import { type AssetPlan, planAssets } from './assets.ts';
import { type BuildPlan, planBuild } from './build.ts';
import type { Context, Repository } from './context.ts';
import { disclosureWarnings } from './disclosure.ts';
import { type ImageName, type Platform, parseImageName } from './oci/image-name.ts';
import type { Promoted } from './promoted.ts';
import { imageTagFaults } from './tags/image-tags.ts';
import { type PageMarks, decidedSince, noMarks, whyItStays } from './tags/marks.ts';
import { type PointerPlan, planPointers } from './tags/pointers.ts';
import { readLoosely, strictTag } from './version/loose-version.ts';
import { type Version, freeTagAfter, isStable, parseTag } from './version/version.ts';
import { ownRegistry } from './server.ts';
import type { Inputs } from './inputs/inputs.ts';
import { compact } from '../compact.ts';

/** What Git knows: every tag's name, and the commit that the run is about with its committer time in Unix seconds. */
export interface History {
  readonly tags: readonly string[];
  readonly commit: CommitSha;
  readonly commitTime: number;
  /** What GitHub's pages say; nothing where nobody has asked. */
  readonly marks?: PageMarks;
}

/** How an image is made and proven, whatever will name it then. */
export interface ImagePlan {
  readonly commit: CommitSha;
  readonly repository: Repository;
  readonly images: readonly ImageName[];
  readonly platforms: readonly Platform[];
  readonly build: BuildPlan;
  readonly sign: Inputs['sign'];
  readonly signLegacy: boolean;
  readonly attest: boolean;
  /** The image that is taken as it is, where none is built. */
  readonly promoted?: Promoted;
  /** What the maintainers should know before it happens, though it stops nothing: one sentence each, with its remedy. */
  readonly warnings: readonly string[];
}

/** A release: an image with a version, pointers, assets and a page. */
export interface Plan extends ImagePlan {
  readonly tag: TagName;
  /** The first version above that is not there yet: where this one cannot be released, that one can. */
  readonly next: TagName;
  readonly version: Version;
  readonly pointers: PointerPlan;
  readonly assets: AssetPlan;
  readonly release: {
    readonly title: string;
    readonly prerelease: boolean;
    /** Leave the GitHub release a draft, and so nothing public. */
    readonly draft: boolean;
    /** Where the words go that the page has already. */
    readonly words: Inputs['words'];
    readonly discussionCategory?: string;
  };
}

/** The release tag that a run is about, or the fault that it has none. @param highest a tag that could be meant */
export function releaseTag(
  inputs: Inputs,
  context: Context,
  highest?: string,
): { readonly tag: TagName } | { readonly fault: Fault } {
  if (inputs.tag !== undefined) return { tag: tagName(inputs.tag.replace(/^refs\/tags\//, '')) };
  if (context.ref.startsWith('refs/tags/')) return { tag: tagName(context.ref.slice('refs/tags/'.length)) };
  const file = /\.github\/workflows\/([^@]+)@/.exec(context.workflowRef)?.[1] ?? 'release.yml';
  return {
    fault: {
      code: 'not-a-tag',
      message: `the run was started on ${context.ref}, which is not a tag`,
      hint:
        context.event === 'workflow_dispatch'
          ? `gh workflow run ${file} --repo ${context.repository.fullName} --ref ${highest ?? `${inputs.tagPrefix}v1.2.0`}   # the tag under "Use workflow from"`
          : "on: { push: { tags: ['v*.*.*'] } }",
    },
  };
}

/** Reads the release tag as a version, or says what a good one looks like. */
export function releaseVersion(
  tag: TagName,
  inputs: Inputs,
  project?: string,
): { readonly version: Version } | { readonly fault: Fault } {
  const version = parseTag(tag, inputs.tagPrefix);
  if (version) return { version };
  const lead = `${inputs.tagPrefix}v`;
  return {
    fault: {
      code: 'not-a-version',
      message: `the tag ${tag} is not a version: ${lead} and three numbers are wanted, as SemVer 2.0.0 has them`,
      hint: versionRemedy(tag, inputs, project),
    },
  };
}

/** The prefix that the tag has, else the tag that was meant, else one as an example. */
function versionRemedy(tag: TagName, { tagPrefix, tag: given }: Inputs, project: string | undefined): string {
  const prefix = otherPrefix(tag, tagPrefix);
  if (prefix !== undefined)
    return `with: { tag-prefix: '${prefix}' }   # what stands before the v of this tag`;
  const meant = readLoosely(tag, tagPrefix, project);
  if (meant?.stable !== true || !/^[\w./+-]+$/.test(tag)) {
    const name = `${tagPrefix}v1.2.0`;
    return `git tag -a ${name} -m ${name} && git push origin ${name}   # or ${name}-rc.1`;
  }
  const good = strictTag(meant, tagPrefix);
  const make = `git tag -a ${good} -m ${good} ${tag} && git push origin ${good}`;
  return given === undefined
    ? make
    : `with: { tag: ${good} }   # and where that tag is not there yet: ${make}`;
}

/** The prefix with which the tag is a version: `api/` for `api/v1.2.0`, and nothing where the v was taken for a part of it. */
function otherPrefix(tag: TagName, tagPrefix: string): string | undefined {
  const prefix = /^([\w./@+-]*)v\d+\.\d+\.\d+(?:[-+]|$)/.exec(tag)?.[1];
  if (prefix === undefined || prefix === tagPrefix || parseTag(tag, prefix) === undefined) return undefined;
  // Without one it is a version of another component, where this one's has a prefix.
  return prefix !== '' || tagPrefix === 'v' ? prefix : undefined;
}

/** The images of a release: those given, or the repository's own on GitHub's registry, of which each component has one below. */
export function imagesOf(
  inputs: Pick<Inputs, 'images' | 'tagPrefix'>,
  repository: Repository,
): readonly ImageName[] {
  if (inputs.images.length > 0) return inputs.images;
  const own = parseImageName(
    [ownRegistry(repository), repository.fullName.toLowerCase(), ...componentPath(inputs.tagPrefix)].join(
      '/',
    ),
  );
  return 'image' in own ? [own.image] : [];
}

/** The fault of a repository whose name cannot be an image's, such as `.github`, where no image is given. */
export function noImageFault(
  inputs: Pick<Inputs, 'images' | 'tagPrefix'>,
  repository: Repository,
): readonly Fault[] {
  if (imagesOf(inputs, repository).length > 0) return [];
  const [owner = 'owner', name = 'app'] = componentPath(repository.fullName);
  const image = [ownRegistry(repository), owner, name, ...componentPath(inputs.tagPrefix)].join('/');
  return [
    {
      code: 'bad-input',
      message: `image: none is given, and the repository's own, ${ownRegistry(repository)}/${repository.fullName.toLowerCase()}, is not an image name`,
      hint: `with: { image: ${image} }   # lower case letters, digits, and . _ - between them`,
    },
  ];
}

/** `api/` → `api`, `@scope/worker@` → `scope/worker`, `Web-` → `web`: what of a prefix may stand in an image's name. */
function componentPath(tagPrefix: string): readonly string[] {
  return tagPrefix
    .toLowerCase()
    .split('/')
    .map((part) => part.replace(/[^a-z0-9._-]+|[._-]{2,}/g, '-').replace(/^[._-]+|[._-]+$/g, ''))
    .filter((part) => part !== '');
}

/** A component that was given the image of the whole repository moves the tags of all others there. */
function sharedImage({ images, tagPrefix }: Inputs, repository: Repository): readonly string[] {
  const [whole] = imagesOf({ images: [], tagPrefix: '' }, repository);
  if (tagPrefix === '' || !whole || !images.some(({ name }) => name === whole.name)) return [];
  const [own] = imagesOf({ images: [], tagPrefix }, repository);
  return [
    `image ${whole.name} is given for the component ${tagPrefix}: components that share an image move each other's tags, latest among them. Leave image out for ${own?.name ?? 'one of its own'}.`,
  ];
}

/** Decides the whole release. The faults of the pointers are answered beside the plan's absence. */
export function makePlan(
  inputs: Inputs,
  context: Context,
  history: History,
  version: Version,
): { readonly plan: Plan } | { readonly faults: readonly Fault[] } {
  const faults = [
    ...noImageFault(inputs, context.repository),
    ...imageTagFaults(version, history.tags, inputs.pointers, history.commit),
  ];
  if (faults.length > 0) return { faults };
  const images = imagesOf(inputs, context.repository);
  const { commit, commitTime, marks = noMarks } = history;
  const { withdrawn } = marks;
  const stays = whyItStays(version, inputs, marks);
  const policy = compact({ ...inputs.pointers, withdrawn, stays });
  const asked = inputs.prerelease ?? !isStable(version);
  return {
    plan: {
      tag: version.tag,
      next: freeTagAfter(version.tag, history.tags),
      version,
      commit,
      repository: context.repository,
      images,
      platforms: inputs.platforms,
      pointers: planPointers(version, history.tags, policy, commit),
      build: planBuild(inputs, context, { version, commit, commitTime, images }),
      assets: planAssets(inputs, context.repository, version),
      sign: inputs.sign,
      signLegacy: inputs.signLegacy,
      attest: inputs.attest,
      warnings: [
        ...disclosureWarnings(inputs, context.repository),
        ...sharedImage(inputs, context.repository),
        ...branchSignerWarnings(inputs, context, version.tag),
        ...decidedSince(version, inputs, marks),
      ],
      release: compact({
        title: version.tag,
        prerelease: marks.own === undefined ? asked : marks.own === 'prerelease',
        draft: inputs.draft,
        words: inputs.words,
        discussionCategory: inputs.discussionCategory,
      }),
    },
  };
}

/** Every name gets the same digests; questions go to the first. */
export function firstName(plan: ImagePlan): ImageName {
  const [name] = plan.images;
  if (!name) throw new TypeError('a plan without an image');
  return name;
}
