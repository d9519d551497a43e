// A release on each kind of runner: which tools it finds, which it downloads and proves, and that all platforms are started.
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { registered } from '../parts/emulators.ts';
import { openStage, RELEASE_MS, SET_UP_MS, type Stage } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
}, SET_UP_MS);
afterAll(() => stage.close(), SET_UP_MS);

const toolsOf = (log: readonly string[]): string =>
  log.find((line) => line.startsWith('Make sure of buildx, cosign and gh:')) ?? '';

test('R1 nothing is registered for programs of other machines', async () => {
  expect(await registered()).toEqual([]);
});

test(
  'R3 R2 on a hosted runner gh and cosign are downloaded from their publishers and proven, and every platform is started',
  async () => {
    const job = await stage.release('v1.1.0');
    expect(job.exitCode).toBe(0);
    expect(toolsOf(job.log)).toMatch(/: made in .*, buildx \S+, cosign 3\.0\.6, gh 2\.98\.0$/);
    const got = job.calls
      .filter(
        ({ method, path }) => method === 'GET' && /\/releases\/download\/|\/attestations\/sha256:/.test(path),
      )
      .map(({ host, path }) => `${host}${path}`);
    expect(got.join('\n')).toMatch(
      /github\.com\/sigstore\/cosign\/releases\/download\/v3\.0\.6\/cosign-linux-\w+\n/,
    );
    expect(got.join('\n')).toContain('.sigstore.json');
    expect(got.join('\n')).toMatch(
      /github\.com\/cli\/cli\/releases\/download\/v2\.98\.0\/gh_2\.98\.0_linux_\w+\.tar\.gz/,
    );
    expect(got.join('\n')).toMatch(/api\.github\.com\/repos\/cli\/cli\/attestations\/sha256:/);
    expect(got.filter((address) => address.includes('docker/buildx'))).toEqual([]);
    expect(job.log.filter((line) => /^Start linux\/\w+: checked /.test(line))).toHaveLength(2);
  },
  RELEASE_MS,
);

test(
  'R4 a bare one downloads all three',
  async () => {
    const job = await stage.release('v1.2.0', { runner: 'bare' });
    expect(job.exitCode).toBe(0);
    expect(toolsOf(job.log)).toMatch(/, buildx 0\.36\.1, cosign 3\.0\.6, gh 2\.98\.0$/);
  },
  RELEASE_MS,
);

test(
  'a rerun of what is finished downloads none and starts none: what it finds is verified in process',
  async () => {
    const job = await stage.release('v1.2.0', { runner: 'bare' });
    expect(job.exitCode).toBe(0);
    expect(toolsOf(job.log)).toBe('');
    expect(job.calls.filter(({ path }) => path.includes('/releases/download/'))).toEqual([]);
    expect(job.calls.filter(({ userAgent }) => /cosign|GitHub CLI/i.test(userAgent))).toEqual([]);
    expect(job.summary).toContain('found, and verified in process');
  },
  RELEASE_MS,
);

test(
  'a self-hosted one that has all finds them',
  async () => {
    // Of its own: what is released already needs no tools.
    const own = await openStage();
    try {
      const job = await own.release('v1.1.0', { runner: 'self-hosted' });
      expect(job.exitCode).toBe(0);
      expect(toolsOf(job.log)).toContain(': found in ');
      expect(job.calls.filter(({ path }) => path.includes('/releases/download/v3.0.6'))).toEqual([]);
    } finally {
      await own.close();
    }
  },
  SET_UP_MS + RELEASE_MS,
);
