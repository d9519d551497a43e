import { type IncomingMessage, type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { type TokenProbe, makeProbe } from '../../../src/world/github/permissions.ts';
import { contextOf } from '../../support/published.ts';

let server: Server | undefined;
afterEach(() => {
  server?.close();
  server = undefined;
});

/** A GitHub that answers everything with one status, and tells what it was asked. */
async function answering(
  status: number,
  headers: Readonly<Record<string, string>> = {},
  breaksOff = false,
  body = '{}',
): Promise<{ readonly probe: TokenProbe; readonly asked: IncomingMessage[] }> {
  const asked: IncomingMessage[] = [];
  server = createServer((request, response) => {
    asked.push(request);
    request.resume().on('end', () => {
      response.writeHead(status, { ...headers, 'content-length': body.length });
      if (breaksOff) response.write('{', () => response.destroy());
      else response.end(body);
    });
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const at = `http://127.0.0.1:${port}`;
  const { repository } = contextOf();
  const here = { ...repository, url: `${at}/octo-org/signpost`, apiUrl: at };
  const retryPolicy = { attempts: 1, firstMs: 1, maxMs: 1 };
  return { probe: makeProbe({ token: 't', repository: here, userAgent: 'test', retryPolicy }), asked };
}

describe('contents: write is asked as git asks before a push', () => {
  test.each([
    [200, 'present'],
    [401, 'missing'],
    [403, 'missing'],
    [404, 'unknown'],
  ])('%d is %s', async (status, state) => {
    const { probe, asked } = await answering(status);
    expect(await probe.contents()).toBe(state);
    expect(asked.map(({ method, url }) => [method, url])).toEqual([
      ['GET', '/octo-org/signpost.git/info/refs?service=git-receive-pack'],
    ]);
    expect(asked[0]?.headers.authorization).toBe(
      `Basic ${Buffer.from('x-access-token:t').toString('base64')}`,
    );
  });
});

describe('H8 attestations: write is asked by a body that cannot succeed; 422 before the permission was looked at proves nothing', () => {
  test.each([
    [422, 'unknown'],
    [400, 'unknown'],
    [403, 'missing'],
    [404, 'unknown'],
  ])('%d is %s', async (status, state) => {
    const { probe, asked } = await answering(status);
    expect(await probe.attestations()).toBe(state);
    expect(asked.map(({ method, url }) => [method, url])).toEqual([
      ['POST', '/repos/octo-org/signpost/attestations'],
    ]);
  });
});

test("an owner's plan without attestations is no missing permission", async () => {
  const message =
    'Feature not available for the octo-org organization. To enable this feature, please upgrade.';
  const { probe } = await answering(403, {}, false, JSON.stringify({ message, status: '403' }));
  expect(await probe.attestations()).toBe('unknown');
});

test('an answer that breaks off has said enough', async () => {
  const { probe } = await answering(422, {}, true);
  expect(await probe.attestations()).toBe('unknown');
});

describe("GitHub's clock", () => {
  test.each([
    [0, 0],
    [600, 600],
    [-600, -600],
  ])('ahead by %d s', async (ahead, expected) => {
    const date = new Date(Date.now() + ahead * 1000).toUTCString();
    const { probe } = await answering(200, { date });
    expect(Math.abs((await probe.clockSkew())! - expected)).toBeLessThan(30);
  });
});
