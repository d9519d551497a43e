import { expect, test } from '@jest/globals';
import { isEnterpriseServer, ownRegistry } from '../../src/plan/server.ts';

test.each([
  ['https://github.com', false, 'ghcr.io'],
  ['https://octo.ghe.com', false, 'containers.octo.ghe.com'],
  ['https://git.example.org', true, 'containers.git.example.org'],
  ['https://git.example.org:8443', true, 'containers.git.example.org:8443'],
  ['https://github.com.example.org', true, 'containers.github.com.example.org'],
])('O13 %s', (serverUrl, isOwn, registry) => {
  expect(isEnterpriseServer({ serverUrl })).toBe(isOwn);
  expect(ownRegistry({ serverUrl })).toBe(registry);
});
