// The Go programs that no package ships, and what each is built from.

/** A module of `parts/go` and the commands to build in it. */
export interface GoModule {
  /** Folder below `parts/go`. */
  readonly name: string;
  /** The module whose version is stamped into the programs; none where they are this project's own. */
  readonly pinned?: string;
  /** Name of each program to the import path it is built from. */
  readonly commands: Readonly<Record<string, string>>;
  /** `-X` assignments: variable to value, `@` standing for the pinned version without its `v`. */
  readonly stamps: Readonly<Record<string, string>>;
  readonly tags?: readonly string[];
}

export const GH: GoModule = {
  name: 'gh',
  pinned: 'github.com/cli/cli/v2',
  commands: { gh: 'github.com/cli/cli/v2/cmd/gh' },
  stamps: { 'github.com/cli/cli/v2/internal/build.Version': '@' },
};

export const BUILDX: GoModule = {
  name: 'buildx',
  pinned: 'github.com/docker/buildx',
  commands: { buildx: 'github.com/docker/buildx/cmd/buildx' },
  stamps: { 'github.com/docker/buildx/version.Version': 'v@' },
};

export const BUILDKIT: GoModule = {
  name: 'buildkit',
  pinned: 'github.com/moby/buildkit',
  commands: {
    buildkitd: 'github.com/moby/buildkit/cmd/buildkitd',
    buildctl: 'github.com/moby/buildkit/cmd/buildctl',
  },
  stamps: {
    'github.com/moby/buildkit/version.Version': 'v@',
    'github.com/moby/buildkit/version.Revision': 'rehearsal',
  },
  tags: ['no_containerd_worker'],
};

/** The servers of a cluster. */
export const KUBERNETES: GoModule = {
  name: 'kubernetes',
  pinned: 'k8s.io/kubernetes',
  commands: { kube: 'release-action-rehearsal/kubernetes' },
  stamps: { 'k8s.io/component-base/version.gitVersion': 'v@' },
};

/** What stands in for the emulators in moby/buildkit; it requires no module. */
export const EMULATOR: GoModule = {
  name: 'emulator',
  commands: { emulator: 'release-action-rehearsal/emulator' },
  stamps: {},
};

/** What a runner downloads in place of cosign, gh and buildx. */
export const TOOL: GoModule = {
  name: 'tool',
  commands: { tool: 'release-action-rehearsal/tool' },
  stamps: {},
};
