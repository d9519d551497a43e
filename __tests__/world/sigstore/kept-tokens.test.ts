import { expect, test } from '@jest/globals';
import { keptTokens } from '../../../src/world/sigstore/kept-tokens.ts';

const tokenFor = (seconds: number, name: string): string =>
  [
    '',
    Buffer.from(JSON.stringify({ exp: Date.now() / 1000 + seconds, name })).toString('base64url'),
    '',
  ].join('.');

function asked(tokens: readonly (string | Error)[]): {
  ask: (audience: string) => Promise<string>;
  audiences: string[];
} {
  const audiences: string[] = [];
  const ask = (audience: string): Promise<string> => {
    const token = tokens[audiences.push(audience) - 1];
    return token instanceof Error || token === undefined
      ? Promise.reject(token ?? new Error('none'))
      : Promise.resolve(token);
  };
  return { ask, audiences };
}

test('a token serves as long as it has a minute left', async () => {
  const { ask, audiences } = asked([tokenFor(300, 'a')]);
  const token = keptTokens(ask);
  expect(await token('sigstore')).toBe(await token('sigstore'));
  expect(audiences).toEqual(['sigstore']);
});

test.each([
  ['that is about to expire', tokenFor(30, 'a')],
  ['that does not say when it expires', 'a.e30.c'],
  ['that cannot be read', 'opaque'],
])('another is asked for in place of one %s', async (_, first) => {
  const { ask, audiences } = asked([first, tokenFor(300, 'b')]);
  const token = keptTokens(ask);
  expect(await token('sigstore')).toBe(first);
  expect(await token('sigstore')).not.toBe(first);
  expect(audiences).toHaveLength(2);
});

test('each audience has its own, and who asks at once shares one', async () => {
  const { ask, audiences } = asked([tokenFor(300, 'a'), tokenFor(300, 'b')]);
  const token = keptTokens(ask);
  await Promise.all([token('sigstore'), token('sigstore'), token('other')]);
  expect(audiences).toEqual(['sigstore', 'other']);
});

test('one that could not be had is asked for again', async () => {
  const good = tokenFor(300, 'a');
  const { ask } = asked([new Error('busy'), good]);
  const token = keptTokens(ask);
  await expect(token('sigstore')).rejects.toThrow('busy');
  expect(await token('sigstore')).toBe(good);
});
