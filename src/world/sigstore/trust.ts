// Sigstore's root of trust, fetched through TUF: what every later verification stands on.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { TrustedRoot } from '@sigstore/protobuf-specs';
import { DEFAULT_MIRROR_URL, type TUF, TUFError, initTUF } from '@sigstore/tuf';
import { type TrustMaterial, toTrustMaterial } from '@sigstore/verify';
import { ReleaseError } from '../../errors.ts';
import { compact } from '../../compact.ts';

/**
 * `public-good` is Sigstore's own, for public repositories; `github` is GitHub's, for private ones: it keeps no public
 * log, and its timestamp authority stands for the log.
 */
export type SigstoreInstance = 'public-good' | 'github';

export interface SigstoreTrust {
  readonly instance: SigstoreInstance;
  readonly trustMaterial: TrustMaterial;
  /** trusted_root.json, for `cosign --trusted-root` and `gh attestation verify --custom-trusted-root`. */
  readonly trustedRootFile: string;
  /** trusted_root.jsonl with both roots, for gh; absent where there is one. */
  readonly rootsFile?: string;
  /** signing_config.v0.2.json, for `cosign --signing-config`; absent when the source has none. */
  readonly signingConfigFile?: string;
  /** True when the caller named a mirror or a root of its own. */
  readonly custom: boolean;
  /** GitHub's own root beside Sigstore's, where the repository is private: what vouches for its attestations. */
  readonly github?: SigstoreTrust;
}

export interface TrustOptions {
  /** Default: `public-good`. */
  readonly instance?: SigstoreInstance;
  /** A TUF repository other than Sigstore's own, as cosign's TUF_MIRROR. */
  readonly tufMirror?: string;
  /** A file with the root.json to start from, as cosign's TUF_ROOT_JSON. */
  readonly tufRoot?: string;
  /** A file with the root of trust itself, as `gh attestation trusted-root` prints it; then TUF is not asked. */
  readonly trustedRoot?: string;
  /** A directory of this run's own, for the TUF cache and the files handed to cosign and gh. */
  readonly dir: string;
}

/** The certificate authority that tells the two instances' roots apart. */
const githubFulcio = 'https://fulcio.githubapp.com';

/**
 * Loads the root of trust, through TUF with fresh metadata unless a file is given; there is no fallback to an old copy.
 * `@sigstore/tuf` reads HTTPS_PROXY and NO_PROXY itself: a named exception to "the environment is read at one door".
 * @throws ReleaseError when the source cannot be reached or read, or its metadata does not verify.
 */
export async function loadTrust(options: TrustOptions): Promise<SigstoreTrust> {
  const { instance = 'public-good', dir } = options;
  await mkdir(dir, { recursive: true });
  const { root, signingConfig } =
    options.trustedRoot === undefined
      ? await fromTuf(options)
      : { root: await fromFile(options.trustedRoot, instance), signingConfig: undefined };
  const trustedRootFile = join(dir, 'trusted_root.json');
  // On one line that ends: gh reads JSON lines, and overlooks a last one without its newline.
  await writeFile(trustedRootFile, `${JSON.stringify(JSON.parse(root))}\n`);
  const signingConfigFile = join(dir, 'signing_config.json');
  if (signingConfig !== undefined) await writeFile(signingConfigFile, signingConfig);
  return compact({
    instance,
    trustMaterial: toTrustMaterial(TrustedRoot.fromJSON(JSON.parse(root))),
    trustedRootFile,
    signingConfigFile: signingConfig === undefined ? undefined : signingConfigFile,
    custom: (options.tufMirror ?? options.tufRoot ?? options.trustedRoot) !== undefined,
  });
}

/** Two roots as one: what verifies chooses by the bundle. gh reads both from one file, a root on each line. */
export async function joinTrust(open: SigstoreTrust, github: SigstoreTrust): Promise<SigstoreTrust> {
  const files = [open.trustedRootFile, github.trustedRootFile];
  const lines = await Promise.all(files.map((file) => readFile(file, 'utf8')));
  const rootsFile = `${github.trustedRootFile}l`;
  await writeFile(rootsFile, lines.join(''));
  return { ...open, rootsFile, github };
}

interface Targets {
  readonly root: string;
  readonly signingConfig: string | undefined;
}

async function fromTuf(options: TrustOptions): Promise<Targets> {
  const { instance = 'public-good', tufRoot } = options;
  // @sigstore/tuf ships the first root of Sigstore's own repository only; GitHub's comes from gh, which ships both.
  if (instance === 'github' && options.tufMirror === undefined) {
    throw new ReleaseError("GitHub's Sigstore root of trust was not given", {
      hint: 'gh attestation trusted-root > trusted_root.jsonl',
    });
  }
  const mirrorURL = (options.tufMirror ?? DEFAULT_MIRROR_URL).replace(/\/+$/, '');
  try {
    const tuf = await initTUF({
      mirrorURL,
      cachePath: join(options.dir, 'tuf'),
      ...(tufRoot === undefined ? {} : { rootPath: tufRoot, forceInit: true }),
    });
    return {
      root: await tuf.getTarget('trusted_root.json'),
      signingConfig: await optionalTarget(tuf, 'signing_config.v0.2.json'),
    };
  } catch (cause) {
    const seeded = mirrorURL === DEFAULT_MIRROR_URL || tufRoot !== undefined;
    throw new ReleaseError(`Sigstore's root of trust could not be loaded from ${mirrorURL}`, {
      hint: seeded
        ? `curl -fsS ${mirrorURL}/timestamp.json   # must answer from this runner, through its proxy if it has one`
        : 'TUF_ROOT_JSON=root.json   # a mirror of your own needs its first root, obtained out of band',
      cause,
    });
  }
}

async function optionalTarget(tuf: TUF, name: string): Promise<string | undefined> {
  try {
    return await tuf.getTarget(name);
  } catch (error) {
    if (error instanceof TUFError && error.code === 'TUF_FIND_TARGET_ERROR') return undefined;
    throw error;
  }
}

/** Picks the instance's root from a file with one root, or with one on each line. */
async function fromFile(file: string, instance: SigstoreInstance): Promise<string> {
  try {
    const roots = jsonLines(await readFile(file, 'utf8')).map((json) => TrustedRoot.fromJSON(json));
    const root = roots.find((one) => isGitHub(one) === (instance === 'github'));
    if (root === undefined) throw new Error(`it holds no root of the ${instance} instance`);
    return JSON.stringify(TrustedRoot.toJSON(root));
  } catch (cause) {
    throw new ReleaseError(`The root of trust in ${file} cannot be used`, {
      hint: `gh attestation trusted-root > ${file}`,
      cause,
    });
  }
}

function isGitHub(root: TrustedRoot): boolean {
  return root.certificateAuthorities.some(({ uri }) => uri.startsWith(githubFulcio));
}

function jsonLines(text: string): unknown[] {
  try {
    return [JSON.parse(text)];
  } catch {
    return text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => JSON.parse(line) as unknown);
  }
}
