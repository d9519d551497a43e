// The real Sigstore servers, for the rehearsal's second profile: built on demand, no part of the usual set-up.
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Progress } from './cache.ts';
import { buildGo } from './golang.ts';
import type { GoModule } from './go-modules.ts';
import { freePort, startServer } from './server.ts';
import type { Server } from './server.ts';

/** Paths of the servers: certificates, transparency log (version 2, on files), timestamps. */
export interface SigstoreServers {
  readonly fulcio: string;
  readonly rekor: string;
  readonly timestamp: string;
}

/** One module for all three, so that what they share is compiled once. */
export const SIGSTORE: GoModule = {
  name: 'sigstore',
  pinned: 'github.com/sigstore/fulcio',
  commands: {
    fulcio: 'github.com/sigstore/fulcio',
    'rekor-server': 'github.com/sigstore/rekor-tiles/v2/cmd/rekor-server/posix',
    'timestamp-server': 'github.com/sigstore/timestamp-authority/v2/cmd/timestamp-server',
  },
  stamps: {},
};

/** Builds the servers unless they are there: about three minutes on two cores, once. */
export async function ensureSigstoreServers(progress: Progress): Promise<SigstoreServers> {
  const dir = await buildGo(SIGSTORE, progress);
  return {
    fulcio: path.join(dir, 'fulcio'),
    rekor: path.join(dir, 'rekor-server'),
    timestamp: path.join(dir, 'timestamp-server'),
  };
}

/** Keys and certificates the servers sign with, as PEM files, and whom they serve. */
export interface SigstoreMaterial {
  readonly fulcio: {
    readonly certificate: string;
    /** A PKCS#8 key; the password is for one that Sigstore's own tools encrypted. */
    readonly key: string;
    readonly password: string;
    /** Fulcio's configuration: issuers by URL; each must answer at start, so `env` leads there. */
    readonly issuers: Readonly<Record<string, unknown>>;
    /** Base URL of a certificate transparency log; none leaves certificates without SCT. */
    readonly ctLog?: string;
  };
  readonly rekor: { readonly hostname: string; readonly key: string };
  readonly timestamp: { readonly chain: string; readonly key: string };
}

export interface RunningSigstore {
  /** Base URLs on loopback, plain HTTP. */
  readonly fulcio: string;
  readonly rekor: string;
  readonly timestamp: string;
  stop(): Promise<void>;
}

/** Starts the three servers on free ports; their data and logs are below `dir`. */
export async function startSigstoreServers(
  servers: SigstoreServers,
  material: SigstoreMaterial,
  options: {
    readonly dir: string;
    readonly env?: Readonly<Record<string, string>>;
    /** Where they serve HTTP; free ports unless given. */
    readonly ports?: Readonly<Record<Service, number>>;
  },
): Promise<RunningSigstore> {
  await mkdir(path.join(options.dir, 'tiles'), { recursive: true });
  const config = path.join(options.dir, 'fulcio.json');
  await writeFile(config, JSON.stringify({ OIDCIssuers: material.fulcio.issuers }));
  const ports: Record<Service, Ports> = {
    fulcio: await three(options.ports?.fulcio),
    rekor: await three(options.ports?.rekor),
    timestamp: await three(options.ports?.timestamp),
  };
  const args = sigstoreArgs(material, ports, { config, tiles: path.join(options.dir, 'tiles') });
  const services: readonly Service[] = ['fulcio', 'rekor', 'timestamp'];
  const started: Server[] = [];
  const stop = async (): Promise<void> => {
    await Promise.all(started.map((server) => server.stop()));
  };
  try {
    for (const name of services) {
      const log = path.join(options.dir, `${name}.log`);
      started.push(await startServer(servers[name], args[name], { log, env: options.env ?? {} }));
    }
    await Promise.all(
      services.map((name, i) => started[i]!.answering(`http://127.0.0.1:${ports[name].http}${HEALTH[name]}`)),
    );
  } catch (error) {
    await stop();
    throw error;
  }
  const url = (name: Service): string => `http://127.0.0.1:${ports[name].http}`;
  return { fulcio: url('fulcio'), rekor: url('rekor'), timestamp: url('timestamp'), stop };
}

type Service = keyof SigstoreServers;

interface Ports {
  readonly http: number;
  readonly grpc: number;
  readonly metrics: number;
}

const HEALTH: Readonly<Record<Service, string>> = {
  fulcio: '/healthz',
  rekor: '/healthz',
  timestamp: '/ping',
};

/** The arguments of each server; what listens, listens on loopback. */
export function sigstoreArgs(
  material: SigstoreMaterial,
  ports: Readonly<Record<Service, Ports>>,
  files: { readonly config: string; readonly tiles: string },
): Readonly<Record<Service, readonly string[]>> {
  const { fulcio, rekor, timestamp } = material;
  return {
    fulcio: [
      ...['serve', '--host=127.0.0.1', `--port=${ports.fulcio.http}`, '--grpc-host=127.0.0.1'],
      ...[`--grpc-port=${ports.fulcio.grpc}`, `--metrics-port=${ports.fulcio.metrics}`],
      // The default is one name for the whole machine: two rehearsals at once would meet there.
      ...[`--legacy-unix-domain-socket=@fulcio-${ports.fulcio.grpc}`, '--ca=fileca', '--fileca-watch=false'],
      ...[`--fileca-cert=${fulcio.certificate}`, `--fileca-key=${fulcio.key}`],
      ...[`--fileca-key-passwd=${fulcio.password}`, `--config-path=${files.config}`],
      `--ct-log-url=${fulcio.ctLog ?? ''}`,
    ],
    rekor: [
      ...['serve', `--http-port=${ports.rekor.http}`, `--grpc-port=${ports.rekor.grpc}`],
      ...[`--http-metrics-port=${ports.rekor.metrics}`, `--hostname=${rekor.hostname}`],
      ...[`--storage-dir=${files.tiles}`, `--signer-filepath=${rekor.key}`],
      // A signer waits for the next checkpoint: ten seconds by default, which a rehearsal has not.
      ...['--checkpoint-interval=100ms', '--batch-max-age=10ms', '--log-level=warn'],
    ],
    timestamp: [
      ...['serve', '--host=127.0.0.1', `--port=${ports.timestamp.http}`, '--timestamp-signer=file'],
      ...[`--file-signer-key-path=${timestamp.key}`, `--certificate-chain-path=${timestamp.chain}`],
      '--disable-ntp-monitoring',
    ],
  };
}

async function three(given?: number): Promise<Ports> {
  const [http, grpc, metrics] = await Promise.all([given ?? freePort(), freePort(), freePort()]);
  return { http, grpc, metrics };
}
