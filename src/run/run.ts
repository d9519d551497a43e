// What every mode is given, and the tools that are made sure of on first need.
import type { Fault } from '../errors.ts';
import type { Context } from '../plan/context.ts';
import type { Steps } from './step.ts';
import type { Exec } from '../world/process/exec.ts';
import type { Comments } from '../world/github/comments.ts';
import type { TokenProbe } from '../world/github/permissions.ts';
import type { Tagging } from '../world/github/tagging.ts';
import type { Records } from '../world/github/lookups.ts';
import type { FoundTool } from '../world/tools/ensure.ts';
import type { SigstoreTrust } from '../world/sigstore/trust.ts';
import type { RemoteWorld, World } from '../world/world.ts';
import type { Inputs } from '../plan/inputs/inputs.ts';

/** What `index.ts` hands over: everything that it has read. */
export interface Run {
  readonly inputs: Inputs;
  readonly context: Context;
  /** Faults found while reading; reported together with those of plan and preflight. */
  readonly faults: readonly Fault[];
  readonly steps: Steps;
  readonly exec: Exec;
  readonly outside: RemoteWorld;
  /** Makes sure of the tools, at once or each `onUse`, and joins them to the world. */
  readonly world: (outside: RemoteWorld, options?: { readonly onUse: boolean }) => Promise<World>;
  /** What the token may do, GitHub's clock and records, a pull request's comment, and the root of trust: each asked on use. */
  readonly probe: TokenProbe;
  readonly records: Records;
  readonly comments: Comments;
  /** What makes a tag and starts a release on it. */
  readonly tagging: Tagging;
  readonly trust: (options?: { readonly withGitHub?: boolean }) => Promise<SigstoreTrust>;
  /** The public half of the key that `sign: key` was given, for a release to be held against. */
  readonly knownKey: () => Promise<string | undefined>;
  /** The tools as they are on the runner, nothing installed. */
  readonly findTools: () => Promise<readonly FoundTool[]>;
  /**
   * Begins the name of what this run makes on its machine: jobs of one run may work there side by side, and share an
   * engine.
   */
  readonly own: string;
  /** Remembers a builder that this run made, so that `post` removes it whatever happens. */
  readonly registerBuilder: (name: string) => void;
}

/** The world of whoever finds a finished release: a tool is made sure of when something that is lost has to be made. */
export function createVerifier(run: Run): Promise<World> {
  return run.steps.run({
    title: 'Read the root of trust',
    make: () => run.world(run.outside, { onUse: true }),
    outcome: 'checked',
    describe: ({ signer, publicKey }) => (publicKey === undefined ? signer.san : 'and the public key'),
  });
}

/** Makes sure of the tools, and joins them to the world. */
export function createTools(run: Run): Promise<World> {
  return run.steps.run({
    title: 'Make sure of buildx, cosign and gh',
    make: () => run.world(run.outside),
    outcome: ({ installed }) => (installed.length === 0 ? 'found' : 'made'),
    describe: ({ tools }) =>
      Object.entries(tools)
        .map(([name, version]) => `${name} ${version}`)
        .join(', '),
  });
}
