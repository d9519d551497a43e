// Killed while it asks GitHub, by a draft that it takes away again, whether the tag is free: no draft stays behind.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openStage, RELEASE_MS, SET_UP_MS, type Stage } from './stage.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage({ immutable: true });
}, SET_UP_MS);
afterAll(() => stage.close(), SET_UP_MS);

const making = /^POST api\.github\.com\/repos\/[^/]+\/[^/]+\/releases$/;
const taking = /^DELETE api\.github\.com\/repos\/[^/]+\/[^/]+\/releases\/\d+$/;

test.each<[string, string, RegExp, 'before' | 'after', readonly boolean[]]>([
  ['v1.1.0', 'right after the draft was made', making, 'after', [true]],
  ['v1.2.0', 'right after it was taken away', taking, 'after', [false]],
])(
  '%s, killed %s, is finished by the next run, and one release stands',
  async (tag, _, at, phase, left) => {
    const killed = await stage.release(tag, { killAfter: { at, phase }, builder: false });
    expect(killed).toMatchObject({ conclusion: 'killed' });
    expect(stage.site.standIns.releases().map(({ draft }) => draft)).toEqual(left);

    const result = await stage.release(tag);
    expect(result).toMatchObject({ conclusion: 'success', outputs: { verified: 'true' } });
    const releases = stage.site.standIns.releases().filter(({ tag_name: name }) => name === tag);
    expect(releases).toMatchObject([{ draft: false, immutable: true }]);
    expect(stage.site.standIns.releases().filter(({ draft }) => draft)).toEqual([]);
    expect(stage.site.standIns.violations()).toEqual([]);
  },
  RELEASE_MS * 2,
);
