// What a suite must leave as it found it: the next one runs in the same process.

export type Surroundings = ReadonlyMap<string, string | undefined>;

/** Variables by name, and the working directory. */
export function surroundingsOf({ env, cwd }: Pick<NodeJS.Process, 'env' | 'cwd'>): Surroundings {
  return new Map([...Object.entries(env), ['the working directory', cwd()]]);
}

/** What a suite has left changed. */
export function leftFault(before: Surroundings, after: Surroundings): string | undefined {
  const names = [...new Set([...before.keys(), ...after.keys()])];
  const changed = names.filter((name) => before.get(name) !== after.get(name));
  return changed.length === 0 ? undefined : `It has changed ${changed.join(', ')}, and not put it back.`;
}
