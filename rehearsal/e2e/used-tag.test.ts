// A tag that a deleted immutable release has used up: nothing of a release of it becomes public, whenever it is found out.
import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { JobResult } from '../runner/job.ts';
import { snapshot } from '../sweep/snapshot.ts';
import { errorsOf, openStage, publicWrites, RELEASE_MS, SET_UP_MS, type Stage } from './stage.ts';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage({ immutable: true });
}, SET_UP_MS);
afterAll(() => stage.close(), SET_UP_MS);

const git = (...argv: readonly string[]): string =>
  execFileSync('git', ['--git-dir', stage.site.gitDir, ...argv], { encoding: 'utf8' }).trim();

/** As somebody does it by hand: a release of the tag, published and deleted again. */
async function useUp(tag: string): Promise<void> {
  const made = await stage.judges.gh(
    'release',
    'create',
    tag,
    '--repo',
    stage.site.repository,
    '--notes',
    'x',
  );
  expect(made).toMatchObject({ code: 0 });
  const gone = await stage.judges.gh('release', 'delete', tag, '--repo', stage.site.repository, '--yes');
  expect(gone).toMatchObject({ code: 0 });
}

const nothingIsPublic = async (result: JobResult): Promise<void> => {
  expect(result).toMatchObject({ conclusion: 'failure', exitCode: 1, leftovers: [] });
  expect(errorsOf(result)).toContain('belonged to an immutable release that was deleted');
  expect(errorsOf(result)).toContain('git push origin v');
  const now = await snapshot(stage.site);
  expect(now.tags).toEqual({});
  expect(now.releases.filter(({ draft }) => !draft)).toEqual([]);
};

test(
  "H2 is found before anything is built, by GitHub's attestation of the deleted release",
  async () => {
    await useUp('v1.1.0');
    const result = await stage.release('v1.1.0', { builder: false });
    await nothingIsPublic(result);
    expect(publicWrites(result.calls)).toEqual([]);
  },
  RELEASE_MS,
);

test(
  'H2 is found when GitHub refuses to publish, where the tag was another commit then',
  async () => {
    const tag = git('rev-parse', 'refs/tags/v1.2.0');
    git('update-ref', 'refs/tags/v1.2.0', git('rev-parse', 'v1.2.0^{commit}~1'));
    await useUp('v1.2.0');
    git('update-ref', 'refs/tags/v1.2.0', tag);
    const result = await stage.release('v1.2.0');
    await nothingIsPublic(result);
    expect(result.timeline.some(({ title }) => title.startsWith('Publish the release'))).toBe(true);
    expect(result.timeline.some(({ title }) => title.startsWith('Tag '))).toBe(false);
    expect(stage.site.standIns.violations()).toEqual([]);
  },
  RELEASE_MS * 2,
);
