// Reads the `changelog-types` input: JSON or YAML, as conventional-changelog-conventionalcommits takes `types`.
import { ReleaseError } from '../errors.ts';
import { closest } from '../plan/closest.ts';
import type { ChangelogType } from './groups.ts';
import { compact } from '../compact.ts';

const keys = ['type', 'section', 'scope', 'hidden', 'effect'];
const example = 'changelog-types: \'[{"type":"feat","section":"Features"},{"type":"chore","hidden":true}]\'';

/**
 * The types in order; an empty text is undefined, which means the default. `effect: hidden` is the preset's newer
 * spelling of `hidden: true`. A type without a section and not hidden goes with the other changes.
 * @throws ReleaseError when the text is not a list of types; it names line and column of the input's text, from 1, and
 * the entry and its key.
 */
export async function readTypes(text: string): Promise<readonly ChangelogType[] | undefined> {
  if (text.trim() === '') return undefined;
  // Loaded here only: a run with the default types does not pay for it.
  const { LineCounter, isNode, parseDocument } = await import('yaml');
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter });
  const fail = (offset: number, reason: string, cause?: unknown): ReleaseError => {
    const { line, col } = lineCounter.linePos(offset);
    return new ReleaseError(`changelog-types, line ${line}, column ${col}: ${reason}`, {
      hint: example,
      cause,
    });
  };
  /** Where a value begins, or, where it has no place of its own, what is around it. */
  const offsetOf = (path: readonly (string | number)[]): number => {
    const node = document.getIn(path, true);
    if (isNode(node) && node.range) return node.range[0];
    return path.length === 0 ? 0 : offsetOf(path.slice(0, -1));
  };
  const [broken] = document.errors;
  if (broken) throw fail(broken.pos[0], 'this is neither JSON nor YAML', broken);
  let list: unknown;
  try {
    list = document.toJS();
  } catch (error) {
    // Aliases that would unfold beyond measure.
    throw fail(0, 'this cannot be read', error);
  }
  if (!Array.isArray(list)) throw fail(offsetOf([]), 'this must be a list of types');
  return list.map((entry: unknown, i) => {
    const { type, section, scope, hidden, effect } = (entry ?? {}) as Record<string, unknown>;
    // Other tools' keys are left alone; one that is nearly ours would be lost in silence.
    for (const key of Object.keys(entry ?? {})) {
      const meant = keys.includes(key) ? undefined : closest(key, keys);
      if (meant !== undefined)
        throw fail(offsetOf([i, key]), `entry ${i + 1} has "${key}": did you mean ${meant}?`);
    }
    if (typeof type !== 'string' || type === '')
      throw fail(offsetOf([i, 'type']), `entry ${i + 1} has no type`);
    if (section !== undefined && typeof section !== 'string')
      throw fail(offsetOf([i, 'section']), `the section of entry ${i + 1}, ${type}, is not text`);
    if (section?.trim() === '')
      throw fail(offsetOf([i, 'section']), `the section of entry ${i + 1}, ${type}, is empty`);
    // `"true"` in quotes would be taken for no, in silence.
    if (hidden !== undefined && hidden !== null && typeof hidden !== 'boolean')
      throw fail(offsetOf([i, 'hidden']), `hidden of entry ${i + 1}, ${type}, is neither true nor false`);
    if (scope !== undefined && typeof scope !== 'string')
      throw fail(offsetOf([i, 'scope']), `the scope of entry ${i + 1}, ${type}, is not text`);
    return compact({ type, scope, section, hidden: hidden === true || effect === 'hidden' });
  });
}
