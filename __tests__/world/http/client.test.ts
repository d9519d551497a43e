import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readBody } from '../../../src/world/http/body.ts';
import { makeHttp } from '../../../src/world/http/client.ts';
import { followed, gitHubOrigins } from '../../../src/world/http/origin.ts';
import type { Http, HttpRequest } from '../../../src/world/http/request.ts';

interface Place {
  readonly origin: string;
  /** `GET /path token`, as it came. */
  readonly asked: string[];
  answer: (request: http.IncomingMessage, response: http.ServerResponse) => void;
  close(): void;
}

async function place(): Promise<Place> {
  const asked: string[] = [];
  const server = http.createServer((request, response) => {
    asked.push([request.method, request.url, request.headers.authorization].join(' ').trim());
    made.answer(request, response);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const made: Place = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    answer: (_request, response) => response.end('content'),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
  return made;
}

const redirectTo =
  (location: string, status = 307): Place['answer'] =>
  (_request, response) =>
    response.writeHead(status, { location }).end();

let ours: Place;
let theirs: Place;
let ask: Http;
const authorization = 'Bearer secret';
const text = async (request: HttpRequest): Promise<string> =>
  (await readBody((await ask(request)).body, 1000, 'it')).toString();

beforeEach(async () => {
  [ours, theirs] = await Promise.all([place(), place()]);
  ask = makeHttp({ userAgent: 'test', origins: [ours.origin], silenceMs: 1000 });
});
afterEach(() => {
  ours.close();
  theirs.close();
});

describe('a token', () => {
  test('is shown to its own origin', async () => {
    expect(await text({ method: 'GET', url: `${ours.origin}/a`, headers: { authorization } })).toBe(
      'content',
    );
    expect(ours.asked).toEqual(['GET /a Bearer secret']);
  });

  test.each([301, 302, 303, 307, 308])(
    'does not follow a %d to another port of the same host',
    async (status) => {
      ours.answer = redirectTo(`${theirs.origin}/b`, status);
      expect(
        await text({ method: 'GET', url: `${ours.origin}/a`, headers: { Authorization: authorization } }),
      ).toBe('content');
      expect(theirs.asked).toEqual(['GET /b']);
    },
  );

  test('does not come back once it was left behind', async () => {
    ours.answer = (request, response) => {
      if (request.url === '/a') redirectTo(`${theirs.origin}/b`)(request, response);
      else response.end('end');
    };
    theirs.answer = redirectTo(`${ours.origin}/c`);
    expect(await text({ method: 'GET', url: `${ours.origin}/a`, headers: { authorization } })).toBe('end');
    expect(ours.asked).toEqual(['GET /a Bearer secret', 'GET /c']);
  });

  test.each(['https://api.github.com.evil.example', 'http://api.github.com', 'https://api.github.com:8443'])(
    'is not sent to %s, which an answer named',
    async (origin) => {
      const gitHub = makeHttp({ userAgent: 'test', origins: ['https://api.github.com'] });
      const asked = gitHub({ method: 'GET', url: `${origin}/next`, headers: { authorization } });
      await expect(asked).rejects.toMatchObject({ code: 'foreign-origin' });
    },
  );

  test('goes to the origins of its GitHub', () => {
    expect(gitHubOrigins({ apiUrl: 'https://api.github.com', serverUrl: 'https://github.com' })).toEqual([
      'https://api.github.com',
      'https://github.com',
      'https://uploads.github.com',
    ]);
    expect(gitHubOrigins({ apiUrl: 'https://api.o.ghe.com', serverUrl: 'https://o.ghe.com' })).toContain(
      'https://uploads.o.ghe.com',
    );
    expect(gitHubOrigins({ apiUrl: 'https://g.example/api/v3', serverUrl: 'https://g.example' })).toContain(
      'https://g.example',
    );
  });
});

describe('what writes', () => {
  test.each([307, 308, 302])('does not follow a %d to another origin', async (status) => {
    ours.answer = redirectTo(`${theirs.origin}/b`, status);
    const sent = ask({ method: 'PUT', url: `${ours.origin}/a`, headers: { authorization }, body: 'release' });
    await expect(sent).rejects.toMatchObject({ code: 'foreign-origin' });
    expect(theirs.asked).toEqual([]);
  });

  test('follows a repository that was renamed', async () => {
    ours.answer = (request, response) => {
      if (request.url === '/a') redirectTo('/b')(request, response);
      else request.pipe(response);
    };
    expect(
      await text({ method: 'POST', url: `${ours.origin}/a`, headers: { authorization }, body: 'release' }),
    ).toBe('release');
    expect(ours.asked).toEqual(['POST /a Bearer secret', 'POST /b Bearer secret']);
  });

  test('follows nothing where it is a stream, which is sent once', async () => {
    ours.answer = redirectTo('/b');
    const answer = await ask({ method: 'POST', url: `${ours.origin}/a`, body: Readable.from(['release']) });
    answer.body.destroy();
    expect(answer.status).toBe(307);
    expect(ours.asked).toEqual(['POST /a']);
  });
});

test('nothing goes from HTTPS to HTTP', () => {
  const request = { method: 'GET', url: 'https://a.example/x?sig=secret' };
  expect(() => followed(request, 302, new URL(request.url), new URL('http://a.example/x'))).toThrow(
    'a.example redirects to http://a.example, which is not encrypted',
  );
});

test('an endless way ends', async () => {
  ours.answer = redirectTo('/a');
  await expect(ask({ method: 'GET', url: `${ours.origin}/a` })).rejects.toThrow(
    /redirects more than 5 times$/,
  );
});

describe('a server that falls silent', () => {
  const silent = {
    code: 'ETIMEDOUT',
    message: expect.stringContaining('the server was silent for 1 s') as unknown,
  };

  test('before it answers', async () => {
    ours.answer = () => undefined;
    await expect(ask({ method: 'GET', url: `${ours.origin}/a` })).rejects.toMatchObject(silent);
  });

  test('in the middle of its answer', async () => {
    ours.answer = (_request, response) => response.writeHead(200, { 'content-length': '100' }).write('half');
    await expect(text({ method: 'GET', url: `${ours.origin}/a` })).rejects.toMatchObject(silent);
  });

  test('while it is sent something', async () => {
    ours.answer = () => undefined;
    const endless = new Readable({
      read() {
        this.push(Buffer.alloc(65536));
      },
    });
    await expect(ask({ method: 'POST', url: `${ours.origin}/a`, body: endless })).rejects.toMatchObject(
      silent,
    );
  });

  test('is not one whose answer nobody reads', async () => {
    const whole = Buffer.alloc(50_000_000);
    ours.answer = (_request, response) => response.end(whole);
    const { body } = await ask({ method: 'GET', url: `${ours.origin}/a` });
    // Longer than the silence that is suffered.
    await new Promise((later) => setTimeout(later, 2500));
    expect((await readBody(body, whole.length, 'it')).length).toBe(whole.length);
  });
});

test('an answer that breaks off is an error', async () => {
  ours.answer = (_request, response) =>
    response.writeHead(200, { 'content-length': '100' }).write('half', () => response.destroy());
  await expect(text({ method: 'GET', url: `${ours.origin}/a` })).rejects.toMatchObject({
    code: 'ECONNRESET',
  });
});

test('a compressed answer is unpacked, and one that breaks off is an error too', async () => {
  const packed = gzipSync('content'.repeat(1000));
  ours.answer = ({ headers, url }, response) => {
    expect(headers['accept-encoding']).toBe('gzip');
    response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': String(packed.length) });
    if (url === '/whole') response.end(packed);
    else response.write(packed.subarray(0, 20), () => response.destroy());
  };
  const read = async (path: string): Promise<number> =>
    (
      await readBody(
        (await ask({ method: 'GET', url: ours.origin + path, compressed: true })).body,
        9000,
        'it',
      )
    ).length;
  expect(await read('/whole')).toBe(7000);
  await expect(read('/half')).rejects.toMatchObject({ code: 'ECONNRESET' });
});
