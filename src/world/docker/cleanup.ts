// What a run leaves on the runner's Docker: removed at its end, however it ended.
import type { Exec } from '../process/exec.ts';

export interface Leftovers {
  /** The builder that this run made; empty where it made none. */
  readonly builder: string;
}

/**
 * Removes the builder of a run.
 * @returns a warning for what could not be removed.
 * @throws ReleaseError where Docker is gone.
 */
export async function cleanUp(exec: Exec, left: Leftovers): Promise<readonly string[]> {
  const warnings: string[] = [];
  if (left.builder !== '') {
    const removed = await exec.run(['docker', 'buildx', 'rm', '--force', '--', left.builder], {
      allowFailure: true,
    });
    if (removed.code !== 0)
      warnings.push(`the builder ${left.builder} could not be removed: ${removed.stderr.trim()}`);
  }
  return warnings;
}
