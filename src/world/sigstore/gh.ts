// gh: the attestation check that users will run, against what GitHub has stored.
import type { Digest } from '../../plan/brands.ts';
import type { Repository } from '../../plan/context.ts';
import type { ImageName } from '../../plan/oci/image-name.ts';
import type { Exec } from '../process/exec.ts';
import { retryingExec } from '../process/retrying-exec.ts';
import type { SigstoreTrust } from './trust.ts';
import type { Signer } from './signer.ts';

export interface Gh {
  /** Proves provenance from what GitHub has stored, or from the registry where GitHub stores none. */
  verifyProvenance(
    image: ImageName,
    digest: Digest,
    signer: Signer,
    from?: 'github' | 'registry',
  ): Promise<void>;
}

export interface GhOptions {
  readonly path: string;
  readonly token: string;
  readonly repository: Repository;
  readonly trust: SigstoreTrust;
  readonly env: Readonly<Record<string, string>>;
}

export function makeGh(exec: Exec, options: GhOptions): Gh {
  const asking = retryingExec(exec);
  return {
    verifyProvenance: async (image, digest, signer, from) => {
      await asking.run([options.path, ...attestationArgs(image, digest, signer, { options, from })], {
        env: { ...options.env, ...ghEnv(options.token) },
      });
    },
  };
}

/** What gh reads from its environment: the token, and to ask and tell nobody anything. */
export function ghEnv(token: string): Readonly<Record<string, string>> {
  return {
    GH_TOKEN: token,
    // gh's own name for the token of a GitHub Enterprise Server.
    GH_ENTERPRISE_TOKEN: token,
    GH_PROMPT_DISABLED: '1',
    GH_NO_UPDATE_NOTIFIER: '1',
    GH_TELEMETRY: '0',
  };
}

/** A TUF repository in place of those that gh knows: its URL, and the file with its first root. */
export interface TufSource {
  readonly mirror: string;
  readonly root: string;
}

/** The roots of trust that gh knows, a JSON document on each line. gh has the first root of GitHub's TUF repository built in. */
export async function trustedRoots(
  exec: Exec,
  path: string,
  repository: Pick<Repository, 'serverUrl'>,
  {
    env,
    source,
  }: { readonly env: Readonly<Record<string, string>>; readonly source?: TufSource | undefined },
): Promise<string> {
  const { stdout } = await retryingExec(exec).run([path, ...trustedRootArgs(repository, source)], { env });
  return stdout.toString();
}

export function trustedRootArgs(
  { serverUrl }: Pick<Repository, 'serverUrl'>,
  source?: TufSource,
): readonly string[] {
  const { hostname } = new URL(serverUrl);
  return [
    'attestation',
    'trusted-root',
    ...(hostname === 'github.com' ? [] : ['--hostname', hostname]),
    ...(source === undefined ? [] : ['--tuf-url', source.mirror, '--tuf-root', source.root]),
  ];
}

export function attestationArgs(
  image: ImageName,
  digest: Digest,
  signer: Signer,
  {
    options,
    from = 'github',
  }: {
    readonly options: Pick<GhOptions, 'repository' | 'trust'>;
    readonly from?: 'github' | 'registry' | undefined;
  },
): readonly string[] {
  const { hostname } = new URL(options.repository.serverUrl);
  return [
    'attestation',
    'verify',
    `oci://${image.name}@${digest}`,
    '--repo',
    options.repository.fullName,
    ...(from === 'registry' ? ['--bundle-from-oci'] : []),
    '--predicate-type',
    'https://slsa.dev/provenance/v1',
    '--cert-identity',
    signer.san,
    '--cert-oidc-issuer',
    signer.issuer,
    ...(hostname === 'github.com' ? [] : ['--hostname', hostname]),
    // gh has its own copy of the public roots; only a root of one's own must be handed over.
    ...(options.trust.custom
      ? ['--custom-trusted-root', options.trust.rootsFile ?? options.trust.trustedRootFile]
      : []),
    '--format',
    'json',
  ];
}
