import { expect, test } from '@jest/globals';
import { makeBuilderNodes } from '../../../src/world/docker/builder-nodes.ts';
import { inputsOf } from '../../support/samples.ts';

const node = (driver: string, more = ''): string =>
  `- { platforms: linux/amd64, driver: ${driver}${more} }\n`;
const nodesOf = (yaml: string): ReturnType<typeof inputsOf>['builderNodes'] =>
  inputsOf({ 'builder-nodes': yaml, platforms: 'linux/amd64' }).builderNodes;

/** buildx that answers a command by how it begins; the longest beginning counts. */
function buildx(
  answers: Readonly<Record<string, { readonly code?: number; readonly out?: string; readonly err?: string }>>,
) {
  const told: string[] = [];
  const nodes = makeBuilderNodes((argv) => {
    const command = argv.join(' ');
    told.push(command);
    const begins = Object.keys(answers).filter((one) => command.startsWith(one));
    const {
      code = 0,
      out = '',
      err = '',
    } = answers[begins.sort((a, b) => b.length - a.length)[0] ?? ''] ?? {};
    return Promise.resolve({ code, stdout: Buffer.from(out), stderr: err });
  }, new Map());
  return { nodes, told };
}

const inspected = `Name: b
Driver: kubernetes

Nodes:
Name: b-node-1
Status: inactive

Name: b-node-2
Status: running
`;

test('R11 a node that does not start says why, and not only that it does not run', async () => {
  const { nodes, told } = buildx({
    'inspect --bootstrap': {
      code: 1,
      // What buildx prints then of all nodes may be out of date.
      out: inspected.replaceAll('running', 'inactive'),
      err: '#1 [internal] booting buildkit\n#1 ERROR: namespaces "nope" not found\n',
    },
    inspect: { out: inspected },
  });
  expect(await nodes.startNodes('b')).toEqual([
    { name: 'b-node-1', down: 'namespaces "nope" not found', isStopped: true },
    { name: 'b-node-2' },
  ]);
  expect(told).toEqual(['inspect --bootstrap -- b', 'inspect -- b']);
});

test('R12 what buildx has started for nodes that leave is in another builder, to be removed', async () => {
  const { nodes, told } = buildx({});
  await nodes.createNodes('b', nodesOf(node('kubernetes', ', driver-opts: { namespace: ci }').repeat(3)));
  told.length = 0;
  await nodes.leave('b', 'b-node-2', 'b-lost');
  await nodes.leave('b', 'b-node-3', 'b-lost');
  const kept = (at: number): string =>
    `--node b-node-${at} --driver kubernetes --platform linux/amd64 --driver-opt namespace=ci`;
  expect(told).toEqual([
    'create --name b --leave --node b-node-2',
    `create --name b-lost ${kept(2)}`,
    'create --name b --leave --node b-node-3',
    `create --name b-lost --append ${kept(3)}`,
  ]);
});

test('R14 a node is given its platforms once more, and nothing else of it changes', async () => {
  const { nodes, told } = buildx({ 'create --name b --node b-node-2': { code: 1, err: 'ERROR: gone' } });
  await nodes.createNodes('b', nodesOf(node('remote', ', endpoint: "tcp://amd:1"').repeat(2)));
  const platforms = nodesOf(node('kubernetes'))[0]?.platforms ?? [];
  expect(await nodes.assign('b', 'b-node-1', platforms)).toBeUndefined();
  expect(told.at(-1)).toBe(
    'create --name b --node b-node-1 --driver remote --platform linux/amd64 -- tcp://amd:1',
  );
  expect(await nodes.assign('b', 'b-node-2', platforms)).toBe('gone');
});

test('of a remote node buildx has started nothing, and one that is out of reach is let go', async () => {
  const remote = buildx({});
  await remote.nodes.createNodes('b', nodesOf(node('remote', ', endpoint: "tcp://amd:1"')));
  await remote.nodes.leave('b', 'b-node-1', 'b-lost');
  expect(remote.told.at(-1)).toBe('create --name b --leave --node b-node-1');

  const far = buildx({ 'create --name b-lost': { code: 1, err: 'ERROR: no route to host' } });
  await far.nodes.createNodes('b', nodesOf(node('docker-container', ', endpoint: "ssh://a@b"').repeat(2)));
  for (const at of [1, 2]) await far.nodes.leave('b', `b-node-${at}`, 'b-lost');
  // There is no such builder to append to.
  expect(far.told.filter((one) => one.includes('b-lost')).join('\n')).not.toContain('--append');
});
