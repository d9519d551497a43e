import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { FaultsError, ReleaseError } from '../../src/errors.ts';
import { runMode } from '../../src/main.ts';
import { release } from '../../src/modes/release.ts';
import { type WholeWorld, wholeWorld } from '../support/whole-run.ts';
import { remembering } from '../support/run-identity.ts';
import type { Run } from '../../src/run/run.ts';
import { commit } from '../support/samples.ts';
import { makeAuthority } from '../support/world/authority.ts';

const authority = remembering(await makeAuthority());
const folder = mkdtempSync(join(tmpdir(), 'release-'));
writeFileSync(join(folder, 'Dockerfile'), 'FROM scratch\n');
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const app = 'ghcr.io/octo-org/app';
const raw = { 'git-tags': 'minor' };

/** What may run side by side, one line a barrier: nothing of a later line begins before all of the earlier ones are done. */
const order: readonly (readonly RegExp[])[] = [
  [/^build /],
  [/^put \S+:by digest$/],
  // Signatures and provenance need nothing of each other.
  [/^sign /, /^attach signature /, /^provenance$/, /^store$/, /^attach [0-9a-f]/],
  // A draft is not public: it is filled while cosign and gh prove what it names.
  [
    ...[/^cosign verify(?:, provenance too)?$/, /^cosign verify-attestation$/, /^gh verify /],
    ...[/^sign-blob$/, /^cosign verify-blob$/, /^create v1\.2\.0$/, /^upload /],
  ],
  [/^publish latest$/],
  [/^put \S+:v1\.2\.0$/],
  [/^put \S+:(?:v1\.2|v1|latest)$/, /^ref v1\.2 /, /^record /],
];
const placeOf = (call: string): number =>
  order.findIndex((patterns) => patterns.some((pattern) => pattern.test(call)));
/** The draft's own order. */
const ofDraft = [/^sign-blob$/, /^cosign verify-blob$/, /^create v1\.2\.0$/, /^upload /];
const inDraft = (call: string): number => ofDraft.findIndex((pattern) => pattern.test(call));
const firstPublic = placeOf('publish latest');

/** What anybody can see: image tags, published releases, GitHub's latest, Git's floating tags. */
const visible = ({ tags, github }: WholeWorld): object => ({
  tags: Object.fromEntries([...tags].sort()),
  releases: [...github.releases.values()].filter(({ draft }) => !draft).map(({ tag }) => tag),
  latest: github.releases.get(github.latest ?? 0)?.tag,
  refs: [...github.refs].sort(),
});

const clean = wholeWorld(folder, authority);
const before = visible(clean);
const done = await release(clean.run(raw));
const after = visible(clean);

describe('a release', () => {
  test('does all of it, each thing once, and nothing public before it is proven', () => {
    expect(clean.calls.filter((call) => placeOf(call) === -1)).toEqual([]);
    const places = clean.calls.map(placeOf);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    const drafting = clean.calls.map(inDraft).filter((at) => at !== -1);
    expect(drafting).toEqual(drafting.toSorted((a, b) => a - b));
    expect(new Set(drafting).size).toBe(ofDraft.length);
    expect([...new Set(places)]).toEqual(order.map((_, at) => at));
    expect(new Set(clean.calls).size).toBe(clean.calls.length);
  });

  test('signs before it attaches the signatures, and attests before it stores and attaches the provenance', () => {
    const at = (pattern: RegExp): number[] =>
      clean.calls.flatMap((call, place) => (pattern.test(call) ? [place] : []));
    expect(Math.max(...at(/^sign /))).toBeLessThan(Math.min(...at(/^attach signature /)));
    expect(Math.max(...at(/^provenance$/))).toBeLessThan(Math.min(...at(/^store$/)));
    expect(Math.max(...at(/^store$/))).toBeLessThan(Math.min(...at(/^attach [0-9a-f]/)));
  });

  test('is visible as a whole in the end', () => {
    const digest = done.published?.image.digest;
    expect(after).toEqual({
      tags: {
        ...(before as { tags: object }).tags,
        [`${app}:latest`]: digest,
        [`${app}:v1`]: digest,
        [`${app}:v1.2`]: digest,
        [`${app}:v1.2.0`]: digest,
      },
      releases: ['v1.1.0', 'v1.2.0'],
      latest: 'v1.2.0',
      refs: [...(before as { refs: readonly unknown[] }).refs, ['v1.2', done.plan.commit]].sort(),
    });
    expect(done.published?.checks.filter(({ state }) => state !== 'passed')).toEqual([]);
  });

  test('a rerun verifies all of it in process, and neither makes anything nor starts a program', async () => {
    const made = clean.calls.length;
    const run = clean.run(raw);
    const again = await release(run);
    expect(clean.calls.slice(made)).toEqual([]);
    const proofs = again.published?.checks.filter(({ detail }) => detail.includes('verified in process'));
    expect(proofs?.map(({ text }) => text)).toEqual([
      expect.stringContaining('Signatures of'),
      expect.stringContaining('Provenance of'),
      expect.stringContaining('Checksums of'),
    ]);
    expect(run.steps.outcomes().filter((line) => /: (?:made|failed|skipped)$/.test(line))).toEqual([]);
    expect(visible(clean)).toEqual(after);
  });
});

test('a rerun that finds signatures lost makes them anew, and has cosign and gh prove them', async () => {
  const whole = wholeWorld(folder, authority);
  await release(whole.run(raw));
  const made = whole.calls.length;
  const run = whole.run(raw);
  const { registry } = run.outside;
  let isLost = true;
  const lossy: typeof registry = {
    ...registry,
    referrers: (name, digest) => (isLost ? Promise.resolve([]) : registry.referrers(name, digest)),
    attach: (name, ...rest) => {
      isLost = false;
      return registry.attach(name, ...rest);
    },
  };
  const again = await release({ ...run, outside: { ...run.outside, registry: lossy } });
  const calls = whole.calls.slice(made);
  expect(calls.filter((call) => call.startsWith('sign '))).toHaveLength(3);
  expect(calls).toContain('cosign verify, provenance too');
  expect(calls.filter((call) => call.startsWith('gh verify '))).toHaveLength(3);
  const inProcess = again.published?.checks.filter(({ detail }) => detail.includes('verified in process'));
  expect(inProcess?.map(({ text }) => text)).toEqual([expect.stringContaining('Checksums of')]);
});

describe('where one thing breaks, nothing later begins and the next run finishes it', () => {
  test.each(clean.calls.map((call) => [call]))('%s', async (call) => {
    const whole = wholeWorld(folder, authority);
    const place = placeOf(call);
    whole.breakAt = call;
    await expect(release(whole.run(raw))).rejects.toThrow(`${call} is broken`);
    expect(whole.calls.filter((other) => placeOf(other) > place)).toEqual([]);
    if (inDraft(call) !== -1)
      expect(whole.calls.filter((other) => inDraft(other) > inDraft(call))).toEqual([]);
    if (place <= firstPublic) expect(visible(whole)).toEqual(before);

    await release(whole.run(raw));
    expect(visible(whole)).toEqual(after);
    expect(whole.calls.filter((one) => one.startsWith('record '))).toHaveLength(1);
    const twice = clean.calls.filter((one) => whole.calls.filter((other) => other === one).length > 1);
    expect(twice.filter((other) => other !== call && !mayComeAgain(other, call))).toEqual([]);
  });

  /**
   * Until the draft has its record no run can tell what was built (the cache does), nor find what is stored nowhere, nor
   * whose the draft is.
   */
  function mayComeAgain(call: string, broken: string): boolean {
    if (call.includes('verify')) return true;
    // A signature is nowhere until it is attached.
    const early = placeOf(broken) < placeOf('sign x') || /^(?:sign|attach signature) /.test(broken);
    if (early && call.startsWith('sign ')) return true;
    const isBeforeRecord =
      placeOf(broken) < placeOf('create v1.2.0') ||
      (inDraft(broken) !== -1 && inDraft(broken) <= inDraft('upload release.json'));
    return isBeforeRecord && /^(?:build |provenance$|sign-blob$|create )/.test(call);
  }
});

test.each<[string, string | undefined, string]>([
  ['moved', 'd'.repeat(40), `moved to ${'d'.repeat(40)}`],
  ['deleted', undefined, 'deleted'],
])('a tag that is %s while it is built: nothing is published', async (_, now, what) => {
  const whole = wholeWorld(folder, authority);
  const run = whole.run(raw);
  const moved = { ...run, records: { ...run.records, tagCommit: () => Promise.resolve(now) } };
  await expect(release(moved)).rejects.toMatchObject({
    message: expect.stringContaining(`the tag v1.2.0 was ${what} while`),
    code: 'tag-moved',
  });
  expect(visible(whole)).toEqual(before);
  // Put back, the next run finishes it.
  await release(whole.run(raw));
  expect(visible(whole)).toEqual(after);
});

describe('a tag that is moved in the last moment', () => {
  const moved = 'd'.repeat(40);
  /** The tag moves once the run has made that call. */
  const movedAfter = (whole: WholeWorld, call: RegExp): Run => {
    const run = whole.run(raw);
    const tagCommit = (): Promise<string> =>
      Promise.resolve(whole.calls.some((made) => call.test(made)) ? moved : commit);
    return { ...run, records: { ...run.records, tagCommit } };
  };

  test('before the call that publishes is seen right before it', async () => {
    const whole = wholeWorld(folder, authority);
    const run = whole.run(raw);
    const looks: string[] = [];
    const records = {
      ...run.records,
      tagCommit: () => {
        looks.push(whole.calls.at(-1) ?? '');
        return Promise.resolve(moved);
      },
    };
    await expect(release({ ...run, records })).rejects.toMatchObject({ code: 'tag-moved' });
    // Asked when all else was done, and not long before.
    expect(looks).toEqual([expect.stringMatching(/^upload /)]);
    expect(visible(whole)).toEqual(before);
    await release(whole.run(raw));
    expect(visible(whole)).toEqual(after);
  });

  test('within that call is seen before any image tag or pointer: the page alone is public, and put back all follows', async () => {
    const whole = wholeWorld(folder, authority);
    await expect(release(movedAfter(whole, /^publish latest$/))).rejects.toMatchObject({
      message: expect.stringContaining(`was moved to ${moved} in the moment in which the release`),
      code: 'tag-moved-public',
    });
    expect(whole.calls.filter((call) => /^(?:put \S+:(?!by digest)|ref )/.test(call))).toEqual([]);
    expect(visible(whole)).toMatchObject({ releases: ['v1.1.0', 'v1.2.0'] });
    await release(whole.run(raw));
    expect(visible(whole)).toEqual(after);
  });

  test('once the image tags are written is what `mode: verify` finds', async () => {
    const whole = wholeWorld(folder, authority);
    await release(movedAfter(whole, /^put \S+:v1\.2\.0$/));
    expect(visible(whole)).toEqual(after);
  });
});

describe('what is not wanted is not done', () => {
  test.each<[string, Readonly<Record<string, string>>, readonly RegExp[]]>([
    ['no signature', { sign: 'none' }, [/^sign/, /^cosign verify(?:,|$)/, /^cosign verify-blob$/]],
    [
      'no provenance',
      { attest: 'false' },
      [/^provenance$/, /^store$/, /^attach [0-9a-f]/, /^gh/, /attestation$/],
    ],
    // release.json alone is signed then: something that is signed must name it.
    ['no checksums', { checksums: '' }, [/^upload checksums/]],
    ['no pointers', { floating: 'none' }, [/^ref/, /:(?:v1\.2|v1|latest)$/]],
    ['a prerelease', { prerelease: 'true' }, [/^ref/, /:(?:v1\.2|v1|latest)$/, / latest$/]],
    ['a draft', { draft: 'true' }, [/^publish/, /^ref/, /:v/]],
  ])('%s', async (_, given, absent) => {
    const whole = wholeWorld(folder, authority);
    await release(whole.run(given));
    expect(whole.calls.filter((call) => absent.some((pattern) => pattern.test(call)))).toEqual([]);
    expect(whole.calls).toContain('upload release.json');
  });

  test('a draft leaves the public as it was', async () => {
    const whole = wholeWorld(folder, authority);
    const { published } = await release(whole.run({ ...raw, draft: 'true' }));
    expect(published?.release.draft).toBe(true);
    expect(visible(whole)).toEqual(before);
  });
});

describe('the other modes write nothing', () => {
  test('plan', async () => {
    const whole = wholeWorld(folder, authority);
    const { outputs, failure } = await runMode(whole.run({ ...raw, mode: 'plan' }), folder);
    expect(whole.calls).toEqual([]);
    expect(visible(whole)).toEqual(before);
    expect(outputs).toMatchObject({ version: '1.2.0', 'previous-tag': 'v1.1.0', verified: 'false' });
    expect(failure).toBeUndefined();
  });

  test('plan, of what is released already', async () => {
    const made = clean.calls.length;
    await runMode(clean.run({ ...raw, mode: 'plan' }), folder);
    expect(clean.calls.slice(made)).toEqual([]);
  });

  test('verify', async () => {
    const made = clean.calls.length;
    const { outputs } = await runMode(clean.run({ ...raw, mode: 'verify' }), folder);
    expect(clean.calls.slice(made)).toEqual([]);
    expect(outputs).toMatchObject({ tag: 'v1.2.0', digest: done.published?.image.digest });
  });
});

describe('a private repository that signs keyless', () => {
  const warning = /^Octo-Org\/App is private, and keyless signing writes its name .* transparency log/;
  const privately = (whole: WholeWorld, given: Readonly<Record<string, string>>) => {
    const run = whole.run({ ...raw, ...given });
    const repository = { ...run.context.repository, visibility: 'private' as const };
    return { ...run, context: { ...run.context, repository } };
  };

  test('is warned of by a plan', async () => {
    const run = privately(wholeWorld(folder, authority), { mode: 'plan' });
    const { warnings, summary } = await runMode(run, folder);
    expect(warnings).toEqual([expect.stringMatching(warning)]);
    expect(summary).toContain('public transparency log');
  });

  test('is warned of by the preflight of a release, before anything is signed', async () => {
    const whole = wholeWorld(folder, authority);
    whole.breakAt = 'build linux/amd64';
    const run = privately(whole, {});
    await expect(release(run)).rejects.toThrow('is broken');
    expect(run.steps.lines).toContainEqual(expect.stringMatching(/warning: Octo-Org\/App is private, and/));
    expect(whole.calls.filter((call) => call.startsWith('sign'))).toEqual([]);
  });

  test('and one that signs with a key is not', async () => {
    const key = { sign: 'key', 'cosign-key': 'awskms:///alias/release' };
    const run = privately(wholeWorld(folder, authority), { mode: 'plan', ...key });
    expect((await runMode(run, folder)).warnings).toEqual([]);
  });
});

test('every fault comes back at once, before any effect', async () => {
  const whole = wholeWorld(folder, authority);
  const run = whole.run({ file: 'nowhere/Dockerfile', files: 'nothing-*.txt' });
  const faults = [{ message: 'of the inputs', hint: 'with: {}' }];
  const error = await release({ ...run, faults }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(FaultsError);
  expect((error as FaultsError).faults.map(({ message }) => message)).toEqual([
    'of the inputs',
    'there is no nowhere/Dockerfile in the workspace',
    'files: "nothing-*.txt" matches no file',
  ]);
  expect(whole.calls).toEqual([]);
});

test('a checkout that was forgotten is one fault, and not each file that is missing then', async () => {
  const whole = wholeWorld(folder, authority);
  const run = whole.run({ file: 'nowhere/Dockerfile', files: 'nothing-*.txt', 'notes-file': 'NOTES.md' });
  const nowhere = (): Promise<never> =>
    Promise.reject(new ReleaseError('not a git repository', { hint: 'h' }));
  const git = { ...run.outside.git, commitOf: nowhere, show: nowhere, committerDate: nowhere };
  const error = await release({ ...run, outside: { ...run.outside, git } }).catch(
    (thrown: unknown) => thrown,
  );
  expect((error as FaultsError).faults.map(({ code }) => code)).toEqual(['no-checkout']);
  expect((error as FaultsError).hint).toContain('actions/checkout');
});
