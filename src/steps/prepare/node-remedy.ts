// What to do about a node that is down, by what it says of itself.
import type { BuilderNode } from '../../plan/inputs/builder-nodes.ts';

interface Down {
  readonly node: BuilderNode;
  readonly why: string;
}

const inDocs = 'docs/recipes/native-runners.md';

/** In the words of Kubernetes and of its client (seen of 1.36 by buildx 0.36.1); what each says in the rehearsal is tested there. */
const ofKubernetes: readonly (readonly [
  says: RegExp,
  remedy: (found: RegExpExecArray, where: string) => string,
])[] = [
  [
    /User "([^"]+)" cannot (\w+) resource "([^"]+)"(?: in API group "([^"]*)")? in the namespace "([^"]+)"/,
    ([, user = '', verb = '', resource = '', group = '', namespace = '']) =>
      `kubectl auth can-i ${verb} ${resource}${group === '' ? '' : `.${group}`} --namespace ${namespace} --as ${user}   # no: the Role that it needs is in ${inDocs}`,
  ],
  [
    /namespaces "([^"]+)" not found/,
    ([, namespace = '']) =>
      `kubectl create namespace ${namespace}   # or name another one: driver-opts: { namespace: … }`,
  ],
  [
    /expected \d+ replicas to be ready/,
    (_, where) =>
      `kubectl${where} get events --sort-by=.lastTimestamp   # why its pod does not start; driver-opts: { timeout: 5m } waits longer`,
  ],
  [
    /no configuration has been provided|cannot determine Kubernetes namespace|requires kubernetes API access/,
    () =>
      'env: { KUBECONFIG: /path/to/kubeconfig }   # of the job, or of this step; a step before this one writes the file',
  ],
  [
    /\bUnauthorized\b|provide credentials|x509: |getting credentials: /,
    () =>
      "kubectl auth whoami   # with the KUBECONFIG of this job: the cluster does not take its credentials, or it does not take the cluster's",
  ],
  [
    /dial tcp|i\/o timeout|deadline exceeded|no such host|proxyconnect/i,
    () => 'kubectl cluster-info   # with the KUBECONFIG of this job; behind a proxy: env: { NO_PROXY: … }',
  ],
];

/** A remedy for the first of these nodes that tells what is wrong. */
export function nodeRemedy(down: readonly Down[]): string {
  for (const { node, why } of down.filter(({ node }) => node.driver === 'kubernetes')) {
    const namespace = node.driverOpts.find((opt) => opt.startsWith('namespace='))?.slice('namespace='.length);
    const where = namespace === undefined ? '' : ` --namespace ${namespace}`;
    for (const [says, remedy] of ofKubernetes) {
      const found = says.exec(why);
      if (found) return remedy(found, where);
    }
  }
  return 'Start the node again, or give another one for these platforms in builder-nodes; then run the workflow again.';
}
