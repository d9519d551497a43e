// Between proof and publishing: the gate, the words of the page, and the draft with everything that it will offer.
import type { Notes } from '../changelog/notes.ts';
import { compact } from '../compact.ts';
import { finishedRelease, refreshEarlierRelease } from '../find/earlier-release.ts';
import { unfinishedAssets } from '../find/prepared-page.ts';
import type { Image } from '../plan/artifacts.ts';
import { signsRecord } from '../plan/assets.ts';
import { recordName } from '../plan/asset-names.ts';
import type { Run } from '../run/run.ts';
import type { Job } from '../run/job.ts';
import { type Assets, gatherAssets } from '../steps/draft/assets.ts';
import { draft } from '../steps/draft/draft.ts';
import { passGate } from '../steps/draft/gate.ts';
import { type Words, pageWords } from '../steps/draft/words.ts';
import type { ReleaseNotes } from '../steps/notes/release-notes.ts';
import type { AssetFile } from '../steps/prepare/asset-file.ts';
import type { Proofs } from '../steps/prove/prove.ts';
import type { Check } from '../steps/prove/verify.ts';
import type { GitHubRelease } from '../world/github/types.ts';

/** What the draft is made of. */
export interface Contents {
  readonly image: Image;
  readonly payload: readonly AssetFile[];
  readonly proofs: Proofs;
  readonly gathered: ReleaseNotes;
  /** The names of the assets that this release will have. */
  readonly names: readonly string[];
  /** Ends once cosign and gh have proven the image. */
  readonly proven: Promise<unknown>;
}

/** The release as it is about to be published. */
export interface Drafted extends Pick<Words, 'page' | 'notes' | 'taken'> {
  readonly release: GitHubRelease;
  /** Drafts of this tag that are no use any more. */
  readonly spare: readonly GitHubRelease[];
  readonly assets: Assets['all'];
  readonly manifest: Assets['manifest'];
  readonly checks: readonly Check[];
}

/**
 * Makes everything ready to be published. A draft is not public, so that it is filled while cosign and gh still prove what it names; a
 * gate, and a page that somebody else has made, which may be public already, wait for them.
 * @throws ReleaseError when the gate is not passed, or the page cannot be completed.
 */
export async function draftRelease(run: Run, job: Job, contents: Contents): Promise<Drafted> {
  const { plan, world, steps, earlier: before } = job;
  const { inputs, context, outside } = run;
  const { image, payload, proofs, gathered, names, proven } = contents;
  const proof = compact({
    ...world,
    image,
    stored: proofs.provenance?.notStored === undefined,
    signed: signsRecord(plan)
      ? [...(plan.assets.signEach ? payload.map(({ name }) => name) : []), recordName]
      : undefined,
  });
  if (inputs.gate.length > 0) await proven;
  const gate = await passGate(job, image, {
    commands: inputs.gate,
    notes: gathered.write(proof).body,
    run: `${context.run.url}/attempts/${context.run.attempt}`,
  });
  const earlier = await refreshEarlierRelease(before, plan, outside.github, steps);
  if (earlier.prepared) await proven;
  const write = (room: number): Notes => gathered.write(proof, room);
  const words = await pageWords({ ...job, earlier }, write, names);
  const { page, notes, edited, taken } = words;
  // Another run of this tag has published it while this one built: it is adopted once it is proven, and what this run makes
  // is not held against it, since each run's provenance and signatures are its own.
  const theirs = before.release === undefined ? finishedRelease(earlier) : undefined;
  const made = {
    plan,
    ...{ image, proofs, world, context },
    ...{ earlier: theirs ? { spare: earlier.spare } : earlier, page },
    ...{ kept: taken ? taken.kept : earlier.manifest?.kept, gate: gate.attestation },
    runCommit: (id: number) => run.records.runCommit(id),
  };
  const { all: assets, manifest, checks } = await gatherAssets(payload, words.full?.(), made, steps);
  const content = compact({
    ...{ ...page, assets, edited },
    prepared: taken?.release,
    unfinished: taken && unfinishedAssets(before),
  });
  const { release, left } = theirs
    ? { release: theirs, left: [] }
    : await draft({ ...job, earlier }, content);
  return compact({
    ...{ page, notes, taken, release, assets, manifest },
    spare: [before.release ?? [], before.spare, left].flat(),
    checks: [...gate.checks, ...checks],
  });
}
