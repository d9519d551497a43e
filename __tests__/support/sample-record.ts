// A record with most of its fields.
import { commitSha, tagName } from '../../src/plan/brands.ts';
import { type ReleaseRecord, recordSchema } from '../../src/plan/record/release-record.ts';
import { fill } from './samples.ts';

const digest = fill('a');

export const sampleRecord: ReleaseRecord = {
  schema: recordSchema,
  version: '1.2.0',
  tag: tagName('v1.2.0'),
  commit: commitSha('a'.repeat(40)),
  repository: 'acme/app',
  run: 'https://github.com/acme/app/actions/runs/1/attempts/1',
  images: [{ name: 'ghcr.io/acme/app', digest, tags: ['v1.2.0'] }],
  platforms: [{ platform: 'linux/amd64', digest, size: 1 }],
  pointers: [{ kind: 'image', name: 'latest', moves: true, why: 'the highest' }],
  assets: [{ name: 'a.txt', size: 1, sha256: 'a'.repeat(64) }],
  checksums: { asset: 'checksums.txt', bundle: 'checksums.txt.sigstore.json' },
  signature: {
    issuer: 'https://i',
    identity: 'https://s',
    images: [{ image: 'ghcr.io/acme/app', digest, logIndex: '1' }],
  },
  provenance: {
    asset: 'provenance.sigstore.json',
    predicateType: 'https://slsa.dev/provenance/v1',
    url: 'https://a.b/c',
  },
  sboms: [],
  tools: { cosign: '3.0.6' },
};
