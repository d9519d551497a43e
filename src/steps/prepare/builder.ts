// The builder: the one named, or a fitting one that the runner has, or one made for this run and removed after it.
import { ReleaseError } from '../../errors.ts';
import { builds } from '../../plan/inputs/builder-nodes.ts';
import type { Platform } from '../../plan/oci/image-name.ts';
import type { Run } from '../../run/run.ts';
import type { Steps } from '../../run/step.ts';
import type { Builder, Buildx } from '../../world/docker/buildx.ts';
import type { Inputs } from '../../plan/inputs/inputs.ts';
import { type Losses, spreadBuilder } from './builder-nodes.ts';

/** A builder, and what is done about nodes of it that are lost while it builds. */
export interface ReadyBuilder extends Builder {
  readonly losses?: Losses;
}

export interface Builders {
  /** The builder, asked for once and only when something is built. */
  readonly ready: () => Promise<ReadyBuilder>;
}

export interface BuilderOptions {
  readonly inputs: Inputs;
  /** The name of a builder that this run makes. */
  readonly own: string;
  readonly buildx: Buildx;
  readonly steps: Steps;
  /** Told the name of a builder before it is made. */
  readonly keep: (name: string) => void;
}

/** The builders of a run. */
export function buildersOf(
  { inputs, own, steps, registerBuilder }: Pick<Run, 'inputs' | 'own' | 'steps' | 'registerBuilder'>,
  buildx: Buildx,
): Builders {
  return makeBuilders({ inputs, own, buildx, steps, keep: registerBuilder });
}

export function makeBuilders(options: BuilderOptions): Builders {
  let ready: Promise<ReadyBuilder> | undefined;
  return {
    ready: () =>
      (ready ??= options.inputs.builderNodes.length > 0 ? overNodes(options) : ensureBuilder(options)),
  };
}

async function overNodes({ inputs, own, buildx, steps, keep }: BuilderOptions): Promise<ReadyBuilder> {
  const spread = { name: own, nodes: inputs.builderNodes, buildx, keep };
  const { builder, losses } = await steps.run({
    title: 'Make sure of a builder',
    make: (log) => {
      const platforms =
        inputs.mode === 'build' ? inputs.platforms.filter((one) => hasNode(inputs, one)) : inputs.platforms;
      return spreadBuilder(spread, platforms, log);
    },
    describe: ({ builder: { name, driver } }) => `${name} (${inputs.builderNodes.length} nodes, ${driver})`,
  });
  return { ...builder, losses };
}

function hasNode({ builderNodes }: Inputs, platform: Platform): boolean {
  return builderNodes.some((node) => builds(node, platform));
}

async function ensureBuilder({ inputs, own, buildx, steps, keep }: BuilderOptions): Promise<Builder> {
  return steps.run({
    title: 'Make sure of a builder',
    find: async (log) => {
      if (inputs.builder !== 'auto') {
        const named = await buildx.inspect(inputs.builder);
        if (named) return requireFit(named, inputs);
        throw new ReleaseError(`there is no builder ${inputs.builder}`, {
          code: 'no-builder',
          hint: `docker buildx create --name ${inputs.builder} --driver docker-container`,
        });
      }
      // The current builder is always there, if only Docker's own; a broken attempt of this step may have left ours.
      for (const name of [undefined, own]) {
        const there = await buildx.inspect(name);
        if (!there) continue;
        const lacks = misfit(there, inputs);
        if (lacks === undefined) return there;
        log(`the builder ${there.name} ${lacks}`);
      }
      return undefined;
    },
    make: async () => {
      // Said before it is made: whatever happens in between, the post step knows what to remove.
      keep(own);
      return requireFit(await buildx.create(own), inputs);
    },
    describe: ({ name, driver }) => `${name} (${driver})`,
  });
}

/**
 * Why a builder cannot serve, or `undefined`. The docker driver alone cannot push by digest. A docker-container builder
 * serves every platform: its list names what the kernel runs, and moby/buildkit brings emulators of its own for the rest
 * (moby/buildkit docs/multi-platform.md). A Dockerfile that runs nothing of the platform needs none; where one is
 * missing BuildKit says so itself. Nodes elsewhere are what somebody has set up for some platforms and not for others.
 */
function misfit(builder: Builder, inputs: Inputs): string | undefined {
  if (builder.driver === 'docker') return 'has the docker driver, which cannot push by digest';
  // A builder that has not started yet tells no platforms; it learns them when it starts.
  if (builder.driver === 'docker-container' || builder.platforms.length === 0) return undefined;
  const missing = inputs.platforms.filter(
    ({ name }) => !builder.platforms.some((has) => has === name || has.startsWith(`${name}/`)),
  );
  if (missing.length === 0) return undefined;
  return `has no node for ${missing.map(({ name }) => name).join(', ')}: its nodes (driver ${builder.driver}) list ${builder.platforms.join(', ')}`;
}

function requireFit(builder: Builder, inputs: Inputs): Builder {
  const lacks = misfit(builder, inputs);
  if (lacks === undefined) return builder;
  throw new ReleaseError(`the builder ${builder.name} ${lacks}`, {
    code: 'no-builder',
    hint:
      builder.driver === 'docker'
        ? 'with: { builder: auto }   # makes one that can, for this run'
        : `docker buildx create --append --name ${builder.name} --driver ${builder.driver} …   # a node that has them; or: with: { builder: auto }`,
  });
}
