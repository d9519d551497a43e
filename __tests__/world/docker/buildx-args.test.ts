import { describe, expect, test } from '@jest/globals';
import { type BuildPlan, scannedBuild } from '../../../src/plan/build.ts';
import { parsePlatform } from '../../../src/plan/oci/image-name.ts';
import { buildArgs, csvField, exportArgs } from '../../../src/world/docker/buildx-args.ts';
import { planOf } from '../../support/samples.ts';

describe('building an image', () => {
  const argv = (raw: Readonly<Record<string, string>>, platform = 0): readonly string[] => {
    const plan = planOf('v1.2.0', { raw: { labels: 'a=1', cache: 'none', ...raw } });
    return buildArgs({ ...plan.build, labels: [], annotations: [] }, plan.platforms[platform]!, {
      builder: 'b',
      metadataFile: '/t/m.json',
      secretNames: [['npm', 'BUILD_SECRET_0']],
    });
  };
  const head = (platform: string, name: string): readonly string[] => [
    'build',
    '--builder',
    'b',
    '--platform',
    platform,
    '--output',
    `type=image,${name},push-by-digest=true,name-canonical=true,push=true,oci-mediatypes=true,rewrite-timestamp=true`,
    '--metadata-file',
    '/t/m.json',
    '--progress',
    'plain',
  ];

  test('a scan is the same build, with the scanner for an SBOM', () => {
    const { build, platforms } = planOf('v1.2.0', { raw: { cache: 'none' } });
    const run = { builder: 'b', metadataFile: '/t/m.json', secretNames: [] };
    const [plain, scanned] = [build, scannedBuild(build)].map((one) => buildArgs(one, platforms[0]!, run));
    const attest = ['--attest', 'type=sbom,generator=docker/buildkit-syft-scanner:stable-1'];
    expect(scanned).toEqual(plain?.flatMap((word) => (word === '--sbom=false' ? attest : [word])));
  });

  test('one name', () => {
    expect(argv({})).toEqual([
      ...head('linux/amd64', 'name=ghcr.io/octo-org/app'),
      '--provenance=false',
      '--sbom=false',
      '--secret',
      'id=npm,env=BUILD_SECRET_0',
      '--',
      '.',
    ]);
  });

  test('everything at once, with what a shell or Docker’s CSV would take apart', () => {
    expect(
      argv(
        {
          image: 'ghcr.io/o/a\no/b',
          context: './dir with space',
          file: 'x/Dockerfile',
          target: 'final',
          'build-args': 'A=$(id); "q", b',
          'build-contexts': 'base=docker-image://alpine',
          'secret-files': 'key=/a,b"c',
          ssh: 'default',
          'buildkit-provenance': 'max',
        },
        1,
      ),
    ).toEqual([
      ...head('linux/arm64', '"name=ghcr.io/o/a,docker.io/o/b"'),
      '--provenance=mode=max',
      '--sbom=false',
      '--file',
      'x/Dockerfile',
      '--target',
      'final',
      '--build-arg',
      'A=$(id); "q", b',
      '--build-context',
      'base=docker-image://alpine',
      '--secret',
      'id=npm,env=BUILD_SECRET_0',
      '--secret',
      'id=key,"src=/a,b""c"',
      '--ssh',
      'default',
      '--',
      './dir with space',
    ]);
  });

  test.each([
    ['plain', 'plain'],
    ['a,b', '"a,b"'],
    ['a"b', '"a""b"'],
    ['a\nb', '"a\nb"'],
  ])('the field %j is %j', (text, field) => {
    expect(csvField(text)).toBe(field);
  });
});

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
  annotations: [{ key: 'c', value: 'd', index: true, manifest: true }],
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
