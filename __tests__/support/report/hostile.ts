// Text as an enemy, or a careless tool, would write it into a subject, a file name or an error.
import * as fc from '../property.ts';

const SHARDS = [
  '|', '\\', '`', '```', '~~~', '<', '>', '</details>', '<!--', '<script>', '&amp;', '&#124;', '*', '**', '_', '__',
  '[', ']', '](', ')', '![', '$', '$$', '~~', '#', '# ', '- ', '+ ', '1. ', '> ', '---', '===', ':', ';', ',', '%%', '%%{',
  '}%%', '@lea', '@', '\n', '\r\n', '\t', ' ', '\u0000', '\u001b[31m', '\u202e', '\u200b', '\ud800', 'é', '😀', 'section x',
  'title y', 'click', 'end', 'a', 'b', '1', 'x.y',
  'https://x.y/',
  'www.x.y/',
  '&x=', '"', "'", '[^1]', '[!NOTE]', '- [x] ', '| --- |', '    ', '{{', '${', 'after a1',
] as const; // prettier-ignore

/** Shards in any order, and any Unicode in between. */
export const hostile = fc
  .array(
    fc.oneof(
      { weight: 5, arbitrary: fc.constantFrom(...SHARDS) },
      fc.string({ unit: 'binary', maxLength: 4 }),
    ),
    {
      maxLength: 12,
    },
  )
  .map((parts) => parts.join(''));
