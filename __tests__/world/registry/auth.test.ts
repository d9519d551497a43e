import { expect, test } from '@jest/globals';
import { parseChallenge } from '../../../src/world/registry/auth.ts';

const token = { realm: 'https://git.example/v2/token', service: 'container_registry', scope: '*' };
const bearer = 'Bearer realm="https://git.example/v2/token",service="container_registry",scope="*"';

test.each<[string, string, object]>([
  [bearer, 'bearer', token],
  // Gitea and Forgejo send two headers, which Node joins.
  [`${bearer}, Basic realm="Gitea Container Registry"`, 'bearer', token],
  [`Basic realm="Gitea Container Registry", ${bearer}`, 'bearer', token],
  ['Negotiate, Basic realm="Registry"', 'basic', { realm: 'Registry' }],
  ['Negotiate YII=, Basic realm="Registry"', 'basic', { realm: 'Registry' }],
  [
    'BASIC realm="Sonatype Nexus Repository Manager"',
    'basic',
    { realm: 'Sonatype Nexus Repository Manager' },
  ],
  ['Basic', 'basic', {}],
  [
    'bearer realm=https://a.b/token , service = "x, y"',
    'bearer',
    { realm: 'https://a.b/token', service: 'x, y' },
  ],
  ['Bearer Realm="a \\"b\\" c"', 'bearer', { realm: 'a "b" c' }],
  ['Digest realm="x", nonce="y"', 'digest', { realm: 'x', nonce: 'y' }],
  ['', '', {}],
])('%j', (header, scheme, parameters) => {
  expect(parseChallenge(header)).toEqual({ scheme, parameters });
});
