// Platforms over real BuildKit daemons, reached over TCP: one that is down is named and left out, and one that is killed in
// mid-build loses its build to another.
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { makeBuilders } from '../../src/steps/prepare/builder.ts';
import { buildAll } from '../../src/steps/prepare/image.ts';
import type { ImagePlan } from '../../src/plan/plan.ts';
import { parseInputs } from '../../src/plan/inputs/parse.ts';
import { makeSteps } from '../../src/run/step.ts';
import { type Buildx, makeBuildx } from '../../src/world/docker/buildx.ts';
import { makeExec } from '../../src/world/process/exec.ts';
import { sha256 } from '../../src/world/registry/registry.ts';
import type { World } from '../../src/world/world.ts';
import { pushBases } from '../parts/bases.ts';
import { buildkitConfig, dockerEnv } from '../parts/builder.ts';
import { ensureBuildkitImage } from '../parts/buildkit-image.ts';
import { attempt, run } from '../parts/command.ts';
import { type Registry, startRegistry } from '../parts/registry.ts';
import { freePort } from '../parts/server.ts';
import { openWorld, type World as Parts } from '../runner/world.ts';
import { RELEASE_MS, SET_UP_MS } from './stage.ts';

interface Node {
  readonly name: string;
  readonly endpoint: string;
  readonly kill: () => Promise<void>;
}

let parts: Parts;
let registry: Registry;
let dir: string;
let env: Readonly<Record<string, string>>;
let base: string;
const started: Node[] = [];
const quiet = (): void => undefined;

async function startNode(): Promise<Node> {
  const { tools, engine } = parts;
  const port = await freePort();
  const name = `rehearsal-node-${port}`;
  const endpoint = `tcp://127.0.0.1:${port}`;
  const image = await ensureBuildkitImage(tools, engine, quiet);
  const config = join(dir, 'buildkitd.toml');
  await run(
    tools.docker,
    [
      ...['run', '--detach', '--rm', '--privileged', '--network', 'host', '--name', name],
      ...['--volume', `${config}:/etc/buildkit/buildkitd.toml:ro`, image, '--addr', endpoint],
    ],
    { env },
  );
  const node = {
    name,
    endpoint,
    kill: async () => {
      await attempt(tools.docker, ['rm', '--force', '--volumes', name], { env });
    },
  };
  started.push(node);
  return node;
}

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'rehearsal-nodes-'));
  parts = await openWorld(quiet);
  registry = await startRegistry(parts.tools, { dir: join(dir, 'registry') });
  env = await dockerEnv(parts.engine, join(dir, 'docker'));
  [base = ''] = await pushBases(parts.tools, parts.bases, registry.port);
  const host = `127.0.0.1:${registry.port}`;
  base = base.replace('ghcr.io', host);
  await writeFile(
    join(dir, 'buildkitd.toml'),
    `${buildkitConfig(undefined, [])}[registry."${host}"]\n  http = true\n`,
  );
}, SET_UP_MS);
afterAll(async () => {
  for (const node of started) await node.kill();
  await registry.stop();
  await parts.close();
  await rm(dir, { recursive: true, force: true });
}, SET_UP_MS);

/** A build over these nodes. */
function over(yaml: string, dockerfile: string) {
  const name = `nodes-${Math.random().toString(36).slice(2)}`;
  const { inputs, faults } = parseInputs({
    ...{ 'builder-nodes': yaml, platforms: 'linux/amd64', mode: 'release', sign: 'keyless' },
    ...{ 'github-token': 'x', timeout: '60m', latest: 'release', 'make-latest': 'auto', builder: 'auto' },
  });
  expect(faults.filter(({ message }) => message.startsWith('builder'))).toEqual([]);
  const exec = makeExec({
    env: { ...env, PATH: dirname(parts.tools.docker) },
    trace: quiet,
    signal: new AbortController().signal,
  });
  const buildx: Buildx = makeBuildx(exec, {
    ...{ path: parts.tools.buildx, workspace: dir, temp: dir, secrets: [] },
    env: { ...env },
  });
  const image = {
    name: `127.0.0.1:${registry.port}/app`,
    registry: `127.0.0.1:${registry.port}`,
    repository: 'app',
  };
  const plan = {
    images: [image],
    platforms: inputs.platforms,
    build: {
      ...{ images: [image.name], context: '.', file: 'Dockerfile', buildArgs: [], buildContexts: [] },
      ...{ secretFiles: [], ssh: [], labels: [], annotations: [], provenance: 'none' },
      cache: {},
    },
  } as unknown as ImagePlan;
  const steps = makeSteps({
    sink: {
      open: quiet,
      close: quiet,
      line: quiet,
    },
    onRecord: quiet,
    signal: new AbortController().signal,
    attempts: 1,
  });
  const warnings: string[] = [];
  const world = {
    buildx,
    registry: {
      shown: () => Promise.resolve(),
      manifest: async (_: unknown, digest: string) => {
        const answer = await fetch(`${registry.url}/v2/app/manifests/${digest}`, {
          headers: { accept: 'application/vnd.oci.image.manifest.v1+json' },
        });
        const bytes = Buffer.from(await answer.arrayBuffer());
        const mediaType = answer.headers.get('content-type') ?? '';
        return { bytes, descriptor: { mediaType, digest: sha256(bytes), size: bytes.length } };
      },
    },
  } as unknown as World;
  const { ready } = makeBuilders({ inputs, own: name, buildx, steps, keep: quiet });
  return {
    warnings,
    build: async () => {
      await writeFile(join(dir, 'Dockerfile'), dockerfile);
      try {
        return await buildAll({ plan, world, steps }, plan.platforms, ready, (line) => warnings.push(line));
      } finally {
        await attempt(parts.tools.buildx, ['rm', '--force', name], { env });
      }
    },
  };
}

const node = ({ endpoint }: Pick<Node, 'endpoint'>): string =>
  `- { platforms: linux/amd64, driver: remote, endpoint: "${endpoint}" }\n`;

test(
  'a node that is down is named, and another builds',
  async () => {
    const living = await startNode();
    const dead = { endpoint: `tcp://127.0.0.1:${await freePort()}` };
    const { build, warnings } = over(node(dead) + node(living), `FROM ${base}\nLABEL a=1\n`);
    const [built] = await build();
    expect(built?.image.digest).toMatch(/^sha256:/);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(new RegExp(`^the node ${dead.endpoint} is down: `));
  },
  RELEASE_MS,
);

/** Steps of a Dockerfile ask here, so that a test knows that one runs, and it ends when the test lets it. */
async function startGate(): Promise<{
  readonly step: string;
  readonly asked: Promise<void>;
  close: () => Promise<void>;
}> {
  let asked = (): void => undefined;
  const first = new Promise<void>((resolve) => {
    asked = resolve;
  });
  let requests = 0;
  const server = createServer((_, response) => {
    requests++;
    // Whoever asks first waits until it is killed.
    if (requests > 1) response.end('go on');
    else asked();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  return {
    step: `RUN wget -q -O - ${url}`,
    asked: first,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The command lines of every process that runs `text`, each with its ancestors': ps is not everywhere. */
async function familiesOf(text: string): Promise<readonly string[]> {
  const all = new Map<string, { parent: string; command: string }>();
  for (const pid of await readdir('/proc')) {
    if (!/^\d+$/.test(pid)) continue;
    try {
      const command = (await readFile(`/proc/${pid}/cmdline`, 'utf8')).replaceAll('\0', ' ');
      const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
      // After the name, which may hold anything: state, parent.
      const [, parent = ''] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      all.set(pid, { parent, command });
    } catch {
      // It has ended.
    }
  }
  const line = (pid: string): string => {
    const one = all.get(pid);
    return one === undefined ? '' : `${one.command}\n${line(one.parent)}`;
  };
  return [...all].filter(([, { command }]) => command.includes(text)).map(([pid]) => line(pid));
}

test(
  'a node that is killed in mid-build is named, and another builds again',
  async () => {
    const [first, second] = [await startNode(), await startNode()];
    const gate = await startGate();
    try {
      const { build, warnings } = over(node(first) + node(second), `FROM ${base}\n${gate.step}\n`);
      const building = build();
      building.catch(quiet);
      await Promise.race([gate.asked, building]);
      // Whichever buildx has chosen.
      const families = await familiesOf(gate.step.replace('RUN ', ''));
      const busy = [first, second].filter(({ endpoint }) => families.some((line) => line.includes(endpoint)));
      expect(busy).toHaveLength(1);
      await busy[0]?.kill();
      const [built] = await building;
      expect(built?.image.digest).toMatch(/^sha256:/);
      expect(warnings).toHaveLength(1);
      expect(warnings[0]).toMatch(new RegExp(`^the node ${busy[0]?.endpoint ?? 'killed'} is down: `));
    } finally {
      await gate.close();
    }
  },
  RELEASE_MS,
);

test(
  'the run stops, naming it, where the only node is killed in mid-build',
  async () => {
    const only = await startNode();
    const gate = await startGate();
    try {
      const building = over(node(only), `FROM ${base}\n${gate.step}\n`).build();
      building.catch(quiet);
      await Promise.race([gate.asked, building]);
      await only.kill();
      await expect(building).rejects.toThrow(
        new RegExp(`^no node is left that builds linux/amd64: the node ${only.endpoint} is down: `),
      );
    } finally {
      await gate.close();
    }
  },
  RELEASE_MS,
);
