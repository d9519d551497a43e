// New migrations that have the number of another one: two branches took it, and Git saw no conflict.
import type { Migration } from './migration-files.ts';

/**
 * All migrations of one folder that share a number with a new one. Tools that know a migration by its number refuse to start with
 * two of one; those that know it by its whole name do not mind.
 */
export function sameNumber(added: readonly Migration[], all: readonly Migration[]): readonly Migration[] {
  const byNumber = new Map<string, Migration[]>();
  for (const one of all) {
    const key = keyOf(one);
    if (key === undefined) continue;
    const list = byNumber.get(key);
    if (list) list.push(one);
    else byNumber.set(key, [one]);
  }
  const fresh = new Set(added);
  return [...byNumber.values()]
    .filter((list) => list.length > 1 && list.some((one) => fresh.has(one)))
    .flat();
}

/** Of SQL and of Rails; the date of a day is a number that people expect to share. */
function keyOf({ kind, unit, file, folder, dialect, number }: Migration): string | undefined {
  if (kind !== 'forward' || number === undefined || !/\.(?:sql|rb)$/.test(unit) || !file.path.endsWith(unit))
    return undefined;
  const [first = 0n] = number;
  const isDay =
    number.length === 1 ? first >= 19_000_000n && first < 21_000_000n : first >= 1900n && first < 2100n;
  if (isDay && number.length <= 3) return undefined;
  return [folder, dialect ?? '', ...number].join('\0');
}
