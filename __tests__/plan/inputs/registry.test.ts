import { expect, test } from '@jest/globals';
import { registryOf } from '../../../src/plan/inputs/registry.ts';

test.each<[string, readonly string[], readonly string[], string | undefined, string]>([
  ['the only one', ['ghcr.io'], [], undefined, 'ghcr.io'],
  ['the only one, over an earlier login', ['quay.io'], ['quay.io'], undefined, 'quay.io'],
  ['the one beside ghcr.io', ['ghcr.io', 'docker.io'], [], undefined, 'docker.io'],
  ['the one without a login', ['ghcr.io', 'docker.io', 'quay.io'], ['quay.io'], undefined, 'docker.io'],
  ['the one that is named', ['docker.io', 'quay.io'], [], 'quay.io', 'quay.io'],
  [
    'Docker Hub by another of its names',
    ['docker.io', 'quay.io'],
    [],
    'https://index.docker.io/v1/',
    'docker.io',
  ],
  ['ghcr.io, where it is named', ['ghcr.io', 'quay.io'], [], 'ghcr.io', 'ghcr.io'],
])('%s', (_, registries, loggedIn, named, registry) => {
  expect(registryOf(registries, loggedIn, named)).toEqual({ registry });
});

test.each<[string, readonly string[], readonly string[], string | undefined, RegExp]>([
  ['two without a login', ['docker.io', 'quay.io'], [], undefined, /for which of docker\.io, quay\.io$/],
  ['two with one each', ['docker.io', 'quay.io'], ['docker.io', 'quay.io'], undefined, /for which of/],
  [
    'one that no image is at',
    ['docker.io'],
    [],
    'quay.io',
    /^registry: quay\.io is the registry of no image/,
  ],
])('refused: %s', (_, registries, loggedIn, named, message) => {
  expect(registryOf(registries, loggedIn, named)).toMatchObject({
    fault: { message: expect.stringMatching(message), hint: expect.stringContaining('with: { registry: ') },
  });
});
