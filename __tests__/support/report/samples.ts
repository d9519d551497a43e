// Reports as the action makes them, for the tests and for the pictures in the documentation.
import type {
  CheckReport,
  FailureReport,
  PlanReport,
  ReleaseReport,
  StepReport,
} from '../../../src/report/model.ts';
import type { RepointReport, VerificationReport } from '../../../src/report/verification.ts';

const DIGEST = 'sha256:9f2d1c7a4be05f3378a1e6d2c0b49d8e7f615a2b3c4d5e6f708192a3b4c5d6e7';
const AMD64 = 'sha256:41c0d8b6e9f7a25310e4d2b8c6a09f7e5d3c1b0a9f8e7d6c5b4a39281706f5e4';
const ARM64 = 'sha256:b7e6d5c4a3f2918076e5d4c3b2a1f0e9d8c7b6a5940382716f5e4d3c2b1a0f9e';
const COMMIT = '860c1904a1ce19322e91ac35af1ab07466440c37';
const BEGAN = Date.UTC(2026, 2, 14, 9, 26, 0);
const MIB = 1_048_576;

const sum = (seed: number): string =>
  Array.from({ length: 64 }, (_, i) => ((seed * 7 + i * 5 + (i % 7) * seed) % 16).toString(16)).join('');

/** Times in seconds from the start of the run. */
function step(
  phase: string,
  title: string,
  from: number,
  to: number,
  outcome: StepReport['outcome'] = 'made',
  detail?: string,
): StepReport {
  const span = { start: BEGAN + from * 1_000, end: BEGAN + to * 1_000 };
  return { phase, title, ...span, outcome, ...(detail === undefined ? {} : { detail }) };
}

const STEPS: readonly StepReport[] = [
  step('prepare', 'Check everything', 0, 4.2, 'checked', '14 checks'),
  step('prepare', 'Build linux/amd64', 4.2, 96, 'made', 'sha256:41c0d8b6e9f7'),
  step('prepare', 'Build linux/arm64', 4.2, 173, 'made', 'sha256:b7e6d5c4a3f2'),
  step('prepare', 'Write the notes', 4.2, 6.1, 'made', '23 commits'),
  step('prepare', 'Archive the binaries', 173, 178.4, 'made', '2 archives'),
  step('prepare', 'Draft the release', 178.4, 181.9, 'found', 'draft 18823'),
  step('prove', 'Sign the image', 181.9, 190.2, 'made', '3 signatures'),
  step('prove', 'Attest the image', 190.2, 203.8, 'made', '3 attestations'),
  step('prove', 'Attest the assets', 190.2, 199.1, 'made', '4 attestations'),
  step('prove', 'Verify from outside', 203.8, 214.6, 'checked', '12 proofs'),
  step('publish', 'Tag v1.2.0', 214.6, 215.8, 'made'),
  step('publish', 'Publish the release', 215.8, 217.3, 'made'),
  step('publish', 'Move the pointers', 217.3, 220.9, 'made', 'v1.2, v1, latest'),
  step('publish', 'Merge back', 217.3, 217.4, 'skipped', 'develop has the tag already'),
  step('read back', 'Read back as a user', 220.9, 229.4, 'checked', '4 names'),
];

const NOTES = `## What's Changed

### Features

- feat: add refresh token rotation ([#42](https://github.com/acme/auth-server/pull/42)) by @lea
- feat(oidc): support back-channel logout ([#47](https://github.com/acme/auth-server/pull/47)) by @jonas

### Bug Fixes

- fix(codes): prevent double consumption of authorization codes ([#43](https://github.com/acme/auth-server/pull/43)) by @lea

**Full changelog**: [v1.1.0...v1.2.0](https://github.com/acme/auth-server/compare/v1.1.0...v1.2.0)
`;

export const RELEASE: ReleaseReport = {
  tag: 'v1.2.0',
  commit: COMMIT,
  prerelease: false,
  draft: false,
  changed: true,
  previousTag: 'v1.1.0',
  releaseUrl: 'https://github.com/acme/auth-server/releases/tag/v1.2.0',
  images: ['ghcr.io/acme/auth-server'],
  digest: DIGEST,
  imageTags: ['v1.2.0', 'sha-860c190'],
  platforms: [
    { platform: 'linux/amd64', digest: AMD64, bytes: 24.3 * MIB, previousBytes: 23.1 * MIB },
    { platform: 'linux/arm64', digest: ARM64, bytes: 22.9 * MIB, previousBytes: 23.0 * MIB },
  ],
  pointers: [
    {
      kind: 'image',
      name: 'v1.2',
      moved: true,
      to: 'v1.2.0',
      why: 'v1.2.0 is the highest stable release of 1.2',
    },
    {
      kind: 'image',
      name: 'v1',
      moved: true,
      from: 'v1.1.0',
      to: 'v1.2.0',
      why: 'v1.2.0 is the highest stable release of 1',
    },
    {
      kind: 'image',
      name: 'latest',
      moved: false,
      from: 'v2.0.1',
      to: 'v2.0.1',
      why: 'v2.0.1 is higher',
    },
    {
      kind: 'github-latest',
      name: 'latest',
      moved: false,
      from: 'v2.0.1',
      to: 'v2.0.1',
      why: 'v2.0.1 is higher',
    },
  ],
  assets: [
    'auth-server_1.2.0_linux_amd64.tar.gz',
    'auth-server_1.2.0_linux_arm64.tar.gz',
    'checksums.txt',
    'release.json',
  ].map((name, i) => ({
    name,
    bytes: [9.4 * MIB, 8.9 * MIB, 284, 3_911][i] ?? 0,
    sha256: sum(i + 3),
    url: `https://github.com/acme/auth-server/releases/download/v1.2.0/${name}`,
  })),
  checks: [
    {
      text: 'Release page has notes and assets',
      state: 'passed',
      detail: '4 assets',
      commands: ['gh release view v1.2.0 --repo acme/auth-server'],
    },
    {
      text: 'Image can be pulled',
      state: 'passed',
      detail: '`ghcr.io/acme/auth-server:v1.2.0`',
      commands: [`docker pull ghcr.io/acme/auth-server:v1.2.0@${DIGEST}`],
    },
    {
      text: 'Both platforms are in the manifest and start',
      state: 'passed',
      detail: 'linux/amd64 in 0.4 s, linux/arm64 in 1.9 s (emulated)',
      commands: [`docker buildx imagetools inspect ghcr.io/acme/auth-server@${DIGEST}`],
    },
    {
      text: 'Signature',
      state: 'passed',
      detail: 'index and 2 platforms',
      commands: [
        `cosign verify ghcr.io/acme/auth-server@${DIGEST} \\`,
        '  --certificate-identity https://github.com/acme/auth-server/.github/workflows/release.yml@refs/tags/v1.2.0 \\',
        '  --certificate-oidc-issuer https://token.actions.githubusercontent.com',
      ],
    },
    {
      text: 'Provenance, by `gh attestation verify`',
      state: 'passed',
      detail: 'index, 2 platforms, 4 assets',
      commands: [`gh attestation verify oci://ghcr.io/acme/auth-server@${DIGEST} --repo acme/auth-server`],
    },
    { text: 'Checksums', state: 'passed', commands: ['sha256sum --check checksums.txt'] },
    { text: 'Pointers', state: 'passed', detail: '2 moved, 2 kept', commands: [] },
    {
      text: 'Tag is merged back into `develop`',
      state: 'failed',
      detail: '3 commits are missing there',
      commands: ['git switch develop', 'git merge --no-ff v1.2.0', 'git push origin develop'],
    },
    {
      text: 'Discussion was opened',
      state: 'not-run',
      detail: '`discussion-category` is empty',
      commands: [],
    },
  ],
  steps: STEPS,
  notes: NOTES,
  tolerated: [
    {
      what: 'Cache of linux/arm64 was not written.',
      why: 'the cache service answered 503 three times',
      hint: 'cache: registry',
    },
  ],
  warnings: ['v1.2.0 is a lightweight tag; an annotated one says who made it and when'],
};

export const PLAN: PlanReport = {
  tag: 'v1.3.0',
  commit: COMMIT,
  prerelease: false,
  why: '`2c0ffee` feat: device authorization grant (#51) is the greatest change since v1.2.0',
  previousTag: 'v1.2.0',
  images: ['ghcr.io/acme/auth-server'],
  imageTags: ['v1.3.0'],
  platforms: ['linux/amd64', 'linux/arm64'],
  pointers: [
    {
      kind: 'image',
      name: 'v1.3',
      moved: true,
      to: 'v1.3.0',
      why: 'v1.3.0 is the highest stable release of 1.3',
    },
    {
      kind: 'image',
      name: 'v1',
      moved: true,
      from: 'v1.2.0',
      to: 'v1.3.0',
      why: 'v1.3.0 is the highest stable release of 1',
    },
    {
      kind: 'image',
      name: 'latest',
      moved: true,
      from: 'v1.2.0',
      to: 'v1.3.0',
      why: 'v1.3.0 is the highest stable release',
    },
  ],
  assets: [
    'auth-server_1.3.0_linux_amd64.tar.gz',
    'auth-server_1.3.0_linux_arm64.tar.gz',
    'checksums.txt',
    'release.json',
  ],
  commits: [
    { sha: '2c0ffee4a1ce19322e91ac35af1ab07466440c37', subject: 'feat: device authorization grant (#51)' },
    {
      sha: '77aa10f4a1ce19322e91ac35af1ab07466440c37',
      subject: 'fix(ui): <title> of the consent page | escaped',
    },
  ],
  permissions: [
    { permission: 'contents: write', state: 'present', neededFor: 'publish the release' },
    { permission: 'packages: write', state: 'present', neededFor: 'push to ghcr.io' },
    { permission: 'id-token: write', state: 'missing', neededFor: 'sign without a key' },
    { permission: 'attestations: write', state: 'unknown', neededFor: 'store provenance with GitHub' },
  ],
  tools: [
    { name: 'docker', version: '28.5.2', source: 'runner' },
    { name: 'buildx', version: '0.29.1', source: 'runner' },
    { name: 'cosign', version: '3.0.6', source: 'install' },
  ],
  findings: [
    { what: 'Release v1.3.0', state: 'to-make' },
    { what: 'Image `ghcr.io/acme/auth-server:v1.3.0`', state: 'to-make' },
    { what: 'Draft', state: 'found', detail: 'with 2 of 4 assets' },
  ],
  faults: [
    {
      message: 'The token cannot be exchanged for a signing certificate: `id-token` is not granted',
      hint: 'permissions:\n  contents: write\n  packages: write\n  id-token: write\n  attestations: write',
    },
  ],
  warnings: [],
  notes: NOTES.replaceAll('v1.2.0', 'v1.3.0').replaceAll('v1.1.0', 'v1.2.0'),
};

export const FAILURE: FailureReport = {
  tag: 'v1.2.0',
  step: 'Build linux/arm64',
  what: 'The image did not build for linux/arm64',
  why: '`cargo build --release` ended with exit code 101 in the Dockerfile, line 14',
  hint: 'docker buildx build --platform linux/arm64 --target build .',
  faults: [],
  visible: 'v1.1.0, whole and unchanged: nothing of v1.2.0 is public',
  resume: 'gh run rerun 8123456789 --failed --repo acme/auth-server',
  output: `#14 [build 4/5] RUN cargo build --release
#14 61.22    Compiling ring v0.17.14
#14 63.90 error: failed to run custom build command for \`ring v0.17.14\`
#14 63.90   cargo:warning=aarch64-linux-gnu-gcc: error trying to exec 'cc1': No such file or directory
#14 ERROR: process "/bin/sh -c cargo build --release" did not complete successfully: exit code: 101`,
  docsUrl: 'https://github.com/acme/release-action/blob/main/docs/troubleshooting.md#build',
  steps: [
    step('prepare', 'Check everything', 0, 4.2, 'checked', '14 checks'),
    step('prepare', 'Write the notes', 4.2, 6.1, 'made', '23 commits'),
    step('prepare', 'Build linux/amd64', 4.2, 52, 'found', 'sha256:41c0d8b6e9f7'),
    step('prepare', 'Build linux/arm64', 4.2, 68.1, 'failed', 'exit code 101'),
  ],
};

/** What preflight found, all of it at once. */
export const FAULTS: FailureReport = {
  tag: 'v1.2.0',
  step: 'Preflight',
  what: 'The release cannot be made like this',
  hint: '',
  faults: [
    { message: 'docker/Dockerfile is not in the commit', hint: 'with: { file: Dockerfile }' },
    { message: 'the job lacks packages: write', hint: 'permissions: { packages: write }' },
  ],
  visible: 'v1.1.0, whole and unchanged: nothing of v1.2.0 is public',
  steps: [step('prepare', 'Check everything', 0, 4.2, 'failed', '2 faults')],
};

const VERIFIED_CHECKS: readonly CheckReport[] = [
  { text: 'Assets', state: 'passed', detail: '4 assets', commands: ['sha256sum --check checksums.txt'] },
  { text: 'Signatures of the image', state: 'passed', detail: '3 digests', commands: ['cosign verify …'] },
];

export const VERIFIED: VerificationReport = {
  tag: 'v1.2.0',
  releaseUrl: 'https://github.com/acme/auth-server/releases/tag/v1.2.0',
  checks: VERIFIED_CHECKS,
};

export const MOVED: VerificationReport = {
  ...VERIFIED,
  checks: [
    ...VERIFIED_CHECKS,
    {
      text: 'ghcr.io/acme/auth-server:latest names the highest release',
      state: 'failed',
      detail: `it names ${AMD64}; v1.2.0 is ${DIGEST}`,
      commands: ['crane digest ghcr.io/acme/auth-server:latest'],
    },
    { text: 'Runs', state: 'not-run', detail: 'no such run', commands: [] },
  ],
};

export const REPOINTED: RepointReport = {
  ...VERIFIED,
  pointers: [
    { kind: 'image', name: 'latest', moved: true, why: 'it was asked to name v1.2.0', to: 'v1.2.0' },
  ],
  wayBack: 'with: { mode: repoint, tag: v1.3.0 }',
};
