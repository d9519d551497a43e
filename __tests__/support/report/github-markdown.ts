// GitHub's way from Markdown to HTML, as near as public libraries come: GFM, alerts, and its list of allowed HTML.
import type { Nodes, Root } from 'hast';
import type { Root as Markdown } from 'mdast';
import { rehypeGithubAlerts } from 'rehype-github-alerts';
import rehypeRaw from 'rehype-raw';
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize';
import rehypeStringify from 'rehype-stringify';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';

const github = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(remarkRehype, { allowDangerousHtml: true })
  .use(rehypeRaw)
  // `rehype-sanitize`'s default schema is written after GitHub's own filter. Alerts come after it, as GitHub's do.
  .use(rehypeSanitize, defaultSchema)
  .use(rehypeGithubAlerts, {})
  .use(rehypeStringify)
  .freeze();

/** HTML that is safe to show. */
export function githubHtml(markdown: string): string {
  return String(github.processSync(markdown));
}

/** The same as a tree; `parsed` when the Markdown has been parsed already. */
export function githubTree(markdown: string, parsed: Markdown = github.parse(markdown)): Root {
  return github.runSync(parsed);
}

/** The text a reader sees, blanks joined, without the marks that only keep a name from being a mention. */
export function visibleText(node: Nodes): string {
  return rawText(node)
    .replace(/@\u200b/g, '@')
    .replace(/\s+/gu, ' ')
    .trim();
}

/** The elements in order, without those that words alone may make: links, code, line breaks. */
export function skeleton(node: Nodes): readonly string[] {
  if (!('children' in node)) return [];
  const inner = node.children.flatMap(skeleton);
  if (node.type !== 'element' || ['a', 'code', 'br'].includes(node.tagName)) return inner;
  return [node.tagName, ...inner, `/${node.tagName}`];
}

function rawText(node: Nodes): string {
  if (node.type === 'text') return node.value;
  return 'children' in node ? node.children.map(rawText).join('') : '';
}
