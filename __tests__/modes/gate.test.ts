// The gate of a release: it runs once all is proven and before anything is public, and what passed is part of the release.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { release } from '../../src/modes/release.ts';
import { gateLogName, gateName } from '../../src/plan/asset-names.ts';
import { testResultType } from '../../src/plan/gate.ts';
import type { GitHubRelease } from '../../src/world/github/types.ts';
import { type WholeWorld, wholeWorld } from '../support/whole-run.ts';
import { remembering } from '../support/run-identity.ts';
import { makeAuthority } from '../support/world/authority.ts';

const authority = remembering(await makeAuthority());
const folder = mkdtempSync(join(tmpdir(), 'gate-'));
writeFileSync(join(folder, 'Dockerfile'), 'FROM scratch\n');
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const raw = { gate: 'scan\nsmoke' };
const releasesOf = ({ github }: WholeWorld): readonly GitHubRelease[] =>
  [...github.releases.values()].filter(({ tag }) => tag === 'v1.2.0');
const at = ({ calls }: WholeWorld, pattern: RegExp): number => calls.findIndex((call) => pattern.test(call));

describe('the gate', () => {
  test('runs after every proof and before the draft, in the order of its lines', async () => {
    const whole = wholeWorld(folder, authority);
    const done = await release(whole.run(raw));
    expect(at(whole, /^gh verify /)).toBeLessThan(at(whole, /^gate scan$/));
    expect(at(whole, /^gate scan$/)).toBeLessThan(at(whole, /^gate smoke$/));
    expect(at(whole, /^gate smoke$/)).toBeLessThan(at(whole, /^create /));
    expect(done.published?.checks).toContainEqual(
      expect.objectContaining({ text: 'The gate passed: 2 commands', state: 'passed' }),
    );
    expect(done.published?.manifest.gate).toMatchObject({ asset: gateName, predicateType: testResultType });
    expect(releasesOf(whole)[0]?.assets.map(({ name }) => name)).toContain(gateName);
    expect(releasesOf(whole)[0]?.assets.map(({ name }) => name)).not.toContain(gateLogName);
  });

  test('that was passed is not run again: neither by a run that goes on, nor by one that finds all done', async () => {
    const whole = wholeWorld(folder, authority);
    whole.breakAt = 'upload release.json';
    await expect(release(whole.run(raw))).rejects.toThrow('is broken');
    await release(whole.run(raw));
    await release(whole.run(raw));
    expect(whole.calls.filter((call) => call.startsWith('gate '))).toEqual(['gate scan', 'gate smoke']);
  });

  test('with another command is run, though one before it was passed', async () => {
    const whole = wholeWorld(folder, authority);
    whole.breakAt = 'upload release.json';
    await expect(release(whole.run(raw))).rejects.toThrow('is broken');
    await release(whole.run({ gate: 'other' }));
    expect(whole.calls.filter((call) => call.startsWith('gate '))).toEqual([
      'gate scan',
      'gate smoke',
      'gate other',
    ]);
  });

  test('that fails leaves nothing public, and its log in one draft; the next run that passes removes it', async () => {
    const whole = wholeWorld(folder, authority);
    const tags = [...whole.tags];
    for (const time of ['once', 'again']) {
      await expect(release(whole.run({ gate: 'scan\nfalse\nnever' }))).rejects.toMatchObject({
        code: 'gate-failed',
        message: expect.stringMatching(
          /command 2 of the gate failed with exit code 1; nothing is public:\nfalse on sha256:/,
        ),
      });
      expect(whole.calls).not.toContain('gate never');
      expect([time, ...whole.tags]).toEqual([time, ...tags]);
      const [draft, ...more] = releasesOf(whole);
      expect(more).toEqual([]);
      expect(draft).toMatchObject({ draft: true, assets: [{ name: gateLogName }] });
      const log = whole.github.contents.get(draft?.assets[0]?.id ?? 0)?.toString();
      expect(log).toMatch(/^Gate 1 of 3:\nscan on sha256:\w+\nGate 2 of 3:\nfalse on sha256:\w+\n$/);
    }
    await release(whole.run(raw));
    expect(releasesOf(whole)).toMatchObject([{ draft: false }]);
  });

  test('that fails on a page which somebody prepared leaves the page as it is', async () => {
    for (const draft of [true, false]) {
      const whole = wholeWorld(folder, authority);
      const page = whole.github.give({ tag: 'v1.2.0', body: 'by hand', draft });
      await expect(release(whole.run({ gate: 'false' }))).rejects.toMatchObject({ code: 'gate-failed' });
      expect(whole.github.releases.get(page.id)).toEqual(page);
      await release(whole.run(raw));
      expect(releasesOf(whole)).toMatchObject([{ id: page.id, draft: false }]);
    }
  });

  test.each<[string, (body: string) => string]>([
    ['above our part', (body) => `by hand\n\n${body}`],
    ['within our part', (body) => `by hand, ${body}`],
  ])(
    'that fails, and whose draft somebody writes in %s: the words are published, and the log is not',
    async (_, written) => {
      const whole = wholeWorld(folder, authority);
      await expect(release(whole.run({ gate: 'false' }))).rejects.toMatchObject({ code: 'gate-failed' });
      const [draft] = releasesOf(whole);
      if (draft === undefined) throw new TypeError('no draft');
      whole.github.releases.set(draft.id, { ...draft, body: written(draft.body) });
      const done = await release(whole.run(raw));
      const [page, ...more] = releasesOf(whole);
      expect(more).toEqual([]);
      expect(page).toMatchObject({ id: draft.id, draft: false, body: expect.stringContaining('by hand') });
      expect(page?.assets.map(({ name }) => name)).not.toContain(gateLogName);
      expect(done.published?.manifest.kept ?? []).toEqual([]);
    },
  );

  test('is not attested where nothing is, and is run each time', async () => {
    const whole = wholeWorld(folder, authority);
    const done = await release(whole.run({ ...raw, attest: 'false' }));
    expect(done.published?.manifest.gate).toBeUndefined();
    expect(done.published?.checks).toContainEqual(
      expect.objectContaining({ text: 'The gate passed: 2 commands', state: 'passed' }),
    );
  });
});
