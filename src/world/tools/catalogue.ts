// What is known for certain about each tool: its releases, its files there, and who signs them.
import type { SignerPolicy } from '../sigstore/verify.ts';

export type ToolName = 'buildx' | 'cosign' | 'gh';
export type Arch = 'x64' | 'arm64';

/** A release known when this was written; `sums` are the SHA-256 of its Linux files, in hex. */
export interface PinnedRelease {
  readonly version: string;
  readonly sums: Readonly<Record<Arch, string>>;
}

/** Who must have signed a release. What is left out is not asked of the certificate. */
export interface Publisher extends SignerPolicy {
  /** The repository whose workflow ran; a reusable workflow's identity alone can be had by anybody who calls it. */
  readonly sourceRepository?: string;
  readonly sourceRef?: string;
  readonly predicateType?: string;
}

export interface ToolDescription {
  readonly name: ToolName;
  /** `owner/name` at github.com. */
  readonly repository: string;
  readonly defaultRange: string;
  /** Highest first. */
  readonly pinned: readonly PinnedRelease[];
  readonly asset: (version: string, arch: Arch) => string;
  readonly checksums: (version: string) => string;
  /** The program's path when the asset is a tarball. */
  readonly member?: (version: string, arch: Arch) => string;
  /** Where the signature is: a bundle beside the asset, or an attestation that GitHub keeps. */
  readonly signedBy: 'bundle' | 'attestation';
  readonly publisher: (version: string) => Publisher;
  readonly versionArgs: readonly string[];
  /** A line that installs the tool without this action. */
  readonly byHand: string;
}

const actionsIssuer = 'https://token.actions.githubusercontent.com';
const goArch: Readonly<Record<Arch, string>> = { x64: 'amd64', arm64: 'arm64' };

export const catalogue: Readonly<Record<ToolName, ToolDescription>> = {
  buildx: {
    name: 'buildx',
    repository: 'docker/buildx',
    // 0.21.3 stopped cache credentials from reaching the build history (CVE-2025-0495); GitHub's cache asks for 0.21.
    defaultRange: '>=0.21.3',
    pinned: [
      {
        version: '0.36.1',
        sums: {
          x64: '48af8a397ebd60178778bf63611dbcebe5f5e7a9be90eb9147b24b9587455778',
          arm64: '5d0cafd9d16afe1a0f0d9529885344ace2cc99efdd531b6c783c5455a6001569',
        },
      },
    ],
    asset: (version, arch) => `buildx-v${version}.linux-${goArch[arch]}`,
    checksums: () => 'checksums.txt',
    signedBy: 'bundle',
    publisher: (version) => ({
      issuer: actionsIssuer,
      // Docker pins its reusable workflow by commit (docker/buildx, .github/workflows/build.yml).
      san: /^https:\/\/github\.com\/docker\/github-builder\/\.github\/workflows\/bake\.yml@(?:[0-9a-f]{40}|refs\/tags\/v[0-9.]+)$/,
      sourceRepository: 'https://github.com/docker/buildx',
      sourceRef: `refs/tags/v${version}`,
    }),
    versionArgs: ['version'],
    byHand: '- uses: docker/setup-buildx-action@v3',
  },
  cosign: {
    name: 'cosign',
    repository: 'sigstore/cosign',
    // Bundles are the default since 3; docker/actions-toolkit hands over signing configuration files from 3.0.4 on.
    defaultRange: '>=3.0.4 <4',
    pinned: [
      {
        version: '3.0.6',
        sums: {
          x64: 'c956e5dfcac53d52bcf058360d579472f0c1d2d9b69f55209e256fe7783f4c74',
          arm64: 'bedac92e8c3729864e13d4a17048007cfafa79d5deca993a43a90ffe018ef2b8',
        },
      },
    ],
    asset: (_version, arch) => `cosign-linux-${goArch[arch]}`,
    checksums: () => 'cosign_checksums.txt',
    signedBy: 'bundle',
    publisher: () => ({
      issuer: 'https://accounts.google.com',
      san: 'keyless@projectsigstore.iam.gserviceaccount.com',
    }),
    versionArgs: ['version', '--json'],
    byHand: '- uses: sigstore/cosign-installer@v4',
  },
  gh: {
    name: 'gh',
    repository: 'cli/cli',
    // `gh attestation` came with 2.49, but until 2.93 the token went to the TUF host as well.
    defaultRange: '>=2.98.0',
    pinned: [
      {
        version: '2.98.0',
        sums: {
          x64: '3b8ac6b30336802fc1a858d7c084e11cdf24ac1a761ca90b68022d7d729208de',
          arm64: 'cf689084f3a3618f7eae4a2420d335d74626d65f5e594b9828d125d69f800d86',
        },
      },
    ],
    asset: (version, arch) => `gh_${version}_linux_${goArch[arch]}.tar.gz`,
    checksums: (version) => `gh_${version}_checksums.txt`,
    member: (version, arch) => `gh_${version}_linux_${goArch[arch]}/bin/gh`,
    signedBy: 'attestation',
    publisher: () => ({
      issuer: actionsIssuer,
      san: 'https://github.com/cli/cli/.github/workflows/deployment.yml@refs/heads/trunk',
      sourceRepository: 'https://github.com/cli/cli',
      predicateType: 'https://slsa.dev/provenance/v1',
    }),
    versionArgs: ['--version'],
    byHand: 'sudo apt-get install gh   # from https://cli.github.com/packages',
  },
};
