import { provenanceName, recordName } from '../../src/plan/asset-names.ts';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Digest } from '../../src/plan/brands.ts';
import type { ReleaseRecord } from '../../src/plan/record/release-record.ts';
import { type Authority, type SigningOptions, makeAuthority } from '../support/world/authority.ts';
import { reprove } from '../../rehearsal/adversary/sealed.ts';
import {
  type Editable,
  type Public,
  assetEntry,
  auditOf,
  commit,
  copyOf,
  editRecord,
  failures,
  honestSigner,
  image,
  provenancePredicate,
  publish,
  replaceAsset,
  repositoryUrl,
  sha256,
  signType,
  statementOf,
} from '../support/published.ts';

let authority: Authority;
let honest: Public;
let index: Digest;
let platforms: readonly string[];

beforeAll(async () => {
  authority = await makeAuthority();
  honest = await publish(authority);
  index = honest.imageTags.get('v1.2.0')!;
  platforms = [...honest.referrers.keys()].filter((digest) => digest !== index);
});

const elsewhere = 'd'.repeat(40);
const otherDigest = sha256(Buffer.from('other'));
const stranger = (change: Partial<SigningOptions> & { claim?: Record<number, string> }): SigningOptions => {
  const { claim, ...rest } = change;
  return { ...honestSigner, ...rest, claims: { ...honestSigner.claims, ...claim } };
};
/** Puts a signature or a provenance by another signer in the place of the honest one, wherever it stands. */
async function resign(
  world: Public,
  what: 'signature' | 'provenance',
  signer: SigningOptions,
): Promise<void> {
  const digests = [index, ...platforms];
  if (what === 'signature') {
    const bundle = await authority.attest(statementOf(signType, [index]), signer);
    world.referrers.set(index, [world.referrers.get(index)![0]!, JSON.stringify(bundle)]);
    return;
  }
  const text = JSON.stringify(
    await authority.attest(statementOf(provenancePredicate, digests, signer.claims![13]), signer),
  );
  for (const digest of digests) {
    world.referrers.set(digest, [text, world.referrers.get(digest)![1]!]);
    world.stored.set(digest, [JSON.parse(text)]);
  }
  replaceAsset(world, provenanceName, Buffer.from(text));
}
/** The checksums as they would be of the files that are there now. */
const relisted = (world: Public): Buffer =>
  Buffer.from(
    world.files
      .get('checksums.txt')!
      .toString()
      .replaceAll(
        /^[0-9a-f]{64} {2}(.*)$/gm,
        (_, name: string) => `${sha256(world.files.get(name)!).slice(7)}  ${name}`,
      ),
  );
const edited =
  (edit: (manifest: Editable<ReleaseRecord>) => void) =>
  (world: Public): void => {
    editRecord(world, edit);
  };

interface Tampering {
  readonly name: string;
  readonly tamper: (world: Public) => void | Promise<void>;
  /** A line of the report that must fail. */
  readonly found: RegExp;
}

const page: readonly Tampering[] = [
  {
    name: 'the notes were emptied',
    tamper: (world) => void (world.release.body = ' \n'),
    found: /has its notes: the notes are empty/,
  },
  {
    name: 'the notes name another digest',
    tamper: (world) => void (world.release.body = `docker pull ${image}@${otherDigest}`),
    found: /the notes tell people to use/,
  },
  {
    name: 'the prerelease mark was flipped',
    tamper: (world) => void (world.release.prerelease = true),
    found: /prerelease mark is true, not false/,
  },
  {
    name: 'it went back to draft',
    tamper: (world) => void (world.release.draft = true),
    found: /it is a draft/,
  },
  {
    name: 'an asset was swapped',
    tamper: (world) => {
      replaceAsset(world, 'signpost_1.2.0.tar.gz', Buffer.from('an evil archive'));
    },
    found: /^Asset signpost_1.2.0.tar.gz: its SHA-256/,
  },
  {
    name: 'an asset was swapped, and GitHub still tells the old digest',
    tamper: (world) => void world.files.set('signpost_1.2.0.tar.gz', Buffer.from('an ev1l.')),
    found: /GitHub's digest/,
  },
  {
    name: 'an asset, its checksum and the record were swapped together',
    tamper: (world) => {
      const evil = Buffer.from('an evil archive');
      replaceAsset(world, 'signpost_1.2.0.tar.gz', evil);
      const hex = sha256(evil).slice('sha256:'.length);
      editRecord(world, (manifest) => {
        for (const asset of manifest.assets) {
          if (asset.name === 'signpost_1.2.0.tar.gz')
            Object.assign(asset, { sha256: hex, size: evil.length });
        }
      });
      replaceAsset(world, 'checksums.txt', relisted(world));
    },
    found: /^Signature (?:signpost_1.2.0.tar.gz|checksums.txt).sigstore.json: /,
  },
  {
    name: 'an unknown asset was added',
    tamper: (world) => {
      replaceAsset(world, 'install.sh', Buffer.from('curl | sh'));
    },
    found: /not of this release: install.sh/,
  },
  {
    name: 'an asset was deleted',
    tamper: (world) => {
      world.release.assets = world.release.assets.filter(({ name }) => name !== 'signpost_1.2.0.tar.gz');
    },
    found: /missing: signpost_1.2.0.tar.gz/,
  },
  {
    name: 'an upload is broken',
    tamper: (world) => {
      world.release.assets = world.release.assets.map((asset) =>
        asset.name === 'checksums.txt' ? { ...asset, state: 'starter' } : asset,
      );
    },
    found: /broken uploads: checksums.txt/,
  },
  {
    name: 'the checksums were edited',
    tamper: (world) => {
      const text = world.files.get('checksums.txt')!.toString();
      replaceAsset(world, 'checksums.txt', Buffer.from(text.replace(/^./m, (c) => (c === '0' ? '1' : '0'))));
    },
    found: /checksums.txt lists what is there: wrong of/,
  },
  {
    name: 'a line of the checksums is garbled',
    tamper: (world) => {
      const text = world.files.get('checksums.txt')!.toString();
      replaceAsset(world, 'checksums.txt', Buffer.from(text.replace(/^../m, 'zz')));
    },
    found: /checksums.txt lists what is there: \d lines, but \d sums/,
  },
  {
    name: 'a bundle was truncated',
    tamper: (world) => {
      const bundle = world.files.get(provenanceName)!;
      replaceAsset(world, provenanceName, bundle.subarray(0, bundle.length - 100));
    },
    found: /^The provenance among the assets/,
  },
  {
    name: 'an asset is signed over another file',
    tamper: async (world) => {
      const bundle = await authority.signBlob(Buffer.from('another'), honestSigner);
      replaceAsset(world, 'signpost_1.2.0.tar.gz.sigstore.json', Buffer.from(JSON.stringify(bundle)));
    },
    found: /^Signature signpost_1.2.0.tar.gz.sigstore.json: /,
  },
  {
    name: 'an asset is signed by another workflow',
    tamper: async (world) => {
      const signer = stranger({ san: `${repositoryUrl}/.github/workflows/evil.yml@refs/heads/x` });
      const bundle = await authority.signBlob(world.files.get('checksums.txt')!, signer);
      replaceAsset(world, 'checksums.txt.sigstore.json', Buffer.from(JSON.stringify(bundle)));
    },
    found: /^Signature checksums.txt.sigstore.json: The identity check failed/,
  },
];

const registry: readonly Tampering[] = [
  {
    name: 'the image tag was moved',
    tamper: (world) => void world.imageTags.set('v1.2.0', otherDigest),
    found: /:v1.2.0 names the index: it is "sha256:/,
  },
  {
    name: 'the image tag was deleted',
    tamper: (world) => void world.imageTags.delete('v1.2.0'),
    found: /:v1.2.0 names the index: it is nothing/,
  },
  {
    name: 'a platform is missing in the registry',
    tamper: (world) => void world.content.delete(platforms[1]!),
    found: /holds exactly its platforms: the registry has not linux\/arm64/,
  },
  {
    name: 'the index is gone',
    tamper: (world) => void world.content.delete(index),
    found: /holds exactly its platforms: the registry has no such digest/,
  },
  {
    name: "a platform's configuration is another machine's",
    tamper: (world) => {
      const config = sha256(Buffer.from(JSON.stringify({ os: 'linux', architecture: 'arm64' })));
      world.content.set(config, Buffer.from(JSON.stringify({ os: 'linux', architecture: 'amd64' })));
    },
    found: /holds exactly its platforms: the platform of/,
  },
  {
    name: 'minor points elsewhere',
    tamper: (world) => void world.imageTags.set('v1.2', world.imageTags.get('v1.1.0')!),
    found: /:v1.2 names the highest release/,
  },
  {
    name: 'latest points lower',
    tamper: (world) => void world.imageTags.set('latest', world.imageTags.get('v1.1.0')!),
    found: /:latest names the highest release/,
  },
  {
    name: "GitHub's latest is a lower release",
    tamper: (world) => void (world.latest = 'v1.1.0'),
    found: /GitHub's latest release is the highest: it is "v1.1.0", not "v1.2.0"/,
  },
  {
    name: 'the Git tag was moved',
    tamper: (world) => void world.gitTags.set('v1.2.0', elsewhere),
    found: /The Git tag v1.2.0 is where it was released/,
  },
  {
    name: 'the Git tag was deleted',
    tamper: (world) => void world.gitTags.delete('v1.2.0'),
    found: /there is no such tag/,
  },
];

const proofs: readonly Tampering[] = [
  {
    name: 'the signature of the index was removed',
    tamper: (world) => void world.referrers.set(index, world.referrers.get(index)!.slice(0, 1)),
    found: /^Signatures of .*no signature of sha256:\w+ was found/,
  },
  {
    name: "a platform's signature was removed",
    tamper: (world) =>
      void world.referrers.set(platforms[1]!, world.referrers.get(platforms[1]!)!.slice(0, 1)),
    found: /^Signatures of .*no signature/,
  },
  {
    name: 'the signature is of another digest',
    tamper: (world) => {
      const [provenance] = world.referrers.get(index)!;
      world.referrers.set(index, [provenance!, world.referrers.get(platforms[0]!)![1]!]);
    },
    found: /^Signatures of .*The subject check failed/,
  },
  {
    name: 'the signature is truncated',
    tamper: (world) => {
      const [provenance, signature] = world.referrers.get(index)!;
      world.referrers.set(index, [provenance!, signature!.slice(0, -50)]);
    },
    found: /^Signatures of .*no signature of .* verifies/,
  },
  {
    name: 'the signature is by another workflow',
    tamper: (world) =>
      resign(
        world,
        'signature',
        stranger({ san: `${repositoryUrl}/.github/workflows/evil.yml@refs/heads/x` }),
      ),
    found: /^Signatures of .*The identity check failed/,
  },
  {
    name: 'the signature is by another issuer',
    tamper: (world) => resign(world, 'signature', stranger({ issuer: 'https://accounts.example.com' })),
    found: /^Signatures of .*The issuer check failed/,
  },
  {
    name: 'the signature is of another commit',
    tamper: (world) => resign(world, 'signature', stranger({ claim: { 13: elsewhere } })),
    found: /^Signatures of .*a run on commit d{40} signed it/,
  },
  {
    name: 'the signature never was in the log',
    tamper: (world) => resign(world, 'signature', stranger({ time: 'tsa', log: false })),
    found: /^Signatures of .*The log check failed/,
  },
  {
    name: 'the provenance was removed from the registry',
    tamper: (world) => void world.referrers.set(index, world.referrers.get(index)!.slice(1)),
    found: /in the registry: no provenance/,
  },
  {
    name: 'the provenance was removed at GitHub',
    tamper: (world) => void world.stored.delete(platforms[0]!),
    found: /at GitHub: no provenance/,
  },
  {
    name: "the provenance is another commit's",
    tamper: (world) => resign(world, 'provenance', stranger({ claim: { 13: elsewhere } })),
    found: /at GitHub: .*a run on commit d{40} signed it; the tag is c{40}/,
  },
  {
    name: "the provenance is another repository's",
    tamper: (world) =>
      resign(world, 'provenance', stranger({ claim: { 12: 'https://github.com/evil/signpost' } })),
    found: /in the registry: .*a run of https:\/\/github.com\/evil\/signpost signed it/,
  },
  {
    name: 'the statement names another commit than its signer ran on',
    tamper: async (world) => {
      const digests = [index, ...platforms];
      const bundle = await authority.attest(
        statementOf(provenancePredicate, digests, elsewhere),
        honestSigner,
      );
      replaceAsset(world, provenanceName, Buffer.from(JSON.stringify(bundle)));
    },
    found: /^The provenance among the assets.*the statement is of commit d{40}/,
  },
  {
    name: 'the root of trust has expired',
    tamper: (world) => {
      const { trustMaterial } = world.trust;
      const past = { start: new Date(0), end: new Date(1) };
      const certificateAuthorities = trustMaterial.certificateAuthorities.map((ca) => ({
        ...ca,
        validFor: past,
      }));
      world.trust = { ...world.trust, trustMaterial: { ...trustMaterial, certificateAuthorities } };
    },
    found: /^Signatures of .*The certificate check failed/,
  },
  {
    name: 'another authority vouches',
    tamper: async (world) => {
      const other = await makeAuthority();
      world.trust = other.trust();
    },
    found: /^Signatures of .*no signature of .* verifies/,
  },
];

const record: readonly Tampering[] = [
  {
    name: 'schema',
    tamper: edited((m) => void ((m as { schema: string }).schema = 'https://evil')),
    found: /release.json: schema/,
  },
  { name: 'version', tamper: edited((m) => void (m.version = '1.2.1')), found: /release.json: version/ },
  { name: 'tag', tamper: edited((m) => void (m.tag = 'v1.2.1' as never)), found: /release.json: tag/ },
  {
    name: 'commit',
    tamper: edited((m) => void (m.commit = elsewhere as never)),
    found: /release.json: commit/,
  },
  {
    name: 'repository',
    tamper: edited((m) => void (m.repository = 'evil/signpost')),
    found: /release.json: repository/,
  },
  {
    name: 'run, to one of another repository',
    tamper: edited((m) => void (m.run = 'https://github.com/evil/signpost/actions/runs/77/attempts/1')),
    found: /release.json: run: .*is no run of/,
  },
  {
    name: 'run, to one that never was',
    tamper: edited((m) => void (m.run = m.run.replace('/77/', '/78/'))),
    found: /release.json: run: .*GitHub does not know it/,
  },
  {
    name: 'run, to one of another commit',
    tamper: (world) => {
      world.runs.set(78, elsewhere);
      editRecord(world, (m) => void (m.run = m.run.replace('/77/', '/78/')));
    },
    found: /release.json: run: its commit is/,
  },
  {
    name: 'images, to another digest',
    tamper: edited((m) => void (m.images[0]!.digest = otherDigest as never)),
    found: /holds exactly its platforms: the registry has no such digest/,
  },
  {
    name: 'images, to another name',
    tamper: edited((m) => void (m.images[0]!.name = 'ghcr.io/evil/signpost')),
    found: /it speaks of ghcr.io\/octo-org\/signpost, which the record does not name/,
  },
  { name: 'images, with none', tamper: edited((m) => void (m.images = [])), found: /release.json: images/ },
  {
    name: 'images, with another tag',
    tamper: edited((m) => void (m.images[0]!.tags = ['v1.2.1'])),
    found: /has the release's own tag: v1.2.0 is not among v1.2.1/,
  },
  {
    name: 'platforms, with one missing',
    tamper: edited((m) => {
      m.platforms.pop();
    }),
    found: /the list of platforms is/,
  },
  {
    name: 'platforms, with another digest',
    tamper: edited((m) => void (m.platforms[0]!.digest = otherDigest as never)),
    found: /the list of platforms is/,
  },
  {
    name: 'platforms, with another size',
    tamper: edited((m) => void (m.platforms[0]!.size += 1)),
    found: /the list of platforms is/,
  },
  {
    name: 'pointers, with one of another line',
    tamper: edited((m) => void (m.pointers[0]!.name = 'v9')),
    found: /release.json: pointers: image v9 moves because/,
  },
  {
    name: 'pointers, held back for no reason',
    tamper: edited((m) => void (m.pointers[0]!.moves = false)),
    found: /release.json: pointers: .*not by any rule/,
  },
  {
    name: 'pointers, held by a release that is not there',
    tamper: edited((m) => void Object.assign(m.pointers[0]!, { moves: false, why: 'v1.2.7 is higher' })),
    found: /release.json: pointers: v1.2: there is no v1.2.7/,
  },
  {
    name: 'pointers, with none',
    tamper: edited((m) => void (m.pointers = [])),
    found: /release.json: pointers: GitHub's mark is not among them/,
  },
  {
    name: 'assets, with another sum',
    tamper: edited((m) => void (m.assets[0]!.sha256 = otherDigest.slice(7))),
    found: /^Asset provenance.sigstore.json: its SHA-256/,
  },
  {
    name: 'assets, with another size',
    tamper: edited((m) => void (m.assets[0]!.size += 1)),
    found: /^Asset provenance.sigstore.json: its size/,
  },
  {
    name: 'assets, with one left out',
    tamper: edited((m) => {
      m.assets.pop();
    }),
    found: /not of this release: signpost_1.2.0.tar.gz.sigstore.json/,
  },
  {
    name: 'signature, of another issuer',
    tamper: edited((m) => void (m.signature!.issuer = 'https://accounts.example.com')),
    found: /release.json: signature: its issuer is/,
  },
  {
    name: 'signature, of another identity',
    tamper: edited(
      (m) => void (m.signature!.identity = `${repositoryUrl}/.github/workflows/x.yml@refs/heads/x`),
    ),
    found: /release.json: signature: its identity is/,
  },
  {
    name: 'signature, taken out',
    tamper: edited((m) => {
      delete m.signature;
    }),
    found: /it is signed, so the record has lost its signer/,
  },
  {
    name: 'provenance, another asset',
    tamper: edited((m) => void (m.provenance!.asset = 'checksums.txt')),
    found: /^The provenance among the assets, checksums.txt: its name/,
  },
  {
    name: 'provenance, another predicate',
    tamper: edited((m) => void (m.provenance!.predicateType = 'https://evil')),
    found: /^The provenance among the assets.*its predicate type/,
  },
  {
    name: 'provenance, another log index',
    tamper: edited((m) => void (m.provenance!.logIndex = '999999')),
    found: /^The provenance among the assets.*its log index/,
  },
  {
    name: 'provenance, taken out',
    tamper: edited((m) => {
      delete m.provenance;
    }),
    found: /the record has lost its provenance/,
  },
  {
    name: 'pointers, to another digest',
    tamper: edited((m) => void (m.pointers[0]!.to = otherDigest)),
    found: /release.json: pointers: image v1.2 was to name sha256:/,
  },
  {
    name: 'tools, with other versions',
    tamper: edited((m) => void (m.tools = { cosign: '9.9.9' })),
    found: /^Asset release.json: its SHA-256 by checksums.txt/,
  },
  {
    name: 'tools, with no version',
    tamper: edited((m) => void (m.tools = { cosign: '' })),
    found: /release.json: tools/,
  },
  {
    name: 'all of it, to garbage',
    tamper: (world) => {
      replaceAsset(world, recordName, Buffer.from('{"tag":"v1.2.0"}'));
    },
    found: /release.json can be read/,
  },
];

describe('an honest release', () => {
  test('has no lie in it', async () => {
    const audited = await auditOf(copyOf(honest));
    expect(audited.checks.filter(({ state }) => state !== 'passed')).toEqual([]);
    expect(audited.checks.length).toBeGreaterThan(30);
  });

  test('stays honest when a higher release follows it', async () => {
    const world = copyOf(honest);
    world.gitTags.set('v1.3.0', elsewhere);
    world.others.push('v1.3.0');
    for (const tag of ['v1.3.0', 'v1.3', 'v1', 'latest']) world.imageTags.set(tag, otherDigest);
    world.latest = 'v1.3.0';
    expect(failures(await auditOf(world))).toEqual([]);
  });

  test('stays honest while a higher release is only a tag', async () => {
    const world = copyOf(honest);
    world.gitTags.set('v1.3.0', elsewhere);
    expect(failures(await auditOf(world))).toEqual([]);
  });

  test('stays honest when its record was written by a later run on the same commit', async () => {
    const world = copyOf(honest);
    world.runs.set(78, commit);
    editRecord(world, (m) => void (m.run = m.run.replace('/77/', '/78/')));
    const sums = relisted(world);
    replaceAsset(world, 'checksums.txt', sums);
    const bundle = await authority.signBlob(sums, honestSigner);
    replaceAsset(world, 'checksums.txt.sigstore.json', Buffer.from(JSON.stringify(bundle)));
    expect(failures(await auditOf(world))).toEqual([]);
  });

  test("stays honest beside a stranger's attestation of the same image", async () => {
    const world = copyOf(honest);
    const scan = await authority.attest(statementOf('https://scanner.example/v1', [index]), {
      san: 'scanner@example.com',
      issuer: 'https://accounts.example.com',
    });
    world.referrers.set(index, [JSON.stringify(scan), 'no bundle at all', ...world.referrers.get(index)!]);
    expect(failures(await auditOf(world))).toEqual([]);
  });
});

describe('a release whose owner has no attestations at GitHub', () => {
  test.each([
    ['is honest when GitHub stores none', true, []],
    [
      'is not when GitHub stores some',
      false,
      [expect.stringMatching(/^GitHub stores no provenance .*: it does/)],
    ],
  ] as const)('%s', async (_, none, expected) => {
    const world = copyOf(honest);
    editRecord(world, ({ provenance }) => {
      delete provenance!.url;
    });
    const sums = relisted(world);
    replaceAsset(world, 'checksums.txt', sums);
    const bundle = await authority.signBlob(sums, honestSigner);
    replaceAsset(world, 'checksums.txt.sigstore.json', Buffer.from(JSON.stringify(bundle)));
    if (none) world.stored.clear();
    expect(failures(await auditOf(world))).toEqual(expected);
  });
});

describe('a release that was made while its repository was private, and is verified now that it is public', () => {
  let gitHubs: Authority;
  /** `.22` is the visibility at the time of signing. */
  const unlogged = (visibility: string): SigningOptions =>
    stranger({ time: 'tsa', log: false, claim: { 22: visibility } });
  const made = async (by: Authority, signer = unlogged('private')): Promise<Public> => ({
    ...(await publish(authority, (statement) => by.attest(statement, signer))),
    trustWithGitHub: { ...authority.trust(), github: gitHubs.trust('github') },
  });
  beforeAll(async () => {
    gitHubs = await makeAuthority({ fulcio: 'https://fulcio.githubapp.com' });
  });

  test("is honest by GitHub's root", async () => {
    expect(failures(await auditOf(await made(gitHubs)))).toEqual([]);
  });

  test.each<[string, () => Promise<Public>, RegExp]>([
    ['a stranger without a log', async () => made(await makeAuthority()), /The timestamp check failed/],
    [
      "GitHub's instance, for a repository that was public then",
      () => made(gitHubs, unlogged('public')),
      /was public when this was signed, and no public log has it/,
    ],
    [
      "Sigstore's public instance, without its log",
      () => made(authority, unlogged('private')),
      /The timestamp check failed/,
    ],
  ])('signed by %s it is not', async (_, world, found) => {
    const wrong = failures(await auditOf(await world()));
    for (const place of ['in the registry', 'at GitHub', 'among the assets'])
      expect(wrong).toContainEqual(expect.stringMatching(new RegExp(`${place}.*${found.source}`)));
  });
});

describe.each([
  ['of the release page', page],
  ['of registry, tags and pointers', registry],
  ['of signatures and provenance', proofs],
  ['of release.json', record],
])('a tampering %s is found', (_, cases) => {
  test.each(cases)('$name', async ({ tamper, found }) => {
    const world = copyOf(honest);
    await tamper(world);
    expect(failures(await auditOf(world))).toContainEqual(expect.stringMatching(found));
  });
});

test('a release of another tool is checked as far as it says something', async () => {
  const world = copyOf(honest);
  world.release.assets = world.release.assets.filter(
    ({ name }) => name.startsWith('checksums') || name.startsWith('signpost'),
  );
  world.files.set('checksums.txt', Buffer.from(''));
  const sums = ['signpost_1.2.0.tar.gz', 'signpost_1.2.0.tar.gz.sigstore.json']
    .map((name) => `${sha256(world.files.get(name)!).slice(7)} *${name}`)
    .join('\n');
  replaceAsset(world, 'checksums.txt', Buffer.from(`${sums}\n`));
  const bundle = await authority.signBlob(world.files.get('checksums.txt')!, honestSigner);
  replaceAsset(world, 'checksums.txt.sigstore.json', Buffer.from(JSON.stringify(bundle)));
  const audited = await auditOf(world);
  expect(failures(audited)).toEqual([]);
  expect(audited.checks.filter(({ state }) => state === 'not-run').map(({ text }) => text)).toEqual([
    'release.json',
    'The image',
  ]);
  world.release.assets = [...world.release.assets, assetEntry('x', 9, Buffer.from('x'))];
  world.files.set('x', Buffer.from('y'));
  expect(failures(await auditOf(world))).toContainEqual(expect.stringMatching(/^Asset x: GitHub's digest/));
});

test('a file of the project by the name of a bundle is no proof that could be wrong', async () => {
  const world = copyOf(honest);
  const own = Buffer.from('{"keys":"of our own"}');
  const hex = sha256(own).slice('sha256:'.length);
  replaceAsset(world, 'keys.sigstore.json', own);
  editRecord(world, ({ assets }) => {
    assets.push({ name: 'keys.sigstore.json', size: own.length, sha256: hex });
  });
  await reprove(world, authority, ({ subject }) => {
    subject.push({ name: 'keys.sigstore.json', digest: { sha256: hex } });
  });
  expect(failures(await auditOf(world))).toEqual([]);
});

test('G5 a package that is private in a public repository is to do, and no lie', async () => {
  const world = copyOf(honest);
  world.isPublic = false;
  const found = await auditOf(world);
  expect(failures(found)).toEqual([]);
  expect(found.checks.filter(({ state }) => state === 'to-do')).toEqual([
    expect.objectContaining({ text: expect.stringContaining('nobody but you can pull it') }),
  ]);
});
