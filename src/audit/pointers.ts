// Tags and marks judged from outside: the Git tag's commit, and that every pointer names the highest release it may.
import { exactImageTag } from '../plan/tags/image-tags.ts';
import { type PointerName, highestFor, pointerName } from '../plan/tags/pointers.ts';
import { type Version, isStable } from '../plan/version/version.ts';
import type { CheckReport } from '../report/model.ts';
import { type AuditWorld, type AuditedRelease, AuditFailure, check, expectSame, notRun } from './subject.ts';

/** A release is looked for downwards from the highest tag: newer tags may have no release yet. */
const mostUnreleased = 50;

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
      checks.push(Promise.resolve(notRun(`Pointer ${name}`, left)));
    } else if (kind === 'image') {
      for (const image of subject.images) {
        checks.push(
          check(
            `${image.name.name}:${name} names the highest release`,
            [`docker buildx imagetools inspect ${image.name.name}:${name}`],
            async () => {
              const leader = await highest(line);
              const now = (await world.registry.head(image.name, name))?.digest;
              if (leader === undefined) return expectNothing(name, now);
              const wanted =
                leader.tag === tag
                  ? image.digest
                  : (await world.registry.head(image.name, exactImageTag(leader, subject.imageTagPrefix)))
                      ?.digest;
              if (now !== wanted)
                throw new AuditFailure(`it names ${now ?? 'nothing'}; ${leader.tag} is ${wanted ?? 'gone'}`);
              return leader.tag;
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
            const leader = await highest(line);
            const now = await world.records.tagCommit(name);
            if (leader === undefined) return expectNothing(name, now);
            const wanted = leader.tag === tag ? subject.commit : await world.records.tagCommit(leader.tag);
            if (now !== wanted)
              throw new AuditFailure(`it names ${now ?? 'nothing'}; ${leader.tag} is ${wanted ?? 'gone'}`);
            return leader.tag;
          },
        ),
      );
    }
  }
  if (isStable(version)) {
    checks.push(
      check(
        "GitHub's latest release is the highest",
        [`gh release view --repo ${repository.fullName}`],
        async () => {
          const leader = await highest('latest');
          const now = (await world.github.latestRelease())?.tag;
          expectSame('it', now, leader?.tag);
          return now ?? 'none';
        },
      ),
    );
  }
  return Promise.all(checks);
}

interface AuditedPointer {
  readonly kind: 'image' | 'git';
  readonly pointer: PointerName;
  readonly name: string;
  /** Why nothing is expected of it. */
  readonly left?: string;
}

/** The pointers that release.json says exist, or those of the inputs; a prerelease has none to look at. */
function pointersOf({
  manifest,
  version,
  inputs,
  imageTagPrefix,
}: AuditedRelease): readonly AuditedPointer[] {
  if (!isStable(version)) return [];
  const names: readonly PointerName[] = ['minor', 'major', 'latest'];
  const all = names.flatMap((pointer): AuditedPointer[] => [
    { kind: 'image', pointer, name: pointerName(pointer, version, imageTagPrefix) },
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
  return all.filter(wanted).map((one) => {
    const why =
      manifest?.pointers.find(({ kind, name }) => kind === one.kind && name === one.name)?.why ?? '';
    return /`latest: (?:branch|never)`/.test(why) ? { ...one, left: why } : one;
  });
}

function makeHighest(
  { version, tag, inputs }: AuditedRelease,
  { github }: AuditWorld,
  tags: readonly string[],
): (pointer: PointerName) => Promise<Version | undefined> {
  const known = new Map<string, Promise<boolean>>([[tag, Promise.resolve(true)]]);
  const released = (name: string): Promise<boolean> => {
    const found =
      known.get(name) ??
      github.releasesOf(name).then((all) => all.some(({ draft, prerelease }) => !draft && !prerelease));
    known.set(name, found);
    return found;
  };
  return async (pointer) => {
    // 0.x has no major pointer.
    if (pointer === 'major' && version.major === 0) return undefined;
    let left = [...tags, tag];
    for (let n = 0; n < mostUnreleased; n++) {
      const leader = highestFor(pointer, left, version, inputs.tagPrefix);
      if (!leader || (await released(leader.tag))) return leader;
      left = left.filter((name) => name !== leader.tag);
    }
    throw new AuditFailure(`${mostUnreleased} tags above have no release`);
  };
}

function expectNothing(name: string, now: string | undefined): string {
  if (now !== undefined) throw new AuditFailure(`${name} names ${now}, and nothing should have that name`);
  return 'does not exist, as it should be';
}
