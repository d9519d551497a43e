// Which release a pointer must name, by the rule that releases move pointers by (plan/tags/pointers.ts, find/page-marks.ts).
import { compact } from '../compact.ts';
import type { TagName } from '../plan/brands.ts';
import { type PointerName, highestFor } from '../plan/tags/pointers.ts';
import type { GitHubRelease } from '../world/github/types.ts';
import { type AuditWorld, type AuditedRelease, AuditFailure } from './subject.ts';

/** A release is looked for downwards from the highest tag: newer tags may have no release yet, or never get one. */
const mostLooked = 50;

/** The tags of a line that a pointer may name. */
export interface Leaders {
  /** The highest that is released; undefined where there is none. */
  readonly leader: TagName | undefined;
  /** The highest of all, where that has no release. */
  readonly unreleased?: TagName;
  /** All below the leader, highest first. */
  readonly lower: readonly TagName[];
  /** Those whose page is marked as a pre-release: they lead nothing, and still have what they took before. */
  readonly withdrawn: readonly TagName[];
}

export type Highest = (pointer: PointerName) => Promise<Leaders>;

export function makeHighest(
  { version, tag, inputs, release }: AuditedRelease,
  { github }: AuditWorld,
  tags: readonly string[],
): Highest {
  const known = new Map<string, Promise<State>>([[tag, Promise.resolve(stateOf([release]))]]);
  const state = (name: string): Promise<State> => {
    const found = known.get(name) ?? github.releasesOf(name).then(stateOf);
    known.set(name, found);
    return found;
  };
  return async (pointer) => {
    let left = [...new Set([...tags, tag])];
    const withdrawn: TagName[] = [];
    const lower: TagName[] = [];
    let leader: TagName | undefined;
    let unreleased: TagName | undefined;
    for (let looked = 0; lower.length < mostLooked; looked++) {
      const one = highestFor(pointer, left, version, inputs.tagPrefix)?.tag;
      if (one === undefined) break;
      if (looked >= mostLooked && leader === undefined)
        throw new AuditFailure(`${mostLooked} tags above have no release`);
      left = left.filter((name) => name !== one);
      if (leader !== undefined) {
        lower.push(one);
        continue;
      }
      const is = await state(one);
      if (is === 'withdrawn') withdrawn.push(one);
      else if (is === 'released') leader = one;
      else unreleased ??= one;
      // Nothing holds a pointer back then: what is lower is of no account.
      if (leader !== undefined && unreleased === undefined) break;
    }
    return { leader, ...compact({ lower, withdrawn, unreleased }) };
  };
}

/** A tag without a release may get one at any moment, and holds pointers back; a page that is marked as a pre-release does not. */
type State = 'released' | 'withdrawn' | 'none';

function stateOf(releases: readonly Pick<GitHubRelease, 'draft' | 'prerelease'>[]): State {
  const published = releases.find(({ draft }) => !draft);
  if (published === undefined) return 'none';
  return published.prerelease ? 'withdrawn' : 'released';
}
