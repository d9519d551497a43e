// A platform handed over to the releasing job: its provenance, and the signed record of its build at the anchor.
import { ReleaseError } from '../../errors.ts';
import type { LookingRun } from '../../find/build-record.ts';
import type { Context } from '../../plan/context.ts';
import { type Anchor, emptyBlob } from '../../plan/handover/anchor.ts';
import {
  type BuildRecord,
  type HandedOver,
  type StartCheck,
  buildRecordType,
  cacheKeys,
} from '../../plan/handover/record.ts';
import { compact } from '../../compact.ts';
import { type Plan, firstName } from '../../plan/plan.ts';
import type { Job } from '../../run/job.ts';
import { lagRetryPolicy } from '../../world/registry/lag.ts';
import { TransientError, retry } from '../../world/retry/retry.ts';
import { provenanceType } from '../../world/sigstore/statement.ts';
import { recordOf } from '../prepare/built-elsewhere.ts';
import type { Built } from '../prepare/image.ts';
import { bundleArtifact } from './attach.ts';
import type { BuildFiles } from './build-files.ts';
import { bundleType, ensureAttestation } from './attestation.ts';

/** What a build record says beside what was built. */
export interface Handing {
  readonly started: StartCheck;
  /** What was made beside the image. */
  readonly files: BuildFiles | undefined;
  readonly context: LookingRun & Context;
}

type BuildJob = Pick<Job, 'plan' | 'world' | 'steps'>;

/** SLSA provenance of one platform by the job that built it, at the platform's digest in every registry. */
export async function attestPlatform(job: BuildJob, { image: { platform, digest } }: Built): Promise<void> {
  const { plan, world } = job;
  const subjects = plan.images.map(({ name }) => ({ name, digest }));
  await ensureAttestation(
    { ...job, earlier: {} },
    {
      what: `provenance of ${platform.name}`,
      asset: '',
      predicateType: provenanceType,
      subjects,
      sign: () => world.attestor.provenance(subjects),
      // A build job may not write attestations: GitHub gets the release's own, which speaks of all platforms.
      registryOnly: true,
    },
    { digest, platforms: [] },
  );
}

/**
 * Signs the record of a build and attaches it to its anchor. It is the last that a build job does: who finds it finds the
 * platform pushed, started and attested.
 */
export async function handOver(
  job: BuildJob,
  built: Built,
  anchor: Anchor,
  { started, files, context }: Handing,
): Promise<HandedOver> {
  const { plan, world, steps } = job;
  const name = firstName(plan);
  const record = recordFor(plan, built, anchor, { started, files, context });
  const named = [
    anchor.digest,
    record.pushed,
    record.digest,
    ...(files?.files ?? []).map((file) => file.digest),
  ];
  const subjects = [...new Set(named)].map((digest) => ({
    name: name.name,
    digest,
  }));
  return steps.run({
    title: `Hand over ${record.platform}`,
    find: async (log) => {
      const { found } = await recordOf(job, anchor, context, log);
      return found && found.record.files === record.files ? found : undefined;
    },
    make: async (log) => {
      const bundle = await world.attestor.statement(subjects, buildRecordType, { ...record });
      await world.registry.putBlob(name, emptyBlob);
      await world.registry.put(name, anchor.digest, anchor);
      await world.registry.shown(name, [anchor.digest]);
      const artifact = bundleArtifact(JSON.stringify(bundle), bundleType, buildRecordType, plan);
      await world.registry.attach(name, anchor.digest, artifact);
      return retry(
        `the record of ${record.platform}`,
        async () => {
          const { found, refused } = await recordOf(job, anchor, context, log);
          // Another attempt's will do, if its files are others: they are of the same image.
          if (found && (files === undefined || found.record.files !== undefined)) return found;
          if (refused.length > 0)
            throw new ReleaseError(`the record just signed does not verify:\n${refused.join('\n')}`, {
              code: 'build-record',
              hint: 'Run the job again; the log of this step says what its certificate names.',
            });
          throw new TransientError(`${name.name}@${anchor.digest} shows no record after it was attached`, {
            hint: 'Run the job again.',
          });
        },
        { ...lagRetryPolicy, onWait: log },
      );
    },
    describe: ({ record: { digest, anchor: at } }) => `${digest}, by the record at ${at}`,
  });
}

function recordFor(
  plan: Plan,
  { image, pushed }: Built,
  { facts, digest }: Anchor,
  { started, files, context }: Handing,
): BuildRecord {
  return compact({
    ...facts,
    anchor: digest,
    digest: image.digest,
    pushed,
    ref: context.ref,
    run: `${context.run.url}/attempts/${context.run.attempt}`,
    job: context.job,
    runner: context.runner.arch,
    cache: cacheKeys(plan.build.cache[image.platform.name] ?? { from: [], to: [] }),
    started,
    files: files?.manifest,
  });
}
