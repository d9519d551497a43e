import { describe, expect, test } from '@jest/globals';
import * as fc from '../../support/property.ts';
import { parseImageName, parsePlatform } from '../../../src/plan/oci/image-name.ts';
import { cpuSeconds } from '../../support/cpu-time.ts';

const nameOf = (text: string): string => {
  const result = parseImageName(text);
  return 'image' in result
    ? `${result.image.registry} ${result.image.repository}`
    : `fault: ${result.fault.hint}`;
};

describe('image names', () => {
  test.each([
    ['ghcr.io/octo-org/app', 'ghcr.io octo-org/app'],
    ['ghcr.io/octo-org/group/app', 'ghcr.io octo-org/group/app'],
    ['alpine', 'docker.io library/alpine'],
    ['octo/app', 'docker.io octo/app'],
    ['docker.io/octo/app', 'docker.io octo/app'],
    ['docker.io/alpine', 'docker.io library/alpine'],
    ['index.docker.io/octo/app', 'docker.io octo/app'],
    ['registry-1.docker.io/octo/app', 'docker.io octo/app'],
    ['localhost/app', 'localhost app'],
    ['localhost:5000/app', 'localhost:5000 app'],
    ['127.0.0.1:5000/a/b', '127.0.0.1:5000 a/b'],
    ['[::1]:5000/app', '[::1]:5000 app'],
    ['registry.example.com:8443/a__b/c-d.e', 'registry.example.com:8443 a__b/c-d.e'],
    ['registry/app', 'docker.io registry/app'],
  ])('%s', (text, expected) => {
    expect(nameOf(text)).toBe(expected);
  });

  test('the whole name is the one that tools are given', () => {
    expect(parseImageName('octo/app')).toEqual({
      image: { name: 'docker.io/octo/app', registry: 'docker.io', repository: 'octo/app' },
    });
  });

  test.each([
    ['ghcr.io/o/app:v1', 'with: { image: ghcr.io/o/app }'],
    ['app:v1', 'with: { image: app }'],
    ['localhost:5000/app:v1', 'with: { image: localhost:5000/app }'],
    [`ghcr.io/o/app@sha256:${'a'.repeat(64)}`, 'with: { image: ghcr.io/o/app }'],
  ])('%s has a tag or digest, and the hint is without', (text, hint) => {
    expect(nameOf(text)).toBe(`fault: ${hint}`);
  });

  test.each([
    '',
    '/',
    'ghcr.io/',
    'ghcr.io//app',
    'ghcr.io/-app',
    'ghcr.io/a..b',
    'ghcr.io/a___b',
    'ghcr.io/o/app name',
    'ghcr.io/../app',
    `ghcr.io/${'a'.repeat(250)}`,
    '${{ github.repository }}',
  ])('%j is refused', (text) => {
    expect(nameOf(text)).toBe(
      'fault: with: { image: ghcr.io/owner/name }   # lower case letters, digits, and . _ - between them',
    );
  });

  test.each([
    ['ghcr.io/Octo/App', 'ghcr.io/octo/app'],
    ['Octo-Org/App', 'octo-org/app'],
    ['https://ghcr.io/o/app', 'ghcr.io/o/app'],
    ['ghcr.io/o/app/', 'ghcr.io/o/app'],
  ])('%s is refused, and the hint is what was meant', (text, meant) => {
    expect(nameOf(text)).toBe(
      `fault: with: { image: ${meant} }   # lower case letters, digits, and . _ - between them`,
    );
  });

  test('whatever is taken names itself, and no URL can be made of it that leaves its path', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[a-zA-Z0-9./:@_[\]-]{1,40}$/)), (text) => {
        const result = parseImageName(text);
        if (!('image' in result)) return;
        expect(parseImageName(result.image.name)).toEqual(result);
        const { pathname, search, hash } = new URL(`https://h/v2/${result.image.repository}/x`);
        expect([pathname, search, hash]).toEqual([`/v2/${result.image.repository}/x`, '', '']);
      }),
    );
  });

  test('an endless name is refused in no time', () => {
    const took = cpuSeconds(() => {
      nameOf(`ghcr.io/${'a-'.repeat(50_000)}`);
      nameOf(`${'a.'.repeat(50_000)}/x!`);
      nameOf('a-'.repeat(50_000));
    });
    expect(took).toBeLessThan(0.5);
  });
});

describe('platforms', () => {
  test.each([
    ['linux/amd64', 'linux/amd64'],
    ['LINUX/AMD64', 'linux/amd64'],
    ['linux/amd64/v1', 'linux/amd64'],
    ['linux/amd64/v3', 'linux/amd64/v3'],
    ['linux/x86_64', 'linux/amd64'],
    ['linux/arm64/v8', 'linux/arm64'],
    ['linux/aarch64', 'linux/arm64'],
    ['linux/arm', 'linux/arm/v7'],
    ['linux/arm/v7', 'linux/arm/v7'],
    ['linux/arm/v6', 'linux/arm/v6'],
    ['linux/armhf', 'linux/arm/v7'],
    ['linux/armel', 'linux/arm/v6'],
    ['linux/386', 'linux/386'],
    ['linux/riscv64', 'linux/riscv64'],
    ['windows/amd64', 'windows/amd64'],
  ])('%s is %s', (text, name) => {
    const result = parsePlatform(text);
    const [os, architecture, variant] = name.split('/');
    expect(result).toEqual({
      platform: { name, os, architecture, ...(variant === undefined ? {} : { variant }) },
    });
  });

  test.each([
    '',
    'linux',
    'amd64',
    'linux/',
    'linux/vax',
    'darwin/arm64',
    'linux/arm/7',
    'linux/arm64/v8/x',
    'linux/constructor',
    'linux/__proto__',
  ])('%j is none', (text) => {
    expect(parsePlatform(text)).toHaveProperty('fault');
  });
});
