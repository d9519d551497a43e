// The threats, what stands against each, and the tests that show it; docs/threat-model.md is written from this.

import { belief } from './threats-belief.ts';

/** A test by its file below `__tests__/` and its name as the file has it. */
export interface Shown {
  readonly file: string;
  readonly names: readonly [string, ...string[]];
}

export interface Threat {
  readonly threat: string;
  readonly defence: string;
  /** They show the defence, and where it ends. */
  readonly tests: readonly [Shown, ...Shown[]];
}

export interface Chapter {
  readonly title: string;
  readonly threats: readonly Threat[];
}

export const assets = [
  'What users pull: images, archives, checksums, release notes, and the pointers `latest`, `vX`, `vX.Y`.',
  'The proof that comes with it: signatures, provenance, SBOM attestations, `release.json`.',
  'The secrets of the job: its token, the OIDC token, registry passwords, a signing key and its password, build secrets.',
  'The run itself: its log, outputs and summary, and the time and memory of the runner.',
  'This repository: the bundle in `dist/`, its dependencies and workflows.',
] as const;

export const attackers = [
  ['Somebody who can have a commit merged, or open a pull request', 'commit messages, authors, branch and file names, samples of configuration, change logs'],
  ['Whoever stands between runner and server, or runs one of the servers', 'downloads, redirects, answers of registry and API'],
  ['Somebody who may write to the repository, but not sign as its workflow', 'assets, tags, drafts, `release.json`, referrers'],
  ['The author of a tool, a dependency or an action', 'what a program prints, and what it finds in arguments and environment'],
  ['Another workflow or another run of the same one', 'an identity that looks alike, a race for the same tag'],
] as const; // prettier-ignore

export const chapters: readonly Chapter[] = [
  {
    title: 'What comes from outside is data',
    threats: [
      {
        threat: 'A value ends its output and sets another one (`GITHUB_OUTPUT`)',
        defence: 'Outputs are written by `@actions/core` with a random delimiter',
        tests: [
          {
            file: '__tests__/hostile/runner.test.ts',
            names: ['an output is read back by the runner as it was set, and nothing else'],
          },
        ],
      },
      {
        threat:
          'Words of a tool, a server or a commit are read as a command of the runner (`::set-env::`, `##[`)',
        defence:
          'Each line is taken apart at every line end, the carriage return too, and its marks are broken up before it is printed',
        tests: [
          {
            file: '__tests__/hostile/runner.test.ts',
            names: [
              'no word of a step becomes a command of the runner',
              'no line of a tool becomes a command of the runner',
              'a program’s own output, in whatever pieces, becomes no command of the runner',
            ],
          },
        ],
      },
      {
        threat: 'A commit, a login, a path or a key breaks out of the release notes, or calls people',
        defence:
          'Everything is escaped for where it stands; code fences are made anew; mentions are broken up',
        tests: [
          {
            file: '__tests__/hostile/markdown.test.ts',
            names: ['the notes have only links and code from outside, no HTML, no image, no mention'],
          },
          {
            file: '__tests__/changelog/safety.test.ts',
            names: ['the notes keep their shape, whatever the commits say'],
          },
        ],
      },
      {
        threat: 'The same in the job summary, the plan, or the report of a failure',
        defence: 'Foreign text goes through one of three functions: text, code, fence',
        tests: [
          {
            file: '__tests__/hostile/markdown.test.ts',
            names: ['no report has HTML, an image or a mention from outside, whatever field it is in'],
          },
          {
            file: '__tests__/report/summary.test.ts',
            names: ['no foreign text changes the shape of the page'],
          },
        ],
      },
      {
        threat: 'An input, a tag or a path is run by a shell, or read as an option',
        defence:
          'Argument vectors, never a shell; what is a word stands behind `--`, and git has `--end-of-options`',
        tests: [
          {
            file: '__tests__/hostile/argv.test.ts',
            names: [
              'every input of a build stays the value of its option',
              'signing and verifying take every word as the value of its option',
              'git takes every name as a name',
            ],
          },
          {
            file: '__tests__/world/process/exec.test.ts',
            names: ['answers code, stdout bytes and stderr; arguments are never read by a shell'],
          },
        ],
      },
      {
        threat:
          'More of a thing than a call may have arguments (125,000 migrations) ends the run with a RangeError',
        defence:
          'Lists that come from outside are not spread into arguments, and are gathered in linear time',
        tests: [
          {
            file: '__tests__/changelog/upgrading/migrations.test.ts',
            names: [
              'more migrations than a call may have arguments, in one folder and in many, changed and gone',
            ],
          },
        ],
      },
      {
        threat: 'A server or a builder that falls silent holds the run until its timeout',
        defence:
          'A server may be silent for a minute wherever it is waited for; a silent BuildKit is asked whether it is there, and has half of the timeout where it is',
        tests: [
          {
            file: '__tests__/world/http/client.test.ts',
            names: [
              'before it answers',
              'in the middle of its answer',
              'while it is sent something',
              'is not one whose answer nobody reads',
            ],
          },
          {
            file: '__tests__/world/docker/silence.test.ts',
            names: [
              'is ended where its BuildKit does not answer, three looks in a row',
              'is ended after half of the run’s time although it answers',
              'goes on while it answers, and that is told',
            ],
          },
        ],
      },
      {
        threat:
          'A server that closes its connection while the reader lags, or any error that nothing caught, ends the process without a word',
        defence:
          'One HTTP client on `node:http`; an uncaught error, an empty event loop and an end from within fail the run with its class and summary',
        tests: [
          {
            file: '__tests__/world/http/closing.test.ts',
            names: [
              'is read to the end, whatever has come and was not taken yet',
              'is read in bounded memory',
            ],
          },
          {
            file: 'rehearsal/e2e/closing.test.ts',
            names: ['is verified, as often as it is asked', 'is repointed to'],
          },
          {
            file: '__tests__/crash.test.ts',
            names: [
              'an error in a callback',
              'a rejection that nobody waits for',
              'an event loop with nothing left in it',
              'a library that ends the process',
            ],
          },
        ],
      },
      {
        threat:
          'A glob, a link or a name leads out of the workspace, out of an archive, or to another repository of the registry',
        defence:
          'True paths are compared; links out of an archive are refused; a digest is checked before it is part of a path',
        tests: [
          {
            file: '__tests__/hostile/paths.test.ts',
            names: [
              'a glob finds nothing outside the workspace',
              'an archive has no entry that leads out of it',
              'an asset’s name stays a name',
              'a path at a registry stays below its repository',
            ],
          },
        ],
      },
      {
        threat: 'Text that takes a regular expression or a parser hours (ReDoS)',
        defence:
          'Linear expressions, bounded lengths; a sample of configuration has at most 256 Ki characters',
        tests: [
          { file: '__tests__/hostile/time.test.ts', names: ['text of any shape is read in linear time'] },
        ],
      },
      {
        threat: 'A YAML, TOML or JSON that grows when it is read, or is nested without end',
        defence: 'Aliases are not followed, sizes are bounded, depth ends in a sentence',
        tests: [
          {
            file: '__tests__/hostile/readers.test.ts',
            names: [
              '%s takes no time and no room',
              'the types of the notes refuse a billion laughs',
              '%s of %#: what no person writes is refused',
            ],
          },
        ],
      },
      {
        threat: 'A key such as `__proto__` in a file or an answer changes what every object is',
        defence: 'Nothing from outside is merged into an object; statements with that key are refused',
        tests: [
          {
            file: '__tests__/hostile/readers.test.ts',
            names: [
              'release.json is a manifest of the documented shape, or none',
              'a sample configuration is read or refused, and pollutes nothing',
              'a version file is read or refused, and pollutes nothing',
              'an event payload gives a context of plain text',
              'what a registry answers is read or refused',
            ],
          },
          {
            file: '__tests__/world/sigstore/verify.test.ts',
            names: ['no pollution of the prototype is left behind'],
          },
        ],
      },
      {
        threat: 'An answer without end fills the memory',
        defence:
          'Manifests, blobs, tokens, Snappy blocks and what a tool printed last have limits; assets are hashed and sent in pieces, from and to the disk',
        tests: [
          { file: '__tests__/world/registry/registry.test.ts', names: ['more than 4 MiB is not read'] },
          {
            file: '__tests__/world/tools/snappy.test.ts',
            names: ['of any garbage is refused or stays within its limit'],
          },
          {
            file: '__tests__/world/memory.test.ts',
            names: ['two gibibytes of assets are read, packed and uploaded in less than 200 MB'],
          },
        ],
      },
    ],
  },
  {
    title: 'Secrets',
    threats: [
      {
        threat:
          'The repository’s own Git configuration, written by an earlier step, runs a program with the token in its environment',
        defence:
          'What could run one is overridden; Git speaks one protocol (HTTPS) to the repository’s own URL, and asks no helper and nobody',
        tests: [
          {
            file: '__tests__/world/git/hostile-config.test.ts',
            names: ['the repository’s own configuration runs no program', 'by a hook'],
          },
        ],
      },
      {
        threat:
          'A token follows a `Link` header, an `upload_url`, a redirect or a change of port to another origin',
        defence:
          'One rule for every request of this program: scheme, host and port must be the token’s own; what writes is not redirected elsewhere',
        tests: [
          {
            file: '__tests__/world/http/client.test.ts',
            names: [
              'does not follow a %d to another port of the same host',
              'does not come back once it was left behind',
              'is not sent to %s, which an answer named',
              'does not follow a %d to another origin',
              'nothing goes from HTTPS to HTTP',
            ],
          },
          {
            file: '__tests__/world/github/github.test.ts',
            names: [
              'nothing is uploaded to a place that another origin owns, and the token is not shown there',
              'the next page is not asked for at another origin',
            ],
          },
        ],
      },
      {
        threat: 'A run that is killed leaves the Docker configuration with its credentials on the runner',
        defence:
          'The folder names its process; the next run removes those whose process is gone, before it makes its own',
        tests: [
          {
            file: '__tests__/world/files/abandoned.test.ts',
            names: [
              'a run that was killed leaves its credentials no longer than until the next run',
              'a run that goes on keeps its folder, and what is not ours stays',
            ],
          },
        ],
      },
      {
        threat: 'A secret among the arguments of a program, where every process of the machine can read it',
        defence: 'Secrets go by environment or stdin, each to the one program that needs it',
        tests: [
          {
            file: 'rehearsal/e2e/secrets.test.ts',
            names: [
              'none has a secret among its arguments',
              'each has in its environment only the secrets that are its own',
            ],
          },
          {
            file: 'rehearsal/e2e/kms.test.ts',
            names: ['the token of Vault reaches cosign and its plugin, and no other program'],
          },
          {
            file: '__tests__/world/sigstore/cosign-key.test.ts',
            names: ['image and file are signed without a token, the key in the environment alone'],
          },
        ],
      },
      {
        threat: 'A secret in log, summary, outputs, `release.json`, assets, or in an error message',
        defence: 'Masked first, and never printed: the log of the test has not even a masked one',
        tests: [
          {
            file: 'rehearsal/e2e/secrets.test.ts',
            names: [
              'the log, not even masked',
              'the %s',
              'any asset of the release',
              'a release that fails says nothing of them either',
            ],
          },
        ],
      },
      {
        threat: 'A build secret in the image or its history',
        defence: 'BuildKit secret mounts; never a build argument',
        tests: [
          {
            file: 'rehearsal/e2e/secrets.test.ts',
            names: ['the image’s manifests, configuration and history'],
          },
        ],
      },
      {
        threat: 'Credentials left on the runner',
        defence:
          'A configuration directory of the run’s own, which `post` removes, after a cancelled run too',
        tests: [
          {
            file: 'rehearsal/e2e/secrets.test.ts',
            names: ['any file that is left on the runner, but what checkout itself left'],
          },
          {
            file: 'rehearsal/e2e/again.test.ts',
            names: ['cancelled while it signs, it stops its children, and post leaves no credentials'],
          },
        ],
      },
      {
        threat:
          'The token of the job, or a password, goes to another host: by a redirect, a mirror, a registry’s realm, an upload elsewhere',
        defence:
          'The token is for api.github.com alone and stays behind at a redirect; realms over HTTPS only; URLs are compared with the registry’s own',
        tests: [
          {
            file: '__tests__/world/tools/download.test.ts',
            names: [
              'is not shown to another host',
              'stays behind at a redirect to another host, even when the way leads back',
              'goes by default to api.github.com alone, so not to a name that only looks like it',
            ],
          },
          {
            file: '__tests__/world/registry/registry.test.ts',
            names: [
              'a redirect to storage elsewhere is followed without the credentials',
              'credentials are not sent where %s says',
              'the token goes to no other host that the registry names',
            ],
          },
        ],
      },
    ],
  },
  {
    title: 'Tools are not taken on trust',
    threats: [
      {
        threat: 'A download is tampered with, cut short, of the wrong machine or version, or a web page',
        defence: 'SHA-256 and the publisher’s signature before the first run; what fails is never kept',
        tests: [
          {
            file: '__tests__/world/tools/ensure.test.ts',
            names: ['a download that is not what it should be is refused, and nothing of it stays'],
          },
        ],
      },
      {
        threat:
          'A program with matching checksums that its publisher did not build: a stranger’s signature, another ref, a workflow called from elsewhere',
        defence: 'Identity, issuer, source repository and ref of the certificate are compared',
        tests: [
          {
            file: '__tests__/world/tools/ensure.test.ts',
            names: [
              'the signature of a stranger’s Sigstore',
              'the publisher’s reusable workflow, called from somebody else’s repository',
              'the publisher’s workflow, run for another ref',
            ],
          },
        ],
      },
      {
        threat: 'The cache of tools on a shared runner is poisoned',
        defence: 'What was kept is hashed again before it is used',
        tests: [
          {
            file: '__tests__/world/tools/ensure.test.ts',
            names: ['one that was kept, but no longer is what it was, is fetched again'],
          },
        ],
      },
      {
        threat: 'A root of trust that somebody else made',
        defence: 'TUF from the root that is in the bundle; a mirror must have signed what that root trusts',
        tests: [
          {
            file: '__tests__/world/sigstore/trust.test.ts',
            names: [
              'a root that did not sign the metadata is refused',
              'a mirror without its first root is refused',
            ],
          },
        ],
      },
    ],
  },
  {
    title: 'What is released is what was tagged',
    threats: [
      {
        threat:
          'A signature, a log entry, a timestamp or a certificate that Sigstore’s own conformance suite says must be refused is accepted',
        defence:
          '`@sigstore/verify`, held to the suite’s refusals, each made anew with an authority of the test’s own',
        tests: [
          {
            file: '__tests__/world/sigstore/conformance.test.ts',
            names: [
              'a statement is refused: %s',
              'a file is refused: %s',
              'cert-expired, by the log and by a timestamp',
              'tsa-timestamp-error',
              'multiple timestamps, one of them of another signature',
              'out of its time in the root: %s',
              'honestly signed, and refused: %s',
            ],
          },
        ],
      },
      {
        threat:
          '`workflow_dispatch` from one ref releases the tag of another commit, with provenance of the wrong one',
        defence: 'The tag must be the commit that the run’s own ref points at',
        tests: [
          {
            file: 'rehearsal/e2e/again.test.ts',
            names: ['a tag that is not the commit of the run is refused with the command that releases it'],
          },
          {
            file: '__tests__/steps/preflight/runner.test.ts',
            names: ['a tag of another commit', 'another commit checked out'],
          },
        ],
      },
      {
        threat: 'The tag is moved while the run builds it',
        defence:
          'Everything is built and signed by commit and digest; the tag is asked before anything is pushed, in the last requests before the one that publishes, which go out together, and in the first after it: the run stops when it is another commit, or gone. GitHub has no request that publishes only as long as a tag is a commit, so what moves within that one request leaves a public page whose image has no tag; `mode: verify` finds what moves later. A [ruleset](https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/managing-rulesets/available-rules-for-rulesets) that restricts updates and deletions of `v*` tags lets nothing move, and an [immutable release](https://docs.github.com/en/code-security/how-tos/secure-your-supply-chain/establish-provenance-and-integrity/preventing-changes-to-your-releases) locks its tag when it is public',
        tests: [
          {
            file: '__tests__/modes/release.test.ts',
            names: [
              'a tag that is %s while it is built: nothing is published',
              'before the call that publishes is seen right before it',
              'within that call is seen before any image tag or pointer: the page alone is public, and put back all follows',
            ],
          },
          {
            file: 'rehearsal/e2e/again.test.ts',
            names: ['a tag that is moved while its commit is signed: nothing is published under it'],
          },
          {
            file: '__tests__/audit/audit.test.ts',
            names: ['the Git tag was moved', 'the Git tag was deleted'],
          },
        ],
      },
      {
        threat:
          'A pull request, or a run that the run of a fork has started, releases: `pull_request_target` and `workflow_run` give it the secrets of the repository',
        defence:
          'Every mode that writes refuses such events before anything else is done, whatever the token may do. A workflow that runs a step of a fork beside this action is not of this table: that step has the token itself, as whoever wrote the workflow has wanted it',
        tests: [
          { file: '__tests__/plan/event.test.ts', names: ['%s, %j: only plan and verify'] },
          {
            file: '__tests__/main.test.ts',
            names: ['a run that may carry what nobody has merged writes nothing'],
          },
          {
            file: 'rehearsal/e2e/pull-request.test.ts',
            names: [
              'is all that a pull request can have: with mode: release nothing is written, whatever its token may do',
            ],
          },
        ],
      },
      {
        threat:
          'The builder, or who has it in hand, puts into image or archives what the commit does not have',
        defence:
          'Image and archives are reproducible by default: whoever releases the same commit elsewhere gets the same bytes. Other bytes never pass for the same: what an earlier run has pushed and nothing proves is built again and must come out equal, or the run stops. A Dockerfile that downloads what changes, or writes the time into its output, gives other bytes each time, and who compares sees that it does',
        tests: [
          {
            file: '__tests__/find/earlier-image.test.ts',
            names: [
              'that nothing vouches for is not taken by its label, nor is the run stopped: it is built again',
              'the same digest is that image; another stops the run, and the cause is named',
            ],
          },
          {
            file: 'rehearsal/e2e/ships.test.ts',
            names: [
              'on another fresh state, compiled once more, the same commit gives equal archives and an equal image',
            ],
          },
        ],
      },
      {
        threat: 'A registry, or who stands before it, answers with other bytes',
        defence: 'Every manifest and blob that was asked for by digest is hashed',
        tests: [
          {
            file: '__tests__/world/registry/registry.test.ts',
            names: ['other bytes under a digest are refused', 'are checked against their digest'],
          },
        ],
      },
      {
        threat: 'Another run, or another person, puts the image tag or publishes the release in between',
        defence:
          'What was written is read back; a conflict stops the run, and a higher release gets its pointers back',
        tests: [
          {
            file: '__tests__/steps/draft/same-tag.test.ts',
            names: [
              'is read back: who put it a moment later stops this run',
              'stops at another release of a faster run, whose image tag it never touches',
            ],
          },
          {
            file: '__tests__/steps/publish/pointers.test.ts',
            names: [
              'two or three releases at once, however their steps interleave, leave every pointer at the highest',
            ],
          },
        ],
      },
      {
        threat: 'An asset of the draft or of the published release is swapped',
        defence: 'Assets are known by content; a public release is never changed',
        tests: [
          {
            file: '__tests__/steps/draft/same-tag.test.ts',
            names: ['refuses a draft whose asset another run has replaced'],
          },
          {
            file: 'rehearsal/e2e/ships.test.ts',
            names: ['a file that differs from the published one stops the run before anything is signed'],
          },
          {
            file: '__tests__/audit/audit.test.ts',
            names: ['an asset was swapped', 'an asset, its checksum and the record were swapped together'],
          },
          {
            file: 'rehearsal/e2e/ships.test.ts',
            names: [
              'what a rehearsal shows of the four programs is what they say: a swapped asset is refused',
            ],
          },
        ],
      },
      {
        threat:
          'A signature or an attestation is taken away, or one of somebody else is put in its place (referrers)',
        defence:
          'Found by content and verified by identity, issuer and commit, at the index and at every platform; a stranger’s does not hide ours',
        tests: [
          {
            file: '__tests__/find/bundles.test.ts',
            names: ["a stranger's referrer", '%s does not hide the bundle beside it'],
          },
          {
            file: '__tests__/audit/audit.test.ts',
            names: [
              'the signature of the index was removed',
              "a platform's signature was removed",
              'the signature is by another workflow',
              "the provenance is another commit's",
            ],
          },
        ],
      },
      {
        threat: 'A damaged or invented bundle, log entry, timestamp or certificate',
        defence:
          '`@sigstore/verify`, with certificate, log, timestamp, identity and subject each checked by name',
        tests: [
          {
            file: '__tests__/world/sigstore/signature-error.test.ts',
            names: ['a damaged bundle is refused'],
          },
          {
            file: '__tests__/world/sigstore/verify.test.ts',
            names: ['a bundle of the wrong hands is refused'],
          },
        ],
      },
      {
        threat:
          'A proof that no public log has passes for that of a public repository; or an honest one is refused, since the repository was private then and is public now',
        defence:
          "Which root judges follows from the bundle, and the certificate says what the repository was: without a log entry GitHub's own root, and only for what was private or internal when it was signed",
        tests: [
          {
            file: '__tests__/audit/audit.test.ts',
            names: ["is honest by GitHub's root", 'signed by %s it is not'],
          },
          {
            file: 'rehearsal/e2e/private.test.ts',
            names: [
              'tells of its provenance to GitHub alone: no public log, no public authority',
              "an internal repository's release is proven by GitHub's own root, also after the repository has become public",
            ],
          },
        ],
      },
      {
        threat: '`cosign verify` is content with an image that has nothing but provenance',
        defence: 'Only an entry of the type of a signature, over this digest, counts',
        tests: [{ file: '__tests__/world/sigstore/programs.test.ts', names: ['an attestation alone'] }],
      },
      {
        threat: "A `.sig` tag, which whoever may push can overwrite, holds another's signature or none",
        defence:
          'Each is verified by cosign before it is taken for found, and read back; `mode: verify` judges all that the record names',
        tests: [
          {
            file: '__tests__/audit/legacy-signatures.test.ts',
            names: ['a tampering with the signatures for cosign 2 is found'],
          },
          {
            file: 'rehearsal/e2e/sign-legacy.test.ts',
            names: ['cosign 2 verifies each, by this identity alone'],
          },
        ],
      },
      {
        threat: 'The release lies about itself, by whatever field',
        defence: '`mode: verify` asks for each field something that does not come from it',
        tests: [
          { file: '__tests__/audit/audit.test.ts', names: ['a tampering %s is found'] },
          {
            file: 'rehearsal/e2e/release.test.ts',
            names: ['none of them takes another identity', 'none of them takes a flipped byte in the bundle'],
          },
          {
            file: 'rehearsal/e2e/command.test.ts',
            names: ['is verified by four programs that are not ours: all of it, by all of them'],
          },
        ],
      },
      {
        threat: 'Broken off half-way, the public sees half a release',
        defence: 'Nothing is public before it is proven; pointers move last',
        tests: [
          {
            file: 'rehearsal/e2e/release.test.ts',
            names: [
              'no tag moves and nothing is published before signatures and attestations were read back',
            ],
          },
          {
            file: 'rehearsal/e2e/interruption.test.ts',
            names: ['killed in the middle of signing, nothing is public'],
          },
        ],
      },
      {
        threat: 'A pull request from a fork uses `mode: plan` to write, or to read a secret',
        defence:
          'Plan mode runs nothing that the workspace holds, and writes nothing but, where it is asked to, one comment; with `pull_request` GitHub gives a fork no secret',
        tests: [
          {
            file: 'rehearsal/e2e/modes.test.ts',
            names: ['shows a release that is not there yet, and writes nothing'],
          },
          {
            file: '__tests__/steps/preflight/runner.test.ts',
            names: ['in plan mode nothing is asked by a write'],
          },
        ],
      },
      {
        threat: 'The build cache is poisoned by another branch or another workflow',
        defence:
          'BuildKit believes what a cache says that a step has made. By default a release reads no cache of a registry, which every branch with `packages: write` could fill ([SLSA, Build L3](https://slsa.dev/spec/v1.2/build-requirements#isolated)). GitHub’s cache has [scopes by branch](https://codeql.github.com/codeql-query-help/actions/actions-cache-poisoning-direct-cache/): the run of a tag is given its own entries and those of the default branch, and [its service takes none](https://github.blog/changelog/2026-09-10-control-github-actions-cache-access-with-cache-mode) of an event like `pull_request_target`. Who may run a workflow on the default branch may put anything into a release anyhow; `cache: none` is for where that is not so, and the description of the input says who may write which',
        tests: [
          {
            file: '__tests__/plan/build.test.ts',
            names: [
              'a release reads no cache of a registry, which any branch may write, unless it is asked to: %j',
              'no two platforms ever write one scope',
              'with cache: none a build neither reads a cache nor writes one',
            ],
          },
        ],
      },
      {
        threat:
          'A forged or replayed record tells the releasing job that another image was built for a platform',
        defence:
          'A record counts only with a signature of the same workflow, repository, commit, ref and calling workflow, for this very anchor and platform, and when the registry has what it names; of two that name different images that of this run, else none. Who may delete from the package can delete records: their platforms are built again, and with `builds: elsewhere` the release stops',
        tests: [
          {
            file: '__tests__/find/build-record.test.ts',
            names: [
              'is refused when it is of %s',
              'is refused when the registry does not have what it names',
              'counts beside forged ones',
              'that name two, and are of other runs, are both refused',
            ],
          },
          { file: '__tests__/modes/build.test.ts', names: ['builds itself what is missing'] },
          {
            file: '__tests__/steps/prepare/built-elsewhere.test.ts',
            names: ['a refused record is told, also where others must have built it'],
          },
        ],
      },
      {
        threat: 'In a release over several jobs, a job may do more than it must',
        defence:
          'The called workflow runs no step but a checkout and the action of its own commit; a build job may push and sign, the releasing job alone writes to the repository',
        tests: [
          {
            file: '__tests__/called-workflow.test.ts',
            names: [
              'lets a build job push and sign, and nobody but the releasing job write to the repository',
              'gives secrets of the build to jobs that build, and a key to those that sign with it',
              'runs no step but a checkout and the action of its own commit',
            ],
          },
        ],
      },
    ],
  },
  belief,
  {
    title: 'Our own chain',
    threats: [
      {
        threat: 'A dependency runs a script, is another than was reviewed, or asks for more than to be named',
        defence:
          'Lock file with hashes, install scripts off, a list of licences, a decision record for each. One that turns bad under its own name comes with an update: these wait for seven days, CI asks `npm audit`, and what is released is the committed bundle, not what a runner would install',
        tests: [
          {
            file: '__tests__/supply-chain.test.ts',
            names: [
              'has the hash of every package that CI installs, and sends nobody to another registry',
              'lets nothing that is shipped run a script when it is installed, and npm is told to run none at all',
              'has licences that ask for no more than to be named',
              'depends on nothing that no decision record speaks for',
              'asks npm, actionlint and zizmor about dependencies and workflows',
              'lets an update wait for seven days',
            ],
          },
        ],
      },
      {
        threat: 'An action of our workflows is replaced, or a workflow may do more than it must',
        defence:
          'Actions by commit, `permissions: {}` and then what a job names, no token in the checkout; actionlint and zizmor in CI (`npm run audit:workflows`)',
        tests: [
          {
            file: '__tests__/supply-chain.test.ts',
            names: [
              'pins every action to a commit',
              'has no permissions but those that its jobs name, and writes only where it releases',
              'keeps no token in the checkout, and runs no text from outside',
              'asks npm, actionlint and zizmor about dependencies and workflows',
            ],
          },
        ],
      },
      {
        threat: '`dist/` is not what `src/` builds',
        defence:
          'It is built again in CI on a runner without secrets, and compared: `npm run build -- --check` fails on the first byte that differs',
        tests: [
          {
            file: '__tests__/supply-chain.test.ts',
            names: ['builds dist/ again and compares it, where nothing is given away'],
          },
        ],
      },
    ],
  },
];
