import { describe, expect, test } from '@jest/globals';
import { ReleaseError } from '../../../src/errors.ts';
import { isLostConnection, readFailure } from '../../../src/world/docker/buildkit-failure.ts';
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

describe('R13 the connection to BuildKit was lost', () => {
  // As buildx 0.36.1 says it of a pod that is deleted: the first gently, the second by force.
  const gone =
    'ERROR: failed to build: failed to receive status: rpc error: code = Unavailable desc = closing transport due to: connection error: desc = "error reading from server: ';
  test.each([
    [
      'by a pod that ended',
      `ERROR: command terminated with exit code 1\n${gone}EOF", received prior goaway`,
      true,
    ],
    ['by a pod that was killed', `${gone}command terminated with exit code 137"`, true],
    [
      'not by a step that fails',
      'ERROR: failed to build: failed to solve: process "make" did not complete successfully: exit code: 2',
      false,
    ],
    [
      'not by a step that only speaks of it',
      `#7 ${gone}EOF"\nERROR: failed to build: failed to solve: exit code: 1`,
      false,
    ],
  ])('%s', (_, said, lost) => {
    expect(isLostConnection(new ReleaseError(`buildx exited with 1:\n${said}`, { hint: 'h' }))).toBe(lost);
  });

  test('by one that neither prints nor answers', () => {
    expect(isLostConnection(new ReleaseError('silent', { hint: 'h', code: 'builder-silent' }))).toBe(true);
    expect(isLostConnection(new TypeError('no'))).toBe(false);
  });
});
