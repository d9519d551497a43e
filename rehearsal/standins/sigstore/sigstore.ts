// Sigstore as a whole: identities, both instances, and what clients are given to trust.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Handler } from '../core/exchange.ts';
import type { KeyStore } from '../core/keys.ts';
import type { Run, Visibility } from '../run.ts';
import { gitHubOwn, publicGood, withServers } from './instances.ts';
import type { TransparencyLog } from './log.ts';
import { type TokenFault, oidcHandler } from './oidc.ts';
import type { Publish } from './publisher.ts';
import type { Attest } from './release-attestation.ts';
import type { SigstoreServers } from './servers.ts';
import { signingConfig, trustedRoot } from './trust.ts';
import { tufRepository } from './tuf.ts';

const TUF_HOST = 'tuf-repo-cdn.sigstore.dev';
const GITHUB_TUF_HOST = 'tuf-repo.github.com';

/** Where clients find a root of trust: a TUF repository, and the file with its first root. */
export interface TufSource {
  readonly mirror: string;
  readonly rootFile: string;
}

export interface SigstoreOptions {
  readonly keys: KeyStore;
  readonly state: string;
  readonly out: string;
  readonly repository: string;
  readonly visibility: Visibility;
  /** Which log signing_config.v0.2.json names. */
  readonly rekor: 1 | 2;
  readonly tokenFault?: TokenFault | undefined;
  /** Real servers in place of the public-good stand-ins. */
  readonly servers?: SigstoreServers | undefined;
  readonly runs: () => readonly Run[];
}

export interface Sigstore {
  readonly handlers: Readonly<Record<string, Handler>>;
  readonly trustedRoot: string;
  /** Both roots, one on each line. */
  readonly trustedRoots: string;
  readonly tuf: TufSource;
  /** That of GitHub's own instance. */
  readonly gitHubTuf: TufSource;
  /** GitHub's own word on an immutable release. */
  readonly attestRelease: Attest;
  /** Signs what others have published. */
  readonly publish: Publish;
  /** Bodies of all log entries so far. */
  readonly entries: () => readonly {
    readonly log: 'v1' | 'v2';
    readonly index: number;
    readonly body: string;
  }[];
}

/** Writes trusted roots and signing configurations to `out` and returns a handler for each host. */
export async function sigstore(options: SigstoreOptions): Promise<Sigstore> {
  const { keys, state, out, servers } = options;
  const oidcKey = await keys.pair('oidc', 'rsa');
  const foundation = { keys, state, oidcKey: oidcKey.publicKey };
  const [standIn, own] = await Promise.all([publicGood(foundation), gitHubOwn(foundation)]);
  const open = servers === undefined ? standIn : withServers(standIn, servers);
  const roots = { open: JSON.stringify(trustedRoot(open)), own: JSON.stringify(trustedRoot(own)) };
  const config = (rekor: 1 | 2) => JSON.stringify(signingConfig(open, rekor));
  const trustedRootFile = join(out, 'trusted_root.json');
  // gh reads a file of roots line by line, and only whole lines.
  writeFileSync(trustedRootFile, `${roots.open}\n`);
  writeFileSync(join(out, 'trusted_root.github.json'), roots.own);
  const trustedRoots = join(out, 'trusted_roots.jsonl');
  writeFileSync(trustedRoots, `${roots.open}\n${roots.own}\n`);
  writeFileSync(join(out, 'signing_config.v0.2.json'), config(options.rekor));
  writeFileSync(join(out, 'signing_config.rekor-v1.json'), config(1));
  writeFileSync(join(out, 'signing_config.rekor-v2.json'), config(2));
  const tuf = await tufRepository(join(state, 'tuf'), {
    'trusted_root.json': roots.open,
    'signing_config.v0.2.json': config(options.rekor),
  });
  const gitHubTuf = await tufRepository(join(state, 'tuf'), { 'trusted_root.json': roots.own });
  const oidc = oidcHandler(
    {
      key: oidcKey,
      repository: options.repository,
      visibility: options.visibility,
      tokenFault: options.tokenFault,
    },
    options.runs,
  );
  const handlers = {
    'token.actions.githubusercontent.com': oidc,
    'pipelines.actions.githubusercontent.com': oidc,
    ...open.handlers,
    ...own.handlers,
    [TUF_HOST]: tuf.handler,
    [GITHUB_TUF_HOST]: gitHubTuf.handler,
  };
  const bodies = (log: 'v1' | 'v2', { entries }: TransparencyLog) =>
    entries.map(({ index, body }) => ({ log, index, body: body.toString() }));
  return {
    handlers,
    publish: standIn.publish,
    trustedRoot: trustedRootFile,
    trustedRoots,
    gitHubTuf: {
      mirror: `https://${GITHUB_TUF_HOST}${gitHubTuf.prefix}`,
      rootFile: gitHubTuf.rootFile,
    },
    tuf: { mirror: `https://${TUF_HOST}${tuf.prefix}`, rootFile: tuf.rootFile },
    attestRelease: own.attestRelease,
    entries: () => [...bodies('v1', open.v1), ...bodies('v2', open.v2)],
  };
}
