// Whether the public sees the image: asked signed out, since whoever is signed in sees a private package too.
import type { Image } from '../plan/artifacts.ts';
import type { Repository } from '../plan/context.ts';
import type { ImageName } from '../plan/oci/image-name.ts';
import { packageSettings } from '../plan/oci/package-page.ts';
import type { ImagePlan } from '../plan/plan.ts';
import type { Registry } from '../world/registry/registry.ts';
import type { CheckReport } from '../report/model.ts';

type Asked = Pick<Registry, 'isPublic'>;

type PublicCheck = CheckReport & { readonly detail: string };

/** One line an image of ghcr.io, in a public repository. The first package of a repository is private, and no API changes that. */
export async function publicChecks(
  { images, repository }: Pick<ImagePlan, 'images' | 'repository'>,
  { digest }: Pick<Image, 'digest'>,
  registry: Asked,
): Promise<readonly PublicCheck[]> {
  const checks = await Promise.all(
    images.map((name) => publicCheck({ name, reference: digest }, repository, registry)),
  );
  return checks.filter((check) => check !== undefined);
}

/** `undefined` where nobody expects that the public can pull it. */
export async function publicCheck(
  { name, reference }: { readonly name: ImageName; readonly reference: string },
  repository: Repository,
  registry: Asked,
): Promise<PublicCheck | undefined> {
  const settings = packageSettings(name, repository);
  if (repository.visibility !== 'public' || settings === undefined) return undefined;
  const separator = reference.startsWith('sha256:') ? '@' : ':';
  const ref = `${name.name}${separator}${reference}`;
  const pull = `docker logout ghcr.io && docker pull ${ref}`;
  if (await registry.isPublic(name, reference))
    return {
      text: `Anybody can pull ${name.name}`,
      state: 'passed',
      detail: 'asked signed out',
      commands: [pull],
    };
  return {
    text: `Make the package ${name.name} public: nobody but you can pull it`,
    state: 'to-do',
    detail: `${settings}, "Change visibility"`,
    commands: [`# ${settings} → Danger Zone → Change visibility → Public`, pull],
    todoUrl: settings,
  };
}

/** For a plan: what to do before the release, where the package is there already and private. */
export async function publicWarning(
  name: ImageName,
  references: readonly string[],
  repository: Repository,
  registry: Asked & Pick<Registry, 'head'>,
): Promise<string | undefined> {
  if (repository.visibility !== 'public' || packageSettings(name, repository) === undefined) return undefined;
  for (const reference of references) {
    if (!(await registry.head(name, reference))) continue;
    const check = await publicCheck({ name, reference }, repository, registry);
    return check?.state === 'to-do'
      ? `the package ${name.name} is private: nobody but you can pull what this release publishes, until you make it public at ${check.todoUrl ?? ''}`
      : undefined;
  }
  return undefined;
}
