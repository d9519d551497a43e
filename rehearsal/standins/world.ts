// The stand-ins as a whole: GitHub, GHCR and Sigstore on loopback, under their production names.
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CallLog } from './core/calls.ts';
import { type Handler, json } from './core/exchange.ts';
import { FaultPlan } from './core/faults.ts';
import { KeyStore } from './core/keys.ts';
import { listen } from './core/listener.ts';
import { tlsMaterial } from './core/tls.ts';
import { DOWNLOAD_HOST } from './github/assets.ts';
import { enterpriseHandlers } from './github/enterprise.ts';
import { gitHubHandlers, makeGitHub } from './github/hosts.ts';
import { releaseView } from './github/release-view.ts';
import type { RunAccess, StandIns, StandInsOptions } from './options.ts';
import { elsewhereHandler } from './registry/elsewhere.ts';
import { ghcrHandler } from './registry/ghcr.ts';
import { Packages } from './registry/packages.ts';
import { Referrers } from './registry/referrers.ts';
import { CANCEL_ANSWERS, type ReferrersAnswer } from './registry/turns.ts';
import { type Run, makeRun, may } from './run.ts';
import { REQUEST_URL } from './sigstore/oidc.ts';
import { type Sigstore, sigstore } from './sigstore/sigstore.ts';
import { downloadHandler, downloadHosts } from './tool-downloads.ts';
import { publishTools } from './tool-releases.ts';

export type { Call } from './core/calls.ts';
export { type Fault, parseFault } from './core/faults.ts';
export type { Latency, OnCall } from './core/pipeline.ts';
export type { RunAccess, StandIns, StandInsOptions } from './options.ts';
export type { RunIdentity } from './run.ts';
export type { SigstoreServers } from './sigstore/servers.ts';

// Hosts of GitHub's that may see a run's GITHUB_TOKEN.
const TOKEN_HOSTS = ['api.github.com', 'uploads.github.com', 'github.com', 'ghcr.io'];

function environment(
  run: Run,
  proxyUrl: string,
  tls: { readonly caFile: string; readonly caBundle: string },
  { tuf, gitHubTuf }: Pick<Sigstore, 'tuf' | 'gitHubTuf'>,
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
    GH_TUF_MIRROR: gitHubTuf.mirror,
    GH_TUF_ROOT_JSON: gitHubTuf.rootFile,
    ...(may(run, 'id-token', 'write')
      ? { ACTIONS_ID_TOKEN_REQUEST_URL: REQUEST_URL, ACTIONS_ID_TOKEN_REQUEST_TOKEN: run.requestToken }
      : {}),
  };
}

/** The three answers that GHCR is seen to give, unless told otherwise. */
function referrersOf(
  given: StandInsOptions['referrers'],
  state: string,
): Referrers | readonly ReferrersAnswer[] {
  if (given === true) return new Referrers(join(state, 'referrers.json'));
  return given === undefined || given === false ? ['redirect', 'unknown', 'empty'] : given;
}

/** Starts everything; ready when the promise resolves. */
export async function startStandIns(options: StandInsOptions): Promise<StandIns> {
  const { out, state } = options;
  for (const folder of [out, state]) mkdirSync(folder, { recursive: true });
  const violations: string[] = [];
  const violationsFile = join(out, 'violations.txt');
  writeFileSync(violationsFile, '');
  const violation = (text: string) => {
    if (violations.includes(text)) return;
    violations.push(text);
    appendFileSync(violationsFile, `${text}\n`);
  };
  const runs: Run[] = [];
  const first = makeRun(options.run, options.permissions);
  const onlooker = makeRun(options.run, options.permissions, true);
  runs.push(first, onlooker);

  const keys = new KeyStore(join(state, 'keys'));
  const visibility = options.visibility ?? 'public';
  const sig = await sigstore({
    keys,
    state,
    out,
    repository: options.repository,
    visibility,
    rekor: options.rekor ?? 1,
    servers: options.sigstoreServers,
    tokenFault: options.tokenFault,
    runs: () => runs,
  });
  const packages = new Packages({
    file: join(state, 'packages.json'),
    repository: visibility,
    fresh: options.newPackages ?? 'private',
  });
  const github = makeGitHub(options, () => runs, sig.attestRelease);
  const registry = ghcrHandler({
    port: options.registryPort,
    owner: github.owner.toLowerCase(),
    packages,
    referrers: referrersOf(options.referrers, state),
    cancel: CANCEL_ANSWERS,
    lagMs: options.registryLagMs ?? 0,
    runs: () => runs,
  });
  const gitHubs = gitHubHandlers(github, violation);
  const own =
    options.enterprise === undefined
      ? {}
      : enterpriseHandlers(options.enterprise, {
          api: gitHubs['api.github.com'],
          web: gitHubs['github.com'],
          registry,
          downloads: gitHubs[DOWNLOAD_HOST],
        });
  const elsewhere = Object.fromEntries(
    (options.registries ?? []).map((one) => [
      one.host,
      elsewhereHandler(one, { port: options.registryPort, state }),
    ]),
  );
  const handlers: Record<string, Handler> = {
    ...{ ...sig.handlers, ...gitHubs, 'ghcr.io': registry },
    ...{ ...elsewhere, ...own },
  };
  // Hosts that may see a run's GITHUB_TOKEN.
  const tokenHosts = new Set(
    options.enterprise === undefined
      ? TOKEN_HOSTS
      : Object.keys(own).filter((host) => !host.startsWith('media.')),
  );
  const downloads = {
    ...(await publishTools(options.tools ?? [], sig.publish, join(out, 'tools'))),
    ...options.downloads,
  };
  for (const host of downloadHosts(downloads)) handlers[host] = downloadHandler(downloads, handlers[host]);

  const log = new CallLog(join(out, 'requests.jsonl'));
  const tls = await tlsMaterial(keys, Object.keys(handlers), out);
  const route = (host: string): Handler | undefined => {
    const handler = handlers[host];
    if (handler === undefined || tokenHosts.has(host)) return handler;
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
    closing: options.closing,
    violation,
  });
  const open = async (run: Run): Promise<RunAccess> => {
    const proxyUrl = await listener.open(run);
    return { name: run.name, env: environment(run, proxyUrl, tls, sig), token: run.token, proxyUrl };
  };
  return {
    ...(await open(first)),
    observer: await open(onlooker),
    caFile: tls.caFile,
    caBundle: tls.caBundle,
    trustedRoot: sig.trustedRoot,
    trustedRoots: sig.trustedRoots,
    violations: () => violations,
    calls: () => log.calls(),
    addRun: (identity) => {
      const run = makeRun(identity, options.permissions);
      runs.push(run);
      return open(run);
    },
    releases: () => github.store.data.releases.map((release) => releaseView(github, release)),
    comments: github.store.data.comments,
    setPackage: (name, access) => {
      packages.set(name, access);
    },
    assetFile: (id) => github.store.assetFile(id),
    logEntries: sig.entries,
    store: github.store,
    publish: sig.publish,
    stop: () => listener.stop(),
  };
}
