// The next version, proposed from the commits since the highest release that the commit descends from.
import { changesToShow } from '../../changelog/history.ts';
import { readCommit } from '../../changelog/commits/parse.ts';
import { type Fault, ReleaseError } from '../../errors.ts';
import type { CommitSha } from '../../plan/brands.ts';
import { type Context, subjectCommit } from '../../plan/context.ts';
import { nextVersion } from '../../plan/version/next-version.ts';
import { compareStable } from '../../plan/tags/pointers.ts';
import type { TagRef } from '../../plan/version/range.ts';
import {
  type Version,
  comparePrecedence,
  compareRead,
  isStable,
  parseTag,
} from '../../plan/version/version.ts';
import { asVersion, looseVersions } from '../../plan/version/loose-version.ts';
import type { Steps } from '../../run/step.ts';
import type { Git } from '../../world/git/git.ts';
import type { RemoteWorld } from '../../world/world.ts';
import { allTags } from './history.ts';
import type { Inputs } from '../../plan/inputs/inputs.ts';
import { compact } from '../../compact.ts';

/** What `tag: next` asks for. */
export interface Asked {
  readonly commit: CommitSha;
  /** `tag: next-rc` asks for the next prerelease of the channel `rc`. */
  readonly channel?: string;
}

/** In plan and tag mode, `tag: next` or no tag at all asks for the next version of the commit that the run is about. */
export function askedForNext(inputs: Inputs, context: Context): Asked | undefined {
  if (inputs.mode !== 'plan' && inputs.mode !== 'tag') return undefined;
  const commit = subjectCommit(context);
  if (inputs.tag === undefined) return context.ref.startsWith('refs/tags/') ? undefined : { commit };
  const [whole, channel] = /^next(?:-(.+))?$/.exec(inputs.tag) ?? [];
  if (whole === undefined) return undefined;
  return compact({ commit, channel });
}

export interface Proposal {
  readonly version: Version;
  readonly why: string;
  readonly proposed: CommitSha;
}

/** Reads the commits and decides by them; that there is no next version is a fault. */
export async function proposeNext(
  { commit, channel }: Asked,
  run: {
    readonly inputs: Inputs;
    readonly context: Pick<Context, 'repository'>;
    readonly outside: Pick<RemoteWorld, 'git'>;
    readonly steps: Steps;
  },
): Promise<Proposal | { readonly fault: Fault }> {
  const { inputs, context, outside, steps } = run;
  const { owner, name: project } = context.repository;
  const { tagPrefix } = inputs;
  try {
    return await steps.run({
      title: 'Propose the next version',
      make: async (log) => {
        const { git } = outside;
        const tags = await allTags(git, log);
        const previous = await highestBelow(git, stableTags(tags, tagPrefix, project), commit);
        const pending = await pendingPrerelease(git, tags, tagPrefix, { commit, previous });
        const raw = await git.log(
          { tip: commit, exclude: previous ? [previous.ref.commit] : [], paths: inputs.changelog.paths },
          readCommit,
        );
        const next = nextVersion(
          previous?.version,
          changesToShow(raw, `${owner}/${project}`).toReversed(),
          tags.map(({ name }) => name),
          compact({ tagPrefix, channel, pending }),
        );
        return { version: next.version, why: next.why, proposed: commit };
      },
      outcome: 'checked',
      describe: ({ version, why }) => `${version.tag}: ${why}`,
    });
  } catch (error) {
    if (!(error instanceof ReleaseError)) throw error;
    return { fault: { message: error.message, hint: error.hint } };
  }
}

interface Stable {
  readonly ref: TagRef;
  readonly version: Version;
}

/** Highest first; those of other forms too, which a project has had before. */
function stableTags(tags: readonly TagRef[], tagPrefix: string, project?: string): readonly Stable[] {
  const byName = new Map(tags.map((ref) => [ref.name, ref]));
  const names = [...byName.keys()];
  const strict = names.map((name) => parseTag(name, tagPrefix)).filter((version) => version !== undefined);
  const loose = looseVersions(names, tagPrefix, project).filter(({ stable }) => stable);
  return [...strict.filter(isStable), ...loose.map(asVersion)]
    .flatMap((version) => {
      const ref = byName.get(version.tag);
      return ref ? [{ ref, version }] : [];
    })
    .sort((a, b) => compareStable(b.version, a.version));
}

/** The highest prerelease between the last stable version and the commit, of a version that is not released yet. */
async function pendingPrerelease(
  git: Git,
  tags: readonly TagRef[],
  tagPrefix: string,
  { commit, previous }: { readonly commit: CommitSha; readonly previous: Stable | undefined },
): Promise<Version | undefined> {
  const versions = tags.flatMap((ref) => {
    const version = parseTag(ref.name, tagPrefix);
    return version ? [{ ref, version }] : [];
  });
  const core = ({ major, minor, patch }: Version): string => `${major}.${minor}.${patch}`;
  const released = new Set(
    versions.filter(({ version }) => isStable(version)).map(({ version }) => core(version)),
  );
  const pending = versions
    .filter(({ version }) => !isStable(version) && !released.has(core(version)))
    .filter(({ version }) => !previous || comparePrecedence(version, previous.version) > 0)
    .sort((a, b) => compareRead(b.version, a.version));
  if (pending.length === 0) return undefined;
  const range = { tip: commit, exclude: previous ? [previous.ref.commit] : [] };
  const here = new Set(await git.log(range, ({ hash }) => hash));
  return pending.find(({ ref }) => here.has(ref.commit))?.version;
}

/** The highest stable version in the history of the commit, which is fetched as far as it is not here. */
async function highestBelow(
  git: Git,
  candidates: readonly Stable[],
  commit: CommitSha,
): Promise<Stable | undefined> {
  const here = await git.deepen({ commit, exclude: candidates.map(({ ref }) => ref) });
  const known = new Set(here.map(({ name }) => name));
  for (const candidate of candidates) {
    if (known.has(candidate.ref.name) && (await git.isAncestor(candidate.ref.commit, commit)))
      return candidate;
  }
  return undefined;
}
