// The notes that GitHub itself would write for a tag.
import type { GitHub } from './endpoint.ts';

/** One line a commit since the previous tag, and the compare link. */
export async function generatedNotes(
  { git, repository }: GitHub,
  tag: string,
  previous?: string,
): Promise<{ readonly name: string; readonly body: string }> {
  const head = (await git.commitOf(`refs/tags/${tag}`)) ?? (await git.commitOf('HEAD'));
  const base =
    previous ??
    (head === undefined
      ? undefined
      : await git.run('describe', '--tags', '--abbrev=0', `${head}^`).then(
          (name) => name.trim(),
          () => undefined,
        ));
  const range = base === undefined ? (head ?? 'HEAD') : `${base}..${head ?? 'HEAD'}`;
  const commits = head === undefined ? [] : await git.log('--no-merges', '--max-count=250', range);
  const lines = commits.map(({ message, author }) => `* ${message.split('\n')[0] ?? ''} by ${author.name}`);
  const web = `https://github.com/${repository}`;
  const link = base === undefined ? `${web}/commits/${tag}` : `${web}/compare/${base}...${tag}`;
  return {
    name: tag,
    body: `## What's Changed\n${lines.join('\n')}\n\n**Full Changelog**: ${link}`,
  };
}
