import { describe, expect, test } from '@jest/globals';
import { nodesAnswer, parseNodes, startFailures } from '../../../src/world/docker/node-states.ts';

/** As buildx 0.36.1 prints it, of three nodes: one cut off, one whose certificate is refused, one well. */
const text = `Name:          own
Driver:        remote
Last Activity: 2026-11-26 18:55:20 +0000 UTC

Nodes:
Name:           own-node-1
Endpoint:       tcp://172.17.0.2:1234
Status:         inactive

Name:           own-node-2
Endpoint:       tcp://172.17.0.3:1234
Error:          listing workers: remote error: tls: certificate required

Name:             own-node-3
Endpoint:         tcp://172.17.0.4:1234
Status:           running
BuildKit version: v0.29.0
Platforms:        linux/amd64, linux/386
Labels:
 org.mobyproject.buildkit.worker.hostname: 95899b7b74b7
`;

test('what does not run is told with what it says', () => {
  expect(parseNodes(text)).toEqual([
    { name: 'own-node-1', down: 'inactive', isStopped: true },
    { name: 'own-node-2', down: 'listing workers: remote error: tls: certificate required' },
    { name: 'own-node-3' },
  ]);
});

const only = (status: string): string => `Name: x\nDriver: remote\n\nNodes:\nName: x0\n${status}\n`;

describe('a builder answers', () => {
  test.each<[string, string, readonly string[] | undefined, boolean]>([
    ['whose nodes that may be at it run', text, ['own-node-3'], true],
    ['whose nodes that may be at it have left it', text, ['own-node-9'], true],
    ['of which a node that may be at it is cut off', text, ['own-node-1', 'own-node-3'], false],
    ['of which a node that may be at it refuses', text, ['own-node-2'], false],
    ['that somebody else made, and which runs', only('Status: running'), undefined, true],
    ['that somebody else made, and which is cut off', only('Status: inactive'), undefined, false],
    ['that somebody else made, and which says an error', only('Error: no'), undefined, false],
    ['of a buildx that tells no nodes', 'Name: x\nDriver: docker-container\n', undefined, true],
  ])('%s', (_, printed, own, answers) => {
    expect(nodesAnswer(printed, own)).toBe(answers);
  });
});

describe('R11 why a node did not start', () => {
  // As buildx 0.36.1 prints it, of a cluster without room and of one that refuses us.
  const several = `#1 [own-node-2 internal] booting buildkit
#1 waiting for 1 pods to be ready, timeout: 40 seconds
#1 ...

#2 [own-node-1 internal] booting buildkit
#2 ERROR: error for bootstrap "own-node-1": deployments.apps "own-node-1" is forbidden

#1 [own-node-2 internal] booting buildkit
#1 waiting for 1 pods to be ready, timeout: 40 seconds 40.5s done
#1 ERROR: expected 1 replicas to be ready, got 0
------
 > [own-node-1 internal] booting buildkit:
------
ERROR: error for bootstrap "own-node-1": deployments.apps "own-node-1" is forbidden
`;
  test('is told of each, where there are several', () => {
    const why = startFailures(several);
    expect(['own-node-1', 'own-node-2', 'own-node-3'].map(why)).toEqual([
      'error for bootstrap "own-node-1": deployments.apps "own-node-1" is forbidden',
      'expected 1 replicas to be ready, got 0',
      undefined,
    ]);
  });

  test('is told without its name, where it is the only one to start', () => {
    const one = '#1 [internal] booting buildkit\n#1 ERROR: expected 1 replicas to be ready, got 0\n';
    expect(startFailures(one)('own-node-7')).toBe('expected 1 replicas to be ready, got 0');
  });
});
