// Every platform of the image is started once, where the runner can run it, so that the checklist can say so.
import { ReleaseError } from '../../errors.ts';
import type { Context } from '../../plan/context.ts';
import type { ImageName, Platform } from '../../plan/oci/image-name.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Image } from '../../plan/artifacts.ts';
import type { Started } from '../../world/docker/engine.ts';
import type { World } from '../../world/world.ts';
import type { Builders } from '../prepare/builder.ts';
import type { Check } from './verify.ts';
import type { Job } from '../../run/job.ts';

/** Docker's names of the architectures that a runner runs without emulation. */
const native: Readonly<Record<Context['runner']['arch'], string>> = { x64: 'amd64', arm64: 'arm64' };

/**
 * A line of the checklist for each platform. `own` begins the names of the containers; `keep` is told the name of each container first, so that it is removed
 * whatever happens.
 */
export async function smokeTest(
  job: Pick<Job<Plan, Pick<World, 'engine'>>, 'plan' | 'world' | 'steps'>,
  image: Image,
  builders: Builders,
  context: Context,
  own: string,
  keep: (container: string) => void,
): Promise<readonly Check[]> {
  const { plan, world, steps } = job;
  const [name] = plan.images;
  if (!name) return [];
  const { name: builder } = await builders.ready();
  return Promise.all(
    image.platforms.map(({ platform }) =>
      steps
        .run({
          title: `Start ${platform.name}`,
          make: async () => {
            const container = `${own}-${platform.name.replaceAll('/', '-')}`;
            keep(container);
            const from = { builder, image: name, digest: image.digest, platform, name: container };
            return judge(await world.engine.start(from), platform, context);
          },
          outcome: ({ state }) =>
            state === 'passed' ? 'checked' : state === 'failed' ? 'failed' : 'skipped',
          describe: ({ detail }) => detail,
        })
        .then(({ state, detail }) => line(name, platform, image, state, detail)),
    ),
  );
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
      name,
      platform,
      image,
      'not-run',
      'the release was finished already; it was started when it was made',
    ),
  );
}

function line(
  { name }: ImageName,
  { name: platform }: Platform,
  { digest }: Image,
  state: Check['state'],
  detail: string,
): Check {
  const text = `${platform} starts`;
  return { text, state, detail, commands: [`docker run --rm --platform ${platform} ${name}@${digest}`] };
}

/** Only an engine that has the image and could run it proves anything against it. */
export function judge(
  started: Started,
  platform: Platform,
  { runner }: Pick<Context, 'runner'>,
): Pick<Check, 'state'> & { readonly detail: string } {
  switch (started.state) {
    case 'runs':
      return { state: 'passed', detail: 'it runs' };
    case 'ended':
      return { state: 'passed', detail: `its command ran and ended with exit code ${started.code}` };
    case 'not-here':
      return { state: 'not-run', detail: `no Docker engine of this runner has it: ${started.why}` };
    case 'refused':
      if (/no command specified/i.test(started.why))
        return { state: 'not-run', detail: 'the image names no command of its own' };
      if (platform.architecture !== native[runner.arch] && started.why.includes('exec format error'))
        return { state: 'not-run', detail: `this runner does not emulate ${platform.architecture}` };
      return { state: 'failed', detail: started.why };
  }
}
