// What a runner lacks: Docker, disk space, a right clock.
import { type Fault, ReleaseError, messageOf } from '../../errors.ts';
import type { Context } from '../../plan/context.ts';
import type { Exec, RunResult } from '../../world/process/exec.ts';
import type { TokenProbe } from '../../world/github/permissions.ts';
import type { Inputs } from '../../plan/inputs/inputs.ts';
import { dockerfileFaults } from './dockerfile.ts';
import { serverFaults } from './server.ts';

export interface RunnerInput {
  readonly inputs: Inputs;
  readonly context: Context;
  readonly exec: Exec;
  readonly probe: Pick<TokenProbe, 'clockSkew'>;
  readonly freeBytes: (path: string) => Promise<number>;
}

/** Less than this, in bytes, and a build of any size ends halfway. */
const leastFree = 1024 ** 3;
/** Sigstore's certificates live ten minutes: a clock that is off by more than this, in seconds, wastes much of them. */
const mostSkew = 120;

/** Every fault of the runner; none when the release can begin. */
export async function runnerFaults(input: RunnerInput): Promise<readonly Fault[]> {
  const found = await Promise.all([
    dockerfileFaults(input),
    gate(input),
    docker(input),
    disk(input),
    clock(input),
  ]);
  return [...serverFaults(input.inputs, input.context), ...found.flat()];
}

/** What bash cannot read would fail only when everything is built. A command may hold a secret, so it is named by its number. */
async function gate({ exec, inputs }: RunnerInput): Promise<readonly Fault[]> {
  const faults: Fault[] = [];
  for (const [at, command] of inputs.gate.entries()) {
    const { code } = await exec.run(['bash', '--noprofile', '--norc', '-n', '-c', command], {
      allowFailure: true,
    });
    if (code !== 0)
      faults.push({
        message: `gate: line ${at + 1} is no whole command by itself; each line is one`,
        hint: 'with: { gate: ./scripts/gate.sh }   # a script of the repository, or one line: if …; then …; fi',
      });
  }
  return faults;
}

/** The engine runs the builder, unless the one that `builder` names runs elsewhere. */
async function docker({ exec, inputs }: RunnerInput): Promise<readonly Fault[]> {
  try {
    if (
      inputs.builderNodes.some(
        ({ driver, endpoint }) => driver !== 'docker-container' || endpoint !== undefined,
      )
    )
      return [];
    if (inputs.builder !== 'auto') {
      const named = await exec.run(['docker', 'buildx', 'inspect', inputs.builder], { allowFailure: true });
      if (isElsewhere(named)) return [];
      if (named.code !== 0 && /no builder .* found/i.test(named.stderr)) return [noBuilder(inputs.builder)];
    }
    await exec.run(['docker', 'version', '--format', '{{.Server.Version}}']);
    return [];
  } catch (error) {
    if (await buildsElsewhere(exec, inputs)) return [];
    return [
      {
        code: 'no-docker',
        message: `no Docker engine answers on this runner (${messageOf(error).split('\n').slice(-1).join('')})`,
        hint: 'runs-on: ubuntu-latest   # or install Docker on your own runner and let its user use it',
      },
    ];
  }
}

/**
 * Whether the builder that an earlier step has set up runs elsewhere, so that no engine is needed here, nor Docker's command line
 * (docker/setup-buildx-action#135).
 */
async function buildsElsewhere(exec: Exec, { builder }: Pick<Inputs, 'builder'>): Promise<boolean> {
  for (const buildx of [['docker', 'buildx'], ['docker-buildx'], ['buildx']]) {
    const argv = [...buildx, 'inspect', ...(builder === 'auto' ? [] : [builder])];
    const seen = await exec.run(argv, { allowFailure: true }).catch((error: unknown) => {
      // What is not there says nothing.
      if (error instanceof ReleaseError && error.code !== 'cancelled') return undefined;
      throw error;
    });
    if (seen !== undefined && isElsewhere(seen)) return true;
  }
  return false;
}

function isElsewhere({ code, stdout }: RunResult): boolean {
  return code === 0 && /^Driver:\s*(?:remote|kubernetes|cloud)\s*$/m.test(stdout.toString());
}

function noBuilder(name: string): Fault {
  return {
    code: 'no-builder',
    message: `there is no builder ${name} on this runner`,
    hint: `docker buildx create --name ${name} --driver docker-container`,
  };
}

async function disk({ context, freeBytes }: RunnerInput): Promise<readonly Fault[]> {
  const places = [...new Set([context.workspace, context.runner.temp])].filter((path) => path !== '');
  const free = await Promise.all(places.map(async (path) => ({ path, bytes: await freeBytes(path) })));
  const full = free.find(({ bytes }) => bytes < leastFree);
  if (!full) return [];
  return [
    {
      code: 'disk-full',
      message: `only ${Math.floor(full.bytes / 1024 ** 2)} MiB are free on the disk of ${full.path}; a build needs at least ${leastFree / 1024 ** 2}`,
      hint: 'docker system prune --all --force   # or a runner with a larger disk',
    },
  ];
}

async function clock({ probe }: RunnerInput): Promise<readonly Fault[]> {
  const skew = await probe.clockSkew();
  if (skew === undefined || Math.abs(skew) <= mostSkew) return [];
  return [
    {
      code: 'clock-skew',
      message: `the runner's clock is ${Math.round(Math.abs(skew))} s ${skew > 0 ? 'behind' : 'ahead of'} GitHub's: what is signed would not verify`,
      hint: 'sudo timedatectl set-ntp true   # on your own runner, before the job',
    },
  ];
}
