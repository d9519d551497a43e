// The commands with which anybody checks a release, exactly as they can be run: in its notes, and in the checklist.
import type { Plan } from '../../plan/plan.ts';
import type { Image } from '../../plan/artifacts.ts';
import { bundleName, keyName } from '../../plan/asset-names.ts';
import type { Signer } from '../../world/sigstore/signer.ts';

/** Who signed, and whether GitHub stores the provenance. */
export interface Proof {
  readonly signer: Signer;
  readonly publicKey?: string;
  readonly stored?: boolean;
  /** The assets that are signed one by one. */
  readonly signed?: readonly string[];
}

/** Those of the notes, a line each; a command may take several. */
export function verifyLines(plan: Plan, image: Image, proof: Proof): readonly string[] {
  const downloads =
    plan.assets.checksums !== undefined || proof.publicKey !== undefined || proof.signed !== undefined;
  return [
    ...(downloads ? [downloadCommand(plan)] : []),
    ...plan.images.flatMap(({ name }) => [
      `docker pull ${name}@${image.digest}`,
      ...(plan.sign === 'none'
        ? []
        : [
            ...(plan.signLegacy ? ['# With cosign 2 or 3:'] : []),
            `cosign verify ${name}@${image.digest} \\`,
            ...signedBy(proof).map((line) => `  ${line}`),
          ]),
      ...(plan.attest
        ? [
            ...(proof.stored === false
              ? [
                  '# GitHub stores no attestations for this repository; the registry and the release have them.',
                ]
              : []),
            ...shortProvenanceCommand(plan, name, proof),
            provenanceCommand(plan, `${name}@${image.digest}`, proof, ' \\\n  '),
          ]
        : []),
    ]),
    ...sumCommands(plan),
    ...(plan.assets.checksums && plan.sign !== 'none'
      ? [
          `cosign verify-blob ${plan.assets.checksums.name} --bundle ${plan.assets.checksums.bundle} \\`,
          ...signedBy(proof).map((line) => `  ${line}`),
        ]
      : []),
    ...(proof.signed === undefined || proof.signed.length === 0
      ? []
      : [`${eachOf(proof.signed)} \\`, ...signedBy(proof).map((line) => `  ${line}`)]),
  ];
}

/** The short form: anybody of the owner. It holds only where the signing workflow is the owner's, too. */
function shortProvenanceCommand(plan: Plan, name: string, proof: Proof): readonly string[] {
  const { owner, serverUrl } = plan.repository;
  if (!proof.signer.san.toLowerCase().startsWith(`${serverUrl}/${owner}/`.toLowerCase())) return [];
  return [
    `gh attestation verify oci://${name}:${plan.pointers.exact} --owner ${owner}${fromRegistry(proof)}`,
  ];
}

/**
 * The strict form: this repository, and the workflow file and ref that signed. For a called (reusable) workflow of another
 * repository gh must be told of it, since it expects the signer in the repository (H10 in docs/reality.md).
 */
export function provenanceCommand(
  { repository }: Pick<Plan, 'repository'>,
  ref: string,
  proof: Pick<Proof, 'signer' | 'stored'>,
  between = ' ',
): string {
  const { san, issuer } = proof.signer;
  const flags = [
    `--repo ${repository.fullName}`,
    `--cert-identity ${shellWord(san)}`,
    ...(issuer === usualIssuer ? [] : [`--cert-oidc-issuer ${shellWord(issuer)}`]),
  ];
  return [`gh attestation verify oci://${ref}${fromRegistry(proof)}`, ...flags].join(between);
}

/** What gh takes the issuer to be when it is told nothing. */
const usualIssuer = 'https://token.actions.githubusercontent.com';

/** A branch may be called almost anything. */
function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

/** How anybody checks the bundles of all these assets; it fails when one of them does. */
export function eachAssetCommand(names: readonly string[], proof: Proof): string {
  return `${eachOf(names)} ${signedBy(proof)
    .map((line) => line.replace(/ \\$/, ''))
    .join(' ')}`;
}

/** The names are GitHub's, of letters, digits and `._+@-`: no shell and no xargs sees more in them. */
function eachOf(names: readonly string[]): string {
  return `printf '%s\\n' ${names.join(' ')} | xargs -I{} cosign verify-blob ./{} --bundle ${bundleName('./{}')}`;
}

/** How anybody checks the checksums and their signature, one command an entry. */
export function checksumCommands(plan: Plan, proof: Proof): readonly string[] {
  const { checksums } = plan.assets;
  if (!checksums) return [];
  const signer = signedBy(proof)
    .map((line) => line.replace(/ \\$/, ''))
    .join(' ');
  return [
    downloadCommand(plan),
    ...sumCommands(plan),
    ...(plan.sign === 'none'
      ? []
      : [`cosign verify-blob ${checksums.name} --bundle ${checksums.bundle} ${signer}`]),
  ];
}

function downloadCommand(plan: Plan): string {
  return `gh release download ${plan.tag} --repo ${plan.repository.fullName}`;
}

function sumCommands({ assets: { checksums } }: Plan): readonly string[] {
  return checksums ? [`sha256sum -c ${checksums.name} --ignore-missing`] : [];
}

function signedBy({ signer, publicKey }: Proof): readonly string[] {
  return publicKey === undefined
    ? [`--certificate-identity ${shellWord(signer.san)} \\`, `--certificate-oidc-issuer ${signer.issuer}`]
    : [`--key ${keyName}`];
}

function fromRegistry({ stored }: Pick<Proof, 'stored'>): string {
  return stored === false ? ' --bundle-from-oci' : '';
}
