// The files of the workspace that belong to the release: found before anything is built, read while it is.
import { readFile, stat } from 'node:fs/promises';
import type { Fault } from '../../errors.ts';
import { type NamedSource, assetName, splitLabel } from '../../plan/assets.ts';
import type { AssetInputs } from '../../plan/inputs/groups.ts';
import { type Sbom, maxSbomBytes, readSbom } from '../../plan/sbom.ts';
import type { Steps } from '../../run/step.ts';
import { readFacts } from '../../world/files/file-digest.ts';
import { findFiles } from '../../world/files/workspace.ts';
import { type AssetFile, contentTypeOf } from './asset-file.ts';

export interface ListedFiles {
  readonly files: readonly ListedFile[];
  readonly sboms: readonly Sbom[];
  readonly faults: readonly Fault[];
}

export interface ListedFile extends NamedSource {
  /** Absolute, without links. */
  readonly path: string;
  readonly label?: string;
}

/** Finds every file of `files` and reads every one of `sbom`; whatever is wrong with them is told together. */
export async function listFiles(inputs: AssetInputs, workspace: string): Promise<ListedFiles> {
  const [globs, boms] = await Promise.all([
    Promise.all(inputs.files.map((entry) => filesOf(entry, inputs.filesMustMatch, workspace))),
    Promise.all(inputs.sboms.map((path) => sbomOf(path, workspace))),
  ]);
  const files = globs.flatMap((found) => found.files);
  return {
    // Two globs may match one file, which is no fault.
    files: files.filter((file, at) => files.findIndex(({ path }) => path === file.path) === at),
    sboms: boms.flatMap((found) => ('sbom' in found ? [found.sbom] : [])),
    faults: [
      ...globs.flatMap(({ faults }) => faults),
      ...boms.flatMap((found) => ('fault' in found ? [found.fault] : [])),
    ],
  };
}

async function filesOf(
  entry: string,
  mustMatch: boolean,
  workspace: string,
): Promise<{ readonly files: readonly ListedFile[]; readonly faults: readonly Fault[] }> {
  const { glob, label } = splitLabel(entry);
  const found = await findFiles(workspace, glob);
  const faults: Fault[] = [];
  if (found.length === 0 && mustMatch) {
    faults.push({
      message: `files: "${glob}" matches no file`,
      hint: 'with: { fail-on-unmatched-files: false }   # or make the file in a step before this one',
    });
  }
  const files = found.flatMap((file): ListedFile[] => {
    const from = file.shown;
    if ('outside' in file) {
      faults.push({
        message: `files: ${from} leads out of the workspace, to ${file.outside}`,
        hint: `cp ${file.outside} .   # in a step before this one`,
      });
      return [];
    }
    const name = assetName(from.slice(from.lastIndexOf('/') + 1));
    if (name === '') {
      faults.push({ message: `files: ${from} has no name that GitHub would keep`, hint: 'Rename the file.' });
      return [];
    }
    return [{ name, from, path: file.path, ...(label === undefined ? {} : { label }) }];
  });
  return { files, faults };
}

async function sbomOf(
  path: string,
  workspace: string,
): Promise<{ readonly sbom: Sbom } | { readonly fault: Fault }> {
  const [file] = await findFiles(workspace, path);
  if (!file || 'outside' in file) {
    return {
      fault: {
        message: `sbom: there is no file ${path} in the workspace`,
        hint: '- uses: anchore/sbom-action@v0   # before this action\n  with: { format: spdx-json, output-file: sbom.spdx.json }',
      },
    };
  }
  const { size } = await stat(file.path);
  if (size > maxSbomBytes) {
    return {
      fault: {
        message: `sbom: ${path} has ${size} bytes, and GitHub takes up to ${maxSbomBytes}`,
        hint: 'Leave out what is no package, e.g. with syft: --select-catalogers "-file"',
      },
    };
  }
  return readSbom(path, await readFile(file.path, 'utf8'));
}

/** Reads each file once, one after the other, for its size and checksum. */
export async function readFiles(files: readonly ListedFile[], steps: Steps): Promise<readonly AssetFile[]> {
  if (files.length === 0) return [];
  return steps.run({
    title: `Read ${files.length} ${files.length === 1 ? 'file' : 'files'} of the workspace`,
    make: async () => {
      const assets: AssetFile[] = [];
      for (const { name, path, label } of files) {
        const facts = await readFacts(path);
        const rest = label === undefined ? {} : { label };
        assets.push({ name, ...facts, contentType: contentTypeOf(name), source: { file: path }, ...rest });
      }
      return assets;
    },
    outcome: 'checked',
    describe: (assets) => `${assets.reduce((sum, { size }) => sum + size, 0)} bytes`,
  });
}
