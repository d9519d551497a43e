// Whether the Dockerfile is there, and has the stages that are to be built.
import { readFile, readdir, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import type { Fault } from '../../errors.ts';
import { closest } from '../../plan/closest.ts';
import type { Context } from '../../plan/context.ts';
import type { Inputs } from '../../plan/inputs/inputs.ts';

/** In bytes; no Dockerfile that is written by hand is nearly as long. */
const longest = 1024 * 1024;

export async function dockerfileFaults({
  inputs,
  context,
}: {
  readonly inputs: Inputs;
  readonly context: Pick<Context, 'workspace'>;
}): Promise<readonly Fault[]> {
  if (inputs.from !== undefined) return [];
  const { context: folder, file, target } = inputs.build;
  // A context that is a repository or an archive elsewhere is BuildKit's to read.
  if (
    /^(?:https?:|git@|git:|ssh:|docker-image:|oci-layout:)|^github\.com\//.test(folder) ||
    /^https?:/.test(file ?? '')
  )
    return [];
  const path = file ?? join(folder, 'Dockerfile');
  const place = resolve(context.workspace, path);
  const size = await sizeOf(place);
  if (size === undefined) return [await missing(path, place, file)];
  const wanted = [
    ['target', target],
    ['binaries', inputs.assets.binaries],
  ] as const;
  const joined = inputs.build.buildArgs.filter(([, value]) => value.includes(','));
  if (size > longest || (joined.length === 0 && wanted.every(([, name]) => name === undefined))) return [];
  const text = await readFile(place, 'utf8');
  const stages = stagesOf(text);
  if (stages === undefined) return [];
  const places = wanted.flatMap(([input, name]) => {
    if (name === undefined || has(stages, name)) return [];
    const named = stages.filter((stage) => stage !== '');
    const likely = closest(name, named) ?? named.at(-1) ?? 'build';
    return [
      {
        code: 'no-dockerfile' as const,
        message: `${input}: ${path} has no stage "${name}"${named.length === 0 ? ', and none with a name' : `; it has ${named.join(', ')}`}`,
        hint: named.length === 0 ? `FROM … AS ${name}   # in ${path}` : `with: { ${input}: ${likely} }`,
      },
    ];
  });
  return [...places, ...joinedFaults(joined, text)];
}

/** `A=1,B=2` on one line is one value, with which the build would go on and say nothing. */
function joinedFaults(
  buildArgs: readonly (readonly [key: string, value: string])[],
  text: string,
): readonly Fault[] {
  const declared = new Set(
    [...text.matchAll(/^[ \t]*ARG[ \t]+([^\r\n]*)/gim)].flatMap(([, list = '']) =>
      [...list.matchAll(/(?:^|\s)([A-Za-z_]\w*)/g)].map(([, name = '']) => name),
    ),
  );
  return buildArgs.flatMap(([key, value]) => {
    const name = [...value.matchAll(/,\s*([A-Za-z_]\w*)=/g)]
      .map(([, one = '']) => one)
      .find((one) => one !== key && declared.has(one));
    if (name === undefined) return [];
    return [
      {
        message: `build-args: the value of ${key} goes on with ${name}=, which the Dockerfile has as an argument of its own`,
        hint: `with:\n  build-args: |\n    ${key}=…\n    ${name}=…   # one a line; a comma is a part of the value`,
      },
    ];
  });
}

async function missing(path: string, place: string, file: string | undefined): Promise<Fault> {
  const likely = closest(basename(path), await namesIn(dirname(place)));
  const hint =
    likely !== undefined
      ? `with: { file: ${join(dirname(path), likely)} }   # did you mean this?`
      : file === undefined
        ? '- uses: actions/checkout@v6   # before this action; or with: { file: path/to/Dockerfile }'
        : `with: { file: path/to/Dockerfile }   # from the root of the repository`;
  return { code: 'no-dockerfile', message: `there is no ${path} in the workspace`, hint };
}

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    const found = await stat(path);
    return found.isFile() ? found.size : undefined;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return [];
    throw error;
  }
}

/**
 * The stages in order, empty for one without a name; undefined where something else than Docker's own frontend reads the file
 * (`# syntax=`), whose stages are of its own kind.
 */
function stagesOf(text: string): readonly string[] | undefined {
  const syntax = /^(?:#[^\n]*\n)*?#\s*syntax\s*=\s*(\S+)/i.exec(text)?.[1];
  if (syntax !== undefined && !/\bdockerfile\b/.test(syntax)) return undefined;
  const whole = text.replace(/[\\`][ \t]*\r?\n(?:[ \t]*#[^\n]*\n)*/g, ' ');
  const found = whole.matchAll(/^[ \t]*FROM[ \t]+(?:--\S+[ \t]+)*\S+(?:[ \t]+AS[ \t]+(\S+))?[ \t]*\r?$/gim);
  const stages = [...found].map(([, name = '']) => name);
  return stages.length === 0 ? undefined : stages;
}

/** By its name, in upper or lower case, or by its number. */
function has(stages: readonly string[], name: string): boolean {
  return (
    stages.some((stage) => stage.toLowerCase() === name.toLowerCase()) ||
    (/^\d+$/.test(name) && Number(name) < stages.length)
  );
}
