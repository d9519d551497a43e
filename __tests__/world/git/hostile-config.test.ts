import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { makeGit } from '../../../src/world/git/git.ts';
import { makeExec } from '../../../src/world/process/exec.ts';

const run = promisify(execFile);

let dir: string;
let server: http.Server;
let url: string;
const asked: string[] = [];
const base = { PATH: process.env['PATH'] ?? '', HOME: '/nonexistent', GIT_CONFIG_NOSYSTEM: '1' };

beforeEach(async () => {
  asked.length = 0;
  dir = mkdtempSync(join(tmpdir(), 'hostile-git-'));
  const git = (...args: string[]) => run('git', args, { cwd: dir, env: base });
  await git('init', '--quiet');
  const who = ['-c', 'user.name=Dev', '-c', 'user.email=dev@example.com'];
  await git(...who, 'commit', '--quiet', '--allow-empty', '-m', 'feat: one');
  // Git's server asks who it is, so that helpers and prompts would have their turn.
  server = http.createServer(({ url: path }, response) => {
    asked.push(path ?? '');
    response.writeHead(401, { 'www-authenticate': 'Basic realm="git"' }).end();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/o/r`;
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
  rmSync(dir, { recursive: true });
});

const token = 'ghs_in_the_environment';

/** Every Git command that this action runs, in a repository whose configuration another one has written. */
async function everything(configuration: string): Promise<boolean> {
  const mark = join(dir, 'was-run');
  const program = join(dir, 'program');
  writeFileSync(program, `#!/bin/sh\nenv > '${mark}'\nexit 1\n`, { mode: 0o755 });
  const config = join(dir, '.git', 'config');
  const text = configuration.replaceAll('PROGRAM', program).replaceAll('URL', url);
  writeFileSync(config, `${readFileSync(config, 'utf8')}${text}\n`);
  const exec = makeExec({ env: { ...base, SSH_ASKPASS: program, DISPLAY: ':0' } });
  const git = makeGit(exec, { cwd: dir, remote: url, env: { TOKEN: token } });
  const head = await git.commitOf('HEAD');
  const excluded = { name: 'v1.0.0', commit: 'a'.repeat(40), annotated: false } as never;
  await Promise.allSettled([
    git.remoteTags(),
    git.deepen({ tag: 'v1.1.0', commit: head, exclude: [excluded] }),
    git.tags(),
    git.tagNames(),
    git.log({ tip: head, exclude: [] }, (commit) => commit),
    git.isAncestor(head, head),
    git.isShallow(),
    git.show(head, 'CHANGELOG.md'),
    git.listFiles(head, '**'),
    git.committerDate(head),
    git.signsTags(),
  ]);
  return existsSync(mark);
}

describe('the repository’s own configuration runs no program', () => {
  test.each([
    ['core.sshCommand', '[core]\nsshCommand = PROGRAM\n[url "ssh://git@example.com/"]\ninsteadOf = URL'],
    ['credential.helper', '[credential]\nhelper = PROGRAM'],
    ['credential.<url>.helper', '[credential "URL"]\nhelper = !PROGRAM'],
    ['core.askPass', '[core]\naskPass = PROGRAM'],
    ['core.gitProxy', '[core]\ngitProxy = PROGRAM\n[url "git://example.com/"]\ninsteadOf = URL'],
    ['remote.*.uploadpack', '[remote "URL"]\nuploadpack = PROGRAM\n[url "/"]\ninsteadOf = URL'],
    ['remote.*.vcs', '[remote "URL"]\nvcs = ext\nurl = ext::PROGRAM'],
    ['url.*.insteadOf', '[url "ext::PROGRAM "]\ninsteadOf = URL\n[protocol "ext"]\nallow = always'],
    ['core.fsmonitor', '[core]\nfsmonitor = PROGRAM'],
    ['core.alternateRefsCommand', '[core]\nalternateRefsCommand = PROGRAM'],
    [
      'core.pager and gpg.program',
      '[core]\npager = PROGRAM\n[gpg]\nprogram = PROGRAM\n[log]\nshowSignature = true',
    ],
    ['include.path', '[include]\npath = ../included'],
  ])(
    'by %s',
    async (key, configuration) => {
      writeFileSync(
        join(dir, 'included'),
        `[credential]\nhelper = ${join(dir, 'program')}\n[core]\naskPass = ${join(dir, 'program')}\n`,
      );
      expect({ key, ran: await everything(configuration) }).toEqual({ key, ran: false });
    },
    60_000,
  );

  test('by a hook', async () => {
    for (const hook of ['reference-transaction', 'post-checkout', 'pre-auto-gc', 'post-index-change']) {
      writeFileSync(join(dir, '.git', 'hooks', hook), `#!/bin/sh\nenv > '${join(dir, 'was-run')}'\n`, {
        mode: 0o755,
      });
    }
    expect(await everything('')).toBe(false);
  });

  test('and this server was asked: the commands did get that far', async () => {
    await everything('');
    expect(asked).not.toEqual([]);
  });
});
