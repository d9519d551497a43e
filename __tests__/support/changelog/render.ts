// Renders notes as GitHub-flavoured Markdown and looks at the tree: what a reader would get, not what was typed.
import type { Nodes, Root } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

export function render(markdown: string): Root {
  return fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });
}

export function allNodes(root: Nodes): Nodes[] {
  return [root, ...('children' in root ? root.children.flatMap((child) => allNodes(child)) : [])];
}

export function nodeTypes(root: Nodes): string[] {
  return [...new Set(allNodes(root).map(({ type }) => type))].sort();
}

/** What a reader sees: all text and code, in order. */
export function seenText(root: Nodes): string {
  return allNodes(root)
    .map((node) =>
      node.type === 'text' || node.type === 'inlineCode' || node.type === 'code' ? node.value : '',
    )
    .join('');
}

/** The people that GitHub would notify: mentions in text, not in code and not in links. */
export function mentions(root: Nodes): string[] {
  if (root.type === 'link' || root.type === 'inlineCode' || root.type === 'code') return [];
  if (root.type === 'text') {
    return [...root.value.matchAll(/(?<![A-Za-z0-9_`])@([A-Za-z0-9][A-Za-z0-9-]*)/g)].map((m) => m[1] ?? '');
  }
  return 'children' in root ? root.children.flatMap((child) => mentions(child)) : [];
}
