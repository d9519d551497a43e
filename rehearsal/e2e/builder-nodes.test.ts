// Platforms over real BuildKit daemons, reached over TCP: one that is down is named and left out, and one that is killed in
// mid-build loses its build to another.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
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

/** A build over these nodes; `onLine` is told what each build prints. */
function over(yaml: string, dockerfile: string, onLine: (line: string) => void = quiet) {
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
  const lines: string[] = [];
  const steps = makeSteps({
    sink: {
      open: quiet,
      close: quiet,
      line: (text) => {
        lines.push(text);
        onLine(text);
      },
    },
    onRecord: quiet,
    signal: new AbortController().signal,
    attempts: 1,
  });
  const warnings: string[] = [];
  const world = {
    buildx: {
      ...buildx,
      build: (...[builder, build, platform, log]: Parameters<Buildx['build']>) =>
        buildx.build(builder, build, platform, (line) => {
          onLine(line);
          log(line);
        }),
    },
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

test(
  'a node that is killed in mid-build is named, and another builds again',
  async () => {
    const [first, second] = [await startNode(), await startNode()];
    let killed: Promise<Node> | undefined;
    // Whichever buildx has chosen. The step is long enough for a busy machine to look at both.
    const killBusy = async (): Promise<Node> => {
      for (const one of [first, second]) {
        const { stdout } = await attempt(parts.tools.docker, ['top', one.name], { env });
        if (!stdout.includes('sleep 20')) continue;
        await one.kill();
        return one;
      }
      throw new Error('no node is building');
    };
    const { build, warnings } = over(
      node(first) + node(second),
      `FROM ${base}\nRUN echo begun && sleep 20\n`,
      (line) => {
        if (/^#\d+ [\d.]+ begun$/.test(line)) killed ??= killBusy();
      },
    );
    const [built] = await build();
    const gone = await killed;
    expect(built?.image.digest).toMatch(/^sha256:/);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(new RegExp(`^the node ${gone?.endpoint ?? 'killed'} is down: `));
  },
  RELEASE_MS,
);

test(
  'the run stops, naming it, where the only node is killed in mid-build',
  async () => {
    const only = await startNode();
    let killed: Promise<void> | undefined;
    const { build } = over(node(only), `FROM ${base}\nRUN echo begun && sleep 60\n`, (line) => {
      if (/^#\d+ [\d.]+ begun$/.test(line)) killed ??= only.kill();
    });
    await expect(build()).rejects.toThrow(
      new RegExp(`^no node is left that builds linux/amd64: the node ${only.endpoint} is down: `),
    );
    await killed;
  },
  RELEASE_MS,
);
