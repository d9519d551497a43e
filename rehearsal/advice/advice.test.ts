import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { parseInputs } from '../../src/plan/inputs/parse.ts';
import { advise } from './advice.ts';
import { inspectDockerfile } from './dockerfile.ts';
import { whyNotRehearsable } from './rehearsable.ts';
import { readRepository, type RepositoryFacts } from './repository.ts';

const facts = (more: Partial<RepositoryFacts> & { dockerfile?: string } = {}): RepositoryFacts => ({
  slug: 'Acme/Signpost',
  tags: ['v1.0.0'],
  files: ['Dockerfile', 'src/main.rs', ...(more.files ?? [])],
  texts: { Dockerfile: more.dockerfile ?? 'FROM scratch\nCOPY src /src\n', ...more.texts },
  ...(more.slug === undefined ? {} : { slug: more.slug }),
  ...(more.tags === undefined ? {} : { tags: more.tags }),
});

interface Proposed {
  readonly on: object;
  readonly jobs: {
    readonly release: {
      readonly steps: readonly { readonly uses: string; readonly with?: Record<string, string> }[];
    };
  };
}
const inputsOf = (workflow: string): Readonly<Record<string, string>> =>
  (parse(workflow) as Proposed).jobs.release.steps.at(-1)?.with ?? {};

describe('a Dockerfile that a fresh clone cannot build', () => {
  const files = ['Cargo.toml', 'src/main.rs', 'docker/run.sh', 'a b.txt'];
  test.each([
    ['COPY target/release/app /app', ['target/release/app']],
    ['COPY --chown=1:1 target/app Cargo.toml /app/', ['target/app']],
    ['ADD ["dist/app.tar.gz", "/"]', ['dist/app.tar.gz']],
    ['COPY src/ /src', []],
    ['COPY . .', []],
    ['COPY ./docker/*.sh /bin/', []],
    ['COPY Cargo.* ./', []],
    ['COPY --from=build /out/app /app', []],
    ['ADD https://example.org/a.tar /', []],
    ['COPY bin/${TARGETARCH}/app /app', []],
    ['COPY <<EOF /etc/motd\nhello\nEOF', []],
  ])('%s', (line, missing) => {
    expect(inspectDockerfile(`FROM scratch AS build\n${line}\n`, files).notCommitted).toEqual(missing);
  });

  test('a base image behind a login, also through an ARG; stages and open registries are none', () => {
    const text = [
      'ARG BASE=registry.acme.example:5000/base:1',
      'FROM ${BASE} AS one',
      'FROM one AS two',
      'FROM 1234.dkr.ecr.eu-west-1.amazonaws.com/x AS three',
      'FROM golang:1 AS four',
      'FROM acme/base AS five',
      'FROM ghcr.io/acme/base',
    ].join('\n');
    expect(inspectDockerfile(text, [])).toMatchObject({
      needLogin: ['registry.acme.example:5000/base:1', '1234.dkr.ecr.eu-west-1.amazonaws.com/x'],
      stages: ['one', 'two', 'three', 'four', 'five'],
    });
  });

  test('a base image of one platform; the build platform is none', () => {
    const text = 'FROM --platform=$BUILDPLATFORM golang AS build\nFROM --platform=linux/amd64 alpine\n';
    expect(inspectDockerfile(text, []).onePlatform).toEqual(['alpine (linux/amd64)']);
  });
});

describe('the screen', () => {
  test('proposes a workflow with what the files say, which the action takes', () => {
    const { workflow, warnings, lines } = advise(
      facts({
        files: [
          'Cargo.toml',
          'chart/Chart.yaml',
          'CHANGELOG.md',
          'db/migrations/1.sql',
          'config.example.yaml',
        ],
        dockerfile:
          'FROM rust AS build\nCOPY . .\nFROM scratch AS binary\nCOPY --from=build /a /a\nFROM binary\n',
      }),
    );
    expect(warnings).toEqual([]);
    const given = inputsOf(workflow);
    expect(given).toEqual({
      'version-files': 'Cargo.toml\nchart/Chart.yaml\n',
      'changelog-file': 'CHANGELOG.md',
      migrations: 'db/migrations/*.sql',
      'config-example': 'config.example.yaml',
      binaries: 'binary',
    });
    const action = parse(execFileSync('cat', ['action.yml'], { encoding: 'utf8' })) as {
      inputs: Record<string, { default?: unknown }>;
    };
    const usual = Object.fromEntries(
      Object.entries(action.inputs).map(([name, { default: value = '' }]) => [name, String(value)]),
    );
    expect(parseInputs({ ...usual, 'github-token': 'x', ...given }).faults).toEqual([]);
    expect(lines.length).toBeLessThan(60);
    expect(lines.join('\n')).toContain('ghcr.io/acme/signpost, from Dockerfile');
  });

  test('names what would not work, each with a remedy', () => {
    const { warnings, lines } = advise(
      facts({
        tags: ['1.2.3', 'release-1.1', 'api/v1.0.0', 'v0.9.0'],
        files: ['.goreleaser.yaml', '.github/workflows/release.yml'],
        texts: {
          '.github/workflows/release.yml':
            'steps:\n  - uses: docker/build-push-action@v6\n  - uses: softprops/action-gh-release@v2\n',
        },
        dockerfile: 'FROM registry.acme.example/base\nCOPY target/release/app /app\n',
      }),
    );
    expect(warnings).toEqual([
      expect.stringMatching(/^Dockerfile copies target\/release\/app, which no commit has: build it/),
      expect.stringMatching(
        /^the base image registry\.acme\.example\/base may ask for a login: put docker\/login-action/,
      ),
      expect.stringMatching(/^1\.2\.3, release-1\.1 are no release tag/),
      expect.stringMatching(/^tags of components \(api\/\): one job each, with tag-prefix/),
      expect.stringMatching(/^\.goreleaser\.yaml: keep it/),
    ]);
    expect(lines.join('\n')).toContain('replaces  .github/workflows/release.yml (2 steps)');
  });

  test('a repository without a Dockerfile is told what there is instead', () => {
    const { warnings } = advise({ slug: undefined, tags: [], files: ['main.go'], texts: {} });
    expect(warnings).toEqual([expect.stringMatching(/^there is no Dockerfile: write one, or promote/)]);
  });
});

describe('what is known before anything is started', () => {
  const why = (
    more: Parameters<typeof facts>[0],
    asked: Partial<Parameters<typeof whyNotRehearsable>[1]> = {},
  ): readonly string[] => whyNotRehearsable(facts(more), { event: 'push', with: {}, ...asked });
  const golang = 'FROM golang:1.24 AS build\nFROM gcr.io/distroless/static\nCOPY --from=build /a /a\n';
  const lacks = [
    expect.stringMatching(
      /lacks the base image golang:1\.24, gcr\.io\/distroless\/static\. Add --dockerfile/,
    ),
  ];

  test('base images that the rehearsal lacks, where it would build', () => {
    expect(why({ dockerfile: golang })).toEqual(lacks);
    expect(why({ dockerfile: golang }, { dockerfile: 'rehearsal' })).toEqual([]);
    expect(why({ dockerfile: golang }, { with: { mode: 'plan' } })).toEqual([]);
    expect(why({ dockerfile: 'ARG B=ghcr.io/octo-org/base:1\nFROM ${B}\n' })).toEqual([]);
    expect(why({ dockerfile: 'FROM scratch\n' })).toEqual([]);
  });

  test('a tag that nobody named', () => {
    expect(why({ tags: [] })).toEqual([
      expect.stringMatching(/^there is no version tag\. Name one with --tag v0/),
    ]);
    expect(why({ tags: ['1.0'] }, { tag: 'v0.1.0' })).toEqual([]);
    expect(why({ tags: [] }, { branch: 'main' })).toEqual([]);
    expect(why({ tags: ['v1.0.0'] }, { with: { 'tag-prefix': 'api/' } })).toEqual([
      expect.stringContaining('--tag api/v0.1.0'),
    ]);
  });

  test('a Dockerfile that HEAD lacks', () => {
    expect(why({}, { with: { file: 'other/Dockerfile' } })).toEqual([
      expect.stringMatching(/^there is no other\/Dockerfile in HEAD\. Add --dockerfile rehearsal/),
    ]);
  });
});

describe('a repository', () => {
  let dir: string;
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), 'advice-'));
    const git = (...argv: readonly string[]): string =>
      execFileSync('git', ['-C', dir, '-c', 'user.name=a', '-c', 'user.email=a@example.com', ...argv], {
        encoding: 'utf8',
      });
    git('init', '--quiet', '--initial-branch=main');
    git('remote', 'add', 'origin', 'git@github.com:Acme/sign.post.git');
    for (const [path, text] of [
      ['docker/Dockerfile', 'FROM scratch\nCOPY out/app /\n'],
      ['.gitignore', 'out\n'],
      ['out/app', 'x'],
    ] as const) {
      await mkdir(dirname(join(dir, path)), { recursive: true });
      await writeFile(join(dir, path), text);
    }
    git('add', '.');
    git('commit', '--quiet', '--message', 'start');
  });
  afterAll(() => rm(dir, { recursive: true, force: true }));

  test('that is none is named', async () => {
    await expect(readRepository('/')).rejects.toThrow('/ is not a git repository');
  });

  test('is read from its commit: what is built and ignored is not there', async () => {
    const read = await readRepository(dir);
    expect(read).toMatchObject({ slug: 'Acme/sign.post', files: ['.gitignore', 'docker/Dockerfile'] });
    const { workflow, warnings } = advise(read);
    expect(inputsOf(workflow)).toEqual({ file: 'docker/Dockerfile' });
    expect(warnings[0]).toMatch(/copies out\/app, which no commit has/);
  });
});

describe('the image tags that users pull today', () => {
  test.each([
    ['type=semver,pattern={{version}}', 'none'],
    ['type=semver,pattern=v{{version}}', undefined],
    ['type=semver,pattern={{raw}}', undefined],
    ['type=semver,pattern={{version}},suffix=-slim\n            type=semver,pattern=v{{version}}', 'v,none'],
    ['type=semver,enable=true,pattern={{version}}\n            type=semver,pattern={{raw}}', 'v,none'],
    ['type=semver,pattern={{major}}.{{minor}}', undefined],
    ['type=sha', undefined],
  ])('%j: image-tag-prefix is %j', (tags, prefix) => {
    const workflow = `jobs:\n  a:\n    steps:\n      - uses: docker/metadata-action@v5\n        with:\n          tags: |\n            ${tags}\n`;
    const { workflow: proposed } = advise(facts({ texts: { '.github/workflows/docker.yml': workflow } }));
    expect(inputsOf(proposed)['image-tag-prefix']).toBe(prefix);
  });

  test('a project whose tags have another form has no release yet of this one', () => {
    const { lines } = advise(facts({ tags: ['0.1.0'] }));
    expect(lines).toContain('  tags      no release yet of the form v1.2.3');
  });
});
