// What a Dockerfile asks for that a fresh clone on a runner does not have.
import { DockerfileParser, From, Copy, Add } from 'dockerfile-ast';

export interface DockerfileFindings {
  /** Sources of COPY and ADD that no committed path answers. */
  readonly notCommitted: readonly string[];
  /** Base images, those that are named through an ARG with its default. */
  readonly bases: readonly string[];
  /** Base images on registries that ask for a login. */
  readonly needLogin: readonly string[];
  /** Base images that are of one platform whatever is built. */
  readonly onePlatform: readonly string[];
  /** Names of its stages, in order. */
  readonly stages: readonly string[];
}

/** Registries whose images anybody may pull; any other may ask for a login. */
const OPEN = new Set([
  ...['docker.io', 'ghcr.io', 'gcr.io', 'quay.io', 'mcr.microsoft.com', 'public.ecr.aws'],
  ...['registry.k8s.io', 'cgr.dev', 'registry.access.redhat.com', 'lscr.io', 'registry.gitlab.com'],
]);

/** The host of an image's name: what stands before the first slash, where that is a host (distribution/reference). */
function hostOf(image: string): string {
  const [first = ''] = image.split('/');
  return image.includes('/') && /[.:]|^localhost$/.test(first) ? first : 'docker.io';
}

/** A pattern of COPY as Go's filepath.Match reads it, or the folder above what is committed. */
function answers(source: string, files: readonly string[]): boolean {
  const path = source.replace(/^\.?\/+|\/+$|^\.$/g, '').replace(/^\.\//, '');
  if (path === '') return true;
  const pattern = new RegExp(
    `^${path
      .replace(/[.+^$(){}|\\]/g, '\\$&')
      .replaceAll('*', '[^/]*')
      .replaceAll('?', '[^/]')}(?:/|$)`,
  );
  return files.some((file) => pattern.test(file));
}

/** All arguments but the last, in either form. */
function sourcesOf(one: Copy | Add): readonly string[] {
  const listed = one.getJSONStrings();
  const values =
    listed.length > 0
      ? listed.map((each) => each.getJSONValue())
      : one.getArguments().map((each) => each.getValue());
  return values.slice(0, -1);
}

/** Looks through a Dockerfile. `files` are the committed paths of its build context, relative to it. */
export function inspectDockerfile(text: string, files: readonly string[]): DockerfileFindings {
  const instructions = DockerfileParser.parse(text).getInstructions();
  const froms = instructions.filter((one): one is From => one instanceof From);
  const stages = froms.flatMap((from) => from.getBuildStage() ?? []);
  const args = new Map(
    [...text.matchAll(/^ARG\s+(\w+)=("?)(\S*?)\2\s*$/gim)].map(([, name = '', , value = '']) => [
      name,
      value,
    ]),
  );
  const whole = (value: string): string =>
    value.replace(/\$\{?(\w+)\}?/g, (all, name: string) => args.get(name) ?? all);
  const bases = froms
    .map((from) => ({ image: whole(from.getImage() ?? ''), flag: from.getPlatformFlag()?.getValue() }))
    .filter(
      ({ image }) => image !== '' && image !== 'scratch' && !stages.includes(image) && !image.includes('$'),
    );
  const copies = instructions.filter((one): one is Copy | Add => one instanceof Copy || one instanceof Add);
  const notCommitted = copies
    .filter(
      (one) =>
        !one.getArgumentsContent()?.includes('<<') &&
        !one.getFlags().some((flag) => flag.getName() === 'from'),
    )
    .flatMap(sourcesOf)
    .filter((source) => !/^(?:https?:|git@|<<|\$)|\$|\[/.test(source) && !answers(source, files));
  return {
    notCommitted: [...new Set(notCommitted)],
    bases: [...new Set(bases.map(({ image }) => image))],
    needLogin: [...new Set(bases.map(({ image }) => image).filter((image) => !OPEN.has(hostOf(image))))],
    onePlatform: bases
      .filter(({ flag }) => flag !== undefined && flag !== null && /^linux\/\w/.test(flag))
      .map(({ image, flag }) => `${image} (${flag ?? ''})`),
    stages,
  };
}
