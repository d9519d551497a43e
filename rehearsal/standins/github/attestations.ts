// The attestations API: bundles in, bundles out by subject digest, also as the compressed files gh fetches.
import { type Handler, bytes, json } from '../core/exchange.ts';
import { idOf } from '../sigstore/oidc.ts';
import {
  type ApiCall,
  type Endpoints,
  type GitHub,
  linkHeader,
  notFound,
  now,
  refusal,
  text,
} from './endpoint.ts';
import type { AttestationRecord } from './store.ts';

export const BUNDLE_HOST = 'tmaproduction.blob.core.windows.net';

interface Statement {
  readonly predicateType: string;
  readonly subject: readonly { readonly digest: Readonly<Record<string, string>> }[];
}

interface Bundle {
  readonly mediaType?: string;
  readonly verificationMaterial?: object;
  readonly dsseEnvelope?: { readonly payload: string };
}

/** Snappy's block format, with literals only: a valid, if unambitious, compression. */
export function snappy(data: Buffer): Buffer {
  const header: number[] = [];
  let size = data.length;
  while (size >= 0x80) {
    header.push((size & 0x7f) | 0x80);
    size >>>= 7;
  }
  header.push(size);
  const parts: Buffer[] = [Buffer.from(header)];
  for (let at = 0; at < data.length; at += 0x10000) {
    const chunk = data.subarray(at, at + 0x10000);
    // Tag 61: a literal whose length - 1 follows in two bytes.
    parts.push(Buffer.from([61 << 2, (chunk.length - 1) & 0xff, (chunk.length - 1) >> 8]), chunk);
  }
  return Buffer.concat(parts);
}

function statementOf(bundle: Bundle): Statement {
  if (bundle.dsseEnvelope === undefined || bundle.verificationMaterial === undefined) {
    throw refusal(422, 'Validation Failed', { errors: ['Invalid bundle'] });
  }
  return JSON.parse(Buffer.from(bundle.dsseEnvelope.payload, 'base64').toString()) as Statement;
}

/** The host from which GitHub's clients fetch a stored bundle. */
export function bundleHandler({ store }: GitHub): Handler {
  return ({ url, headers }) => {
    if (headers.authorization !== undefined) return json(400, { message: 'InvalidAuthenticationInfo' });
    const id = Number(/\/(\d+)\.json\.sn$/.exec(url.pathname)?.[1]);
    const found = store.data.attestations.find((record) => record.id === id);
    if (found === undefined) return json(404, { message: 'BlobNotFound' });
    return bytes(200, 'application/x-snappy', snappy(Buffer.from(JSON.stringify(found.bundle))));
  };
}

export function attestationEndpoints(github: GitHub): Endpoints {
  const { store } = github;
  const view = (record: AttestationRecord) => ({
    repository_id: idOf(record.repository),
    bundle_url: `https://${BUNDLE_HOST}/attestations/${record.id}.json.sn?sig=${record.id}`,
    // gh asks for those of users, and of GitHub's own for those that it checks releases by.
    initiator: record.initiator ?? 'user',
    ...(github.inlineBundles ? { bundle: record.bundle } : {}),
  });

  /** Newest first, paginated by cursors as GitHub does. */
  function list(call: ApiCall, owner: string) {
    if (owner.toLowerCase() !== github.owner.toLowerCase()) throw notFound();
    const digest = call.path['subject_digest'] ?? '';
    const wanted = call.query.get('predicate_type');
    const found = store.data.attestations
      .filter(({ subjects }) => subjects.includes(digest))
      .filter(({ predicateType }) => {
        if (wanted === null) return true;
        const short = { provenance: 'slsa.dev/provenance', release: 'in-toto.io/attestation/release' }[
          wanted
        ];
        return short === undefined ? predicateType === wanted : predicateType.includes(short);
      })
      .reverse();
    if (found.length === 0) throw notFound();
    const after = Number(call.query.get('after') ?? 0);
    const size = Number(call.query.get('per_page') ?? 30);
    const shown = found.slice(after, after + size);
    const next = new URL(call.exchange.url);
    next.searchParams.set('after', String(after + size));
    const more = after + size < found.length;
    return json(
      200,
      { attestations: shown.map(view) },
      more ? { link: `<${next.href}>; rel="next"` } : linkHeader(call, 1, 1),
    );
  }

  return {
    'repos/create-attestation': {
      needs: ['attestations', 'write'],
      handle: (call) => {
        if (!github.attestations) {
          throw refusal(
            403,
            `Feature not available for the ${github.owner} organization. To enable this feature, please upgrade the billing plan, or make this repository public.`,
          );
        }
        const bundle = call.body['bundle'] as Bundle;
        const { subject, predicateType } = statementOf(bundle);
        const record: AttestationRecord = {
          id: store.nextId(),
          repository: github.repository,
          subjects: subject.flatMap(({ digest }) =>
            Object.entries(digest).map(([algorithm, value]) => `${algorithm}:${value}`),
          ),
          predicateType,
          bundle,
        };
        store.data.attestations.push(record);
        store.save();
        return json(201, { id: record.id });
      },
    },
    'repos/list-attestations': { handle: (call) => list(call, call.path['owner'] ?? '') },
    'orgs/list-attestations': { handle: (call) => list(call, call.path['org'] ?? '') },
    'users/list-attestations': { handle: (call) => list(call, call.path['username'] ?? '') },
    'orgs/create-artifact-storage-record': {
      needs: ['artifact-metadata', 'write'],
      handle: (call) => {
        const record = {
          id: store.nextId(),
          name: text(call, 'name') ?? '',
          digest: text(call, 'digest') ?? '',
          artifact_url: text(call, 'artifact_url') ?? null,
          registry_url: text(call, 'registry_url') ?? '',
          repository: text(call, 'repository') ?? null,
          status: text(call, 'status') ?? 'active',
          created_at: now(),
          updated_at: now(),
        };
        store.data.storageRecords.push(record);
        store.save();
        return json(200, { total_count: 1, storage_records: [record] });
      },
    },
    'orgs/list-artifact-storage-records': {
      needs: ['contents', 'read'],
      handle: (call) => {
        const found = store.data.storageRecords.filter(
          ({ digest }) => digest === call.path['subject_digest'],
        );
        return json(200, { total_count: found.length, storage_records: found });
      },
    },
  };
}
