// The assets of a release: uploads as streams, broken ones left behind as `starter`, downloads by redirect.
import { createHash, randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream, writeFileSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { type Handler, type Reply, json } from '../core/exchange.ts';
import { may } from '../run.ts';
import {
  type ApiCall,
  type Endpoints,
  type GitHub,
  invalid,
  noContent,
  notFound,
  now,
  page,
  refusal,
  text,
} from './endpoint.ts';
import { assetView } from './release-view.ts';
import type { AssetRecord, ReleaseRecord } from './store.ts';

export const DOWNLOAD_HOST = 'release-assets.githubusercontent.com';

/** GitHub's own spelling of a file name: what is not plain becomes a dot, of several dots one stays, dots at the ends go. */
export function assetName(name: string): string {
  return name
    .replace(/[^\w.+@-]+/g, '.')
    .replace(/\.{2,}/g, '.')
    .replace(/^\.+|\.+$/g, '');
}

/** The bytes of an asset. */
export function assetReply(github: GitHub, asset: AssetRecord): Reply {
  return {
    status: 200,
    headers: {
      'content-type': asset.content_type,
      'content-length': String(asset.size),
      'content-disposition': `attachment; filename=${asset.name}`,
    },
    body: createReadStream(github.store.assetFile(asset.id)),
  };
}

/** Where a download is sent: a signed, short-lived address on another host, which wants no token. */
export class SignedDownloads {
  readonly #github: GitHub;
  readonly #signatures = new Map<string, number>();

  constructor(github: GitHub) {
    this.#github = github;
  }

  redirect(asset: AssetRecord): Reply {
    const signature = randomBytes(16).toString('hex');
    this.#signatures.set(signature, asset.id);
    const location = `https://${DOWNLOAD_HOST}/github-production-release-asset/${asset.id}?sig=${signature}`;
    return { status: 302, headers: { location } };
  }

  readonly handler: Handler = ({ url, headers }) => {
    // The storage behind GitHub refuses a second kind of authorisation.
    if (headers.authorization !== undefined) return json(400, { message: 'InvalidAuthenticationInfo' });
    const id = this.#signatures.get(url.searchParams.get('sig') ?? '');
    const found = id === undefined ? undefined : this.#github.store.asset(id);
    return found === undefined
      ? json(403, { message: 'AuthenticationFailed' })
      : assetReply(this.#github, found.asset);
  };
}

/** Receives the bytes of an upload. What breaks off stays behind as a `starter` without bytes. */
async function receive(github: GitHub, call: ApiCall, asset: AssetRecord): Promise<void> {
  const { store } = github;
  const expected = Number(call.exchange.headers['content-length']);
  const hash = createHash('sha256');
  let size = 0;
  writeFileSync(store.assetFile(asset.id), '');
  await pipeline(
    call.exchange.stream(),
    async function* (source: AsyncIterable<Buffer>) {
      for await (const chunk of source) {
        hash.update(chunk);
        size += chunk.length;
        yield chunk;
      }
    },
    createWriteStream(store.assetFile(asset.id)),
  );
  if (size !== expected) throw refusal(400, 'Bad Content-Length');
  asset.size = size;
  asset.digest = `sha256:${hash.digest('hex')}`;
  asset.state = 'uploaded';
  asset.updated_at = now();
}

/** The endpoints for assets. */
export function assetEndpoints(github: GitHub, downloads: SignedDownloads): Endpoints {
  const { store } = github;
  const write = ['contents', 'write'] as const;

  function releaseOf(call: ApiCall): ReleaseRecord {
    const release = store.release(Number(call.path['release_id']));
    if (release === undefined || (release.draft && !may(call.caller, 'contents', 'write'))) throw notFound();
    return release;
  }

  function find(call: ApiCall): { readonly release: ReleaseRecord; readonly asset: AssetRecord } {
    const found = store.asset(Number(call.path['asset_id']));
    if (found === undefined) throw notFound();
    if (found.release.draft && !may(call.caller, 'contents', 'write')) throw notFound();
    return found;
  }

  function changeable({ immutable }: ReleaseRecord, verb: string): void {
    if (immutable) throw refusal(422, `Cannot ${verb} assets of an immutable release.`);
  }

  return {
    'repos/upload-release-asset': {
      needs: write,
      handle: async (call) => {
        const release = releaseOf(call);
        changeable(release, 'upload');
        const name = assetName(call.query.get('name') ?? '');
        if (name === '') throw invalid('ReleaseAsset', 'missing_field', 'name');
        if (!(Number(call.exchange.headers['content-length']) > 0)) throw refusal(400, 'Bad Content-Length');
        if (release.assets.some((asset) => asset.name === name)) {
          throw invalid('ReleaseAsset', 'already_exists', 'name');
        }
        // H19 in docs/reality.md.
        if (release.assets.length >= 1000) {
          throw invalid('ReleaseAsset', 'custom', 'file_count', 'file_count limited to 1000 assets');
        }
        const asset: AssetRecord = {
          id: store.nextId(),
          name,
          label: call.query.get('label'),
          content_type: call.exchange.headers['content-type'] ?? 'application/octet-stream',
          state: 'starter',
          size: 0,
          digest: null,
          created_at: now(),
          updated_at: now(),
        };
        release.assets.push(asset);
        store.save();
        await receive(github, call, asset);
        store.save();
        return json(201, assetView(github, release, asset));
      },
    },
    'repos/list-release-assets': {
      handle: (call) => {
        const release = releaseOf(call);
        return page(
          call,
          release.assets.map((asset) => assetView(github, release, asset)),
        );
      },
    },
    'repos/get-release-asset': {
      handle: (call) => {
        const { release, asset } = find(call);
        if (call.exchange.headers.accept?.includes('application/octet-stream') === true) {
          if (asset.state !== 'uploaded') throw notFound();
          return downloads.redirect(asset);
        }
        return json(200, assetView(github, release, asset));
      },
    },
    'repos/update-release-asset': {
      needs: write,
      handle: (call) => {
        const { release, asset } = find(call);
        changeable(release, 'change');
        const name = assetName(text(call, 'name') ?? asset.name);
        if (release.assets.some((other) => other !== asset && other.name === name)) {
          throw invalid('ReleaseAsset', 'already_exists', 'name');
        }
        asset.name = name;
        asset.label = text(call, 'label') ?? asset.label;
        asset.updated_at = now();
        store.save();
        return json(200, assetView(github, release, asset));
      },
    },
    'repos/delete-release-asset': {
      needs: write,
      handle: (call) => {
        const { release, asset } = find(call);
        changeable(release, 'delete');
        release.assets = release.assets.filter(({ id }) => id !== asset.id);
        store.dropAssetFile(asset.id);
        store.save();
        return noContent;
      },
    },
  };
}
