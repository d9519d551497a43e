import { describe, expect, test } from '@jest/globals';
import { parseInputs } from '../../../src/plan/inputs/parse.ts';
import { whenEmpty } from '../../../src/plan/inputs/when-empty.ts';
import { inputDefaults as defaults } from '../../support/action-defaults.ts';

const parsed = (raw: Readonly<Record<string, string>>): ReturnType<typeof parseInputs> =>
  parseInputs({ ...defaults, ...raw });
const faults = (raw: Readonly<Record<string, string>>): readonly string[] =>
  parsed(raw).faults.map(({ message }) => message);

describe('the defaults', () => {
  test('are those of action.yml', () => {
    const { inputs } = parsed({});
    expect(inputs).toMatchObject({
      mode: 'release',
      tagPrefix: '',
      images: [],
      pointers: {
        floating: ['minor', 'major', 'latest'],
        latest: 'release',
        gitTags: [],
        imageTagPrefix: 'v',
        extraImageTags: [],
      },
      platforms: [{ name: 'linux/amd64' }, { name: 'linux/arm64' }],
      builder: 'auto',
      cache: ['auto'],
      reproducible: true,
      sign: 'keyless',
      attest: true,
      buildkitProvenance: 'none',
      draft: false,
      words: 'keep',
      timeoutSeconds: 7200,
    });
    // "By the rule" is an absent property, not an undefined one, so that the plan stays plain data.
    for (const name of ['tag', 'previousTag', 'prerelease', 'discussionCategory', 'registryUsername']) {
      expect(inputs).not.toHaveProperty(name);
    }
    expect(JSON.parse(JSON.stringify(inputs))).toEqual(inputs);
  });
});

describe('an input that an expression left empty', () => {
  const withDefault = Object.entries(defaults).filter(([, value]) => value !== '');

  test.each(withDefault)('%s has its default or is told', (name) => {
    const { inputs, faults: found } = parsed({ [name]: ' ' });
    // Empty is a choice for these two, as action.yml says.
    if (['image-tag-prefix', 'checksums'].includes(name)) expect(found).toEqual([]);
    else if (found.length > 0) expect(found.map(({ message }) => message)).toEqual([`${name} is empty`]);
    else expect(inputs).toEqual(parsed({}).inputs);
  });

  test('is written down with the default of action.yml', () => {
    expect(whenEmpty).toEqual(Object.fromEntries(withDefault.filter(([name]) => name in whenEmpty)));
  });
});

describe('what a workflow gives', () => {
  test.each<[string, Readonly<Record<string, string>>, object]>([
    [
      'images by lines or commas',
      { image: 'ghcr.io/o/a\ndocker.io/o/b, o/c' },
      {
        images: [
          { name: 'ghcr.io/o/a', registry: 'ghcr.io', repository: 'o/a' },
          { name: 'docker.io/o/b', registry: 'docker.io', repository: 'o/b' },
          { name: 'docker.io/o/c', registry: 'docker.io', repository: 'o/c' },
        ],
      },
    ],
    [
      'an image twice, under two names of its registry',
      { image: 'o/a\ndocker.io/o/a\nindex.docker.io/o/a' },
      { images: [{ name: 'docker.io/o/a', registry: 'docker.io', repository: 'o/a' }] },
    ],
    [
      'levels of annotations with blanks and capitals',
      { annotations: 'Index: a=1\nindex, manifest:b=2' },
      {
        build: {
          annotations: [
            { key: 'a', value: '1', index: true, manifest: false },
            { key: 'b', value: '2', index: true, manifest: true },
          ],
        },
      },
    ],
    ['the word none for SBOMs', { sbom: 'none' }, { assets: { sboms: [], scan: false } }],
    ['where the words of a page go', { notes: 'append' }, { words: 'append' }],
    ['a look at every byte', { mode: 'verify', deep: 'true' }, { mode: 'verify', deep: true }],
    [
      'a platform twice, spelled two ways',
      { platforms: 'linux/arm64,linux/aarch64/v8,linux/arm' },
      {
        platforms: [
          { name: 'linux/arm64', os: 'linux', architecture: 'arm64' },
          { name: 'linux/arm/v7', os: 'linux', architecture: 'arm', variant: 'v7' },
        ],
      },
    ],
    ['no pointers', { floating: 'none' }, { pointers: { floating: [] } }],
    [
      'some pointers, in order',
      { floating: 'latest, minor' },
      { pointers: { floating: ['minor', 'latest'] } },
    ],
    ['git tags', { 'git-tags': 'minor\nmajor' }, { pointers: { gitTags: ['minor', 'major'] } }],
    ['no prefix', { 'image-tag-prefix': '' }, { pointers: { imageTagPrefix: '' } }],
    ['no prefix, by its word', { 'image-tag-prefix': 'none' }, { pointers: { imageTagPrefix: '' } }],
    [
      'several prefixes',
      { 'image-tag-prefix': 'v,none, app-,v' },
      { pointers: { imageTagPrefix: 'v', otherPrefixes: ['', 'app-'] } },
    ],
    [
      'a major pointer on 0.x',
      { floating: 'major,major-0' },
      { pointers: { floating: ['major'], majorZero: true } },
    ],
    [
      'flags as YAML has them',
      { draft: 'TRUE', attest: 'False', prerelease: 'true' },
      { draft: true, attest: false, prerelease: true },
    ],
    [
      'a label with = and commas',
      { labels: 'a=b=c,d\n# comment\n\nb=' },
      {
        build: {
          labels: [
            ['a', 'b=c,d'],
            ['b', ''],
          ],
        },
      },
    ],
    [
      'a build context',
      { 'build-contexts': 'base=docker-image://alpine:3' },
      { build: { buildContexts: [['base', 'docker-image://alpine:3']] } },
    ],
    [
      'full cache specs',
      { cache: 'type=gha\ntype=registry,ref=x' },
      { cache: ['type=gha', 'type=registry,ref=x'] },
    ],
    [
      'an annotation of a platform in another spelling',
      { annotations: 'manifest[linux/arm64]:a=1', platforms: 'linux/amd64,linux/arm64/v8' },
      { build: { annotations: [{ key: 'a', value: '1', index: false, manifest: ['linux/arm64'] }] } },
    ],
    [
      'a host in capitals',
      { image: 'GHCR.IO/o/a' },
      { images: [{ name: 'ghcr.io/o/a', registry: 'ghcr.io', repository: 'o/a' }] },
    ],
    [
      'tags and branches by their refs',
      { 'previous-tag': 'refs/tags/v1.0.0', 'release-branches': 'refs/heads/main,!refs/heads/old' },
      { previousTag: 'v1.0.0', releaseBranches: ['main', '!old'] },
    ],
    ['seconds', { timeout: '90s' }, { timeoutSeconds: 90 }],
    ['hours', { timeout: ' 2 h ' }, { timeoutSeconds: 7200 }],
  ])('%s', (_name, raw, expected) => {
    const { inputs, faults: found } = parsed(raw);
    expect(found).toEqual([]);
    expect(inputs).toMatchObject(expected);
  });

  test('a build secret may span lines when it is quoted', () => {
    const { secrets, faults: found } = parsed({
      secrets: '"key=-----BEGIN-----\nab ""c""\n-----END-----"\nnpm=x=y',
    });
    expect(found).toEqual([]);
    expect(secrets.build).toEqual([
      ['key', '-----BEGIN-----\nab "c"\n-----END-----'],
      ['npm', 'x=y'],
    ]);
  });
});

describe('what is wrong', () => {
  test.each<[string, Readonly<Record<string, string>>, readonly (string | RegExp)[]]>([
    ['a mode', { mode: 'relase' }, [/^mode: "relase" is not one of release, /]],
    [
      'a pointer',
      { floating: 'minor,patch' },
      [/^floating: "patch" is not among minor, major, major-0, latest$/],
    ],
    ['a flag', { attest: 'yes' }, ['attest: "yes" is neither true nor false']],
    [
      'a platform',
      { platforms: 'linux/amd64,darwin/arm64' },
      ['platforms: "darwin/arm64" is not a platform that an image can be built for'],
    ],
    ['no platform', { platforms: '' }, ['platforms is empty']],
    ['an image with a tag', { image: 'ghcr.io/o/a:v1' }, [/names a tag or a digest/]],
    [
      'a flag before the argument',
      { 'build-args': '--build-arg A=1\nB=2' },
      ['build-args: line 1 is no KEY=VALUE'],
    ],
    ['a word before the argument', { 'build-args': 'export A=1' }, ['build-args: line 1 is no KEY=VALUE']],
    ['a line without =', { 'build-args': 'A=1\nB' }, ['build-args: line 2 is no KEY=VALUE']],
    [
      'a secret of several lines without quotes',
      {
        secrets:
          'npmrc=registry=https://npm.example.org/\n//npm.example.org/:_authToken=s3cr3t\nalways-auth=true',
      },
      ['secrets: line 2 is no ID=VALUE'],
    ],
    [
      'a key with two values',
      { 'build-args': 'A=1\nA=2' },
      ['build-args: A is given twice, with two values'],
    ],
    [
      'a secret that its expression left empty',
      { secrets: 'token=\nother=x' },
      ['secrets: token is empty: the secret that it is made of is not set for this workflow'],
    ],
    [
      'a label whose key is a sentence',
      { labels: 'description=one\nand two = three' },
      ['labels: line 2 is no KEY=VALUE'],
    ],
    ['a word in the place of a name', { checksums: 'false' }, ['checksums: "false" is no name of a file']],
    ['a word in the place of a file', { sbom: 'true' }, ['sbom: "true" is no file']],
    ['a quote that is not closed', { labels: '"a=1\nb=2' }, ['labels: line 1 is no KEY=VALUE']],
    [
      'an annotation where none can be',
      { annotations: 'index-descriptor:a=1' },
      ['annotations: "index-descriptor:" is not a level that an annotation of a can have here'],
    ],
    [
      'an annotation of a platform that is not built',
      { annotations: 'manifest[linux/s390x]:a=1' },
      ['annotations: a is for linux/s390x, which is not among the platforms'],
    ],
    [
      'an annotation whose key is a sentence',
      { annotations: 'index:description=one\nindex:and two = three' },
      ['annotations: "and two" is no KEY: it has a blank'],
    ],
    [
      'an annotation of what is no platform',
      { annotations: 'manifest[arm]:a=1' },
      ['annotations: "manifest[arm]:" is not a level that an annotation of a can have here'],
    ],
    [
      'a cache misspelled',
      { cache: 'gah' },
      ['cache: "gah" is not one of auto, gha, registry, none, nor a full spec'],
    ],
    ['a cache word among specs', { cache: 'gha\ntype=gha' }, [/^cache: "gha" is not one of/]],
    ['no duration', { timeout: '90' }, [/^timeout: "90" is not a duration/]],
    ['no time', { timeout: '0m' }, [/^timeout: "0m" is not a duration/]],
    [
      'more than a timer holds',
      { timeout: '9999h' },
      [/^timeout: "9999h" is not a duration between 1s and 120h/],
    ],
    [
      'half of the credentials',
      { 'registry-username': 'me' },
      ['registry-username and registry-password go together'],
    ],
    ['no token', { 'github-token': ' ' }, ['github-token is empty']],
  ])('%s', (_name, raw, expected) => {
    const found = faults(raw);
    expect(found).toHaveLength(expected.length);
    expected.forEach((one, at) => {
      expect(found[at]).toMatch(one);
    });
  });

  test('a job that builds nothing is given no secrets', () => {
    const empty = { secrets: 'token=', 'build-secrets': 'other: ' };
    expect(faults({ ...empty, mode: 'plan' })).toEqual([]);
    expect(faults({ ...empty, mode: 'build' })).toHaveLength(2);
  });

  test('the word none is no name of the checksums', () => {
    expect(parsed({ checksums: 'none' }).inputs.assets).not.toHaveProperty('checksums');
  });

  test('everything at once, each with its remedy', () => {
    const { faults: found } = parsed({
      mode: 'x',
      attest: 'maybe',
      platforms: 'vax/vms',
      image: 'A/B',
      timeout: 'soon',
    });
    expect(found).toHaveLength(5);
    for (const { hint } of found) expect(hint).toMatch(/^with: \{ .+ \}/);
  });

  test('a fault in the secrets does not show them', () => {
    const { faults: found } = parsed({ secrets: 'hunter2' });
    expect(found).toHaveLength(1);
    expect(JSON.stringify(found)).not.toContain('hunter2');
  });
});
