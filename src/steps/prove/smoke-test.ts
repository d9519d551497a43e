// Every platform of the image is started once, in the builder, and judged by what the runtime says and by exit codes, never
// by the words of the program.
import { ReleaseError, messageOf } from '../../errors.ts';
import type { Context } from '../../plan/context.ts';
import { nativeArchitectures } from '../../plan/handover/own-platforms.ts';
import { readStartConfig } from '../../plan/oci/config.ts';
import type { ImageName, Platform } from '../../plan/oci/image-name.ts';
import { parseImageManifest } from '../../plan/oci/manifest.ts';
import { digest as asDigest } from '../../plan/brands.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Image, PlatformImage } from '../../plan/artifacts.ts';
import type { Job } from '../../run/job.ts';
import type { Builder } from '../../world/docker/buildx.ts';
import type { World } from '../../world/world.ts';
import type { Builders } from '../prepare/builder.ts';
import { waitForManifest } from '../prepare/wait-for-manifest.ts';
import { type Verdict, startOnce } from './start-once.ts';
import type { Check } from './verify.ts';

/** How long a command that keeps running is watched, in ms. Emulation is slower. */
const watchMs = { native: 2000, emulated: 5000 };

/** What is started: the index, or a platform that no index names yet. */
type Started = Pick<Image, 'digest' | 'platforms'>;

/** A line of the checklist for each platform. */
export async function smokeTest(
  job: Pick<Job<Plan, Pick<World, 'sandbox' | 'registry'>>, 'plan' | 'world' | 'steps' | 'elsewhere'>,
  image: Started,
  builders: Builders,
  context: Pick<Context, 'runner'>,
): Promise<readonly Check[]> {
  const { plan, world, steps } = job;
  const [name] = plan.images;
  if (!name) return [];
  const elsewhere = startedElsewhere(job, image);
  const own = image.platforms.filter(({ platform }) => !elsewhere.has(platform.name));
  const builder = own.length === 0 ? undefined : await builders.ready();
  return Promise.all(
    image.platforms.map((one) =>
      steps
        .run<Verdict>({
          title: `Start ${one.platform.name}`,
          find: () => Promise.resolve(elsewhere.get(one.platform.name)),
          make: async () => {
            if (!builder) throw new TypeError('a platform to start without a builder');
            return start({ name, image, one }, builder, world, context);
          },
          outcome: ({ state }) =>
            state === 'passed' ? 'checked' : state === 'failed' ? 'failed' : 'skipped',
          describe: ({ detail }) => detail,
        })
        .then(({ state, detail }) => line({ name, platform: one.platform, image }, state, detail)),
    ),
  );
}

/** What a build job saw when it started the very image, on its own machine. */
function startedElsewhere(
  { elsewhere }: Pick<Job, 'elsewhere'>,
  { platforms }: Pick<Image, 'platforms'>,
): ReadonlyMap<string, Verdict> {
  return new Map(
    platforms.flatMap(({ platform, digest }) => {
      const record = elsewhere?.get(platform.name)?.record;
      if (record?.digest !== digest) return [];
      const { state, detail } = record.started;
      return [[platform.name, { state, detail: `${detail} (in the job ${record.job})` }] as const];
    }),
  );
}

async function start(
  {
    name,
    image,
    one: { platform, digest },
  }: { readonly name: ImageName; readonly image: Started; readonly one: PlatformImage },
  builder: Builder,
  { sandbox, registry }: Pick<World, 'sandbox' | 'registry'>,
  { runner }: Pick<Context, 'runner'>,
): Promise<Verdict> {
  if (platform.os !== 'linux')
    return { state: 'not-run', detail: `a Linux runner starts no ${platform.os} program` };
  const emulated =
    builder.spread !== true &&
    builder.driver === 'docker-container' &&
    !nativeArchitectures[runner.arch].includes(platform.architecture);
  try {
    const { bytes } = await waitForManifest(registry, name, digest);
    const { config: named } = parseImageManifest(bytes.toString('utf8'));
    const text = (await registry.blob(name, asDigest(String(named?.digest)))).toString('utf8');
    const from = { builder: builder.name, image: name, digest: image.digest, platform };
    const { state, detail } = await startOnce(sandbox, from, readStartConfig(text), {
      ms: watchMs[emulated ? 'emulated' : 'native'],
      emulated,
    });
    return {
      state,
      detail: emulated && state !== 'not-run' ? `${detail} (emulated by the builder)` : detail,
    };
  } catch (error) {
    if (error instanceof ReleaseError && error.code === 'cancelled') throw error;
    // Trouble on the way to an answer is no answer.
    return {
      state: 'not-run',
      detail: `it could not be tried: ${messageOf(error).split('\n').at(-1) ?? ''}`,
    };
  }
}

/**
 * What was seen not to start is not released.
 * @throws ReleaseError that names each such platform and why.
 */
export function refuseBroken(started: readonly Check[]): void {
  const broken = started.filter(({ state }) => state === 'failed');
  if (broken.length === 0) return;
  const what = broken.map(({ text, detail }) => `${text.replace(/ starts$/, '')} (${detail})`).join(', ');
  throw new ReleaseError(`the image does not start on ${what}; nothing is public`, {
    code: 'not-startable',
    hint: `${broken.flatMap(({ commands }) => commands).join('\n')}\n# mend the Dockerfile and release the next version; an image that gets its command only later names none`,
  });
}

/** The lines of a release that is published already: it was started when it was made. */
export function skippedSmokeTests(plan: Plan, image: Image): readonly Check[] {
  const [name] = plan.images;
  if (!name) return [];
  return image.platforms.map(({ platform }) =>
    line(
      { name, platform, image },
      'not-run',
      'the release was finished already; it was started when it was made',
    ),
  );
}

function line(
  {
    name: { name },
    platform: { name: platform },
    image: { digest },
  }: { readonly name: ImageName; readonly platform: Platform; readonly image: Pick<Image, 'digest'> },
  state: Check['state'],
  detail: string,
): Check {
  const text = `${platform} starts`;
  return { text, state, detail, commands: [`docker run --rm --platform ${platform} ${name}@${digest}`] };
}
