// Programs that know nothing of the action and judge what it released: cosign, gh, sigstore-go, crane, oras, docker.
import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dockerEnv } from '../parts/builder.ts';
import { logIn } from '../parts/login.ts';
import type { Site } from '../runner/site.ts';

/** How a program ended. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Programs {
  /** The image's name without tag, as users pull it. */
  readonly image: string;
  /** `cosign verify`; a success counts only with an image signature among what verified. */
  readonly cosignVerify: (
    ref: string,
    identity: string,
  ) => Promise<Ended & { readonly types: readonly string[] }>;
  /** `cosign verify-attestation --type slsaprovenance1`. */
  readonly cosignProvenance: (ref: string, identity: string) => Promise<Ended>;
  /** `gh attestation verify` of a bundle file for an image by digest. */
  readonly ghVerify: (ref: string, ...more: readonly string[]) => Promise<Ended>;
  /** sigstore-go on a bundle file, for a digest (64 hex digits). */
  readonly sigstoreGo: (
    bundle: string,
    hex: string,
    identity: string,
    ...more: readonly string[]
  ) => Promise<Ended>;
  readonly crane: (...argv: readonly string[]) => Promise<Ended>;
  readonly oras: (...argv: readonly string[]) => Promise<Ended>;
  /** Any command of cosign; the root of trust is the caller's to name. */
  readonly cosign: (...argv: readonly string[]) => Promise<Ended>;
  readonly gh: (...argv: readonly string[]) => Promise<Ended>;
  readonly docker: (...argv: readonly string[]) => Promise<Ended>;
  /** The image's name at the engine, which pulls from the registry itself. */
  readonly local: string;
  /** The environment that all of them run in. */
  readonly env: Readonly<Record<string, string>>;
  /** The bundles GitHub stores for a digest, each as a file. */
  readonly storedBundles: (digest: string) => Promise<readonly string[]>;
}

export const ISSUER = 'https://token.actions.githubusercontent.com';
export const SIGNATURE = 'https://sigstore.dev/cosign/sign/v1';

/** The identity a run on `ref` signs with: the workflow at that ref. */
export const identityAt = (site: Site, ref: string): string =>
  `https://github.com/${site.repository}/.github/workflows/release.yml@${ref}`;

/** The identity a release of `tag` is signed with. */
export const identityOf = (site: Site, tag: string): string => identityAt(site, `refs/tags/${tag}`);

/** Runs a program to its end, however it ends. */
export function run(
  program: string,
  argv: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(
      program,
      [...argv],
      { env, maxBuffer: 32 * 1024 * 1024, timeout: 120_000 },
      (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === 'number' ? error.code : 1;
        resolve({ code, stdout, stderr });
      },
    );
  });
}

/** The programs, each in an environment that has nothing of the action's run in it. `dir` is theirs. */
export async function programsFor(site: Site, dir: string): Promise<Programs> {
  const { tools, engine } = site.world;
  await mkdir(dir, { recursive: true });
  const docker = await dockerEnv(engine, join(dir, 'docker'));
  const { observer, trustedRoot, trustedRoots } = site.standIns;
  const env = {
    ...tools.env,
    ...docker,
    ...observer.env,
    HOME: dir,
    GH_TOKEN: observer.token,
    GH_CONFIG_DIR: join(dir, 'gh'),
  };
  await logIn(docker['DOCKER_CONFIG'] ?? '', observer.token);
  const path = site.repository.toLowerCase();
  const who = (identity: string): readonly string[] => [
    ...['--certificate-identity', identity],
    ...['--certificate-oidc-issuer', ISSUER],
  ];
  const root = ['--trusted-root', trustedRoot];
  return {
    image: `ghcr.io/${path}`,
    local: `127.0.0.1:${site.registryPort}/${path}`,
    cosignVerify: async (ref, identity) => {
      const ended = await run(
        tools.cosign,
        ['verify', ...root, ...who(identity), '--output', 'json', ref],
        env,
      );
      const found = ended.code === 0 ? (JSON.parse(ended.stdout) as { critical: { type: string } }[]) : [];
      return { ...ended, types: found.map(({ critical }) => critical.type) };
    },
    cosignProvenance: (ref, identity) =>
      run(
        tools.cosign,
        ['verify-attestation', '--type', 'slsaprovenance1', ...root, ...who(identity), ref],
        env,
      ),
    ghVerify: (ref, ...more) =>
      run(
        tools.gh,
        ['attestation', 'verify', ref, '--custom-trusted-root', trustedRoots, '--format', 'json', ...more],
        env,
      ),
    sigstoreGo: (bundle, hex, identity, ...more) =>
      run(
        tools.sigstoreGo,
        [
          ...['-trustedrootJSONpath', trustedRoot, '-expectedIssuer', ISSUER, '-expectedSAN', identity],
          ...['-artifact-digest', hex, ...more, bundle],
        ],
        env,
      ),
    env,
    crane: (...argv) => run(tools.crane, argv, env),
    oras: (...argv) => run(tools.oras, argv, env),
    cosign: (...argv) => run(tools.cosign, argv, env),
    gh: (...argv) => run(tools.gh, argv, env),
    docker: (...argv) => run(tools.docker, argv, env),
    storedBundles: async (digest) => {
      // gh follows each `bundle_url`, and writes a bundle a line.
      const { code, stderr } = await run(
        'env',
        [
          ...['-C', dir, tools.gh, 'attestation', 'download', `oci://ghcr.io/${path}@${digest}`],
          ...['--repo', site.repository],
        ],
        env,
      );
      if (code !== 0) throw new Error(`gh attestation download: ${stderr}`);
      const bundles = (await readFile(join(dir, `${digest}.jsonl`), 'utf8')).split('\n').filter(Boolean);
      return Promise.all(
        bundles.map(async (bundle, index) => {
          const file = join(dir, `${digest.replace(':', '-')}.${index}.sigstore.json`);
          await writeFile(file, bundle);
          return file;
        }),
      );
    },
  };
}
