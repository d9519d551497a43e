// Which GitHub this is: github.com, a subdomain of GHE.com, or a GitHub Enterprise Server.
import type { Repository } from './context.ts';

/** Whether it is a server of one's own, and so lacks what only GitHub itself runs. */
export function isEnterpriseServer({ serverUrl }: Pick<Repository, 'serverUrl'>): boolean {
  const { hostname } = new URL(serverUrl);
  return hostname !== 'github.com' && !hostname.endsWith('.ghe.com');
}

/**
 * The registry that takes the job's own token: docs.github.com, "Working with the Container registry"; on a server of one's own
 * "Enabling subdomain isolation", and on GHE.com "About GitHub Enterprise Cloud with data residency".
 */
export function ownRegistry({ serverUrl }: Pick<Repository, 'serverUrl'>): string {
  const { host } = new URL(serverUrl);
  return host === 'github.com' ? 'ghcr.io' : `containers.${host}`;
}
