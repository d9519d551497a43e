import { describe, expect, test } from '@jest/globals';
import type { BuildPlan } from '../../src/plan/build.ts';
import { parsePlatform } from '../../src/plan/image-name.ts';
import { buildArgs, exportArgs } from '../../src/world/buildx.ts';

const found = parsePlatform('linux/arm/v7');
const platform = 'platform' in found ? found.platform : undefined;

const plan: BuildPlan = {
  images: ['ghcr.io/octo-org/signpost'],
  context: '.',
  buildArgs: [],
  buildContexts: [],
  secretFiles: [],
  ssh: [],
  labels: [['a', 'b']],
  annotations: [['c', 'd']],
  cache: {},
  provenance: 'none',
};
const run = { builder: 'b', target: 'binary', folder: '/tmp/out', secretNames: [] };
const frame = (middle: readonly string[], folder = 'dest=/tmp/out'): readonly string[] => [
  ...['build', '--builder', 'b', '--platform', 'linux/arm/v7', '--output', `type=local,${folder}`],
  ...['--progress', 'plain', '--provenance=false', '--sbom=false'],
  ...middle,
];

describe('exporting a target', () => {
  test.each<[string, Partial<BuildPlan>, Partial<typeof run>, readonly string[]]>([
    ['with nothing but the target', {}, {}, frame(['--target', 'binary', '--', '.'])],
    [
      'of another Dockerfile',
      { file: 'docker/File', target: 'web' },
      {},
      frame(['--file', 'docker/File', '--target', 'binary', '--', '.']),
    ],
    [
      'with arguments and contexts',
      { buildArgs: [['A', '1,2']], buildContexts: [['x', '../x']], context: 'app' },
      {},
      frame(['--target', 'binary', '--build-arg', 'A=1,2', '--build-context', 'x=../x', '--', 'app']),
    ],
    [
      'reads its own platform’s cache and writes none',
      {
        cache: {
          'linux/arm/v7': { from: ['type=gha,scope=v7'], to: ['type=gha,scope=v7,mode=max'] },
          'linux/amd64': { from: ['no'], to: [] },
        },
      },
      {},
      frame(['--target', 'binary', '--cache-from', 'type=gha,scope=v7', '--', '.']),
    ],
    [
      'names secrets, and holds none',
      { secretFiles: [['npm', '/a,b']], ssh: ['default'] },
      { secretNames: [['tok', 'BUILD_SECRET_0']] as never },
      frame([
        '--target',
        'binary',
        '--secret',
        'id=tok,env=BUILD_SECRET_0',
        '--secret',
        'id=npm,"src=/a,b"',
        '--ssh',
        'default',
        '--',
        '.',
      ]),
    ],
    [
      'into a folder with a comma',
      {},
      { folder: '/tmp/a,b' },
      frame(['--target', 'binary', '--', '.'], '"dest=/tmp/a,b"'),
    ],
    [
      'without BuildKit’s provenance, which would be a file among the others',
      { provenance: 'max' },
      {},
      frame(['--target', 'binary', '--', '.']),
    ],
  ])('%s', (_, planned, given, argv) => {
    expect(exportArgs({ ...plan, ...planned }, platform!, { ...run, ...given })).toEqual(argv);
  });

  test('takes the same sources, arguments and secrets as the image, so that nothing is compiled twice', () => {
    const full: BuildPlan = {
      ...plan,
      file: 'F',
      buildArgs: [['A', '1']],
      buildContexts: [['x', 'y']],
      secretFiles: [['s', 'f']],
      ssh: ['default'],
      cache: { 'linux/arm/v7': { from: ['type=gha'], to: [] } },
    };
    const secretNames = [['tok', 'BUILD_SECRET_0']] as const;
    const image = buildArgs(full, platform!, { builder: 'b', metadataFile: 'm', secretNames });
    const exported = exportArgs(full, platform!, { ...run, secretNames });
    for (const flag of ['--file', '--build-arg', '--build-context', '--cache-from', '--secret', '--ssh']) {
      const valuesIn = (argv: readonly string[]): readonly string[] =>
        argv.filter((_, at) => argv[at - 1] === flag);
      expect(valuesIn(exported)).toEqual(valuesIn(image));
      expect(valuesIn(exported).length).toBeGreaterThan(0);
    }
  });
});
