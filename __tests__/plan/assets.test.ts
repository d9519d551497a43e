import { assetName, sbomName, splitGlobs, splitLabel } from '../../src/plan/asset-names.ts';
import { describe, expect, test } from '@jest/globals';
import {
  checksumLines,
  countFaults,
  nameFaults,
  ownBundles,
  ownNames,
  planAssets,
} from '../../src/plan/assets.ts';
import { parseContext } from '../../src/plan/context.ts';
import { parseInputs } from '../../src/plan/inputs/parse.ts';
import { parseTag } from '../../src/plan/version/version.ts';
import { inputDefaults } from '../support/action-defaults.ts';

const { repository } = parseContext({ GITHUB_REPOSITORY: 'octo-org/sign post' }, {}).context;
const planned = (raw: Readonly<Record<string, string>>, tag = 'v1.2.0'): ReturnType<typeof planAssets> =>
  planAssets(parseInputs({ ...inputDefaults, ...raw }).inputs, repository, parseTag(tag, '')!);

describe('archives', () => {
  test.each([
    ['linux/amd64', 'sign.post_1.2.0_linux_amd64.tar.gz', 'tar.gz'],
    ['linux/arm64', 'sign.post_1.2.0_linux_arm64.tar.gz', 'tar.gz'],
    ['linux/arm64/v8', 'sign.post_1.2.0_linux_arm64.tar.gz', 'tar.gz'],
    ['linux/arm/v7', 'sign.post_1.2.0_linux_armv7.tar.gz', 'tar.gz'],
    ['linux/arm/v6', 'sign.post_1.2.0_linux_armv6.tar.gz', 'tar.gz'],
    ['linux/amd64/v3', 'sign.post_1.2.0_linux_amd64v3.tar.gz', 'tar.gz'],
    ['linux/386', 'sign.post_1.2.0_linux_386.tar.gz', 'tar.gz'],
    ['windows/amd64', 'sign.post_1.2.0_windows_amd64.zip', 'zip'],
  ])('of %s: %s', (platforms, name, format) => {
    const { binaries } = planned({ binaries: 'binary', platforms });
    expect(binaries?.target).toBe('binary');
    expect(binaries?.archives).toEqual([expect.objectContaining({ name, format })]);
  });

  test.each<[string, string, readonly string[]]>([
    [
      '<name>-<tag>-<machine>-<os>',
      'linux/amd64,linux/arm64,windows/amd64,linux/arm/v7',
      [
        'sign.post-v1.2.0-x86_64-linux.tar.gz',
        'sign.post-v1.2.0-aarch64-linux.tar.gz',
        'sign.post-v1.2.0-x86_64-windows.zip',
        'sign.post-v1.2.0-armv7-linux.tar.gz',
      ],
    ],
    ['app_<arch>', 'linux/386,linux/s390x', ['app_386.tar.gz', 'app_s390x.tar.gz']],
    ['just a name', 'linux/amd64', ['just.a.name.tar.gz']],
  ])('are called by archive-name: %s', (template, platforms, names) => {
    const { binaries } = planned({ binaries: 'binary', platforms, 'archive-name': template });
    expect(binaries?.archives.map(({ name }) => name)).toEqual(names);
  });

  test('carry a version with prerelease and build metadata as it is', () => {
    const { binaries } = planned({ binaries: 'binary', platforms: 'linux/amd64' }, 'v2.0.0-rc.1+build.7');
    expect(binaries?.archives.map(({ name }) => name)).toEqual([
      'sign.post_2.0.0-rc.1+build.7_linux_amd64.tar.gz',
    ]);
  });

  test('sbom: auto is a scan of each platform, beside files', () => {
    const { sboms, scans } = planned({ sbom: 'auto\nmine.json', platforms: 'linux/amd64,linux/arm/v7' });
    expect(sboms).toEqual(['mine.json']);
    expect(scans?.map(({ platform, name }) => [platform.name, name])).toEqual([
      ['linux/amd64', 'sbom_linux_amd64.sigstore.json'],
      ['linux/arm/v7', 'sbom_linux_armv7.sigstore.json'],
    ]);
  });

  test('are none unless asked for; checksums are there unless turned off', () => {
    expect(planned({})).toEqual({
      files: [],
      sboms: [],
      checksums: { name: 'checksums.txt', bundle: 'checksums.txt.sigstore.json' },
    });
    expect(planned({ checksums: '' })).toEqual({ files: [], sboms: [] });
  });
});

test.each([
  ['app.tar.gz', 'app.tar.gz'],
  ['read me~first:now.txt', 'read.me.first.now.txt'],
  ['a  b.txt', 'a.b.txt'],
  ['grüße.txt', 'gr.e.txt'],
  ['.hidden', 'hidden'],
  ['trailing.', 'trailing'],
  ['app_1.0+2@x-1', 'app_1.0+2@x-1'],
  ['a;rm -rf $HOME', 'a.rm.-rf.HOME'],
  ['a\nb', 'a.b'],
  ['::', ''],
  ['Setup (x64).exe', 'Setup.x64.exe'],
  ['a...b', 'a.b'],
  ['手册.pdf', ''],
  ['(手册).tar', ''],
  ['файл.tar.gz', ''],
  ['手册-1.pdf', '-1.pdf'],
  ['.env.example', 'env.example'],
])('GitHub calls %j %j', (file, name) => {
  expect(assetName(file)).toBe(name);
});

test.each([
  ['dist/*.deb', { glob: 'dist/*.deb' }],
  ['dist/a.deb#Debian package', { glob: 'dist/a.deb', label: 'Debian package' }],
  ['dist/a.deb # with blanks ', { glob: 'dist/a.deb', label: 'with blanks' }],
  ['a.deb#', { glob: 'a.deb' }],
  ['a#b#c', { glob: 'a', label: 'b#c' }],
  ['#a', { glob: '#a' }],
])('%j is %j', (entry, split) => {
  expect(splitLabel(entry)).toEqual(split);
});

test.each([
  ['a.txt', ['a.txt']],
  ['a.txt, b.txt ,', ['a.txt', 'b.txt']],
  ['{a,b}.txt,c', ['{a,b}.txt', 'c']],
  ['{a,{b,c}}.txt', ['{a,{b,c}}.txt']],
  ['a},b', ['a}', 'b']],
  ['a.txt#The real one, and no other', ['a.txt#The real one, and no other']],
  ['a.txt,b.txt#One, two', ['a.txt', 'b.txt#One, two']],
  ['#a,b', ['#a', 'b']],
  [' , ', []],
])('the line %j holds %j', (line, globs) => {
  expect(splitGlobs(line)).toEqual(globs);
});

test.each([
  ['out/app.spdx.json', 1, 'sbom.sigstore.json'],
  ['out/app.spdx.json', 2, 'app.spdx.sigstore.json'],
  ['app bom.JSON', 2, 'app.bom.sigstore.json'],
  ['é.json', 2, 'sbom.sigstore.json'],
])('the attestation of %s, one of %d, is %s', (path, count, name) => {
  expect(sbomName(path, count)).toBe(name);
});

test('checksums are as sha256sum writes them, sorted by name', () => {
  const [a, b] = ['a'.repeat(64), 'b'.repeat(64)];
  const assets = [
    { name: 'b.txt', sha256: b },
    { name: 'a.txt', sha256: a },
    { name: 'B.txt', sha256: b },
  ];
  expect(checksumLines(assets)).toBe(`${b}  B.txt\n${a}  a.txt\n${b}  b.txt\n`);
});

describe('names', () => {
  test('that the action takes itself depend on what is asked for', () => {
    const names = (
      raw: Readonly<Record<string, string>>,
      sign: 'keyless' | 'key' | 'none',
      attest: boolean,
    ): string[] => ownNames(planned(raw), { sign, attest }).map(({ name }) => name);
    // Something that is signed must name the record: the list of sums, or else its own bundle.
    expect(names({ checksums: '' }, 'keyless', false)).toEqual([
      'release.json',
      'release-notes.md',
      'release.json.sigstore.json',
    ]);
    expect(names({ sign: 'none' }, 'none', true)).toContain('release.json.sigstore.json');
    expect(names({ sign: 'none' }, 'none', false)).not.toContain('release.json.sigstore.json');
    expect(names({ sbom: 'a.json', binaries: 'b', platforms: 'linux/amd64' }, 'key', true)).toEqual([
      'sign.post_1.2.0_linux_amd64.tar.gz',
      'release.json',
      'release-notes.md',
      'checksums.txt',
      'checksums.txt.sigstore.json',
      'provenance.sigstore.json',
      'sbom.sigstore.json',
      'cosign.pub',
    ]);
  });

  test('of single signatures are those of everything that people download', () => {
    const files = [{ name: 'app.deb', from: 'out/app.deb' }];
    const raw = { binaries: 'b', platforms: 'linux/amd64' };
    expect(ownBundles(planned(raw), files)).toEqual([]);
    expect(
      ownBundles(planned({ ...raw, 'sign-assets': 'each' }), files).map(({ name, from }) => [name, from]),
    ).toEqual([
      [
        'sign.post_1.2.0_linux_amd64.tar.gz.sigstore.json',
        'the signature of sign.post_1.2.0_linux_amd64.tar.gz',
      ],
      ['release.json.sigstore.json', 'the signature of release.json'],
      ['release-notes.md.sigstore.json', 'the signature of release-notes.md'],
      ['app.deb.sigstore.json', 'the signature of app.deb'],
    ]);
  });

  test('of single signatures may not be those of files', () => {
    const files = ['app.deb', 'App.deb.sigstore.json'].map((name) => ({ name, from: `out/${name}` }));
    const faults = nameFaults([...ownBundles(planned({ 'sign-assets': 'each' }), files), ...files]);
    expect(faults.map(({ message }) => message)).toEqual([
      '2 assets would be called app.deb.sigstore.json: the signature of app.deb, out/App.deb.sigstore.json',
    ]);
  });

  test('that two assets would share are a fault each, whatever their case', () => {
    const faults = nameFaults([
      { name: 'app.zip', from: 'a/app.zip' },
      { name: 'other.zip', from: 'a/other.zip' },
      { name: 'App.zip', from: 'b/App.zip' },
      { name: 'release.json', from: 'this action' },
      { name: 'release.json', from: 'release.json' },
    ]);
    expect(faults.map(({ message }) => message)).toEqual([
      '2 assets would be called app.zip: a/app.zip, b/App.zip',
      '2 assets would be called release.json: this action, release.json',
    ]);
  });
});

describe('how many a release holds', () => {
  const files = (count: number): readonly { name: string; from: string }[] =>
    Array.from({ length: count }, (_, at) => ({ name: `${at}.txt`, from: `dist/${at}.txt` }));
  const plan = planned({});
  const own = ownNames(plan, { attest: true, sign: 'keyless' });

  test('its own are counted, but for notes that fit the page', () => {
    expect(own.map(({ name }) => name)).toContain('release-notes.md');
    expect(countFaults(own, files(996))).toEqual([]);
    expect(countFaults(own, files(997)).map(({ message }) => message)).toEqual([
      "files: 997 files are matched beside 4 of the release's own, and a release of GitHub's holds 1000 assets",
    ]);
  });

  test('a signature of each takes as many again', () => {
    const each = planned({ 'sign-assets': 'each' });
    const all = (count: number): number =>
      countFaults(
        [...ownNames(each, { attest: true, sign: 'keyless' }), ...ownBundles(each, files(count))],
        files(count),
      ).length;
    expect([all(497), all(498)]).toEqual([0, 1]);
  });
});

describe('the inputs', () => {
  const faults = (raw: Readonly<Record<string, string>>): readonly string[] =>
    parseInputs({ ...inputDefaults, ...raw }).faults.map(({ message }) => message);
  const key =
    '-----BEGIN ENCRYPTED SIGSTORE PRIVATE KEY-----\nabc\n-----END ENCRYPTED SIGSTORE PRIVATE KEY-----';

  test.each<[string, Readonly<Record<string, string>>, readonly RegExp[]]>([
    ['single signatures by nobody', { sign: 'none', 'sign-assets': 'each' }, [/needs somebody who signs/]],
    [
      'signatures for cosign 2 by nobody',
      { sign: 'none', 'sign-legacy': 'true' },
      [/needs somebody who signs/],
    ],
    ['an unknown word for what is signed', { 'sign-assets': 'some' }, [/sign-assets/]],
    ['a path as checksums', { checksums: 'out/sums.txt' }, [/"out\/sums.txt" is not a name/]],
    [
      'an archive-name with an unknown placeholder',
      { binaries: 'b', 'archive-name': '<name>_<platform>' },
      [/has <platform>, which stands for nothing/],
    ],
    ['an archive-name with a folder', { binaries: 'b', 'archive-name': '<os>/<arch>' }, [/has a slash/]],
    [
      'an archive-name that two platforms share',
      { binaries: 'b', 'archive-name': '<name>_<os>' },
      [/gives two platforms one name/],
    ],
    ['an archive-name without binaries', { 'archive-name': '<what>' }, []],
    ['sign: key without a key', { sign: 'key' }, [/go together/]],
    ['a key without sign: key', { 'cosign-key': key }, [/go together/]],
    ['a key that is a path', { sign: 'key', 'cosign-key': 'cosign.key' }, [/neither the text/]],
    ['a key by PEM', { sign: 'key', 'cosign-key': key }, []],
    ['a key in a KMS', { sign: 'key', 'cosign-key': 'awskms:///alias/release' }, []],
    ['a key in an unknown KMS', { sign: 'key', 'cosign-key': 'mykms://a' }, [/neither the text/]],
  ])('%s', (_, raw, messages) => {
    const found = faults(raw);
    expect(found).toHaveLength(messages.length);
    messages.forEach((message, at) => {
      expect(found[at]).toMatch(message);
    });
  });

  test('a private key and its password are secrets, to the last blank; the URI of one is not', () => {
    const { inputs, secrets } = parseInputs({
      ...inputDefaults,
      sign: 'key',
      'cosign-key': key,
      'cosign-password': ' pass word ',
    });
    expect(secrets).toMatchObject({ cosignKey: key, cosignPassword: ' pass word ' });
    expect(JSON.stringify(inputs)).not.toMatch(/PRIVATE KEY|pass word/);
    const kms = parseInputs({ ...inputDefaults, sign: 'key', 'cosign-key': 'hashivault://release' });
    expect(kms.inputs.cosignKms).toBe('hashivault://release');
    expect(kms.secrets).not.toHaveProperty('cosignKey');
  });
});
