import { describe, expect, test } from '@jest/globals';
import { digest } from '../../../src/plan/brands.ts';
import type { Download } from '../../../src/world/tools/download.ts';
import { attestationsOf, bundlesIn, listedSum, looksLikeHtml } from '../../../src/world/tools/proof.ts';

const a = 'a'.repeat(64);
const b = 'b'.repeat(64);

describe('a sum in a checksum file', () => {
  test.each([
    ['in text mode', `${a}  tool\n${b}  other\n`, a],
    ['in binary mode', `${b} *other\n${a} *tool\n`, a],
    ['with CRLF and no last newline', `${b}  other\r\n${a}  tool\r`, a],
    ['in capitals', `${a.toUpperCase()}  tool`, a],
    ['listed twice alike', `${a}  tool\n${a} *tool\n`, a],
    ['listed twice, differently', `${a}  tool\n${b}  tool\n`, undefined],
    ['of a name that only ends alike', `${a}  my-tool\n${b}  dir/tool\n`, undefined],
    ['too short', `${a.slice(1)}  tool\n`, undefined],
    ['not there', `${b}  other\n`, undefined],
    ['of a web page', '<!DOCTYPE html><html>', undefined],
  ])('%s', (_name, text, expected) => {
    expect(listedSum(text, 'tool')).toBe(expected);
  });
});

test.each([
  ['<!DOCTYPE html><html>', true],
  ['\r\n  <HTML lang="en">', true],
  ['<?xml version="1.0"?>', true],
  ['\u007fELF <html>', false],
  ['', false],
])('%j is a web page: %s', (text, expected) => {
  expect(looksLikeHtml(Buffer.from(text))).toBe(expected);
});

test.each([
  ['one document', '{"a":1}', [{ a: 1 }]],
  ['one document on several lines', '{\n  "a": {\n  "b": 1 }\n}\n', [{ a: { b: 1 } }]],
  ['one on each line', '{"a":1}\n{"a":2}\n', [{ a: 1 }, { a: 2 }]],
])('bundles in %s', (_name, text, expected) => {
  expect(bundlesIn(Buffer.from(text))).toEqual(expected);
});

describe('the attestations that GitHub keeps', () => {
  const subject = digest(`sha256:${a}`);
  const api = 'https://api.github.com';
  const list = `${api}/repos/cli/cli/attestations/sha256:${a}?per_page=30&predicate_type=provenance`;

  /** Answers these URLs, each once, and fails on any other. */
  function answering(answers: Record<string, Buffer | undefined>): {
    download: Download;
    rest: () => string[];
  } {
    const left = new Map(Object.entries(answers));
    return {
      download: async (url) => {
        if (!left.has(url)) throw new Error(`unexpected: ${url}`);
        const answer = left.get(url);
        left.delete(url);
        return await Promise.resolve(answer);
      },
      rest: () => [...left.keys()],
    };
  }

  test('come with the answer, or from where it says, compressed', async () => {
    const stored = Buffer.concat([Buffer.from([9, 8 << 2]), Buffer.from('{"b": 22}')]);
    const { download, rest } = answering({
      [list]: Buffer.from(
        JSON.stringify({
          attestations: [
            { bundle: { b: 1 } },
            { bundle: null, bundle_url: 'https://storage.example/x?sig=1' },
          ],
        }),
      ),
      'https://storage.example/x?sig=1': stored,
    });
    expect(await attestationsOf(subject, 'cli/cli', api, download)).toEqual([{ b: 1 }, { b: 22 }]);
    expect(rest()).toEqual([]);
  });

  test('are none when GitHub knows none', async () => {
    const { download } = answering({ [list]: undefined });
    expect(await attestationsOf(subject, 'cli/cli', api, download)).toEqual([]);
  });

  test.each([
    ['{}', 'GitHub answered without a list of attestations'],
    ['{"attestations":[{}]}', 'GitHub answered with an attestation without a bundle'],
    [
      '{"attestations":[{"bundle_url":"https://storage.example/x"}]}',
      'GitHub named a bundle that is not there',
    ],
  ])('cannot be read from %s', async (answer, message) => {
    const { download } = answering({ [list]: Buffer.from(answer), 'https://storage.example/x': undefined });
    await expect(attestationsOf(subject, 'cli/cli', api, download)).rejects.toThrow(new Error(message));
  });
});
