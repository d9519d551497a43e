// The argument vectors of docker buildx, for one platform; pure, so that a table can test them.
import { manifestAnnotations } from '../../plan/annotations.ts';
import type { BuildPlan } from '../../plan/build.ts';
import type { BuilderNode } from '../../plan/inputs/builder-nodes.ts';
import type { Platform } from '../../plan/oci/image-name.ts';

/** Build secrets by id, and in which variable the value of each stands. */
export type SecretNames = readonly (readonly [id: string, env: string])[];

/** A target's files, and where they go. */
export interface Export {
  readonly target: string;
  readonly folder: string;
}

/** The argument vector that builds one platform. Docker's CSV options are quoted. */
export function buildArgs(
  plan: BuildPlan,
  platform: Platform,
  run: {
    readonly builder: string;
    readonly metadataFile: string;
    readonly secretNames: SecretNames;
    /** A file with the default key of `--mount=type=ssh`. */
    readonly sshKey?: string;
  },
): readonly string[] {
  const output = [
    'type=image',
    csvField(`name=${plan.images.join(',')}`),
    'push-by-digest=true',
    'name-canonical=true',
    'push=true',
    'oci-mediatypes=true',
    ...(plan.sourceDateEpoch === undefined ? [] : ['rewrite-timestamp=true']),
  ];
  const cache = plan.cache[platform.name] ?? { from: [], to: [] };
  return [
    ...headOf(run.builder, platform, output.join(',')),
    ...['--metadata-file', run.metadataFile],
    ...plain,
    plan.provenance === 'none' ? '--provenance=false' : `--provenance=mode=${plan.provenance}`,
    ...(plan.scanner === undefined
      ? ['--sbom=false']
      : ['--attest', `type=sbom,${csvField(`generator=${plan.scanner}`)}`]),
    ...sourceArgs(plan, plan.target),
    ...pairs('--label', plan.labels),
    ...each(
      '--annotation',
      manifestAnnotations(plan.annotations, platform.name).map(([key, value]) => `manifest:${key}=${value}`),
    ),
    ...each('--cache-from', cache.from),
    ...each('--cache-to', cache.to),
    ...secretArgs(plan, run.secretNames, run.sshKey),
    // What begins with a dash is no option behind this.
    '--',
    plan.context,
  ];
}

/**
 * The argument vector that writes a target's files for one platform: the same sources, arguments, secrets and cache as
 * the image, so that nothing is compiled twice. The cache has been written by the image's build.
 */
export function exportArgs(
  plan: BuildPlan,
  platform: Platform,
  run: Export & { readonly builder: string; readonly secretNames: SecretNames; readonly sshKey?: string },
): readonly string[] {
  return [
    ...headOf(run.builder, platform, `type=local,${csvField(`dest=${run.folder}`)}`),
    ...plain,
    // Either would put a file of its own into the folder.
    '--provenance=false',
    '--sbom=false',
    ...sourceArgs(plan, run.target),
    ...each('--cache-from', plan.cache[platform.name]?.from ?? []),
    ...secretArgs(plan, run.secretNames, run.sshKey),
    '--',
    plan.context,
  ];
}

const plain = ['--progress', 'plain'];

function headOf(builder: string, platform: Platform, output: string): readonly string[] {
  return [...['build', '--builder', builder], ...['--platform', platform.name, '--output', output]];
}

/** Where a node goes. */
export interface NodePlace {
  readonly builder: string;
  /** The node's own name, which what runs of it is called after. */
  readonly name: string;
  /** Whether the builder is not there yet. */
  readonly isFirst: boolean;
}

/** Makes a builder of its first node, and adds the others. Each is sent the platforms that it is for, and no others. */
export function nodeArgs({ builder, name, isFirst }: NodePlace, node: BuilderNode): readonly string[] {
  return [
    ...['create', '--name', builder],
    ...(isFirst ? [] : ['--append']),
    ...['--node', name, '--driver', node.driver],
    ...['--platform', node.platforms.map((platform) => platform.name).join(',')],
    ...each('--driver-opt', node.driverOpts.map(csvField)),
    ...(node.endpoint === undefined ? [] : ['--', node.endpoint]),
  ];
}

/** By its place in the input. */
export function nodeName(name: string, at: number): string {
  return `${name}-node-${at + 1}`;
}

function sourceArgs(plan: BuildPlan, target: string | undefined): readonly string[] {
  return [
    ...(plan.file === undefined ? [] : ['--file', plan.file]),
    ...(target === undefined ? [] : ['--target', target]),
    ...pairs('--build-arg', plan.buildArgs),
    ...pairs('--build-context', plan.buildContexts),
  ];
}

function secretArgs(plan: BuildPlan, names: SecretNames, sshKey?: string): readonly string[] {
  return [
    ...each(
      '--secret',
      names.map(([id, env]) => `${csvField(`id=${id}`)},env=${env}`),
    ),
    ...each(
      '--secret',
      plan.secretFiles.map(([id, path]) => `${csvField(`id=${id}`)},${csvField(`src=${path}`)}`),
    ),
    ...each('--ssh', [...plan.ssh, ...(sshKey === undefined ? [] : [csvField(`default=${sshKey}`)])]),
  ];
}

function each(flag: string, values: readonly string[]): readonly string[] {
  return values.flatMap((value) => [flag, value]);
}

function pairs(flag: string, all: readonly (readonly [key: string, value: string])[]): readonly string[] {
  return each(
    flag,
    all.map(([key, value]) => `${key}=${value}`),
  );
}

/** One field of Docker's CSV options (RFC 4180): quoted when it holds a comma or a quote. */
export function csvField(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
