// The gate of a release: what is attested of commands that the workflow's author has run on it before anything is public.
import { createHash } from 'node:crypto';
import { isJsonObject } from './json.ts';

/** In-toto's predicate of a test's result: github.com/in-toto/attestation, spec/predicates/test-result.md. */
export const testResultType = 'https://in-toto.io/attestation/test-result/v0.1';

/** The commands as the result names them: a command may hold a secret, so it is known by its sum alone. */
const configurationOf = (
  command: string,
  at: number,
): { readonly name: string; readonly digest: object } => ({
  name: `gate ${at + 1}`,
  digest: { sha256: createHash('sha256').update(command).digest('hex') },
});

/** The predicate of a gate that was passed. */
export function passedGate(commands: readonly string[], run: string): Readonly<Record<string, unknown>> {
  return {
    result: 'PASSED',
    configuration: commands.map(configurationOf),
    url: run,
    passedTests: commands.map((command, at) => configurationOf(command, at).name),
  };
}

/** Whether a predicate says that a gate was passed; where commands are given, that it was these. */
export function isPassedGate(predicate: unknown, commands?: readonly string[]): boolean {
  if (!isJsonObject(predicate) || predicate['result'] !== 'PASSED') return false;
  const wanted = commands && JSON.stringify(commands.map(configurationOf));
  return wanted === undefined || JSON.stringify(predicate['configuration']) === wanted;
}

/** How many commands a passed gate had; 0 where it does not say. */
export function gateCount(predicate: unknown): number {
  const passed = isJsonObject(predicate) ? predicate['passedTests'] : undefined;
  return Array.isArray(passed) ? passed.length : 0;
}
