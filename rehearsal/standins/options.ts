// What the stand-ins are told and what they offer.
import type { Call } from './core/calls.ts';
import type { Fault } from './core/faults.ts';
import type { Latency, OnCall } from './core/pipeline.ts';
import type { releaseView } from './github/release-view.ts';
import type { CommentRecord, Store } from './github/store.ts';
import type { RegistryElsewhere } from './registry/elsewhere.ts';
import type { ReferrersAnswer } from './registry/turns.ts';
import type { Permissions, RunIdentity, Visibility } from './run.ts';
import type { TokenFault } from './sigstore/oidc.ts';
import type { Publish } from './sigstore/publisher.ts';
import type { SigstoreServers } from './sigstore/servers.ts';
import type { Sigstore } from './sigstore/sigstore.ts';
import type { Downloads } from './tool-downloads.ts';
import type { ToolRelease } from './tool-releases.ts';

export interface StandInsOptions {
  /** Folder for requests.jsonl, violations.txt, trusted roots, signing configurations, CA files. */
  readonly out: string;
  /** Folder that survives: keys, GitHub's data, transparency log, TUF repository, referrers. */
  readonly state: string;
  /** `owner/name`. */
  readonly repository: string;
  /** The git directory of the repository as GitHub has it; the refs API writes to it. */
  readonly gitDir: string;
  /** A registry on 127.0.0.1, behind https://ghcr.io. */
  readonly registryPort: number;
  readonly run: RunIdentity;
  /** Of every run's token; default all `write`. */
  readonly permissions?: Partial<Permissions>;
  readonly visibility?: Visibility;
  readonly ownerType?: 'Organization' | 'User';
  /** The OCI 1.1 referrers API on ghcr.io: true, or what GHCR answers in its place, in turn; default all that it is seen to answer. */
  readonly referrers?: boolean | readonly ReferrersAnswer[];
  /** What a package is when it is pushed first; default private, as on GHCR, in a public repository too. */
  readonly newPackages?: 'private' | 'public';
  /** Milliseconds until ghcr.io shows what was written; default 0. */
  readonly registryLagMs?: number;
  readonly immutableReleases?: boolean;
  /** False: the owner's plan has no attestations API for this repository. */
  readonly attestations?: boolean;
  /** Which Rekor signing_config.v0.2.json names; default 1. */
  readonly rekor?: 1 | 2;
  /** Real Fulcio, Rekor v2 and timestamp server in place of the stand-ins; `rekor` should then be 2. */
  readonly sigstoreServers?: SigstoreServers;
  readonly tokenFault?: TokenFault;
  /** E-mail address (lower case) → login, for authors in commits and comparisons. */
  readonly accounts?: Readonly<Record<string, string>>;
  /** `host/path` → file: tools to download. */
  readonly downloads?: Downloads;
  /** Releases of tools at their publishers. */
  readonly tools?: readonly ToolRelease[];
  readonly faults?: readonly Fault[];
  readonly onCall?: OnCall;
  readonly latency?: Latency;
  /** Behind a proxy as companies have them: every connection is closed right behind its first answer. */
  readonly closing?: boolean;
  /** Milliseconds until GitHub's lists show what was written; default 0. */
  readonly lagMs?: number;
  /** Milliseconds until the list of releases shows a fresh draft; default 3000. */
  readonly draftLagMs?: number;
  /** Default: those that GitHub makes where discussions are turned on. */
  readonly discussionCategories?: readonly string[];
  /** Globs of tags that a ruleset keeps workflows from making and moving; default none. */
  readonly protectedTags?: readonly string[];
  /** Whether GitHub hands out the bundles of attestations themselves beside the links to them; default false. */
  readonly inlineBundles?: boolean;
  /** What storing an attestation looks at first; default `permission`. */
  readonly attestationsLookAt?: 'permission' | 'body';
  /** Registries beside ghcr.io, in front of the same registry on loopback; default none. */
  readonly registries?: readonly RegistryElsewhere[];
  /** The name of a GitHub Enterprise Server, where GitHub is one; github.com is then a stranger. */
  readonly enterprise?: string;
}

/** What a process needs to live in this world as one run. */
export interface RunAccess {
  /** The `run` of its calls. */
  readonly name: string;
  readonly env: Readonly<Record<string, string>>;
  /** The value of GITHUB_TOKEN. */
  readonly token: string;
  readonly proxyUrl: string;
}

export interface StandIns extends RunAccess {
  /** Our CA alone. */
  readonly caFile: string;
  /** The system's CAs and ours. */
  readonly caBundle: string;
  readonly trustedRoot: string;
  /** Sigstore's root and GitHub's own, one on each line. */
  readonly trustedRoots: string;
  readonly violations: () => readonly string[];
  readonly calls: () => readonly Call[];
  /** A second run on the same world, with its own tokens and its own OIDC identity. */
  readonly addRun: (run: RunIdentity) => Promise<RunAccess>;
  /** A person or a test that looks on: neither counted, nor delayed, nor spoiled by faults. */
  readonly observer: RunAccess;
  /** Every release as the REST API would show it now, drafts too. */
  readonly releases: () => readonly ReturnType<typeof releaseView>[];
  /** The comments on a pull request; a test may put one there as somebody else's. */
  readonly comments: CommentRecord[];
  /** What a person does on a package's settings page. */
  readonly setPackage: (name: string, access: 'public' | 'private') => void;
  /** Where the bytes of an asset lie. */
  readonly assetFile: (id: number) => string;
  readonly logEntries: Sigstore['entries'];
  /** What GitHub remembers, for an attacker who may write there. */
  readonly store: Store;
  /** Signs as anybody, for an attacker with another identity. */
  readonly publish: Publish;
  readonly stop: () => Promise<void>;
}
