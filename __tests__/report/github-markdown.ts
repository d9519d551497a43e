// GitHub's way from Markdown to HTML, as near as public libraries come: GFM, alerts, and its list of allowed HTML.
import { rehypeGithubAlerts } from 'rehype-github-alerts';
import rehypeRaw from 'rehype-raw';
import rehypeSanitize, { defaultSchema } from 'rehype-sanitize';
import rehypeStringify from 'rehype-stringify';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';

/** HTML that is safe to show. `rehype-sanitize`'s default schema is written after GitHub's own filter. */
export function githubHtml(markdown: string): string {
  return String(
    unified()
      .use(remarkParse)
      .use(remarkGfm)
      .use(remarkRehype, { allowDangerousHtml: true })
      .use(rehypeRaw)
      // GitHub makes its alerts after the filter too: class names from a text never pass.
      .use(rehypeSanitize, defaultSchema)
      .use(rehypeGithubAlerts, {})
      .use(rehypeStringify)
      .processSync(markdown),
  );
}
