// What an input is that an expression of the workflow left empty, as `${{ inputs.attest }}` does in a run that has no inputs.
import type { RawInputs } from './reader.ts';

/**
 * The runner hands an empty text over as it stands, and not the default of action.yml. Read as it stands it would be a choice that
 * nobody has made: no attestation, or no pointer. What is not here is told as a fault (platforms, github-token), or is a choice when it is
 * empty (image-tag-prefix, checksums).
 */
export const whenEmpty: RawInputs = {
  mode: 'release',
  floating: 'minor,major,latest',
  latest: 'release',
  'make-latest': 'auto',
  'git-tags': 'none',
  context: '.',
  builder: 'auto',
  builds: 'any',
  cache: 'auto',
  reproducible: 'true',
  sign: 'keyless',
  'sign-legacy': 'false',
  attest: 'true',
  deep: 'false',
  'buildkit-provenance': 'none',
  'fail-on-unmatched-files': 'true',
  'archive-name': '<name>_<version>_<os>_<arch>',
  'sign-assets': 'checksums',
  'changelog-style': 'full',
  notes: 'keep',
  draft: 'false',
  'buildx-version': '>=0.21.3',
  'cosign-version': '>=3.0.4 <4',
  'gh-version': '>=2.98.0',
  comment: 'false',
  timeout: '120m',
};

/** The inputs, with its default for each that is empty. */
export function filled(raw: RawInputs): RawInputs {
  const empty = Object.entries(whenEmpty).filter(([name]) => (raw[name] ?? '').trim() === '');
  return { ...raw, ...Object.fromEntries(empty) };
}
