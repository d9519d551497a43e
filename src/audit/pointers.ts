// Tags and marks judged from outside: the Git tag's commit, and that every pointer names the highest release it may.
import type { ReleaseRecord } from '../plan/record/release-record.ts';
import { exactImageTag, looksLikeVersion } from '../plan/tags/image-tags.ts';
import { type PointerName, noMajorZero, pointerName } from '../plan/tags/pointers.ts';
import type { TagName } from '../plan/brands.ts';
import { isOfOtherComponent } from '../plan/version/loose-version.ts';
import { isStable, parseTag } from '../plan/version/version.ts';
import type { CheckReport } from '../report/model.ts';
import { type Highest, type Leaders, makeHighest } from './leaders.ts';
import { type AuditWorld, type AuditedRelease, AuditFailure, check, expectSame } from './subject.ts';

/** The tag is still the commit that was released. */
export async function auditGitTag(subject: AuditedRelease): Promise<readonly CheckReport[]> {
  const { tag, manifest, repository } = subject;
  const commands = [`git ls-remote ${repository.url} 'refs/tags/${tag}^{}'`];
  return [
    await check(`The Git tag ${tag} is where it was released`, commands, () => {
      if (subject.commit === undefined) throw new AuditFailure('there is no such tag');
      if (manifest) expectSame('it', subject.commit, manifest.commit);
      return subject.commit;
    }),
  ];
}

/** Every moving name of the release's lines names the highest published release that it may. */
export async function auditPointers(
  subject: AuditedRelease,
  world: AuditWorld,
): Promise<readonly CheckReport[]> {
  const { tag, repository, version, inputs } = subject;
  const checks: Promise<CheckReport>[] = [];
  const tags = await world.github.tagNames(`${inputs.tagPrefix}v`);
  const highest = makeHighest(subject, world, tags);
  for (const pointer of pointersOf(subject)) {
    const { kind, pointer: line, name, left } = pointer;
    if (left !== undefined) {
      checks.push(check(`Pointer ${name} is not for releases to move`, [], () => left));
    } else if (kind === 'image') {
      for (const image of subject.images) {
        checks.push(
          check(
            `${image.name.name}:${name} names the highest release`,
            [`docker buildx imagetools inspect ${image.name.name}:${name}`],
            async () => {
              const now = (await world.registry.head(image.name, name))?.digest;
              const absent = now === undefined ? mayBeAbsent(subject, pointer) : undefined;
              if (absent !== undefined) return absent;
              return namesHighest(name, now, await highest(line), async (released) =>
                released === tag
                  ? image.digest
                  : (await world.registry.head(image.name, exactTag(released, subject)))?.digest,
              );
            },
          ),
        );
      }
    } else {
      checks.push(
        check(
          `The Git tag ${name} names the highest release`,
          [`git ls-remote ${repository.url} 'refs/tags/${name}*'`],
          async () => {
            const now = await world.records.tagCommit(name);
            const absent = now === undefined ? mayBeAbsent(subject, pointer) : undefined;
            if (absent !== undefined) return absent;
            return namesHighest(name, now, await highest(line), async (released) =>
              released === tag ? subject.commit : world.records.tagCommit(released),
            );
          },
        ),
      );
    }
  }
  if (isStable(version)) checks.push(githubLatest(subject, world, highest));
  return Promise.all(checks);
}

/**
 * Why a pointer need not be there: another tool made the release and never said so, or this release has left the pointer to
 * a higher one, which may have had no such pointer, or no image of this name.
 */
function mayBeAbsent({ manifest }: AuditedRelease, { kind, name }: AuditedPointer): string | undefined {
  if (manifest === undefined) return 'there is none, and the release of another tool never said so';
  const said = manifest.pointers.find((one) => one.kind === kind && one.name === name);
  return said?.moves === false ? `there is none; this release left it alone (${said.why})` : undefined;
}

/** A repository has one mark: a component's release leaves it alone, and gives it up to another one that was told to take it. */
function githubLatest(
  { manifest, inputs, repository }: AuditedRelease,
  world: AuditWorld,
  highest: Highest,
): Promise<CheckReport> {
  const text = "GitHub's latest release is the highest";
  const said = manifest?.pointers.find(({ kind }) => kind === 'github-latest')?.why;
  const { makeLatest, tagPrefix } = inputs.pointers;
  if (said === undefined ? makeLatest === 'false' : /`make-latest: (?:auto|false)`/.test(said))
    return check(
      "GitHub's latest release is not for this one to be",
      [],
      () => said ?? 'it is left alone (`make-latest: false`)',
    );
  return check(text, [`gh release view --repo ${repository.fullName}`], async () => {
    const now = (await world.github.latestRelease())?.tag;
    if (now !== undefined && isOfOtherComponent(now, tagPrefix)) return `${now}, of another component`;
    if (manifest === undefined && makeLatest === 'auto' && tagPrefix !== '') return now ?? 'none';
    return namesHighest('it', now, await highest('latest'), (released) => Promise.resolve(released));
  });
}

/**
 * The pointer names the highest release. Later releases leave a pointer alone while a higher tag exists, even one without a
 * release, since that may be published at any moment. In that case the pointer may name any of them.
 */
async function namesHighest(
  name: string,
  now: string | undefined,
  { leader, lower, unreleased, withdrawn }: Leaders,
  valueOf: (tag: TagName) => Promise<string | undefined>,
): Promise<string> {
  if (leader === undefined) {
    for (const tag of withdrawn) {
      if (now !== undefined && (await valueOf(tag)) === now)
        return `${tag}, of which only the page is retracted`;
    }
    return expectNothing(name, now);
  }
  const wanted = await valueOf(leader);
  if (now === wanted && now !== undefined) return leader;
  if (unreleased !== undefined && now !== undefined) {
    for (const tag of lower) {
      if ((await valueOf(tag)) === now)
        return `${tag}, since ${unreleased} is a higher tag without a release`;
    }
  }
  if (wanted === leader)
    throw new AuditFailure(
      `it is ${now === undefined ? 'nothing' : JSON.stringify(now)}, not ${JSON.stringify(leader)}`,
    );
  throw new AuditFailure(`it names ${now ?? 'nothing'}; ${leader} is ${wanted ?? 'gone'}`);
}

function exactTag(tag: TagName, { inputs, imageTagPrefix }: AuditedRelease): string {
  const version = parseTag(tag, inputs.tagPrefix);
  if (!version) throw new TypeError(`not a version: ${tag}`);
  return exactImageTag(version, imageTagPrefix);
}

/** The image pointers of a record that `image-tags` asked for: those that are no version's. */
export function movingIn(
  { pointers }: Pick<ReleaseRecord, 'pointers'>,
  imageTagPrefixes: readonly string[],
): readonly string[] {
  return pointers.flatMap(({ kind, name }) =>
    kind === 'image' && name !== 'latest' && !looksLikeVersion(name, imageTagPrefixes) ? [name] : [],
  );
}

interface AuditedPointer {
  readonly kind: 'image' | 'git';
  readonly pointer: PointerName;
  readonly name: string;
  /** Why nothing is expected of it. */
  readonly left?: string;
}

/**
 * Unless it was asked for, 0.x has none: a `v0` that is there is an earlier tool's, and nobody here moves it (it is named by
 * find/leftover-pointer.ts).
 */
export function hasMajorPointer({
  manifest,
  version,
  inputs,
  imageTagPrefix,
  otherPrefixes,
}: AuditedRelease): boolean {
  if (version.major > 0) return true;
  if (!manifest) return inputs.pointers.majorZero === true;
  const prefixes = [imageTagPrefix, ...otherPrefixes, `${inputs.tagPrefix}v`];
  const majors = prefixes.map((prefix) => pointerName('major', version, prefix));
  return manifest.pointers.some(({ name, why }) => majors.includes(name) && why !== noMajorZero);
}

/** The pointers that release.json says exist, or those of the inputs; a prerelease has none to look at. */
function pointersOf(subject: AuditedRelease): readonly AuditedPointer[] {
  const { manifest, version, inputs, imageTagPrefix, otherPrefixes } = subject;
  if (!isStable(version)) return [];
  const prefixes = [imageTagPrefix, ...otherPrefixes];
  const hasMajor = hasMajorPointer(subject);
  const names = (['minor', 'major', 'latest'] as const).filter((name) => name !== 'major' || hasMajor);
  const all = names.flatMap((pointer): AuditedPointer[] => [
    ...(pointer === 'latest' ? [''] : prefixes).map((prefix) => ({
      kind: 'image' as const,
      ...{ pointer, name: pointerName(pointer, version, prefix) },
    })),
    ...(pointer === 'latest'
      ? []
      : [{ kind: 'git' as const, pointer, name: pointerName(pointer, version, `${inputs.tagPrefix}v`) }]),
  ]);
  const wanted = (one: AuditedPointer): boolean =>
    manifest
      ? manifest.pointers.some(({ kind, name }) => kind === one.kind && name === one.name)
      : one.kind === 'image'
        ? inputs.pointers.floating.includes(one.pointer)
        : inputs.pointers.gitTags.some((name) => name === one.pointer);
  const moving = (manifest ? movingIn(manifest, prefixes) : (inputs.pointers.movingImageTags ?? [])).map(
    (name): AuditedPointer => ({ kind: 'image', pointer: 'latest', name }),
  );
  return [...all.filter(wanted), ...moving].map((one) => {
    const why =
      manifest?.pointers.find(({ kind, name }) => kind === one.kind && name === one.name)?.why ?? '';
    return /`latest: (?:branch|never)`/.test(why) ? { ...one, left: why } : one;
  });
}

function expectNothing(name: string, now: string | undefined): string {
  if (now !== undefined) throw new AuditFailure(`${name} names ${now}, and nothing should have that name`);
  return 'does not exist, as it should be';
}
