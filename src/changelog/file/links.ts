// The relative links of a text that is taken out of its file: on a release's page, and in the mail about it, they lead elsewhere.
import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { urlPath } from '../markdown/markdown.ts';
import type { Repository } from '../notes.ts';

/** Where a text comes from. */
export interface Origin {
  readonly repository: Repository;
  readonly tag: string;
  /** The file's path in the repository. */
  readonly path: string;
}

interface Edit {
  readonly from: number;
  readonly to: number;
  readonly url: string;
}

/**
 * The text with every relative link made one to the file as it is at the tag, and images to their bytes. GitHub resolves what
 * is left relative against the root of the repository, wherever the file was, and in mails not at all.
 */
export function withAbsoluteLinks(text: string, origin: Origin): string {
  if (!/[[<]/.test(text)) return text;
  const edits: Edit[] = [];
  const visit = (node: Nodes): void => {
    if (node.type === 'html') edits.push(...attributes(node, origin));
    if (node.type === 'link' || node.type === 'image' || node.type === 'definition') {
      const edit = destination(text, node, origin);
      if (edit) edits.push(edit);
    }
    if ('children' in node) for (const child of node.children) visit(child);
  };
  visit(fromMarkdown(text));
  let out = text;
  for (const { from, to, url } of edits.sort((a, b) => b.from - a.from))
    out = out.slice(0, from) + url + out.slice(to);
  return out;
}

type Linking = Extract<Nodes, { readonly type: 'link' | 'image' | 'definition' }>;

/** The destination stands behind what is shown, as it was written; one that was written with escapes is left as it is. */
function destination(text: string, node: Linking, origin: Origin): Edit | undefined {
  const start = node.position?.start.offset ?? 0;
  const end = node.position?.end.offset ?? 0;
  const shown = 'children' in node ? (node.children.at(-1)?.position?.end.offset ?? start) : start;
  const from = text.indexOf(node.url, text.indexOf(']', shown) + 1);
  const url = absolute(node.url, origin, node.type === 'image');
  if (url === undefined || from <= shown || from + node.url.length > end) return undefined;
  return { from, to: from + node.url.length, url };
}

/** `<img src="…">` and `<a href="…">`. */
function attributes(node: Extract<Nodes, { readonly type: 'html' }>, origin: Origin): Edit[] {
  const start = node.position?.start.offset ?? 0;
  const found = node.value.matchAll(/<(a|img|source)\b[^<>]{0,500}?\s(?:href|src)="([^"<>]{1,1000})"/gi);
  return [...found].flatMap(({ 0: tag, 1: name = '', 2: written = '', index }) => {
    const url = absolute(written, origin, !/^a$/i.test(name));
    const from = start + index + tag.length - written.length - 1;
    return url === undefined ? [] : [{ from, to: from + written.length, url }];
  });
}

/** Undefined for what is absolute already, or nothing that can be resolved. */
function absolute(written: string, { repository, tag, path }: Origin, isImage: boolean): string | undefined {
  if (/^(?:[a-z][a-z0-9+.-]*:|\/\/|$)/i.test(written) || /[\s\\<>]/.test(written)) return undefined;
  const { serverUrl, owner, name } = repository;
  const base = `${serverUrl}/${owner}/${name}/`;
  // As on the file's own page, whose address has one part for the branch: a tag may have a slash in it.
  const root = `${base}${isImage ? 'raw' : 'blob'}/HEAD/`;
  const relative = written.startsWith('/') ? written.replace(/^\/+/, '') : written;
  const from = written.startsWith('/') ? root : `${root}${urlPath(path)}`;
  if (!URL.canParse(relative, from)) return undefined;
  const { href } = new URL(relative, from);
  if (!href.startsWith(base)) return undefined;
  return href.startsWith(root)
    ? `${root.slice(0, -'HEAD/'.length)}${urlPath(tag)}/${href.slice(root.length)}`
    : href;
}
