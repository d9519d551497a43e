// An SBOM as a file holds it: which format, which predicate type, and whether two say the same.
import { isDeepStrictEqual } from 'node:util';
import type { Fault } from '../errors.ts';
import { isJsonObject, parseJsonObject } from './json.ts';

export interface Sbom {
  /** The file, relative to the workspace. */
  readonly path: string;
  readonly predicateType: string;
  readonly document: Readonly<Record<string, unknown>>;
}

/** GitHub refuses predicates above this, in bytes (actions/attest). */
export const maxSbomBytes = 16 * 1024 * 1024;

/**
 * Reads an SBOM in JSON. Predicate types as in actions/attest and the in-toto predicate list: `https://spdx.dev/Document/v2.3`
 * by the document's version, `https://cyclonedx.org/bom`.
 */
export function readSbom(path: string, text: string): { readonly sbom: Sbom } | { readonly fault: Fault } {
  const document = parseJsonObject(text);
  if (document !== undefined) {
    const version = /^SPDX-(\d+\.\d+)$/.exec(textOf(document['spdxVersion']))?.[1];
    if (version !== undefined && textOf(document['SPDXID']) !== '') {
      return { sbom: { path, predicateType: `https://spdx.dev/Document/v${version}`, document } };
    }
    if (document['bomFormat'] === 'CycloneDX' && textOf(document['specVersion']) !== '') {
      return { sbom: { path, predicateType: 'https://cyclonedx.org/bom', document } };
    }
  }
  return {
    fault: {
      message: `sbom: ${path} is neither SPDX 2 nor CycloneDX in JSON`,
      hint: '- uses: anchore/sbom-action@v0\n  with: { format: spdx-json, output-file: sbom.spdx.json }',
    },
  };
}

/**
 * Whether two documents describe the same image. Generators put a new name and the time into each document; ignore these, so
 * that a rerun finds what the first run attested.
 */
export function sameSbom(a: unknown, b: unknown): boolean {
  return isDeepStrictEqual(withoutOccasion(a), withoutOccasion(b));
}

function withoutOccasion(document: unknown): unknown {
  if (!isJsonObject(document)) return document;
  const { documentNamespace, serialNumber, creationInfo, metadata, ...rest } = document;
  return {
    ...rest,
    creationInfo: isJsonObject(creationInfo)
      ? { ...creationInfo, created: typeof creationInfo['created'] }
      : creationInfo,
    metadata: isJsonObject(metadata) ? { ...metadata, timestamp: typeof metadata['timestamp'] } : metadata,
    documentNamespace: typeof documentNamespace,
    serialNumber: typeof serialNumber,
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
