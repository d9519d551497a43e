// What of the process's environment goes where: inputs to their parser, and to the tools all but what this program keeps.
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { RawInputs } from '../plan/inputs/reader.ts';
import type { WorldOptions } from '../world/setup/options.ts';
import { compact } from '../compact.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The inputs as the runner hands them over: `INPUT_GITHUB-TOKEN` is `github-token`. */
export function inputsIn(env: Environment): RawInputs {
  const given = Object.entries(env).flatMap(([key, value]) =>
    key.startsWith('INPUT_') && value !== undefined
      ? [[key.slice('INPUT_'.length).toLowerCase(), value] as const]
      : [],
  );
  return Object.fromEntries(given);
}

const held =
  /^(?:INPUT_.*|STATE_.*|ACTIONS_.*|GITHUB_TOKEN|GH_TOKEN|GITHUB_(?:OUTPUT|STATE|ENV|PATH|STEP_SUMMARY))$/;
/** cosign's own variables; a password or a key may be among them. */
const ofCosign = /^COSIGN_.*$/;
/**
 * What leads to a key in Vault, OpenBao or GitLab. Those of a cloud (AWS_*, AZURE_*, GOOGLE_*) and KUBECONFIG stay with all
 * tools: a registry's credential helper, a cache in a bucket and a builder's node need them, too.
 */
const ofKms = /^(?:(?:VAULT|BAO|GITLAB)_.*|TRANSIT_SECRET_ENGINE_PATH)$/;

/**
 * The runner's environment less what only this program should hold (inputs, tokens, the files of its commands), and less
 * what only cosign should.
 */
export function environmentOfTools(env: Environment): Readonly<Record<string, string>> {
  return only(env, (name) => ![held, ofCosign, ofKms].some((kind) => kind.test(name)));
}

/**
 * What a command of the gate sees of the runner: where programs, certificates, proxies and Docker are, the run's public
 * facts, and what the workflow hands it on purpose. Everything else may be a secret.
 */
const ofGate =
  /^(?:PATH|HOME|USER|LOGNAME|SHELL|LANG|LC_\w+|TZ|TMPDIR|TERM|CI|XDG_RUNTIME_DIR|(?:https?|all|no)_proxy|(?:HTTPS?|ALL|NO)_PROXY|SSL_CERT_(?:FILE|DIR)|NODE_EXTRA_CA_CERTS|CURL_CA_BUNDLE|REQUESTS_CA_BUNDLE|DOCKER_(?:HOST|CONTEXT|TLS_VERIFY|CERT_PATH)|RUNNER_(?:OS|ARCH|TEMP|TOOL_CACHE)|GITHUB_(?:ACTIONS|REPOSITORY|REPOSITORY_OWNER|REF|REF_NAME|REF_TYPE|SHA|RUN_ID|RUN_ATTEMPT|WORKSPACE|SERVER_URL|API_URL|ACTOR)|GATE_\w+)$/;

function only(env: Environment, wanted: (name: string) => boolean): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(env).flatMap(([name, value]) =>
      value === undefined || !wanted(name) ? [] : [[name, value] as const],
    ),
  );
}

/**
 * Where there is no HOME, as for a user that only a container's number names, Node finds none either, and programs keep their
 * settings nowhere: the runner's own folder serves, which is the job's alone.
 */
export function homeOf(env: Environment, ask: () => string): string {
  const named = given(env, 'HOME');
  if (named !== undefined) return named;
  try {
    const found = ask();
    if (found !== '') return found;
  } catch (error) {
    // The user has no entry in the list of users.
    if (!(error instanceof Error && 'syscall' in error)) throw error;
  }
  return given(env, 'RUNNER_TEMP') ?? tmpdir();
}

/** A variable that an expression of the workflow left empty is not set, as Docker and others have it, too. */
export function given(env: Environment, name: string): string | undefined {
  return env[name] === '' ? undefined : env[name];
}

/** What the runner has around a run: where programs and Docker's configuration are, and which Sigstore is meant. */
type Surroundings = Pick<
  WorldOptions,
  | 'searchPath'
  | 'dockerConfig'
  | 'gitConfigs'
  | 'gateEnv'
  | 'cacheEnv'
  | 'cosignEnv'
  | 'kmsEnv'
  | 'tufMirror'
  | 'tufRoot'
  | 'gitHubTuf'
>;

/** @param home where Docker keeps its configuration when neither DOCKER_CONFIG nor HOME says. */
export function surroundingsIn(env: Environment, home: string): Surroundings {
  const [tufMirror, tufRoot] = [given(env, 'TUF_MIRROR'), given(env, 'TUF_ROOT_JSON')];
  const [mirror, root] = [given(env, 'GH_TUF_MIRROR'), given(env, 'GH_TUF_ROOT_JSON')];
  const cacheNames = [
    'ACTIONS_RUNTIME_TOKEN',
    'ACTIONS_RESULTS_URL',
    'ACTIONS_CACHE_URL',
    'ACTIONS_CACHE_SERVICE_V2',
  ];
  return compact({
    searchPath: (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== ''),
    dockerConfig: given(env, 'DOCKER_CONFIG') ?? join(given(env, 'HOME') ?? home, '.docker'),
    gitConfigs: gitConfigsIn(env, home),
    gateEnv: only(env, (name) => ofGate.test(name)),
    cacheEnv: only(env, (name) => cacheNames.includes(name)),
    cosignEnv: only(env, (name) => ofCosign.test(name)),
    kmsEnv: only(env, (name) => ofKms.test(name)),
    tufMirror,
    tufRoot,
    // One without the other says nothing: a mirror is believed by its root alone.
    gitHubTuf: mirror === undefined || root === undefined ? undefined : { mirror, root },
  });
}

/** Where Git looks for the user's configuration (git-config, "FILES"). */
function gitConfigsIn(env: Environment, home: string): readonly string[] {
  const named = given(env, 'GIT_CONFIG_GLOBAL');
  if (named !== undefined) return [named];
  const own = given(env, 'HOME') ?? home;
  return [
    join(given(env, 'XDG_CONFIG_HOME') ?? join(own, '.config'), 'git', 'config'),
    join(own, '.gitconfig'),
  ];
}
