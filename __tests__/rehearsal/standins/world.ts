// The stand-ins as a whole: GitHub, GHCR and Sigstore on loopback, under their production names.
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Contract } from './contract/contract.ts';
import { type Call, CallLog } from './core/calls.ts';
import { type Handler, json } from './core/exchange.ts';
import { type Fault, FaultPlan } from './core/faults.ts';
import { KeyStore } from './core/keys.ts';
import { listen } from './core/listener.ts';
import type { Latency, OnCall } from './core/pipeline.ts';
import { tlsMaterial } from './core/tls.ts';
import { apiHandler } from './github/api.ts';
import { DOWNLOAD_HOST, SignedDownloads, assetEndpoints } from './github/assets.ts';
import { BUNDLE_HOST, attestationEndpoints, bundleHandler } from './github/attestations.ts';
import { commitEndpoints } from './github/commits.ts';
import type { GitHub } from './github/endpoint.ts';
import { Git } from './github/git.ts';
import { refEndpoints } from './github/refs.ts';
import { releaseEndpoints } from './github/releases.ts';
import { releaseView } from './github/release-view.ts';
import { repositoryEndpoints } from './github/repository.ts';
import { Store } from './github/store.ts';
import { webHandler } from './github/web.ts';
import { ghcrHandler } from './registry/ghcr.ts';
import { Referrers } from './registry/referrers.ts';
import { type Permissions, type Run, type RunIdentity, makeRun, may } from './run.ts';
import { REQUEST_URL, type TokenFault } from './sigstore/oidc.ts';
import { type Sigstore, sigstore } from './sigstore/sigstore.ts';
import { type Downloads, downloadHandler, downloadHosts } from './tool-downloads.ts';

export type { Call } from './core/calls.ts';
export { type Fault, parseFault } from './core/faults.ts';
export type { Latency, OnCall } from './core/pipeline.ts';
export type { RunIdentity } from './run.ts';

export interface StandInsOptions {
  /** Folder for requests.jsonl, violations.txt, trusted roots, signing configurations, CA files. */
  readonly out: string;
  /** Folder that survives: keys, GitHub's data, transparency log, TUF repository, referrers. */
  readonly state: string;
  /** `owner/name`. */
  readonly repository: string;
  /** The git directory of the repository as GitHub has it; the refs API writes to it. */
  readonly gitDir: string;
  /** A registry on 127.0.0.1, behind https://ghcr.io. */
  readonly registryPort: number;
  readonly run: RunIdentity;
  /** Of every run's token; default all `write`. */
  readonly permissions?: Partial<Permissions>;
  readonly visibility?: 'public' | 'private';
  readonly ownerType?: 'Organization' | 'User';
  /** OCI 1.1 referrers API on ghcr.io; default false, as on GHCR. */
  readonly referrers?: boolean;
  readonly immutableReleases?: boolean;
  /** False: the owner's plan has no attestations API for this repository. */
  readonly attestations?: boolean;
  /** Which Rekor signing_config.v0.2.json names; default 1. */
  readonly rekor?: 1 | 2;
  readonly tokenFault?: TokenFault;
  /** E-mail address (lower case) → login, for authors in commits and comparisons. */
  readonly accounts?: Readonly<Record<string, string>>;
  /** `host/path` → file: tools to download. */
  readonly downloads?: Downloads;
  readonly faults?: readonly Fault[];
  readonly onCall?: OnCall;
  readonly latency?: Latency;
  /** Milliseconds until GitHub's lists and GHCR's manifests show what was written; default 0. */
  readonly lagMs?: number;
}

/** What a process needs to live in this world as one run. */
export interface RunAccess {
  /** The `run` of its calls. */
  readonly name: string;
  readonly env: Readonly<Record<string, string>>;
  /** The value of GITHUB_TOKEN. */
  readonly token: string;
  readonly proxyUrl: string;
}

export interface StandIns extends RunAccess {
  /** Our CA alone. */
  readonly caFile: string;
  /** The system's CAs and ours. */
  readonly caBundle: string;
  readonly trustedRoot: string;
  readonly violations: () => readonly string[];
  readonly calls: () => readonly Call[];
  /** A second run on the same world, with its own tokens and its own OIDC identity. */
  readonly addRun: (run: RunIdentity) => Promise<RunAccess>;
  /** A person or a test that looks on: neither counted, nor delayed, nor spoiled by faults. */
  readonly observer: RunAccess;
  /** Every release as the REST API would show it now, drafts too. */
  readonly releases: () => readonly ReturnType<typeof releaseView>[];
  /** Where the bytes of an asset lie. */
  readonly assetFile: (id: number) => string;
  readonly logEntries: Sigstore['entries'];
  readonly stop: () => Promise<void>;
}

// Hosts that may see a run's GITHUB_TOKEN.
const TOKEN_HOSTS = new Set(['api.github.com', 'uploads.github.com', 'github.com', 'ghcr.io']);

function environment(
  run: Run,
  proxyUrl: string,
  tls: { readonly caFile: string; readonly caBundle: string },
  tuf: { readonly mirror: string; readonly rootFile: string },
): Readonly<Record<string, string>> {
  const direct = '127.0.0.1,localhost';
  return {
    HTTPS_PROXY: proxyUrl,
    https_proxy: proxyUrl,
    NO_PROXY: direct,
    no_proxy: direct,
    NODE_EXTRA_CA_CERTS: tls.caFile,
    SSL_CERT_FILE: tls.caBundle,
    GIT_SSL_CAINFO: tls.caBundle,
    CURL_CA_BUNDLE: tls.caBundle,
    TUF_MIRROR: tuf.mirror,
    TUF_ROOT_JSON: tuf.rootFile,
    ...(may(run, 'id-token', 'write')
      ? { ACTIONS_ID_TOKEN_REQUEST_URL: REQUEST_URL, ACTIONS_ID_TOKEN_REQUEST_TOKEN: run.requestToken }
      : {}),
  };
}

function makeGitHub(options: StandInsOptions, runs: () => readonly Run[]): GitHub {
  const [owner = '', name = ''] = options.repository.split('/');
  return {
    repository: options.repository,
    owner,
    name,
    visibility: options.visibility ?? 'public',
    ownerType: options.ownerType ?? 'Organization',
    immutableReleases: options.immutableReleases ?? false,
    attestations: options.attestations ?? true,
    accounts: options.accounts ?? {},
    lagMs: options.lagMs ?? 0,
    registryPort: options.registryPort,
    runs,
    git: new Git(options.gitDir),
    store: new Store(join(options.state, 'github')),
  };
}

function gitHubHandlers(github: GitHub, violation: (text: string) => void): Record<string, Handler> {
  const downloads = new SignedDownloads(github);
  const api = apiHandler({
    github,
    contract: new Contract(),
    violation,
    endpoints: {
      ...repositoryEndpoints(github),
      ...releaseEndpoints(github),
      ...assetEndpoints(github, downloads),
      ...refEndpoints(github),
      ...commitEndpoints(github),
      ...attestationEndpoints(github),
    },
  });
  return {
    'api.github.com': api,
    'uploads.github.com': api,
    'github.com': webHandler(github, downloads),
    [DOWNLOAD_HOST]: downloads.handler,
    [BUNDLE_HOST]: bundleHandler(github),
  };
}

/** Starts everything; ready when the promise resolves. */
export async function startStandIns(options: StandInsOptions): Promise<StandIns> {
  const { out, state } = options;
  for (const folder of [out, state]) mkdirSync(folder, { recursive: true });
  const violations: string[] = [];
  const violationsFile = join(out, 'violations.txt');
  writeFileSync(violationsFile, '');
  const violation = (text: string) => {
    violations.push(text);
    appendFileSync(violationsFile, `${text}\n`);
  };
  const runs: Run[] = [];
  const first = makeRun(options.run, options.permissions);
  const onlooker = makeRun(options.run, options.permissions, true);
  runs.push(first, onlooker);

  const keys = new KeyStore(join(state, 'keys'));
  const visibility = options.visibility ?? 'public';
  const github = makeGitHub(options, () => runs);
  const sig = await sigstore({
    keys,
    state,
    out,
    repository: options.repository,
    visibility,
    rekor: options.rekor ?? 1,
    tokenFault: options.tokenFault,
    runs: () => runs,
  });
  const handlers: Record<string, Handler> = {
    ...sig.handlers,
    ...gitHubHandlers(github, violation),
    'ghcr.io': ghcrHandler({
      port: options.registryPort,
      owner: github.owner.toLowerCase(),
      visibility,
      referrers: options.referrers === true ? new Referrers(join(state, 'referrers.json')) : undefined,
      lagMs: options.lagMs ?? 0,
      runs: () => runs,
    }),
  };
  const downloads = options.downloads ?? {};
  for (const host of downloadHosts(downloads)) handlers[host] = downloadHandler(downloads, handlers[host]);

  const log = new CallLog(join(out, 'requests.jsonl'));
  const tls = await tlsMaterial(keys, Object.keys(handlers), out);
  const route = (host: string): Handler | undefined => {
    const handler = handlers[host];
    if (handler === undefined || TOKEN_HOSTS.has(host)) return handler;
    return (exchange) => {
      const header = exchange.headers.authorization ?? '';
      if (runs.some(({ token }) => header.includes(token))) {
        violation(`GITHUB_TOKEN was sent to ${host}${exchange.url.pathname}`);
        return json(401, { message: 'not for this host' });
      }
      return handler(exchange);
    };
  };
  const listener = listen(tls, (host) => host in handlers, {
    route,
    log,
    faults: new FaultPlan(options.faults ?? []),
    onCall: options.onCall,
    latency: options.latency,
    violation,
  });
  const open = async (run: Run): Promise<RunAccess> => {
    const proxyUrl = await listener.open(run);
    return { name: run.name, env: environment(run, proxyUrl, tls, sig.tuf), token: run.token, proxyUrl };
  };
  return {
    ...(await open(first)),
    observer: await open(onlooker),
    caFile: tls.caFile,
    caBundle: tls.caBundle,
    trustedRoot: sig.trustedRoot,
    violations: () => violations,
    calls: () => log.calls(),
    addRun: (identity) => {
      const run = makeRun(identity, options.permissions);
      runs.push(run);
      return open(run);
    },
    releases: () => github.store.data.releases.map((release) => releaseView(github, release)),
    assetFile: (id) => github.store.assetFile(id),
    logEntries: sig.entries,
    stop: () => listener.stop(),
  };
}
