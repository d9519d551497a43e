import { describe, expect, test } from '@jest/globals';
import { refuseChanges } from '../../src/steps/draft.ts';
import type { Asset, GitHubRelease } from '../../src/world/github.ts';

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
  assets,
});
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
  ])('%s', (_, assets, message) => {
    const act = (): void => {
      refuseChanges([app], { spare: [], release: releaseOf(false, assets) });
    };
    if (message === undefined) expect(act).not.toThrow();
    else expect(act).toThrow(message);
  });
});

test('a draft may still change, and so may what is not there yet', () => {
  expect(() => {
    refuseChanges([app], { spare: [], release: releaseOf(true, [there('app.zip', 'b')]) });
    refuseChanges([app], { spare: [] });
  }).not.toThrow();
});
