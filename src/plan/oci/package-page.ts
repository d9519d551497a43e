// Where a package of ghcr.io has its settings, which no API changes.
import type { Repository } from '../context.ts';
import { type ImageName, isGhcr } from './image-name.ts';

/** The settings page of an image's package, or `undefined` for an image of another registry. */
export function packageSettings(
  image: ImageName,
  { owner, ownerType, serverUrl }: Pick<Repository, 'owner' | 'ownerType' | 'serverUrl'>,
): string | undefined {
  if (!isGhcr(image)) return undefined;
  const [account = '', ...rest] = image.repository.split('/');
  const own = account === owner.toLowerCase();
  const kind = own && ownerType === 'User' ? 'users' : 'orgs';
  return `${serverUrl}/${kind}/${own ? owner : account}/packages/container/${encodeURIComponent(rest.join('/'))}/settings`;
}
