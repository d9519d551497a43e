import { describe, expect, test } from '@jest/globals';
import { parseInputs } from '../../../src/plan/inputs/parse.ts';
import { nodeArgs } from '../../../src/world/docker/buildx-args.ts';
import { parseNodes, refusalIn } from '../../../src/world/docker/node-states.ts';
import { inputDefaults } from '../../support/action-defaults.ts';
import { inputsOf } from '../../support/samples.ts';

const amd = '- { platforms: linux/amd64, driver: remote, endpoint: "tcp://amd:1" }\n';
const arm = '- { platforms: [linux/arm64, linux/arm/v7], driver: remote, endpoint: "tcp://arm:1" }\n';

test('nodes are told apart by their place, and each is sent its own platforms', () => {
  const opts =
    '- platforms: linux/arm64\n  driver: remote\n  endpoint: tcp://arm:1\n  driver-opts: { cacert: /c/ca.pem, cert: /c/cert.pem }\n';
  const { builderNodes } = inputsOf({ 'builder-nodes': amd + opts });
  expect(
    builderNodes.map((node, at) =>
      nodeArgs({ builder: 'b', name: `b-node-${at + 1}`, isFirst: at === 0 }, node).join(' '),
    ),
  ).toEqual([
    'create --name b --node b-node-1 --driver remote --platform linux/amd64 -- tcp://amd:1',
    'create --name b --append --node b-node-2 --driver remote --platform linux/arm64 --driver-opt cacert=/c/ca.pem --driver-opt cert=/c/cert.pem -- tcp://arm:1',
  ]);
});

test('a node over ssh, in a Docker context, or in a cluster', () => {
  const args = (yaml: string): string => {
    const [node] = inputsOf({ 'builder-nodes': yaml, platforms: 'linux/arm64' }).builderNodes;
    return node ? nodeArgs({ builder: 'b', name: 'b-node-1', isFirst: true }, node).slice(5).join(' ') : '';
  };
  expect(args('- { platforms: linux/arm64, driver: docker-container, endpoint: "ssh://me@arm" }')).toBe(
    '--driver docker-container --platform linux/arm64 -- ssh://me@arm',
  );
  expect(args('- { platforms: linux/arm64, driver: docker-container, endpoint: my-context }')).toBe(
    '--driver docker-container --platform linux/arm64 -- my-context',
  );
  expect(
    args('- { platforms: linux/arm64, driver: kubernetes, driver-opts: ["namespace=ci", "replicas=2"] }'),
  ).toBe('--driver kubernetes --platform linux/arm64 --driver-opt namespace=ci --driver-opt replicas=2');
});

describe('nodes that cannot be used are refused before anything is built', () => {
  test.each<[string, Readonly<Record<string, string>>, RegExp]>([
    ['a: b', {}, /not a YAML list/],
    ['- [', {}, /not a YAML list/],
    ['- x', {}, /node 1 is not a mapping/],
    ['- { platforms: linux/amd64, driver: docker }', {}, /node 1 has no driver of remote, docker-container/],
    ['- { platforms: linux/amd64, driver: remote }', {}, /node 1 needs an endpoint/],
    ['- { platforms: linux/amd64, driver: remote, endpoint: "--leave" }', {}, /node 1 needs an endpoint/],
    [
      '- { platforms: linux/amd64, driver: docker-container, endpoint: "http://a" }',
      {},
      /node 1 has an endpoint that is neither an address, as ssh:/,
    ],
    [
      '- { platforms: linux/amd64, driver: kubernetes, endpoint: "https://cluster:6443" }',
      {},
      /node 1 has an endpoint, which the kubernetes driver does not take/,
    ],
    [
      '- { platforms: linux/amd64, driver: remote, endpoint: 1 }',
      {},
      /node 1 has an endpoint that is no text/,
    ],
    ['- { driver: remote, endpoint: "tcp://a:1" }', {}, /node 1 names no platforms/],
    ['- { platforms: amd64, driver: remote, endpoint: "tcp://a:1" }', {}, /"amd64", which is not a platform/],
    ['- { platform: linux/amd64, driver: kubernetes }', {}, /has the key "platform"/],
    [
      '- { platforms: linux/amd64, driver: kubernetes, driver-opts: [x] }',
      {},
      /driver-opts that are not key=value/,
    ],
    [amd, {}, /no node has linux\/arm64/],
    [amd + arm, { builder: 'mine' }, /builder and builder-nodes both/],
    [
      amd + '- { platforms: linux/arm64, driver: kubernetes }',
      {},
      /remote and kubernetes are in one builder/,
    ],
  ])('%j', (yaml, more, message) => {
    const { faults } = parseInputs({ ...inputDefaults, 'builder-nodes': yaml, ...more });
    expect(faults.map((fault) => fault.message).join('\n')).toMatch(message);
  });

  test('but a build job needs a node for its own platforms alone', () => {
    const { faults } = parseInputs({ ...inputDefaults, 'builder-nodes': amd, mode: 'build' });
    expect(faults).toEqual([]);
  });
});

test('what buildx prints of nodes is read: running, inactive, or why not', () => {
  const text = `Name:          b
Driver:        remote
Last Activity: 2026-11-26 15:51:02 +0000 UTC

Nodes:
Name:      b-node-1
Endpoint:  tcp://127.0.0.1:4999
Status:    running
Platforms: linux/amd64*

Name:      b-node-2
Endpoint:  tcp://127.0.0.1:5000
Status:    inactive
Platforms: linux/arm64*

Name:      b-node-3
Endpoint:  tcp://127.0.0.1:5001
Error:     context deadline exceeded
`;
  expect(parseNodes(text)).toEqual([
    { name: 'b-node-1' },
    { name: 'b-node-2', down: 'inactive', isStopped: true },
    { name: 'b-node-3', down: 'context deadline exceeded' },
  ]);
});

test('why buildx takes a node into no builder is read from its error', () => {
  expect(
    refusalIn(
      'ERROR: failed to initialize builder b (b-node-2): error during connect: command [ssh -- a] has exited\n',
    ),
  ).toBe('error during connect: command [ssh -- a] has exited');
  expect(refusalIn('ERROR: no valid drivers found')).toBe('no valid drivers found');
  expect(refusalIn('something else')).toBe('something else');
  expect(refusalIn('')).toBe('it says nothing');
});

test('the first node that is taken begins the builder', () => {
  const [node] = inputsOf({ 'builder-nodes': amd, platforms: 'linux/amd64' }).builderNodes;
  expect(node && nodeArgs({ builder: 'b', name: 'b-node-2', isFirst: true }, node).slice(0, 5)).toEqual([
    'create',
    '--name',
    'b',
    '--node',
    'b-node-2',
  ]);
});
