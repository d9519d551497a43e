// Archives beyond the image's platforms: another tool built them in an earlier step, and they are released as our own are.
import { execFileSync } from 'node:child_process';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { identityOf, ISSUER, run } from './programs.ts';
import { openStage, RELEASE_MS, SET_UP_MS, type Stage } from './stage.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
}, SET_UP_MS);
afterAll(() => stage.close(), SET_UP_MS);

const BUILT = ['signpost_1.2.0_darwin_arm64.tar.gz', 'signpost_1.2.0_windows_amd64.zip'];
const OWN = ['signpost-v1.2.0-aarch64-linux.tar.gz', 'signpost-v1.2.0-x86_64-linux.tar.gz'];
const inputs = {
  files: 'dist/*.tar.gz\ndist/*.zip',
  binaries: 'binary',
  'archive-name': '<name>-<tag>-<machine>-<os>',
};

/** As goreleaser leaves its dist folder, its own checksums among it. */
async function prepare(workspace: string): Promise<void> {
  await mkdir(join(workspace, 'dist'));
  for (const name of [...BUILT, 'checksums.txt']) await writeFile(join(workspace, 'dist', name), `${name}\n`);
}

test(
  'the plan names them; released, each has its sum, provenance for gh, and a signed list for cosign',
  async () => {
    const { judges, site, dir } = stage;
    const plan = await stage.release('v1.2.0', {
      with: { ...inputs, mode: 'plan' },
      prepare,
      builder: false,
    });
    for (const name of [...BUILT, ...OWN]) expect(plan.summary).toContain(`\`${name}\``);

    const result = await stage.release('v1.2.0', { with: inputs, prepare });
    expect(result).toMatchObject({ conclusion: 'success', outputs: { verified: 'true' } });
    const folder = join(dir, 'assets');
    const repo = ['--repo', site.repository];
    expect(await judges.gh('release', 'download', 'v1.2.0', ...repo, '--dir', folder)).toMatchObject({
      code: 0,
    });
    const there = await readdir(folder);
    expect(there).toEqual(expect.arrayContaining([...BUILT, ...OWN]));
    execFileSync('sha256sum', ['--check', '--strict', 'checksums.txt'], { cwd: folder });
    for (const name of [...BUILT, ...OWN]) {
      expect({ name, ...(await judges.ghVerify(join(folder, name), ...repo)) }).toMatchObject({
        name,
        code: 0,
      });
    }
    const tools = site.world.tools;
    const signed = await run(
      tools.cosign,
      [
        ...['verify-blob', '--trusted-root', site.standIns.trustedRoot],
        ...['--certificate-identity', identityOf(site, 'v1.2.0'), '--certificate-oidc-issuer', ISSUER],
        ...['--bundle', join(folder, 'checksums.txt.sigstore.json'), join(folder, 'checksums.txt')],
      ],
      judges.env,
    );
    expect(signed).toMatchObject({ code: 0 });
    expect(site.standIns.violations()).toEqual([]);
  },
  RELEASE_MS * 2,
);
