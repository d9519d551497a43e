// Record and provenance must say the same of an image that was promoted, and its build must still be proven.
import { beforeAll, expect, test } from '@jest/globals';
import { auditPromoted } from '../../src/audit/promoted.ts';
import type { AuditWorld, AuditedRelease } from '../../src/audit/subject.ts';
import type { Promoted } from '../../src/plan/promoted.ts';
import type { Digest } from '../../src/plan/brands.ts';
import { type Authority, makeAuthority } from '../support/world/authority.ts';
import {
  commit,
  contextOf,
  honestSigner,
  identity,
  image,
  provenanceOf,
  provenancePredicate,
  sha256,
} from '../support/published.ts';

const digest = `sha256:${'a'.repeat(64)}` as Digest;
const main = identity.replace('refs/tags/v1.2.0', 'refs/heads/main');
const run = 'https://github.com/octo-org/signpost/actions/runs/7/attempts/1';
let authority: Authority;
/** The provenance of the build on main, as the registry has it. */
let built: string;
beforeAll(async () => {
  authority = await makeAuthority();
  const claims = { ...honestSigner.claims, 9: main, 14: 'refs/heads/main', 18: main, 21: run };
  built = JSON.stringify(await authority.attest(statement({}), { ...honestSigner, san: main, claims }));
});

const statement = (predicate: object): object => ({
  _type: 'https://in-toto.io/Statement/v1',
  subject: [{ name: image, digest: { sha256: digest.slice(7) } }],
  predicateType: provenancePredicate,
  predicate,
});

const promoted = (): Promoted => ({
  from: `${image}@${digest}`,
  digest,
  built: { identity: main, run, provenance: sha256(Buffer.from(built)) },
});
/** What the release's own provenance says of the image, when it is honest. */
const dependency = (change: object = {}): object => ({
  name: 'promoted image',
  uri: `oci://${image}@${digest}`,
  digest: { sha256: digest.slice(7) },
  annotations: { ...promoted().built, ...change },
});

interface Given {
  readonly record?: Promoted | undefined;
  /** Undefined: the provenance speaks of no promotion. */
  readonly said?: object | undefined;
  readonly attached?: readonly string[];
}

async function judge({ record, said, attached = [built] }: Given): Promise<readonly string[]> {
  const predicate = provenanceOf();
  const { buildDefinition: definition } = predicate;
  const resolvedDependencies = [...definition.resolvedDependencies, ...(said === undefined ? [] : [said])];
  const own = await authority.attest(
    statement({ ...predicate, buildDefinition: { ...definition, resolvedDependencies } }),
    honestSigner,
  );
  const content = Buffer.from(JSON.stringify(own));
  const name = { name: image, registry: 'ghcr.io', repository: 'octo-org/signpost' };
  const { repository } = contextOf();
  const subject = {
    ...{ tag: 'v1.2.0', repository, commit, inputs: {}, images: [{ name, digest, tags: [] }] },
    files: [{ name: 'provenance.sigstore.json', content }],
    manifest: {
      provenance: { asset: 'provenance.sigstore.json' },
      platforms: [],
      ...(record === undefined ? {} : { promoted: record }),
    },
  } as unknown as AuditedRelease;
  const trust = authority.trust();
  const blobs = new Map(attached.map((text) => [sha256(Buffer.from(text)), Buffer.from(text)]));
  const bundleType = 'application/vnd.dev.sigstore.bundle.v0.3+json';
  const world = {
    ...{ trust, trustWithGitHub: () => Promise.resolve(trust) },
    github: { attestations: () => Promise.resolve([]) },
    registry: {
      referrers: () =>
        Promise.resolve(
          [...blobs.keys()].map((of) => ({ mediaType: 'm', artifactType: bundleType, digest: of, size: 1 })),
        ),
      manifest: (_: unknown, of: Digest) =>
        Promise.resolve({
          bytes: Buffer.from(JSON.stringify({ layers: [{ mediaType: bundleType, digest: of, size: 1 }] })),
          descriptor: { mediaType: 'm', digest: of, size: 1 },
        }),
      blob: (_: unknown, of: Digest) => Promise.resolve(blobs.get(of)),
    },
  } as unknown as AuditWorld;
  const lines = await auditPromoted(subject, world);
  return lines.map(({ state, detail = '' }) => `${state}: ${detail}`);
}

test('a release that was built has no such line', async () => {
  expect(await judge({})).toEqual([]);
});

test('record and provenance say the same, and the build is proven', async () => {
  expect(await judge({ record: promoted(), said: dependency() })).toEqual([
    `passed: built by ${run} (${main})`,
  ]);
});

test.each<[string, () => Given, RegExp]>([
  [
    'the record has lost it',
    () => ({ said: dependency() }),
    /its provenance says so, and the record has lost it/,
  ],
  ['the record alone says so', () => ({ record: promoted() }), /its provenance does not say so/],
  [
    'the record names another run',
    () => ({
      record: { ...promoted(), built: { ...promoted().built!, run: `${run}0` } },
      said: dependency(),
    }),
    /the provenance's run of the build/,
  ],
  [
    'the record names another source',
    () => ({ record: { ...promoted(), from: `ghcr.io/evil/app@${digest}` }, said: dependency() }),
    /the provenance's source/,
  ],
  [
    'the provenance names another workflow',
    () => ({
      record: promoted(),
      said: dependency({ identity: identity.replace('release.yml', 'other.yml') }),
    }),
    /the provenance's identity of the build/,
  ],
  [
    'the build’s provenance is gone',
    () => ({ record: promoted(), said: dependency(), attached: [] }),
    /no provenance of \S+ refers to /,
  ],
])('%s: fails', async (_, given, words) => {
  const lines = await judge(given());
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/^failed: /);
  expect(lines[0]).toMatch(words);
});
