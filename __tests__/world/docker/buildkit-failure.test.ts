import { describe, expect, test } from '@jest/globals';
import { ReleaseError } from '../../../src/errors.ts';
import { readFailure } from '../../../src/world/docker/buildkit-failure.ts';
import { TransientError } from '../../../src/world/retry/retry.ts';

describe('a build that failed', () => {
  const pushing =
    'ERROR: failed to solve: failed to push ghcr.io/o/r: unexpected status: 500 Internal Server Error';
  test.each([
    ['at the registry, is built again', `buildx build exited with 1:\n#9 pushing\n${pushing}`, true],
    [
      'since the registry lost a blob that it had taken, is built again',
      'exited with 1:\n#20 CANCELED\nERROR: failed to build: failed to solve: failed to push ghcr.io/o/r: errors:\nunknown: provided digest did not match uploaded content\nunknown: blob unknown to registry - sha256:01',
      true,
    ],
    [
      'before BuildKit was reached, is built again',
      'exited with 1:\nERROR: failed to build: listing workers: failed to list workers: Unavailable: connection error: desc = "error reading server preface: read unix @->/docker.sock: use of closed network connection"',
      true,
    ],
    [
      'since the registry refuses it, is not',
      'exited with 1:\nERROR: failed to solve: failed to push ghcr.io/o/r: errors:\ndenied: permission_denied: write_package\nunauthorized: unauthorized',
      false,
    ],
    [
      'at a step that speaks of a broken connection, is not',
      'exited with 1:\n#9 curl: connection reset by peer\nERROR: failed to solve: process "make" did not complete successfully: exit code: 2',
      false,
    ],
  ])('%s', (_, message, again) => {
    expect(readFailure(new ReleaseError(message, { hint: 'h' })) instanceof TransientError).toBe(again);
  });
});

test.each([
  [
    'ERROR: failed to build: failed to solve: process "/bin/sh -c npm ci" did not complete successfully: exit code: 1',
    'the build failed: process "/bin/sh -c npm ci" did not complete successfully: exit code: 1',
  ],
  [
    'ERROR: failed to solve: ghcr.io/o/base:9: not found\nView build details: docker-desktop://x',
    'the build failed: ghcr.io/o/base:9: not found',
  ],
  ['error: unknown flag', 'buildx build exited with 1:'],
])('%s is the headline, and the output stays below', (last, headline) => {
  const message = `buildx build exited with 1:\n#9 [2/2] RUN npm ci\n${last}`;
  const { message: read } = readFailure(new ReleaseError(message, { hint: 'h' })) as ReleaseError;
  expect(read.split('\n', 1)).toEqual([headline]);
  expect(read.endsWith(message)).toBe(true);
});

describe('a build that failed', () => {
  const said = (name: string): string =>
    `buildx build exited with 1:\n${name}:25\n--------------------\n  25 | >>> RUN false\n--------------------\nERROR: failed to solve`;
  test.each([
    ['docker/Dockerfile', 'Dockerfile', { file: 'docker/Dockerfile', line: 25 }],
    ['Dockerfile.alpine', 'Dockerfile.alpine', { file: 'Dockerfile.alpine', line: 25 }],
    ['Dockerfile', 'other.sh', undefined],
    [undefined, 'Dockerfile', undefined],
  ])('in %s names the line of %s', (file, name, at) => {
    const read = readFailure(new ReleaseError(said(name), { hint: 'h', code: 'tool-failed' }), file);
    expect(read).toMatchObject({ message: said(name), hint: 'h', code: 'tool-failed' });
    expect((read as ReleaseError).at).toEqual(at);
  });
});
