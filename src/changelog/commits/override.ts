// What release-please takes in place of a message: one or more messages between two marks, which a squash has from its pull request.
import { readHeader, weight } from './header.ts';
import { splitPull } from './pull-number.ts';

const block = /^BEGIN_COMMIT_OVERRIDE[ \t]*\n([^]*?)\n[ \t]*END_COMMIT_OVERRIDE[ \t]*$/m;

/**
 * The message that counts. Of several between the marks it is a squash: the weightiest is the title, with the pull request's
 * number, and each is in the body's list.
 */
export function overridden(message: string): string {
  if (!message.includes('BEGIN_COMMIT_OVERRIDE\n')) return message;
  const [, given = ''] = block.exec(message) ?? [];
  const messages: string[][] = [];
  for (const [at, line] of given.split('\n').entries()) {
    const head = readHeader(line.trim());
    const isHead =
      head.type !== undefined && weight(head) > 0 && !/^\s/.test(line) && !line.startsWith('BREAKING');
    if (isHead || at === 0) messages.push([line.trim()]);
    else messages.at(-1)?.push(line);
  }
  const heads = messages.map(([head = '']) => head);
  const most = Math.max(...heads.map((head) => weight(readHeader(head))));
  const title = heads.find((head) => head !== '' && weight(readHeader(head)) === most);
  if (title === undefined) return message;
  const { pull } = splitPull(message.split('\n', 1)[0]?.trim() ?? '');
  const numbered = pull === undefined || splitPull(title).pull !== undefined ? title : `${title} (#${pull})`;
  if (messages.length === 1) return [numbered, ...(messages[0] ?? []).slice(1)].join('\n');
  const list = messages.map(([head = '', ...text]) => `* ${head}\n\n${text.join('\n').trim()}`.trimEnd());
  return `${numbered}\n\n${list.join('\n\n')}`;
}
