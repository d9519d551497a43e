// Reads the `changelog-types` input: JSON or YAML, as conventional-changelog-conventionalcommits takes `types`.
import { ReleaseError } from '../errors.ts';
import type { ChangelogType } from './groups.ts';

const example = 'changelog-types: \'[{"type":"feat","section":"Features"},{"type":"chore","hidden":true}]\'';

/**
 * The types in order; an empty text is undefined, which means the default. `effect: hidden` is the preset's newer
 * spelling of `hidden: true`. A type without a section and not hidden goes with the other changes.
 * @throws ReleaseError when the text is not a list of types.
 */
export async function readTypes(text: string): Promise<readonly ChangelogType[] | undefined> {
  if (text.trim() === '') return undefined;
  const fail = (reason: string, cause?: unknown): ReleaseError =>
    new ReleaseError(`changelog-types ${reason}`, { hint: example, cause });
  // Loaded here only: a run with the default types does not pay for it.
  const { parse } = await import('yaml');
  let list: unknown;
  try {
    list = parse(text);
  } catch (error) {
    throw fail('is neither JSON nor YAML', error);
  }
  if (!Array.isArray(list)) throw fail('must be a list');
  return list.map((entry: unknown, i) => {
    const { type, section, scope, hidden, effect } = (entry ?? {}) as Record<string, unknown>;
    if (typeof type !== 'string' || type === '') throw fail(`has no type in entry ${i + 1}`);
    if (section !== undefined && typeof section !== 'string')
      throw fail(`has a section that is no text in ${type}`);
    if (scope !== undefined && typeof scope !== 'string')
      throw fail(`has a scope that is no text in ${type}`);
    return {
      type,
      ...(scope === undefined ? {} : { scope }),
      ...(section === undefined ? {} : { section }),
      hidden: hidden === true || effect === 'hidden',
    };
  });
}
