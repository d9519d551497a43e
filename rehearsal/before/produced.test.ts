import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readWorkflowFile } from '../runner/recipe.ts';
import { producedBy, unaccounted } from './produced.ts';

const FIXTURES = join(import.meta.dirname, 'fixtures');
const pushed = (kind: 'tag' | 'branch', name: string) => ({
  ...{ kind, name, sha: '0123456789abcdef', defaultBranch: 'main' },
});

describe('what a workflow leaves', () => {
  test('with one job a platform and an index', async () => {
    const workflow = await readWorkflowFile(join(FIXTURES, 'barycenter.yml'));
    const made = await producedBy(workflow, pushed('tag', 'v1.2.3'));
    expect([...made.tags].sort()).toEqual(
      ['1', '1.2', '1.2.3', '1.2.3-amd64', '1.2.3-arm64', 'latest', 'sha-0123456'].sort(),
    );
    expect(made).toMatchObject({
      ...{ assets: [], proofs: ['provenance'], other: [] },
      permissions: { contents: 'write', packages: 'write', 'id-token': 'write', attestations: 'write' },
    });
    expect(made.labels).toHaveLength(8);
  });

  test('with goreleaser: on a tag', async () => {
    const workflow = await readWorkflowFile(join(FIXTURES, 'api-test.yml'));
    const file = join(FIXTURES, 'api-test.goreleaser.yml');
    const made = await producedBy(workflow, pushed('tag', 'v0.4.0'), file);
    expect(made.tags).toEqual(['v0.4.0-amd64', 'v0.4.0-arm64', 'v0.4.0', 'v0.4', 'v0']);
    expect(made.assets).toEqual([
      ...['linux', 'darwin'].flatMap((os) =>
        ['amd64', 'arm64'].map((arch) => `signpost_0.4.0_${os}_${arch}.tar.gz`),
      ),
      ...['signpost_0.4.0_windows_amd64.zip', 'signpost_0.4.0_windows_arm64.zip'],
      ...['checksums.txt', 'checksums.txt.sig', 'checksums.txt.pem'],
    ]);
    expect(made).toMatchObject({ proofs: ['signature'], other: ['homebrew tap'] });
  });

  test('with goreleaser: on main', async () => {
    const workflow = await readWorkflowFile(join(FIXTURES, 'api-test.yml'));
    expect(await producedBy(workflow, pushed('branch', 'main'))).toMatchObject({
      ...{ tags: ['latest'], assets: [] },
    });
  });
});

test('what is gone and named nowhere is told; versions stand in the page as 1.2.0', () => {
  const page = '| **lost:** `1.2.0-amd64` | pull by platform |\n| `1.2` | the same |\n';
  expect(unaccounted(['2.0.1', '2.0.1-amd64', '2.0', '1.2'], ['2.0.1'], page, '2.0.1')).toEqual([
    '2.0',
    '1.2',
  ]);
});
