// The hosts that GitHub is made of, each with what answers there.
import { join } from 'node:path';
import { Contract } from '../contract/contract.ts';
import type { Handler } from '../core/exchange.ts';
import type { StandInsOptions } from '../options.ts';
import type { Run } from '../run.ts';
import { apiHandler } from './api.ts';
import { DOWNLOAD_HOST, SignedDownloads, assetEndpoints } from './assets.ts';
import { BUNDLE_HOST, attestationEndpoints, bundleHandler } from './attestations.ts';
import { commentEndpoints } from './comments.ts';
import { commitEndpoints } from './commits.ts';
import { contentEndpoints } from './contents.ts';
import type { GitHub } from './endpoint.ts';
import { Git } from './git.ts';
import { checkEndpoints } from './checks.ts';
import { refEndpoints } from './refs.ts';
import { releaseEndpoints } from './releases.ts';
import { repositoryEndpoints } from './repository.ts';
import { Store } from './store.ts';
import { webHandler } from './web.ts';

/** "For seconds" (H1 in docs/reality.md). */
const DRAFT_LAG_MS = 3000;
/** Those that GitHub makes where discussions are turned on. */
const CATEGORIES = ['Announcements', 'General', 'Ideas', 'Polls', 'Q&A', 'Show and tell'];

/** GitHub as the options describe it, with the data of earlier runs. */
export function makeGitHub(
  options: StandInsOptions,
  runs: () => readonly Run[],
  attestRelease: GitHub['attestRelease'],
): GitHub {
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
    draftLagMs: options.draftLagMs ?? DRAFT_LAG_MS,
    discussionCategories: options.discussionCategories ?? CATEGORIES,
    protectedTags: options.protectedTags ?? [],
    inlineBundles: options.inlineBundles ?? false,
    attestationsLookAt: options.attestationsLookAt ?? 'permission',
    attestRelease,
    registryPort: options.registryPort,
    runs,
    git: new Git(options.gitDir),
    store: new Store(join(options.state, 'github')),
  };
}

// One for all worlds of a process: it remembers nothing of them, and compiling its schemas takes time.
const contract = new Contract();

/** Host → handler. */
export function gitHubHandlers(
  github: GitHub,
  violation: (text: string) => void,
): Record<string, Handler> & Record<'api.github.com' | 'github.com' | typeof DOWNLOAD_HOST, Handler> {
  const downloads = new SignedDownloads(github);
  const api = apiHandler({
    github,
    contract,
    violation,
    endpoints: {
      ...repositoryEndpoints(github),
      ...releaseEndpoints(github),
      ...assetEndpoints(github, downloads),
      ...refEndpoints(github),
      ...checkEndpoints(github),
      ...commitEndpoints(github),
      ...contentEndpoints(github),
      ...attestationEndpoints(github),
      ...commentEndpoints(github),
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
