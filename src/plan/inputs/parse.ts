// Every input of action.yml as typed, checked data; all faults come back together.
import { compact } from '../../compact.ts';
import type { Fault } from '../../errors.ts';
import { builderNodes } from './builder-nodes.ts';
import { buildSecrets, builds } from './build-secrets.ts';
import { promotedSource, promotionFaults } from './from.ts';
import { readCosignKey } from './cosign-key.ts';
import { type ImageName, parseImageName } from '../oci/image-name.ts';
import { registryNameFault } from '../oci/registry-names.ts';
import {
  assetInputs,
  buildInputs,
  cacheSpecs,
  changelogInputs,
  gateCommands,
  platforms,
  pointerPolicy,
  runners,
  signerWorkflow,
  take,
  workflowFile,
} from './groups.ts';
import { type InputReader, type KeyForm, type RawInputs, makeReader } from './reader.ts';
import type { Inputs, Secrets } from './inputs.ts';
import { filled } from './when-empty.ts';

export interface ParsedInputs {
  readonly inputs: Inputs;
  readonly secrets: Secrets;
  readonly faults: readonly Fault[];
}

/** BuildKit looks secrets up by id; its clients name files and environment variables after it. */
const secretId: KeyForm = { what: 'ID', pattern: /^[\w.-]+$/ };

/** Reads the inputs as the workflow gave them; the runner has filled in the defaults of those that are not there. */
export function parseInputs(raw: RawInputs): ParsedInputs {
  const read = makeReader(filled(raw));
  const registryPassword = read.optional('registry-password');
  const mode = read.oneOf('mode', ['release', 'plan', 'verify', 'repoint', 'build', 'tag']);
  const sign = read.oneOf('sign', ['keyless', 'key', 'none']);
  const signs = mode === 'release' || mode === 'plan';
  const [key] = take(
    read,
    readCosignKey(read.optional('cosign-key'), { byKey: sign === 'key', signs, given: mode !== 'build' }),
    'key',
  );
  const githubToken = read.text('github-token');
  if (githubToken === '')
    read.fault('github-token is empty', 'with: { github-token: "${{ github.token }}" }');
  const asked = platforms(read);
  const inputs: Inputs = compact({
    mode,
    tag: read.optional('tag'),
    tagPrefix: read.text('tag-prefix'),
    workflow: workflowFile(read),
    previousTag: read.optional('previous-tag')?.replace(/^refs\/tags\//, ''),
    images: images(read),
    pointers: pointerPolicy(read),
    registry: read.optional('registry'),
    registryUsername: read.optional('registry-username'),
    build: buildInputs(read),
    platforms: asked,
    runners: runners(read, asked),
    builder: read.text('builder'),
    builderNodes: builderNodes(read, asked),
    builds: read.oneOf('builds', ['any', 'here', 'elsewhere']),
    from: promotedSource(read),
    cache: cacheSpecs(read),
    reproducible: read.flag('reproducible'),
    sign,
    cosignKms: key?.kind === 'kms' ? key.uri : undefined,
    cosignPublicKey: key?.kind === 'public' ? key.pem : undefined,
    signLegacy: read.flag('sign-legacy'),
    attest: read.flag('attest'),
    signerWorkflow: signerWorkflow(read),
    deep: read.flag('deep'),
    buildkitProvenance: read.oneOf('buildkit-provenance', ['none', 'min', 'max']),
    assets: assetInputs(read),
    changelog: changelogInputs(read),
    gate: gateCommands(read),
    versionFiles: read.list('version-files'),
    // As `github.ref` has a branch.
    releaseBranches: read.list('release-branches').map((entry) => entry.replace(/^(!?)refs\/heads\//, '$1')),
    draft: read.flag('draft'),
    words: read.oneOf('notes', ['keep', 'append', 'replace']),
    prerelease: read.optionalFlag('prerelease'),
    discussionCategory: read.optional('discussion-category'),
    tools: {
      buildx: read.text('buildx-version'),
      cosign: read.text('cosign-version'),
      gh: read.text('gh-version'),
    },
    comment: read.flag('comment'),
    timeoutSeconds: read.seconds('timeout'),
  });
  if (inputs.registry !== undefined && registryPassword === undefined) {
    read.fault(
      'registry says what registry-username and registry-password are for, and there is no password',
      'Give all three, or leave registry out; an image says its registry itself.',
    );
  }
  if ((registryPassword === undefined) !== (inputs.registryUsername === undefined)) {
    read.fault('registry-username and registry-password go together', 'Give both, or neither for ghcr.io.');
  }
  const sshKey = read.optional('ssh-key');
  if (sshKey !== undefined && inputs.build.ssh.some((one) => /^default(?:=|$)/.test(one))) {
    read.fault('ssh and ssh-key both give the default key', 'Give one of them.');
  }
  promotionFaults(read, inputs.assets);
  const secretLines = secretPairs(read);
  if (inputs.sign === 'none' && inputs.assets.signEach) {
    read.fault('sign-assets: each needs somebody who signs', 'with: { sign: keyless, sign-assets: each }');
  }
  if (inputs.sign === 'none' && inputs.signLegacy) {
    read.fault('sign-legacy needs somebody who signs', 'with: { sign: keyless, sign-legacy: true }');
  }
  return {
    inputs,
    secrets: compact({
      githubToken,
      build: [...secretLines, ...buildSecrets(read, secretLines)],
      sshKey,
      registryPassword,
      cosignKey: key?.kind === 'private' ? key.pem : undefined,
      // Not trimmed: a password may begin or end with a blank.
      cosignPassword: raw['cosign-password'],
    }),
    faults: read.faults,
  };
}

/** Each secret by the input that gave it. */
export function namedSecrets(secrets: Secrets): readonly { readonly name: string; readonly value: string }[] {
  const { githubToken, registryPassword, cosignKey, cosignPassword, sshKey, build } = secrets;
  return [
    { name: 'github-token', value: githubToken },
    { name: 'registry-password', value: registryPassword ?? '' },
    { name: 'cosign-key', value: cosignKey ?? '' },
    { name: 'ssh-key', value: sshKey ?? '' },
    { name: 'cosign-password', value: cosignPassword ?? '' },
    ...build.map(([id, value]) => ({ name: `${id} of secrets`, value })),
  ].filter(({ value }) => value !== '');
}

/**
 * What builds gets every secret that it is given. An expression gives an empty one where the secret is not set, or not handed on to
 * this workflow; jobs that build nothing, such as a plan of a fork's pull request, never see any.
 */
function secretPairs(read: InputReader): readonly (readonly [string, string])[] {
  const pairs = read.pairs('secrets', secretId);
  if (builds(read))
    for (const [id] of pairs.filter(([, value]) => value.trim() === ''))
      read.fault(
        `secrets: ${id} is empty: the secret that it is made of is not set for this workflow`,
        'gh secret set NAME   # or remove the line; a called workflow gets secrets from its caller: secrets: inherit',
      );
  return pairs;
}

/** The names to push to, as far as their registries' rules are known. */
function images(read: InputReader): readonly ImageName[] {
  const named = read.list('image').flatMap((text) => take(read, parseImageName(text), 'image'));
  // One image may be given twice, under two names of its registry.
  return [...new Map(named.map((image) => [image.name, image])).values()].filter((image) => {
    const fault = registryNameFault(image);
    if (fault !== undefined) read.fault(fault.message, fault.hint);
    return fault === undefined;
  });
}
