import { describe, expect, test } from '@jest/globals';
import { nodeRemedy } from '../../../src/steps/prepare/node-remedy.ts';
import { inputsOf } from '../../support/samples.ts';

const [kubernetes] = inputsOf({
  'builder-nodes': '- { platforms: linux/amd64, driver: kubernetes, driver-opts: { namespace: ci } }',
  platforms: 'linux/amd64',
}).builderNodes;
const [remote] = inputsOf({
  'builder-nodes': '- { platforms: linux/amd64, driver: remote, endpoint: "tcp://amd:1" }',
  platforms: 'linux/amd64',
}).builderNodes;
if (!kubernetes || !remote) throw new Error('the input has a node');

describe('what to do about a node of a cluster', () => {
  // Each as buildx 0.36.1 says it of Kubernetes 1.36.
  test.each([
    [
      'error for bootstrap "b-node-1": deployments.apps "b-node-1" is forbidden: User "ci" cannot get resource "deployments" in API group "apps" in the namespace "ci"',
      'kubectl auth can-i get deployments.apps --namespace ci --as ci ',
    ],
    [
      'pods is forbidden: User "system:serviceaccount:ci:builder" cannot list resource "pods" in API group "" in the namespace "ci"',
      'kubectl auth can-i list pods --namespace ci --as system:serviceaccount:ci:builder ',
    ],
    [
      'error while calling Create for "b-node-1": namespaces "nope" not found',
      'kubectl create namespace nope ',
    ],
    ['expected 1 replicas to be ready, got 0', 'kubectl --namespace ci get events --sort-by=.lastTimestamp '],
    [
      'cannot determine Kubernetes namespace, specify manually: invalid configuration: no configuration has been provided, try setting KUBERNETES_MASTER environment variable',
      'env: { KUBECONFIG: /path/to/kubeconfig } ',
    ],
    ['error for bootstrap "b-node-1": Unauthorized', 'kubectl auth whoami '],
    [
      'error for bootstrap "b-node-1": Get "https://127.0.0.1:9/apis": dial tcp 127.0.0.1:9: connect: connection refused',
      'kubectl cluster-info ',
    ],
    ['it was lost 3 times while it built', 'Start the node again, '],
  ])('%s', (why, remedy) => {
    expect(nodeRemedy([{ node: kubernetes, why }]).startsWith(remedy)).toBe(true);
  });
});

test('any other node is to be started, whatever it says', () => {
  const why = 'Get "https://x": dial tcp 127.0.0.1:9: connect: connection refused';
  expect(nodeRemedy([{ node: remote, why }])).toMatch(/^Start the node again/);
  expect(nodeRemedy([])).toMatch(/^Start the node again/);
});
