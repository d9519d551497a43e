// One screen about a stranger's repository: what this action would do with it, the workflow for it, and what would not work.
import { parse, stringify } from 'yaml';
import { parseTag } from '../../src/plan/version/version.ts';
import { inspectDockerfile } from './dockerfile.ts';
import type { RepositoryFacts } from './repository.ts';

export interface Advice {
  readonly lines: readonly string[];
  /** The workflow file that is proposed. */
  readonly workflow: string;
  readonly warnings: readonly string[];
}

/** Files that state a version, as the input `version-files` reads them. */
const VERSION_FILES = /^(?:Cargo\.toml|package\.json|pyproject\.toml|(?:[\w-]+\/)?Chart\.yaml)$/;
/** Actions that this one takes the place of. */
const REPLACED =
  /^(?:docker\/(?:setup-qemu|setup-buildx|login|metadata|build-push|bake)-action|sigstore\/cosign-installer|actions\/attest[\w-]*|softprops\/action-gh-release)@/;

const few = (values: readonly string[], most = 3): string =>
  values.length <= most
    ? values.join(', ')
    : `${values.slice(0, most).join(', ')} and ${values.length - most} more`;

/** The names of tag forms that are near a version and are none here: `1.2.3`, `release-1.2.3`. */
function otherForms(tags: readonly string[]): readonly string[] {
  return tags.filter((tag) => parseTag(tag, '') === undefined && /\d+\.\d+/.test(tag) && !tag.includes('/'));
}

/** Tag prefixes of components: `api/` of `api/v1.2.0`. */
function prefixes(tags: readonly string[]): readonly string[] {
  const found = tags.flatMap((tag) => {
    const prefix = tag.slice(0, tag.lastIndexOf('/') + 1);
    return prefix !== '' && parseTag(tag, prefix) !== undefined ? [prefix] : [];
  });
  return [...new Set(found)];
}

/** Steps of other actions that this one does, per workflow file that releases. */
function replaced({ texts }: RepositoryFacts): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const [path, text] of Object.entries(texts)) {
    if (!path.startsWith('.github/')) continue;
    const uses = [...text.matchAll(/^\s*(?:-\s+)?uses:\s*['"]?([^\s'"#]+)/gm)].filter(([, name = '']) =>
      REPLACED.test(name),
    );
    if (uses.length > 0) found.set(path, uses.length);
  }
  return found;
}

/** The forms of image tags that users pull today, as `image-tag-prefix` has them; the default's stay unsaid. */
function tagForms({ texts }: RepositoryFacts): string | undefined {
  const workflows = Object.entries(texts).filter(([path]) => path.startsWith('.github/'));
  // Of docker/metadata-action; `{{raw}}` is the Git tag.
  const patterns = workflows.flatMap(([, text]) => [
    ...text.matchAll(/type=semver,[^\n'"]*?pattern=([^\s,'"]*)(?=\{\{(?:version|raw)\}\})\{\{(\w+)/g),
  ]);
  const bare = patterns.some(([, lead, what]) => lead === '' && what === 'version');
  const led = patterns.some(([, lead, what]) => lead === 'v' || what === 'raw');
  return bare ? (led ? 'v,none' : 'none') : undefined;
}

/** The Dockerfile of the repository: at its root, or the one with the shortest path. */
export function dockerfileOf({ files }: Pick<RepositoryFacts, 'files'>): string | undefined {
  const all = files.filter((path) => /(?:^|\/)Dockerfile$/.test(path));
  return all.find((path) => path === 'Dockerfile') ?? all.sort((a, b) => a.length - b.length)[0];
}

function inputsFor(facts: RepositoryFacts, dockerfile: string | undefined, stages: readonly string[]) {
  const { files } = facts;
  const versions = files.filter((path) => VERSION_FILES.test(path));
  const [migrations] = files.filter((path) => /(?:^|\/)migrations\/[^/]+\.sql$/.test(path));
  const sample = files.find((path) =>
    /^(?:config|settings)[.-](?:example|sample)\.\w+$|^\.env\.example$/.test(path),
  );
  const forms = tagForms(facts);
  const binary = stages.find((stage) => /^binar(?:y|ies)$/.test(stage));
  return {
    ...(dockerfile !== undefined && dockerfile !== 'Dockerfile' && { file: dockerfile }),
    ...(forms !== undefined && { 'image-tag-prefix': forms }),
    ...(versions.length > 0 && { 'version-files': `${versions.join('\n')}\n` }),
    ...(files.includes('CHANGELOG.md') && { 'changelog-file': 'CHANGELOG.md' }),
    ...(migrations !== undefined && {
      migrations: `${migrations.slice(0, migrations.lastIndexOf('/'))}/*.sql`,
    }),
    ...(sample !== undefined && { 'config-example': sample }),
    ...(binary !== undefined && { binaries: binary }),
  };
}

function workflowFor(inputs: object): string {
  const step = { uses: 'org/release-action@v1', ...(Object.keys(inputs).length > 0 && { with: inputs }) };
  const jobs = { release: { 'runs-on': 'ubuntu-latest', steps: [{ uses: 'actions/checkout@v6' }, step] } };
  return [
    'name: release',
    'on:',
    "  push: { tags: ['v*.*.*'] }",
    '  workflow_dispatch:',
    'permissions: { contents: write, packages: write, id-token: write, attestations: write }',
    stringify({ jobs }, { lineWidth: 0 }),
  ].join('\n');
}

function warningsFor(facts: RepositoryFacts, dockerfile: string | undefined): readonly string[] {
  if (dockerfile === undefined)
    return [
      'there is no Dockerfile: write one, or promote an image that another tool builds (from: oci-layout://…)',
    ];
  // The default context is the root, whatever folder the Dockerfile is in.
  const found = inspectDockerfile(facts.texts[dockerfile] ?? '', facts.files);
  const others = otherForms(facts.tags);
  const components = prefixes(facts.tags);
  const goreleaser = facts.files.find((path) => /^\.goreleaser\.ya?ml$/.test(path));
  return [
    ...found.notCommitted.map(
      (source) =>
        `${dockerfile} copies ${source}, which no commit has: build it in a stage of the Dockerfile, or hand it over by build-contexts`,
    ),
    ...found.needLogin.map(
      (image) => `the base image ${image} may ask for a login: put docker/login-action before the action`,
    ),
    ...found.onePlatform.map(
      (image) =>
        `${image} is of one platform, so the image of the other would hold its programs: FROM --platform=$BUILDPLATFORM for what compiles, no flag for what runs`,
    ),
    ...(others.length > 0
      ? [
          `${few(others)} ${others.length === 1 ? 'is' : 'are'} no release tag here: those are v1.2.3; earlier ones still say where the notes begin (previous-tag)`,
        ]
      : []),
    ...(components.length > 0
      ? [`tags of components (${few(components)}): one job each, with tag-prefix`]
      : []),
    ...(goreleaser === undefined
      ? []
      : [
          `${goreleaser}: keep it for what is no image, and give its archives over by files (docs/recipes/archives.md)`,
        ]),
  ];
}

/** The screen for a repository. */
export function advise(facts: RepositoryFacts): Advice {
  const dockerfile = dockerfileOf(facts);
  const stages =
    dockerfile === undefined ? [] : inspectDockerfile(facts.texts[dockerfile] ?? '', facts.files).stages;
  const workflow = workflowFor(inputsFor(facts, dockerfile, stages));
  const warnings = warningsFor(facts, dockerfile);
  const releases = facts.tags.filter((tag) => parseTag(tag, '') !== undefined);
  const chains = [...replaced(facts)].map(([path, steps]) => `${path} (${steps} steps)`);
  parse(workflow);
  return {
    workflow,
    warnings,
    lines: [
      `${facts.slug ?? 'this repository'}, with this action:`,
      `  image     ${facts.slug === undefined ? 'ghcr.io/<owner>/<repo>' : `ghcr.io/${facts.slug.toLowerCase()}`}, ${dockerfile === undefined ? 'from no Dockerfile' : `from ${dockerfile}`}, for linux/amd64 and linux/arm64`,
      `  tags      ${releases.length > 0 ? `${releases.length} releases so far` : otherForms(facts.tags).length > 0 ? 'no release yet of the form v1.2.3' : 'no release yet: the first is v0.1.0 or v1.0.0'}`,
      ...(chains.length > 0 ? [`  replaces  ${few(chains)}`] : []),
      '',
      warnings.length === 0
        ? '  Nothing stands in the way that the files show.'
        : '  What would not work as it is:',
      ...warnings.map((warning) => `  - ${warning}`),
      '',
      '  .github/workflows/release.yml:',
      '',
      ...workflow
        .trimEnd()
        .split('\n')
        .map((line) => `    ${line}`),
      '',
    ],
  };
}
