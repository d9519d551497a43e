import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import type { Site } from '../runner/site.ts';
import type { Snapshot } from './snapshot.ts';
import { stateOf } from './state-of.ts';

const made: string[] = [];
afterAll(() => {
  for (const dir of made.splice(0)) rmSync(dir, { recursive: true });
});

const seen: Snapshot = {
  tags: {},
  platforms: {},
  referrers: {},
  releases: [],
  gitTags: {},
  attestations: {},
  dispatches: {},
  logEntries: 1,
};
const sha = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A site whose registry holds blobs, and links to them by what they are. */
function siteWith(blobs: readonly string[], files: Readonly<Record<string, string>>): Site {
  const state = mkdtempSync(join(tmpdir(), 'state-of-'));
  made.push(state);
  const root = join(state, 'registry', 'data', 'docker', 'registry', 'v2');
  const write = (file: string, text: string): void => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  };
  for (const blob of blobs) {
    const digest = sha(blob);
    write(`blobs/sha256/${digest.slice(0, 2)}/${digest}/data`, blob);
    write(`repositories/o/r/_manifests/revisions/sha256/${digest}/link`, `sha256:${digest}`);
  }
  for (const [name, text] of Object.entries(files)) write(`repositories/o/r/${name}`, text);
  return { state, repository: 'O/r', standIns: { releases: () => [] } } as unknown as Site;
}

/** A signature as cosign stores one: a bundle that says something, and a manifest that refers to an image. */
function signed(what: string, chance: string, created: string): readonly string[] {
  const payload = Buffer.from(what).toString('base64');
  const bundle = JSON.stringify({ dsseEnvelope: { payload, signatures: [{ sig: chance }] } });
  const manifest = JSON.stringify({
    subject: { digest: `sha256:${'a'.repeat(64)}`, size: 7 },
    layers: [{ digest: `sha256:${sha(bundle)}`, size: bundle.length }],
    annotations: { 'org.opencontainers.image.created': created },
  });
  return [bundle, manifest];
}

const one = signed('it is signed', 'x', '2026-01-01');

test.each<[string, Site, Snapshot, boolean]>([
  [
    'signatures that differ by chance alone',
    siteWith(signed('it is signed', 'yy', '2026-01-02'), {}),
    seen,
    true,
  ],
  ['an upload that was left in the middle', siteWith(one, { '_uploads/1/data': 'half' }), seen, true],
  ['a signature of something else', siteWith(signed('it is not', 'x', '2026-01-01'), {}), seen, false],
  ['one signature more', siteWith([...one, ...signed('another', 'x', '2026-01-01')], {}), seen, false],
  ['a tag', siteWith(one, { '_manifests/tags/v1/current/link': `sha256:${sha('x')}` }), seen, false],
  ['a log entry more', siteWith(one, {}), { ...seen, logEntries: 2 }, false],
])('%s', (_, site, now, same) => {
  expect(stateOf(site, now) === stateOf(siteWith(one, {}), seen)).toBe(same);
});
