// What of the process's environment goes where: inputs to their parser, and to the tools all but what this program keeps.
import type { RawInputs } from './plan/input-reader.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The inputs as the runner hands them over: `INPUT_GITHUB-TOKEN` is `github-token`. */
export function inputsIn(env: Environment): RawInputs {
  const given = Object.entries(env).flatMap(([key, value]) =>
    key.startsWith('INPUT_') && value !== undefined
      ? [[key.slice('INPUT_'.length).toLowerCase(), value] as const]
      : [],
  );
  return Object.fromEntries(given);
}

/** The runner's environment less what only this program should hold: inputs, tokens, and the files of its commands. */
export function environmentOfTools(env: Environment): Readonly<Record<string, string>> {
  const held =
    /^(?:INPUT_.*|STATE_.*|ACTIONS_.*|GITHUB_TOKEN|GH_TOKEN|GITHUB_(?:OUTPUT|STATE|ENV|PATH|STEP_SUMMARY))$/;
  return Object.fromEntries(
    Object.entries(env).flatMap(([key, value]) =>
      value === undefined || held.test(key) ? [] : [[key, value] as const],
    ),
  );
}
