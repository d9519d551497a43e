// Writes docs/inputs.md from action.yml: `npm run docs`.
import { readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'yaml';
import { format, resolveConfig } from 'prettier';

interface Declared {
  readonly description: string;
  readonly default?: string | boolean;
}

/** By what a person wants to do; each input of action.yml stands in one of them. */
export const groups: Readonly<Record<string, readonly string[]>> = {
  'What is released, and when': [
    ...['mode', 'tag', 'tag-prefix', 'workflow', 'previous-tag', 'version-files', 'release-branches'],
    ...['prerelease', 'draft', 'timeout', 'github-token'],
  ],
  'The image and its tags': [
    ...['image', 'image-tag-prefix', 'image-tags', 'floating', 'latest', 'make-latest', 'git-tags'],
    ...['registry', 'registry-username', 'registry-password'],
  ],
  'The build': [
    ...['platforms', 'context', 'file', 'target', 'build-args', 'build-contexts', 'labels', 'annotations'],
    ...['secrets', 'build-secrets', 'secret-files', 'ssh', 'ssh-key', 'cache', 'reproducible'],
  ],
  'Where it is built': ['builder', 'builder-nodes', 'builds', 'runners', 'from'],
  'Proof, and what is asked before anything is public': [
    ...['sign', 'cosign-key', 'cosign-password', 'sign-legacy', 'attest', 'sbom', 'buildkit-provenance'],
    ...['gate', 'signer-workflow', 'deep'],
  ],
  'Files of the release': [
    ...['files', 'fail-on-unmatched-files', 'binaries', 'archive-name', 'checksums', 'sign-assets'],
  ],
  'The notes': [
    ...['changelog-types', 'changelog-style', 'changelog-paths', 'changelog-file', 'notes-file', 'notes'],
    ...['notes-header', 'notes-footer', 'config-example', 'migrations', 'discussion-category'],
  ],
  'Tools, and the plan on a pull request': ['buildx-version', 'cosign-version', 'gh-version', 'comment'],
};

/** What an output looks like. */
const examples: Readonly<Record<string, string>> = {
  version: '1.2.0',
  tag: 'v1.2.0',
  'previous-tag': 'v1.1.0',
  prerelease: 'false',
  image: 'ghcr.io/owner/name@sha256:9f2d…',
  digest: 'sha256:9f2d…',
  'platform-digests': '{"linux/amd64":"sha256:4b1c…","linux/arm64":"sha256:07ae…"}',
  tags: '["ghcr.io/owner/name:v1.2.0","ghcr.io/owner/name:latest"]',
  moved: '{"ghcr.io/owner/name:latest":{"from":"sha256:88d0…","to":"sha256:9f2d…"}}',
  'release-url': 'https://github.com/owner/name/releases/tag/v1.2.0',
  'release-id': '204713551',
  assets: '[{"name":"checksums.txt","size":170,"sha256":"15df…"}]',
  manifest: '/home/runner/work/_temp/release-action-x/release.json',
  notes: '/home/runner/work/_temp/release-action-x/notes.md',
  verified: 'true',
  plan: '{"tag":"v1.2.0","images":[…],…}',
  matrix: '{"include":[{"platform":"linux/arm64","runner":["ubuntu-24.04-arm"]}]}',
};

const cell = (text: string): string => text.replaceAll(/[|<*_]/g, String.raw`\$&`);
const code = (text: string): string => (text === '' ? '' : `\`${text.replaceAll('|', String.raw`\|`)}\``);

/** The page, as prettier writes it. @throws Error that names inputs in no group, and outputs without an example. */
export async function inputsPage(): Promise<string> {
  const action = parse(readFileSync('action.yml', 'utf8')) as {
    readonly inputs: Readonly<Record<string, Declared>>;
    readonly outputs: Readonly<Record<string, Declared>>;
  };
  const placed = Object.values(groups).flat();
  const wrong = [
    ...Object.keys(action.inputs).filter((name) => !placed.includes(name)),
    ...placed.filter((name, at) => !(name in action.inputs) || placed.indexOf(name) !== at),
    ...Object.keys(action.outputs).filter((name) => !(name in examples)),
  ];
  if (wrong.length > 0) throw new Error(`scripts/readme.ts: give a group or an example: ${wrong.join(', ')}`);
  const row = (name: string): string => {
    const { default: value = '', description = '' } = action.inputs[name] ?? {};
    return `| ${code(name)} | ${code(String(value))} | ${cell(description)} |`;
  };
  const sections = Object.entries(groups).flatMap(([title, names]) => [
    `## ${title}`,
    '',
    '| input | default | meaning |',
    '| --- | --- | --- |',
    ...names.map(row),
    '',
  ]);
  const outputs = Object.entries(action.outputs).map(
    ([name, { description }]) => `| ${code(name)} | ${cell(description)} | ${code(examples[name] ?? '')} |`,
  );
  const text = [
    '# Inputs and outputs',
    '',
    'All of them have a default that suits a repository with a Dockerfile, and so has one that an expression leaves empty. Lists are one entry a line. Written by `npm run docs` from action.yml.',
    '',
    ...sections,
    '## Outputs',
    '',
    '| output | meaning | example |',
    '| --- | --- | --- |',
    ...outputs,
    '',
  ].join('\n');
  return format(text, { ...(await resolveConfig('docs/inputs.md')), parser: 'markdown' });
}

if (import.meta.main) writeFileSync('docs/inputs.md', await inputsPage());
