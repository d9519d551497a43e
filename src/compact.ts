type Defined<T> = { [Key in keyof T as undefined extends T[Key] ? never : Key]: T[Key] };
type MaybeUndefined<T> = {
  [Key in keyof T as string extends Key ? never : undefined extends T[Key] ? Key : never]?: Exclude<
    T[Key],
    undefined
  >;
};
type Indexed<T> = { [Key in keyof T as string extends Key ? Key : never]: Exclude<T[Key], undefined> };

/**
 * The object without the properties whose value is undefined, in the same order: what may be undefined is optional in its
 * type, as `exactOptionalPropertyTypes` wants it.
 */
export function compact<const T extends object>(value: T): Defined<T> & MaybeUndefined<T> & Indexed<T> {
  const all = value as Record<string, unknown>;
  const left: Record<string, unknown> = {};
  for (const key in all) if (all[key] !== undefined) left[key] = all[key];
  return left as Defined<T> & MaybeUndefined<T> & Indexed<T>;
}
