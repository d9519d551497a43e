// The files of the workspace that belong to the release: found before anything is built, read while it is.
import { isAbsolute, join, matchesGlob, normalize } from 'node:path';
import type { Fault } from '../../errors.ts';
import { type NamedSource } from '../../plan/assets.ts';
import { type Sbom, maxSbomBytes, readSbom } from '../../plan/sbom.ts';
import type { Steps } from '../../run/step.ts';
import { digestFile } from '../../world/files/file-digest.ts';
import { readPlace } from '../../world/files/input-file.ts';
import { isLfsPointer, withLfs } from '../../world/files/lfs-pointer.ts';
import { type Found, findFiles } from '../../world/files/workspace.ts';
import { type AssetFile, contentTypeOf } from './asset-file.ts';
import type { AssetInputs } from '../../plan/inputs/inputs.ts';
import { assetName, splitLabel } from '../../plan/asset-names.ts';
import { compact } from '../../compact.ts';

/** Each asset must be under 2 GiB, in bytes (GitHub docs, "Storage and bandwidth quotas" of releases). */
const maxAssetBytes = 2 * 1024 ** 3;

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
  const [wanted, unwanted] = [false, true].map((isNot) =>
    inputs.files.filter((entry) => entry.startsWith('!') === isNot),
  ) as [string[], string[]];
  const [globs, boms] = await Promise.all([
    Promise.all(wanted.map((entry) => filesOf(entry, unwanted, { inputs, workspace }))),
    Promise.all(inputs.sboms.map((path) => sbomOf(path, workspace))),
  ]);
  const files = globs.flatMap((found) => found.files);
  return {
    files: once(files),
    sboms: boms.flatMap((found) => ('sbom' in found ? [found.sbom] : [])),
    faults: [
      ...globs.flatMap(({ faults }) => faults),
      ...boms.flatMap((found) => ('fault' in found ? [found.fault] : [])),
    ],
  };
}

/**
 * Two globs may match one file, which is no fault: it is one asset, with the label of the last glob that gives one. A link
 * beside its target is a file of its own, as its name says.
 */
function once(files: readonly ListedFile[]): readonly ListedFile[] {
  return [...Map.groupBy(files, ({ from }) => from).values()].flatMap((same) => {
    const [first] = same;
    const label = same.findLast((file) => file.label !== undefined)?.label;
    return first === undefined ? [] : [compact({ ...first, label })];
  });
}

/** @param unwanted globs behind a `!`, which take away wherever they stand */
async function filesOf(
  entry: string,
  unwanted: readonly string[],
  {
    inputs: { filesMustMatch: mustMatch },
    workspace,
  }: { readonly inputs: Pick<AssetInputs, 'filesMustMatch'>; readonly workspace: string },
): Promise<{ readonly files: readonly ListedFile[]; readonly faults: readonly Fault[] }> {
  const { glob, label } = splitLabel(entry);
  const matched = await findFiles(workspace, glob);
  const found = matched.filter(({ shown }) => !unwanted.some((not) => excludes(not, shown, workspace)));
  const faults: Fault[] = [];
  if (matched.length === 0 && mustMatch) {
    faults.push(await unmatched(glob, workspace));
  }
  const refused = refusedIn(found, glob);
  const pointers = new Set<string>();
  for (const file of found) if (!('refused' in file) && (await isLfsPointer(file))) pointers.add(file.shown);
  const files = found.flatMap((file): ListedFile[] => {
    const from = file.shown;
    if ('refused' in file) return [];
    if (pointers.has(from)) {
      faults.push({
        message: `files: ${from} is a pointer of Git LFS, and not the file that it stands for`,
        hint: withLfs,
      });
      return [];
    }
    const name = assetName(from.slice(from.lastIndexOf('/') + 1));
    if (name === '') {
      faults.push({
        message: `files: of the name of ${from} GitHub would keep nothing but its ending, or nothing at all`,
        hint: `Rename the file in the step that makes it: GitHub keeps letters and digits of ASCII and . _ - + @ in names.`,
      });
      return [];
    }
    if (file.size === 0) {
      faults.push({
        message: `files: ${from} is empty, and GitHub takes no empty asset`,
        hint: `with: { files: "${glob}" }   # a glob that leaves the file out, or fix the step that makes it`,
      });
      return [];
    }
    if (file.size >= maxAssetBytes) {
      faults.push({
        message: `files: ${from} has ${file.size} bytes, and GitHub takes less than ${maxAssetBytes}`,
        hint: `split --bytes=1900M ${from} ${from}.   # in a step before this one`,
      });
      return [];
    }
    return [compact({ name, from, path: file.path, label })];
  });
  return { files, faults: [...faults, ...refused] };
}

/** By a path of the workspace, or by a whole one, as `github.workspace` begins it. */
function excludes(entry: string, shown: string, workspace: string): boolean {
  const glob = entry.slice(1).trim();
  return matchesGlob(isAbsolute(glob) ? join(workspace, shown) : shown, normalize(glob));
}

/** What helps with a glob that matches nothing: quotes are a part of it, and a folder's name stands for no file in it. */
async function unmatched(glob: string, workspace: string): Promise<Fault> {
  const message = `files: "${glob}" matches no file`;
  const bare = /^(["'])(.+)\1$/.exec(glob)?.[2];
  if (bare !== undefined)
    return { message, hint: `with: { files: ${JSON.stringify(bare)} }   # without quotes of its own` };
  const folder = glob.replace(/\/+$/, '');
  if (!/[*?[{]/.test(folder) && (await findFiles(workspace, `${folder}/**`)).length > 0)
    return {
      message: `${message}: it is a folder`,
      hint: `with: { files: "${folder}/**" }   # or ${folder}/*, without the folders in it`,
    };
  return {
    message,
    hint: 'with: { fail-on-unmatched-files: false }   # or make the file in a step before this one',
  };
}

/** A wildcard may match thousands of files that cannot be taken: they are one fault for each reason. */
function refusedIn(found: readonly Found[], glob: string): readonly Fault[] {
  const faults: Fault[] = [];
  const within = found.flatMap((file) => {
    if (!('refused' in file)) return [];
    if (file.outside === undefined) return [file];
    faults.push({
      message: `files: ${file.shown} leads out of the workspace, to ${file.outside}`,
      hint: `cp ${file.outside} .   # in a step before this one`,
    });
    return [];
  });
  for (const [why, files] of Map.groupBy(within, ({ refused }) => refused)) {
    const [first] = files;
    const more =
      files.length === 1
        ? ''
        : `, as ${files.length === 2 ? 'is 1 other' : `are ${files.length - 1} others`}`;
    faults.push({
      message: `files: ${first?.shown ?? ''} ${why}${more}`,
      hint: `with: { files: dist/* }   # a glob that matches only what is to be published, not "${glob}"`,
    });
  }
  return faults;
}

async function sbomOf(
  path: string,
  workspace: string,
): Promise<{ readonly sbom: Sbom } | { readonly fault: Fault }> {
  const [file] = await findFiles(workspace, path);
  if (!file || 'refused' in file) {
    const what = file ? `${path} ${file.refused}` : `there is no file ${path} in the workspace`;
    return {
      fault: {
        message: `sbom: ${what}`,
        hint: '- uses: anchore/sbom-action@v0   # before this action\n  with: { format: spdx-json, output-file: sbom.spdx.json }',
      },
    };
  }
  if (file.size > maxSbomBytes) {
    return {
      fault: {
        message: `sbom: ${path} has ${file.size} bytes, and GitHub takes up to ${maxSbomBytes}`,
        hint: 'Leave out what is no package, e.g. with syft: --select-catalogers "-file"',
      },
    };
  }
  return readSbom(path, (await readPlace(file.path, maxSbomBytes)).toString('utf8'));
}

/** Reads each file once, one after the other, for its size and checksum. */
export async function readFiles(files: readonly ListedFile[], steps: Steps): Promise<readonly AssetFile[]> {
  if (files.length === 0) return [];
  return steps.run({
    title: `Read ${files.length} ${files.length === 1 ? 'file' : 'files'} of the workspace`,
    make: async () => {
      const assets: AssetFile[] = [];
      for (const { name, path, label } of files) {
        const facts = await digestFile(path);
        const rest = label === undefined ? {} : { label };
        assets.push({ name, ...facts, contentType: contentTypeOf(name), source: { file: path }, ...rest });
      }
      return assets;
    },
    outcome: 'checked',
    describe: (assets) => `${assets.reduce((sum, { size }) => sum + size, 0)} bytes`,
  });
}
