import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { shown } from '../../../src/world/http/origin.ts';
import { type Download, makeDownload } from '../../../src/world/tools/download.ts';
import { type Answer, type Server, redirectTo, startServer } from '../../support/world/tools/server.ts';

let github: Server;
let elsewhere: Server;
let download: Download;
const limit = { maxBytes: 100 };

beforeEach(async () => {
  github = await startServer();
  elsewhere = await startServer();
  download = makeDownload({
    userAgent: 'test',
    token: 'secret',
    tokenOrigins: [github.origin],
    retryPolicy: { attempts: 2, firstMs: 1, maxMs: 1 },
  });
});

afterEach(async () => {
  await Promise.all([github.close(), elsewhere.close()]);
});

describe('the token', () => {
  test('is shown to GitHub', async () => {
    github.files.set('/file', Buffer.from('content'));
    expect((await download(`${github.origin}/file`, limit))?.toString()).toBe('content');
    expect(github.asked).toEqual(['/file authorization: Bearer secret']);
  });

  test('is not shown to another host', async () => {
    elsewhere.files.set('/file', Buffer.from('content'));
    await download(`${elsewhere.origin}/file`, limit);
    expect(elsewhere.asked).toEqual(['/file']);
  });

  test('follows a redirect on the same origin', async () => {
    github.files.set('/old', redirectTo('/new'));
    github.files.set('/new', Buffer.from('content'));
    await download(`${github.origin}/old`, limit);
    expect(github.asked).toEqual(['/old authorization: Bearer secret', '/new authorization: Bearer secret']);
  });

  test('stays behind at a redirect to another host, even when the way leads back', async () => {
    github.files.set('/file', redirectTo(`${elsewhere.origin}/file`));
    elsewhere.files.set('/file', redirectTo(`${github.origin}/end`));
    github.files.set('/end', Buffer.from('content'));
    expect((await download(`${github.origin}/file`, limit))?.toString()).toBe('content');
    expect(elsewhere.asked).toEqual(['/file']);
    expect(github.asked).toEqual(['/file authorization: Bearer secret', '/end']);
  });

  test('is not picked up on a redirect to GitHub', async () => {
    elsewhere.files.set('/file', redirectTo(`${github.origin}/file`));
    github.files.set('/file', Buffer.from('content'));
    await download(`${elsewhere.origin}/file`, limit);
    expect(github.asked).toEqual(['/file']);
  });

  test('goes by default to api.github.com alone, so not to a name that only looks like it', async () => {
    const careful = makeDownload({ userAgent: 'test', token: 'secret' });
    elsewhere.files.set('/api.github.com', Buffer.from('content'));
    await careful(`${elsewhere.origin.replace('//', '//api.github.com@')}/api.github.com`, limit);
    expect(elsewhere.asked).not.toContainEqual(expect.stringContaining('secret'));
  });
});

describe('a file', () => {
  test.each([404, 410])('that is answered with %d is not there', async (status) => {
    github.files.set('/file', (response) => response.writeHead(status).end());
    expect(await download(`${github.origin}/file`, limit)).toBeUndefined();
  });

  test('that does not come at the first try is asked for again', async () => {
    let tries = 0;
    github.files.set('/file', (response) => {
      tries += 1;
      if (tries === 1) response.writeHead(503).end();
      else response.end('content');
    });
    expect((await download(`${github.origin}/file`, limit))?.toString()).toBe('content');
  });

  test.each<[string, Answer, string | RegExp]>([
    ['too long', (response) => response.end(Buffer.alloc(101)), 'the file is longer than 100 bytes'],
    ['refused', (response) => response.writeHead(403).end(), /^127\.0\.0\.1:\d+ answered 403$/],
    ['a redirect to nowhere', (response) => response.writeHead(302).end(), /^127\.0\.0\.1:\d+ answered 302$/],
    ['a redirect to itself', redirectTo('/file'), /^127\.0\.0\.1:\d+ redirects more than 5 times$/],
    [
      'cut off',
      (response) => {
        response.writeHead(200, { 'content-length': '50' }).write('half', () => response.destroy());
      },
      'aborted',
    ],
  ])('that is %s is an error', async (_name, answer, message) => {
    github.files.set('/file', answer);
    await expect(download(`${github.origin}/file`, limit)).rejects.toThrow(
      typeof message === 'string' ? new Error(message) : message,
    );
  });

  test('is shown without the query that opens it', () => {
    expect(shown('https://storage.example/a/b?sig=secret#x')).toBe('https://storage.example/a/b');
  });
});
