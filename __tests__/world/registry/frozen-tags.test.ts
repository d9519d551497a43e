import { Readable } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import type { Http } from '../../../src/world/http/request.ts';
import { frozenTags, rulesIn } from '../../../src/world/registry/frozen-tags.ts';

const retryPolicy = { attempts: 2, firstMs: 1, maxMs: 1 };
const image = (registry: string, repository: string) => ({
  name: `${registry}/${repository}`,
  registry,
  repository,
});
/** Docker Hub, as far as it tells of a repository's rules (docker/docs#23179). */
function hub(status: number, body: unknown): { readonly http: Http; readonly asked: string[] } {
  const asked: string[] = [];
  const http: Http = ({ url, headers }) => {
    asked.push(`${url} ${JSON.stringify(headers)}`);
    return Promise.resolve({
      status,
      headers: {},
      url,
      body: Readable.from([Buffer.from(JSON.stringify(body))]),
    });
  };
  return { http, asked };
}
const settings = (enabled: boolean, ...rules: readonly string[]) => ({
  name: 'app',
  immutable_tags_settings: { enabled, rules },
});
const tags = ['v1.2.0', 'v1', 'latest'];

describe('O5 Docker Hub tells which tags never move', () => {
  test.each<[string, number, unknown, readonly string[]]>([
    ['all of them', 200, settings(true, '.*'), tags],
    ['those that match', 200, settings(true, '^v\\d+\\.\\d+\\.\\d+$'), ['v1.2.0']],
    ['none, where the rule is off', 200, settings(false, '.*'), []],
    ['none that is known, of a private repository', 404, { message: 'object not found' }, []],
    ['none that is known, where the rule is not read', 200, settings(true, '(?P<x>.*)'), []],
    ['none, before there were rules', 200, { name: 'app' }, []],
  ])('%s', async (_, status, body, frozen) => {
    const { http, asked } = hub(status, body);
    expect(await frozenTags({ http, retryPolicy }, image('docker.io', 'octo/app'), tags)).toEqual(frozen);
    expect(asked).toEqual([
      'https://hub.docker.com/v2/namespaces/octo/repositories/app {"accept":"application/json"}',
    ]);
  });

  test('and nobody else is asked', async () => {
    const { http, asked } = hub(200, settings(true, '.*'));
    for (const name of [image('ghcr.io', 'octo/app'), image('quay.io', 'octo/app')])
      expect(await frozenTags({ http, retryPolicy }, name, tags)).toEqual([]);
    expect(asked).toEqual([]);
  });

  test('what is no JSON has no rules', () => {
    expect(rulesIn('<html>')).toEqual([]);
    expect(rulesIn('null')).toEqual([]);
  });
});
