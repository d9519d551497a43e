// Which registry registry-username and registry-password are for: one alone, since a secret goes to nobody else.
import type { Fault } from '../../errors.ts';
import { isGhcr } from '../oci/image-name.ts';

/**
 * The one that is named, or the only one, or the only one beside ghcr.io (which has the job's token), or of those the only one
 * that nobody has signed in to before. Anything else would be a guess, and hand a password to a stranger.
 */
export function registryOf(
  registries: readonly string[],
  loggedIn: readonly string[],
  named: string | undefined,
): { readonly registry: string } | { readonly fault: Fault } {
  if (named !== undefined) {
    const host = named.replace(/^https?:\/\//, '').replace(/\/.*$/, '');
    const registry = /^(?:index|registry-1)\.docker\.io$/.test(host) ? 'docker.io' : host;
    return registries.includes(registry)
      ? { registry }
      : {
          fault: {
            code: 'bad-input',
            message: `registry: ${named} is the registry of no image of this release`,
            hint: `with: { registry: ${registries[0] ?? 'ghcr.io'} }   # one of ${registries.join(', ')}`,
          },
        };
  }
  const others = registries.filter((registry) => !isGhcr({ registry }));
  const open = others.filter((registry) => !loggedIn.includes(registry));
  for (const candidates of [registries, others, open]) {
    const [registry] = candidates;
    if (registry !== undefined && candidates.length === 1) return { registry };
  }
  return {
    fault: {
      code: 'bad-input',
      message: `registry-username and registry-password are for one registry, and nothing says for which of ${others.join(', ')}`,
      hint: `with: { registry: ${open[0] ?? others[0] ?? ''} }   # and docker/login-action before this action for the others`,
    },
  };
}
