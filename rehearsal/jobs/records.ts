// What the registry of a site holds of builds, read from behind, and what of a job's calls was BuildKit at work.
import { buildRecordType } from '../../src/plan/handover/record.ts';
import type { JobResult } from '../runner/job.ts';
import type { Site } from '../runner/site.ts';

interface Manifest {
  readonly annotations?: Readonly<Record<string, string>>;
  readonly manifests?: readonly { readonly annotations?: Readonly<Record<string, string>> }[];
}

/** The platforms of which a build record stands, signed or not yet looked at: each anchor names its platform. */
export async function recordedPlatforms(site: Site): Promise<ReadonlySet<string>> {
  const base = `http://127.0.0.1:${site.registryPort}/v2/${site.repository.toLowerCase()}`;
  const accept = 'application/vnd.oci.image.index.v1+json, application/vnd.oci.image.manifest.v1+json';
  const get = async (path: string): Promise<Manifest & { readonly tags?: readonly string[] | null }> => {
    const answer = await fetch(`${base}/${path}`, { headers: { accept } });
    if (answer.status === 404) return {};
    if (!answer.ok) throw new Error(`the registry answered ${answer.status} to ${path}`);
    return (await answer.json()) as Manifest;
  };
  const platforms = new Set<string>();
  for (const tag of (await get('tags/list')).tags ?? []) {
    const [, hex] = /^sha256-([0-9a-f]{64})$/.exec(tag) ?? [];
    if (hex === undefined) continue;
    const platform = (await get(`manifests/sha256:${hex}`)).annotations?.['release-action.build.platform'];
    const isRecord = (one: Manifest): boolean =>
      one.annotations?.['dev.sigstore.bundle.predicateType'] === buildRecordType;
    if (platform !== undefined && ((await get(`manifests/${tag}`)).manifests ?? []).some(isRecord))
      platforms.add(platform);
  }
  return platforms;
}

/** Whether BuildKit came to the repository of the release: it comes only to push what it has built, whole or from its cache. */
export function hasBuilt(result: JobResult | undefined, { repository }: Pick<Site, 'repository'>): boolean {
  const own = `/v2/${repository.toLowerCase()}/`;
  return (result?.calls ?? []).some(
    ({ host, path, userAgent }) =>
      host === 'ghcr.io' && path.startsWith(own) && /^(?:buildkit|containerd)/i.test(userAgent),
  );
}
