// A remedy as Markdown: commands and YAML to copy, sentences to read.
import { clip, fence, prose } from './escape.ts';

const COMMAND = /^(?:git|gh|docker|cosign|crane|oras|npm|sudo|curl|sha256sum|export)\s/;
const YAML = /^[a-z][a-z0-9-]*:(?:\s|$)/;
const LENGTH = 4_000;

/** A hint whose lines all are commands, or all YAML, becomes a block to copy; any other is a sentence or several. */
export function renderHint(hint: string, indent = ''): string {
  const clipped = clip(hint.trim(), LENGTH);
  const lines = clipped.split('\n').filter((line) => line.trim() !== '');
  if (lines.length > 0 && lines.every((line) => COMMAND.test(line))) return fence(clipped, 'sh', indent);
  if (lines.length > 0 && lines.every((line) => YAML.test(line.trimStart()) || line.startsWith(' '))) {
    return fence(clipped, 'yaml', indent);
  }
  return lines.map((line) => indent + prose(line)).join('  \n');
}
