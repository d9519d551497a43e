// Faults that were found together, each with its remedy.
import type { Fault } from '../errors.ts';
import { clip, prose } from './escape.ts';
import { rowVariants } from './document.ts';
import { renderHint } from './hint.ts';

/** A numbered list; a fault's hint stands below it, ready to copy. */
export function faultForms(faults: readonly Fault[]): readonly string[] {
  const line = (fault: Fault, index: number): string =>
    `${index + 1}. **${prose(clip(fault.message, 1_000))}**\n\n${renderHint(fault.hint, '   ')}\n`;
  return rowVariants('### To mend', faults, (rows) => rows.map(line).join('\n'), 'The log has every fault.');
}
