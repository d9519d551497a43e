// `mode: build` on one screen: this runner's platforms built, started, attested, and handed over to the job that releases.
import { FaultsError, type Fault } from '../errors.ts';
import type { Anchor } from '../plan/handover/anchor.ts';
import { ownPlatforms } from '../plan/handover/own-platforms.ts';
import type { HandedOver, StartCheck } from '../plan/handover/record.ts';
import type { Platform } from '../plan/oci/image-name.ts';
import { type Plan, firstName, imagesOf, makePlan, releaseTag, releaseVersion } from '../plan/plan.ts';
import { exactImageTag } from '../plan/tags/image-tags.ts';
import type { PlatformImage } from '../plan/artifacts.ts';
import { type Run, createTools } from '../run/run.ts';
import { anchorsOf } from '../steps/prepare/anchors.ts';
import { recordOf } from '../steps/prepare/built-elsewhere.ts';
import { buildersOf } from '../steps/prepare/builder.ts';
import { type Built, buildAll, readBuilt } from '../steps/prepare/image.ts';
import { history } from '../steps/preflight/history.ts';
import { preflight } from '../steps/preflight/preflight.ts';
import { filesAt } from '../find/build-files.ts';
import { hasAllFiles, makeFiles } from '../steps/prove/build-files.ts';
import { attestPlatform, handOver } from '../steps/prove/hand-over.ts';
import { refuseBroken, smokeTest } from '../steps/prove/smoke-test.ts';
import type { Check } from '../steps/prove/verify.ts';
import { allEnded } from '../run/concurrency.ts';

/** What is now true. */
export interface PlatformBuild {
  readonly plan: Plan;
  readonly warnings: readonly string[];
  readonly platforms: readonly {
    readonly image: PlatformImage;
    readonly handedOver: HandedOver;
    /** Whether an earlier run of this job had built it. */
    readonly found: boolean;
  }[];
  readonly checks: readonly Check[];
}

/**
 * Builds what this job is there for, and what no earlier run of it has handed over.
 * @throws FaultsError before anything is pushed; ReleaseError later.
 */
export async function build(run: Run): Promise<PlatformBuild> {
  const { context, steps } = run;
  const plan = await resolveBuild(run);
  const world = await createTools(run);
  const job = { plan, world, steps };
  const anchors = await anchorsOf(plan, context.workspace);
  const anchorFor = ({ name }: Platform): Anchor => {
    const anchor = anchors.get(name);
    if (!anchor) throw new TypeError(`a plan without an anchor for ${name}`);
    return anchor;
  };

  steps.enter('prepare');
  const found = await steps.run({
    title: 'Look for builds of an earlier run',
    make: async (log) => {
      const searches = await Promise.all(
        plan.platforms.map(async (platform): Promise<readonly Earlier[]> => {
          const { found: handedOver } = await recordOf(job, anchorFor(platform), context, log);
          if (!handedOver) return [];
          const { pushed, files } = handedOver.record;
          const built = await readBuilt(world.registry, firstName(plan), platform, pushed);
          const there = files === undefined ? [] : await filesAt(job, files, log);
          return [{ built, handedOver, isWhole: hasAllFiles(plan, platform, there) }];
        }),
      );
      return searches.flat();
    },
    outcome: (left) => (left.length === 0 ? 'checked' : 'found'),
    describe: (left) =>
      left.length === 0 ? 'none' : left.map(({ built }) => built.image.platform.name).join(', '),
  });
  const whole = found.filter(({ isWhole }) => isWhole);
  const kept = whole.map(({ built: { image }, handedOver }) => ({ image, handedOver, found: true }));
  if (whole.length === plan.platforms.length)
    return { plan, warnings: [], platforms: kept, checks: startsOf(kept, plan) };

  const missing = plan.platforms.filter(
    ({ name }) => !found.some(({ built }) => built.image.platform.name === name),
  );
  const builders = buildersOf(run, world.buildx);
  const warnings: string[] = [];
  const built = await buildAll(job, missing, builders.ready, (warning) => warnings.push(warning));

  steps.enter('prove');
  const tries = await Promise.all(
    built.map(({ image, pushed }) =>
      smokeTest(job, { digest: pushed, platforms: [image] }, builders, context),
    ),
  );
  refuseBroken(tries.flat());
  const handOne = async (one: Built, started: StartCheck): Promise<PlatformBuild['platforms'][number]> => {
    const [files] = await allEnded([
      makeFiles(job, one.image, builders.ready),
      plan.attest ? attestPlatform(job, one) : Promise.resolve(),
    ]);
    const anchor = anchorFor(one.image.platform);
    const handedOver = await handOver(job, one, anchor, { started, files, context });
    return { image: one.image, handedOver, found: false };
  };
  const made = await allEnded([
    ...built.map((one, at) => handOne(one, startCheck(tries[at]))),
    // What an earlier run built without the files that are wanted now gets them from the build's cache.
    ...found.flatMap((one) => (one.isWhole ? [] : handOne(one.built, one.handedOver.record.started))),
  ]);
  return {
    plan,
    warnings,
    platforms: [...kept, ...made],
    checks: [...startsOf(kept, plan), ...tries.flat()],
  };
}

/** What an earlier run of the job has left of a platform. */
interface Earlier {
  readonly built: Built;
  readonly handedOver: HandedOver;
  /** Whether it handed over all files that are wanted beside the image. */
  readonly isWhole: boolean;
}

function startCheck([check]: readonly Check[] = []): StartCheck {
  return {
    state: check?.state === 'passed' ? 'passed' : 'not-run',
    detail: check?.detail ?? 'it was not tried',
  };
}

/** How what an earlier run has built started there. */
function startsOf(found: PlatformBuild['platforms'], plan: Plan): readonly Check[] {
  return found.map(({ image: { platform, digest }, handedOver }) => ({
    text: `${platform.name} starts`,
    ...handedOver.record.started,
    commands: [`docker run --rm --platform ${platform.name} ${firstName(plan).name}@${digest}`],
  }));
}

/** The same decisions as those of the releasing job, as far as an image depends on them. */
async function resolveBuild(run: Run): Promise<Plan> {
  const { context, outside, steps } = run;
  const platforms = ownPlatforms(run.inputs.platforms, context.runner);
  const inputs = { ...run.inputs, platforms };
  const images = imagesOf(inputs, context.repository);
  const named = releaseTag(inputs, context);
  const read = 'tag' in named ? releaseVersion(named.tag, inputs, context.repository.name) : named;
  const exactTag =
    'version' in read ? exactImageTag(read.version, inputs.pointers.imageTagPrefix) : undefined;
  const environment = await preflight({ ...run, inputs }, { images, exactTag, warnings: [] });
  const faults: Fault[] = [...run.faults, ...('fault' in read ? [read.fault] : []), ...environment.faults];
  if (platforms.length === 0) faults.push(noPlatform(run));
  if ('fault' in read) throw new FaultsError(faults);
  const known = await history({ world: outside, steps }, read.version, { inputs, context });
  faults.push(...known.faults);
  const made = makePlan(inputs, context, known.history, read.version);
  if ('faults' in made) throw new FaultsError([...faults, ...made.faults]);
  if (faults.length > 0) throw new FaultsError(faults);
  return made.plan;
}

function noPlatform({ inputs, context }: Run): Fault {
  const asked = inputs.platforms.map(({ name }) => name).join(', ');
  return {
    message: `this runner (${context.runner.arch}) runs none of ${asked} itself`,
    hint: `with: { mode: build, platforms: ${inputs.platforms[0]?.name ?? 'linux/amd64'} }   # or runs-on: a machine of that kind`,
  };
}
