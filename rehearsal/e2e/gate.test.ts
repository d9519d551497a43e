// The gate: commands of the workflow's author, between proof and publishing.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { snapshot } from '../sweep/snapshot.ts';
import { errorsOf, openStage, RELEASE_MS, SET_UP_MS, type Stage } from './stage.ts';

const TEST_RESULT = 'https://in-toto.io/attestation/test-result/v0.1';

/** Each must hold: the image by digest behind the login, both platforms, the notes, and no secret of the run. */
const commands = [
  'docker buildx imagetools inspect "$IMAGE" | tee /dev/stderr | grep -q linux/arm64',
  'case "$IMAGE" in *"@$DIGEST") ;; *) exit 1 ;; esac',
  `echo "$PLATFORM_DIGESTS" | grep -q '"linux/amd64":"sha256:'`,
  `[ "$TAG" = v1.2.0 ] && grep -q "What's Changed" "$NOTES"`,
  'test "$GATE_KEY" = "on purpose"',
  `! env | grep -qE '^(INPUT_|ACTIONS_|GITHUB_TOKEN|GH_TOKEN|GITHUB_(ENV|OUTPUT|STATE))'`,
];
const env = { GATE_KEY: 'on purpose' };

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
}, SET_UP_MS);
afterAll(() => stage.close(), SET_UP_MS);

test(
  'one that fails leaves nothing public, and what it said in a draft',
  async () => {
    const { judges, site, dir } = stage;
    const gate = `${commands.join('\n')}\necho "vulnerable: libfoo"; exit 3`;
    const plan = await stage.release('v1.2.0', { with: { mode: 'plan', gate }, env, builder: false });
    expect(plan.summary).toContain('7 commands, once everything is proven and before anything is public');

    const result = await stage.release('v1.2.0', { with: { gate }, env });
    expect(result).toMatchObject({ conclusion: 'failure', exitCode: 1, leftovers: [] });
    expect(errorsOf(result)).toContain('command 7 of the gate failed with exit code 3; nothing is public:');
    expect(errorsOf(result)).toContain('vulnerable: libfoo');
    const now = await snapshot(site);
    expect(now.tags).toEqual({});
    expect(now.releases.map(({ draft, assets }) => [draft, assets.map(({ name }) => name)])).toEqual([
      [true, ['gate.log']],
    ]);
    const folder = join(dir, 'log');
    const got = await judges.gh('release', 'download', 'v1.2.0', '--repo', site.repository, '--dir', folder);
    expect(got).toMatchObject({ code: 0 });
    const log = await readFile(join(folder, 'gate.log'), 'utf8');
    expect(log).toMatch(/^Gate 1 of 7:\n[^]*linux\/arm64[^]*Gate 7 of 7:\nvulnerable: libfoo\n$/);
  },
  RELEASE_MS * 2,
);

test(
  'passed, it is attested: gh says so of index and platforms, and verify shows it; a rerun does not ask it again',
  async () => {
    const { judges, site } = stage;
    const gate = commands.join('\n');
    const result = await stage.release('v1.2.0', { with: { gate }, env });
    expect({ conclusion: result.conclusion, errors: errorsOf(result) }).toEqual({
      conclusion: 'success',
      errors: '',
    });
    expect(result.outputs['verified']).toBe('true');
    expect(result.summary).toContain('The gate passed: 6 commands');
    const platforms = Object.values(JSON.parse(result.outputs['platform-digests'] ?? '{}') as object);
    for (const digest of [result.outputs['digest'], ...(platforms as string[])]) {
      const said = await judges.ghVerify(
        `oci://${judges.image}@${digest}`,
        ...['--repo', site.repository, '--predicate-type', TEST_RESULT],
      );
      expect(said).toMatchObject({ code: 0 });
      expect(said.stdout).toContain('PASSED');
    }
    const seen = await snapshot(site);
    expect(seen.releases.map(({ draft }) => draft)).toEqual([false]);
    expect(seen.releases[0]?.assets.map(({ name }) => name)).toContain('gate.sigstore.json');

    const verified = await stage.release('v1.2.0', { with: { mode: 'verify' }, builder: false });
    expect(verified).toMatchObject({ conclusion: 'success' });
    expect(verified.summary).toContain('The gate was passed before anything was public');

    const again = await stage.release('v1.2.0', { with: { gate }, env, builder: false });
    expect(again).toMatchObject({ conclusion: 'success', outputs: { verified: 'true' } });
    expect(again.timeline.filter(({ title }) => title.startsWith('Gate '))).toEqual([]);
    expect(await snapshot(site)).toEqual(seen);
  },
  RELEASE_MS * 2,
);

test('none of it broke a rule of GitHub, registry or Sigstore', () => {
  expect(stage.site.standIns.violations()).toEqual([]);
});
