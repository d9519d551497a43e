import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { describe, expect, test } from '@jest/globals';
import * as fc from '../../support/property.ts';
import { writePage } from '../../../src/plan/record/page-parts.ts';
import { parseRecord } from '../../../src/plan/record/record-text.ts';
import type { Image } from '../../../src/plan/artifacts.ts';
import type { ReleaseRecord } from '../../../src/plan/record/release-record.ts';
import { type AssetFile, assetOf } from '../../../src/steps/prepare/asset-file.ts';
import { draft } from '../../../src/steps/draft/draft.ts';
import { findEarlierRelease, refreshEarlierRelease } from '../../../src/find/earlier-release.ts';
import { checkImageTags, tagImage } from '../../../src/steps/publish/image-tags.ts';
import { deleteStaleDrafts, publishRelease } from '../../../src/steps/publish/publish.ts';
import type { World } from '../../../src/world/world.ts';
import {
  type MemoryGitHub,
  type MemoryRegistry,
  memoryGitHub,
  memoryRegistry,
  quickSteps,
  strict,
} from '../../support/fakes.ts';
import { imageOf, planOf, recordText } from '../../support/samples.ts';
import { recordName } from '../../../src/plan/asset-names.ts';
import type { GitHubRelease } from '../../../src/world/github/types.ts';
import type { EarlierRelease } from '../../../src/run/job.ts';

const plan = planOf('v1.2.0', { raw: { platforms: 'linux/amd64' } });
const app = 'ghcr.io/octo-org/app';
/** The image of a payload: built from it, so another with another. */
const imageFor = (payload: string): Image => imageOf(plan, payload === 'same' ? 'a' : 'c');
const [payloadName, sumsName, bundleName] = ['app.zip', 'checksums.txt', 'checksums.txt.sigstore.json'];
const names = [recordName, payloadName, sumsName, bundleName];

const sum = (text: string): string => createHash('sha256').update(text).digest('hex');
const read = (text: string): ReleaseRecord => {
  const manifest = parseRecord(text);
  if (!manifest) throw new Error(`no record: ${text}`);
  return manifest;
};

/** What one run wants to release; `payload` differs where a build does not give the same bytes twice. */
interface Wish {
  readonly run: string;
  readonly payload: string;
}

const notesOf = ({ run }: Wish): string => writePage(plan.tag, `notes of ${run}`, { above: '', below: '' });

/** The assets of a run, each speaking of the one before as in a release: record, checksums, signature. */
async function gathered(
  { run, payload }: Wish,
  { release, manifest: kept }: EarlierRelease,
  github: MemoryGitHub,
): Promise<{ readonly assets: readonly AssetFile[]; readonly manifest: ReleaseRecord }> {
  const packed = assetOf(payloadName, payload, 'application/zip');
  const { name, size, sha256 } = packed;
  const named = { assets: [{ name, size, sha256 }], checksums: { asset: sumsName, bundle: bundleName } };
  const own = read(recordText(app, imageFor(payload).digest, { run, ...named }));
  const manifest = kept?.assets[0]?.sha256 === sha256 ? kept : own;
  const record = JSON.stringify(manifest);
  const sums = sum(record + payload);
  const there = release?.assets.find((asset) => asset.name === bundleName && asset.state === 'uploaded');
  const earlier = there && (await github.download(there)).toString();
  if (!earlier?.startsWith(sums) && release?.draft === false)
    throw new Error('published with other contents');
  const bundle = earlier?.startsWith(sums) === true ? earlier : `${sums} is signed by ${run}`;
  const text = ([assetName, content]: [string, string]): AssetFile =>
    assetOf(assetName, content, 'text/plain');
  const rest: [string, string][] = [
    [sumsName, sums],
    [bundleName, bundle],
  ];
  return { assets: [packed, text([recordName, record]), ...rest.map(text)], manifest };
}

interface Places {
  readonly github: MemoryGitHub;
  readonly registry: MemoryRegistry;
}

/** A release from the first look to the last, as far as two runs may meet in it; the same calls in the same order. */
async function release(wish: Wish, places: Places): Promise<GitHubRelease> {
  const steps = quickSteps();
  const world = strict<World>('world', { ...places }).it;
  const { github, registry } = places;
  const image = imageFor(wish.payload);
  const before = await findEarlierRelease(plan, github, steps);
  const tagged = (await registry.head(image.names[0]!, 'v1.2.0'))?.digest;
  if (tagged !== undefined && tagged !== image.digest) throw new Error('the tag names another image');
  await steps.run({
    title: 'Build',
    make: () =>
      registry.put(image.names[0]!, image.digest, {
        mediaType: image.mediaType,
        bytes: Buffer.from(image.index),
      }),
    describe: String,
  });
  const earlier = await refreshEarlierRelease(before, plan, github, steps);
  const content = await gathered(wish, earlier, github);
  const made = await draft(
    { plan, world: { github, temp: tmpdir() }, steps, earlier },
    { notes: notesOf(wish), assets: content.assets },
  );
  await checkImageTags({ plan, world, steps }, image);
  const page = { title: 'v1.2.0', notes: notesOf(wish) };
  const whole = { ...content, page, proof: () => Promise.resolve([]), lastLooks: () => Promise.resolve() };
  const { release: published } = await publishRelease({ plan, world, steps }, made.release, whole, true);
  await tagImage({ plan, world, steps }, image);
  await deleteStaleDrafts(
    { plan, world, steps },
    [before.release ?? [], before.spare, made.left].flat(),
    published,
  );
  return published;
}

/** What the public may never see, in words. */
function broken(github: MemoryGitHub): readonly string[] {
  const published = [...github.releases.values()].filter((one) => !one.draft);
  const bytes = (one: GitHubRelease, name: string): string | undefined => {
    const asset = one.assets.find((each) => each.name === name && each.state === 'uploaded');
    return asset && github.contents.get(asset.id)?.toString();
  };
  return [
    ...(published.length > 1 ? ['two releases are published'] : []),
    ...published.flatMap((one) => {
      const [record, payload, sums, bundle] = names.map((name) => bytes(one, name));
      if (record === undefined || payload === undefined || sums === undefined || bundle === undefined)
        return [`the published one has only ${one.assets.map(({ name }) => name).join(', ')}`];
      return [
        ...(read(record).assets[0]?.sha256 === sum(payload) ? [] : ['its record is of another payload']),
        ...(sums === sum(record + payload) ? [] : ['its checksums are of other assets']),
        ...(bundle.startsWith(sums) ? [] : ['its signature is of other checksums']),
      ];
    }),
  ];
}

type Mishap = 'killed before' | 'killed after' | 'answer lost' | 'upload broken off';

/** A question whose answer is lost is asked again by the client itself; what changes something is left to the step. */
const writes = /^(?:create|update|publish|delete|upload|mark|put)/;

class Killed extends Error {}

/**
 * The world as one run meets it: each question and answer takes a time that the scheduler chooses, and one call may go
 * wrong.
 */
function seenBy(
  { github, registry }: Places,
  scheduler: fc.Scheduler,
  { at, mishap }: { readonly at: number; readonly mishap: Mishap | undefined },
  onAct: () => void,
): Places {
  let calls = 0;
  let isDead = false;
  const live = (): void => {
    if (isDead) throw new Killed();
  };
  const kill = (): never => {
    isDead = true;
    throw new Killed();
  };
  const reset = (): never => {
    throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
  };
  const slow = <T extends object>(place: T): T =>
    new Proxy(place, {
      get: (target, key) => {
        const value: unknown = Reflect.get(target, key);
        if (typeof value !== 'function') return value;
        return async (...args: readonly unknown[]): Promise<unknown> => {
          const mine = mishap !== undefined && calls++ === at;
          await scheduler.schedule(Promise.resolve(), String(key));
          live();
          if (mine && mishap === 'killed before') kill();
          const answer = await (value as (...all: readonly unknown[]) => Promise<unknown>)(...args);
          if (mine && mishap === 'upload broken off' && key === 'upload') {
            const { id } = answer as { readonly id: number };
            for (const one of github.releases.values()) {
              const assets = one.assets.map((asset) =>
                asset.id === id ? { ...asset, state: 'starter' } : asset,
              );
              github.releases.set(one.id, { ...one, assets });
            }
            onAct();
            reset();
          }
          onAct();
          await scheduler.schedule(Promise.resolve(), `answer to ${String(key)}`);
          live();
          if (mine && mishap === 'killed after') kill();
          if (mine && mishap === 'answer lost' && writes.test(String(key))) reset();
          return answer;
        };
      },
    });
  return { github: slow(github), registry: slow(registry) };
}

const wish = fc.record({
  payload: fc.constantFrom('same', 'same', 'same', 'other'),
  at: fc.nat(25),
  mishap: fc.option(
    fc.constantFrom<Mishap>('killed before', 'killed after', 'answer lost', 'upload broken off'),
    { nil: undefined },
  ),
  /** How many further calls of the others come before this run begins. */
  late: fc.nat(30),
});

describe('runs of one tag at once, however their calls fall', () => {
  test('show the public nothing but a whole release, and who goes on after them finds it finished', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(wish, { minLength: 2, maxLength: 3 }),
        async (scheduler, wishes) => {
          const places = { github: memoryGitHub(), registry: memoryRegistry() };
          const { github, registry } = places;
          const seen: string[] = [];
          const onAct = (): void => void seen.push(...broken(github));
          const runs = wishes.map(async ({ payload, late, ...mishap }, n) => {
            for (let call = 0; call < late; call++) await scheduler.schedule(Promise.resolve(), 'not begun');
            return release({ run: `run ${n}`, payload }, seenBy(places, scheduler, mishap, onAct));
          });
          const ends = await scheduler.waitFor(Promise.allSettled(runs));
          expect(seen).toEqual([]);
          const failures = ends.flatMap((end) =>
            end.status === 'rejected' && !(end.reason instanceof Killed) ? [String(end.reason)] : [],
          );
          // Who built something else than what is public says so; nobody else has a reason to fail.
          const isSame = new Set(wishes.map(({ payload }) => payload)).size === 1;
          if (isSame) expect(failures).toEqual([]);
          const record = [...github.releases.values()]
            .find((one) => !one.draft)
            ?.assets.find(({ name }) => name === recordName);
          const standing = record && read(github.contents.get(record.id)?.toString() ?? '');
          const tagged = registry.tags.get(`${app}:v1.2.0`);
          // Only whose release GitHub has published tags its image: no other digest ever has the tag.
          expect([undefined, standing?.images[0]?.digest]).toContain(tagged);
          const isKilled = ends.some((end) => end.status === 'rejected' && end.reason instanceof Killed);
          if (standing && !isKilled) expect(tagged).toBe(standing.images[0]?.digest);
          const digest = standing?.images[0]?.digest;
          const payload = ['same', 'other'].find((one) => digest === imageFor(one).digest) ?? 'same';
          await release({ run: 'last', payload }, places);
          expect(broken(github)).toEqual([]);
          expect([...github.releases.values()].map((one) => one.draft)).toEqual([false]);
        },
      ),
      { numRuns: 1500 },
    );
  }, 120_000);
});
