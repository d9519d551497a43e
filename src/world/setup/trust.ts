// The tools of a run, and the roots of trust: each tool is proven by Sigstore's root, and gh then says what GitHub's is.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isPrivate } from '../../plan/context.ts';
import { ghEnv, trustedRoots } from '../sigstore/gh.ts';
import { type WorldOptions, userAgent } from './options.ts';
import { runnerToolCache } from '../tools/cache.ts';
import { makeDownload } from '../tools/download.ts';
import { type FoundTool, type Tool, ensureTool, findTool } from '../tools/ensure.ts';
import { type SigstoreTrust, joinTrust, loadTrust } from '../sigstore/trust.ts';
import { compact } from '../../compact.ts';

/**
 * The root of trust alone, for what verifies and signs nothing. GitHub's own root is in it for a private repository, and
 * `withGitHub` for a public one too: that was private when the release was made.
 */
export async function createTrust(
  start: WorldOptions,
  { withGitHub = isPrivate(start.context.repository) }: { readonly withGitHub?: boolean } = {},
): Promise<SigstoreTrust> {
  const trusted = createSigstoreRoot(start);
  return withGitHub ? joinGitHubRoot(start, trusted, startTool('gh', start, trusted)) : trusted;
}

/** A private repository's attestations stand on GitHub's root. gh, itself proven by Sigstore's, says what that is. */
export async function withGitHubRoot(
  start: WorldOptions,
  trusted: Promise<SigstoreTrust>,
  gh: () => Promise<Pick<Tool, 'path'>>,
): Promise<SigstoreTrust> {
  return isPrivate(start.context.repository) ? joinGitHubRoot(start, trusted, gh()) : trusted;
}

async function joinGitHubRoot(
  start: WorldOptions,
  trusted: Promise<SigstoreTrust>,
  gh: Promise<Pick<Tool, 'path'>>,
): Promise<SigstoreTrust> {
  const { context, secrets, exec, temp, gitHubTuf } = start;
  const env = { ...ghEnv(secrets.githubToken), GH_CONFIG_DIR: join(temp, 'gh') };
  const roots = await trustedRoots(exec, (await gh).path, context.repository, { env, source: gitHubTuf });
  const trustedRoot = join(temp, 'trusted_roots.jsonl');
  await writeFile(trustedRoot, roots);
  const github = await loadTrust({ instance: 'github', trustedRoot, dir: join(temp, 'sigstore-github') });
  return joinTrust(await trusted, github);
}

/** Sigstore's own root, from its TUF repository or a mirror of it. */
export function createSigstoreRoot(start: WorldOptions): Promise<SigstoreTrust> {
  return loadTrust(
    compact({ dir: join(start.temp, 'sigstore'), tufMirror: start.tufMirror, tufRoot: start.tufRoot }),
  );
}

/** What of the tools is on the runner; nothing is installed. */
export function findTools({
  inputs,
  exec,
  searchPath,
  dockerConfig,
}: WorldOptions): Promise<readonly FoundTool[]> {
  const options = { ranges: inputs.tools, searchPath, dockerConfig };
  return Promise.all((['buildx', 'cosign', 'gh'] as const).map((name) => findTool(name, { exec }, options)));
}

/** A tool that fits, on the runner or installed; what is installed is proven by `trusted`. */
export async function startTool(
  name: 'buildx' | 'cosign' | 'gh',
  start: WorldOptions,
  trusted: Promise<SigstoreTrust>,
): Promise<Tool> {
  const { inputs, context, secrets } = start;
  return ensureTool(
    name,
    {
      exec: start.exec,
      download: makeDownload({ userAgent, token: secrets.githubToken }),
      cache: runnerToolCache,
      loadTrust: () => trusted,
    },
    {
      ranges: inputs.tools,
      arch: context.runner.arch,
      searchPath: start.searchPath,
      dockerConfig: start.dockerConfig,
      tempDir: start.temp,
    },
  );
}
