// What a run leaves on the runner's Docker: removed at its end, however it ended.
import type { Exec } from '../process/exec.ts';

/** Collects the names of builders that a run makes, or is about to make, as a state that `post` reads. */
export function rememberBuilders(save: (state: string) => void): (name: string) => void {
  const names = new Set<string>();
  return (name) => {
    names.add(name);
    save([...names].join(' '));
  };
}

/** The names in such a state. */
export function rememberedBuilders(state: string): readonly string[] {
  return state.split(' ').filter((name) => name !== '');
}

/**
 * Removes the builders of a run, with what they have started, wherever that is.
 * @param buildx the program that made them; empty where the run did not come to know it
 * @returns a warning for each that could not be removed.
 * @throws ReleaseError where Docker is gone.
 */
export async function cleanUp(
  exec: Exec,
  builders: readonly string[],
  buildx: string,
): Promise<readonly string[]> {
  const warnings: string[] = [];
  const program = buildx === '' ? ['docker', 'buildx'] : [buildx];
  for (const builder of builders) {
    const { code, stderr } = await exec.run([...program, 'rm', '--force', '--', builder], {
      allowFailure: true,
    });
    if (code !== 0 && !/no builder ".*" found/.test(stderr))
      warnings.push(`the builder ${builder} could not be removed: ${stderr.trim()}`);
  }
  return warnings;
}
