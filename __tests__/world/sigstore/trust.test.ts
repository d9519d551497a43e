import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { tufHandlers } from '@tufjs/repo-mock/dist/handler.js';
import { initializeTUFRepo } from '@tufjs/repo-mock/dist/repo.js';
import { ReleaseError, messageOf } from '../../../src/errors.ts';
import { verifyBundle } from '../../../src/world/sigstore/verify.ts';
import { type TrustOptions, joinTrust, loadTrust } from '../../../src/world/sigstore/trust.ts';
import { makeAuthority } from '../../support/world/authority.ts';

const signer = { san: 'https://example.com/signer', issuer: 'https://example.com' };
const statement = {
  _type: 'https://in-toto.io/Statement/v1',
  subject: [],
  predicateType: 'p',
  predicate: {},
};

let dir: string;
let server: http.Server;
let asked: string[];

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'trust-'));
  asked = [];
});

afterEach(async () => {
  if (server.listening) await new Promise((done) => server.close(done));
  await rm(dir, { recursive: true });
});

/** Serves a TUF repository with these targets; answers its URL and the file with its first root. */
async function serve(
  targets: Readonly<Record<string, string>>,
): Promise<{ readonly tufMirror: string; readonly tufRoot: string }> {
  const repo = initializeTUFRepo(Object.entries(targets).map(([name, content]) => ({ name, content })));
  const handlers = new Map(tufHandlers(repo, { metadataPathPrefix: '' }).map(({ path, fn }) => [path, fn]));
  server = http.createServer((request, response) => {
    asked.push(request.url ?? '');
    const answer = handlers.get(request.url ?? '')?.();
    response.writeHead(answer?.statusCode ?? 404).end(answer?.response);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const tufRoot = join(dir, 'first-root.json');
  await writeFile(tufRoot, JSON.stringify(repo.rootMeta.toJSON()));
  return { tufMirror: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, tufRoot };
}

async function refusal(options: TrustOptions): Promise<{ message: string; hint: string }> {
  try {
    await loadTrust(options);
  } catch (error) {
    if (error instanceof ReleaseError) return { message: messageOf(error), hint: error.hint };
    throw error;
  }
  throw new Error('the root of trust was loaded');
}

describe('through TUF', () => {
  test('the root verifies bundles, and cosign and gh get their files', async () => {
    const authority = await makeAuthority();
    const root = JSON.stringify(authority.rootJson);
    const { tufMirror, tufRoot } = await serve({
      'trusted_root.json': root,
      'signing_config.v0.2.json': '{"a":1}',
    });
    const trust = await loadTrust({ tufMirror: `${tufMirror}/`, tufRoot, dir: join(dir, 'own') });
    expect(await readFile(trust.trustedRootFile, 'utf8')).toBe(`${root}\n`);
    expect(await readFile(trust.signingConfigFile ?? '', 'utf8')).toBe('{"a":1}');
    expect(trust).toMatchObject({ instance: 'public-good', custom: true });
    const bundle = await authority.attest(statement, signer);
    expect(verifyBundle(bundle, trust, signer).predicateType).toBe('p');
  });

  test('a repository without a signing configuration is enough', async () => {
    const authority = await makeAuthority();
    const { tufMirror, tufRoot } = await serve({ 'trusted_root.json': JSON.stringify(authority.rootJson) });
    const trust = await loadTrust({ tufMirror, tufRoot, dir });
    expect(trust).not.toHaveProperty('signingConfigFile');
  });

  test('metadata is asked for again each time, targets only when they changed', async () => {
    const authority = await makeAuthority();
    const { tufMirror, tufRoot } = await serve({ 'trusted_root.json': JSON.stringify(authority.rootJson) });
    await loadTrust({ tufMirror, tufRoot, dir });
    const first = asked.splice(0);
    await loadTrust({ tufMirror, tufRoot, dir });
    expect(first.filter((path) => path.startsWith('/targets/'))).toHaveLength(1);
    expect(asked).toContain('/timestamp.json');
    expect(asked.filter((path) => path.startsWith('/targets/'))).toEqual([]);
  });

  test('a root that did not sign the metadata is refused', async () => {
    const { tufMirror } = await serve({ 'trusted_root.json': '{}' });
    const stranger = join(dir, 'stranger.json');
    await writeFile(stranger, JSON.stringify(initializeTUFRepo([]).rootMeta.toJSON()));
    const { message, hint } = await refusal({ tufMirror, tufRoot: stranger, dir });
    expect(message).toBe(
      `Sigstore's root of trust could not be loaded from ${tufMirror}: timestamp was signed by 0/1 keys`,
    );
    expect(hint).toBe(
      `curl -fsS ${tufMirror}/timestamp.json   # must answer from this runner, through its proxy if it has one`,
    );
  });

  test('a mirror without its first root is refused', async () => {
    const { tufMirror } = await serve({});
    expect(await refusal({ tufMirror, dir })).toEqual({
      message: `Sigstore's root of trust could not be loaded from ${tufMirror}: No root.json found for mirror: ${tufMirror}`,
      hint: 'TUF_ROOT_JSON=root.json   # a mirror of your own needs its first root, obtained out of band',
    });
    expect(asked).toEqual([]);
  });
});

describe('from a file', () => {
  test('with a root on each line, each instance finds its own', async () => {
    const publicGood = await makeAuthority();
    const github = await makeAuthority({ fulcio: 'https://fulcio.githubapp.com' });
    const trustedRoot = join(dir, 'trusted_root.jsonl');
    await writeFile(
      trustedRoot,
      [publicGood, github].map((one) => `${JSON.stringify(one.rootJson)}\n`).join(''),
    );
    const ofPublic = await loadTrust({ trustedRoot, dir });
    expect(verifyBundle(await publicGood.attest(statement, signer), ofPublic, signer).predicateType).toBe(
      'p',
    );
    const ofGitHub = await loadTrust({ trustedRoot, instance: 'github', dir });
    const unlogged = await github.attest(statement, { ...signer, time: 'tsa', log: false });
    expect(verifyBundle(unlogged, ofGitHub, signer).predicateType).toBe('p');
    expect(await readFile(ofGitHub.trustedRootFile, 'utf8')).toContain(
      '"uri":"https://fulcio.githubapp.com"',
    );
  });

  test('two roots as one: each bundle by the instance that signed it, and gh gets a file with both', async () => {
    const open = await makeAuthority();
    const github = await makeAuthority({ fulcio: 'https://fulcio.githubapp.com' });
    const trustedRoot = join(dir, 'roots.jsonl');
    await writeFile(trustedRoot, [open, github].map((one) => `${JSON.stringify(one.rootJson)}\n`).join(''));
    const trust = await joinTrust(
      await loadTrust({ trustedRoot, dir: join(dir, 'open') }),
      await loadTrust({ trustedRoot, instance: 'github', dir: join(dir, 'github') }),
    );
    const unlogged = { ...signer, time: 'tsa', log: false } as const;
    for (const bundle of [await open.attest(statement, signer), await github.attest(statement, unlogged)])
      expect(verifyBundle(bundle, trust, signer).predicateType).toBe('p');
    // Without its log entry a bundle of the public instance is nobody's.
    const cut = await open.attest(statement, unlogged);
    expect(() => verifyBundle(cut, trust, signer)).toThrow(/certificate|timestamp/);
    const roots = (await readFile(trust.rootsFile ?? '', 'utf8')).trimEnd().split('\n');
    expect(roots.map((line) => line.includes('githubapp.com'))).toEqual([false, true]);
  });

  test.each([
    ['not there', undefined, /: ENOENT: /],
    ['no JSON', '<html>', /: Unexpected token/],
    ['without the instance', '{"certificateAuthorities":[]}', /: it holds no root of the github instance$/],
  ])('a file %s is refused', async (_name, content, why) => {
    const trustedRoot = join(dir, 'root.json');
    if (content !== undefined) await writeFile(trustedRoot, content);
    const { message, hint } = await refusal({ trustedRoot, instance: 'github', dir });
    expect(message).toMatch(/^The root of trust in .*root\.json cannot be used: /);
    expect(message).toMatch(why);
    expect(hint).toBe(`gh attestation trusted-root > ${trustedRoot}`);
  });

  test("GitHub's instance is not to be had without one", async () => {
    expect(await refusal({ instance: 'github', dir })).toEqual({
      message: "GitHub's Sigstore root of trust was not given",
      hint: 'gh attestation trusted-root > trusted_root.jsonl',
    });
  });
});
