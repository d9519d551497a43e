import { describe, expect, test } from '@jest/globals';
import { metadataTags, type Pushed } from './metadata-tags.ts';

const tag = (name: string): Pushed => ({
  ...{ kind: 'tag', name, sha: '0123456789abcdef', defaultBranch: 'main' },
});
const main: Pushed = { kind: 'branch', name: 'main', sha: '0123456789abcdef', defaultBranch: 'main' };
const forms =
  'type=semver,pattern={{version}}\ntype=semver,pattern={{major}}.{{minor}}\ntype=semver,pattern={{major}}\ntype=sha';

describe('the tags of docker/metadata-action', () => {
  test.each<[string, string, Pushed, readonly string[]]>([
    [forms, '', tag('v1.2.3'), ['1.2.3', '1.2', '1', 'sha-0123456', 'latest']],
    [forms, '', tag('v1.2.3-rc.1'), ['1.2.3-rc.1', 'sha-0123456']],
    [forms, 'latest=false', tag('v1.2.3'), ['1.2.3', '1.2', '1', 'sha-0123456']],
    ['type=semver,pattern={{version}}', 'suffix=-amd64\nlatest=false', tag('v1.2.3'), ['1.2.3-amd64']],
    ['type=semver,pattern=v{{version}}', '', main, []],
    ['type=raw,value=latest,enable={{is_default_branch}}', '', main, ['latest']],
    ['type=raw,value=latest,enable={{is_default_branch}}', '', tag('v1.2.3'), []],
    ['type=ref,event=branch\nedge', '', main, ['main', 'edge']],
  ])('%j with %j', (tags, flavor, pushed, made) => {
    expect(metadataTags(tags, flavor, pushed)).toEqual(made);
  });

  test('of a kind that is not known are an error', () => {
    expect(() => metadataTags('type=pep440', '', main)).toThrow('type=pep440');
  });
});
