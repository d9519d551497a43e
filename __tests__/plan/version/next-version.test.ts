import { describe, expect, test } from '@jest/globals';
import * as fc from '../../support/property.ts';
import { ReleaseError } from '../../../src/errors.ts';
import { nextVersion, type VersionCommit } from '../../../src/plan/version/next-version.ts';
import { comparePrecedence, parseTag } from '../../../src/plan/version/version.ts';

/** `feat`, `fix!`, or a subject without a type; the hash is the subject's place in the list. */
function commits(...subjects: readonly string[]): readonly VersionCommit[] {
  return subjects.map((subject, i) => {
    const [, type, mark] = /^(\w+)(!?):/.exec(subject) ?? [];
    return { hash: `${i}`.repeat(40), subject, ...(type ? { type } : {}), breaking: mark === '!' };
  });
}

function next(
  previous: string | undefined,
  subjects: readonly string[],
  more: {
    readonly tags?: readonly string[];
    readonly channel?: string;
    readonly tagPrefix?: string;
    readonly pending?: string;
  } = {},
) {
  const { tags = [], tagPrefix = '', channel } = more;
  const pending = more.pending === undefined ? undefined : parseTag(more.pending, tagPrefix);
  const from = previous === undefined ? undefined : parseTag(previous, tagPrefix);
  return nextVersion(from, commits(...subjects), previous === undefined ? tags : [...tags, previous], {
    tagPrefix,
    ...(channel === undefined ? {} : { channel }),
    ...(pending === undefined ? {} : { pending }),
  });
}

describe('what is there already', () => {
  test.each<[string | undefined, string[], string, string | undefined, string]>([
    ['v1.0.0', ['v1.1.0-rc.1'], 'v1.1.0-rc.1', 'rc', 'v1.1.0-rc.2'],
    ['v1.0.0', ['v1.1.0-rc.1'], 'v1.1.0-rc.1', undefined, 'v1.1.0'],
    ['v1.0.0', ['v1.1.0-rc9', 'v1.1.0-rc10'], 'v1.1.0-rc10', 'rc', 'v1.1.0-rc11'],
    ['v1.0.0', ['v1.0.1-rc09'], 'v1.0.1-rc09', 'rc', 'v1.0.1-rc10'],
    ['v1.0.0', ['v1.1.0-beta.2'], 'v1.1.0-beta.2', 'rc', 'v1.1.0-rc.1'],
    ['v1.0.0', ['v2.0.0-beta-3'], 'v2.0.0-beta-3', 'beta', 'v2.0.0-beta-4'],
    [undefined, ['v0.2.0-beta.5'], 'v0.2.0-beta.5', undefined, 'v0.2.0'],
    [undefined, ['v0.2.0-beta.5'], 'v0.2.0-beta.5', 'beta', 'v0.2.0-beta.6'],
    [undefined, ['v0.0.1-alpha.1'], 'v0.0.1-alpha.1', undefined, 'v0.1.0'],
  ])('after %s and %j (%s), in channel %s: %s', (previous, tags, pending, channel, tag) => {
    const proposed = next(previous, ['fix: a'], { tags, pending, ...(channel ? { channel } : {}) });
    expect(proposed.version.tag).toBe(tag);
  });

  test('is never gone below', () => {
    const more = { tags: ['v1.0.1-rc.2'], pending: 'v1.0.1-rc.2', channel: 'beta' };
    expect(() => next('v1.0.0', ['fix: a'], more)).toThrow(
      expect.objectContaining({
        message: 'The next version would be v1.0.1-beta.1, which is lower than v1.0.1-rc.2',
        hint: 'tag: next-rc   # or tag: v1.0.1',
      }),
    );
  });
});

describe('the number', () => {
  test.each<[string | undefined, readonly string[], string, string]>([
    ['v1.2.3', ['fix: a'], 'v1.2.4', 'patch'],
    ['v1.2.3', ['chore: a', 'no type at all'], 'v1.2.4', 'patch'],
    ['v1.2.3', ['fix: a', 'feat: b', 'docs: c'], 'v1.3.0', 'minor'],
    ['v1.2.3', ['feat: a', 'chore!: b'], 'v2.0.0', 'major'],
    ['v1.2.3+7', ['fix: a'], 'v1.2.4', 'patch'],
    ['v0.2.3', ['fix: a'], 'v0.2.4', 'patch'],
    ['v0.2.3', ['feat: a'], 'v0.3.0', 'minor'],
    ['v0.2.3', ['fix!: a'], 'v0.3.0', 'minor'],
    ['v0.0.3', ['fix: a'], 'v0.0.4', 'patch'],
    [undefined, ['feat!: a'], 'v0.1.0', 'first'],
    [undefined, [], 'v0.1.0', 'first'],
    ['v9.9.9', ['feature: as the notes read it'], 'v9.10.0', 'minor'],
    ['v9.9.9', ['improvement: no type of ours'], 'v9.9.10', 'patch'],
  ])('after %s: %j is %s', (previous, subjects, tag, bump) => {
    const proposed = next(previous, subjects);
    expect([proposed.version.tag, proposed.bump]).toEqual([tag, bump]);
  });

  test('of a component', () => {
    const more = { tagPrefix: 'api/', tags: ['web/v1.3.0', 'v1.3.0'] };
    expect(next('api/v1.2.0', ['feat: a'], more).version.tag).toBe('api/v1.3.0');
  });
});

describe('the commit that decided', () => {
  test.each<[string, readonly string[], string, string]>([
    [
      'v1.2.3',
      ['fix: newest', 'feat: newer', 'feat: older', 'fix: oldest'],
      'feat: older',
      'minor after v1.2.3: 2222222 is a feature: feat: older',
    ],
    ['v1.2.3', ['feat: a', 'fix!: b'], 'fix!: b', 'major after v1.2.3: 1111111 is breaking: fix!: b'],
    [
      'v0.2.3',
      ['fix!: b', 'fix: a'],
      'fix!: b',
      'minor after v0.2.3: 0000000 is breaking, and before 1.0.0 that is a minor version: fix!: b',
    ],
    ['v1.2.3', ['chore: b', 'docs: a'], 'docs: a', 'patch after v1.2.3: 1111111 is no feature: docs: a'],
  ])('after %s of %j is %s', (previous, subjects, subject, why) => {
    const proposed = next(previous, subjects);
    expect([proposed.decidedBy?.subject, proposed.why]).toEqual([subject, why]);
  });

  test('is nobody for a first release', () => {
    expect(next(undefined, ['feat: a'])).toEqual({
      version: parseTag('v0.1.0', ''),
      bump: 'first',
      why: 'there is no stable release yet',
    });
  });
});

describe('a prerelease channel', () => {
  test.each<[readonly string[], string, string]>([
    [[], 'rc', 'v1.3.0-rc.1'],
    [['v1.3.0-rc.1', 'v1.3.0-rc.9', 'v1.3.0-rc.10'], 'rc', 'v1.3.0-rc.11'],
    [['v1.3.0-beta.4', 'v1.4.0-rc.7', 'v1.3.0-rc', 'v1.3.0-rc.x', 'v1.3.0-rc.5.1'], 'rc', 'v1.3.0-rc.1'],
    [['v1.3.0-rc.2+build.8'], 'rc', 'v1.3.0-rc.3'],
    [['v2.0.0-rc.1'], 'rc', 'v1.3.0-rc.1'],
    [['v1.3.0-beta.4'], 'beta', 'v1.3.0-beta.5'],
  ])('with %j in %s is %s', (tags, channel, tag) => {
    expect(next('v1.2.0', ['feat: a'], { tags, channel }).version.tag).toBe(tag);
  });

  test('a breaking change after rc.1 starts the next major version', () => {
    const more = { tags: ['v1.3.0-rc.1'], channel: 'rc' };
    expect(next('v1.2.0', ['feat!: b', 'feat: a'], more).version.tag).toBe('v2.0.0-rc.1');
  });

  test('the stable version after its candidates is the one they were for', () => {
    expect(next('v1.2.0', ['feat: a'], { tags: ['v1.3.0-rc.1'] }).version.tag).toBe('v1.3.0');
  });

  test.each([[''], ['1'], ['rc.1'], ['r c'], ['rc+1']])('%j is none', (channel) => {
    expect(() => next('v1.2.0', ['feat: a'], { channel })).toThrow(ReleaseError);
  });
});

describe('no version', () => {
  const failure = (run: () => unknown): readonly [string, string] => {
    try {
      run();
    } catch (error) {
      if (error instanceof ReleaseError) return [error.message, error.hint];
      throw error;
    }
    throw new Error('nothing was thrown');
  };

  test('without a commit', () => {
    expect(failure(() => next('v1.2.0', []))).toEqual([
      'Nothing was committed since v1.2.0: there is no next version',
      'tag: v1.2.1',
    ]);
  });

  test('when it exists on another branch', () => {
    const more = { tags: ['v1.3.0', 'v1.2.1', 'v1.2.2-rc.1'] };
    expect(failure(() => next('v1.2.0', ['feat: a'], more))).toEqual([
      'The next version would be v1.3.0, which exists already and is no ancestor of this commit',
      'tag: v1.2.3',
    ]);
  });
});

test('the proposal is new, and above the previous release', () => {
  const subject = fc.constantFrom('fix: a', 'feat: b', 'chore: c', 'fix!: d', 'words');
  const core = fc.tuple(fc.nat(2), fc.nat(3), fc.nat(3));
  const channel = fc.option(fc.constantFrom('rc', 'beta'), { nil: undefined });
  fc.assert(
    fc.property(
      core,
      fc.array(subject, { minLength: 1 }),
      channel,
      fc.array(fc.nat(4)),
      (of, all, name, taken) => {
        const previous = `v${of.join('.')}`;
        const more = name === undefined ? {} : { channel: name };
        const first = next(previous, all, more).version;
        const base = `v${first.major}.${first.minor}.${first.patch}`;
        const tags = taken.map((n) => `${base}-rc.${n}`);
        const { version } = next(previous, all, { ...more, tags });
        expect(tags).not.toContain(version.tag);
        expect(comparePrecedence(version, parseTag(previous, '')!)).toBeGreaterThan(0);
        for (const tag of tags.filter(() => name !== 'beta')) {
          expect(comparePrecedence(version, parseTag(tag, '')!)).toBeGreaterThan(0);
        }
      },
    ),
  );
});
