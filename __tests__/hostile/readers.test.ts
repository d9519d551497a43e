import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import * as fc from '../support/property.ts';
import { readConfig } from '../../src/changelog/config/read.ts';
import { compareConfig } from '../../src/changelog/config/diff.ts';
import { readTypes } from '../../src/changelog/types.ts';
import { type EventPayload, parseContext } from '../../src/plan/context.ts';
import { parseRecord } from '../../src/plan/record/record-text.ts';
import { indexType, parseIndex } from '../../src/plan/oci/index.ts';
import { readSbom, sameSbom } from '../../src/plan/sbom.ts';
import { readVersionsIn } from '../../src/plan/version/version-statements.ts';
import { hasSignatureOf } from '../../src/world/sigstore/cosign-args.ts';
import { parseChallenge } from '../../src/world/registry/auth.ts';
import { parseStatement } from '../../src/world/sigstore/statement.ts';
import { fill, payload, runnerEnv } from '../support/samples.ts';
import { sampleRecord as manifest } from '../support/sample-record.ts';
import { hostileTest } from '../support/hostile/cases.ts';
import { json, spoilt, text } from '../support/hostile/texts.ts';

const root = join(import.meta.dirname, '../..');

/** What every object inherits, as it was before anything was read. */
const inherited = (): readonly string[] => [
  ...Object.getOwnPropertyNames(Object.prototype),
  ...Object.getOwnPropertyNames(Array.prototype),
  ...Object.getOwnPropertyNames(Function.prototype),
];
const before = inherited();

beforeEach(() => {
  expect(inherited()).toEqual(before);
});

/** The texts by the reader; what it throws must be an error of those kinds. */
function readsOrThrows(read: () => unknown, ...kinds: readonly (new (message: string) => Error)[]): void {
  try {
    read();
  } catch (error) {
    expect(kinds.some((kind) => error instanceof kind) ? '' : error).toBe('');
  }
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(
    before.slice(0, Object.getOwnPropertyNames(Object.prototype).length),
  );
}

const digest = fill('a');

describe('release.json', () => {
  const schema = JSON.parse(readFileSync(join(root, 'release.schema.json'), 'utf8')) as object;
  const shaped = new Ajv2020({ strict: false, validateFormats: false }).compile(schema);

  hostileTest(
    'release.json is a manifest of the documented shape, or none',
    [fc.oneof({ weight: 5, arbitrary: spoilt(manifest) }, json), fc.boolean(), text],
    (value, cut, rest) => {
      const raw = JSON.stringify(value);
      readsOrThrows(() => parseRecord(cut ? `${raw.slice(0, raw.length / 2)}${rest}` : raw));
      const read = parseRecord(raw);
      // What the schema takes is read, and what is read has every field that a step relies on.
      if (shaped(value)) expect(read).toEqual(value);
      if (!read) return;
      expect(read.images.every((image) => /^sha256:[0-9a-f]{64}$/.test(image.digest))).toBe(true);
      expect(read.commit).toMatch(/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/);
      for (const list of [read.platforms, read.pointers, read.assets, read.sboms])
        expect(Array.isArray(list)).toBe(true);
    },
  );

  test('the sample is one', () => {
    expect(shaped(manifest)).toBe(true);
    expect(parseRecord(JSON.stringify(manifest))).toEqual(manifest);
  });

  test.each([
    ['a commit with a line end', { commit: `${'a'.repeat(40)}\n::set-env name=A::b` }],
    ['no run', { run: undefined }],
    ['pointers that are none', { pointers: 'latest' }],
    ['a platform without a digest', { platforms: [{ platform: 'linux/amd64', size: 1 }] }],
    ['a signature without images', { signature: { issuer: 'a', identity: 'b' } }],
    ['tools that are a list', { tools: [] }],
    ['a checksum that is no SHA-256', { assets: [{ name: 'a', size: 1, sha256: '../..' }] }],
  ])('one with %s is none', (_, fields) => {
    expect(parseRecord(JSON.stringify({ ...manifest, ...fields }))).toBeUndefined();
  });
});

const keys = fc.constantFrom('a', 'b.c', '__proto__', 'constructor', 'prototype', 'polluted', '"a b"', '<<');
const configLine = fc.oneof(
  fc.tuple(keys, fc.constantFrom(': ', ' = ', '='), text).map((parts) => parts.join('')),
  fc.tuple(fc.constantFrom('[', '[['), keys, fc.constantFrom(']', ']]', '')).map((parts) => parts.join('')),
  fc.constantFrom('__proto__:', '  polluted: true', 'a: &a [*a]', 'b: *a', '<<: *a', '- - -', '? a', '{', '}', '"', "'''", '# a = 1', '---', '...', '%YAML 1.1', '!!js/undefined x: 1', 'constructor.prototype.polluted = 1', '__proto__.polluted = true'),
  text,
); // prettier-ignore
const config = fc.array(configLine, { maxLength: 8 }).map((lines) => lines.join('\n'));

describe('configuration', () => {
  hostileTest(
    'a sample configuration is read or refused, and pollutes nothing',
    [config, config, fc.constantFrom('a.yaml', 'a.toml', 'a.json', '.env.example')],
    (old, now, path) => {
      readsOrThrows(() => {
        const [was, is] = [readConfig(path, old), readConfig(path, now)];
        if (typeof was !== 'string' && typeof is !== 'string') {
          for (const change of compareConfig(was, is)) expect(typeof change.key).toBe('string');
        }
      });
    },
  );

  const levels = (lead: string): string =>
    ['a0: &a0 [x, x, x, x, x, x, x, x, x]', ...Array.from({ length: 12 }, (_, at) => `a${at + 1}: &a${at + 1} [${Array<string>(9).fill(`*a${at}`).join(', ')}]`)].map((one) => `${lead}${one}`).join('\n'); // prettier-ignore

  test.each([
    ['a billion laughs', levels('')],
    ['a billion laughs in one map', `m:\n${levels('  ')}\nn: *a12`],
    ['an alias of itself', 'a: &a [*a]\nb: &b {c: *b}'],
  ])('%s takes no time and no room', (_, yaml) => {
    const start = process.threadCpuUsage();
    expect(readConfig('a.yaml', yaml)).toBeInstanceOf(Map);
    expect(JSON.stringify([...(readConfig('a.yaml', yaml) as Map<string, unknown>)]).length).toBeLessThan(
      10_000,
    );
    expect(process.threadCpuUsage(start).user).toBeLessThan(2_000_000);
  });

  test('the types of the notes refuse a billion laughs', async () => {
    const bomb = `- type: a\n- m:\n${levels('    ').replaceAll('- ', '')}\n  type: *a12`;
    await expect(readTypes(bomb)).rejects.toThrow(/changelog-types/);
  });

  test.each([
    ['a.yaml', '['.repeat(100_000), 'it is nested too deeply'],
    ['a.yaml', '{a: '.repeat(50_000), 'it is nested too deeply'],
    ['a.json', '['.repeat(100_000), 'it is nested too deeply'],
    ['a.yaml', 'a: b\n'.repeat(60_000), 'it is longer than 262144 characters'],
  ])('%s of %#: what no person writes is refused', (path, raw, why) => {
    expect(readConfig(path, raw)).toBe(why);
  });

  test.each(['['.repeat(100_000), '{a={a='.repeat(40_000)])(
    'a TOML nested without end is refused',
    (deep) => {
      expect(readConfig('a.toml', `a = ${deep}`)).toMatch(/^(?:Invalid TOML document|it is nested)/);
    },
  );

  hostileTest(
    'a version file is read or refused, and pollutes nothing',
    [fc.oneof(config, json.map((value) => JSON.stringify(value))), fc.constantFrom('Cargo.toml', 'pyproject.toml', 'Chart.yaml', 'package.json', 'package-lock.json', 'a.toml', 'a.yml', 'a.properties', 'a.py', 'VERSION')],
    (raw, path) => {
      readsOrThrows(() => {
        const read = readVersionsIn(path, raw);
        if ('statements' in read) for (const { value } of read.statements) expect(typeof value).toBe('string');
        else expect(read.fault.hint).not.toBe('');
      });
    },
  ); // prettier-ignore

  test('a version file nested without end is a fault', () => {
    for (const path of ['Chart.yaml', 'Cargo.toml', 'package.json'])
      expect(readVersionsIn(path, `version: ${'['.repeat(100_000)}`)).toHaveProperty('fault');
  });
});

hostileTest(
  'an event payload gives a context of plain text',
  [fc.oneof(json, spoilt(payload), spoilt({ ...payload, pull_request: { number: 1, head: { sha: 'a'.repeat(40) } } })), text],
  (event, word) => {
    const given = (typeof event === 'object' && event !== null ? event : {}) as EventPayload;
    const env = { ...runnerEnv, GITHUB_REF: word, GITHUB_ACTOR: word };
    const { context } = parseContext(env, given);
    const { repository, pullRequest } = context;
    for (const value of [repository.visibility, repository.ownerType, repository.fullName]) expect(typeof value).toBe('string');
    for (const value of [repository.description, repository.licence, repository.defaultBranch])
      expect(['string', 'undefined']).toContain(typeof value);
    if (pullRequest) expect(pullRequest.head).toMatch(/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/);
    expect(JSON.parse(JSON.stringify(context))).toEqual(context);
  },
); // prettier-ignore

const index = {
  schemaVersion: 2,
  mediaType: indexType,
  manifests: [{ mediaType: 'application/vnd.oci.image.manifest.v1+json', digest, size: 1, platform: { os: 'linux', architecture: 'amd64' } }],
}; // prettier-ignore
const statement = {
  _type: 'https://in-toto.io/Statement/v1',
  subject: [{ name: 'a', digest: { sha256: 'a'.repeat(64) } }],
  predicateType: 'https://slsa.dev/provenance/v1',
  predicate: {},
};

hostileTest(
  'what a registry answers is read or refused',
  [spoilt(index), spoilt(statement), json, text],
  (indexed, stated, any, word) => {
    readsOrThrows(() => {
      for (const entry of parseIndex(JSON.stringify(indexed)))
        expect(entry.digest).toMatch(/^sha256:[0-9a-f]{64}$/);
    }, TypeError);
    readsOrThrows(() => parseIndex(word), TypeError, SyntaxError);
    readsOrThrows(() => parseStatement(JSON.stringify(stated)), Error);
    readsOrThrows(() => parseChallenge(word));
    const { parameters } = parseChallenge(`Bearer realm="${word}",__proto__="x",constructor=y`);
    expect(Object.getPrototypeOf(parameters)).toBe(Object.prototype);
    readsOrThrows(() => readSbom('a.json', JSON.stringify(any)));
    readsOrThrows(() => sameSbom(any, indexed));
    readsOrThrows(() => hasSignatureOf(`[${JSON.stringify(any)}]`, digest));
  },
);
