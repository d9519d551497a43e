// Every class of error, said once: what it means, why it happens, what to do. docs/troubleshooting.md is made of it.

export interface ErrorClass {
  readonly title: string;
  /** What happened and why, in a sentence or two. */
  readonly means: string;
  /** What the public sees when a run ends so. */
  readonly visible:
    | 'nothing new'
    | 'all of it'
    | 'no change'
    | 'the page of the new release, and no image tag'
    | 'the previous release, or the new one whole'
    | 'the previous release, or the new one and its pointers not';
  /** Lines of shell or YAML. */
  readonly remedy: string;
}

const before = 'nothing new';

/** Kebab-case class → its page. A run that fails ends with exit code 1, whatever the class. */
export const errorClasses = {
  'bad-input': {
    title: 'An input cannot be used',
    means:
      'An input has a value that it cannot have, or two inputs contradict each other. All of them are listed at once.',
    visible: before,
    remedy: 'with: { platforms: "linux/amd64,linux/arm64" }   # each fault names its own input',
  },
  'not-a-tag': {
    title: 'The run is on no tag',
    means: 'A release is made from a tag, and this run was started on a branch.',
    visible: before,
    remedy: "on: { push: { tags: ['v*.*.*'] } }\n# or by hand: gh workflow run release.yml --ref v1.2.0",
  },
  'not-a-version': {
    title: 'The tag is not a version',
    means: 'The tag of a release is the `tag-prefix`, if there is one, then `v` and a SemVer 2.0.0 version.',
    visible: before,
    remedy: 'git tag -a v1.2.0 -m v1.2.0 && git push origin v1.2.0',
  },
  'no-checkout': {
    title: 'The repository is not checked out as it should be',
    means:
      'The workspace is empty, or is at a different commit than the run. The provenance of the image would be wrong.',
    visible: before,
    remedy: '- uses: actions/checkout@v6   # before this action, without ref:',
  },
  'build-record': {
    title: 'No usable record of a build by another job',
    means:
      'With `builds: elsewhere` a job of `mode: build` with the same workflow, commit, ref and inputs must have built every platform and put a signed record of it into the registry. The record is missing, does not match, or two records name different images.',
    visible: before,
    remedy: 'with: { builds: any }   # builds here what other jobs have not built',
  },
  'not-promotable': {
    title: 'What from names cannot be released as it is',
    means:
      'With `from` nothing is built. The image must exist, be complete, have the requested platforms, and carry provenance of a build by a workflow of this repository from the commit of the tag. An image of a different version is not renamed.',
    visible: before,
    remedy: "with: { from: '' }   # builds the image from the tag's own commit",
  },
  'ci-not-passed': {
    title: 'CI has not passed the commit that is to be tagged',
    means:
      '`mode: tag` reads the check runs and statuses of the commit. The message names those that failed or still run; a commit without any counts as untested.',
    visible: before,
    remedy:
      'gh run list --commit "$(git rev-parse HEAD)"   # what failed or runs\nneeds: [test]   # in the job of mode: tag, so that it waits',
  },
  'no-tagging': {
    title: 'The job cannot tag and start a release',
    means:
      '`mode: tag` reads the CI results of a commit, makes the tag, and starts the release workflow by `workflow_dispatch`. The job lacks a permission for that, or the commit has no workflow with that trigger, or Git is set up to sign tags, which GitHub does not do.',
    visible: before,
    remedy: 'permissions: { contents: write, actions: write, checks: read, statuses: read }',
  },
  'tag-missing': {
    title: 'There is no such tag',
    means: 'The requested tag does not exist at GitHub.',
    visible: before,
    remedy: 'git push origin v1.2.0',
  },
  'tag-elsewhere': {
    title: 'The tag is another commit than the run',
    means:
      'Provenance names the commit of the run. The tag points at a different commit, so the provenance would be wrong.',
    visible: before,
    remedy: 'gh workflow run release.yml --ref v1.2.0   # choose the tag under "Use workflow from"',
  },
  'untrusted-event': {
    title: 'The run was started by an event that cannot be trusted',
    means:
      'A run for a pull request, or one started by a workflow run of a fork, may combine unmerged code with the secrets of this repository. Only `mode: plan` and `mode: verify` run there.',
    visible: before,
    remedy: "on: { push: { tags: ['v*.*.*'] } }\n# for pull requests: with: { mode: plan }",
  },
  'tag-moved': {
    title: 'The tag was moved while its commit was being released',
    means:
      'The tag is read again right before anything is published. It was moved or deleted since the build, and what was built and signed belongs to the old commit, so nothing was published.',
    visible: before,
    remedy:
      'git push --force origin <the commit of the run>:refs/tags/v1.2.0   # or leave it, and let the run of the new tag release it',
  },
  'tag-moved-public': {
    title: 'The tag was moved in the moment of publishing',
    means:
      'The tag is read right before and right after the call that publishes the release, because GitHub cannot publish on condition that a tag still names a commit. The tag changed in between. Image tags and pointers come later; none was written. A ruleset that restricts updates and deletions of `v*` tags prevents this, and immutable releases lock the tag once they are public.',
    visible: 'the page of the new release, and no image tag',
    remedy:
      'git push --force origin <the commit of the run>:refs/tags/v1.2.0   # then run the workflow again, which writes the rest',
  },
  'not-on-branch': {
    title: 'The tag is on none of the release branches',
    means: 'With `release-branches` the commit of the tag must be reachable from one of these branches.',
    visible: before,
    remedy: 'git switch main && git merge v1.2.0 && git push   # then run the workflow again',
  },
  'version-file': {
    title: 'A file states another version',
    means: 'A file of `version-files` does not state the version of the tag.',
    visible: before,
    remedy: 'git grep -n 1.2.0   # correct the file, commit, and tag that commit',
  },
  'no-id-token': {
    title: 'The job may not ask for an OIDC token',
    means:
      'Signing and attesting without a key need the identity of the workflow, and the job may not request it.',
    visible: before,
    remedy: 'permissions: { id-token: write }',
  },
  'no-contents': {
    title: 'The token may not write to the repository',
    means: 'Making the GitHub release needs `contents: write`, which the job does not have.',
    visible: before,
    remedy: 'permissions: { contents: write }',
  },
  'no-attestations': {
    title: 'The token may not store attestations',
    means: 'Storing provenance at GitHub needs `attestations: write`, which the job does not have.',
    visible: before,
    remedy: 'permissions: { attestations: write }   # or with: { attest: false }',
  },
  'no-push': {
    title: 'The image cannot be pushed',
    means:
      'The registry does not let this job push. A package at ghcr.io that another repository made must first give this repository write access.',
    visible: before,
    remedy:
      'permissions: { packages: write }\n# other registries: with: { registry-username: …, registry-password: "${{ secrets.REGISTRY_PASSWORD }}" }',
  },
  'no-docker': {
    title: 'No Docker engine answers',
    means: 'BuildKit builds the image, and it runs in a Docker engine unless `builder` names a remote one.',
    visible: before,
    remedy: 'runs-on: ubuntu-latest',
  },
  'no-builder': {
    title: 'There is no such builder',
    means:
      '`builder` names a builder that buildx does not know on this runner, or one whose nodes are known to lack a platform.',
    visible: before,
    remedy: 'docker buildx create --name my-builder --driver docker-container',
  },
  'no-dockerfile': {
    title: 'There is no Dockerfile, or no such stage in it',
    means:
      'The file to build from is not in the workspace, or it has no stage by the name that `target` or `binaries` gives.',
    visible: before,
    remedy: 'with: { file: path/to/Dockerfile }   # from the root of the repository',
  },
  'disk-full': {
    title: 'The disk is nearly full',
    means: 'There is not enough space for a build.',
    visible: before,
    remedy: 'docker system prune --all --force   # or a runner with a larger disk',
  },
  'clock-skew': {
    title: "The runner's clock is wrong",
    means:
      'Sigstore certificates are valid for ten minutes. With a clock this wrong, signing or verifying fails.',
    visible: before,
    remedy: 'sudo timedatectl set-ntp true',
  },
  'tag-burned': {
    title: 'The tag belonged to a deleted immutable release',
    means:
      'GitHub never allows the tag of an immutable release to be used again, even after the release is deleted.',
    visible: before,
    remedy: 'git tag -a v1.2.1 -m v1.2.1 && git push origin v1.2.1   # release the next version',
  },
  'gate-failed': {
    title: 'A command of the gate failed',
    means:
      'The input `gate` names commands that a release must pass once it is built and verified. One of them exited with a code other than 0. Nothing was published; its output is in the log, and in gate.log of a draft.',
    visible: before,
    remedy: 'gh run rerun <run id>   # once the cause is fixed; or release the next version',
  },
  'draft-changed': {
    title: 'The draft was changed while it was filled',
    means:
      'Somebody added a file to the draft of this release, or changed a file, the title or the notes, between this run writing and publishing it. Nothing was published and nothing was removed. Text that is on the page when a run begins is kept; name files that belong to the release in the input `files`.',
    visible: before,
    remedy: 'gh release view v1.2.0   # look who changed what; then: gh run rerun <run id>',
  },
  'tag-conflict': {
    title: 'Something else stands in its place',
    means:
      'A published release or an image tag of this version exists, and differs from what this workflow makes of this commit. Nothing was changed.',
    visible: 'no change',
    remedy: 'git tag -a v1.2.1 -m v1.2.1 && git push origin v1.2.1   # a released version stays as it is',
  },
  'tag-immutable': {
    title: 'The registry never lets a tag move',
    means:
      'A rule of the registry makes tags immutable and covers one that has to move: `latest`, `v1`, or the list of signatures (`sha256-…`) in a registry without the referrers API. At Docker Hub this is found before anything is built. Amazon ECR, Harbor and Quay refuse a write that changes nothing, right before anything is public. A registry that refuses only moves is found later: the release is public and its pointers did not move.',
    visible: 'the previous release, or the new one and its pointers not',
    remedy:
      'with: { floating: none }   # or limit the rule to releases, e.g. ^v?\\d+\\.\\d+\\.\\d+ (docs/registries.md)',
  },
  'secret-held': {
    title: 'Something to be published holds a secret',
    means:
      'Notes, a file, an SBOM or a comment contains the value of a secret of this run, plain or encoded. It was not sent. The usual cause is a step that writes an argument, a log or a configuration into a file.',
    visible: before,
    remedy: 'git grep -n "<the first characters of the secret>"   # take it out, and replace the secret',
  },
  unproven: {
    title: 'A signature or provenance does not verify',
    means: 'A signature or attestation is not by this workflow on this commit.',
    visible: before,
    remedy:
      'gh attestation verify oci://ghcr.io/owner/name:v1.2.0 --repo owner/name   # says which check failed',
  },
  'not-startable': {
    title: 'The image does not start',
    means:
      "The image's command is missing, lacks a library, or is built for a different platform. The release stops before anything is public.",
    visible: before,
    remedy:
      'docker run --rm --platform linux/amd64 ghcr.io/owner/name@sha256:…   # the error names the digest',
  },
  'registry-failed': {
    title: 'A registry or GitHub did not do what it was asked',
    means:
      'It was busy, broken or unreachable for longer than the retries of the run. A later run finds what was finished and continues.',
    visible: 'the previous release, or the new one whole',
    remedy: 'gh run rerun --failed <run id>',
  },
  'foreign-origin': {
    title: 'A server sends the run to another server',
    means:
      'An answer named a URL on another host (a redirect, a next page, an upload), which would have received a token or the release itself. Nothing was sent.',
    visible: 'the previous release, or the new one whole',
    remedy: 'curl -sSIL https://api.github.com   # from this runner: shows who answers and the redirects',
  },
  'builder-silent': {
    title: 'BuildKit does not answer',
    means:
      'The build printed nothing for minutes and its BuildKit does not answer, or BuildKit answers and the build printed nothing for half of the `timeout` of the run.',
    visible: before,
    remedy: 'docker buildx inspect   # on the runner; or with: { timeout: 6h } where a step needs that long',
  },
  'tool-failed': {
    title: 'A program failed',
    means: 'A build step, git, buildx, cosign or gh ended with an error; its last lines are shown.',
    visible: 'the previous release, or the new one whole',
    remedy: 'gh run view --log-failed <run id>',
  },
  cancelled: {
    title: 'The run was cancelled or took too long',
    means: 'It was stopped from outside. A later run continues with what is finished.',
    visible: 'the previous release, or the new one whole',
    remedy: 'gh run rerun <run id>',
  },
  'no-release': {
    title: 'There is no such release',
    means: '`mode: verify` and `mode: repoint` need a published release, and the tag has none.',
    visible: 'no change',
    remedy: 'gh release list',
  },
  'not-verified': {
    title: 'A published release does not match its record',
    means: '`mode: verify` or the checks after a release found a difference; the table names it.',
    visible: 'all of it',
    remedy: 'gh release view v1.2.0   # see who changed it, and release the next version',
  },
  'not-repointed': {
    title: 'The pointers stay where they are',
    means: '`mode: repoint` moves pointers only to a release that is stable and verifies.',
    visible: 'no change',
    remedy: 'with: { mode: verify, tag: v1.2.0 }   # says what is wrong with it',
  },
  'several-faults': {
    title: 'Several faults at once',
    means: 'The run found more than one fault before it began, and lists each with its own class and remedy.',
    visible: before,
    remedy: 'with: { mode: plan }   # shows them again without releasing anything',
  },
  unexpected: {
    title: 'Something that was not thought of',
    means: 'This may be a fault of the action itself.',
    visible: 'the previous release, or the new one whole',
    remedy: 'gh run rerun <run id> --debug',
  },
} as const satisfies Readonly<Record<string, ErrorClass>>;

export type ErrorCode = keyof typeof errorClasses;

/** Where the docs of a class are. */
export function docsUrl(code: ErrorCode): string {
  return `https://github.com/org/release-action/blob/main/docs/troubleshooting.md#${code}`;
}
