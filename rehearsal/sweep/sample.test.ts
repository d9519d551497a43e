import { expect, test } from '@jest/globals';
import type { Call } from '../standins/world.ts';
import { nameOf } from './points.ts';
import { sampleOf } from './sample.ts';

const call = (n: number, method: string, host: string, path: string): Call => ({
  n,
  run: 'r',
  time: '',
  method,
  host,
  path,
  userAgent: 'node',
});

test('each kind that may change something is killed in both forms and spoiled once, what is seen first', () => {
  const calls = [
    call(1, 'GET', 'api.github.com', '/repos/o/r/releases'),
    call(2, 'PUT', 'ghcr.io', '/v2/o/r/manifests/sha256:ab'),
    call(3, 'POST', 'uploads.github.com', '/repos/o/r/releases/7000/assets?name=a'),
    call(4, 'POST', 'uploads.github.com', '/repos/o/r/releases/7000/assets?name=a'),
  ];
  const [upload, manifest] = [
    'node POST uploads.github.com/repos/o/r/releases/<id>/assets?name=a',
    'node PUT ghcr.io/v2/o/r/manifests/sha256:ab',
  ];
  expect(sampleOf(calls).map(nameOf)).toEqual([
    `kill after ${upload} #1`,
    `kill before ${upload} #1`,
    `kill after ${manifest} #1`,
    `kill before ${manifest} #1`,
    `fault 500 ${upload} #1`,
    `fault 429 ${manifest} #1`,
  ]);
});
