import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { audit } from '../../src/audit/audit.ts';
import { parseTag } from '../../src/plan/version/version.ts';
import { tokenRefused } from '../../src/world/registry/auth.ts';
import type { ImageName } from '../../src/plan/oci/image-name.ts';
import { contextOf, defaultInputs, publish, seen } from '../support/published.ts';
import { makeAuthority } from '../support/world/authority.ts';

test('H13 without `packages: read` what is in the registry is not run, with the remedy, and nothing of it fails', async () => {
  const honest = await publish(await makeAuthority());
  const folder = await mkdtemp(join(tmpdir(), 'audit-'));
  const world = seen(honest, folder);
  const refuse = (image: ImageName): Promise<never> => Promise.reject(tokenRefused(image, 403, 'pull'));
  const registry = { ...world.registry, head: refuse, manifest: refuse, blob: refuse, referrers: refuse };
  const { checks } = await audit(
    {
      ...{ release: honest.release, version: parseTag('v1.2.0', '')!, images: [], pointers: true },
      ...{ repository: { ...contextOf().repository, visibility: 'private' }, inputs: defaultInputs() },
    },
    { ...world, registry },
  ).finally(() => rm(folder, { recursive: true }));
  expect(checks.filter(({ state }) => state === 'failed')).toEqual([]);
  const open = checks.filter(({ state }) => state === 'not-run');
  expect(open.map(({ text }) => text.replace(/.*(names the index|exactly its platforms)$/, '$1'))).toEqual(
    expect.arrayContaining(['names the index', 'exactly its platforms']),
  );
  for (const { detail } of open) expect(detail).toMatch(/permissions: \{ packages: read \}/);
  // What GitHub has is judged all the same.
  expect(
    checks.filter(({ state, text }) => state === 'passed' && /at GitHub|^Asset /.test(text)).length,
  ).toBeGreaterThan(3);
});
