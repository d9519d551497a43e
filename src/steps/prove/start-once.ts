// Whether an image's own command can be run. Where it ended badly, experiments tell whose fault that is: the file that it
// names is looked at, and a program that does nothing is run in its place.
import type { StartConfig } from '../../plan/oci/config.ts';
import { readExecutable } from '../../plan/oci/executable.ts';
import type { ImageFile } from '../../world/docker/tar-head.ts';
import type { ImageInBuilder, Ran, Sandbox } from '../../world/docker/sandbox.ts';
import type { Check } from './verify.ts';

export type Verdict = Pick<Check, 'state'> & { readonly detail: string };

/** By the convention of shells and loaders: what was to be run cannot be executed, or is not there. */
const notStarted: Readonly<Record<number, string>> = {
  126: 'what it runs cannot be executed',
  127: 'what it runs, or a library of it, is not there',
};
/** 128 and the signal: a program broke down, or its emulator did. */
const crashes: Readonly<Record<number, string>> = {
  132: 'SIGILL',
  133: 'SIGTRAP',
  135: 'SIGBUS',
  136: 'SIGFPE',
  137: 'SIGKILL',
  139: 'SIGSEGV',
  159: 'SIGSYS',
};
/** How many programs may run one another: a script, its interpreter, the loader of that (execve(2) has five). */
const longestChain = 5;

export interface Watch {
  /** How long a command that keeps running is watched, in ms. */
  readonly ms: number;
  /** Whether the builder emulates the platform: its kernel then runs what was built for itself as well. */
  readonly emulated: boolean;
}

export async function startOnce(
  sandbox: Sandbox,
  from: ImageInBuilder,
  config: StartConfig,
  { ms, emulated }: Watch,
): Promise<Verdict> {
  const [command] = config.argv;
  if (command === undefined) return notRun('the image names no command of its own');
  if (config.onBuild)
    return notRun(
      'it is a base image: a build from it first runs its ONBUILD instructions, which need files',
    );
  const ran = await sandbox.run(from, config.argv, ms);
  if (ran.state === 'not-here') return notRun(`the builder could not take it: ${ran.why}`);
  if (ran.state === 'refused') return whose(sandbox, from, ran.why);
  if (ran.state === 'ended' && ran.code !== 0)
    return ended(sandbox, from, config, { command, code: ran.code });
  const other = emulated ? await otherMachine(sandbox, from, config, command) : undefined;
  if (other !== undefined) return { state: 'failed', detail: other };
  return {
    state: 'passed',
    detail:
      ran.state === 'runs'
        ? `it was still running after ${ms / 1000} s`
        : 'its command ran and ended with exit code 0',
  };
}

/** A program of the builder's own machine in an image for another runs in the builder, and nowhere else. */
async function otherMachine(
  sandbox: Sandbox,
  from: ImageInBuilder,
  config: StartConfig,
  command: string,
): Promise<string | undefined> {
  const path = await find(sandbox, from, config, command);
  const file = path === undefined ? undefined : await sandbox.file(from, path);
  if (file === undefined) return undefined;
  const { foreign, fault = '' } = readExecutable(file.head, from.platform);
  return foreign === true ? `${path} ${fault}` : undefined;
}

async function ended(
  sandbox: Sandbox,
  from: ImageInBuilder,
  config: StartConfig,
  { command, code }: { readonly command: string; readonly code: number },
): Promise<Verdict> {
  const why = notStarted[code];
  if (why !== undefined)
    return { state: 'failed', detail: `its command ended with exit code ${code}: ${why}` };
  const path = await find(sandbox, from, config, command);
  if (path === undefined) return { state: 'failed', detail: `there is no ${command} in the image` };
  const fault = await faultOf(sandbox, from, path, config.user);
  if (fault !== undefined) return { state: 'failed', detail: fault };
  const probed = await sandbox.probe(from, path);
  if (probed === undefined)
    return notRun(
      `its command ended with exit code ${code}, and whether it was started at all cannot be told`,
    );
  if (!endedWell(probed)) {
    const where = `as user ${config.user === '' ? 'root' : config.user} in ${config.workdir}`;
    return whose(sandbox, from, `nothing can be run ${where} at ${path}: ${reasonOf(probed)}`);
  }
  const crash = crashes[code];
  return crash === undefined
    ? { state: 'passed', detail: `its command ran and ended with exit code ${code}` }
    : notRun(`its command was ended by ${crash} (exit code ${code})`);
}

/** Where root can run a program in `/`, what cannot be run is the image's fault; else the builder's. */
async function whose(sandbox: Sandbox, from: ImageInBuilder, why: string): Promise<Verdict> {
  const control = await sandbox.probe(from, '/', true);
  if (control !== undefined && endedWell(control)) return { state: 'failed', detail: why };
  return notRun(
    control === undefined
      ? why
      : `the builder runs no programs of ${from.platform.name}: ${reasonOf(control)}`,
  );
}

function endedWell(ran: Ran): boolean {
  return ran.state === 'ended' && ran.code === 0;
}

function reasonOf(ran: Ran): string {
  if (ran.state === 'ended') return `a program that does nothing ends with exit code ${ran.code}`;
  return ran.state === 'runs' ? 'a program that does nothing does not end' : ran.why;
}

/** The file that a command names: a path, from the image's own folder, or a name that is looked for in PATH. */
async function find(
  sandbox: Sandbox,
  from: ImageInBuilder,
  { searchPath, workdir }: StartConfig,
  command: string,
): Promise<string | undefined> {
  const paths = command.includes('/')
    ? [command.startsWith('/') ? command : `${workdir.replace(/\/$/, '')}/${command}`]
    : searchPath.map((dir) => `${dir.replace(/\/$/, '')}/${command}`);
  for (const path of paths) if ((await sandbox.file(from, path)) !== undefined) return path;
  return undefined;
}

/** Why a file cannot be executed: itself, or one of those that execute it. */
async function faultOf(
  sandbox: Sandbox,
  from: ImageInBuilder,
  path: string,
  user: string,
): Promise<string | undefined> {
  let named = path;
  for (let link = 0; link < longestChain; link++) {
    const file = await sandbox.file(from, named);
    if (file === undefined) return `${path} needs ${JSON.stringify(named)}, which is not in the image`;
    if (!(await mayExecute(sandbox, from, file, user)))
      return `${named} is not executable by ${user === '' ? 'anybody' : user}`;
    const { fault, interpreter } = readExecutable(file.head, from.platform);
    if (fault !== undefined) return `${named} ${fault}`;
    if (!interpreter?.startsWith('/')) return undefined;
    named = interpreter;
  }
  return undefined;
}

/** By the permission bits, as far as they tell: in which other groups a user is they do not. Root needs one bit, of anybody's. */
async function mayExecute(
  sandbox: Sandbox,
  from: ImageInBuilder,
  { mode, uid }: ImageFile,
  user: string,
): Promise<boolean> {
  if ((mode & 0o111) === 0) return false;
  const own = await uidOf(sandbox, from, user);
  if (own === undefined || own === 0) return true;
  return own === uid ? (mode & 0o100) !== 0 : (mode & 0o011) !== 0;
}

/** A user's number; `undefined` where the image does not tell it. */
async function uidOf(sandbox: Sandbox, from: ImageInBuilder, user: string): Promise<number | undefined> {
  const [name = ''] = user.split(':');
  if (name === '') return 0;
  if (/^\d+$/.test(name)) return Number(name);
  const passwd = (await sandbox.file(from, '/etc/passwd'))?.head.toString('utf8') ?? '';
  const number = passwd
    .split('\n')
    .find((line) => line.startsWith(`${name}:`))
    ?.split(':')[2];
  return number === undefined || !/^\d+$/.test(number) ? undefined : Number(number);
}

function notRun(detail: string): Verdict {
  return { state: 'not-run', detail };
}
