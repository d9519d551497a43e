// What the job may do: found out by asking, never guessed from what the workflow says.
import { type Fault, ReleaseError } from '../../errors.ts';
import type { Context } from '../../plan/context.ts';
import { type ImageName, isGhcr } from '../../plan/oci/image-name.ts';
import type { PermissionReport } from '../../report/model.ts';
import type { Permission, TokenProbe } from '../../world/github/permissions.ts';
import type { Registry } from '../../world/registry/registry.ts';
import { TokenRefused } from '../../world/registry/auth.ts';
import { type Inputs, needsIdentity } from '../../plan/inputs/inputs.ts';

export interface PermissionsInput {
  readonly inputs: Inputs;
  readonly context: Context;
  readonly images: readonly ImageName[];
  readonly registry: Pick<Registry, 'head' | 'probePush'>;
  readonly probe: Pick<TokenProbe, 'contents' | 'attestations'>;
  /** The release's own image tag, where its version could be read. */
  readonly exactTag?: string;
}

export interface Granted {
  readonly report: PermissionReport;
  /** What to say when it is missing. */
  readonly fault?: Fault;
}

/**
 * Every permission that the release needs. In plan mode nothing is asked that could be taken for a write: what only a
 * write would tell stays unknown.
 */
export async function permissions(input: PermissionsInput): Promise<readonly Granted[]> {
  const { inputs, context, images, probe } = input;
  const plan = inputs.mode === 'plan' || inputs.mode === 'tag';
  // A build job pushes and signs, and needs nothing of the repository.
  if (inputs.mode === 'build')
    return [idToken(context), ...(await Promise.all(images.map((image) => push(image, input))))];
  const heads = new Map<string, ReturnType<Registry['head']>>();
  const shared: PermissionsInput = {
    ...input,
    registry: {
      probePush: (image) => input.registry.probePush(image),
      // Asked of each image once, by whoever needs it first.
      head: (image, tag) => {
        const key = `${image.name}:${tag}`;
        const asked = heads.get(key) ?? input.registry.head(image, tag);
        heads.set(key, asked);
        return asked;
      },
    },
  };
  const [writes, attests, pushes] = await Promise.all([
    probe.contents(),
    plan || !inputs.attest || (await isTagged(shared))
      ? Promise.resolve('unknown' as const)
      : probe.attestations(),
    Promise.all(images.map((image) => push(image, shared))),
  ]);
  const granted = [
    ...(needsIdentity(inputs) ? [idToken(context)] : []),
    contents(writes),
    ...(inputs.attest ? [attestations(attests)] : []),
    ...(inputs.discussionCategory === undefined ? [] : [discussions()]),
    ...pushes,
  ];
  // A pull request's job, a fork's above all, says nothing of what the job that releases may do.
  return plan && context.pullRequest ? granted.map(asUnknown) : granted;
}

function asUnknown({ report }: Granted): Granted {
  return { report: report.state === 'missing' ? { ...report, state: 'unknown' } : report };
}

/** No question tells: GitHub refuses the discussion with the words for a category that is not there (H3 in docs/reality.md). */
function discussions(): Granted {
  return {
    report: {
      permission: 'discussions: write',
      state: 'unknown',
      neededFor: 'start the discussion that discussion-category asks for',
    },
  };
}

/** Whether the release's own tag is there under every name: then a rerun stores nothing, and does not even try. */
async function isTagged({ images, registry, exactTag }: PermissionsInput): Promise<boolean> {
  if (exactTag === undefined) return false;
  try {
    const heads = await Promise.all(images.map((image) => registry.head(image, exactTag)));
    return heads.every((head) => head !== undefined);
  } catch (error) {
    // What is wrong with the registry is for `push` to tell.
    if (error instanceof ReleaseError) return false;
    throw error;
  }
}

export function permissionFaults(granted: readonly Granted[]): readonly Fault[] {
  return granted.flatMap(({ report, fault }) => (report.state === 'missing' && fault ? [fault] : []));
}

function idToken({ idToken: present }: Context): Granted {
  return {
    report: {
      permission: 'id-token: write',
      state: present ? 'present' : 'missing',
      neededFor: "sign and attest by the workflow's identity",
    },
    fault: {
      code: 'no-id-token',
      message: 'the job may not ask for an OIDC token, so nothing can be signed or attested',
      hint: 'permissions: { id-token: write }   # for the job or the workflow',
    },
  };
}

function contents(state: Permission): Granted {
  return {
    report: { permission: 'contents: write', state, neededFor: 'make the GitHub release' },
    fault: {
      code: 'no-contents',
      message: 'the token may not write to the repository, so there can be no GitHub release',
      hint: 'permissions: { contents: write }   # for the job or the workflow',
    },
  };
}

function attestations(state: Permission): Granted {
  return {
    report: { permission: 'attestations: write', state, neededFor: 'store the provenance at GitHub' },
    fault: {
      code: 'no-attestations',
      message: 'the token may not store attestations',
      hint: 'permissions: { attestations: write }   # or with: { attest: false }',
    },
  };
}

async function push(image: ImageName, input: PermissionsInput): Promise<Granted> {
  const permission = isGhcr(image) ? 'packages: write' : `push to ${image.registry}`;
  const neededFor = `push ${image.name}`;
  if (input.inputs.mode === 'plan' || input.inputs.mode === 'tag')
    return { report: { permission, state: 'unknown', neededFor } };
  try {
    // A rerun of a finished release pushes nothing, so it does not even try.
    const { exactTag } = input;
    if (exactTag === undefined || !(await isThere(image, exactTag, input.registry))) {
      await input.registry.probePush(image);
    }
    return { report: { permission, state: 'present', neededFor } };
  } catch (error) {
    if (!(error instanceof ReleaseError)) throw error;
    const message = `${image.name} cannot be pushed to: ${error.message}`;
    return {
      report: { permission, state: 'missing', neededFor },
      fault: { code: 'no-push', message, hint: error.hint },
    };
  }
}

/** Who may not even read is told what it takes to push, which is what is asked for. */
async function isThere(
  image: ImageName,
  tag: string,
  registry: PermissionsInput['registry'],
): Promise<boolean> {
  try {
    return (await registry.head(image, tag)) !== undefined;
  } catch (error) {
    if (error instanceof TokenRefused) return false;
    throw error;
  }
}
