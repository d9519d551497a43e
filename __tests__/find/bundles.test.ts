import { describe, expect, test } from '@jest/globals';
import { ReleaseError } from '../../src/errors.ts';
import { parseImageName } from '../../src/plan/oci/image-name.ts';
import { referringBundles } from '../../src/find/bundles.ts';
import { HttpError } from '../../src/world/retry/retry.ts';
import { type Registry, sha256 } from '../../src/world/registry/registry.ts';
import { strict } from '../support/fakes.ts';
import { fill } from '../support/samples.ts';

const parsed = parseImageName('ghcr.io/octo-org/app');
if ('fault' in parsed) throw new Error(parsed.fault.message);
const { image } = parsed;
const subject = fill('a');
const type = 'application/vnd.dev.sigstore.bundle.v0.3+json';
const manifestOf = (digest: string): string => JSON.stringify({ layers: [{ mediaType: type, digest }] });

/** A registry where the subject has two referrers: one that a stranger made, and one with the bundle `{}`. */
function registryOf(stranger: string, blob: () => Promise<Buffer>): Registry {
  const ours = Buffer.from('{}');
  const manifests = new Map(
    [stranger, manifestOf(sha256(ours))].map((text) => [sha256(Buffer.from(text)), Buffer.from(text)]),
  );
  return strict<Registry>('registry', {
    referrers: () =>
      Promise.resolve([...manifests.keys()].map((digest) => ({ mediaType: 'x', digest, size: 1 }))),
    manifest: (_, reference) => {
      const [digest, bytes] = [...manifests].find(([one]) => one === reference) ?? [];
      return Promise.resolve(
        digest && bytes && { descriptor: { mediaType: 'x', digest, size: bytes.length }, bytes },
      );
    },
    blob: (_, digest) => (digest === sha256(ours) ? Promise.resolve(ours) : blob()),
  }).it;
}
const unasked = (): Promise<Buffer> => Promise.reject(new Error('not foreseen: a blob'));
const failing =
  (error: Error): (() => Promise<Buffer>) =>
  () =>
    Promise.reject(error);

describe("a stranger's referrer", () => {
  test.each([
    [
      'whose blob is missing',
      manifestOf(fill('b')),
      failing(new ReleaseError('has no blob', { hint: '' })),
      1,
    ],
    ['that is too large', manifestOf(fill('b')), failing(new ReleaseError('has more', { hint: '' })), 1],
    ['whose manifest is not JSON', 'no JSON', unasked, 1],
    ['whose manifest is null', 'null', unasked, 0],
    ['without layers', '{}', unasked, 0],
    ['with layers of another shape', '{"layers":{"length":1}}', unasked, 0],
    ['with a layer that is none', '{"layers":[null,{"mediaType":3}]}', unasked, 0],
    ['whose layer names no digest', manifestOf('../../other/blobs/x'), unasked, 0],
  ])('%s does not hide the bundle beside it', async (_, manifest, blob, told) => {
    const lines: string[] = [];
    const found = await referringBundles(registryOf(manifest, blob), image, subject, (line) =>
      lines.push(line),
    );
    expect(found).toEqual(['{}']);
    expect(lines).toHaveLength(told);
    for (const line of lines) expect(line).toContain(`${sha256(Buffer.from(manifest))} is ignored`);
  });

  test.each([
    ['a busy registry', new HttpError('answered 503', { status: 503, hint: '' })],
    ['a refusal', new HttpError('answered 403', { status: 403, hint: '' })],
    ['an unreachable registry', new ReleaseError('not reached', { hint: '', cause: new Error('ENOTFOUND') })],
    ['a broken connection', Object.assign(new Error('broke off'), { code: 'ECONNRESET' })],
  ])('%s is no word on it', async (_, error) => {
    const asking = referringBundles(registryOf(manifestOf(fill('b')), failing(error)), image, subject);
    await expect(asking).rejects.toBe(error);
  });
});

describe('the reading of referrers is bounded', () => {
  /** A registry where each text is the bundle of so many referrers; `asked` has the blobs that were read. */
  function crowded(bundles: readonly (readonly [Buffer, number])[]): { it: Registry; asked: string[] } {
    const asked: string[] = [];
    const blobs = new Map(bundles.map(([bytes]) => [sha256(bytes), bytes]));
    const manifests = new Map(
      bundles.flatMap(([bytes, times]) =>
        Array.from({ length: times }, (_, at) => {
          const layers = [{ mediaType: type, digest: sha256(bytes), size: bytes.length }];
          const text = Buffer.from(JSON.stringify({ layers, annotations: { at: String(at) } }));
          return [sha256(text), text] as const;
        }),
      ),
    );
    const it = strict<Registry>('registry', {
      referrers: () =>
        Promise.resolve([...manifests.keys()].map((digest) => ({ mediaType: 'x', digest, size: 1 }))),
      manifest: (_, reference) => {
        const [digest, bytes] = [...manifests].find(([one]) => one === reference) ?? [];
        return Promise.resolve(
          digest && bytes && { descriptor: { mediaType: 'x', digest, size: bytes.length }, bytes },
        );
      },
      blob: (_, digest) => {
        asked.push(digest);
        return Promise.resolve(blobs.get(digest) ?? Buffer.alloc(0));
      },
    }).it;
    return { it, asked };
  }
  const mebibytes = (count: number, fill: string): Buffer => Buffer.alloc(count * 1024 * 1024, fill);

  test('80 entries that name one blob of 15 MiB are read as one', async () => {
    const { it, asked } = crowded([[mebibytes(15, 'x'), 80]]);
    expect(await referringBundles(it, image, subject)).toHaveLength(1);
    expect(asked).toHaveLength(1);
  });

  test('large ones of strangers come last, and not all of them are read', async () => {
    const strangers = Array.from('abcdefghijkl', (letter) => [mebibytes(15, letter), 1] as const);
    const { it, asked } = crowded([...strangers, [Buffer.from('{}'), 1]]);
    const lines: string[] = [];
    const found = await referringBundles(it, image, subject, (line) => lines.push(line));
    expect(found.at(-1)).toBe('{}');
    expect(asked[0]).toBe(sha256(Buffer.from('{}')));
    expect(asked.length).toBeLessThan(strangers.length);
    expect(lines).toContainEqual(expect.stringContaining('have more than 67108864 bytes'));
  });
});
