// `mode: build` on one screen: this runner's platforms built, started, attested, and handed over to the job that releases.
import { FaultsError, type Fault } from '../errors.ts';
import type { Anchor } from '../plan/handover/anchor.ts';
import { ownPlatforms } from '../plan/handover/own-platforms.ts';
import type { HandedOver } from '../plan/handover/record.ts';
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
        plan.platforms.map(async (platform) => {
          const { found: handedOver } = await recordOf(job, anchorFor(platform), context, log);
          if (!handedOver) return [];
          const built = await readBuilt(world.registry, firstName(plan), platform, handedOver.record.pushed);
          return [{ image: built.image, handedOver, found: true }];
        }),
      );
      return searches.flat();
    },
    outcome: (left) => (left.length === 0 ? 'checked' : 'found'),
    describe: (left) =>
      left.length === 0 ? 'none' : left.map(({ image }) => image.platform.name).join(', '),
  });
  const missing = plan.platforms.filter(
    ({ name }) => !found.some(({ image }) => image.platform.name === name),
  );
  if (missing.length === 0) return { plan, warnings: [], platforms: found, checks: startsOf(found, plan) };

  const builders = buildersOf(run, world.buildx);
  const warnings: string[] = [];
  const built = await buildAll(job, missing, builders.ready, (warning) => warnings.push(warning));

  steps.enter('prove');
  const started = await Promise.all(
    built.map(({ image, pushed }) =>
      smokeTest(job, { digest: pushed, platforms: [image] }, builders, context),
    ),
  );
  refuseBroken(started.flat());
  const handOne = async (one: Built, at: number): Promise<PlatformBuild['platforms'][number]> => {
    if (plan.attest) await attestPlatform(job, one);
    const [check] = started[at] ?? [];
    const startCheck = {
      state: check?.state === 'passed' ? ('passed' as const) : ('not-run' as const),
      detail: check?.detail ?? 'it was not tried',
    };
    const handedOver = await handOver(job, one, anchorFor(one.image.platform), {
      started: startCheck,
      context,
    });
    return { image: one.image, handedOver, found: false };
  };
  const made = await allEnded(built.map(handOne));
  return {
    plan,
    warnings,
    platforms: [...found, ...made],
    checks: [...startsOf(found, plan), ...started.flat()],
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
