// Platforms over Docker engines elsewhere, reached over SSH and in Docker contexts: OpenSSH's server, each in a network namespace of
// its own. What is down is named and left out, and a node that is lost in mid-build loses its build to another.
import { join } from 'node:path';
import { writeFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { attempt, run } from '../parts/command.ts';
import { freePort } from '../parts/server.ts';
import { type SshClient, type SshNode, sshClient, startSshNode } from '../parts/ssh-node.ts';
import { buildOver } from './node-builds.ts';
import { type OpenGround, openGround } from './node-ground.ts';
import { RELEASE_MS, SET_UP_MS } from './stage.ts';

let ground: OpenGround;
let client: SshClient;
const nodes: SshNode[] = [];

const start = async (): Promise<SshNode> => {
  const node = await startSshNode(ground.parts, ground.env, client, {
    ...{ name: `rehearsal-ssh-${process.pid}-${nodes.length + 1}`, progress: () => undefined },
  });
  nodes.push(node);
  return node;
};
const docker = (args: readonly string[]): Promise<string> =>
  run(ground.parts.tools.docker, args, { env: ground.env });

const yaml = (endpoint: string, platforms: string): string =>
  `- { platforms: "${platforms}", driver: docker-container, endpoint: "${endpoint}" }\n`;

/** Which node of a builder, by its place in the input, a step at the gate runs on: buildx names its container after the node. */
async function placeOf(address: string): Promise<number> {
  const ofBuilders = ['--filter', 'name=buildx_buildkit_nodes-'];
  const ids = (await docker(['ps', '--quiet', ...ofBuilders])).trim().split('\n');
  const format = '{{.Name}} {{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}';
  // Another rehearsal's container may go meanwhile: then docker fails, and tells of the others all the same.
  const seen = await attempt(ground.parts.tools.docker, ['inspect', '--format', format, ...ids], {
    env: ground.env,
  });
  const lines = seen.stdout.split('\n');
  const own = lines.find((line) => line.endsWith(` ${address}`));
  return Number(/-node-(\d+) /.exec(own ?? '')?.[1]) - 1;
}

beforeAll(async () => {
  const open = await openGround();
  client = await sshClient(join(open.dir, 'ssh'), () => undefined);
  // buildx hands this to every BuildKit that it starts.
  const config = join(open.env['BUILDX_CONFIG'] ?? '', 'buildkitd.default.toml');
  await writeFile(config, `[registry.${JSON.stringify(open.registry)}]\n  http = true\n`);
  ground = { ...open, path: [client.bin] };
}, SET_UP_MS);
// An address that is free again may be the next node's.
afterEach(async () => {
  for (const node of nodes.splice(0)) await node.kill();
  await attempt(ground.parts.tools.docker, ['context', 'rm', '--force', 'far'], { env: ground.env });
});
afterAll(() => ground.close(), SET_UP_MS);

test(
  'an engine over ssh and one in a Docker context build side by side; one that does not answer is named',
  async () => {
    const [near, far] = [await start(), await start()];
    await docker(['context', 'create', 'far', '--docker', `host=${far.endpoint}`]);
    const dead = `ssh://root@127.0.0.1:${await freePort()}`;
    // Both are at the gate before either may go on: neither build waits for the other.
    const seen = new Map<number, () => void>();
    ground.onGate(async (address) => {
      const place = await placeOf(address);
      await new Promise<void>((go) => {
        seen.set(place, go);
        if (seen.size === 2) for (const each of seen.values()) each();
      });
    });
    const { build, warnings } = buildOver(
      ground,
      yaml(dead, 'linux/amd64') + yaml(near.endpoint, 'linux/amd64') + yaml('far', 'linux/arm64'),
      ground.waitAtGate,
      { platforms: 'linux/amd64,linux/arm64' },
    );
    const built = await build();
    expect(built.map(({ image }) => image.platform.name)).toEqual(['linux/amd64', 'linux/arm64']);
    expect([...seen.keys()].sort()).toEqual([1, 2]);
    expect(warnings).toEqual([expect.stringMatching(`^the node ${dead} is down: .*ssh`)]);
  },
  RELEASE_MS,
);

/** As looks at a silent build go here: a node that is cut off prints nothing more. */
const silence = { look: 1000 };

test(
  'one node is killed in mid-build, the next is cut off: both are named, and the third builds',
  async () => {
    const all = [await start(), await start(), await start()];
    const lost: SshNode[] = [];
    ground.onGate(async (address) => {
      const node = all[await placeOf(address)];
      if (node === undefined || lost.length === 2) return;
      await (lost.length === 0 ? node.kill() : node.cutOff());
      lost.push(node);
    });
    const { build, warnings } = buildOver(
      ground,
      all.map(({ endpoint }) => yaml(endpoint, 'linux/amd64')).join(''),
      ground.waitAtGate,
      { silence },
    );
    const [built] = await build();
    expect(built?.image.digest).toMatch(/^sha256:/);
    expect(lost).toHaveLength(2);
    expect(warnings.map((warning) => /^the node (\S+) is down: ./.exec(warning)?.[1])).toEqual(
      lost.map(({ endpoint }) => endpoint),
    );
  },
  RELEASE_MS,
);

test(
  'the run stops, naming every node, where no engine answers from the start',
  async () => {
    const dead = `ssh://root@127.0.0.1:${await freePort()}`;
    const { build } = buildOver(
      ground,
      yaml(dead, 'linux/amd64') + yaml('no-such-context', 'linux/amd64'),
      ground.waitAtGate,
    );
    await expect(build()).rejects.toThrow(
      new RegExp(
        `no node is left that builds linux/amd64: the node ${dead} is down: .*; the node no-such-context is down: `,
        's',
      ),
    );
  },
  RELEASE_MS,
);
