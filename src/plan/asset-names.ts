import { compact } from '../compact.ts';

// What assets are called: fixed names, names derived from others, and the entries of `files` taken apart.

/** The notes in full, where they do not fit into the release. */
export const notesName = 'release-notes.md';

/** The public key of `sign: key`, so that the release says how it is verified. */
export const keyName = 'cosign.pub';

/** The name of the Sigstore bundle beside an asset. */
export function bundleName(asset: string): string {
  return `${asset}.sigstore.json`;
}

/**
 * The name that GitHub gives to an uploaded file: what is not a letter, a digit or one of `. _ - + @` becomes a dot,
 * of several dots one stays, and dots at the ends go ("Upload a release asset" in the REST documentation; GitHub's own CLI
 * predicts names so). Applied beforehand, so that a checksum names what is downloaded. Empty where nothing but a file's
 * ending would be left.
 */
export function assetName(file: string): string {
  const name = file
    .replace(/[^\w.+@-]+/g, '.')
    .replace(/\.{2,}/g, '.')
    .replace(/^\.+|\.+$/g, '');
  // A name of which nothing but the ending is left would become the ending: `файл.tar.gz`.
  const ending = /^[^\w+@-]*[^\w.+@-][^\w+@-]*(?:\.\w+)+$/.exec(file);
  return ending ? '' : name;
}

/** The asset with the attestation of an SBOM: `sbom.sigstore.json`, or named after the file when there are several. */
export function sbomName(path: string, count: number): string {
  const base = count === 1 ? 'sbom' : path.slice(path.lastIndexOf('/') + 1).replace(/\.json$/i, '');
  // Of a name without a single letter that GitHub keeps, nothing is left.
  return bundleName(assetName(base) || 'sbom');
}

/** Splits `dist/*.deb#Debian package` into glob and label, as `gh release create` does. */
export function splitLabel(entry: string): { readonly glob: string; readonly label?: string } {
  const at = entry.indexOf('#', 1);
  if (at < 0) return { glob: entry };
  const label = entry.slice(at + 1).trim();
  return compact({ glob: entry.slice(0, at).trim(), label: label === '' ? undefined : label });
}

/** Splits a line of globs at its commas, except within braces and within a label: `a.txt,{b,c}.txt#One, two` are two. */
export function splitGlobs(line: string): readonly string[] {
  const globs: string[] = [''];
  let depth = 0;
  for (const character of line) {
    depth += character === '{' ? 1 : character === '}' && depth > 0 ? -1 : 0;
    const labeled = (globs.at(-1) ?? '').trimStart().includes('#', 1);
    if (character === ',' && depth === 0 && !labeled) globs.push('');
    else globs[globs.length - 1] = `${globs.at(-1) ?? ''}${character}`;
  }
  return globs.map((glob) => glob.trim()).filter((glob) => glob !== '');
}

export const recordName = 'release.json';

/** The attested result of the gate. */
export const gateName = 'gate.sigstore.json';

/** What a gate said that was not passed. It is in a draft alone, and never published. */
export const gateLogName = 'gate.log';

export const provenanceName = 'provenance.sigstore.json';
