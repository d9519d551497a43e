// What `from` names, and every reason for which it is not taken.
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Promotion, findPromotion } from '../../src/find/promotion.ts';
import type { Digest } from '../../src/plan/brands.ts';
import { indexType } from '../../src/plan/oci/index.ts';
import { provenanceType } from '../../src/world/sigstore/statement.ts';
import { type Registry, sha256 } from '../../src/world/registry/registry.ts';
import type { GitHub } from '../../src/world/github/types.ts';
import { memoryRegistry, silent, strict } from '../support/fakes.ts';
import { commit, fill, inputsOf, planOf } from '../support/samples.ts';
import { type Authority, type SigningOptions, makeAuthority } from '../support/world/authority.ts';

const app = 'ghcr.io/octo-org/app';
const url = 'https://github.com/Octo-Org/App';
const manifestType = 'application/vnd.oci.image.manifest.v1+json';
const versionKey = 'org.opencontainers.image.version';
const main = `${url}/.github/workflows/release.yml@refs/heads/main`;
const run = `${url}/actions/runs/7/attempts/1`;
let authority: Authority;
const folder = mkdtempSync(join(tmpdir(), 'promotion-'));
beforeAll(async () => {
  authority = await makeAuthority();
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

interface Given {
  readonly platforms?: readonly string[];
  readonly label?: string;
  readonly annotation?: string;
  /** Of the provenance; `none` for no provenance. */
  readonly claims?: Readonly<Record<number, string>> | 'none';
  readonly predicate?: object;
  readonly atGitHub?: boolean;
}

/** A registry with an image that main has built, and what then is found. */
async function ground(given: Given = {}): Promise<{
  digest: Digest;
  entries: readonly { digest: Digest }[];
  find: (raw: Readonly<Record<string, string>>, tag?: string) => ReturnType<typeof findPromotion>;
  tags: Map<string, Digest>;
}> {
  const { platforms = ['amd64', 'arm64'], label = '1.2.0', annotation, claims = {} } = given;
  const registry = memoryRegistry();
  const entries = platforms.map((architecture) => {
    const labels = { [versionKey]: label };
    const config = registry.add({ os: 'linux', architecture, config: { Labels: labels } }, 'c');
    const layers = [{ mediaType: 'l', digest: fill('a'), size: 100 }];
    const image = registry.add({ config: { digest: config, size: 10 }, layers }, manifestType);
    return { mediaType: manifestType, digest: image, size: 1, platform: { os: 'linux', architecture } };
  });
  const beside = registry.add({ config: { digest: fill('b'), size: 1 }, layers: [] }, manifestType);
  const stranger = {
    mediaType: manifestType,
    digest: beside,
    size: 1,
    platform: { os: 'unknown', architecture: 'unknown' },
  };
  const digest = registry.add(
    {
      manifests: [...entries, stranger],
      ...(annotation === undefined ? {} : { annotations: { [versionKey]: annotation } }),
    },
    indexType,
  );
  const claimed = claims === 'none' ? {} : claims;
  const signer: SigningOptions = {
    issuer: 'https://token.actions.githubusercontent.com',
    san: main,
    claims: { 12: url, 13: commit, 14: 'refs/heads/main', 18: main, 20: 'push', 21: run, ...claimed },
  };
  const bundles = new Map<Digest, unknown>();
  if (claims !== 'none') {
    for (const one of [digest, ...entries.map((entry) => entry.digest)]) {
      const subject = [{ name: app, digest: { sha256: one.slice(7) } }];
      const statement = { _type: 'https://in-toto.io/Statement/v1', subject, predicateType: provenanceType };
      bundles.set(one, await authority.attest({ ...statement, predicate: given.predicate ?? {} }, signer));
    }
  }
  const referrers: Registry['referrers'] = (_, subject) => {
    const bundle = bundles.get(subject);
    if (bundle === undefined || given.atGitHub === true) return Promise.resolve([]);
    const layer = registry.add(bundle as object, 'x');
    const mediaType = 'application/vnd.dev.sigstore.bundle.v0.3+json';
    const referrer = registry.add({ layers: [{ mediaType, digest: layer, size: 1 }] }, manifestType);
    return Promise.resolve([{ mediaType: manifestType, digest: referrer, size: 1 }]);
  };
  const stored = (subject: string): Promise<readonly unknown[]> =>
    Promise.resolve(given.atGitHub === true ? [bundles.get(subject as Digest)] : []);
  const github = strict<GitHub>('github', { attestations: stored }).it;
  const outside = { registry: { ...registry, referrers } as Registry, github };
  return {
    digest,
    entries,
    tags: registry.tags,
    find: (raw, tag = 'v1.2.0') =>
      findPromotion(
        {
          plan: planOf(tag),
          inputs: inputsOf(raw),
          outside,
          trust: () => Promise.resolve(authority.trust()),
          workspace: folder,
        },
        silent,
      ),
  };
}

const faultsOf = (found: Awaited<ReturnType<typeof findPromotion>>): string =>
  found !== undefined && 'faults' in found
    ? found.faults.map(({ message, hint }) => `${message}\n${hint}`).join('\n')
    : '';
const promotionOf = (found: Awaited<ReturnType<typeof findPromotion>>): Promotion => {
  expect(faultsOf(found)).toBe('');
  return found as Promotion;
};

describe('a digest', () => {
  test('is none without the input', async () => {
    expect(await (await ground()).find({})).toBeUndefined();
  });

  test.each(['registry', 'GitHub'])(
    'with its provenance at the %s is taken, with who built it',
    async (where) => {
      const { digest, find, entries } = await ground({ atGitHub: where === 'GitHub' });
      const found = promotionOf(await find({ from: digest }));
      expect(found.promoted).toMatchObject({
        from: `${app}@${digest}`,
        digest,
        built: { identity: main, run },
      });
      expect(found.promoted.built?.provenance).toBe(sha256(Buffer.from(found.bundle ?? '')));
      expect(found.image.platforms.map(({ platform, digest: of }) => [platform.name, of])).toEqual([
        ['linux/amd64', entries[0]?.digest],
        ['linux/arm64', entries[1]?.digest],
      ]);
      // What stands beside the platforms is copied with them.
      expect(found.manifests).toHaveLength(3);
      expect(found.warnings).toEqual([]);
    },
  );

  test('of one platform is joined to an index, and the other default platform is missed aloud', async () => {
    const { entries, find } = await ground();
    const [amd64] = entries;
    const found = promotionOf(await find({ from: `${app}@${amd64?.digest ?? ''}` }));
    expect(found.image.platforms.map(({ platform }) => platform.name)).toEqual(['linux/amd64']);
    expect(found.image.digest).not.toBe(amd64?.digest);
    expect(found.warnings.join()).toContain('for linux/amd64 alone');
  });

  test.each<[string, Given, Readonly<Record<string, string>>, RegExp]>([
    [
      'without provenance',
      { claims: 'none' },
      {},
      /has no provenance, in the registry or at GitHub[^]*latest: branch/,
    ],
    [
      'of another repository',
      { claims: { 12: `${url}-fork` } },
      {},
      /has no provenance of Octo-Org\/App at c0ffee\w+: it was built in \S+-fork[^]*from: ''/,
    ],
    [
      'of another commit',
      { claims: { 13: 'd'.repeat(40) } },
      {},
      /it was built from commit d{40}, and the tag is c0ffee[^]*git tag -a v1\.2\.1 -m v1\.2\.1 d{40}/,
    ],
    [
      'for a pull request',
      { claims: { 20: 'pull_request_target' } },
      {},
      /built for pull_request_target, which may hold/,
    ],
    ['on a pull request’s ref', { claims: { 14: 'refs/pull/7/merge' } }, {}, /no branch and no tag/],
    [
      'of a workflow elsewhere',
      { claims: { 18: 'https://github.com/evil/app/.github/workflows/x.yml@main' } },
      {},
      /not by a workflow of this repository/,
    ],
    [
      'that was promoted itself',
      { predicate: { buildDefinition: { resolvedDependencies: [{ name: 'promoted image' }] } } },
      {},
      /promoted the image, and built nothing/,
    ],
    [
      'without a platform that is asked for',
      { platforms: ['amd64'] },
      { platforms: 'linux/amd64,linux/arm64,linux/arm/v7' },
      /has no linux\/arm64, linux\/arm\/v7; it has linux\/amd64[^]*platforms: 'linux\/amd64'/,
    ],
    ['of another version', { label: '1.1.0' }, {}, /says "1\.1\.0"[^]*built as another version/],
    ['whose index says another version', { annotation: '2.0.0' }, {}, /says "2\.0\.0" \(index\)/],
  ])('%s is refused', async (_, given, raw, words) => {
    const { digest, find } = await ground(given);
    expect(faultsOf(await find({ from: digest, ...raw }))).toMatch(words);
  });

  test('of a pre-release of this version, or of a branch, is taken with a warning', async () => {
    for (const label of ['1.2.0-rc.3', 'main']) {
      const { digest, find } = await ground({ label });
      const { warnings } = promotionOf(await find({ from: digest }));
      expect(warnings.join()).toContain(`says "${label}" (label of linux/amd64, label of linux/arm64)`);
    }
  });

  test('is refused where the release’s own tag names another image, all at once with what else is wrong', async () => {
    const { digest, entries, find, tags } = await ground({ claims: 'none' });
    const other = entries[0]?.digest ?? fill('0');
    tags.set(`${app}:v1.2.0`, other);
    const said = faultsOf(await find({ from: digest }));
    expect(said).toMatch(/no provenance/);
    expect(said).toContain(`names ${other} already`);
  });

  test('that is not there is refused', async () => {
    const { find } = await ground();
    expect(faultsOf(await find({ from: fill('e') }))).toMatch(/has no sha256:e{64}\n.*imagetools inspect/);
  });

  test('says which inputs of a build do nothing', async () => {
    const { digest, find } = await ground();
    const { warnings } = promotionOf(await find({ from: digest, target: 'app', labels: 'a=b' }));
    expect(warnings).toEqual(['from builds nothing: target, labels have no effect']);
  });
});

describe('an OCI layout', () => {
  const blob = (dir: string, content: object): { digest: Digest; size: number } => {
    const bytes = Buffer.from(JSON.stringify(content));
    const digest = sha256(bytes);
    writeFileSync(join(dir, 'blobs', 'sha256', digest.slice(7)), bytes);
    return { digest, size: bytes.length };
  };
  /** @param indexed whether an index stands between index.json and the platforms, as BuildKit writes it */
  const layout = (name: string, { indexed = false, names = ['a'] } = {}): string => {
    const dir = join(folder, name);
    mkdirSync(join(dir, 'blobs', 'sha256'), { recursive: true });
    const manifests = ['amd64', 'arm64'].map((architecture) => {
      const config = blob(dir, { os: 'linux', architecture });
      const image = blob(dir, { config, layers: [] });
      return { mediaType: manifestType, ...image, platform: { os: 'linux', architecture } };
    });
    const top = indexed
      ? names.map((ref) => ({
          mediaType: indexType,
          ...blob(dir, { manifests, annotations: { ref } }),
          annotations: { 'org.opencontainers.image.ref.name': ref },
        }))
      : manifests;
    writeFileSync(join(dir, 'index.json'), JSON.stringify({ schemaVersion: 2, manifests: top }));
    writeFileSync(join(dir, 'oci-layout'), JSON.stringify({ imageLayoutVersion: '1.0.0' }));
    return name;
  };

  test('with an index is taken byte for byte', async () => {
    const { find } = await ground();
    const found = promotionOf(await find({ from: `oci-layout://${layout('indexed', { indexed: true })}` }));
    expect(found.promoted).toEqual({
      from: 'oci-layout://indexed',
      digest: sha256(Buffer.from(found.image.index)),
    });
    expect(found.image.index).toContain('"ref":"a"');
  });

  test('with a manifest a platform is joined to an index', async () => {
    const { find } = await ground();
    const found = promotionOf(await find({ from: `oci-layout:${layout('plain')}` }));
    expect(found.image.platforms.map(({ platform }) => platform.name)).toEqual([
      'linux/amd64',
      'linux/arm64',
    ]);
    expect(found.manifests).toHaveLength(2);
    expect(found.bundle).toBeUndefined();
  });

  test('with several images needs the name of one', async () => {
    const { find } = await ground();
    const name = layout('several', { indexed: true, names: ['a', 'b'] });
    expect(faultsOf(await find({ from: `oci-layout://${name}` }))).toMatch(/has 2 images[^]*one of a, b/);
    expect(faultsOf(await find({ from: `oci-layout://${name}:c` }))).toMatch(/has no c[^]*one of a, b/);
    const { image, promoted } = promotionOf(await find({ from: `oci-layout://${name}:b` }));
    expect(image.index).toContain('"ref":"b"');
    expect(promoted.from).toBe('oci-layout://several:b');
  });

  test('that is none, or not whole, is refused', async () => {
    const { find } = await ground();
    expect(faultsOf(await find({ from: 'oci-layout://nowhere' }))).toMatch(
      /no OCI image layout: it has no oci-layout/,
    );
    const name = layout('broken', { indexed: true });
    writeFileSync(
      join(folder, name, 'index.json'),
      JSON.stringify({ manifests: [{ mediaType: indexType, digest: fill('d'), size: 1 }] }),
    );
    expect(faultsOf(await find({ from: `oci-layout://${name}` }))).toMatch(/has no blob sha256:d{64}/);
    const [, blobs] = [0, join(folder, 'plain', 'blobs', 'sha256')];
    layout('plain');
    const { readdirSync } = await import('node:fs');
    for (const file of readdirSync(blobs)) writeFileSync(join(blobs, file), '{}');
    expect(faultsOf(await find({ from: 'oci-layout://plain' }))).toMatch(/holds sha256:/);
  });
});
