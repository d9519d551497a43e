// What each known registry wants of a name that is pushed to (O14 to O18 in docs/reality.md). Others are taken as they are.
import type { Fault } from '../../errors.ts';
import type { ImageName } from './image-name.ts';

interface Rule {
  /** Whether a host is this registry's. */
  readonly host: RegExp;
  /** What is wrong with a name there. */
  readonly wrong: (image: ImageName) => string | undefined;
  /** A name as it should be. */
  readonly example: (image: ImageName) => string;
}

const partsOf = ({ repository }: ImageName): readonly string[] => repository.split('/');
const last = (image: ImageName): string => partsOf(image).at(-1) ?? 'app';

const rules: readonly Rule[] = [
  {
    host: /^docker\.io$/,
    wrong: (image) => {
      const [namespace, , ...more] = partsOf(image);
      // A name without a namespace is read as an official image's.
      if (namespace === 'library') return 'has no namespace: it would be an official image of Docker Hub';
      return more.length > 0
        ? 'has more than two parts, and Docker Hub knows namespace/name alone'
        : undefined;
    },
    example: (image) => `docker.io/NAMESPACE/${last(image)}`,
  },
  {
    host: /^(?:ghcr\.io|containers\..+)$/,
    wrong: (image) => (partsOf(image).length < 2 ? 'has no owner before the name' : undefined),
    example: ({ registry, repository }) => `${registry}/OWNER/${repository}`,
  },
  {
    // Also of what was meant to be one: ACCOUNT.dkr.ecr.REGION.amazonaws.com, or .on.aws over both IP versions.
    host: /(?:^|\.)dkr[.-]ecr(?:-fips)?\.|^ecr\..*amazonaws/,
    wrong: ({ registry, repository }) => {
      if (
        !/^\d{12}\.dkr(?:\.ecr(?:-fips)?\.[a-z0-9-]+\.[a-z0-9.-]+|-ecr(?:-fips)?\.[a-z0-9-]+\.on\.[a-z0-9.-]+)$/.test(
          registry,
        )
      )
        return 'is not at a registry of an AWS account: its host begins with the 12 digits of the account';
      return /^(?:[a-z0-9]+(?:[._-][a-z0-9]+)*\/)*[a-z0-9]+(?:[._-][a-z0-9]+)*$/.test(repository)
        ? undefined
        : 'has two of . _ - in a row, which Amazon ECR does not take';
    },
    example: ({ repository }) =>
      `123456789012.dkr.ecr.eu-central-1.amazonaws.com/${repository.replaceAll(/[._-]{2,}/g, '-')}`,
  },
  {
    host: /^public\.ecr\.aws$/,
    wrong: (image) => (partsOf(image).length < 2 ? "has no registry's alias before the name" : undefined),
    example: ({ repository }) => `public.ecr.aws/ALIAS/${repository}`,
  },
  {
    host: /(?:^|-)docker\.pkg\.dev$/,
    wrong: (image) => {
      if (image.registry === 'docker.pkg.dev') return 'has no location before -docker.pkg.dev';
      const [project = ''] = partsOf(image);
      // A project of a domain is two parts: example.com/project.
      const least = project.includes('.') ? 4 : 3;
      return partsOf(image).length < least
        ? 'has not all of PROJECT/REPOSITORY/IMAGE, as Artifact Registry wants it'
        : undefined;
    },
    example: (image) => `europe-west1-docker.pkg.dev/PROJECT/REPOSITORY/${last(image)}`,
  },
  {
    host: /^(?:[a-z]+\.)?gcr\.io$/,
    wrong: (image) => (partsOf(image).length < 2 ? 'has no project before the name' : undefined),
    example: ({ registry, repository }) => `${registry}/PROJECT/${repository}`,
  },
  {
    host: /(?:^|\.)azurecr\.(?:io|cn|us)$/,
    wrong: ({ registry }) =>
      /^[a-z0-9]{5,50}(?:-[a-z0-9]+)?\.azurecr\.(?:io|cn|us)$/i.test(registry)
        ? undefined
        : "is not at an Azure registry: its name has 5 to 50 letters and digits, as the registry's overview shows it",
    example: ({ repository }) => `octoregistry.azurecr.io/${repository}`,
  },
  {
    host: /^quay\.io$/,
    wrong: (image) => (partsOf(image).length < 2 ? 'has no namespace before the name' : undefined),
    example: ({ repository }) => `quay.io/NAMESPACE/${repository}`,
  },
];

/** Why a registry would not take a name; `undefined` where it may, or where nothing is known of the registry. */
export function registryNameFault(image: ImageName): Fault | undefined {
  const rule = rules.find(({ host }) => host.test(image.registry));
  const wrong = rule?.wrong(image);
  if (rule === undefined || wrong === undefined) return undefined;
  return { message: `image: ${image.name} ${wrong}`, hint: `with: { image: ${rule.example(image)} }` };
}
