// What the assets of a release are called: one archive per platform, GitHub's spelling of names, no name twice.
import {
  bundleName,
  gateName,
  keyName,
  notesName,
  provenanceName,
  recordName,
  sbomName,
} from './asset-names.ts';
import { archiveName } from './archive-name.ts';
import type { Fault } from '../errors.ts';
import type { Repository } from './context.ts';
import type { Platform } from './oci/image-name.ts';
import type { Version } from './version/version.ts';
import type { Inputs } from './inputs/inputs.ts';
import { compact } from '../compact.ts';

export interface AssetPlan {
  /** The Dockerfile target whose files are packed, and the archive that each platform's become. */
  readonly binaries?: { readonly target: string; readonly archives: readonly ArchivePlan[] };
  /** Globs in the workspace, each perhaps with `#label`. */
  readonly files: readonly string[];
  /** SPDX or CycloneDX documents in the workspace. */
  readonly sboms: readonly string[];
  /** The SBOMs that BuildKit's scanner makes. */
  readonly scans?: readonly ScanPlan[];
  /** Absent: no checksums are wanted. */
  readonly checksums?: { readonly name: string; readonly bundle: string };
  /** Every file that people download is signed by itself, too. */
  readonly signEach?: true;
  /** How many commands the gate has; absent where there is none. */
  readonly gate?: number;
}

export interface ArchivePlan {
  readonly platform: Platform;
  readonly name: string;
  readonly format: 'tar.gz' | 'zip';
}

/** An SBOM of one platform's files, and the asset with its attestation. */
export interface ScanPlan {
  readonly platform: Platform;
  readonly name: string;
}

export function planAssets(inputs: Inputs, repository: Repository, version: Version): AssetPlan {
  const { binaries, archiveName: archiveTemplate, files, sboms, scan, checksums, signEach } = inputs.assets;
  return compact({
    binaries:
      binaries === undefined
        ? undefined
        : {
            target: binaries,
            archives: inputs.platforms.map((platform) => ({
              platform,
              ...archiveName(archiveTemplate, { name: repository.name, version, platform }),
            })),
          },
    files,
    sboms,
    scans: scan ? inputs.platforms.map(scanOf) : undefined,
    checksums: checksums === undefined ? undefined : { name: checksums, bundle: bundleName(checksums) },
    signEach: signEach ? signEach : undefined,
    gate: inputs.gate.length === 0 ? undefined : inputs.gate.length,
  });
}

/** Called as the archive of that platform: `sbom_linux_amd64.sigstore.json`. */
function scanOf(platform: Platform): ScanPlan {
  const { os, architecture, variant = '' } = platform;
  return { platform, name: bundleName(`sbom_${os}_${architecture}${variant}`) };
}

/** Whether release.json has a signature of its own: where each file has, and where no signed list of sums names it. */
export function signsRecord({
  assets,
  sign,
}: {
  readonly assets: Pick<AssetPlan, 'signEach' | 'checksums'>;
  readonly sign: Inputs['sign'];
}): boolean {
  return sign !== 'none' && (assets.signEach === true || assets.checksums === undefined);
}

/** As `sha256sum` writes it, sorted by name: 64 hex digits, two blanks, the name. */
export function checksumLines(assets: readonly { readonly name: string; readonly sha256: string }[]): string {
  return [...assets]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, sha256 }) => `${sha256}  ${name}\n`)
    .join('');
}

/** An asset's name and where it comes from, for the report. */
export interface NamedSource {
  readonly name: string;
  readonly from: string;
}

/** The names that a release of this plan takes itself, besides the files of the workspace. */
export function ownNames(
  plan: AssetPlan,
  options: { readonly attest: boolean; readonly sign: Inputs['sign'] },
): readonly NamedSource[] {
  const own = (name: string): NamedSource => ({ name, from: 'this action' });
  return [
    ...(plan.binaries?.archives ?? []).map(({ name }) => ({ name, from: 'binaries' })),
    own(recordName),
    own(notesName),
    ...(plan.checksums ? [own(plan.checksums.name), own(plan.checksums.bundle)] : []),
    ...(options.attest ? [own(provenanceName)] : []),
    ...(options.attest && plan.gate !== undefined ? [own(gateName)] : []),
    ...plan.sboms.map((path) => ({ name: sbomName(path, plan.sboms.length), from: path })),
    ...(plan.scans ?? []).map(({ name }) => ({ name, from: 'sbom: auto' })),
    ...(options.sign === 'key' ? [own(keyName)] : []),
    // With each file's own among them it is one of `ownBundles`.
    ...((signsRecord({ assets: plan, sign: options.sign }) && !plan.signEach) ||
    (options.sign === 'none' && options.attest)
      ? [own(bundleName(recordName))]
      : []),
  ];
}

/**
 * The names of the bundles when each file is signed by itself: of archives, the record, the notes in full and the files of
 * the workspace. Attestations are signed already, the checksums always are, and a public key cannot vouch for itself.
 */
export function ownBundles(
  { binaries, signEach }: AssetPlan,
  files: readonly NamedSource[],
): readonly NamedSource[] {
  if (signEach === undefined) return [];
  const signed = [
    ...(binaries?.archives ?? []).map(({ name }) => name),
    recordName,
    notesName,
    ...files.map(({ name }) => name),
  ];
  return signed.map((name) => ({ name: bundleName(name), from: `the signature of ${name}` }));
}

/** What the assets of a release will be called. */
export function namesOf(
  {
    assets,
    attest,
    sign,
  }: { readonly assets: AssetPlan; readonly attest: boolean; readonly sign: Inputs['sign'] },
  files: readonly NamedSource[],
): readonly string[] {
  const all = [...files, ...ownNames(assets, { attest, sign }), ...ownBundles(assets, files)];
  return all.map(({ name }) => name);
}

/** Of one release (GitHub docs, "Storage and bandwidth quotas" of releases). */
export const maxAssets = 1000;

/** How many files become one asset. */
export const asArchive =
  'tar -czf dist/files.tar.gz -C dist files   # in a step before this one, and name the archive';

/** A fault where the files of the workspace, and what the release has besides, are more than a release holds. */
export function countFaults(own: readonly NamedSource[], files: readonly NamedSource[]): readonly Fault[] {
  // The notes become an asset only where they do not fit the page.
  const certain = own.filter(({ name }) => ![notesName, bundleName(notesName)].includes(name));
  if (files.length === 0 || certain.length + files.length <= maxAssets) return [];
  const others = certain.length === 0 ? '' : ` beside ${certain.length} of the release's own`;
  return [
    {
      message: `files: ${files.length} files are matched${others}, and a release of GitHub's holds ${maxAssets} assets`,
      hint: asArchive,
    },
  ];
}

/** A fault for each name that two assets would share (GitHub compares them without regard to case). */
export function nameFaults(assets: readonly NamedSource[]): readonly Fault[] {
  const byName = Map.groupBy(assets, ({ name }) => name.toLowerCase());
  return [...byName.values()].flatMap((same) => {
    const [first] = same;
    if (first === undefined || same.length < 2) return [];
    return [
      {
        message: `${same.length} assets would be called ${first.name}: ${same.map(({ from }) => from).join(', ')}`,
        hint: 'Rename all but one of these files in the step that makes them; GitHub keeps names, not folders.',
      },
    ];
  });
}
