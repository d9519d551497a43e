// Inputs that belong together, each group as typed data with the rules between its own inputs.
import { compact } from '../../compact.ts';
import { assetName, splitGlobs } from '../asset-names.ts';
import { type Annotation, annotationFaults, parseAnnotation } from '../annotations.ts';
import { archiveNameFaults } from '../archive-name.ts';
import type { Fault } from '../../errors.ts';
import { type Platform, parsePlatform } from '../oci/image-name.ts';
import type { RunnerChoice } from '../matrix.ts';
import type { InputReader, KeyForm } from './reader.ts';
import type { PointerPolicy } from '../tags/pointers.ts';
import type { BuildInputs, AssetInputs, ChangelogInputs } from './inputs.ts';
import { pathspec } from './pathspec.ts';

export function assetInputs(read: InputReader): AssetInputs {
  const given = read.optional('checksums');
  // As other inputs have it; an empty one is the same.
  const checksums = given === 'none' ? undefined : given;
  if (checksums !== undefined && /^(?:true|false|yes|no|on|off)$/i.test(checksums))
    read.fault(
      `checksums: "${checksums}" is no name of a file`,
      'with: { checksums: checksums.txt }   # or none',
    );
  if (checksums !== undefined && checksums !== assetName(checksums)) {
    read.fault(
      `checksums: "${checksums}" is not a name that an asset can have`,
      'with: { checksums: checksums.txt }',
    );
  }
  const listed = read.list('sbom');
  const sboms = listed.length === 1 && listed[0] === 'none' ? [] : [...new Set(listed)];
  for (const word of sboms.filter((one) => /^(?:true|false|yes|no|on|off)$/i.test(one)))
    read.fault(
      `sbom: "${word}" is no file`,
      'with: { sbom: auto }   # or none, or files: dist/sbom.spdx.json',
    );
  const template = read.text('archive-name');
  const binaries = read.optional('binaries');
  if (binaries !== undefined) {
    const named = readPlatforms(read);
    const distinct = named.filter((one, at) => named.findIndex(({ name }) => name === one.name) === at);
    for (const { message, hint } of archiveNameFaults(template, distinct)) read.fault(message, hint);
  }
  return compact({
    binaries,
    archiveName: template,
    files: read.lines('files').flatMap(splitGlobs),
    filesMustMatch: read.flag('fail-on-unmatched-files'),
    checksums,
    signEach: read.oneOf('sign-assets', ['checksums', 'each']) === 'each',
    sboms: sboms.filter((entry) => entry !== 'auto'),
    scan: sboms.includes('auto'),
  });
}

/** An entry of `image-tags` that follows the highest stable release; a tag has no `=`. */
const moves = /\s*=\s*moves$/;

export function pointerPolicy(read: InputReader): PointerPolicy {
  const entries = read.list('image-tags');
  const moving = entries.filter((entry) => moves.test(entry)).map((entry) => entry.replace(moves, ''));
  const floating = read.someOf('floating', ['minor', 'major', 'major-0', 'latest']);
  // `none` is a word for what YAML has no short one for; an empty input is the same.
  const given = read.list('image-tag-prefix').map((prefix) => (prefix === 'none' ? '' : prefix));
  const [imageTagPrefix = '', ...more] = new Set(given);
  return compact({
    floating: floating.filter((name) => name !== 'major-0'),
    majorZero: floating.includes('major-0') ? true : undefined,
    latest: read.oneOf('latest', ['release', 'branch', 'never']),
    makeLatest: read.oneOf('make-latest', ['auto', 'true', 'false']),
    gitTags: read.someOf('git-tags', ['minor', 'major']),
    imageTagPrefix,
    otherPrefixes: more.length === 0 ? undefined : more,
    tagPrefix: read.text('tag-prefix'),
    extraImageTags: entries.filter((entry) => !moves.test(entry)),
    movingImageTags: moving.length === 0 ? undefined : [...new Set(moving)],
  });
}

/** `--build-arg A=1` or `export A=1` would set an argument of that name, which no Dockerfile can have, and say nothing. */
const argument: KeyForm = { what: 'KEY', pattern: /^[^"\s-][^"\s]*$/ };
/** A label's key has no blank (Docker's own guidelines); what has one is the rest of a value that lacks its quotes. */
const label: KeyForm = { what: 'KEY', pattern: /^[^"\s]+$/ };

export function buildInputs(read: InputReader): BuildInputs {
  return compact({
    context: read.text('context'),
    file: read.optional('file'),
    target: read.optional('target'),
    buildArgs: read.pairs('build-args', argument),
    buildContexts: read.pairs('build-contexts', argument),
    secretFiles: read.pairs('secret-files', argument),
    ssh: read.list('ssh'),
    labels: read.pairs('labels', label),
    annotations: annotationsOf(read),
  });
}

function annotationsOf(read: InputReader): readonly Annotation[] {
  const annotations = read.pairs('annotations').flatMap((pair) => {
    const parsed = parseAnnotation(pair);
    if (!('fault' in parsed) && !/\s/.test(parsed.key)) return [parsed];
    // What has a blank in it is the rest of a value that lacks its quotes, as with labels.
    const { message, hint } =
      'fault' in parsed
        ? parsed.fault
        : {
            message: `annotations: ${JSON.stringify(parsed.key)} is no KEY: it has a blank`,
            hint: `with:\n  annotations: |\n    "KEY=first line\n    second line"   # a value of several lines stands in double quotes`,
          };
    read.fault(message, hint);
    return [];
  });
  // A build job has some of the platforms, and the annotations of all.
  if (read.text('mode') === 'build') return annotations;
  const names = readPlatforms(read).map(({ name }) => name);
  for (const { message, hint } of annotationFaults(annotations, names)) read.fault(message, hint);
  return annotations;
}

export function changelogInputs(read: InputReader): ChangelogInputs {
  return compact({
    types: read.text('changelog-types'),
    style: read.oneOf('changelog-style', ['full', 'short']),
    paths: read.lines('changelog-paths').map(pathspec),
    file: pathIn(read.optional('changelog-file')),
    notesFile: read.optional('notes-file'),
    header: read.text('notes-header'),
    footer: read.text('notes-footer'),
    configExample: pathIn(read.optional('config-example')),
    migrations: pathIn(read.optional('migrations')),
  });
}

/** One command a line; a backslash at the end of a line continues it on the next, as in a shell. */
export function gateCommands(read: InputReader): readonly string[] {
  return read
    .text('gate')
    .replace(/\\\r?\n\s*/g, ' ')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}

export function platforms(read: InputReader): readonly Platform[] {
  const found = read.list('platforms').flatMap((text) => take(read, parsePlatform(text), 'platform'));
  if (read.list('platforms').length === 0) {
    read.fault('platforms is empty', 'with: { platforms: "linux/amd64,linux/arm64" }');
  }
  return found.filter((platform, at) => found.findIndex((other) => other.name === platform.name) === at);
}

/** Those that can be read; the others are a fault already. */
function readPlatforms(read: InputReader): readonly Platform[] {
  return read.list('platforms').flatMap((text) => {
    const parsed = parsePlatform(text);
    return 'platform' in parsed ? [parsed.platform] : [];
  });
}

/** `linux/arm64=ubuntu-24.04-arm`, or several labels of one runner, comma-separated. */
export function runners(read: InputReader, known: readonly Platform[]): readonly RunnerChoice[] {
  const hint = "with: { runners: 'linux/arm64=ubuntu-24.04-arm' }   # or linux/arm64=self-hosted,linux,arm64";
  return read.lines('runners').flatMap((line) => {
    const [, text = '', list = ''] = /^([^=]+)=(.*)$/.exec(line) ?? [];
    const labels = list
      .split(',')
      .map((label) => label.trim())
      .filter((label) => label !== '');
    const [platform] = text === '' ? [] : take(read, parsePlatform(text.trim()), 'platform');
    if (text === '' || labels.length === 0) read.fault(`runners: "${line}" is not PLATFORM=LABEL`, hint);
    else if (platform && !known.some(({ name }) => name === platform.name))
      read.fault(`runners: ${platform.name} is not among the platforms`, hint);
    else if (platform) return [{ platform: platform.name, labels }];
    return [];
  });
}

/** As `gh attestation verify --signer-workflow` takes it, or shorter: a file of this repository's workflows. */
export function signerWorkflow(read: InputReader): string | undefined {
  const text = read.optional('signer-workflow');
  const form =
    /^(?:https:\/\/[\w.-]+\/)?(?:(?:[\w.-]+\/[\w.-]+\/|\.\/)?\.github\/workflows\/)?[^/@\s]+\.ya?ml(?:@[^@\s]+)?$/;
  if (text === undefined || form.test(text)) return text;
  read.fault(
    `signer-workflow: "${text}" is not a workflow file`,
    'with: { signer-workflow: release.yml }   # or owner/name/.github/workflows/release.yml@ref',
  );
  return undefined;
}

/** A file in .github/workflows, with or without its folder. */
export function workflowFile(read: InputReader): string | undefined {
  const text = read.optional('workflow');
  const file = text?.replace(/^(?:\.\/)?\.github\/workflows\//, '');
  if (file === undefined || /^[\w.-]+\.ya?ml$/.test(file)) return file;
  read.fault(`workflow: "${text ?? ''}" is not a workflow file`, 'with: { workflow: release.yml }');
  return undefined;
}

/** One of the four words alone, or full specs, which have a `=`: a slip of the pen must not choose another cache. */
export function cacheSpecs(read: InputReader): readonly string[] {
  const specs = read.lines('cache');
  const [only] = specs;
  const word = specs.length === 1 && /^(?:auto|gha|registry|none)$/.test(only ?? '');
  const unknown = word ? [] : specs.filter((spec) => !spec.includes('='));
  if (unknown.length > 0) {
    read.fault(
      `cache: ${unknown.map((spec) => `"${spec}"`).join(', ')} is not one of auto, gha, registry, none, nor a full spec`,
      'with: { cache: "type=registry,ref=ghcr.io/owner/name-buildcache" }   # or auto',
    );
  }
  return specs;
}

/** The value when reading went well; otherwise its fault is noted and nothing remains. */
export function take<Key extends string, Value>(
  read: InputReader,
  result: Readonly<Record<Key, Value>> | { readonly fault: Fault },
  key: Key,
): Value[] {
  if ('fault' in result) {
    read.fault(result.fault.message, result.fault.hint);
    return [];
  }
  return [result[key]];
}

/** As Git has paths: `./db/*.sql` is `db/*.sql`. */
function pathIn(path: string | undefined): string | undefined {
  return path?.replace(/^(?:\.\/+)+/, '');
}
