// The image tags that a release writes once and never moves: its own version, and what `image-tags` asks for.
import type { Fault } from '../../errors.ts';
import type { CommitSha } from '../brands.ts';
import { parseTag, type Version } from '../version/version.ts';

/** A tag as the registry allows it: OCI distribution-spec v1.1, "Pulling manifests", `<reference>` as a tag. */
const OCI_TAG = /^[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}$/;
const OCI_TAG_LENGTH = 128;

/** As docker/metadata-action's `type=sha` has it: `sha-` and seven digits. */
const SHORT_SHA_LENGTH = 7;

/** What decides the exact image tags; the inputs `image-tag-prefix`, `image-tags` and `tag-prefix`. */
export interface ImageTagPolicy {
  readonly imageTagPrefix: string;
  /** Each gives the release's own tag and the pointers once more, in another form. */
  readonly otherPrefixes?: readonly string[];
  readonly tagPrefix: string;
  readonly extraImageTags: readonly string[];
  /** Names of `image-tags` that move with the highest stable release, such as `stable`. */
  readonly movingImageTags?: readonly string[];
}

/** `v1.2.0+linux` becomes `v1.2.0_linux`: a registry tag has no `+`, and SemVer has no `_`, so nothing collides. */
export function exactImageTag(version: Version, imageTagPrefix: string): string {
  return `${imageTagPrefix}${version.text.replaceAll('+', '_')}`;
}

/** The tags of the `image-tags` input, in its order, each once, without the release's own exact tag. */
export function extraImageTags(
  version: Version,
  policy: ImageTagPolicy,
  commit: CommitSha,
): readonly string[] {
  const exact = exactImageTag(version, policy.imageTagPrefix);
  const names = [
    ...otherForms(version, policy),
    ...policy.extraImageTags.map((entry) => nameOf(entry, commit)),
  ];
  return [...new Set(names)].filter((name) => name !== exact);
}

/** The release's own tag behind each further prefix. */
function otherForms(version: Version, { otherPrefixes = [] }: ImageTagPolicy): readonly string[] {
  return otherPrefixes.map((prefix) => exactImageTag(version, prefix));
}

/**
 * All that is wrong with the tags this release would write: names that no registry takes, and entries of
 * `image-tags` that are (or will be) the name of a pointer or of another release.
 * `tags` are the repository's tags, as `planPointers` takes them.
 */
export function imageTagFaults(
  version: Version,
  tags: readonly string[],
  policy: ImageTagPolicy,
  commit: CommitSha,
): readonly Fault[] {
  const forms = otherForms(version, policy);
  const extra = extraImageTags(version, policy, commit).filter((name) => !forms.includes(name));
  const faults: Fault[] = [];
  for (const prefix of [policy.imageTagPrefix, ...(policy.otherPrefixes ?? [])]) {
    const form = exactImageTag(version, prefix);
    if (!OCI_TAG.test(form)) faults.push(exactFault(form, prefix));
  }

  const moving = policy.movingImageTags ?? [];
  const taken =
    extra.length + moving.length === 0 ? new Map<string, string>() : takenNames(version, tags, policy);
  for (const name of moving) {
    const owner =
      taken.get(name) ??
      (looksLikeVersion(name, [policy.imageTagPrefix, ...(policy.otherPrefixes ?? [])])
        ? 'a version'
        : undefined);
    if (!OCI_TAG.test(name)) faults.push(extraFault(name));
    else if (owner !== undefined || extra.includes(name) || /^sha(?:-|$)/.test(name))
      faults.push(movingFault(name, owner));
  }
  for (const name of extra) {
    const owner = taken.get(name);
    if (!OCI_TAG.test(name)) faults.push(extraFault(name));
    else if (owner !== undefined) faults.push(collision(name, owner));
  }
  return faults;
}

/** `v1`, `1.2`, `v1.2.0-rc.1` and their like: names that versions have, or will have. */
export function looksLikeVersion(name: string, imageTagPrefixes: readonly string[]): boolean {
  const texts = imageTagPrefixes
    .filter((prefix) => name.startsWith(prefix))
    .map((prefix) => name.slice(prefix.length));
  return [name, ...texts].some((text) => /^v?\d+(?:\.\d+){0,2}(?:[-_.+].*)?$/.test(text));
}

function nameOf(entry: string, commit: CommitSha): string {
  return entry === 'sha' ? shaTag(commit) : entry;
}

/** What `sha` stands for. */
export function shaTag(commit: CommitSha): string {
  return `sha-${commit.slice(0, SHORT_SHA_LENGTH)}`;
}

/**
 * Every name that a pointer or a release of this repository has, with whose it is. Pointers count whether or not
 * `floating` names them: an exact tag under such a name would stop the next release as a conflict.
 */
function takenNames(
  version: Version,
  tags: readonly string[],
  policy: ImageTagPolicy,
): ReadonlyMap<string, string> {
  const taken = new Map([['latest', 'the pointer `latest`']]);
  const prefixes = [policy.imageTagPrefix, ...(policy.otherPrefixes ?? [])];
  const claim = (one: Version): void => {
    for (const prefix of prefixes) {
      taken.set(exactImageTag(one, prefix), `the release ${one.tag}`);
      for (const line of [`${one.major}`, `${one.major}.${one.minor}`]) {
        taken.set(prefix + line, `the pointer \`${prefix}${line}\``);
      }
    }
  };
  claim(version);
  for (const tag of tags) {
    const one = parseTag(tag, policy.tagPrefix);
    if (one) claim(one);
  }
  return taken;
}

function exactFault(name: string, prefix: string): Fault {
  return name.length > OCI_TAG_LENGTH
    ? {
        message: `The image tag ${clip(name)} has ${name.length} characters; a registry takes ${OCI_TAG_LENGTH}`,
        hint: 'Release under a shorter tag: shorten its prerelease or build metadata, or `image-tag-prefix`',
      }
    : {
        message: `${JSON.stringify(name)} cannot be an image tag: image-tag-prefix is ${JSON.stringify(prefix)}`,
        hint: 'image-tag-prefix: v   # letters, digits, `_`, `.`, `-`; not `.` or `-` at the start',
      };
}

function extraFault(name: string): Fault {
  return name.length > OCI_TAG_LENGTH
    ? {
        message: `image-tags: ${clip(name)} has ${name.length} characters; a registry takes ${OCI_TAG_LENGTH}`,
        hint: 'Shorten this line of `image-tags`',
      }
    : {
        message: `image-tags: ${JSON.stringify(name)} cannot be an image tag`,
        hint: 'image-tags: sha   # one plain tag a line, of letters, digits, `_`, `.`, `-`; `sha` stands for sha-<short commit>',
      };
}

function collision(name: string, owner: string): Fault {
  return {
    message: `image-tags: ${name} is the name of ${owner}, and tags of \`image-tags\` never move`,
    hint: owner.startsWith('the pointer')
      ? `Take the line ${name} out of \`image-tags\`; pointers are asked for with: floating: minor,major,latest`
      : `Take the line ${name} out of \`image-tags\`, or give it a name of its own, such as: image-tags: sha`,
  };
}

function movingFault(name: string, owner: string | undefined): Fault {
  const why =
    owner ??
    (name.startsWith('sha') ? 'one commit, which does not move' : 'a tag that is given twice, once to stay');
  return {
    message: `image-tags: ${name}=moves cannot be, since ${name} is the name of ${why}`,
    hint: 'image-tags: stable=moves   # a name of its own, which follows the highest stable release',
  };
}

function clip(text: string): string {
  return `${text.slice(0, 40)}…`;
}
