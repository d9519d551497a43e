import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import type { Attestor } from '../../../src/world/sigstore/attestor.ts';
import { makeSecretGuard } from '../../../src/world/files/secret-guard.ts';
import type { GitHub, GitHubRelease } from '../../../src/world/github/types.ts';
import { guardedAttestor, guardedComments, guardedGitHub } from '../../../src/world/github/guarded.ts';

const token = 'ghs_16C7e42F292c6912E7710c838347Ae178B4a';
const guard = makeSecretGuard([{ name: 'github-token', value: token }]);
const folder = mkdtempSync(join(tmpdir(), 'guarded-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const sent: string[] = [];
const send = (what: string) => () => (sent.push(what), Promise.resolve('sent' as never));
const github = guardedGitHub(
  {
    createDraft: send('create'),
    updateDraft: send('update'),
    upload: send('upload'),
    storeAttestation: send('store'),
    release: send('read'),
  } as unknown as GitHub,
  guard,
);
const comments = guardedComments({ keep: send('comment') }, guard);
const attestor = guardedAttestor({ statement: send('statement') } as unknown as Attestor, guard);
const release = {} as GitHubRelease;
const fields = { tag: 'v1.2.0', name: 'v1.2.0', body: 'notes', prerelease: false };
const file = (text: string): { file: string } => {
  const path = join(folder, 'asset');
  writeFileSync(path, text);
  return { file: path };
};
const asset = { name: 'a.txt', contentType: 'text/plain' };
const payload = { dsseEnvelope: { payload: Buffer.from(`{"a":"${token}"}`).toString('base64') } };

describe('a secret does not leave', () => {
  test.each<[string, () => Promise<unknown>, string]>([
    [
      'in the notes of a new draft',
      () => github.createDraft({ ...fields, body: token }),
      'the notes of the release',
    ],
    [
      'in the notes of one that goes on',
      () => github.updateDraft(1, { ...fields, body: `a${token}` }),
      'the notes of the release',
    ],
    ['in a title', () => github.updateDraft(1, { ...fields, name: token }), 'the title of the release'],
    [
      'in an asset from memory',
      () => github.upload(release, asset, { bytes: Buffer.from(token) }),
      'the asset a.txt',
    ],
    [
      'in an asset from the disk',
      () => github.upload(release, asset, file(`PATH=/\0TOKEN=${token}`)),
      'the asset a.txt',
    ],
    ['in a label', () => github.upload(release, { ...asset, label: token }, file('')), 'the label of a.txt'],
    ['in an attestation', () => github.storeAttestation(payload), 'an attestation'],
    ['in a comment', () => comments.keep(1, '<!-- -->', token), 'the comment'],
    [
      'in a statement that would be signed',
      () => attestor.statement([], 'https://spdx.dev/Document/v2.3', { name: token }),
      'the attestation of type https://spdx.dev/Document/v2.3',
    ],
  ])('%s', async (_, call, what) => {
    sent.length = 0;
    await expect(call()).rejects.toMatchObject({
      code: 'secret-held',
      message: `${what} holds a secret of this run: github-token; it was not sent`,
    });
    expect(sent).toEqual([]);
  });

  test('and nothing else is kept back', async () => {
    sent.length = 0;
    await github.createDraft(fields);
    await github.updateDraft(1, fields);
    await github.upload(release, asset, file('x'));
    await github.upload(release, asset, { bytes: Buffer.from('x') });
    await github.storeAttestation({});
    await github.release(1);
    await comments.keep(1, '', 'plan');
    await attestor.statement([], 'x', {});
    expect(sent).toEqual(['create', 'update', 'upload', 'upload', 'store', 'read', 'comment', 'statement']);
  });
});
