// Threats to what a release is believed to be: by whoever may write releases, packages or attestations, and not sign.
import type { Chapter } from './threats.ts';

const table = 'rehearsal/adversary/tamperings.ts';
const sameTag = '__tests__/steps/draft/same-tag.test.ts';

export const belief: Chapter = {
  title: 'What a release believes is what it can prove',
  threats: [
    {
      threat:
        'A file that an input names is a link to the environment of the process, to `.git/config`, out of the workspace, or a pipe: tokens stand in the public notes, or in the comment on a pull request',
      defence:
        'One reader: a plain file by its true path below the workspace (`notes-file` also in the temporary folder), bounded, never of Git; what the commit has is read from Git, and must be what lies there',
      tests: [
        {
          file: '__tests__/steps/notes/notes-file.test.ts',
          names: [
            'the environment of the process',
            "Git's configuration, by a link",
            'a committed link that leads out of the commit',
            'one that is not as it was committed',
          ],
        },
        {
          file: '__tests__/world/files/input-file.test.ts',
          names: ['is not read when a link has come into its place, on the way to it, too'],
        },
        {
          file: '__tests__/world/files/workspace.test.ts',
          names: ["that are Git's own are one fault for each glob"],
        },
      ],
    },
    {
      threat:
        'A secret gets into notes, title, asset, attestation or comment all the same, as it is or encoded',
      defence:
        'A last look at what leaves, by value and in the encodings that the runner masks: it is refused, and outputs and summary are masked. Known are the secrets among the inputs, in the environment, and the OIDC token; values under eight characters are words',
      tests: [
        {
          file: '__tests__/world/files/secret-guard.test.ts',
          names: ['as checkout writes it', 'in a statement', 'once it has come'],
        },
        {
          file: '__tests__/world/github/guarded.test.ts',
          names: [
            'in the notes of a new draft',
            'in an asset from the disk',
            'in a statement that would be signed',
          ],
        },
      ],
    },
    {
      threat:
        '`mode: verify` believes a record that says that nothing is signed: proofs dropped, sums made anew, pointers taken out',
      defence:
        'What is demanded follows from `sign` and `attest` as given, from what the record speaks of, and from what is found; release.json is covered by a verified signature of the release’s identity in every case, and each payload asset is a subject of the provenance by name and digest',
      tests: [
        {
          file: '__tests__/audit/adversary.test.ts',
          names: ['there are at least 120 of them, each by one name'],
        },
        {
          file: table,
          names: [
            'the signature is dropped, and the record says so',
            'the archive is swapped, in record and sums too',
            'an installer is added, to record and sums too',
            'every proof is gone everywhere, and the record says that there is none',
          ],
        },
        {
          file: 'rehearsal/e2e/adversary.test.ts',
          names: [
            'a record that says that nothing is signed, with its sums made anew and an installer, does not verify: while it is verified, nor after',
          ],
        },
        {
          file: 'rehearsal/e2e/tampered.test.ts',
          names: ['undone, the release is what it was: it verifies'],
        },
      ],
    },
    {
      threat:
        "Another version's assets, all signed, are put in the place of this one's; also of a tag of the same commit",
      defence: 'Record, commit and ref of the run that signed must be those of this tag',
      tests: [
        {
          file: table,
          names: [
            "another version's assets are put in the place of this one's, all signed",
            "another version's assets of the same commit are put in the place of this one's",
          ],
        },
      ],
    },
    {
      threat: 'The record is deleted, so that nothing is asked',
      defence:
        'Where registry, GitHub or an asset has provenance as this action makes it (index and every platform, image and assets at once), a missing record fails; without any the release is another tool’s, its lines are "not run", and `verified` is false',
      tests: [
        {
          file: table,
          names: [
            'everything that proves is deleted',
            'everything but an evil archive is deleted',
            'every proof and the record are gone',
          ],
        },
      ],
    },
    {
      threat:
        'A release of the same commit and image, with other files, is published in the moment before this run publishes',
      defence: 'It is taken for ours only when it passes all that `mode: verify` asks; else the run stops',
      tests: [
        {
          file: sameTag,
          names: [
            'is not taken for ours when it does not verify, though commit and image are the same',
            'is judged when it is our own draft, published with a file more',
          ],
        },
        {
          file: 'rehearsal/e2e/adversary.test.ts',
          names: [
            'a release of the same commit and image that somebody else publishes a moment before is not adopted',
          ],
        },
      ],
    },
    {
      threat: 'A record that nobody signed makes the run write tags of its choice (`latest`, `production`)',
      defence:
        'Tags are written from the plan alone, after publishing, to the image that this run has proven; no record names any',
      tests: [
        {
          file: sameTag,
          names: ['stops at another release of a faster run, whose image tag it never touches'],
        },
        {
          file: 'rehearsal/e2e/adversary.test.ts',
          names: [
            'a record that nobody signed, published a moment before, makes the run write none of its tags',
          ],
        },
      ],
    },
    {
      threat:
        'A planted draft’s record, with foreign fields or another identity, is kept and signed by the workflow',
      defence:
        'The record is made anew and compared whole; unknown fields are no record; only run, tools and earlier pointers may differ, each within what it can honestly be',
      tests: [
        {
          file: '__tests__/steps/draft/record.test.ts',
          names: ['that says the same is kept to the byte, and nothing is asked', 'of %s is written anew'],
        },
        { file: table, names: ['a field that nobody knows is put into the record'] },
        {
          file: 'rehearsal/e2e/adversary.test.ts',
          names: [
            'a draft that somebody plants with a record like ours, once the run has looked, is not signed, and not published',
          ],
        },
      ],
    },
    {
      threat:
        'A file that somebody put into a prepared draft passes for one that was built here, or is swapped, added or removed later',
      defence:
        'The signed record names what lay there as `kept`, with its SHA-256; provenance, checksums and signatures of files are silent about it; the run warns, and `verify` has a line of its own. Any other file fails, as does one of these by a name that this release takes (docs/adr/0018-what-a-release-believes.md)',
      tests: [
        {
          file: '__tests__/modes/prepared-page.test.ts',
          names: [
            'is recorded with its SHA-256 and published, and neither provenance nor checksums speak of it',
            'that comes once the run has recorded the others is not published',
            'that is changed once the run has recorded it is not published',
            "in the run's own draft is none: the run refuses, and nothing is taken away",
            'with a file by a name that this release takes: it stops at once, with the command, and writes nothing there',
          ],
        },
        {
          file: table,
          names: [
            'the file that a person had put on the page has other bytes',
            'the file that a person had put on the page is deleted',
            'an evil archive is said to have been put there by a person, so that no provenance is asked for',
          ],
        },
      ],
    },
    {
      threat: 'A file, other notes or another title is put into the run’s own draft before it is public',
      defence:
        'The exact set of assets, title and notes are asked right before publishing and read back after it; the run stops, takes nothing away, and a rerun keeps what a person has written (docs/adr/0018-what-a-release-believes.md)',
      tests: [
        {
          file: sameTag,
          names: [
            '%s: it is not published, and nothing of it is taken away',
            'a file more',
            'other notes',
            'another title',
          ],
        },
      ],
    },
    {
      threat:
        'Any workflow of the repository on the tag’s commit signs: `ci.yml` on main, a `pull_request_target` run, another tag’s run',
      defence:
        'The run must have been on this tag, of a workflow of this repository (which may call another’s), and not for a pull request; `signer-workflow` names the one that is expected',
      tests: [
        {
          file: table,
          names: [
            'another workflow on main',
            'a run for pull_request_target',
            'the release workflow on another tag',
            'a called workflow that another repository began',
          ],
        },
      ],
    },
    {
      threat:
        'A release that somebody started on a branch is signed as that branch: nobody who verifies expects that, or they come to accept any ref',
      defence:
        'Refused unless `signer-workflow` names the workflow with that very ref; the run that signs so warns of it, with both remedies',
      tests: [
        {
          file: '__tests__/plan/branch-signer.test.ts',
          names: ['a dispatch on a branch is told what whoever verifies must say, and how to do without'],
        },
        { file: table, names: ['the release workflow on main'] },
      ],
    },
    {
      threat:
        'Strangers bury ours: 80 entries that name one large blob are held in memory, 150 attestations fill the first page at GitHub',
      defence:
        'A blob is read once and only up to a bound, ours first by what its descriptor says; pages are followed by their cursor, up to a bound; how many bytes are fetched together is bounded too',
      tests: [
        {
          file: '__tests__/find/bundles.test.ts',
          names: [
            '80 entries that name one blob of 15 MiB are read as one',
            'large ones of strangers come last, and not all of them are read',
          ],
        },
        {
          file: '__tests__/world/github/github.test.ts',
          names: ["attestations: strangers' on the first page do not bury ours on the next, and pages end"],
        },
      ],
    },
    {
      threat: 'Layers of the image are gone or have other bytes, while manifests and proofs are as they were',
      defence:
        '`deep: true` reads every layer and configuration of every platform, no further than its manifest says and within a bound for the image, and compares size and digest; whoever pulls compares them as well',
      tests: [
        {
          file: '__tests__/audit/layers.test.ts',
          names: [
            'a layer that is gone',
            'a layer with other bytes of the same size',
            'more bytes than anybody has time for are refused unread',
          ],
        },
        {
          file: '__tests__/world/registry/registry.test.ts',
          names: ['is read no further than it may be', 'is begun anew when the connection breaks off'],
        },
        { file: table, names: ['a layer is gone'] },
      ],
    },
    {
      threat:
        'A statement by the release’s own identity says another builder, repository, event, run or no commit, or names archives wrongly',
      defence:
        'Each field of a provenance is held against the certificate of who signed it, and its subjects by name and digest against the release',
      tests: [
        {
          file: table,
          names: ['of another builder', 'of another event', 'of no commit', 'of an archive by another name'],
        },
      ],
    },
    {
      threat: 'Notes, title or labels of a published release are changed',
      defence:
        'Their sums are in the record; what was changed is named, and the release is not `verified` until somebody has read it. People may edit them, so it does not fail',
      tests: [
        {
          file: '__tests__/modes/verify.test.ts',
          names: [
            'counts against `verified` where nothing vouches for it: other words, not a private package',
          ],
        },
        {
          file: table,
          names: ['the notes tell to run something', 'the title is another', 'an asset gets a label'],
        },
      ],
    },
    {
      threat:
        'A pull request’s CHANGELOG section, or its commits, call people and show images and links in the comment of the bot',
      defence: 'The comment has the notes as text, in a fence that nothing in them closes',
      tests: [
        {
          file: '__tests__/report/plan.test.ts',
          names: ['a comment has the notes as text: nothing in them calls, shows or leads anywhere'],
        },
      ],
    },
    {
      threat: 'With `sign: none` and `attest: false` a foreign image is adopted by its label',
      defence: 'What nothing proves is built again: it comes out the same, or the tag stops the run',
      tests: [
        {
          file: '__tests__/find/earlier-image.test.ts',
          names: [
            'that nothing vouches for is not taken by its label, nor is the run stopped: it is built again',
          ],
        },
      ],
    },
  ],
};
