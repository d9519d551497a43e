// Everything outside the program that a release touches, as one value of narrow adapters.
import type { Attestor } from './sigstore/attestor.ts';
import type { Buildx } from './docker/buildx.ts';
import type { Cosign } from './sigstore/cosign.ts';
import type { Sandbox } from './docker/sandbox.ts';
import type { Gate } from './process/gate.ts';
import type { Gh } from './sigstore/gh.ts';
import type { Git } from './git/git.ts';
import type { Registry } from './registry/registry.ts';
import type { SigstoreTrust } from './sigstore/trust.ts';
import type { Signer } from './sigstore/signer.ts';
import type { GitHub } from './github/types.ts';

/** What can be asked before the tools are there. */
export interface RemoteWorld {
  readonly git: Git;
  readonly github: GitHub;
  readonly registry: Registry;
}

export interface World extends RemoteWorld {
  readonly buildx: Buildx;
  readonly sandbox: Sandbox;
  readonly cosign: Cosign;
  readonly gh: Gh;
  readonly attestor: Attestor;
  readonly gate: Gate;
  readonly trust: SigstoreTrust;
  /** Who signs in this run, and so must have signed what is found. */
  readonly signer: Signer;
  /** The public key of `sign: key`, in PEM: what signs image and checksums then. */
  readonly publicKey?: string;
  /** A folder of this run's own, for what is made before it is uploaded. */
  readonly temp: string;
  /** Tool name → version. */
  readonly tools: Readonly<Record<string, string>>;
  /** Those of them that the runner did not have. */
  readonly installed: readonly string[];
}
