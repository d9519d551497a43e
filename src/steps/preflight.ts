// Preflight: what would stop the release later is found now, all of it, before anything is built or pushed.
import { stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type Fault, ReleaseError, messageOf } from '../errors.ts';
import type { Context } from '../plan/context.ts';
import type { ImageName } from '../plan/image-name.ts';
import type { Inputs } from '../plan/inputs.ts';
import type { Exec } from '../world/exec.ts';
import type { Registry } from '../world/registry.ts';

export interface PreflightInput {
  readonly inputs: Inputs;
  readonly context: Context;
  readonly images: readonly ImageName[];
  readonly exec: Exec;
  readonly registry: Registry;
  /** The release's own image tag, where its version could be read. */
  readonly exactTag?: string;
}

/** Every fault of environment and permissions; none when the release can begin. */
export async function preflight(input: PreflightInput): Promise<readonly Fault[]> {
  const found = await Promise.all([
    Promise.resolve(idToken(input)),
    dockerfile(input),
    docker(input.exec),
    ...input.images.map((image) => pushable(image, input)),
  ]);
  return found.flat();
}

function idToken({ inputs, context }: PreflightInput): readonly Fault[] {
  if (context.idToken || (inputs.sign === 'none' && !inputs.attest)) return [];
  return [
    {
      message: 'the job may not ask for an OIDC token, so nothing can be signed or attested',
      hint: 'permissions: { id-token: write }   # for the job or the workflow',
    },
  ];
}

async function dockerfile({ inputs, context }: PreflightInput): Promise<readonly Fault[]> {
  const { context: folder, file } = inputs.build;
  // A context that is a repository or an archive elsewhere is BuildKit's to read.
  if (
    /^(?:https?:|git@|git:|ssh:|docker-image:|oci-layout:)|^github\.com\//.test(folder) ||
    /^https?:/.test(file ?? '')
  )
    return [];
  const path = file ?? join(folder, 'Dockerfile');
  const there = await isFile(resolve(context.workspace, path));
  if (there) return [];
  return [
    {
      message: `there is no ${path} in the workspace`,
      hint:
        file === undefined
          ? '- uses: actions/checkout@v6   # before this action; or with: { file: path/to/Dockerfile }'
          : `with: { file: path/to/Dockerfile }   # from the root of the repository`,
    },
  ];
}

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return false;
    throw error;
  }
}

async function docker(exec: Exec): Promise<readonly Fault[]> {
  try {
    await exec.run(['docker', 'version', '--format', '{{.Server.Version}}']);
    return [];
  } catch (error) {
    return [
      {
        message: `no Docker engine answers on this runner (${messageOf(error).split('\n').slice(-1).join('')})`,
        hint: 'runs-on: ubuntu-latest   # or install Docker on your own runner and let its user use it',
      },
    ];
  }
}

async function pushable(image: ImageName, { registry, exactTag }: PreflightInput): Promise<readonly Fault[]> {
  try {
    // A rerun of a finished release pushes nothing, so it does not even try.
    if (exactTag !== undefined && (await registry.head(image, exactTag))) return [];
    await registry.probePush(image);
    return [];
  } catch (error) {
    if (!(error instanceof ReleaseError)) throw error;
    return [{ message: `${image.name} cannot be pushed to: ${error.message}`, hint: error.hint }];
  }
}
