// What the workflow asked for, as types: plain data, apart from the parsers that make it.
import type { Annotation } from '../annotations.ts';
import type { BuilderNode } from './builder-nodes.ts';
import type { PromotedSource } from './from.ts';
import type { RunnerChoice } from '../matrix.ts';
import type { ImageName, Platform } from '../oci/image-name.ts';
import type { WordsPolicy } from '../record/page-parts.ts';
import type { PointerPolicy } from '../tags/pointers.ts';

type Pair = readonly [key: string, value: string];

export interface BuildInputs {
  readonly context: string;
  readonly file?: string;
  readonly target?: string;
  readonly buildArgs: readonly Pair[];
  readonly buildContexts: readonly Pair[];
  readonly secretFiles: readonly Pair[];
  readonly ssh: readonly string[];
  readonly labels: readonly Pair[];
  readonly annotations: readonly Annotation[];
}

export interface AssetInputs {
  /** A Dockerfile target whose files are packed, one archive per platform. */
  readonly binaries?: string;
  /** What the archives are called, with `<placeholders>`. */
  readonly archiveName: string;
  /** Globs, each perhaps with `#label`. */
  readonly files: readonly string[];
  /** Whether a glob without a match is a fault. */
  readonly filesMustMatch: boolean;
  /** The name of the file with the checksums; absent: none is made. */
  readonly checksums?: string;
  /** Whether every file is signed by itself, beside the checksums. */
  readonly signEach: boolean;
  readonly sboms: readonly string[];
  /** Whether BuildKit's scanner makes an SBOM of each platform (`sbom: auto`). */
  readonly scan: boolean;
}

export interface ChangelogInputs {
  /** JSON or YAML text of `types`, as conventional-changelog-conventionalcommits takes them; empty for the default. */
  readonly types: string;
  readonly style: 'full' | 'short';
  readonly paths: readonly string[];
  readonly file?: string;
  readonly notesFile?: string;
  readonly header: string;
  readonly footer: string;
  readonly configExample?: string;
  readonly migrations?: string;
}

export type Mode = 'release' | 'plan' | 'verify' | 'repoint' | 'build' | 'tag';

/** What the workflow asked for. Plain data without secrets; `undefined` means by the rule that README.md gives. */
export interface Inputs {
  readonly mode: Mode;
  readonly tag?: string;
  readonly tagPrefix: string;
  /** The workflow file that `mode: tag` starts on the tag; absent: the running one. */
  readonly workflow?: string;
  readonly previousTag?: string;
  /** Empty: `ghcr.io/<owner>/<repo>`. */
  readonly images: readonly ImageName[];
  readonly pointers: PointerPolicy;
  /** The registry that user and password are for; absent where only one can be meant. */
  readonly registry?: string;
  readonly registryUsername?: string;
  readonly build: BuildInputs;
  readonly platforms: readonly Platform[];
  /** For the matrix of a release over native runners: labels that are not the usual ones. */
  readonly runners: readonly RunnerChoice[];
  readonly builder: string;
  /** BuildKit nodes to spread the platforms over; empty: `builder` says. */
  readonly builderNodes: readonly BuilderNode[];
  /** Where a release's platforms are built: in its own job, in jobs of `mode: build`, or there what is there. */
  readonly builds: 'any' | 'here' | 'elsewhere';
  /** The image that is released as it is, in the place of one that is built. */
  readonly from?: PromotedSource;
  /** `auto`, `gha`, `registry`, `none`, or full cache specs, one a line. */
  readonly cache: readonly string[];
  readonly reproducible: boolean;
  readonly sign: 'keyless' | 'key' | 'none';
  /** A KMS URI, which is no secret; a key itself is among the secrets. */
  readonly cosignKms?: string;
  /** What a release is held against, in PEM, where nothing is signed. */
  readonly cosignPublicKey?: string;
  /** Signatures of the image as cosign 2 looks for them, beside the bundles. */
  readonly signLegacy: boolean;
  readonly attest: boolean;
  /** The workflow that must have signed what is verified: `release.yml`, or with its repository and ref. */
  readonly signerWorkflow?: string;
  /** Whether what is verified is read whole: each layer of each platform's image. */
  readonly deep: boolean;
  readonly buildkitProvenance: 'none' | 'min' | 'max';
  readonly assets: AssetInputs;
  readonly changelog: ChangelogInputs;
  /** Commands for a shell, to be run before anything is public. They may hold secrets, and are told to nobody. */
  readonly gate: readonly string[];
  readonly versionFiles: readonly string[];
  readonly releaseBranches: readonly string[];
  readonly draft: boolean;
  /** Where the words go that a release page has already. */
  readonly words: WordsPolicy;
  readonly prerelease?: boolean;
  readonly discussionCategory?: string;
  readonly tools: { readonly buildx: string; readonly cosign: string; readonly gh: string };
  /** Plan mode on a pull request keeps a comment there up to date. */
  readonly comment: boolean;
  readonly timeoutSeconds: number;
}

/** What must never be printed, stored, or put in an argument vector. */
export interface Secrets {
  readonly githubToken: string;
  readonly registryPassword?: string;
  /** The private key of `sign: key` (PEM), and its password. */
  readonly cosignKey?: string;
  readonly cosignPassword?: string;
  /** A private key for the build's `--mount=type=ssh`. */
  readonly sshKey?: string;
  /** Build secrets: id → value. */
  readonly build: readonly Pair[];
}

/** Whether anything is signed, or known, by the workflow's identity. */
export function needsIdentity({
  mode,
  builds,
  sign,
  attest,
  assets,
}: Pick<Inputs, 'mode' | 'builds' | 'sign' | 'attest' | 'assets'>): boolean {
  // A build is handed over by the identity of its job, and taken by the same identity of another.
  if (mode === 'build' || builds === 'elsewhere') return true;
  return sign === 'keyless' || attest || assets.scan || assets.sboms.length > 0;
}
