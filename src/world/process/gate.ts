// The workflow author's own commands, each run by bash in an environment that is made for it: nothing of the run's own is in it.
import type { SecretGuard } from '../files/secret-guard.ts';
import type { Exec } from './exec.ts';

/** What a command is told of the release. */
export interface GateFacts {
  readonly IMAGE: string;
  readonly DIGEST: string;
  /** JSON, platform to digest. */
  readonly PLATFORM_DIGESTS: string;
  readonly TAG: string;
  /** Path of a file. */
  readonly NOTES: string;
}

export interface Gate {
  /**
   * Runs one command to its end, and answers its exit code.
   * @param onLine told of each line of what it says, with the run's secrets masked
   */
  run(command: string, facts: GateFacts, onLine: (line: string) => void): Promise<number>;
}

/**
 * Both of the command's outputs in one pipe, in the order in which it wrote them. Node's own are sockets, which nobody can
 * open as /dev/stderr, and scripts do.
 */
const throughPipe = 'bash --noprofile --norc -eo pipefail -c "$1" 2>&1 | cat; exit "${PIPESTATUS[0]}"';

/**
 * The shell is the author's choice of words: a line of the input `gate`, as `run:` has it on GitHub.
 * @param env what the command sees beside the facts: where programs, certificates, proxies and the registry login are
 */
export function makeGate(
  exec: Exec,
  {
    guard,
    workspace,
    env,
  }: {
    readonly guard: Pick<SecretGuard, 'mask'>;
    readonly workspace: string;
    readonly env: Readonly<Record<string, string>>;
  },
): Gate {
  return {
    run: async (command, facts, onLine) => {
      const { code } = await exec.run(['bash', '--noprofile', '--norc', '-c', throughPipe, 'gate', command], {
        cwd: workspace,
        env: { ...env, ...facts },
        bare: true,
        allowFailure: true,
        onLine: (line) => {
          onLine(guard.mask(line));
        },
        // What it says is in its lines, and may be long.
        onStdout: () => undefined,
      });
      return code;
    },
  };
}
