// The repository itself, its owner, its packages, the run, and what clients ask of the API as a whole.
import { request } from 'node:http';
import { json } from '../core/exchange.ts';
import { idOf } from '../sigstore/oidc.ts';
import { account } from './accounts.ts';
import { API, type ApiCall, type Endpoints, type GitHub, notFound, refusal } from './endpoint.ts';
import { EPOCH, fullRepository } from './repository-view.ts';
import { workflowRun } from './workflow-run.ts';

/** Whether the registry on loopback has any tag or manifest under a name. */
function inRegistry(port: number, name: string): Promise<boolean> {
  return new Promise((resolve) => {
    request({ host: '127.0.0.1', port, path: `/v2/${name}/tags/list` }, (answer) => {
      answer.resume();
      resolve(answer.statusCode === 200);
    })
      .on('error', () => {
        resolve(false);
      })
      .end();
  });
}

export function repositoryEndpoints(github: GitHub): Endpoints {
  const owner = account(github.owner, github.ownerType);

  async function packageOf({ path }: ApiCall) {
    const name = path['package_name'] ?? '';
    const full = `${github.owner}/${name}`.toLowerCase();
    const exists = path['package_type'] === 'container' && (await inRegistry(github.registryPort, full));
    if (!exists) throw refusal(404, 'Package not found.');
    const url = `${API}/orgs/${github.owner}/packages/container/${encodeURIComponent(name)}`;
    return json(200, {
      id: idOf(full),
      name,
      package_type: 'container',
      owner,
      version_count: 1,
      visibility: github.visibility,
      url,
      html_url: `https://github.com/orgs/${github.owner}/packages/container/package/${name}`,
      created_at: EPOCH,
      updated_at: EPOCH,
    });
  }

  const limit = { limit: 1000, used: 1, remaining: 999, reset: Math.floor(Date.now() / 1000) + 3600 };
  return {
    'repos/get': { handle: async (call) => json(200, await fullRepository(github, call.caller)) },
    // A workflow's token never has the administration permission.
    'repos/check-immutable-releases': {
      handle: () => {
        throw refusal(403, 'Resource not accessible by integration');
      },
    },
    'users/get-authenticated': {
      handle: () => {
        throw refusal(403, 'Resource not accessible by integration');
      },
    },
    'users/get-by-username': {
      handle: ({ path }) => {
        const login = path['username'] ?? '';
        const type = login.toLowerCase() === github.owner.toLowerCase() ? github.ownerType : undefined;
        return json(200, {
          ...account(login, type),
          name: login,
          company: null,
          blog: '',
          location: null,
          email: null,
          hireable: null,
          bio: null,
          twitter_username: null,
          public_repos: 1,
          public_gists: 0,
          followers: 0,
          following: 0,
          created_at: EPOCH,
          updated_at: EPOCH,
        });
      },
    },
    'packages/get-package-for-organization': { needs: ['packages', 'read'], handle: packageOf },
    'packages/get-package-for-user': { needs: ['packages', 'read'], handle: packageOf },
    'actions/get-workflow-run': {
      handle: async (call) => {
        const run = github.runs().find(({ identity }) => String(identity.runId) === call.path['run_id']);
        if (run === undefined) throw notFound();
        return json(200, await workflowRun(github, run.identity));
      },
    },
    'meta/root': {
      handle: () => json(200, { current_user_url: `${API}/user`, rate_limit_url: `${API}/rate_limit` }),
    },
    'meta/get': { handle: () => json(200, { verifiable_password_authentication: false }) },
    'rate-limit/get': {
      handle: () => json(200, { resources: { core: limit, search: limit, graphql: limit }, rate: limit }),
    },
  };
}
