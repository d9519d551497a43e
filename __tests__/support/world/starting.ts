// The options that a run builds its world from, with a program runner that is told what programs answer.
import { join } from 'node:path';
import { parseInputs } from '../../../src/plan/inputs/parse.ts';
import type { Exec, RunOptions } from '../../../src/world/process/exec.ts';
import { makeSecretGuard } from '../../../src/world/files/secret-guard.ts';
import type { WorldOptions } from '../../../src/world/setup/options.ts';
import { inputDefaults } from '../action-defaults.ts';
import { contextOf } from '../samples.ts';

export interface Ran {
  readonly argv: readonly string[];
  readonly options: RunOptions;
}

/** What a run starts with; programs answer `stdout`, and without one any program is an error. */
export function starting(
  temp: string,
  raw: Readonly<Record<string, string>> = {},
  stdout?: string,
): { readonly start: WorldOptions; readonly ran: readonly Ran[] } {
  const { inputs, secrets } = parseInputs({ ...inputDefaults, 'github-token': 'ghs_x', ...raw });
  const ran: Ran[] = [];
  const exec: Exec = {
    run: (argv, options = {}) => {
      if (stdout === undefined) throw new Error(`not foreseen: ${argv.join(' ')}`);
      ran.push({ argv, options });
      return Promise.resolve({ code: 0, stdout: Buffer.from(stdout), stderr: '' });
    },
  };
  const start: WorldOptions = {
    ...{ inputs, secrets, exec, temp, searchPath: [], cacheEnv: {}, gateEnv: {} },
    ...{ cosignEnv: {}, kmsEnv: { VAULT_TOKEN: 'hvs' } },
    context: contextOf({ RUNNER_TEMP: temp }),
    docker: { env: {}, credentials: () => undefined, source: () => undefined, faults: [] },
    guard: makeSecretGuard([]),
    dockerConfig: join(temp, 'home'),
    gitConfigs: [],
    idToken: () => Promise.reject(new Error('no token was to be asked for')),
    say: () => undefined,
    keepBuildx: () => undefined,
  };
  return { start, ran };
}
