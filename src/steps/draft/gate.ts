// The gate: the workflow author's commands run once everything is proven and nothing is public; what passed is attested.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ReleaseError, messageOf } from '../../errors.ts';
import { findAttestation } from '../../find/attestation.ts';
import { finishedRelease } from '../../find/earlier-release.ts';
import { gateName } from '../../plan/asset-names.ts';
import { type Attestation, type Image, digestsOf } from '../../plan/artifacts.ts';
import { gateCount, isPassedGate, passedGate, testResultType } from '../../plan/gate.ts';
import { firstName } from '../../plan/plan.ts';
import type { Job } from '../../run/job.ts';
import { ensureAttestation } from '../prove/attestation.ts';
import { keepGateLog } from './gate-log.ts';
import { imageSubjects } from '../prove/provenance.ts';
import type { Check } from '../prove/verify.ts';

/** Lines of a gate's output that are kept for its log, the last ones. */
const linesKept = 10_000;
/** Lines of it that the error shows. */
const linesShown = 20;

export interface GateInput {
  /** One a line of the input; each is run by a shell of its own. */
  readonly commands: readonly string[];
  readonly notes: string;
  /** The page of this run. */
  readonly run: string;
}

export interface GatePassed {
  readonly attestation?: Attestation;
  readonly checks: readonly Check[];
}

/**
 * Runs every command in order, unless a gate with the same commands was passed by this very image; of a release that is
 * finished it is only looked for.
 * @throws ReleaseError when one fails; nothing is public then.
 */
export async function passGate(job: Job, image: Image, gate: GateInput): Promise<GatePassed> {
  const { plan, world, steps, earlier } = job;
  const { commands } = gate;
  if (commands.length === 0) return { checks: [] };
  const isFinished = finishedRelease(earlier) !== undefined;
  const same = (predicate: unknown): boolean => isPassedGate(predicate, isFinished ? undefined : commands);
  const wanted = { predicateType: testResultType, subjectDigests: digestsOf(image), same };
  const before = plan.attest
    ? await steps.run({
        title: 'Look whether this image has passed the gate',
        make: (log) => findAttestation(job, image, wanted, log),
        outcome: (found) => (found ? 'found' : 'checked'),
        describe: (found) => (found ? `it has, ${gateCount(found.statement.predicate)} commands` : 'not yet'),
      })
    : undefined;
  if (!before && isFinished) return { checks: [notRun(commands.length)] };
  if (!before) await runAll(job, image, gate);
  const check = passed(job, image, commands.length);
  if (!plan.attest) return { checks: [check] };
  const subjects = imageSubjects(plan, image);
  const attestation = await ensureAttestation(
    job,
    {
      what: 'result of the gate',
      asset: gateName,
      predicateType: testResultType,
      subjects,
      sign: () => world.attestor.statement(subjects, testResultType, passedGate(commands, gate.run)),
      same,
    },
    image,
  );
  return { attestation, checks: [check] };
}

async function runAll(job: Job, image: Image, { commands, notes }: GateInput): Promise<void> {
  const { plan, world, steps } = job;
  const file = join(world.temp, 'gate-notes.md');
  await writeFile(file, notes);
  const facts = {
    IMAGE: `${firstName(plan).name}@${image.digest}`,
    DIGEST: image.digest,
    PLATFORM_DIGESTS: JSON.stringify(
      Object.fromEntries(image.platforms.map(({ platform, digest }) => [platform.name, digest])),
    ),
    TAG: plan.tag,
    NOTES: file,
  };
  const said: string[] = [];
  for (const [at, command] of commands.entries()) {
    const title = `Gate ${at + 1} of ${commands.length}`;
    const began = said.length;
    said.push(`${title}:`);
    const code = await steps.run({
      title,
      make: (log) =>
        world.gate.run(command, facts, (line) => {
          log(line);
          said.push(line);
          if (said.length > linesKept) said.shift();
        }),
      outcome: (ended) => (ended === 0 ? 'checked' : 'failed'),
      describe: (ended) => (ended === 0 ? 'passed' : `exit code ${ended}`),
    });
    if (code === 0) continue;
    const lost = await keepGateLog(job, notes, `${said.join('\n')}\n`).then(
      () => '',
      (error: unknown) => `\nThe log could not be kept in a draft: ${messageOf(error)}`,
    );
    const tail = said.slice(Math.max(began + 1, said.length - linesShown)).join('\n');
    throw new ReleaseError(
      `command ${at + 1} of the gate failed with exit code ${code}; nothing is public${tail === '' ? '' : `:\n${tail}`}${lost}`,
      {
        code: 'gate-failed',
        hint: 'gh run rerun   # of this run, when what failed is mended: image and proofs are found, and the gate is asked again',
      },
    );
  }
}

function passed({ plan }: Pick<Job, 'plan'>, { digest }: Image, count: number): Check {
  const ref = `oci://${firstName(plan).name}@${digest}`;
  return {
    text: `The gate passed: ${count === 1 ? '1 command' : `${count} commands`}`,
    state: 'passed',
    detail: plan.attest ? `attested in ${gateName}` : 'not attested (`attest: false`)',
    commands: plan.attest
      ? [`gh attestation verify ${ref} --repo ${plan.repository.fullName} --predicate-type ${testResultType}`]
      : [],
  };
}

function notRun(count: number): Check {
  return {
    text: `The gate passed: ${count === 1 ? '1 command' : `${count} commands`}`,
    state: 'not-run',
    detail: 'the release was public before it had a gate',
    commands: [],
  };
}
