// What a run starts with: read by index.ts, and given to everything that builds the world.
import type { Context } from '../../plan/context.ts';
import type { DockerConfig } from '../docker/config.ts';
import type { Exec } from '../process/exec.ts';
import type { SecretGuard } from '../files/secret-guard.ts';
import type { TufSource } from '../sigstore/gh.ts';
import type { Inputs, Secrets } from '../../plan/inputs/inputs.ts';

export interface WorldOptions {
  readonly inputs: Inputs;
  readonly secrets: Secrets;
  readonly context: Context;
  readonly exec: Exec;
  readonly docker: DockerConfig;
  /** What leaves the run passes it. */
  readonly guard: SecretGuard;
  /** A folder of this run's own. */
  readonly temp: string;
  /** The directories of PATH. */
  readonly searchPath: readonly string[];
  /** The runner's own Docker configuration folder. */
  readonly dockerConfig: string;
  /** Git's configuration files of the user, the least of them first. */
  readonly gitConfigs: readonly string[];
  /** What the commands of a gate see, beside what they are told. */
  readonly gateEnv: Readonly<Record<string, string>>;
  /** Handed to buildx alone: the Actions cache service and what reaches it. */
  readonly cacheEnv: Readonly<Record<string, string>>;
  /** Handed to cosign alone: its own variables. */
  readonly cosignEnv: Readonly<Record<string, string>>;
  /** Handed to cosign alone, and only where it uses a key in a KMS. */
  readonly kmsEnv: Readonly<Record<string, string>>;
  /** cosign's own names for a private Sigstore: TUF_MIRROR and TUF_ROOT_JSON. */
  readonly tufMirror?: string;
  readonly tufRoot?: string;
  /** The same for GitHub's instance, which signs for private repositories; gh knows its own TUF repository otherwise. */
  readonly gitHubTuf?: TufSource;
  /** Asks for an OIDC token with an audience. */
  readonly idToken: (audience: string) => Promise<string>;
  readonly say: (message: string) => void;
  /** Told where the buildx of this run is, for whoever cleans up: a downloaded one is no plugin of Docker's. */
  readonly keepBuildx: (path: string) => void;
}

export const userAgent = 'release-action';
