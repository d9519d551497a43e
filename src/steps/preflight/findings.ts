// What a run would find done already, piece by piece, and where every pointer is now; it only looks.
import { type Fault, ReleaseError } from '../../errors.ts';
import { type NamedSource, ownBundles, ownNames } from '../../plan/assets.ts';
import type { Plan } from '../../plan/plan.ts';
import { type Pointer, noMajorZero } from '../../plan/tags/pointers.ts';
import type { FindingReport, PointerReport } from '../../report/model.ts';
import type { RemoteWorld } from '../../world/world.ts';
import { earlierReleaseOrFault } from '../../find/earlier-release.ts';
import { readPointer } from '../../find/read-pointer.ts';
import { bundleName, notesName } from '../../plan/asset-names.ts';
import { legacyIn } from '../../plan/record/legacy-tags.ts';
import { isTransient } from '../../world/retry/retry.ts';
import { lookAt, placesOf } from './places.ts';
import { frozenFaults } from './frozen-tags.ts';
import { usedTagFaults } from './immutable-tag.ts';
import type { Job, EarlierRelease } from '../../run/job.ts';
import { publicBefore, takenNames } from '../../find/prepared-page.ts';
import type { GitHubRelease } from '../../world/github/types.ts';
import { leftoverMajors } from '../../find/leftover-pointer.ts';
import { publicWarning } from '../../find/public-image.ts';
import { compact } from '../../compact.ts';
import { findAsset } from '../../world/github/types.ts';

export interface Found {
  readonly findings: readonly FindingReport[];
  /** Names of the assets that the release will have. */
  readonly assets: readonly string[];
  /** What stands in a place that is wanted. */
  readonly faults: readonly Fault[];
  readonly warnings: readonly string[];
}

/** @param files those of the workspace */
export async function findings(
  job: Pick<Job<Plan, RemoteWorld>, 'plan' | 'world' | 'steps'>,
  files: readonly NamedSource[],
): Promise<Found> {
  const { plan, world, steps } = job;
  // The notes become an asset only where they do not fit; the bundle of checksums only where something signs.
  const unwanted = [
    ...[notesName, bundleName(notesName)],
    ...(plan.sign === 'none' ? [plan.assets.checksums?.bundle] : []),
  ];
  const assets = [...files, ...ownNames(plan.assets, plan), ...ownBundles(plan.assets, files)]
    .map(({ name }) => name)
    .filter((name) => !unwanted.includes(name));
  const found = await earlierReleaseOrFault(plan, world.github, steps);
  const known = 'journal' in found ? found.journal : undefined;
  const images = await imageTags(plan, known, world);
  const used = known === undefined ? [] : await usedTagFaults({ plan, steps, earlier: known }, world.github);
  return {
    assets,
    warnings: known === undefined ? [] : publicBefore(known, plan),
    findings: [
      releaseFinding(plan, found),
      ...promotedFinding(plan),
      ...images.map(({ finding }) => finding),
      ...proofFindings(plan, known),
      ...assets.map((name): FindingReport => {
        const there = findAsset(known?.release, name);
        return { what: `Asset ${name}`, state: there ? 'found' : 'to-make' };
      }),
    ],
    faults: [
      ...('fault' in found ? [found.fault] : takenNames(found.journal, assets, plan)),
      ...used,
      ...images.flatMap(({ fault }) => (fault ? [fault] : [])),
      ...(await frozenFaults(plan, world.registry)),
    ],
  };
}

function releaseFinding(plan: Plan, found: Awaited<ReturnType<typeof earlierReleaseOrFault>>): FindingReport {
  const what = `GitHub release ${plan.tag}`;
  if ('fault' in found) return { what, state: 'conflict', detail: found.fault.message };
  const { release, prepared } = found.journal;
  if (prepared) return { what, state: 'to-make', detail: preparedDetail(prepared, plan) };
  if (!release) return { what, state: 'to-make' };
  const kind = release.draft ? 'a draft, to be continued' : 'published';
  return { what, state: release.draft ? 'to-make' : 'found', detail: `${kind}: ${release.url}` };
}

/** The image that is taken in the place of one that is built, and whose word that is. */
function promotedFinding({ promoted, repository }: Plan): readonly FindingReport[] {
  if (promoted === undefined) return [];
  const { from, built, digest } = promoted;
  const by =
    built === undefined
      ? `${digest}, made by an earlier step of the job`
      : `built by ${built.run.replace(`${repository.url}/actions/`, '')}, ${built.identity.split('/').slice(-4).join('/')}`;
  return [{ what: `Image ${from}`, state: 'found', detail: `promoted, nothing is built: ${by}` }];
}

function preparedDetail({ draft, url, assets }: GitHubRelease, { release }: Plan): string {
  const words = {
    keep: 'its words stay, above ours',
    append: 'its words stay, below ours',
    replace: 'its words are replaced',
  }[release.words];
  const files = assets.length === 0 ? '' : `, and so do its ${assets.length} files`;
  return `${draft ? 'a draft that somebody prepared is taken over' : 'published already, and completed: the page is public before the image'}; ${words}${files}: ${url}`;
}

async function imageTags(
  plan: Plan,
  known: EarlierRelease | undefined,
  { registry }: RemoteWorld,
): Promise<readonly { readonly finding: FindingReport; readonly fault?: Fault }[]> {
  return Promise.all(
    placesOf(plan).map(async (place) => {
      const { name, tag } = place;
      const what = `${name.name}:${tag}`;
      const seen = await readable(() => lookAt(place, plan, known?.manifest, registry));
      if ('withheld' in seen) return { finding: { what, state: 'unknown' as const, detail: seen.withheld } };
      const recorded = known?.manifest?.images.find((image) => image.name === name.name)?.digest;
      if (seen.value === undefined) {
        const fresh = plan.promoted === undefined ? 'to be built' : `will name ${plan.promoted.digest}`;
        const detail = recorded === undefined ? fresh : `built already: ${recorded}`;
        return { finding: { what, state: 'to-make' as const, detail } };
      }
      const { digest: detail, conflict } = seen.value;
      return conflict?.sure === true
        ? { finding: { what, state: 'conflict' as const, detail }, fault: conflict.fault }
        : { finding: { what, state: 'found' as const, detail: conflict?.fault.message ?? detail } };
    }),
  );
}

/** A plan runs in jobs that may read less than the one that releases, a fork's pull request above all: what they may not see is unknown. */
async function readable<T>(
  ask: () => Promise<T>,
): Promise<{ readonly value: T } | { readonly withheld: string }> {
  try {
    return { value: await ask() };
  } catch (error) {
    if (!(error instanceof ReleaseError) || isTransient(error)) throw error;
    return { withheld: error.message };
  }
}

/** A warning for each major pointer of 0.x that an older tool has left. */
export async function leftoverWarnings(
  { images, repository, version, pointers: { floating } }: Plan,
  { registry }: RemoteWorld,
): Promise<readonly string[]> {
  // Where 0.x has such a pointer by choice it is this action's to move.
  const names = floating
    .filter(({ kind, why }) => kind === 'image' && why === noMajorZero)
    .map(({ name }) => name);
  const prefixes = names.map((name) => name.slice(0, -1));
  const seen = await readable(() => leftoverMajors({ images, repository, version, prefixes }, registry));
  const found = 'value' in seen ? seen.value : [];
  return found.map(({ text, detail, commands }) => `${text}: ${detail ?? ''}\n${commands.join('\n')}`);
}

/** A warning for each package that is there and that the public does not see. */
export async function hiddenPackages(plan: Plan, { registry }: RemoteWorld): Promise<readonly string[]> {
  const { exact, floating } = plan.pointers;
  const references = [exact, ...floating.filter(({ kind }) => kind === 'image').map(({ name }) => name)];
  const warnings = await Promise.all(
    plan.images.map((name) => readable(() => publicWarning(name, references, plan.repository, registry))),
  );
  return warnings.flatMap((seen) => ('value' in seen && seen.value !== undefined ? [seen.value] : []));
}

function proofFindings(plan: Plan, known: EarlierRelease | undefined): readonly FindingReport[] {
  const one = (what: string, done: boolean): FindingReport => ({ what, state: done ? 'found' : 'to-make' });
  return [
    ...(plan.sign === 'none' ? [] : [one('Signatures', known?.manifest?.signature !== undefined)]),
    ...(plan.signLegacy ? [one('Signatures for cosign 2', legacyIn(known?.manifest).length > 0)] : []),
    ...(plan.assets.gate === undefined
      ? []
      : [
          {
            ...one('Gate', known?.manifest?.gate !== undefined),
            detail: `${plan.assets.gate} commands, once everything is proven and before anything is public`,
          },
        ]),
    ...(plan.attest ? [one('Provenance', known?.manifest?.provenance !== undefined)] : []),
  ];
}

/** Every pointer with what it names now, and for those that move, what it would name. */
export async function pointersNow(
  job: Pick<Job<Plan, RemoteWorld>, 'plan' | 'world' | 'steps'>,
): Promise<readonly PointerReport[]> {
  const { plan, world, steps } = job;
  return steps.run({
    title: 'Read where the pointers are',
    make: () => Promise.all(plan.pointers.floating.map((pointer) => pointerNow(pointer, plan, world))),
    outcome: 'checked',
    describe: (pointers) =>
      `${pointers.filter(({ moved }) => moved).length} of ${pointers.length} would move`,
  });
}

async function pointerNow(pointer: Pointer, plan: Plan, outside: RemoteWorld): Promise<PointerReport> {
  const { kind, name, moves, why, heldBy } = pointer;
  const from = await whereNow(pointer, plan, outside);
  const to = moves ? plan.tag : (from ?? heldBy);
  return compact({ kind, name, why, moved: moves, from, to });
}

/** A registry that may not be read leaves its pointers unknown; GitHub answers whoever reads the repository. */
async function whereNow(
  pointer: Pointer,
  { images: [image] }: Plan,
  outside: RemoteWorld,
): Promise<string | undefined> {
  if (pointer.kind !== 'image') return readPointer(pointer, image, outside);
  const seen = await readable(() => readPointer(pointer, image, outside));
  return 'value' in seen ? seen.value : 'unknown';
}
