// A remedy as Markdown: commands and YAML to copy, sentences to read.
import { clip, fence, prose } from './escape.ts';

const COMMAND =
  /^(?:git|gh|docker|cosign|crane|oras|npm|npx|sudo|curl|sha256sum|export|echo|mv|cp|rm|mkdir|chmod|apt-get|openssl|cd|sh|bash)\s/;
const YAML = /^(?:- )?[a-z][a-z0-9-]*:(?:\s|$)/;
const LENGTH = 4_000;

/** Each run of commands, and each of YAML, becomes a block to copy; what stands between them are sentences. */
export function renderHint(hint: string, indent = ''): string {
  const lines = clip(hint.trim(), LENGTH)
    .split('\n')
    .filter((line) => line.trim() !== '');
  const groups: { readonly kind: Kind; readonly lines: string[] }[] = [];
  for (const line of lines) {
    const last = groups.at(-1);
    const kind = kindOf(line, last?.kind);
    if (last?.kind === kind) last.lines.push(line);
    else groups.push({ kind, lines: [line] });
  }
  return groups
    .map(({ kind, lines: own }) =>
      kind === 'text'
        ? own.map((line) => indent + prose(line)).join('  \n')
        : fence(own.join('\n'), kind, indent),
    )
    .join('\n\n');
}

/** Whether it is about the workflow file and nothing else. */
export function isYaml(hint: string): boolean {
  const lines = hint.trim().split('\n');
  return lines.every((line, at) => kindOf(line, at === 0 ? undefined : 'yaml') === 'yaml');
}

type Kind = 'sh' | 'yaml' | 'text';

function kindOf(line: string, before: Kind | undefined): Kind {
  // An indented line continues the line above it; a comment belongs to the commands around it.
  if (before !== undefined && before !== 'text' && /^\s/.test(line)) return before;
  if (COMMAND.test(line) || (before === 'sh' && line.startsWith('#'))) return 'sh';
  return YAML.test(line) ? 'yaml' : 'text';
}
