import { describe, expect, test } from '@jest/globals';
import { commitSha, tagName } from '../../../src/plan/brands.ts';
import type { BuildPlan } from '../../../src/plan/build.ts';
import { type AnchorFacts, anchorOf, anchorType } from '../../../src/plan/handover/anchor.ts';
import { dockerfilePath, hashOfInputs } from '../../../src/plan/handover/inputs.ts';
import { parsePlatform } from '../../../src/plan/oci/image-name.ts';
import { contextOf, planOf } from '../../support/samples.ts';

const facts: AnchorFacts = {
  repository: 'Octo-Org/App',
  commit: commitSha('c'.repeat(40)),
  tag: tagName('v1.2.0'),
  platform: 'linux/arm64',
  inputs: 'a'.repeat(64),
};

describe('the anchor', () => {
  test('is a manifest without layers of its own, the same for the same facts', () => {
    const { digest, bytes } = anchorOf(facts);
    expect(anchorOf({ ...facts }).digest).toBe(digest);
    // The order in which facts are given says nothing.
    const turned = Object.fromEntries(Object.entries(facts).reverse()) as unknown as AnchorFacts;
    expect(anchorOf(turned).digest).toBe(digest);
    const manifest: unknown = JSON.parse(bytes.toString());
    expect(manifest).toMatchObject({ schemaVersion: 2, artifactType: anchorType });
    expect(bytes.length).toBeLessThan(1000);
  });

  test.each<[string, Partial<AnchorFacts>]>([
    ['repository', { repository: 'Octo-Org/Other' }],
    ['commit', { commit: commitSha('d'.repeat(40)) }],
    ['tag', { tag: tagName('v1.2.1') }],
    ['platform', { platform: 'linux/arm/v7' }],
    ['inputs', { inputs: 'b'.repeat(64) }],
  ])('is another one for another %s', (_, other) => {
    expect(anchorOf({ ...facts, ...other }).digest).not.toBe(anchorOf(facts).digest);
  });
});

const workspace = '/home/runner/work/App/App';
const platformOf = (text: string) => {
  const parsed = parsePlatform(text);
  if ('fault' in parsed) throw new Error(parsed.fault.message);
  return parsed.platform;
};
const arm = platformOf('linux/arm64');
const hash = (raw: Readonly<Record<string, string>> = {}, dockerfile = 'f'.repeat(64)): string =>
  hashOfInputs(planOf('v1.2.0', { raw }).build, arm, { workspace, dockerfile: { sha256: dockerfile } });

describe('the hash of the inputs', () => {
  test.each<[string, Readonly<Record<string, string>>]>([
    ['context', { context: 'app' }],
    ['file', { file: 'docker/Dockerfile' }],
    ['target', { target: 'release' }],
    ['build-args', { 'build-args': 'A=1' }],
    ['build-contexts', { 'build-contexts': 'base=docker-image://alpine:3.21' }],
    ['labels', { labels: 'a=b' }],
    ['annotations', { annotations: 'manifest:a=b' }],
    ['annotations of the platform', { annotations: 'manifest[linux/arm64]:a=b' }],
    ['buildkit-provenance', { 'buildkit-provenance': 'max' }],
    ['reproducible', { reproducible: 'false' }],
    ['image', { image: 'ghcr.io/octo-org/other' }],
  ])('is another one for another %s', (_, raw) => {
    expect(hash(raw)).toMatch(/^[0-9a-f]{64}$/);
    expect(hash(raw)).not.toBe(hash());
  });

  test('is another one for another Dockerfile of the same name', () => {
    expect(hash({}, 'e'.repeat(64))).not.toBe(hash());
  });

  test.each<[string, Readonly<Record<string, string>>, Readonly<Record<string, string>>]>([
    ['the cache', { cache: 'none' }, { cache: 'registry' }],
    ['other platforms', { platforms: 'linux/arm64' }, { platforms: 'linux/amd64,linux/arm64' }],
    [
      "another platform's annotations",
      { annotations: 'manifest[linux/amd64]:a=b' },
      { annotations: 'manifest[linux/amd64]:a=c' },
    ],
    ['the order of build-args', { 'build-args': 'A=1\nB=2' }, { 'build-args': 'B=2\nA=1' }],
    ['how a path is written', { context: './app' }, { context: `${workspace}/app` }],
    ['secrets', { secrets: 'token=one' }, { secrets: 'token=two' }],
    ['who signs', { sign: 'none' }, { sign: 'keyless' }],
  ])('does not depend on %s', (_, one, other) => {
    expect(hash(one)).toBe(hash(other));
  });

  test('is the same in another folder, on another kind of runner', () => {
    const context = contextOf({ RUNNER_ARCH: 'ARM64', RUNNER_ENVIRONMENT: 'self-hosted' });
    const { build } = planOf('v1.2.0', { context });
    const dockerfile = { sha256: 'f'.repeat(64) };
    expect(hashOfInputs(build, arm, { workspace: '/srv/work', dockerfile })).toBe(hash());
  });

  test('knows a Dockerfile outside the workspace by its content alone', () => {
    const of = (file: string, at: string): string =>
      hashOfInputs({ ...planOf().build, file }, arm, {
        workspace: at,
        dockerfile: { sha256: 'f'.repeat(64) },
      });
    expect(of('/tmp/one/Dockerfile', '/w/1')).toBe(of('/tmp/two/Dockerfile', '/w/2'));
    expect(of('/tmp/one/Dockerfile', '/w/1')).not.toBe(of('Dockerfile', '/w/1'));
  });

  test.each<[Pick<BuildPlan, 'context' | 'file'>, string | undefined]>([
    [{ context: '.' }, `${workspace}/Dockerfile`],
    [{ context: 'app' }, `${workspace}/app/Dockerfile`],
    [{ context: 'app', file: 'docker/one' }, `${workspace}/docker/one`],
    [{ context: 'https://github.com/octo-org/app.git#v1' }, undefined],
    [{ context: 'git@github.com:octo-org/app.git' }, undefined],
    [{ context: 'github.com/octo-org/app', file: 'one' }, undefined],
    [{ context: '.', file: 'https://example.org/Dockerfile' }, undefined],
  ])('of %j reads %s', (build, path) => {
    expect(dockerfilePath(build, workspace)).toBe(path);
  });
});
