import { describe, expect, test } from '@jest/globals';
import * as fc from '../support/property.ts';
import type { ReleaseReport } from '../../src/report/model.ts';
import { renderSummary } from '../../src/report/summary.ts';
import { githubTree, skeleton, visibleText } from '../support/report/github-markdown.ts';
import { hostile } from '../support/report/hostile.ts';
import { infected } from '../support/report/infected.ts';
import { RELEASE } from '../support/report/samples.ts';

const MIB = 1_048_576;
const BARE: ReleaseReport = {
  tag: 'v0.1.0',
  commit: RELEASE.commit,
  prerelease: false,
  draft: false,
  changed: true,
  images: [],
  imageTags: [],
  platforms: [],
  pointers: [],
  assets: [],
  checks: [],
  steps: [],
  notes: '',
  tolerated: [],
  warnings: [],
};
const headings = (markdown: string) => markdown.split('\n').filter((line) => /^##+ /.test(line));

describe('renderSummary', () => {
  test('the sample, whole', () => {
    expect(renderSummary(RELEASE)).toMatchSnapshot();
  });

  test('a bare release is two lines', () => {
    expect(renderSummary(BARE)).toBe('## v0.1.0 is released\n\nthe first release · commit `860c190`\n');
  });

  test.each<[Partial<ReleaseReport>, string]>([
    [{}, '## v0.1.0 is released'],
    [{ changed: false }, '## v0.1.0 was already released: nothing was left to do'],
    [{ draft: true }, '## v0.1.0 is ready as a draft'],
    [{ releaseUrl: 'https://x.y/r' }, '## [v0.1.0](https://x.y/r) is released'],
    [{ tag: 'v0.1.0-rc.1', prerelease: true }, '## v0.1.0-rc.1 is released'],
  ])('%j has the title %s', (more, title) => {
    expect(headings(renderSummary({ ...BARE, ...more }))).toEqual([title]);
  });

  test.each<[Partial<ReleaseReport>, string]>([
    [{ prerelease: true }, 'prerelease · the first release · commit `860c190`'],
    [{ previousTag: 'v0.0.9' }, 'follows `v0.0.9` · commit `860c190`'],
    [
      { steps: RELEASE.steps.slice(0, 3) },
      'the first release · commit `860c190` · took 2 m 53 s · 2 steps made, 0 found, 1 checked',
    ],
    [
      { images: ['ghcr.io/a/b', 'docker.io/a/b'], digest: 'sha256:abc', imageTags: ['v0.1.0'] },
      '```sh\ndocker pull ghcr.io/a/b@sha256:abc\ndocker pull docker.io/a/b@sha256:abc\n```',
    ],
    [
      { platforms: [{ platform: 'linux/amd64', digest: `sha256:${'a'.repeat(64)}`, bytes: 2048 }] },
      '| Platform | Size | Digest |\n| --- | ---: | --- |\n| `linux/amd64` | 2.0&nbsp;KiB | `sha256:aaaaaaaaaaaa` |',
    ],
    [
      {
        previousTag: 'v0.0.9',
        platforms: [
          { platform: 'linux/amd64', digest: 'd', bytes: 2048, previousBytes: 1024 },
          { platform: 'linux/arm64', digest: 'd', bytes: 2048 },
        ],
      },
      '| `linux/amd64` | 2.0&nbsp;KiB | +1.0&nbsp;KiB&nbsp;(+100.0&nbsp;%) | `d` |\n| `linux/arm64` | 2.0&nbsp;KiB | new | `d` |',
    ],
    [
      { pointers: [{ kind: 'git', name: 'v0.1', moved: true, from: 'v0.1.0', to: 'v0.1.0', why: 'it is' }] },
      '| Git tag `v0.1` | **already there** | `v0.1.0` | it is |',
    ],
    [
      {
        pointers: [
          {
            kind: 'git',
            name: 'v0.1',
            moved: true,
            from: RELEASE.commit,
            to: `sha256:${'a'.repeat(64)}`,
            why: 'x',
          },
        ],
      },
      '| Git tag `v0.1` | **moved** | `860c190` → `sha256:aaaaaaaaaaaa` | x |',
    ],
    [
      { pointers: [{ kind: 'image', name: 'latest', moved: false, why: 'a prerelease' }] },
      '| Image tag `latest` | kept | – | a prerelease |',
    ],
    [{ notes: 'Just words.' }, '### Release notes\n\nJust words.\n'],
    [{ notes: '- a line\n'.repeat(26) }, '<summary>Release notes (26 lines)</summary>'],
    [{ notes: '## N\n\n```\nleft open' }, '```\nleft open\n```\n'],
  ])('%j says so', (more, markdown) => {
    expect(renderSummary({ ...BARE, ...more })).toContain(markdown);
  });

  test('what moved comes before what stayed', () => {
    const pointers = [...RELEASE.pointers].reverse();
    const rows = renderSummary({ ...BARE, pointers })
      .split('\n')
      .filter((line) => /^\| (Image|Git)/.test(line));
    expect(rows.map((row) => row.split(' | ')[1])).toEqual(['**moved**', '**moved**', 'kept', 'kept']);
  });

  test('no foreign text changes the shape of the page', () => {
    const shape = skeleton(githubTree(renderSummary(RELEASE)));
    fc.assert(
      fc.property(hostile, (word) => {
        const page = githubTree(renderSummary(infected(RELEASE, `${word}x`)));
        expect(skeleton(page)).toEqual(shape);
        expect(visibleText(page)).toContain('What’s Changed'.replace('’', "'"));
      }),
      { numRuns: 25 },
    );
  });
});

describe('the limit', () => {
  const long = (n: number) => 'ü'.repeat(n);
  const HUGE: ReleaseReport = {
    ...RELEASE,
    tag: `v1.0.0-${long(5_000)}`,
    images: Array.from({ length: 500 }, () => long(5_000)),
    imageTags: Array.from({ length: 500 }, () => long(5_000)),
    warnings: Array.from({ length: 2_000 }, () => long(5_000)),
    tolerated: Array.from({ length: 2_000 }, () => ({ what: long(500), why: long(500), hint: long(5_000) })),
    platforms: Array.from({ length: 3_000 }, () => ({ ...RELEASE.platforms[0]!, platform: long(500) })),
    pointers: Array.from({ length: 3_000 }, () => ({ ...RELEASE.pointers[0]!, why: long(500) })),
    assets: Array.from({ length: 3_000 }, () => ({ ...RELEASE.assets[0]!, name: '`|'.repeat(400) })),
    checks: Array.from({ length: 3_000 }, () => ({ ...RELEASE.checks[7]!, detail: long(500) })),
    steps: Array.from({ length: 3_000 }, (_, i) => ({ ...RELEASE.steps[0]!, title: `${i} ${long(500)}` })),
    notes: '- a commit of some length\n'.repeat(200_000),
  };

  test('holds for whatever there is, and every section still says where it went', () => {
    const page = renderSummary(HUGE);
    expect(Buffer.byteLength(page)).toBeLessThan(MIB);
    expect(headings(page).map((line) => line.slice(0, 20))).toEqual([
      expect.stringContaining('## [v1.0.0-'),
      '### Went wrong, and ',
      '### Warnings',
      '### Checklist',
      '### Platforms',
      '### Pointers',
      '### Assets',
    ]);
    for (const sentence of [
      'The release notes are on [the release page](https://github.com/acme/auth-server/releases/tag/v1.2.0)',
      'The timeline is not drawn',
      'All 3000 steps with times',
    ]) {
      expect(page).toContain(sentence);
    }
  });

  test('shortens in the promised order', () => {
    const order = [
      'All 15 steps',
      "What's Changed",
      '| [checksums.txt]',
      'mermaid',
      '**moved**',
      '`linux/amd64` |',
    ];
    let gone = 0;
    for (let limit = Buffer.byteLength(renderSummary(RELEASE)); limit > 1_500; limit -= 50) {
      const page = renderSummary(RELEASE, limit);
      expect(Buffer.byteLength(page)).toBeLessThanOrEqual(limit);
      const lost = order.map(
        (mark) => !(mark === 'All 15 steps' ? page.includes('| Step |') : page.includes(mark)),
      );
      expect(lost).toEqual([...lost].sort((a, b) => Number(b) - Number(a)));
      gone = lost.filter(Boolean).length;
    }
    expect(gone).toBe(order.length);
  });
});
