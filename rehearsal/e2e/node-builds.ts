// Builds over BuildKit nodes, by the action's own code and a real buildx, against a plain registry.
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeBuilders } from '../../src/steps/prepare/builder.ts';
import { type Built, buildAll } from '../../src/steps/prepare/image.ts';
import type { ImagePlan } from '../../src/plan/plan.ts';
import { parseInputs } from '../../src/plan/inputs/parse.ts';
import { makeSteps } from '../../src/run/step.ts';
import { type Buildx, type BuildxOptions, makeBuildx } from '../../src/world/docker/buildx.ts';
import { cleanUp } from '../../src/world/docker/cleanup.ts';
import { makeExec } from '../../src/world/process/exec.ts';
import { sha256 } from '../../src/world/registry/registry.ts';
import type { World } from '../../src/world/world.ts';
import { attempt, run } from '../parts/command.ts';
import type { World as Parts } from '../runner/world.ts';

export interface NodeGround {
  readonly parts: Parts;
  /** The workspace; also for files that pass by. */
  readonly dir: string;
  readonly env: Readonly<Record<string, string>>;
  /** `host:port` of a registry that this process and the nodes reach over HTTP. */
  readonly registry: string;
  /** Folders that come first on PATH. */
  readonly path?: readonly string[];
}

export interface NodeBuild {
  /** Of its builder. */
  readonly name: string;
  readonly warnings: readonly string[];
  /** What could not be removed after it. */
  readonly left: readonly string[];
  readonly build: () => Promise<readonly Built[]>;
}

interface NodeBuildOptions {
  readonly platforms?: string;
  /** Told what each build prints. */
  readonly onLine?: (line: string) => void;
  readonly silence?: BuildxOptions['silence'];
}

/** A build of a Dockerfile over the nodes of an input `builder-nodes`. Throws for an input with faults. */
export function buildOver(
  { parts, dir, env, registry, path = [] }: NodeGround,
  yaml: string,
  dockerfile: string,
  { platforms = 'linux/amd64', onLine = () => undefined, silence }: NodeBuildOptions = {},
): NodeBuild {
  const name = `nodes-${Math.random().toString(36).slice(2)}`;
  const { inputs, faults } = parseInputs({
    ...{ 'builder-nodes': yaml, platforms, mode: 'release', sign: 'keyless' },
    ...{ 'github-token': 'x', timeout: '60m', latest: 'release', 'make-latest': 'auto', builder: 'auto' },
  });
  const wrong = faults.filter(({ message }) => message.startsWith('builder'));
  if (wrong.length > 0) throw new Error(wrong.map(({ message }) => message).join('\n'));
  const signal = new AbortController().signal;
  const programs = { ...env, PATH: [...path, dirname(parts.tools.docker), '/usr/bin', '/bin'].join(':') };
  const exec = makeExec({
    env: programs,
    trace: () => undefined,
    signal,
  });
  const buildx: Buildx = makeBuildx(exec, {
    ...{ path: parts.tools.buildx, workspace: dir, temp: dir, secrets: [] },
    env: { ...env },
    ...(silence === undefined ? {} : { silence }),
  });
  const image = { name: `${registry}/app`, registry, repository: 'app' };
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
    sink: { open: () => undefined, close: () => undefined, line: onLine },
    onRecord: () => undefined,
    signal,
    attempts: 1,
  });
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
        const answer = await fetch(`http://${registry}/v2/app/manifests/${digest}`, {
          headers: { accept: 'application/vnd.oci.image.manifest.v1+json' },
        });
        const bytes = Buffer.from(await answer.arrayBuffer());
        const mediaType = answer.headers.get('content-type') ?? '';
        return { bytes, descriptor: { mediaType, digest: sha256(bytes), size: bytes.length } };
      },
    },
  } as unknown as World;
  const kept = new Set<string>();
  const { ready } = makeBuilders({ inputs, own: name, buildx, steps, keep: (one) => kept.add(one) });
  const warnings: string[] = [];
  const left: string[] = [];
  return {
    ...{ name, warnings, left },
    build: async () => {
      await writeFile(join(dir, 'Dockerfile'), dockerfile);
      try {
        return await buildAll({ plan, world, steps }, plan.platforms, ready, (line) => warnings.push(line));
      } finally {
        // As `post` does.
        left.push(...(await cleanUp(exec, [...kept], '')));
        // What ran on a node that was lost is out of buildx's reach, and in the engine all the same.
        const running = await run(
          parts.tools.docker,
          ['ps', '--all', '--quiet', '--filter', `name=buildx_buildkit_${name}-`],
          { env },
        );
        for (const id of running.split('\n').filter((line) => line !== ''))
          await attempt(parts.tools.docker, ['rm', '--force', '--volumes', id], { env });
      }
    },
  };
}
