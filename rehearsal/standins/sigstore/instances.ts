// The two Sigstore instances a release may meet, with what answers on each of their hosts.
import type { KeyObject } from 'node:crypto';
import { join } from 'node:path';
import type { Handler } from '../core/exchange.ts';
import type { KeyStore } from '../core/keys.ts';
import { certificateAuthority } from './authority.ts';
import { ctLog } from './ct-log.ts';
import { fulcioHandler } from './fulcio.ts';
import { TransparencyLog } from './log.ts';
import { type Publish, publisher } from './publisher.ts';
import { TREE_ID, rekorV1Handler } from './rekor-v1.ts';
import { rekorV2Handler } from './rekor-v2.ts';
import { type Attest, releaseAttestor } from './release-attestation.ts';
import { type SigstoreServers, certificatesIn, publicKeyIn, serverHandler } from './servers.ts';
import { timestampAuthority } from './timestamp-authority.ts';
import type { Instance } from './trust.ts';

const REKOR_V1 = 'rekor.sigstore.dev';
const OLDER = 'rekor-2021.sigstore.dev';
const REKOR_V2 = 'log2025-1.rekor.sigstore.dev';

export interface RunningInstance extends Instance {
  readonly handlers: Readonly<Record<string, Handler>>;
}

/** What every instance is made of. */
export interface Foundation {
  readonly keys: KeyStore;
  readonly state: string;
  /** The issuer's key, by which Fulcio checks identities. */
  readonly oidcKey: KeyObject;
}

/** The public-good instance with both of its logs. */
export async function publicGood({ keys, state, oidcKey }: Foundation): Promise<
  RunningInstance & {
    readonly v1: TransparencyLog;
    readonly v2: TransparencyLog;
    readonly publish: Publish;
  }
> {
  const ct = await ctLog(keys);
  const [ca, tsa, v1Key, v2Key] = await Promise.all([
    certificateAuthority(keys, 'fulcio', 'sigstore.dev', ct),
    timestampAuthority(keys, 'tsa', 'sigstore.dev'),
    keys.pair('rekor-v1', 'P-256'),
    keys.pair('rekor-v2', 'ed25519'),
  ]);
  const olderKey = await keys.pair('rekor-2021', 'P-256');
  const file = (name: string) => join(state, 'transparency-log', name);
  const origin = `${REKOR_V1} - ${TREE_ID}`;
  const v1 = new TransparencyLog({ name: REKOR_V1, origin }, v1Key, file('v1.jsonl'));
  const v2 = new TransparencyLog({ name: REKOR_V2, origin: REKOR_V2 }, v2Key, file('v2.jsonl'));
  // What others have published stands in an older shard, as on the real instance, and so is none of a release's entries.
  const older = new TransparencyLog({ name: OLDER, origin: `${OLDER} - 1` }, olderKey, file('older.jsonl'));
  return {
    operator: 'sigstore.dev',
    publish: publisher(ca, older),
    fulcio: { url: 'https://fulcio.sigstore.dev', chain: ca.chain },
    timestamp: { url: 'https://timestamp.sigstore.dev/api/v1/timestamp', chain: tsa.chain },
    ctLog: ct.publicKey,
    logs: [
      { url: `https://${REKOR_V1}`, version: 1, publicKey: v1.publicKey },
      { url: `https://${REKOR_V2}`, version: 2, publicKey: v2.publicKey },
      { url: `https://${OLDER}`, publicKey: older.publicKey },
    ],
    handlers: {
      'fulcio.sigstore.dev': fulcioHandler(ca, oidcKey),
      'timestamp.sigstore.dev': tsa.handler,
      [REKOR_V1]: rekorV1Handler(v1),
      [REKOR_V2]: rekorV2Handler(v2),
    },
    v1,
    v2,
  };
}

/** The same instance with real servers in place of all but Rekor v1, which nobody runs anew any more. */
export function withServers<T extends RunningInstance>(instance: T, servers: SigstoreServers): T {
  const { fulcio, ctLog: ct, rekorV2, timestamp } = servers;
  const rekorKey = publicKeyIn(rekorV2.publicKey);
  return {
    ...instance,
    fulcio: { ...instance.fulcio, chain: certificatesIn(fulcio.chain) },
    timestamp: { ...instance.timestamp, chain: certificatesIn(timestamp.chain) },
    ctLog: publicKeyIn(ct.publicKey),
    logs: instance.logs.map((log) => (log.version === 2 ? { ...log, publicKey: rekorKey } : log)),
    handlers: {
      ...instance.handlers,
      'fulcio.sigstore.dev': serverHandler(fulcio.port),
      'timestamp.sigstore.dev': serverHandler(timestamp.port),
      [REKOR_V2]: serverHandler(rekorV2.port),
    },
  };
}

/** GitHub's instance for private repositories: no transparency log, timestamps instead. */
export async function gitHubOwn({
  keys,
  oidcKey,
}: Foundation): Promise<RunningInstance & { readonly attestRelease: Attest }> {
  const [ca, tsa] = await Promise.all([
    certificateAuthority(keys, 'github-fulcio', 'GitHub, Inc.'),
    timestampAuthority(keys, 'github-tsa', 'GitHub, Inc.'),
  ]);
  return {
    operator: 'GitHub, Inc.',
    fulcio: { url: 'https://fulcio.githubapp.com', chain: ca.chain },
    timestamp: { url: 'https://timestamp.githubapp.com/api/v1/timestamp', chain: tsa.chain },
    logs: [],
    handlers: {
      'fulcio.githubapp.com': fulcioHandler(ca, oidcKey),
      'timestamp.githubapp.com': tsa.handler,
    },
    attestRelease: releaseAttestor(ca, tsa),
  };
}
