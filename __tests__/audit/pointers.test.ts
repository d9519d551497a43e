import { expect, test } from '@jest/globals';
import { auditPointers } from '../../src/audit/pointers.ts';
import { parseTag } from '../../src/plan/version/version.ts';
import { defaultInputs } from '../support/published.ts';

interface Given {
  readonly tag: string;
  readonly prefix?: string;
  /** All tags; those that are released say which of them. */
  readonly tags: readonly string[];
  readonly released: readonly string[];
  /** Those whose page is marked as a pre-release. */
  readonly withdrawn?: readonly string[];
  /** What the image's `latest` names, by its release. */
  readonly latest?: string;
  readonly mark?: string;
  /** Why the record says of GitHub's mark; absent without a record. */
  readonly why?: string;
  readonly inputs?: Readonly<Record<string, string>>;
}

/** The checks that did not pass, and why. */
async function wrong(given: Given): Promise<readonly string[]> {
  const { prefix = '', withdrawn = [] } = given;
  const inputs = defaultInputs({ 'tag-prefix': prefix, floating: 'latest', ...given.inputs });
  const digestOf = (tag: string): string => `sha256:${tag}`;
  const name = { name: 'ghcr.io/octo-org/app', registry: 'ghcr.io', repository: 'octo-org/app' };
  const subject = {
    tag: given.tag,
    version: parseTag(given.tag, prefix)!,
    release: { draft: false, prerelease: withdrawn.includes(given.tag) },
    inputs,
    imageTagPrefix: 'v',
    otherPrefixes: [],
    images: [{ name, digest: digestOf(given.tag) }],
    repository: { fullName: 'octo-org/app', url: 'https://github.com/octo-org/app' },
    ...(given.why === undefined
      ? {}
      : {
          manifest: {
            pointers: [
              { kind: 'image', name: 'latest', why: '' },
              { kind: 'github-latest', name: 'latest', why: given.why },
            ],
          },
        }),
  };
  const world = {
    github: {
      tagNames: (start: string) => Promise.resolve(given.tags.filter((tag) => tag.startsWith(start))),
      releasesOf: (tag: string) =>
        Promise.resolve(
          given.released.includes(tag) ? [{ draft: false, prerelease: withdrawn.includes(tag) }] : [],
        ),
      latestRelease: () => Promise.resolve(given.mark === undefined ? undefined : { tag: given.mark }),
    },
    registry: {
      head: (_: unknown, tag: string) => {
        const of = tag === 'latest' ? given.latest : `${prefix}${tag}`;
        return Promise.resolve(of === undefined ? undefined : { digest: digestOf(of) });
      },
    },
  };
  const checks = await auditPointers(
    subject as unknown as Parameters<typeof auditPointers>[0],
    world as unknown as Parameters<typeof auditPointers>[1],
  );
  return checks
    .filter(({ state }) => state === 'failed')
    .map(({ text, detail }) => `${text}: ${detail ?? ''}`);
}

const moved = 'v1.1.1 is the highest stable release';
const ofComponent = 'a component leaves it alone (`make-latest: auto`)';

test.each<[string, Given]>([
  [
    'the highest',
    {
      tag: 'v1.1.1',
      tags: ['v1.1.0', 'v1.1.1'],
      released: ['v1.1.0'],
      latest: 'v1.1.1',
      mark: 'v1.1.1',
      why: moved,
    },
  ],
  [
    'a higher tag that was given up: what it held back stays',
    {
      tag: 'v1.1.1',
      tags: ['v1.1.0', 'v1.1.1', 'v2.0.0'],
      released: ['v1.1.0'],
      latest: 'v1.1.0',
      mark: 'v1.1.0',
      why: 'v2.0.0 is higher',
    },
  ],
  [
    'a higher tag whose release comes later',
    { tag: 'v1.1.1', tags: ['v1.1.1', 'v2.0.0'], released: [], latest: 'v1.1.1', mark: 'v1.1.1', why: moved },
  ],
  [
    'a component leaves the mark alone',
    {
      tag: 'api/v2.0.0',
      prefix: 'api/',
      tags: ['api/v2.0.0', 'web/v1.0.0'],
      released: ['web/v1.0.0'],
      latest: 'api/v2.0.0',
      mark: 'web/v1.0.0',
      why: ofComponent,
    },
  ],
  [
    'a component that took the mark when all did',
    {
      tag: 'api/v2.0.0',
      prefix: 'api/',
      tags: ['api/v2.0.0'],
      released: [],
      latest: 'api/v2.0.0',
      mark: 'web/v1.0.0',
      why: 'api/v2.0.0 is the highest stable release',
    },
  ],
  [
    'the repository itself, whose mark a component was told to take',
    {
      tag: 'v2.0.0',
      tags: ['v2.0.0'],
      released: [],
      latest: 'v2.0.0',
      mark: 'api/v1.0.0',
      why: 'v2.0.0 is the highest stable release',
    },
  ],
  [
    'no record, and no mark for a component',
    { tag: 'api/v2.0.0', prefix: 'api/', tags: [], released: [], latest: 'api/v2.0.0' },
  ],
  [
    'a higher release that was retracted on its page',
    {
      tag: 'v1.1.1',
      tags: ['v1.1.1', 'v1.2.0'],
      released: ['v1.2.0'],
      withdrawn: ['v1.2.0'],
      latest: 'v1.1.1',
      mark: 'v1.1.1',
      why: moved,
    },
  ],
  [
    'itself retracted: the pointers are where they were put back',
    {
      tag: 'v1.2.0',
      tags: ['v1.1.1', 'v1.2.0'],
      released: ['v1.1.1'],
      withdrawn: ['v1.2.0'],
      latest: 'v1.1.1',
      mark: 'v1.1.1',
      why: 'v1.2.0 is the highest stable release',
    },
  ],
  [
    'retracted, and the only one of its line: what it took is still its own',
    {
      tag: 'v1.2.0',
      tags: ['v1.2.0'],
      released: [],
      withdrawn: ['v1.2.0'],
      latest: 'v1.2.0',
      why: 'v1.2.0 is the highest stable release',
    },
  ],
  [
    'no mark wanted',
    {
      tag: 'v2.0.0',
      tags: [],
      released: [],
      latest: 'v2.0.0',
      mark: 'nightly',
      inputs: { 'make-latest': 'false' },
    },
  ],
])('right: %s', async (_, given) => {
  expect(await wrong(given)).toEqual([]);
});

test.each<[string, Given, readonly RegExp[]]>([
  [
    'a lower release, though nothing is above',
    {
      tag: 'v1.1.1',
      tags: ['v1.1.0', 'v1.1.1'],
      released: ['v1.1.0'],
      latest: 'v1.1.0',
      mark: 'v1.1.0',
      why: moved,
    },
    [
      /latest names the highest release: it names sha256:v1\.1\.0; v1\.1\.1 is/,
      /it is "v1\.1\.0", not "v1\.1\.1"/,
    ],
  ],
  [
    'something else, though a higher tag has no release',
    { tag: 'v1.1.1', tags: ['v1.1.1', 'v2.0.0'], released: [], latest: 'v0', mark: 'nightly', why: moved },
    [/it names sha256:v0/, /it is "nightly", not "v1\.1\.1"/],
  ],
  [
    'a retracted release, though a lower one is there',
    {
      tag: 'v1.1.1',
      tags: ['v1.1.1', 'v1.2.0'],
      released: ['v1.2.0'],
      withdrawn: ['v1.2.0'],
      latest: 'v1.2.0',
      mark: 'v1.1.1',
      why: moved,
    },
    [/it names sha256:v1\.2\.0; v1\.1\.1 is/],
  ],
  [
    'nothing at all',
    { tag: 'v1.1.1', tags: ['v1.1.1'], released: [], why: moved },
    [/it names nothing/, /it is nothing, not "v1\.1\.1"/],
  ],
])('wrong: %s', async (_, given, found) => {
  const seen = await wrong(given);
  expect(seen).toHaveLength(found.length);
  found.forEach((pattern, i) => {
    expect(seen[i]).toMatch(pattern);
  });
});
