// Accounts as the REST API shows them, and the logins behind e-mail addresses.
import { idOf } from '../sigstore/oidc.ts';

const NOREPLY = /^(?:\d+\+)?([^@+]+)@users\.noreply\.github\.com$/i;

export const nodeId = (kind: string, id: number | string) =>
  `${kind}_${Buffer.from(String(id)).toString('base64url')}`;

/** A `simple-user`. */
export function account(login: string, type = login.endsWith('[bot]') ? 'Bot' : 'User') {
  const id = idOf(login);
  const url = `https://api.github.com/users/${encodeURIComponent(login)}`;
  return {
    login,
    id,
    node_id: nodeId('U', id),
    avatar_url: `https://avatars.githubusercontent.com/u/${id}?v=4`,
    gravatar_id: '',
    url,
    html_url: `https://github.com/${login.replace('[bot]', '')}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type,
    user_view_type: 'public',
    site_admin: false,
  };
}

export type Account = ReturnType<typeof account>;

/** The account with that address: given, or told by a noreply address; null when GitHub knows nobody. */
export function accountOf(email: string, known: Readonly<Record<string, string>>): Account | null {
  const login = known[email.toLowerCase()] ?? NOREPLY.exec(email)?.[1];
  return login === undefined ? null : account(login);
}

/** Who acts through a workflow's GITHUB_TOKEN. */
export const ACTIONS_BOT = 'github-actions[bot]';
