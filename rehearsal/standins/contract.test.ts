// The contract itself: what it lets pass and what it reports.
import { describe, expect, test } from '@jest/globals';
import { Contract } from './contract/contract.ts';
import { OPERATIONS } from './contract/operations.ts';

const contract = new Contract();

function request(
  method: string,
  target: string,
  body?: string,
  type = 'application/json',
): readonly string[] {
  const url = new URL(target, 'https://api.github.com');
  const match = contract.description.find(method, url.pathname);
  if (match === undefined) return ['no operation'];
  return [
    ...contract.parameters(match, url.searchParams),
    ...contract.body(match, type, Buffer.from(body ?? '')),
  ];
}

function response(method: string, path: string, status: number, body: unknown): readonly string[] {
  const match = contract.description.find(method, path)!;
  return contract.response(match, status, 'application/json', JSON.stringify(body));
}

describe('GitHub’s OpenAPI description', () => {
  test('every operation in use is in it, and no other', () => {
    expect(contract.description.operations.map(({ id }) => id).sort()).toEqual([...OPERATIONS].sort());
  });

  test.each([
    ['GET', '/repos/o/r/releases/latest', 'repos/get-latest-release'],
    ['GET', '/repos/o/r/releases/17', 'repos/get-release'],
    ['GET', '/repos/o/r/releases/tags/api/v1.0.0', 'repos/get-release-by-tag'],
    ['GET', '/repos/o/r/git/ref/tags/api/v1', 'git/get-ref'],
    ['GET', '/repos/o/r/compare/v1.0.0...v1.1.0', 'repos/compare-commits'],
    ['GET', '/orgs/o/attestations/sha256:ab', 'orgs/list-attestations'],
  ])('%s %s is %s', (method, path, id) => {
    expect(contract.description.find(method, path)?.operation.id).toBe(id);
  });

  test('path parameters are decoded', () => {
    const match = contract.description.find('GET', '/repos/o/r/releases/tags/api%2Fv1.0.0');
    expect(match?.parameters).toEqual({ owner: 'o', repo: 'r', tag: 'api/v1.0.0' });
  });
});

describe('requests', () => {
  const releases = '/repos/o/r/releases';

  test.each<[string, readonly string[], readonly [string, string, string?, string?]]>([
    ['a good one', [], ['POST', releases, '{"tag_name":"v1","make_latest":"false"}']],
    ['no operation', ['no operation'], ['GET', '/repos/o/r/nothing']],
    ['no body', ['missing request body'], ['POST', releases]],
    ['no JSON', ['the body is not JSON'], ['POST', releases, '{']],
    [
      'a missing property',
      ["body / must have required property 'tag_name'"],
      ['POST', releases, '{"name":"x"}'],
    ],
    ['a wrong type', ['body /draft must be boolean'], ['POST', releases, '{"tag_name":"v1","draft":"yes"}']],
    [
      'an unknown property',
      ['undocumented body property tag'],
      ['POST', releases, '{"tag_name":"v1","tag":"v1"}'],
    ],
    [
      'a value outside an enum',
      ['body /make_latest must be equal to one of the allowed values ["true","false","legacy"]'],
      ['POST', releases, '{"tag_name":"v1","make_latest":true}'.replace('true', '"yes"')],
    ],
    ['an unknown query parameter', ['undocumented query parameter size'], ['GET', `${releases}?size=5`]],
    [
      'a number that is none',
      ['query parameter per_page: / must be integer'],
      ['GET', `${releases}?per_page=ten`],
    ],
    ['a body where none belongs', ['the operation takes no body'], ['GET', releases, '{}']],
    [
      'another content type',
      ['content type text/plain is none of application/json'],
      ['POST', releases, '{}', 'text/plain'],
    ],
  ])('%s', (_, faults, [method, target, body, type]) => {
    expect(request(method, target, body, type)).toEqual(faults);
  });
});

describe('responses', () => {
  test.each<[string, number, unknown, readonly string[]]>([
    ['a documented error', 404, { message: 'Not Found' }, []],
    ['an error that any operation may give', 403, { message: 'no' }, []],
    ['a status nobody knows', 299, {}, ['status 299 is not documented']],
    [
      'half a release',
      200,
      { id: 1 },
      expect.arrayContaining(["/ must have required property 'tag_name'"]) as never,
    ],
  ])('%s', (_, status, body, faults) => {
    expect(response('GET', '/repos/o/r/releases/1', status, body)).toEqual(faults);
  });
});
