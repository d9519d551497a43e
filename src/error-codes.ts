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
    means: 'A release is made of a tag, and the run was started on a branch.',
    visible: before,
    remedy: "on: { push: { tags: ['v*.*.*'] } }\n# or by hand: gh workflow run release.yml --ref v1.2.0",
  },
  'not-a-version': {
    title: 'The tag is not a version',
    means: 'Tags of releases are `v` and a SemVer 2.0.0 version, after the `tag-prefix` where there is one.',
    visible: before,
    remedy: 'git tag -a v1.2.0 -m v1.2.0 && git push origin v1.2.0',
  },
  'no-checkout': {
    title: 'The repository is not checked out as it should be',
    means:
      'The workspace is empty, or has another commit than the one of the run: the image would not be what its provenance says.',
    visible: before,
    remedy: '- uses: actions/checkout@v6   # before this action, without ref:',
  },
  'build-record': {
    title: 'No usable record of a build by another job',
    means:
      'With `builds: elsewhere` every platform must have been built by a job of `mode: build` of this very workflow, commit, ref and inputs, and its signed record be in the registry. A record that is missing, or is another one, does not count, and of two that name different images none does.',
    visible: before,
    remedy: 'with: { builds: any }   # builds here what other jobs have not built',
  },
  'not-promotable': {
    title: 'What from names cannot be released as it is',
    means:
      'With `from` nothing is built: the image must be there and whole, have the platforms that are asked for, and carry the provenance of a build by a workflow of this very repository from the commit of the tag. An image of another version is not renamed.',
    visible: before,
    remedy: "with: { from: '' }   # builds the image from the tag's own commit",
  },
  'ci-not-passed': {
    title: 'CI has not passed the commit that is to be tagged',
    means:
      '`mode: tag` asks for the check runs and statuses of the commit. What failed or still runs is named; where there is none at all, nothing says that the commit was tested.',
    visible: before,
    remedy:
      'gh run list --commit "$(git rev-parse HEAD)"   # what failed or runs\nneeds: [test]   # in the job of mode: tag, so that it waits',
  },
  'no-tagging': {
    title: 'The job cannot tag and start a release',
    means:
      '`mode: tag` reads what CI says of a commit, makes the tag, and starts the workflow that releases it by `workflow_dispatch`. It needs the permissions for that, and a workflow on the commit that can be started so.',
    visible: before,
    remedy: 'permissions: { contents: write, actions: write, checks: read, statuses: read }',
  },
  'tag-missing': {
    title: 'There is no such tag',
    means: 'The tag that was asked for does not exist at GitHub.',
    visible: before,
    remedy: 'git push origin v1.2.0',
  },
  'tag-elsewhere': {
    title: 'The tag is another commit than the run',
    means:
      'Provenance names the commit of the run. Where the tag is another one, it would name the wrong commit.',
    visible: before,
    remedy: 'gh workflow run release.yml --ref v1.2.0   # choose the tag under "Use workflow from"',
  },
  'untrusted-event': {
    title: 'The run was started by an event that cannot be trusted',
    means:
      'A run for a pull request, or one that a workflow run of a fork has started, may hold code that nobody has merged, beside the secrets of this repository. Only `mode: plan` and `mode: verify` run there.',
    visible: before,
    remedy: "on: { push: { tags: ['v*.*.*'] } }\n# for pull requests: with: { mode: plan }",
  },
  'tag-moved': {
    title: 'The tag was moved while its commit was being released',
    means:
      'The tag is asked again right before anything is published. What was built and signed is of the commit that it was then, so it is not published under a tag that is another one now, or is gone.',
    visible: before,
    remedy:
      'git push --force origin <the commit of the run>:refs/tags/v1.2.0   # or leave it, and let the run of the new tag release it',
  },
  'tag-moved-public': {
    title: 'The tag was moved in the moment of publishing',
    means:
      'The tag is asked right before the call that publishes the release, and right after it: GitHub has no call that publishes only as long as a tag is a commit. Image tags and pointers come later, and none was written. A ruleset that restricts updates and deletions of `v*` tags leaves no such moment, and immutable releases lock the tag once they are public.',
    visible: 'the page of the new release, and no image tag',
    remedy:
      'git push --force origin <the commit of the run>:refs/tags/v1.2.0   # then run the workflow again, which writes the rest',
  },
  'not-on-branch': {
    title: 'The tag is on none of the release branches',
    means: '`release-branches` asks that what is released is reachable from one of these branches.',
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
      'Signing and attesting without a key stand on the identity of the workflow, and the job may not ask for it.',
    visible: before,
    remedy: 'permissions: { id-token: write }',
  },
  'no-contents': {
    title: 'The token may not write to the repository',
    means: 'The GitHub release is made with `contents: write`, which the job does not have.',
    visible: before,
    remedy: 'permissions: { contents: write }',
  },
  'no-attestations': {
    title: 'The token may not store attestations',
    means: 'Provenance is stored at GitHub with `attestations: write`, which the job does not have.',
    visible: before,
    remedy: 'permissions: { attestations: write }   # or with: { attest: false }',
  },
  'no-push': {
    title: 'The image cannot be pushed',
    means:
      'The registry does not let this job push. A package at ghcr.io that was made elsewhere must give the repository write access first.',
    visible: before,
    remedy:
      'permissions: { packages: write }\n# other registries: with: { registry-username: …, registry-password: "${{ secrets.REGISTRY_PASSWORD }}" }',
  },
  'no-docker': {
    title: 'No Docker engine answers',
    means: 'The image is built by BuildKit, which a Docker engine runs unless `builder` names a remote one.',
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
    title: 'There is no Dockerfile',
    means: 'The file to build from is not in the workspace.',
    visible: before,
    remedy: 'with: { file: path/to/Dockerfile }   # from the root of the repository',
  },
  'disk-full': {
    title: 'The disk is nearly full',
    means: 'A build would end halfway when the disk is full.',
    visible: before,
    remedy: 'docker system prune --all --force   # or a runner with a larger disk',
  },
  'clock-skew': {
    title: "The runner's clock is wrong",
    means:
      'Certificates of Sigstore live ten minutes: on a clock that is off by more than a part of that, signing or verifying fails.',
    visible: before,
    remedy: 'sudo timedatectl set-ntp true',
  },
  'tag-burned': {
    title: 'The tag belonged to a deleted immutable release',
    means:
      'GitHub never gives the tag of an immutable release again, so that nobody can put other contents in its place.',
    visible: before,
    remedy: 'git tag -a v1.2.1 -m v1.2.1 && git push origin v1.2.1   # release the next version',
  },
  'gate-failed': {
    title: 'A command of the gate failed',
    means:
      'The input `gate` names commands that a release must pass once it is built and proven. One of them ended with another exit code than 0. Nothing was published; what it said is in the log, and in gate.log of a draft.',
    visible: before,
    remedy: 'gh run rerun <run id>   # when what failed is mended; or release the next version',
  },
  'draft-changed': {
    title: 'The draft was changed while it was filled',
    means:
      'Somebody has put a file into the draft of this release, or changed a file, its title or its notes, between this run writing and publishing it. Nothing was published, and nothing of it was taken away. Words that are there when a run begins are kept; files that belong to a release are named by the input `files`.',
    visible: before,
    remedy: 'gh release view v1.2.0   # look who changed what; then: gh run rerun <run id>',
  },
  'tag-conflict': {
    title: 'Something else stands in its place',
    means:
      'A published release or an image tag of this version exists and is not what this workflow makes of this commit. Nothing was touched.',
    visible: 'no change',
    remedy: 'git tag -a v1.2.1 -m v1.2.1 && git push origin v1.2.1   # a released version stays as it is',
  },
  'tag-immutable': {
    title: 'The registry never lets a tag move',
    means:
      'A rule of the registry makes tags immutable, and takes in one that has to move: `latest`, `v1`, or a list of signatures (`sha256-…`) of a registry without the referrers API. Docker Hub tells it before anything is built. Of the others Amazon ECR, Harbor and Quay refuse a write that changes nothing, right before anything is public; where a registry refuses only what moves, the release is public and its pointers stay behind.',
    visible: 'the previous release, or the new one and its pointers not',
    remedy:
      'with: { floating: none }   # or let the rule take in releases alone, e.g. ^v?\\d+\\.\\d+\\.\\d+ (docs/registries.md)',
  },
  'secret-held': {
    title: 'Something to be published holds a secret',
    means:
      'Notes, a file, an SBOM or a comment has the value of a secret that this run was given, as it is or encoded. It was not sent. An argument, a log or a configuration that a step has written into a file is how it gets there.',
    visible: before,
    remedy: 'git grep -n "<the first characters of the secret>"   # take it out, and replace the secret',
  },
  unproven: {
    title: 'A signature or provenance does not verify',
    means: 'What was found or made is not signed by this workflow on this commit.',
    visible: before,
    remedy:
      'gh attestation verify oci://ghcr.io/owner/name:v1.2.0 --repo owner/name   # says which check failed',
  },
  'not-startable': {
    title: 'The image does not start',
    means:
      "The image's own command is not in it, lacks a library, or is built for another machine than the platform says. The release stops before anything is public.",
    visible: before,
    remedy:
      'docker run --rm --platform linux/amd64 ghcr.io/owner/name@sha256:…   # the error names the digest',
  },
  'registry-failed': {
    title: 'A registry or GitHub did not do what it was asked',
    means:
      'It was busy, broken or not reachable for longer than the run was patient. Nothing is lost: what was finished is found again.',
    visible: 'the previous release, or the new one whole',
    remedy: 'gh run rerun --failed <run id>',
  },
  'foreign-origin': {
    title: 'A server leads to another one',
    means:
      'An answer named a URL elsewhere (a redirect, the next page, where to upload), and a token or the release itself would have gone there. Nothing was sent.',
    visible: 'the previous release, or the new one whole',
    remedy: 'curl -sSIL https://api.github.com   # from this runner: who answers, and where does it lead?',
  },
  'builder-silent': {
    title: 'BuildKit fell silent',
    means:
      'The build printed nothing for minutes and its BuildKit does not answer, or it printed nothing for half of the run’s `timeout` although it does.',
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
    means: 'It was ended from outside. A later run continues from where it stopped.',
    visible: 'the previous release, or the new one whole',
    remedy: 'gh run rerun <run id>',
  },
  'no-release': {
    title: 'There is no such release',
    means: '`mode: verify` and `mode: repoint` speak of a published release, and there is none of that tag.',
    visible: 'no change',
    remedy: 'gh release list',
  },
  'not-verified': {
    title: 'A published release is not what it says',
    means:
      '`mode: verify` or the checks after a release found something that does not agree: the table names it.',
    visible: 'all of it',
    remedy: 'gh release view v1.2.0   # see who changed it, and release the next version',
  },
  'not-repointed': {
    title: 'The pointers stay where they are',
    means: '`mode: repoint` moves pointers to a release only when that is stable and verifies.',
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
