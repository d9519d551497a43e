// Promoted, not rebuilt: the digest that main has built, and an OCI layout that another tool has made.
import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { githubTree, visibleText } from '../../__tests__/support/report/github-markdown.ts';
import { writeLayout } from '../parts/oci-layout.ts';
import type { JobResult } from '../runner/job.ts';
import { snapshot } from '../sweep/snapshot.ts';
import { identityAt, identityOf } from './programs.ts';
import { errorsOf, openStage, publicWrites, RELEASE_MS, SET_UP_MS, type Stage } from './stage.ts';

let stage: Stage;
/** The index that the workflow of main has built from the commit of v1.2.0. */
let digest = '';

beforeAll(async () => {
  stage = await openStage();
}, SET_UP_MS);
afterAll(() => stage.close(), SET_UP_MS);

const builds = ({ timeline }: JobResult): readonly string[] =>
  timeline.map(({ title }) => title).filter((title) => title.startsWith('Build '));
const ended = (result: JobResult): object => ({ conclusion: result.conclusion, errors: errorsOf(result) });
const good = { conclusion: 'success', errors: '' };

test(
  'what main has built is planned for the tag, and for no other commit',
  async () => {
    const { site } = stage;
    const git = (...argv: readonly string[]): string =>
      execFileSync('git', ['--git-dir', site.gitDir, ...argv], { encoding: 'utf8' }).trim();
    git('update-ref', 'refs/heads/main', git('rev-parse', 'v1.2.0^{commit}'));
    const main = await stage.release('main', { ref: 'refs/heads/main', with: { latest: 'branch' } });
    expect(ended(main)).toEqual(good);
    digest = main.outputs['digest'] ?? '';

    const plan = await stage.release('v1.2.0', { with: { mode: 'plan', from: digest }, builder: false });
    expect(ended(plan)).toEqual(good);
    expect(plan.summary).toMatch(
      /promoted, nothing is built: built by runs\/\d+\/attempts\/1, \S*release\.yml@refs\/heads\/main/,
    );
    expect(plan.summary).toContain(`will name ${digest}`);
    expect(plan.summary).toContain('org.opencontainers.image.version of the promoted image says "main"');

    const refused = await stage.release('v1.1.0', { with: { from: digest }, builder: false });
    expect(errorsOf(refused)).toMatch(
      /has no provenance of .* at [0-9a-f]{40}: it was built from commit [0-9a-f]{40}/,
    );
    const missing = await stage.release('v1.2.0', {
      with: { from: `sha256:${'e'.repeat(64)}`, platforms: 'linux/amd64,linux/riscv64' },
      builder: false,
    });
    expect(errorsOf(missing)).toContain(`has no sha256:${'e'.repeat(64)}`);
    const fewer = await stage.release('v1.2.0', {
      with: { from: digest, platforms: 'linux/amd64,linux/riscv64' },
      builder: false,
    });
    expect(errorsOf(fewer)).toContain('has no linux/riscv64; it has linux/amd64, linux/arm64');
    for (const run of [refused, missing, fewer]) expect(publicWrites(run.calls)).toEqual([]);
  },
  RELEASE_MS * 2,
);

test(
  'it is released byte for byte with nothing built; gh and cosign know both runs, verify says who built it, and a rerun changes nothing',
  async () => {
    const { judges, site } = stage;
    const result = await stage.release('v1.2.0', { with: { from: digest } });
    expect(ended(result)).toEqual(good);
    expect(result.outputs).toMatchObject({ verified: 'true', digest });
    expect(builds(result)).toEqual([]);
    expect((await judges.crane('digest', `${judges.image}:v1.2.0`)).stdout.trim()).toBe(digest);
    const ref = `${judges.image}@${digest}`;
    for (const identity of [identityOf(site, 'v1.2.0'), identityAt(site, 'refs/heads/main')]) {
      const said = await judges.ghVerify(
        `oci://${ref}`,
        ...['--repo', site.repository, '--cert-identity', identity],
      );
      expect({ identity, ...said }).toMatchObject({ identity, code: 0 });
      const promoted = said.stdout.includes('"promoted image"');
      expect({ identity, promoted }).toEqual({ identity, promoted: identity.endsWith('v1.2.0') });
      expect(await judges.cosignVerify(ref, identity)).toMatchObject({ code: 0 });
    }
    const seen = await snapshot(site);
    const verified = await stage.release('v1.2.0', { with: { mode: 'verify' }, builder: false });
    expect(ended(verified)).toEqual(good);
    expect(verified.outputs['verified']).toBe('true');
    expect(verified.summary).toContain('The image was promoted, and who built it is proven');

    const again = await stage.release('v1.2.0', { with: { from: digest }, builder: false });
    expect(ended(again)).toEqual(good);
    expect(again.outputs['verified']).toBe('true');
    expect(await snapshot(site)).toEqual(seen);
  },
  RELEASE_MS * 2,
);

test(
  'a layout of another tool is released as it is',
  async () => {
    const { judges, site, dir } = stage;
    const roots = await Promise.all(
      (['amd64', 'arm64'] as const).map(async (arch) => {
        const root = await mkdtemp(join(dir, `${arch}-`));
        await writeFile(join(root, 'hello'), `for ${arch}\n`);
        return { arch, root };
      }),
    );
    const prepare = async (workspace: string): Promise<void> => {
      await mkdir(join(workspace, 'dist'), { recursive: true });
      await writeLayout(join(workspace, 'dist', 'image'), roots, { Env: [] });
    };
    const inputs = { from: 'oci-layout://dist/image' };
    const plan = await stage.release('v1.1.0', {
      with: { ...inputs, mode: 'plan' },
      prepare,
      builder: false,
    });
    expect(ended(plan)).toEqual(good);
    expect(publicWrites(plan.calls)).toEqual([]);
    expect(plan.summary).toContain('Plan: v1.1.0 would be released');
    const read = visibleText(githubTree(plan.summary));
    const [, planned] =
      /Image oci-layout:\/\/dist\/image\s*found\s*promoted, nothing is built: (sha256:[0-9a-f]{64}), made by an earlier step/.exec(
        read,
      ) ?? [];
    expect(read).toContain(`will name ${planned ?? 'what the layout has'}`);
    expect(read).toContain('linux/amd64, linux/arm64');

    const result = await stage.release('v1.1.0', { with: inputs, prepare });
    expect(ended(result)).toEqual(good);
    expect(result.outputs).toMatchObject({ verified: 'true', digest: planned });
    expect(builds(result)).toEqual([]);
    const platforms = JSON.parse(result.outputs['platform-digests'] ?? '{}') as Record<string, string>;
    expect(Object.keys(platforms)).toEqual(['linux/amd64', 'linux/arm64']);
    const there = await judges.crane('export', `${judges.image}@${platforms['linux/arm64'] ?? ''}`, '-');
    expect(there.stdout).toContain('for arm64');
    const said = await judges.ghVerify(`oci://${judges.image}:v1.1.0`, '--repo', site.repository);
    expect(said).toMatchObject({ code: 0 });
    expect(said.stdout).toContain('oci-layout://dist/image');
    const verified = await stage.release('v1.1.0', { with: { mode: 'verify' }, builder: false });
    expect(ended(verified)).toEqual(good);

    const seen = await snapshot(site);
    const again = await stage.release('v1.1.0', { with: inputs, prepare, builder: false });
    expect(ended(again)).toEqual(good);
    expect(await snapshot(site)).toEqual(seen);
  },
  RELEASE_MS * 2,
);

test('none of it broke a rule of GitHub, registry or Sigstore', () => {
  expect(stage.site.standIns.violations()).toEqual([]);
});
