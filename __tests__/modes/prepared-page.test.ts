// A page made in the browser or by release-drafter is completed: nothing of it is lost, wherever a run breaks.
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { release } from '../../src/modes/release.ts';
import type { GitHubRelease } from '../../src/world/github/types.ts';
import { type WholeWorld, wholeWorld } from '../support/whole-run.ts';
import { remembering } from '../support/run-identity.ts';
import { makeAuthority } from '../support/world/authority.ts';

const authority = remembering(await makeAuthority());
const folder = mkdtempSync(join(tmpdir(), 'prepared-'));
writeFileSync(join(folder, 'Dockerfile'), 'FROM scratch\n');
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const words = '# 1.2 is here\r\n\r\n- **fast**, @mona\r\n';
const poster = 'poster bytes';

interface Prepared {
  readonly whole: WholeWorld;
  readonly id: number;
}

function prepared(kind: 'draft' | 'published'): Prepared {
  const whole = wholeWorld(folder, authority);
  const { id } = whole.github.give(
    { tag: 'v1.2.0', name: '1.2 is here', body: words, draft: kind === 'draft', author: 'mona' },
    kind === 'draft' ? { 'poster.pdf': poster } : {},
  );
  return { whole, id };
}

const pageOf = ({ whole, id }: Prepared): GitHubRelease => {
  const page = whole.github.releases.get(id);
  if (!page) throw new Error('the page is gone');
  return page;
};

/** All that the outside sees of it; what a signature looks like is chance. */
const seen = ({ whole, id }: Prepared): object => ({
  tags: Object.fromEntries([...whole.tags].sort()),
  latest: whole.github.latest === id,
  releases: [...whole.github.releases.values()].map(({ tag, name, body, draft, assets }) => ({
    ...{ tag, name, body, draft },
    assets: assets.map((asset) => asset.name).sort(),
  })),
});

describe.each(['draft', 'published'] as const)('a page that is %s', (kind) => {
  test('is completed: words and files stay, ours follow, and nothing else is made or removed', async () => {
    const one = prepared(kind);
    const done = await release(one.whole.run());
    const page = pageOf(one);
    expect(page).toMatchObject({ name: '1.2 is here', draft: false });
    expect(page.body.startsWith(words)).toBe(true);
    expect(page.body).toContain("## What's Changed");
    expect(page.assets.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['release.json', 'checksums.txt', 'provenance.sigstore.json']),
    );
    expect([...one.whole.github.releases.values()].filter(({ tag }) => tag === 'v1.2.0')).toHaveLength(1);
    expect(one.whole.calls.filter((call) => /^(?:create|delete)/.test(call))).toEqual([]);
    expect(done.published?.checks.filter(({ state }) => state !== 'passed')).toEqual([]);
    expect(done.published?.manifest.kept?.map(({ name }) => name)).toEqual(
      kind === 'draft' ? ['poster.pdf'] : [],
    );
    expect(done.warnings?.join('\n')).toContain(
      kind === 'draft'
        ? 'poster.pdf was on the page of v1.2.0 before its run'
        : 'was public before the image',
    );
  });

  test('has its image proven before the page is touched, and its own tag after the assets', async () => {
    const one = prepared(kind);
    await release(one.whole.run());
    const { calls } = one.whole;
    const at = (pattern: RegExp): number => calls.findIndex((call) => pattern.test(call));
    const last = calls.findLastIndex((call) => call.startsWith('upload '));
    expect(at(/^gh verify /)).toBeLessThan(at(/^update/));
    expect(at(/^update/)).toBeLessThan(at(/^upload release\.json/));
    expect(last).toBeLessThan(at(/^put \S+:v1\.2\.0$/));
    expect(at(/^put \S+:v1\.2\.0$/)).toBeLessThan(at(/^put \S+:latest$/));
  });

  test('is found whole by a rerun, which makes nothing', async () => {
    const one = prepared(kind);
    await release(one.whole.run());
    const before = seen(one);
    const made = one.whole.calls.length;
    await release(one.whole.run());
    expect(one.whole.calls.slice(made).filter((call) => !call.includes('verify'))).toEqual([]);
    expect(seen(one)).toEqual(before);
  });

  test('broken anywhere: the words are there all the time, and the next run finishes it', async () => {
    const clean = prepared(kind);
    await release(clean.whole.run());
    const wanted = seen(clean);
    for (const call of clean.whole.calls.filter((each) => !each.includes('verify'))) {
      const one = prepared(kind);
      one.whole.breakAt = call;
      await expect(release(one.whole.run())).rejects.toThrow(`${call} is broken`);
      expect(pageOf(one).body.startsWith(words)).toBe(true);
      await release(one.whole.run());
      expect({ call, ...seen(one) }).toEqual({ call, ...wanted });
    }
  }, 120_000);

  test('whose words are edited between two runs keeps them', async () => {
    const one = prepared(kind);
    one.whole.breakAt = 'upload checksums.txt';
    await expect(release(one.whole.run())).rejects.toThrow('is broken');
    const page = pageOf(one);
    one.whole.github.releases.set(one.id, { ...page, body: `Read this first.\r\n\r\n${page.body}` });
    await release(one.whole.run());
    expect(pageOf(one).body.startsWith(`Read this first.\r\n\r\n${words}`)).toBe(true);
    expect(pageOf(one).body.match(/## What's Changed/g)).toHaveLength(1);
  });

  test('whose part of ours was edited between two runs is left as it is', async () => {
    const one = prepared(kind);
    one.whole.breakAt = 'upload checksums.txt';
    await expect(release(one.whole.run())).rejects.toThrow('is broken');
    const page = pageOf(one);
    const body = page.body.replace('add tokens', 'add tokens, at last');
    one.whole.github.releases.set(one.id, { ...page, body });
    await release(one.whole.run());
    expect(pageOf(one).body).toBe(body);
  });

  test.each<[string, (body: string) => boolean]>([
    ['append', (body) => body.endsWith(words) && body.startsWith("## What's Changed")],
    ['replace', (body) => !body.includes('1.2 is here') && body.startsWith("## What's Changed")],
  ])('with notes: %s', async (notes, is) => {
    const one = prepared(kind);
    await release(one.whole.run({ notes }));
    expect(is(pageOf(one).body)).toBe(true);
  });

  test('whose words leave no room for ours gets ours as a file', async () => {
    const one = prepared(kind);
    const long = 'x'.repeat(124_900);
    one.whole.github.releases.set(one.id, { ...pageOf(one), body: long });
    await release(one.whole.run());
    expect(pageOf(one).body).toBe(long);
    expect(pageOf(one).assets.map(({ name }) => name)).toContain('release-notes.md');
  });
});

describe('a file on a page that somebody prepared', () => {
  test('is recorded with its SHA-256 and published, and neither provenance nor checksums speak of it', async () => {
    const one = prepared('draft');
    await release(one.whole.run());
    const text = async (name: string): Promise<string> => {
      const asset = pageOf(one).assets.find((each) => each.name === name);
      if (!asset) throw new Error(`${name} is not there`);
      return (await one.whole.github.download(asset)).toString();
    };
    const sha256 = createHash('sha256').update(poster).digest('hex');
    expect(JSON.parse(await text('release.json'))).toMatchObject({
      kept: [{ name: 'poster.pdf', size: poster.length, sha256 }],
    });
    expect(await text('checksums.txt')).not.toContain('poster.pdf');
    const { dsseEnvelope } = JSON.parse(await text('provenance.sigstore.json')) as {
      readonly dsseEnvelope: { readonly payload: string };
    };
    expect(Buffer.from(dsseEnvelope.payload, 'base64').toString()).not.toContain('poster.pdf');
  });

  test('that comes once the run has recorded the others is not published', async () => {
    const one = prepared('draft');
    one.whole.strike = {
      at: 'upload checksums.txt',
      act: () => {
        one.whole.github.plant(one.id, 'install.sh', 'evil');
      },
    };
    await expect(release(one.whole.run())).rejects.toThrow(
      /was changed while this run filled it.*it has install\.sh/,
    );
    expect(pageOf(one).draft).toBe(true);
  });

  test('that is changed once the run has recorded it is not published', async () => {
    const one = prepared('draft');
    one.whole.strike = {
      at: 'upload checksums.txt',
      act: () => {
        one.whole.github.plant(one.id, 'poster.pdf', 'evil');
      },
    };
    await expect(release(one.whole.run())).rejects.toThrow(
      /was changed while this run filled it.*has other bytes under the name/,
    );
  });

  test('is named again by a run that finds all of it published', async () => {
    const one = prepared('draft');
    await release(one.whole.run());
    const again = await release(one.whole.run());
    expect(again.warnings?.join('\n')).toContain('poster.pdf was on the page');
  });

  test("in the run's own draft is none: the run refuses, and nothing is taken away", async () => {
    const whole = wholeWorld(folder, authority);
    whole.breakAt = 'publish latest';
    await expect(release(whole.run())).rejects.toThrow('is broken');
    const [draft] = [...whole.github.releases.values()].filter(({ tag }) => tag === 'v1.2.0');
    whole.github.plant(draft!.id, 'install.sh', 'evil');
    const before = whole.calls.length;
    await expect(release(whole.run())).rejects.toThrow(
      /holds install\.sh, which this action has not put there; nothing was touched/,
    );
    expect(whole.calls.slice(before)).toEqual([]);
    const left = whole.github.releases.get(draft!.id);
    expect([left?.draft, left?.assets.some(({ name }) => name === 'install.sh')]).toEqual([true, true]);
  });
});

describe('a draft that somebody planted, and that GitHub lists once the run has looked (H1)', () => {
  const planted = (assets: Readonly<Record<string, string>>): WholeWorld => {
    const whole = wholeWorld(folder, authority);
    const act = (): void => {
      whole.github.give({ tag: 'v1.2.0', body: 'by mallory', draft: true, author: 'mallory' }, assets);
    };
    whole.strike = { at: 'cosign verify, provenance too', act };
    return whole;
  };

  test('with a file by a name that this release takes: it stops at once, with the command, and writes nothing there', async () => {
    const whole = planted({ 'checksums.txt': 'evil', 'install.sh': 'evil' });
    await expect(release(whole.run())).rejects.toMatchObject({
      message: expect.stringContaining('holds a file checksums.txt already'),
      hint: expect.stringContaining('gh release delete-asset v1.2.0 checksums.txt'),
      code: 'tag-conflict',
    });
    expect(whole.calls.filter((call) => /^(?:create|update|upload|publish|delete)/.test(call))).toEqual([]);
  });

  test('with a release.json that is none of ours: the same', async () => {
    const whole = planted({ 'release.json': '{"installer":"https://evil"}' });
    await expect(release(whole.run())).rejects.toThrow('holds a file release.json already');
    expect(whole.calls.filter((call) => /^(?:create|update|upload|publish|delete)/.test(call))).toEqual([]);
  });

  test('with a file of its own: it is recorded as not built here, and told', async () => {
    const whole = planted({ 'install.sh': 'evil' });
    const done = await release(whole.run());
    expect(done.published?.manifest.kept?.map(({ name }) => name)).toEqual(['install.sh']);
    expect(done.warnings?.join('\n')).toContain('install.sh was on the page of v1.2.0 before its run');
  });
});
