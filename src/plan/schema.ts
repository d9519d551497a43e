// What the definitions of release.json and of a build's record have in common.
import * as v from 'valibot';

/** A shape that is checked where it enters. */
export type Schema<T> = v.GenericSchema<T>;

/** What a definition describes, as whoever reads it has it. */
export type Readonlyly<T> = T extends string | number | boolean
  ? T
  : T extends readonly (infer Item)[]
    ? readonly Readonlyly<Item>[]
    : { readonly [Key in keyof T]: Readonlyly<T[Key]> };

/** Text of one form, which its type names. */
export function matching<T extends string = string>(pattern: RegExp): Schema<T> {
  return v.pipe(v.string(), v.regex(pattern)) as unknown as Schema<T>;
}
