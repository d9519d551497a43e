import { describe, expect, test } from '@jest/globals';
import { assetOf } from '../../../src/steps/prepare/asset-file.ts';
import { refuseChanges } from '../../../src/steps/draft/draft.ts';
import { strict } from '../../support/fakes.ts';
import type { Asset, GitHub, GitHubRelease } from '../../../src/world/github/types.ts';

const sum = (digit: string): string => digit.repeat(64);
const there = (name: string, digit: string): Asset => ({
  id: 1,
  name,
  label: '',
  state: 'uploaded',
  size: 1,
  digest: `sha256:${sum(digit)}`,
  url: '',
});
const releaseOf = (draft: boolean, assets: readonly Asset[]): GitHubRelease => ({
  id: 1,
  tag: 'v1.2.0',
  name: '',
  body: '',
  draft,
  prerelease: false,
  immutable: false,
  url: 'https://github.com/o/r/releases/tag/v1.2.0',
  uploadUrl: '',
  author: 'github-actions[bot]',
  assets,
});
const unasked = strict<GitHub>('github', {}).it;
const app = { name: 'app.zip', size: 1, sha256: sum('a') };

describe('a release that is public', () => {
  test.each([
    ['with these bytes is no fault', [there('app.zip', 'a')], undefined],
    [
      'with other bytes stops the run',
      [there('app.zip', 'b')],
      `has sha256:${sum('b')} as app.zip, not sha256:${sum('a')}`,
    ],
    ['without the asset stops the run', [], 'has nothing as app.zip'],
  ])('%s', async (_, assets, message) => {
    const refusing = refuseChanges([app], { spare: [], release: releaseOf(false, assets) }, unasked);
    if (message === undefined) await expect(refusing).resolves.toBeUndefined();
    else await expect(refusing).rejects.toThrow(message);
  });
});

describe('a server that tells no digest', () => {
  const bytes = Buffer.from('abc');
  const abc = assetOf('a.txt', 'abc', 'text/plain');
  const untold: Asset = { ...there('a.txt', 'a'), size: bytes.length, digest: undefined };

  test.each([
    ['is asked for the bytes', 'abc', untold, undefined],
    ['with other bytes stops the run', 'xyz', untold, 'has other bytes as a.txt'],
  ])('%s', async (_, held, asset, message) => {
    const { it, used } = strict<GitHub>('github', { download: () => Promise.resolve(Buffer.from(held)) });
    const refusing = refuseChanges([abc], { spare: [], release: releaseOf(false, [asset]) }, it);
    if (message === undefined) await expect(refusing).resolves.toBeUndefined();
    else await expect(refusing).rejects.toThrow(message);
    used();
  });

  test('is not asked where the size says it already', async () => {
    const release = releaseOf(false, [{ ...untold, size: 4 }]);
    await expect(refuseChanges([abc], { spare: [], release }, unasked)).rejects.toThrow('other bytes');
  });
});

test('a draft may still change, and so may what is not there yet', async () => {
  const draft = { spare: [], release: releaseOf(true, [there('app.zip', 'b')]) };
  await expect(refuseChanges([app], draft, unasked)).resolves.toBeUndefined();
  await expect(refuseChanges([app], { spare: [] }, unasked)).resolves.toBeUndefined();
});
