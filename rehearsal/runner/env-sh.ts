// The files a person sources to look at a rehearsal by hand with cosign, gh, crane, oras and docker.
import { chmod, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { dockerEnv } from '../parts/builder.ts';
import { logIn } from '../parts/login.ts';
import { PROJECT } from './machine.ts';
import type { Site } from './site.ts';

const quote = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

const exports = (values: Readonly<Record<string, string>>): string =>
  Object.entries(values)
    .map(([name, value]) => `export ${name}=${quote(value)}\n`)
    .join('');

/** While a site is up, this folder of `out` holds its process id and the variables that lead to it. */
export const upDir = (out: string): string => join(out, 'up');

/**
 * The text of `env.sh`. It outlives the rehearsal: when nothing is up any more, sourcing it starts GitHub, the
 * registry and Sigstore again on the kept state, in the background, until `rehearsal_stop`.
 */
export function envScript(out: string, node: string): string {
  const up = upDir(out);
  const main = join(PROJECT, 'rehearsal', 'main.ts');
  return `# Source this to look at the rehearsal with cosign, gh, crane, oras and docker:  . ${join(out, 'env.sh')}
# It brings the rehearsal up again when it is not; rehearsal_stop ends it.
rehearsal_up() {
  [ -f ${quote(join(up, 'env.sh'))} ] && kill -0 "$(cat ${quote(join(up, 'pid'))} 2>/dev/null)" 2>/dev/null
}
rehearsal_stop() {
  rehearsal_up && kill "$(cat ${quote(join(up, 'pid'))})"
}
if ! rehearsal_up; then
  mkdir -p ${quote(up)}
  rm -f ${quote(join(up, 'env.sh'))}
  nohup ${quote(node)} ${quote(main)} --serve ${quote(out)} >${quote(join(up, 'log'))} 2>&1 </dev/null &
  rehearsal_wait=0
  while ! rehearsal_up && [ "$rehearsal_wait" -lt 900 ] && kill -0 $! 2>/dev/null; do
    sleep 0.1
    rehearsal_wait=$((rehearsal_wait + 1))
  done
  unset rehearsal_wait
fi
if rehearsal_up; then
  . ${quote(join(up, 'env.sh'))}
else
  echo 'The rehearsal did not come up:' >&2
  cat ${quote(join(up, 'log'))} >&2
fi
`;
}

/** Docker cannot be sent through the proxy after its start, so its words for ghcr.io become the registry's own. */
function dockerScript(docker: string, registryPort: number): string {
  return `#!/bin/sh
# docker, with ghcr.io/… read as the rehearsal's registry.
n=$#
while [ "$n" -gt 0 ]; do
  case $1 in
    ghcr.io/*) set -- "$@" "127.0.0.1:${registryPort}/\${1#ghcr.io/}" ;;
    *) set -- "$@" "$1" ;;
  esac
  shift
  n=$((n - 1))
done
exec ${quote(docker)} "$@"
`;
}

/** gh has the roots of trust built in, and no variable for others: `gh attestation verify` is given the rehearsal's. */
function ghScript(gh: string, trustedRoots: string): string {
  return `#!/bin/sh
# gh, whose \`attestation verify\` trusts the rehearsal's Sigstore.
case "$1 $2 $*" in
  *--custom-trusted-root*) ;;
  'attestation verify '* | 'at verify '*) set -- "$@" --custom-trusted-root ${quote(trustedRoots)} ;;
esac
exec ${quote(gh)} "$@"
`;
}

/** Writes what leads to a site that is up. The process that calls this is the one to end. */
export async function writeUp(
  site: Site,
  out: string,
  facts: Readonly<Record<string, string>>,
): Promise<void> {
  const { tools, engine } = site.world;
  const up = upDir(out);
  const bin = join(up, 'bin');
  await mkdir(bin, { recursive: true });
  // Sigstore's and GitHub's own: which of them signed depends on the repository's visibility.
  const trustedRoots = join(out, 'trusted_roots.jsonl');
  const scripts = {
    docker: dockerScript(tools.docker, site.registryPort),
    gh: ghScript(tools.gh, trustedRoots),
  };
  for (const [name, script] of Object.entries(scripts)) {
    await writeFile(join(bin, name), script);
    await chmod(join(bin, name), 0o755);
  }
  const docker = await dockerEnv(engine, up);
  const { observer } = site.standIns;
  await logIn(docker['DOCKER_CONFIG'] ?? '', observer.token);
  const variables = {
    ...docker,
    ...observer.env,
    // The roots of trust fetched for one rehearsal must not be taken for those of another, or of the real world.
    TUF_ROOT: join(up, 'tuf'),
    GH_TOKEN: observer.token,
    GH_CONFIG_DIR: join(up, 'gh'),
    GH_PROMPT_DISABLED: '1',
    GH_REPO: site.repository,
    REHEARSAL_REGISTRY: `127.0.0.1:${site.registryPort}`,
    REHEARSAL_TRUSTED_ROOT: join(out, 'trusted_root.json'),
    ...facts,
  };
  await writeFile(join(up, 'pid'), String(process.pid));
  const path = [bin, ...(tools.env['PATH'] ?? '').split(delimiter).slice(0, 1)].map(quote).join(':');
  // Renamed into place: env.sh waits for this file and must not read half of it.
  const whole = join(up, 'env.sh.part');
  await writeFile(whole, `export PATH=${path}:"$PATH"\nunset SSL_CERT_DIR\n${exports(variables)}`);
  await rename(whole, join(up, 'env.sh'));
}

/** Takes the folder away again, so that env.sh knows the site is gone. */
export async function removeUp(out: string): Promise<void> {
  await rm(join(upDir(out), 'env.sh'), { force: true });
  await rm(join(upDir(out), 'pid'), { force: true });
}
