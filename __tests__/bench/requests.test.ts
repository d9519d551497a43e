// What the measure of releases reads off their requests.
import { describe, expect, test } from '@jest/globals';
import { beyondBuild, countsOf, kindOf, longestChain, partyOf } from '../../bench/requests.ts';
import { waterfall } from '../../bench/waterfall.ts';
import type { Call } from '../../rehearsal/standins/world.ts';

const call = (at: number, ms: number, userAgent = 'release-action'): Call => ({
  ...{ n: 1, run: 'r', method: 'GET', host: 'ghcr.io', path: '/v2/', userAgent, status: 200 },
  ...{ time: new Date(Date.UTC(2026, 0, 1) + at).toISOString(), ms },
});

describe('whose a request is', () => {
  test.each([
    ['buildkit/v0.30', 'BuildKit'],
    ['containerd/2.2+unknown', 'BuildKit'],
    ['cosign/devel (linux; amd64) go-containerregistry', 'cosign'],
    ['sigstore-go', 'cosign'],
    ['go-containerregistry/v0.20', 'gh'],
    ['GitHub CLI 2.98.0', 'gh'],
    ['git/2.39.5', 'git'],
    ['release-action octokit-core.js/7', 'the action'],
    ['sigstore-js/4', 'the action'],
  ])('%s: %s', (userAgent, party) => {
    expect(partyOf({ userAgent })).toBe(party);
  });

  test('BuildKit is counted, and is no part of what is beyond the build', () => {
    const calls = [call(0, 1, 'buildkit/v0'), call(0, 1), call(0, 1, 'git/2')];
    expect(countsOf(calls)).toMatchObject({ BuildKit: 1, git: 1, 'the action': 1, gh: 0 });
    expect(beyondBuild(calls)).toHaveLength(2);
  });
});

describe('the longest chain', () => {
  test('counts what began after another had ended, and nothing that ran beside it', () => {
    const chain = longestChain([call(0, 100), call(10, 20), call(40, 20), call(70, 20), call(100, 5)]);
    expect(chain.map(({ time }) => time.slice(-4))).toEqual(['010Z', '040Z', '070Z', '100Z']);
  });

  test('of requests all at once it is one', () => {
    expect(longestChain([call(0, 10), call(1, 10), call(2, 10)])).toHaveLength(1);
  });

  test('of none it is none', () => {
    expect(longestChain([])).toEqual([]);
  });
});

test('a kind of request is told without digests, numbers and tokens', () => {
  const digest = `sha256:${'a'.repeat(64)}`;
  expect(kindOf({ method: 'GET', host: 'ghcr.io', path: `/v2/o/r/manifests/${digest}` })).toBe(
    'GET ghcr.io/v2/o/r/manifests/<digest>',
  );
  expect(kindOf({ method: 'GET', host: 'api.github.com', path: '/repos/o/r/releases/12?per_page=100' })).toBe(
    'GET api.github.com/repos/o/r/releases/<id>?per_page=100',
  );
});

test('the waterfall has a line for each request, and outlines the chain', () => {
  const svg = waterfall('a & b', [call(0, 10), call(5, 10), call(20, 10, 'buildkit/v0')], 0.03);
  expect(svg.match(/<title>/g)).toHaveLength(3);
  expect(svg.match(/stroke="#cf222e"/g)).toHaveLength(1);
  expect(svg).toContain('a &amp; b');
});
