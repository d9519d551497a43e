// What a release does grows with what it releases, and no faster; counted in memory, effect by effect.
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { release } from '../../src/modes/release.ts';
import { wholeWorld } from '../support/whole-run.ts';
import { remembering } from '../support/run-identity.ts';
import { makeAuthority } from '../support/world/authority.ts';

const authority = remembering(await makeAuthority());
const folder = mkdtempSync(join(tmpdir(), 'scale-'));
writeFileSync(join(folder, 'Dockerfile'), 'FROM scratch\n');
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const effects = async (raw: Readonly<Record<string, string>>): Promise<number> => {
  const world = wholeWorld(folder, authority);
  await release(world.run(raw));
  return world.calls.length;
};

const platforms = ['386', 'amd64', 'arm64', 'ppc64le', 's390x', 'riscv64', 'loong64', 'mips64'].flatMap(
  (name) => Array.from({ length: 8 }, (_, at) => `linux/${name}/v${at + 2}`),
);

test.each<[string, readonly number[], (n: number) => Readonly<Record<string, string>>]>([
  ['platforms', [2, 8, 20, 64], (n) => ({ platforms: platforms.slice(0, n).join(',') })],
  [
    'image names',
    [1, 4, 10],
    (n) => ({
      image: Array.from({ length: n }, (_, at) => `ghcr.io/octo-org/app${at === 0 ? '' : at}`).join('\n'),
    }),
  ],
  [
    'assets',
    // With the release's own, as many as GitHub's releases hold.
    [10, 100, 996],
    (n) => {
      const many = join(folder, `many-${n}`);
      mkdirSync(many);
      for (let at = 0; at < n; at += 1) writeFileSync(join(many, `${at}.txt`), `${at}\n`);
      return { files: `many-${n}/*` };
    },
  ],
])(
  'each further one of the %s costs what the one before cost',
  async (_, sizes, raw) => {
    const counts: number[] = [];
    for (const n of sizes) counts.push(await effects(raw(n)));
    const slopes = sizes
      .slice(1)
      .map((n, at) => ((counts[at + 1] ?? 0) - (counts[at] ?? 0)) / (n - (sizes[at] ?? 0)));
    for (const slope of slopes) expect(slope).toBeCloseTo(slopes[0] ?? 0, 5);
    expect(slopes[0]).toBeGreaterThan(0);
  },
  120_000,
);
