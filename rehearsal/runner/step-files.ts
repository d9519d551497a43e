// Makes the files a step writes its outputs, state, variables and summary to, and reads them when it has ended.
import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseEnv, parseKeyValues, parsePath, SUMMARY_LIMIT } from './file-commands.ts';
import type { Masks } from './masks.ts';

/** Paths by the name the step sees them under, without `GITHUB_`. */
export type StepFiles = Readonly<Record<'OUTPUT' | 'STATE' | 'ENV' | 'PATH' | 'STEP_SUMMARY', string>>;

/** What the step wrote; `faults` holds the runner's words for each file it could not take. */
export interface Written {
  readonly outputs: Readonly<Record<string, string>>;
  readonly state: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
  readonly path: readonly string[];
  readonly summary: string;
  readonly faults: readonly string[];
  /** True when a fault fails the step; a summary that is too large is only reported. */
  readonly failed: boolean;
}

/** Makes the files, empty, in `temp`. */
export async function makeStepFiles(temp: string): Promise<StepFiles> {
  const id = randomUUID();
  const file = async (name: string): Promise<string> => {
    const path = join(temp, `${name}_${id}`);
    await writeFile(path, '');
    return path;
  };
  return {
    OUTPUT: await file('set_output'),
    STATE: await file('save_state'),
    ENV: await file('set_env'),
    PATH: await file('add_path'),
    STEP_SUMMARY: await file('step_summary'),
  };
}

/** Reads and parses the files. A malformed one counts as empty and as a fault. */
export async function readStepFiles(files: StepFiles, masks: Masks): Promise<Written> {
  const faults: string[] = [];
  let failed = false;
  const take = async <T>(name: string, path: string, parse: (text: string) => T, empty: T): Promise<T> => {
    try {
      return parse(await readFile(path, 'utf8'));
    } catch (error) {
      failed = true;
      faults.push(`Unable to process file command '${name}' successfully.`, (error as Error).message);
      return empty;
    }
  };
  let summary = masks.hide(await readFile(files.STEP_SUMMARY, 'utf8'));
  const size = Buffer.byteLength(summary);
  if (size > SUMMARY_LIMIT) {
    const [limit, got] = [SUMMARY_LIMIT, size].map((bytes) => `${Math.ceil(bytes / 1024)}k`) as [
      string,
      string,
    ];
    faults.push(
      `$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of ${limit}, got ${got}.`,
    );
    summary = '';
  }
  const outputs = await take('output', files.OUTPUT, parseKeyValues, {});
  const state = await take('state', files.STATE, parseKeyValues, {});
  const env = await take('env', files.ENV, parseEnv, {});
  const path = await take('path', files.PATH, parsePath, []);
  return { outputs, state, env, path, summary, faults, failed };
}
