// What people run in place of the action: a build, and then one command after the other to the same outcome.
import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dockerEnv, startBuilder } from '../rehearsal/parts/builder.ts';
import { logIn } from '../rehearsal/parts/login.ts';
import { ISSUER, identityOf } from '../rehearsal/e2e/programs.ts';
import { headOf } from '../rehearsal/runner/repository.ts';
import { checkout } from '../rehearsal/runner/workspace.ts';
import type { Site } from '../rehearsal/runner/site.ts';
import type { Call, RunIdentity } from '../rehearsal/standins/world.ts';

export interface Timed {
  readonly what: string;
  readonly seconds: number;
}

export interface ByHand {
  /** `docker buildx build --push` of the same platforms. */
  readonly build: number;
  /** All that follows. */
  readonly after: number;
  readonly steps: readonly Timed[];
  /** Of what follows. */
  readonly calls: readonly Call[];
  readonly buildCalls: readonly Call[];
}

export interface Given {
  readonly tag: string;
  readonly dir: string;
  readonly platforms: string;
  /** In place of the repository's own. */
  readonly dockerfile?: string | undefined;
  /** False: the build alone. */
  readonly release: boolean;
}

/** Four tags, as a stable release has them. */
function tagsOf(tag: string): readonly string[] {
  const [major = '', minor = ''] = tag.split('.');
  return [tag, `${major}.${minor}`, major, 'latest'];
}

/** @throws Error with the words of the program that failed: a measure of what does not work measures nothing. */
export async function byHand(site: Site, given: Given, say: (line: string) => void): Promise<ByHand> {
  const { tools, engine } = site.world;
  const { tag, dir } = given;
  await mkdir(dir, { recursive: true });
  const ref = `refs/tags/${tag}`;
  const { sha } = await headOf(tools.git, site.gitDir, ref);
  const number = await site.nextRun();
  const identity: RunIdentity = {
    ...{ event: 'push', ref, sha, runId: 7_000_000_000 + number, runNumber: number },
    ...{ workflow: 'release', workflowPath: '.github/workflows/release.yml' },
  };
  const access = await site.standIns.addRun(identity);
  const { proxyUrl: proxy } = access;
  const configDir = join(dir, 'docker');
  const bring = { proxy, ca: site.standIns.caFile, configDir, hub: `127.0.0.1:${site.registryPort}` };
  const workspace = join(dir, 'workspace');
  await checkout({
    ...{ git: tools.git, workspace, temp: dir, repository: site.repository, ref, sha, token: access.token },
    env: { ...tools.env, ...site.standIns.observer.env, HOME: dir },
  });
  const builder = await startBuilder(tools, engine, bring, say);
  try {
    const docker = await dockerEnv(engine, configDir);
    await logIn(docker['DOCKER_CONFIG'] ?? '', access.token);
    const own = {
      HOME: dir,
      GH_TOKEN: access.token,
      GH_CONFIG_DIR: join(dir, 'gh'),
      GH_NO_UPDATE_NOTIFIER: '1',
    };
    const env = { ...tools.env, ...docker, ...builder.env, ...access.env, ...own };
    const steps: Timed[] = [];
    const step = async (what: string, program: string, ...argv: readonly string[]): Promise<string> => {
      const began = performance.now();
      const out = await command(program, argv, env, workspace);
      steps.push({ what, seconds: (performance.now() - began) / 1000 });
      return out;
    };
    const image = `ghcr.io/${site.repository.toLowerCase()}`;
    const metadata = join(dir, 'metadata.json');
    await step(
      ...['build', tools.docker, 'buildx', 'build', '--builder', builder.name, '--platform', given.platforms],
      ...[
        '--provenance=false',
        '--push',
        '--tag',
        `${image}:sha-${sha.slice(0, 7)}`,
        '--metadata-file',
        metadata,
      ],
      ...(given.dockerfile === undefined ? [] : ['--file', given.dockerfile]),
      '.',
    );
    const buildCalls = site.callsOf(access.name);
    const build = steps[0]?.seconds ?? 0;
    if (!given.release) return { build, after: 0, steps, calls: [], buildCalls };
    const { 'containerimage.digest': digest } = JSON.parse(await readFile(metadata, 'utf8')) as {
      'containerimage.digest': string;
    };
    const began = performance.now();
    await release(site, { ...given, image, digest, sha }, step);
    const after = (performance.now() - began) / 1000;
    const calls = site.callsOf(access.name).slice(buildCalls.length);
    return { build, after, steps: steps.slice(1), calls, buildCalls };
  } finally {
    await builder.stop();
  }
}

type Step = (what: string, program: string, ...argv: readonly string[]) => Promise<string>;

/** In the order in which a workflow has it. Roots of trust are handed over, so that no command asks for them by itself. */
async function release(
  site: Site,
  { tag, dir, image, digest, sha }: Given & Readonly<Record<'image' | 'digest' | 'sha', string>>,
  step: Step,
): Promise<void> {
  const { tools } = site.world;
  const raw = await step(
    'read the index',
    tools.docker,
    'buildx',
    'imagetools',
    'inspect',
    '--raw',
    `${image}@${digest}`,
  );
  const { manifests } = JSON.parse(raw) as { manifests: readonly { digest: string }[] };
  const refs = [digest, ...manifests.map((entry) => entry.digest)].map((each) => `${image}@${each}`);
  const root = ['--trusted-root', site.standIns.trustedRoot];
  const signing = [...root, '--use-signing-config=false'];
  const who = ['--certificate-identity', identityOf(site, tag), '--certificate-oidc-issuer', ISSUER];
  await step('sign index and platforms', tools.cosign, 'sign', '--yes', ...signing, ...refs);
  const predicate = join(dir, 'predicate.json');
  const buildType = 'https://actions.github.io/buildtypes/workflow/v1';
  const source = {
    uri: `git+https://github.com/${site.repository}@refs/tags/${tag}`,
    digest: { gitCommit: sha },
  };
  await writeFile(
    predicate,
    JSON.stringify({
      buildDefinition: { buildType, externalParameters: {}, resolvedDependencies: [source] },
      runDetails: { builder: { id: identityOf(site, tag) } },
    }),
  );
  for (const [at, ref] of refs.entries())
    await step(
      ...[`attest ${at + 1} of ${refs.length}`, tools.cosign, 'attest', '--yes', ...signing],
      ...['--type', 'slsaprovenance1', '--predicate', predicate, ref],
    );
  await step('verify the signatures', tools.cosign, 'verify', ...root, ...who, '--output', 'json', ...refs);
  await step(
    'verify the provenance',
    tools.cosign,
    'verify-attestation',
    '--type',
    'slsaprovenance1',
    ...root,
    ...who,
    ...refs,
  );
  const assets = ['checksums.txt', 'checksums.txt.sigstore.json', 'release.json', 'predicate.json'].map(
    (name) => join(dir, name),
  );
  const [sums = '', bundle = '', record = ''] = assets;
  await writeFile(record, JSON.stringify({ tag, digest, refs }));
  await writeFile(sums, `${digest.slice(7)}  ${image}\n`);
  await step('sign the checksums', tools.cosign, 'sign-blob', '--yes', ...signing, '--bundle', bundle, sums);
  await step('verify the checksums', tools.cosign, 'verify-blob', ...root, ...who, '--bundle', bundle, sums);
  await step(
    ...['make the release', tools.gh, 'release', 'create', tag, '--repo', site.repository],
    ...['--title', tag, '--notes', 'as made by hand', ...assets],
  );
  for (const name of tagsOf(tag))
    await step(
      `tag ${name}`,
      tools.docker,
      'buildx',
      'imagetools',
      'create',
      '--tag',
      `${image}:${name}`,
      `${image}@${digest}`,
    );
}

function command(
  program: string,
  argv: readonly string[],
  env: Readonly<Record<string, string>>,
  cwd: string,
): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(program, [...argv], { env, cwd, maxBuffer: 64 * 1024 * 1024 }, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new Error(`${program} ${argv.join(' ')}: ${stderr.trim().slice(-2000)}`));
    });
  });
}
