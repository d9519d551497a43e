// Attestations at GitHub: stored, and read back, also where GitHub only links to them.
import { uncompress } from 'snappyjs';
import type { GitHub, GitHubOptions } from './types.ts';
import { type Octokit, once, orMissing } from './client.ts';
import { readBody } from '../http/body.ts';
import { headerOf, makeHttp } from '../http/client.ts';
import { defaultRetryPolicy, retry } from '../retry/retry.ts';
import { compact } from '../../compact.ts';
import { hasStatus } from '../retry/status.ts';

type Attestations = Pick<
  GitHub,
  'attestations' | 'attestedReleases' | 'storeAttestation' | 'recordStorage' | 'storageRecords'
>;

/** Whoever may store attestations can store others of the same digest: so many pages of 100 are read. */
const maxPages = 10;
/** How many linked bundles are fetched at once, and how many bytes of those of one digest together. */
const atOnce = 8;
const maxFetched = 256 * 1024 * 1024;
/** Bytes of a bundle, packed or not: an SBOM of a large image is some megabytes. */
const maxBundle = 64 * 1024 * 1024;

/** Bytes that may still be fetched. */
interface Budget {
  left: number;
}

interface Entry {
  readonly bundle?: unknown;
  readonly bundle_url?: string;
  readonly initiator?: string;
}

export function attestationsApi(octokit: Octokit, options: GitHubOptions): Attestations {
  const { owner, name: repo } = options.repository;
  const { repos } = octokit.rest;
  const http = makeHttp({ userAgent: options.userAgent, origins: [] });
  const list = async (digest: string, type?: string): Promise<readonly Entry[]> => {
    const asked = compact({
      owner,
      repo,
      subject_digest: digest,
      per_page: 100,
      predicate_type: type,
    });
    const entries: Entry[] = [];
    // Not by octokit's own paging: it takes the colon of a digest in the next page's address for a placeholder.
    let after: string | undefined;
    for (let page = 0; page < maxPages; page += 1) {
      const cursor = after === undefined ? {} : { after };
      const answer = await orMissing(() => repos.listAttestations({ ...asked, ...cursor }));
      entries.push(...(answer?.data.attestations ?? []));
      after = nextCursor(answer?.headers.link);
      if (after === undefined) break;
    }
    return entries;
  };
  /** The address is signed and of another host: it gets no token. */
  const fetched = (url: string, budget: Budget): Promise<unknown> =>
    retry(
      'GET a stored attestation',
      async () => {
        if (budget.left <= 0) return undefined;
        const answer = await http({ method: 'GET', url });
        const body = await readBody(answer.body, maxBundle, url);
        budget.left -= body.length;
        const { status } = answer;
        if (status >= 500) throw Object.assign(new Error(`a stored attestation: HTTP ${status}`), { status });
        if (status !== 200) return undefined;
        const type = headerOf(answer, 'content-type') ?? '';
        return parsed(body, type.includes('snappy') || /\.sn(?:\?|$)/.test(url));
      },
      defaultRetryPolicy,
    );
  const bundlesOf = async (entries: readonly Entry[]): Promise<readonly unknown[]> => {
    const budget: Budget = { left: maxFetched };
    const bundles: unknown[] = [];
    for (let at = 0; at < entries.length; at += atOnce) {
      const some = entries
        .slice(at, at + atOnce)
        .map(
          async ({ bundle, bundle_url: url }) =>
            bundle ?? (url === undefined ? undefined : await fetched(url, budget)),
        );
      bundles.push(...(await Promise.all(some)));
    }
    return bundles;
  };
  return {
    attestations: async (digest) => bundlesOf(await list(digest)),
    attestedReleases: async (sha) => {
      const entries = await list(`sha1:${sha}`, 'release').catch((error: unknown) => {
        // A job that may not read attestations learns nothing from them, which is no reason to stop.
        if (hasStatus(error, 403)) return [];
        throw error;
      });
      // One by anybody else says nothing of what GitHub has published.
      const own = entries.filter(({ initiator }) => initiator === 'github');
      return (await bundlesOf(own)).flatMap(releaseTagOf);
    },
    storeAttestation: async (bundle) => {
      const answer = await repos.createAttestation({
        owner,
        repo,
        bundle: bundle as NonNullable<Parameters<typeof repos.createAttestation>[0]>['bundle'],
        ...once,
      });
      return String(answer.data.id ?? '');
    },
    recordStorage: async ({ registryUrl, ...record }) => {
      await octokit.rest.orgs.createArtifactStorageRecord({
        org: owner,
        ...record,
        registry_url: registryUrl,
        repository: repo,
        ...once,
      });
    },
    storageRecords: async (digest) => {
      const { data } = await octokit.rest.orgs.listArtifactStorageRecords({
        org: owner,
        subject_digest: digest,
      });
      return (data.storage_records ?? []).map(({ name = '', registry_url: registryUrl = '' }) => ({
        name,
        registryUrl,
      }));
    },
  };
}

/** The cursor of the next page, as the `Link` header names it (RFC 8288). */
function nextCursor(link = ''): string | undefined {
  const target = /<([^>]*)>\s*;[^,]*\brel="?next\b/.exec(link)?.[1];
  if (target === undefined || !URL.canParse(target)) return undefined;
  return new URL(target).searchParams.get('after') ?? undefined;
}

/** `undefined` for anything that is not a bundle; the caller names the digest that lacks one. */
function parsed(body: Buffer, packed: boolean): unknown {
  try {
    const text = packed ? Buffer.from(uncompress(new Uint8Array(body), maxBundle)) : body;
    return JSON.parse(text.toString('utf8'));
  } catch (error) {
    if (error instanceof Error) return undefined;
    throw error;
  }
}

/** The tag that a release attestation's predicate names; the form is that of `gh release verify`. */
function releaseTagOf(bundle: unknown): readonly string[] {
  const { dsseEnvelope: { payload } = {} } = (bundle ?? {}) as {
    readonly dsseEnvelope?: { readonly payload?: string };
  };
  const statement = parsed(Buffer.from(payload ?? '', 'base64'), false) as
    { readonly predicate?: { readonly tag?: unknown } } | undefined;
  const tag = statement?.predicate?.tag;
  return typeof tag === 'string' ? [tag] : [];
}
