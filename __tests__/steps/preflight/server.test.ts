import { describe, expect, test } from '@jest/globals';
import { serverFaults } from '../../../src/steps/preflight/server.ts';
import { contextOf, inputsOf } from '../../support/samples.ts';

const on = (server: string, raw: Readonly<Record<string, string>>): readonly (string | undefined)[] =>
  serverFaults(
    inputsOf(raw),
    contextOf({ GITHUB_SERVER_URL: server, GITHUB_API_URL: `${server}/api/v3` }),
  ).map(({ message }) => message.split(' is ', 1)[0]);

describe('a GitHub Enterprise Server', () => {
  const server = 'https://git.example.org';
  test('O11 has no artifact attestations', () => {
    expect(on(server, { sign: 'none' })).toEqual(['attest: true']);
  });
  test('O12 gives tokens that Sigstore does not know', () => {
    expect(on(server, { attest: 'false' })).toEqual(['sign: keyless']);
  });
  test('is told all of it at once, and takes what needs neither', () => {
    expect(on(server, {})).toEqual(['sign: keyless', 'attest: true']);
    expect(on(server, { sign: 'none', attest: 'false' })).toEqual([]);
  });
});

test.each(['https://github.com', 'https://octo.ghe.com'])('%s has both', (server) => {
  expect(on(server, {})).toEqual([]);
});
