// A release run again, cancelled, asked for from elsewhere, and a branch that has none.
import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { brokenRules } from '../sweep/judge.ts';
import { snapshot, type Snapshot } from '../sweep/snapshot.ts';
import { SIGNATURE } from './programs.ts';
import { errorsOf, openStage, publicWrites, RELEASE_MS, SET_UP_MS, type Stage, writes } from './stage.ts';

let stage: Stage;
let nothing: Snapshot;

beforeAll(async () => {
  stage = await openStage();
  nothing = await snapshot(stage.site);
}, SET_UP_MS);
afterAll(() => stage.close(), SET_UP_MS);

test(
  'a tag that is not the commit of the run is refused with the command that releases it',
  async () => {
    const result = await stage.release('v1.2.0', {
      ref: 'refs/heads/main',
      event: 'workflow_dispatch',
      with: { tag: 'v1.1.0' },
      builder: false,
    });
    expect(result).toMatchObject({ conclusion: 'failure', exitCode: 1 });
    expect(errorsOf(result)).toContain('provenance would name the wrong commit');
    expect(errorsOf(result)).toContain(
      `gh workflow run release.yml --repo ${stage.site.repository} --ref v1.1.0`,
    );
    expect(publicWrites(result.calls)).toEqual([]);
  },
  RELEASE_MS,
);

test(
  'out of time, it says what it was waiting for, and nothing is public',
  async () => {
    const result = await stage.release('v1.2.0', { with: { timeout: '2s' } });
    expect(result).toMatchObject({ conclusion: 'failure', exitCode: 1, orphans: 0, leftovers: [] });
    expect(errorsOf(result)).toMatch(/the run took longer than its timeout of 2 s, while it was at: \S/);
    expect(errorsOf(result)).toContain('with: { timeout: 3h }');
    expect((await snapshot(stage.site)).tags).toEqual({});
  },
  RELEASE_MS,
);

test(
  'cancelled while it signs, it stops its children, and post leaves no credentials',
  async () => {
    const result = await stage.release('v1.2.0', {
      cancelAfter: /^POST fulcio\.sigstore\.dev/,
      // The runner's are 7.5 s and 2.5 s, of which a second is used; this machine may have other things to do.
      graces: { interrupt: 300_000, terminate: 2500 },
    });
    expect(result).toMatchObject({ conclusion: 'cancelled', orphans: 0, leftovers: [] });
    expect(result.state['temp']).toContain('release-action-');
    expect(errorsOf(result)).toMatch(/the run was cancelled, while it was at: .*Sign /);
    expect(errorsOf(result)).toContain('Run the workflow again');
    // After SIGINT alone: had the graces passed it would have been killed, and have said nothing.
    expect(result.log.join('\n')).not.toContain('Terminate orphan process');
    const now = await snapshot(stage.site);
    expect(now.tags).toEqual({});
    expect(brokenRules(now, nothing, [])).toEqual([]);
  },
  RELEASE_MS,
);

test(
  'a tag that is moved while its commit is signed: nothing is published under it',
  async () => {
    const git = (...argv: readonly string[]): string =>
      execFileSync('git', ['--git-dir', stage.site.gitDir, ...argv], { encoding: 'utf8' }).trim();
    const tag = git('rev-parse', 'refs/tags/v1.2.0');
    const result = await stage.release('v1.2.0', {
      onCall: ({ host }) => {
        if (host === 'fulcio.sigstore.dev') git('update-ref', 'refs/tags/v1.2.0', 'main~1');
        return Promise.resolve();
      },
    });
    const moved = git('rev-parse', 'main~1');
    git('update-ref', 'refs/tags/v1.2.0', tag);
    expect(result).toMatchObject({ conclusion: 'failure', exitCode: 1, orphans: 0, leftovers: [] });
    expect(errorsOf(result)).toContain(`the tag v1.2.0 was moved to ${moved} while`);
    const now = await snapshot(stage.site);
    expect(now.tags).toEqual({});
    expect(now.releases.filter(({ draft }) => !draft)).toEqual([]);
  },
  RELEASE_MS,
);

test(
  'the next run finishes it, and one more finds everything: no build, no signature, no write',
  async () => {
    const released = await stage.release('v1.2.0');
    expect(released).toMatchObject({ conclusion: 'success', outputs: { verified: 'true' } });
    const before = await snapshot(stage.site);
    const again = await stage.release('v1.2.0');
    expect(again).toMatchObject({ conclusion: 'success', outputs: { verified: 'true', moved: '{}' } });
    expect(again.outputs['digest']).toBe(released.outputs['digest']);
    // A hosted runner is a new machine each time: it has the tools to download again.
    const made = again.timeline.filter(({ outcome }) => outcome === 'made').map(({ title }) => title);
    expect(made.filter((title) => !title.startsWith('Make sure of buildx'))).toEqual([]);
    // Asking for a token is a POST to some of the services, and leaves nothing behind.
    const written = again.calls
      .filter((call) => writes(call) && call.method !== 'CONNECT' && !/\/token\b/.test(call.path))
      .map(({ method, host, path }) => `${method} ${host}${path}`);
    expect(written).toEqual([]);
    expect(await snapshot(stage.site)).toEqual(before);
    expect(again.summary).toContain('nothing was left to do');
  },
  RELEASE_MS * 2,
);

test(
  'a push to the default branch publishes latest alone, signed and attested; an older one does not take it back',
  async () => {
    const git = (...argv: readonly string[]): string =>
      execFileSync('git', ['--git-dir', stage.site.gitDir, ...argv], {
        env: {
          PATH: process.env['PATH'],
          ...{ GIT_AUTHOR_NAME: 'Ana', GIT_AUTHOR_EMAIL: 'ana@example.com' },
          ...{ GIT_COMMITTER_NAME: 'Ana', GIT_COMMITTER_EMAIL: 'ana@example.com' },
        },
        encoding: 'utf8',
      }).trim();
    const older = git('rev-parse', 'main');
    const newer = git('commit-tree', 'main^{tree}', '-p', 'main', '-m', 'feat: what comes next');
    git('update-ref', 'refs/heads/main', newer);
    const push = { ref: 'refs/heads/main', with: { latest: 'branch' } } as const;
    const before = await snapshot(stage.site);

    const result = await stage.release('main', push);
    expect({ conclusion: result.conclusion, errors: errorsOf(result) }).toEqual({
      conclusion: 'success',
      errors: '',
    });
    const digest = result.outputs['digest'] ?? '';
    const after = await snapshot(stage.site);
    expect(after.tags).toEqual({ ...before.tags, latest: digest });
    expect(after.releases).toEqual(before.releases);
    expect(brokenRules(after, nothing, [])).toEqual([]);
    expect(after.referrers[digest]).toContain(SIGNATURE);

    git('update-ref', 'refs/heads/main', older);
    const late = await stage.release('main', push);
    expect(late).toMatchObject({ conclusion: 'success', outputs: { moved: '{}' } });
    expect((await snapshot(stage.site)).tags).toEqual(after.tags);
  },
  RELEASE_MS * 2,
);

test('none of it broke a rule of GitHub, registry or Sigstore', () => {
  expect(stage.site.standIns.violations()).toEqual([]);
});
