// The two Sigstore instances a release may meet: the public-good one and GitHub's own for private repositories.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Handler } from '../core/exchange.ts';
import type { KeyStore } from '../core/keys.ts';
import type { Run } from '../run.ts';
import { certificateAuthority } from './authority.ts';
import { ctLog } from './ct-log.ts';
import { fulcioHandler } from './fulcio.ts';
import { TransparencyLog } from './log.ts';
import { type TokenFault, oidcHandler } from './oidc.ts';
import { TREE_ID, rekorV1Handler } from './rekor-v1.ts';
import { rekorV2Handler } from './rekor-v2.ts';
import { timestampAuthority } from './timestamp-authority.ts';
import { type Instance, signingConfig, trustedRoot } from './trust.ts';
import { tufRepository } from './tuf.ts';

const TUF_HOST = 'tuf-repo-cdn.sigstore.dev';
const REKOR_V1 = 'rekor.sigstore.dev';
const REKOR_V2 = 'log2025-1.rekor.sigstore.dev';

export interface SigstoreOptions {
  readonly keys: KeyStore;
  readonly state: string;
  readonly out: string;
  readonly repository: string;
  readonly visibility: 'public' | 'private';
  /** Which log signing_config.v0.2.json names. */
  readonly rekor: 1 | 2;
  readonly tokenFault?: TokenFault | undefined;
  readonly runs: () => readonly Run[];
}

export interface Sigstore {
  readonly handlers: Readonly<Record<string, Handler>>;
  readonly trustedRoot: string;
  readonly tuf: { readonly mirror: string; readonly rootFile: string };
  /** Bodies of all log entries so far. */
  readonly entries: () => readonly {
    readonly log: 'v1' | 'v2';
    readonly index: number;
    readonly body: string;
  }[];
}

/** The public-good instance with both of its logs. */
async function publicGood(keys: KeyStore, state: string): Promise<Instance & { readonly ctLog: object }> {
  const ct = await ctLog(keys);
  const [ca, tsa, v1Key, v2Key] = await Promise.all([
    certificateAuthority(keys, 'fulcio', 'sigstore.dev', ct),
    timestampAuthority(keys, 'tsa', 'sigstore.dev'),
    keys.pair('rekor-v1', 'P-256'),
    keys.pair('rekor-v2', 'ed25519'),
  ]);
  const v1 = { name: REKOR_V1, origin: `${REKOR_V1} - ${TREE_ID}` };
  const v2 = { name: REKOR_V2, origin: REKOR_V2 };
  const file = (name: string) => join(state, 'transparency-log', name);
  return {
    operator: 'sigstore.dev',
    fulcio: { url: 'https://fulcio.sigstore.dev', ca },
    timestamp: { url: 'https://timestamp.sigstore.dev/api/v1/timestamp', tsa },
    ctLog: ct,
    logs: [
      { url: `https://${REKOR_V1}`, version: 1, log: new TransparencyLog(v1, v1Key, file('v1.jsonl')) },
      { url: `https://${REKOR_V2}`, version: 2, log: new TransparencyLog(v2, v2Key, file('v2.jsonl')) },
    ],
  };
}

/** GitHub's instance: no transparency log, timestamps instead. */
async function gitHubOwn(keys: KeyStore): Promise<Instance> {
  const [ca, tsa] = await Promise.all([
    certificateAuthority(keys, 'github-fulcio', 'GitHub, Inc.'),
    timestampAuthority(keys, 'github-tsa', 'GitHub, Inc.'),
  ]);
  return {
    operator: 'github.com',
    fulcio: { url: 'https://fulcio.githubapp.com', ca },
    timestamp: { url: 'https://timestamp.githubapp.com/api/v1/timestamp', tsa },
    logs: [],
  };
}

/** Writes trusted roots and signing configurations to `out` and returns a handler for each host. */
export async function sigstore(options: SigstoreOptions): Promise<Sigstore> {
  const { keys, state, out } = options;
  const [oidcKey, open, own] = await Promise.all([
    keys.pair('oidc', 'rsa'),
    publicGood(keys, state),
    gitHubOwn(keys),
  ]);
  const roots = { open: JSON.stringify(trustedRoot(open)), own: JSON.stringify(trustedRoot(own)) };
  const config = (rekor: 1 | 2) => JSON.stringify(signingConfig(open, rekor));
  const trustedRootFile = join(out, 'trusted_root.json');
  // gh reads a file of roots line by line, and only whole lines.
  writeFileSync(trustedRootFile, `${roots.open}\n`);
  writeFileSync(join(out, 'trusted_root.github.json'), roots.own);
  writeFileSync(join(out, 'trusted_roots.jsonl'), `${roots.open}\n${roots.own}\n`);
  writeFileSync(join(out, 'signing_config.v0.2.json'), config(options.rekor));
  writeFileSync(join(out, 'signing_config.rekor-v1.json'), config(1));
  writeFileSync(join(out, 'signing_config.rekor-v2.json'), config(2));
  const tuf = await tufRepository(join(state, 'tuf'), {
    'trusted_root.json': roots.open,
    'signing_config.v0.2.json': config(options.rekor),
  });
  const gitHubTuf = await tufRepository(join(state, 'tuf'), { 'trusted_root.json': roots.own });
  const [v1, v2] = open.logs.map(({ log }) => log) as [TransparencyLog, TransparencyLog];
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
    'fulcio.sigstore.dev': fulcioHandler(open.fulcio.ca, oidcKey.publicKey),
    'fulcio.githubapp.com': fulcioHandler(own.fulcio.ca, oidcKey.publicKey),
    'timestamp.sigstore.dev': open.timestamp.tsa.handler,
    'timestamp.githubapp.com': own.timestamp.tsa.handler,
    [REKOR_V1]: rekorV1Handler(v1),
    [REKOR_V2]: rekorV2Handler(v2),
    [TUF_HOST]: tuf.handler,
    'tuf-repo.github.com': gitHubTuf.handler,
  };
  const bodies = (log: 'v1' | 'v2', { entries }: TransparencyLog) =>
    entries.map(({ index, body }) => ({ log, index, body: body.toString() }));
  return {
    handlers,
    trustedRoot: trustedRootFile,
    tuf: { mirror: `https://${TUF_HOST}${tuf.prefix}`, rootFile: tuf.rootFile },
    entries: () => [...bodies('v1', v1), ...bodies('v2', v2)],
  };
}
