// OCI's conformance suite against ghcr.io's stand-in: what it serves is a registry, but for what GHCR itself does not have.
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { ensureConformance } from '../parts/conformance.ts';
import { ensureTools } from '../parts/tools.ts';
import { type Upstream, dockerRegistry } from './fixture-registry.ts';
import { createWorld } from './fixture.ts';
import type { StandInsOptions } from './world.ts';

jest.setTimeout(120_000);

let registry: Upstream;
let program: string;

// From nothing the programs are fetched and built.
beforeAll(async () => {
  registry = await dockerRegistry((await ensureTools(() => undefined)).registry);
  program = await ensureConformance(() => undefined);
}, 900_000);
afterAll(() => {
  registry.stop();
});

/** Names of tests, from the suite's JUnit report. */
interface Judged {
  readonly failed: readonly string[];
  readonly passed: readonly string[];
}

/**
 * What docker-registry 2.8, which stands behind, does not do: refuse a chunk that is out of order, page through tags, take
 * a layer that is elsewhere, and tell a malformed digest from a missing one.
 */
const BEHIND =
  /^sha256 blobs\/chunked out-of-order|\/tag-list$|^non-distributable-layers\/|^invalid-digest-format\//;
/** What GHCR does not have (rows G1 and G2): the referrers API, and the header by which a put says that it does. */
const WITHOUT_API = /\/referrers$|-with-subject\/push\/|^missing-subject\/push\//;

/** Runs the suite as somebody who may push. GHCR deletes nothing by this API, so what deletes is left out (row G8). */
async function judge(referrers: StandInsOptions['referrers'], repository: string): Promise<Judged> {
  const world = await createWorld({
    registryPort: registry.port,
    ...(referrers === undefined ? {} : { referrers }),
  });
  try {
    const results = join(world.dir, 'results');
    mkdirSync(results);
    const env = {
      PATH: process.env['PATH'],
      HOME: world.dir,
      ...world.standIns.env,
      OCI_RESULTS_DIR: results,
      OCI_VERSION: '1.1',
      OCI_REGISTRY: 'ghcr.io',
      OCI_TLS: 'enabled',
      OCI_REPO1: `octo-org/${repository}`,
      OCI_REPO2: `octo-org/${repository}-2`,
      OCI_USERNAME: 'ada',
      OCI_PASSWORD: world.standIns.token,
      OCI_API_BLOBS_DELETE: 'false',
      OCI_API_MANIFESTS_DELETE: 'false',
      OCI_API_TAGS_DELETE: 'false',
      // GHCR and docker-registry know SHA-256 alone.
      OCI_DATA_SHA512: 'false',
    };
    // Its exit code says whether anything failed; which tests did is in the report.
    await new Promise<void>((resolve) => {
      execFile(program, [], { cwd: world.dir, env, timeout: 100_000, maxBuffer: 1 << 28 }, () => {
        resolve();
      });
    });
    const file = join(results, 'junit.xml');
    const report = existsSync(file) ? readFileSync(file, 'utf8') : '';
    const cases = [...report.matchAll(/<testcase name="([^"]*)"[^>]*\bstatus="(\w+)"/g)];
    const named = (status: string): readonly string[] =>
      cases
        .filter((one) => one[2] === status)
        .map(([, name = '']) => name.replace(/^OCI Conformance Test\//, ''));
    expect(world.standIns.violations()).toEqual([]);
    return { failed: named('failure'), passed: named('passed') };
  } finally {
    await world.stop();
  }
}

test('pull, push and content discovery agree with the specification, with the referrers API', async () => {
  const { failed, passed } = await judge(true, 'api');
  expect(failed.filter((name) => !BEHIND.test(name))).toEqual([]);
  expect(passed.length).toBeGreaterThan(250);
  expect(passed).toContain('artifacts-with-subject/referrers');
});

test.each(['redirect', 'unknown', 'empty'] as const)(
  'G2 with the answer "%s" everything but the referrers API agrees with the specification',
  async (answer) => {
    const { failed, passed } = await judge([answer], answer);
    expect(failed.filter((name) => !BEHIND.test(name) && !WITHOUT_API.test(name))).toEqual([]);
    expect(passed.length).toBeGreaterThan(250);
    expect(failed).toContain('artifacts-with-subject/referrers');
  },
);
