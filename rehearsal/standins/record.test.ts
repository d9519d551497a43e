// The record of calls, and what counts as a violation.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { findCurl } from '../parts/curl.ts';
import { withoutSecrets } from './core/calls.ts';
import { type World, fetchOf, inside, createWorld } from './fixture.ts';
import type { Call, StandInsOptions } from './world.ts';

jest.setTimeout(60_000);

let world: World | undefined;

async function start(options?: Partial<StandInsOptions>) {
  world = await createWorld(options);
  return { ...world, get: fetchOf(world.standIns) };
}

afterEach(async () => {
  await world?.stop();
  world = undefined;
});

const REPO = 'https://api.github.com/repos/octo-org/example';
const broken = (call: Promise<Response>) =>
  call
    .then(
      async (response) => {
        await response.text();
        return String(response.status);
      },
      () => 'broken',
    )
    .catch(() => 'broken body');

describe('the record', () => {
  test('one line a call, without secrets, sizes and agent told', async () => {
    const { dir, standIns, get } = await start();
    await get(`${REPO}/releases?per_page=5`, {
      headers: { authorization: `Bearer ${standIns.token}`, 'user-agent': 'test/1' },
    });
    const text = readFileSync(join(dir, 'out', 'requests.jsonl'), 'utf8');
    const [line = '{}'] = text.split('\n');
    expect(JSON.parse(line) as Call).toMatchObject({
      n: 1,
      run: '77/1',
      method: 'GET',
      host: 'api.github.com',
      path: '/repos/octo-org/example/releases?per_page=5',
      status: 200,
      requestBytes: 0,
      responseBytes: 2,
      userAgent: 'test/1',
    });
    expect(text).not.toContain(standIns.token);
  });

  test.each([
    ['/a?sig=abc&x=1', '/a?sig=***&x=1'],
    ['/a?x=1&jwt=abc', '/a?x=1&jwt=***'],
    ['/a?design=abc', '/a?design=abc'],
  ])('%s', (path, shown) => {
    expect(withoutSecrets(path)).toBe(shown);
  });

  test('other hosts are refused and noted', async () => {
    const { standIns, get } = await start();
    expect(await broken(get('https://example.com/'))).toBe('broken');
    expect(standIns.calls()).toMatchObject([{ method: 'CONNECT', host: 'example.com', status: 403 }]);
  });

  test('a token that goes astray is a violation', async () => {
    const { standIns, get } = await start();
    const headers = { authorization: `Bearer ${standIns.token}` };
    expect(await broken(get('https://tuf-repo-cdn.sigstore.dev/timestamp.json', { headers }))).toBe('401');
    expect(standIns.violations()).toEqual([
      'GITHUB_TOKEN was sent to tuf-repo-cdn.sigstore.dev/timestamp.json',
    ]);
  });

  test('what GitHub does not document is a violation', async () => {
    const { standIns, get } = await start();
    await get(`${REPO}/releases?size=5`);
    await get(`${REPO}/nothing`);
    expect(standIns.violations()).toEqual([
      'GET api.github.com/repos/octo-org/example/releases: request: undocumented query parameter size',
      "GET api.github.com/repos/octo-org/example/nothing: no such operation in the rehearsal's OpenAPI description",
    ]);
  });
});

test('a tool is downloaded from where the world has it, by curl', async () => {
  const file = join(import.meta.dirname, 'record.test.ts');
  const address = 'github.com/sigstore/cosign/releases/download/v3.0.6/cosign-linux-amd64';
  const w = await start({ downloads: { [address]: file, 'dl.example.org/tool': file } });
  const { file: program, env } = await findCurl((line) => process.stderr.write(`${line}\n`));
  const curl = (url: string) =>
    inside(w, [program, '--fail', '--silent', '--location', `https://${url}`], env);
  expect((await curl(address)).output).toBe(readFileSync(file, 'utf8'));
  expect((await curl('dl.example.org/tool')).code).toBe(0);
  expect((await curl('dl.example.org/other')).code).toBe(22);
}, 900_000);
