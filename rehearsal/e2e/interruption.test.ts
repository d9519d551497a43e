import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { identityOf, SIGNATURE } from './programs.ts';
import { openStage, RELEASE_MS, SET_UP_MS, type Stage } from './stage.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
}, SET_UP_MS);
afterAll(() => stage.close(), SET_UP_MS);

/** The image's tags, without the fallback tags that hold referrers. */
async function tags(): Promise<readonly string[]> {
  const { crane, image } = stage.judges;
  const { stdout } = await crane('ls', image);
  return stdout.split('\n').filter((tag) => tag !== '' && !tag.startsWith('sha256-'));
}

test(
  'killed in the middle of signing, nothing is public',
  async () => {
    const signing = /^POST rekor\.sigstore\.dev/;
    const killed = await stage.release('v1.2.0', { killAfter: { at: signing, phase: 'after' } });
    expect(killed).toMatchObject({ conclusion: 'killed', exitCode: 137, orphans: 0 });
    expect(await tags()).toEqual([]);
    expect(stage.site.standIns.releases()).toEqual([]);
  },
  RELEASE_MS,
);

test(
  'killed right before its page is published, nothing is public',
  async () => {
    const publishing = /^PATCH api\.github\.com\/repos\/[^/]+\/[^/]+\/releases\/\d+$/;
    const killed = await stage.release('v1.2.0', { killAfter: { at: publishing, phase: 'before' } });
    expect(killed).toMatchObject({ conclusion: 'killed', exitCode: 137 });
    expect(await tags()).toEqual([]);
    expect(stage.site.standIns.releases()).toMatchObject([{ tag_name: 'v1.2.0', draft: true }]);
  },
  RELEASE_MS,
);

test(
  'the next run finishes it, building and signing nothing twice',
  async () => {
    const entries = stage.site.standIns.logEntries().length;
    const result = await stage.release('v1.2.0');
    expect(result).toMatchObject({ conclusion: 'success', exitCode: 0, outputs: { verified: 'true' } });
    expect(stage.site.standIns.logEntries()).toHaveLength(entries);
    expect([...(await tags())].sort()).toEqual(['latest', 'v1', 'v1.2', 'v1.2.0']);
    expect(stage.site.standIns.releases()).toMatchObject([{ tag_name: 'v1.2.0', draft: false }]);
    const digest = result.outputs['digest'] ?? '';
    const { types } = await stage.judges.cosignVerify(
      `${stage.judges.image}@${digest}`,
      identityOf(stage.site, 'v1.2.0'),
    );
    expect(types).toContain(SIGNATURE);
    expect(stage.site.standIns.violations()).toEqual([]);
  },
  RELEASE_MS,
);
